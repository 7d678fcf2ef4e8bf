// From texts to words: those somebody asks for, and those under which a text is found.

import { bare } from "./names.js";

/** Short forms that people type in names of places, and the words they stand for. */
const SHORT_FORMS = { ft: "fort", mt: "mount", sn: "san", st: "saint", sta: "santa", sto: "santo" };
const OTHER_FORM = new Map(Object.entries(SHORT_FORMS).flatMap(([short, long]) => [[short, long], [long, short]]));

/** What is pasted by mistake is not looked at to its end: no name with its place is longer or has more words. */
const LONGEST_QUERY = 120;
const MOST_WORDS = 10;

/**
 * Return the words of a query, each once: `Washington, D.C.` has washington and dc, `Coeur d'Alene` coeur and dalene.
 * @param {string} query
 * @returns {string[]}
 */
export function queryWords(query) {
  return wordsOf(query.slice(0, LONGEST_QUERY)).slice(0, MOST_WORDS);
}

/**
 * Return the words of a text of any length, as those of a query that asks for all of it.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  return [...new Set(parts(bare(text)).map(joined))].filter(Boolean);
}

/**
 * Return the words under which a text is found: with and without its apostrophes and hyphens, short forms both ways.
 * @param {string} text
 * @returns {string[]}
 */
export function indexWords(text) {
  const spelled = bare(text);
  const hyphened = spelled.split(/[^\p{L}\p{N}-]+/u).filter((run) => run.includes("-"));
  const all = [...parts(spelled).flatMap((part) => [...part.split(/['’]/), joined(part)]), ...hyphened.map(joined)];
  return [...new Set([...all, ...all.map((word) => OTHER_FORM.get(word))])].filter(Boolean);
}

/** Split at whatever is no letter, digit or apostrophe; initials with points between them are one word. */
function parts(spelled) {
  const initials = spelled.replace(/\b(?:\p{L}\.)+\p{L}\b/gu, (letters) => letters.replaceAll(".", ""));
  return initials.split(/[^\p{L}\p{N}'’]+/u);
}

function joined(word) {
  return word.replace(/['’-]/g, "");
}
