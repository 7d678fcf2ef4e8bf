// One's own profile beside a certified city. What is known of a city is what it shows, not which criteria it met.

import { element } from "../finder/words.js";
import { metIn } from "./outcome.js";
import { programsOf } from "./steps.js";

/**
 * Return what sets both side by side, practice by practice, for a list of terms.
 * @param {import("./score.js").Standard} standard
 * @param {Map<string, string>} answers
 * @param {import("./roadmap.js").Example} peer
 * @param {(key: string, values?: Object) => string} say
 * @returns {HTMLElement[]}
 */
export function besideOf(standard, answers, { name, shows }, say) {
  const side = (label, ...parts) => element("dd", "", element("span", "side", `${label}:`), " ", ...parts);
  return standard.practices.map((practice) => {
    const programs = Object.hasOwn(shows, practice.id) ? programsOf(shows[practice.id]) : [say("assessment.peers.nothing")];
    const own = say("assessment.peers.met", metIn(standard, answers, practice.id));
    return element("div", "", element("dt", "", practice.name), side(say("assessment.peers.own"), own), side(name, ...programs));
  });
}

/**
 * Return the entries of the field that chooses a city, by country.
 * @param {import("./score.js").Standard} standard
 * @returns {HTMLElement[]}
 */
export function peerEntries({ examples, countries }) {
  return countries.map(([code, country]) => {
    const group = document.createElement("optgroup");
    group.label = country;
    const cities = examples.filter((example) => example.country === code);
    const byName = [...cities].sort((one, other) => one.name.localeCompare(other.name, document.documentElement.lang));
    group.append(...byName.map(({ slug, name, level }) => new Option(`${name} (${level})`, slug)));
    return group;
  });
}
