import { followSlash } from "./search/slash.js";

followSlash(document);
