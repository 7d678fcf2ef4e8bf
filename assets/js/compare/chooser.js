// The field in which a city is looked up by the first letters of its name, and what it offers.

import { button, element } from "../finder/words.js";
import { bare } from "../search/names.js";

// So many can be read at a glance; more letters make them fewer.
const OFFERED = 8;

/**
 * Return what the names of each city are compared by: case, accents and signs aside, each word behind a space.
 * @param {import("../search/data.js").Cities} cities
 * @returns {string[][]}
 */
export function keysOf(cities) {
  return cities.names.map((name, city) => [name, ...cities.also(city)].map(keyOf));
}

/**
 * Return the cities with a name of which a word begins with a text: first those whose own name begins with it, then
 * those with such a word in it, then those with another name.
 * @param {string[][]} keys of each city
 * @param {string} typed
 * @returns {number[]}
 */
export function matching(keys, typed) {
  const sought = keyOf(typed);
  const found = [...keys.keys()].filter((city) => sought.trim() && keys[city].some((name) => name.includes(sought)));
  const rank = (city) => [keys[city][0].startsWith(sought), keys[city][0].includes(sought), true].indexOf(true);
  return found.sort((one, other) => rank(one) - rank(other));
}

/**
 * Return what all cities are called, by their slugs; those of one name have their regions behind it.
 * @param {import("../search/data.js").Cities} cities
 * @returns {Map<string, string>}
 */
export function labelsOf({ names, slug, region }) {
  const isShared = (city) => [names[city - 1], names[city + 1]].includes(names[city]);
  return new Map(names.map((name, city) => [slug(city), isShared(city) ? `${name}, ${region(city)}` : name]));
}

/** Let the visitor look a city up and take it. */
export class Chooser {
  /**
   * @param {HTMLFormElement} form with a field and an empty list
   * @param {{ cities: () => Promise<import("../search/data.js").Cities | null>, take: (slug: string) => void,
   *   tell: (count: number) => void }} setting cities: the list of all; take: what is done with the
   *   slug of the city that was taken; tell: what is said of how many were found
   */
  constructor(form, { cities, take, tell }) {
    Object.assign(this, { cities, take, tell });
    this.field = form.querySelector("input");
    this.list = form.querySelector("ul");
    this.field.addEventListener("focus", () => cities(), { once: true });
    this.field.addEventListener("input", () => this.offer());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("keydown", (event) => this.move(event));
  }

  /** Show what the field may mean. */
  async offer() {
    const typed = this.field.value;
    const cities = await this.cities();
    if (!cities || typed !== this.field.value) return;
    this.keys ??= keysOf(cities);
    const found = matching(this.keys, typed);
    this.list.replaceChildren(...found.slice(0, OFFERED).map((city) => this.offerOf(city, cities)));
    if (typed.trim()) this.tell(found.length);
  }

  /** Take the city that the field names, or else the only one it can mean, or lead to those it can mean. */
  async submit(event) {
    event.preventDefault();
    await this.offer();
    const offers = [...this.list.querySelectorAll("button")];
    const exact = offers.filter(({ dataset }) => keyOf(dataset.name) === keyOf(this.field.value));
    const [only, other] = exact.length ? exact : offers;
    if (other) only.focus();
    else only?.click();
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

  /** Empty the field and stand in it. */
  clear() {
    this.field.value = "";
    this.list.replaceChildren();
    this.field.focus();
  }

  offerOf(city, cities) {
    const offer = button(cities.names[city], () => {
      this.clear();
      this.take(cities.slug(city));
    });
    offer.dataset.name = cities.names[city];
    offer.append(" ", element("span", "place", cities.place(city)));
    return element("li", "", offer);
  }
}

function keyOf(text) {
  return ` ${bare(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}
