// The estimate: the level, what is missing for the next ones, and the profile by practice.

import { element } from "../finder/words.js";
import { wayToPractice } from "./views.js";
import { levelSaid, metSaid, missingSaid } from "./wording.js";

const KINDS = ["yes", "partly", "no", "unknown", "open"];

/**
 * Return what a score amounts to, as elements.
 * @param {import("./score.js").Score} score
 * @param {import("./score.js").Standard} standard
 * @param {{ say: (key: string, values?: Object) => string, nameOf: (id: string) => string,
 *   badgeOf: (level: Object) => Node }} setting
 * @returns {HTMLElement[]}
 */
export function outcomeOf(score, standard, { say, nameOf, badgeOf }) {
  const { counts, level, highest, low, high, blocked, next } = score;
  if (counts.open === standard.criteria.length) return [element("p", "", say("assessment.nothing"))];
  const said = element("p", "verdict", levelSaid(score, standard, say));
  // The badge of a level that may not be reached would say more than the sentence does.
  const badges = level ? [...new Set([level, highest])].map(badgeOf) : [];
  if (badges.length) said.append(" ", ...badges.flatMap((badge) => [badge, " "]));
  const unsure = counts.unknown + counts.open;
  const told = [say("assessment.score", { met: metSaid(low, standard, say) })];
  if (unsure && high > low) told.push(say("assessment.unsure", { count: unsure }));
  return [
    said,
    element("p", "", told.join(" ")),
    barOf(score, standard),
    ...listOf(next.map((one) => missingSaid(one, standard, say))),
    ...blockedOf(blocked, say, nameOf),
  ];
}

/**
 * Return the body of the table that says for each practice how its criteria were answered.
 * @param {import("./score.js").Standard} standard
 * @param {Map<string, string>} answers
 * @param {(key: string, values?: Object) => string} say
 * @returns {HTMLElement[]}
 */
export function profileOf(standard, answers, say) {
  const head = element("tr", "", cell("th", say("assessment.practice"), "col"), ...KINDS.map((kind) => cell("th", say(`assessment.answer.${kind}`), "col")));
  const rows = standard.practices.map(({ id, name }) => {
    const kinds = standard.criteria.filter(({ practice }) => practice === id).map((row) => answers.get(row.id) ?? "open");
    const numbers = KINDS.map((kind) => kinds.filter((other) => other === kind).length);
    return element("tr", "", cell("th", wayToPractice(name, id), "row"), ...numbers.map((count) => cell("td", say("assessment.count", { count }))));
  });
  return [element("thead", "", head), element("tbody", "", ...rows)];
}

/** Return how many criteria of a practice are met, of how many. */
export function metIn(standard, answers, id) {
  const rows = standard.criteria.filter(({ practice }) => practice === id);
  return { count: rows.filter((row) => answers.get(row.id) === "yes").length, total: rows.length };
}

/** Return a cell; scope: of a heading. */
function cell(name, text, scope = "") {
  const made = element(name, "", text);
  if (scope) made.scope = scope;
  return made;
}

function listOf(sentences) {
  return sentences.length ? [element("ul", "", ...sentences.map((text) => element("li", "", text)))] : [];
}

function blockedOf(blocked, say, nameOf) {
  if (!blocked.length) return [];
  const rows = blocked.map(({ id, by }) => say("assessment.blocked.one", { criterion: nameOf(id), by: by.map(nameOf).join("; ") }));
  return [element("p", "", say("assessment.blocked", { count: blocked.length })), ...listOf(rows)];
}

/** Return the score as a bar with the bounds of the levels; the sentences beside it say the same. */
function barOf({ low, high, total }, { levels }) {
  const bar = element("div", "score-bar");
  bar.setAttribute("aria-hidden", "true");
  const part = (kind, share, text = "") => {
    const made = element("span", kind, text);
    made.style.setProperty("--share", `${share}%`);
    return made;
  };
  bar.append(part("high", (high * 100) / total), part("low", (low * 100) / total));
  for (const { name, percent } of levels) bar.append(part("bound", percent, name));
  return bar;
}
