import { Assessment } from "./assessment/assessment.js";
import { followSlash } from "./finder/slash.js";

followSlash(document);
for (const root of document.querySelectorAll('[data-component="assessment"]')) new Assessment(root).start();
