// Answers in the part of an address that no browser sends: `share=2022.a1b2c3.yypn-u…`, one letter for each criterion.
// Notes, plans and the city are not in it.

import { Refused, shownText } from "./checks.js";

const START = "share=";
const LETTERS = { yes: "y", partly: "p", no: "n", unknown: "u" };
const OPEN = "-";

/**
 * Return answers as the fragment of an address.
 * @param {import("./record.js").VisitorRecord} record
 * @param {import("./record.js").Handed} standard
 * @returns {string} without the number sign
 */
export function fragmentOf({ answers }, { edition, mark, criteria }) {
  const letters = criteria.map(({ id }) => LETTERS[answers.get(id)] ?? OPEN);
  return `${START}${edition}.${mark}.${letters.join("")}`;
}

/**
 * Say whether the fragment of an address is meant to hold answers.
 * @param {string} text with or without its number sign
 */
export function holdsAnswers(text) {
  return text.replace(/^#/, "").startsWith(START);
}

/**
 * Return the answers that the fragment of an address holds, null where it holds none.
 * @param {string} text with or without its number sign
 * @param {import("./record.js").Handed} standard
 * @returns {import("./score.js").Answers | null}
 * @throws {Refused}
 */
export function readFragment(text, { edition, mark, criteria, earlier }) {
  if (!holdsAnswers(text)) return null;
  const [ofEdition, ofMark, ...rest] = text.replace(/^#/, "").slice(START.length).split(".");
  const letters = rest.join(".");
  if (ofEdition !== edition) {
    const name = Object.hasOwn(earlier, ofEdition) ? earlier[ofEdition].name : ofEdition;
    throw new Refused("share-edition", { edition: shownText(name) });
  }
  if (ofMark !== mark) throw new Refused("share-mark");
  if (!/^[ypnu-]*$/.test(letters)) throw new Refused("share-letters");
  if (letters.length !== criteria.length) throw new Refused("share-length", { count: letters.length, total: criteria.length });
  const answers = new Map(Object.entries(LETTERS).map(([answer, letter]) => [letter, answer]));
  return new Map(criteria.map(({ id }, index) => [id, answers.get(letters[index])]).filter(([, answer]) => answer));
}
