import { followSlash } from "./finder/slash.js";
import { Sieve } from "./standard/sieve.js";

followSlash(document);
for (const root of document.querySelectorAll('[data-component="sieve"]')) new Sieve(root).start();
