// All questions on one page, or those of one practice: which of both stands in the address, as `?practice=<id>`.

import { element } from "../finder/words.js";

const ASKED = "practice";

/**
 * Return the practice that an address asks for, or "" for all.
 * @param {string} query what stands behind the address, with its question mark
 * @param {{ id: string }[]} practices
 */
export function practiceOf(query, practices) {
  const asked = new URLSearchParams(query).get(ASKED);
  return practices.some(({ id }) => id === asked) ? asked : "";
}

/**
 * Show the questions of a practice, or all, and the ways to the others.
 * @param {HTMLElement} root
 * @param {{ id: string, name: string }[]} practices
 * @param {string} current
 * @param {(key: string, values?: Object) => string} say
 */
export function showView(root, practices, current, say) {
  for (const section of root.querySelectorAll("[data-practice]")) {
    const id = section.dataset.practice;
    section.hidden = current !== "" && id !== current;
    const turn = section.querySelector('[data-part="turn"]');
    turn.hidden = !current;
    turn.replaceChildren(...turns(practices, id, say));
  }
  const ways = [
    entry(say("assessment.view.all"), "", current === ""),
    entry(say("assessment.view.one"), current || practices[0].id, current !== ""),
  ];
  root.querySelector('[data-part="views"] ul').replaceChildren(...ways);
  root.querySelector('[data-part="finish"]').hidden = current !== "" && current !== practices.at(-1).id;
}

function turns(practices, id, say) {
  const at = practices.findIndex((practice) => practice.id === id);
  const [before, after] = [practices[at - 1], practices[at + 1]];
  const ways = [];
  if (before) ways.push(wayToPractice(say("assessment.view.before", { practice: before.name }), before.id, "action"));
  if (after) ways.push(wayToPractice(say("assessment.view.after", { practice: after.name }), after.id, "action"));
  return ways;
}

function entry(label, practice, isCurrent) {
  const link = wayToPractice(label, practice, "action");
  if (isCurrent) link.setAttribute("aria-current", "true");
  return element("li", "", link);
}

/** Return a link to the questions of a practice, or to all where that is "". */
export function wayToPractice(label, practice, kind = "") {
  const link = element("a", kind, label);
  link.href = practice ? `?${ASKED}=${practice}` : location.pathname;
  link.dataset.view = practice;
  return link;
}
