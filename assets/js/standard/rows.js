// What a list is made of, and which of it fits.

import { wordsOf } from "../search/words.js";

/**
 * element: of the page; words: all of them with a space before each.
 * @typedef {{ element: HTMLElement, words: string }} Row
 */

/**
 * Return everything on a page that can be narrowed, in its order.
 * @param {Document} page
 * @returns {Row[]}
 */
export function rowsOf(page) {
  return [...page.querySelectorAll("[data-sieve]")].map((element) => ({ element, words: wordsIn(element) }));
}

/**
 * Say whether a row fits: every word asked for begins one of its words, and each choice is one of its values.
 * @param {Row} row
 * @param {string[]} words
 * @param {[string, string][]} chosen name and value of each choice that was made
 * @returns {boolean}
 */
export function fits(row, words, chosen) {
  return words.every((word) => row.words.includes(` ${word}`)) && chosen.every(([name, value]) => has(row.element, name, value));
}

function wordsIn(element) {
  const text = [...element.querySelectorAll("[data-words]")].map((part) => part.textContent).join(" ");
  return wordsOf(text).map((word) => ` ${word}`).join("");
}

function has(element, name, value) {
  const around = element.closest(`[data-${name}]`);
  return around !== null && around.getAttribute(`data-${name}`).split(" ").includes(value);
}
