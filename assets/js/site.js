import { followSlash } from "./finder/slash.js";

followSlash(document);
