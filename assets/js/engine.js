import { makeEngine } from "./search/engine.js";

// The finder loads this script when it is needed and finds it by this name: the pages of a folder may import nothing.
globalThis.certsiteEngine = makeEngine;
