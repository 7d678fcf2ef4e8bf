import { startFinder } from "./finder/finder.js";
import { followSlash } from "./finder/slash.js";

followSlash(document);
for (const root of document.querySelectorAll('[data-component="finder"]')) startFinder(root);
