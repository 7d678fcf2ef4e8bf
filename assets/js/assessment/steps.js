// The roadmap as a list on the page.

import { element } from "../finder/words.js";
import { LONGEST_OWNER } from "./checks.js";
import { wayTo } from "./notices.js";
import { exampleFor } from "./roadmap.js";
import { effectSaid, kindSaid } from "./wording.js";

/**
 * What a list is made with. nameOf: what a criterion is called; cityLink: where the page of a city stands.
 * @typedef {{ say: (key: string, values?: Object) => string, nameOf: (id: string) => string,
 *   cityLink: (slug: string) => string }} Setting
 */

/**
 * Return the steps of a roadmap, each with a city that shows what it asks for and a date and a person to fill in.
 * @param {import("./roadmap.js").Step[]} steps
 * @param {import("./score.js").Standard} standard
 * @param {import("./record.js").VisitorRecord} record
 * @param {Setting} setting
 * @returns {HTMLElement}
 */
export function listOfSteps(steps, standard, record, setting) {
  if (!steps.length) return element("p", "", setting.say(record.answers.size ? "assessment.roadmap.done" : "assessment.roadmap.nothing"));
  const list = element("ol", "steps", ...steps.map((step) => itemOf(step, standard, record, setting)));
  nameExamples(list, standard, record, setting);
  return list;
}

/**
 * Name in each step of a list the city that is nearest to the visitor's. All else stays, and so does what has the focus.
 * @param {HTMLElement} list
 * @param {import("./score.js").Standard} standard
 * @param {import("./record.js").VisitorRecord} record
 * @param {Setting} setting
 */
export function nameExamples(list, standard, { city }, setting) {
  for (const line of list.querySelectorAll("[data-shows]")) {
    const practice = line.dataset.shows;
    const [example] = exampleFor(practice, city, standard.examples);
    line.replaceChildren(...(example ? exampleSaid(example, practice, setting) : []));
  }
}

function itemOf(step, standard, { plan }, { say, nameOf }) {
  const { practice } = standard.criteria.find(({ id }) => id === step.id);
  const example = element("p", "example-city");
  example.dataset.shows = practice;
  return element(
    "li",
    "",
    element("h3", "", wayTo(step.id, nameOf(step.id))),
    element("p", "", kindSaid(step, say, nameOf)),
    example,
    element("p", step.reaches ? "effect reaches" : "effect", effectSaid(step, standard, say)),
    fieldsOf(step.id, { say, nameOf }, plan.get(step.id)),
  );
}

function exampleSaid({ slug, name, place, level, shows }, practice, { say, cityLink }) {
  const link = element("a", "", name);
  link.href = cityLink(slug);
  return [`${say("assessment.step.example")} `, link, ` (${place}; ${level}): `, ...programsOf(shows[practice])];
}

/** Return titles of programs one behind the other, each in its language. */
export function programsOf(titles) {
  return titles.flatMap(([text, lang], index) => {
    const title = element("span", "", text);
    if (lang) title.lang = lang;
    return index ? ["; ", title] : [title];
  });
}

function fieldsOf(id, { say, nameOf }, { date = "", owner = "" } = {}) {
  const field = (name, type, value) => {
    const input = document.createElement("input");
    Object.assign(input, { type, value, autocomplete: "off" });
    if (type === "text") input.maxLength = LONGEST_OWNER;
    Object.assign(input.dataset, { plan: id, field: name });
    const label = element("label", "", element("span", "", say(`assessment.step.${name}`)), element("span", "visually-hidden", `: ${nameOf(id)}`));
    label.append(" ", input);
    return label;
  };
  return element("p", "planning", field("date", "date", date), field("owner", "text", owner));
}
