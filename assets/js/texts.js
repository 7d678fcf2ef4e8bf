import { searchPages } from "./search/pages.js";

// The finder loads this script when page texts are first searched, and finds what searches them by this name.
globalThis.certsiteTexts = searchPages;
