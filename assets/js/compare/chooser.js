// The field in which a city is looked up by the search of the site, and what it offers.

import { button, element } from "../finder/words.js";
import { bare } from "../search/names.js";

// So many can be read at a glance; more letters make them fewer.
const OFFERED = 8;
const NAMED = new Set(["name", "also"]);

/**
 * Return what all cities are called, by their slugs; those of one name, accents aside, have their regions behind it. They
 * stand side by side, since that is the order of all cities.
 * @param {import("../search/data.js").Cities} cities
 * @returns {Map<string, string>}
 */
export function labelsOf({ names, slug, region }) {
  const spelled = names.map(bare);
  const isShared = (city) => [spelled[city - 1], spelled[city + 1]].includes(spelled[city]);
  return new Map(names.map((name, city) => [slug(city), isShared(city) ? `${name}, ${region(city)}` : name]));
}

/** Let the visitor look a city up and take it. */
export class Chooser {
  /**
   * @param {HTMLFormElement} form with a field and an empty list
   * @param {{ cities: () => Promise<import("../search/data.js").Cities | null>, take: (slug: string) => void,
   *   say: (key: string, values?: Object) => string, tell: (...sentences: string[]) => void }} setting cities: the list
   *   of all, which comes behind the script that searches it; take: what is done with the slug of the city that was
   *   taken; tell: what is said of what was found, or nothing where nothing is looked up any more
   */
  constructor(form, { cities, take, say, tell }) {
    Object.assign(this, { cities, take, say, tell });
    this.field = form.querySelector("input");
    this.list = form.querySelector("ul");
    this.field.addEventListener("focus", () => cities(), { once: true });
    this.field.addEventListener("input", () => this.offer());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("keydown", (event) => this.move(event));
  }

  /**
   * Show what the field may mean.
   * @returns {Promise<string>} the slug of the city that it means, if it is one alone, else ""
   */
  async offer() {
    const typed = this.field.value;
    if (!typed.trim()) {
      this.list.replaceChildren();
      this.tell();
      return "";
    }
    const cities = await this.cities();
    if (!cities || typed !== this.field.value) return "";
    this.engine ??= globalThis.certsiteEngine(cities);
    const found = this.engine.search(typed);
    const hits = inOrder(found);
    this.list.replaceChildren(...hits.slice(0, OFFERED).map((hit) => this.offerOf(hit, cities)));
    this.tell(this.summary(hits));
    const only = hits.length === 1 && !hits[0].near ? hits[0].city : null;
    const meant = found.exact ?? only;
    return meant === null ? "" : cities.slug(meant);
  }

  /** Take the city that the field means, or lead to those it may mean, or say that it is empty. */
  async submit(event) {
    event.preventDefault();
    const meant = await this.offer();
    if (meant) this.taken(meant);
    else if (this.field.value.trim()) this.list.querySelector("button")?.focus();
    else this.ask();
  }

  /** Let the arrow keys go through the field and what it offers, and Escape empty it. */
  move(event) {
    const stops = [this.field, ...this.list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.clear();
    else if (step) stops[stops.indexOf(document.activeElement) + step]?.focus();
    else return;
    event.preventDefault();
  }

  ask() {
    this.field.focus();
    this.tell(this.say("compare.blank"));
  }

  clear() {
    this.empty();
    this.tell();
  }

  empty() {
    this.field.value = "";
    this.list.replaceChildren();
    this.field.focus();
  }

  taken(slug) {
    this.empty();
    this.take(slug);
  }

  summary(hits) {
    if (!hits.length) return this.say("compare.matches.none");
    const isNear = hits.every(({ near }) => near);
    return this.say(isNear ? "compare.matches.near" : "compare.matches", { count: hits.length });
  }

  offerOf({ city, near }, cities) {
    const offer = button(cities.names[city], () => this.taken(cities.slug(city)));
    offer.append(" ", element("span", "place", cities.place(city)));
    if (near) offer.append(" ", element("span", "differs", this.say("compare.near")));
    return element("li", "", offer);
  }
}

/** Put first what is called so, then what the query fits in another way, then near spellings. */
function inOrder({ hits, nearest }) {
  const all = hits.length ? hits : nearest.map((city) => ({ city, near: true }));
  const rank = ({ near, why }) => (near ? 2 : NAMED.has(why) ? 0 : 1);
  return [...all].sort((one, other) => rank(one) - rank(other));
}
