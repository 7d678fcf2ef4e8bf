import { Comparison } from "./compare/comparison.js";
import { followSlash } from "./finder/slash.js";

followSlash(document);
for (const root of document.querySelectorAll('[data-component="compare"]')) new Comparison(root).show();
