// The roadmap as a list on the page.

import { element, write } from "../finder/words.js";
import { LONGEST_OWNER } from "./checks.js";
import { wayTo } from "./notices.js";
import { exampleFor } from "./roadmap.js";
import { effectSaid, kindSaid } from "./wording.js";

/**
 * What results are drawn with. nameOf: what a criterion is called; badgeOf: the badge of a level; cityLink: where the page
 * of a city stands.
 * @typedef {{ say: (key: string, values?: Object) => string, nameOf: (id: string) => string,
 *   badgeOf: (level: { id: string }) => Node, cityLink: (slug: string) => string }} Setting
 */

/**
 * Steps, each with a city that shows what it asks for and a date and a person to fill in.
 *
 * An item is made once and changed from then on: that spares the browser most of the work, and leaves the focus in it.
 */
export class StepList {
  /**
   * @param {HTMLElement} place
   * @param {import("./score.js").Standard} standard
   * @param {Setting} setting
   */
  constructor(place, standard, setting) {
    Object.assign(this, { place, standard, setting });
    this.practices = new Map(standard.criteria.map(({ id, practice }) => [id, practice]));
    this.list = element("ol", "steps");
    this.items = new Map();
  }

  /**
   * @param {import("./roadmap.js").Step[]} steps
   * @param {import("./record.js").VisitorRecord} record
   */
  draw(steps, { answers, plan, city }) {
    const { say } = this.setting;
    arrange(this.list, steps.map((step) => this.itemOf(step, plan.get(step.id))));
    const instead = () => element("p", "", say(answers.size ? "assessment.roadmap.done" : "assessment.roadmap.nothing"));
    arrange(this.place, [steps.length ? this.list : instead()]);
    this.nameExamples(city);
  }

  /**
   * Name in each step the city that is nearest to the visitor's.
   * @param {import("./record.js").OwnCity} city
   */
  nameExamples(city) {
    const { examples, practices } = this.standard;
    const nearest = new Map(practices.map(({ id }) => [id, exampleFor(id, city, examples)[0]]));
    for (const line of this.list.querySelectorAll("[data-shows]")) {
      const practice = line.dataset.shows;
      const example = nearest.get(practice);
      if (!example || line.dataset.city === example.slug) continue;
      line.dataset.city = example.slug;
      line.replaceChildren(...exampleSaid(example, practice, this.setting));
    }
  }

  itemOf(step, { date = "", owner = "" } = {}) {
    const { say, nameOf } = this.setting;
    const item = this.items.get(step.id) ?? this.make(step.id);
    const effect = item.querySelector(".effect");
    write(item.querySelector(".kind"), "textContent", kindSaid(step, say, nameOf));
    write(effect, "textContent", effectSaid(step, this.standard, say));
    effect.classList.toggle("reaches", step.reaches !== null);
    write(item.querySelector('[data-field="date"]'), "value", date);
    write(item.querySelector('[data-field="owner"]'), "value", owner);
    return item;
  }

  make(id) {
    const { say, nameOf } = this.setting;
    const example = element("p", "example-city");
    example.dataset.shows = this.practices.get(id);
    const title = element("h3", "", wayTo(id, nameOf(id)));
    const fields = element("p", "planning", field("date", id, "date", say, nameOf), field("owner", id, "text", say, nameOf));
    const item = element("li", "", title, element("p", "kind"), example, element("p", "effect"), fields);
    this.items.set(id, item);
    return item;
  }
}

/** Have a place hold these elements in this order, and touch those alone that are elsewhere. */
function arrange(place, wanted) {
  for (const old of [...place.children]) if (!wanted.includes(old)) old.remove();
  wanted.forEach((one, index) => one !== place.children[index] && place.insertBefore(one, place.children[index] ?? null));
}

function field(name, id, type, say, nameOf) {
  const input = document.createElement("input");
  Object.assign(input, { type, autocomplete: "off" });
  if (type === "text") input.maxLength = LONGEST_OWNER;
  Object.assign(input.dataset, { plan: id, field: name });
  const label = element("label", "", element("span", "", say(`assessment.step.${name}`)), element("span", "visually-hidden", `: ${nameOf(id)}`));
  label.append(" ", input);
  return label;
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
