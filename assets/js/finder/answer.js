import { bare } from "../search/names.js";
import { button, element } from "./words.js";

/**
 * Answer whether a city is certified where its name was typed, or nearly so; say what was meant or not found.
 * @param {HTMLElement} place
 * @param {Object} facts found: by the query, or null; hits: what is left of it; wider: what removes a choice that keeps
 *   out what would be found, or null
 */
export function showAnswer(place, { found, hits, query, cities, address, say, wider }) {
  const said = found ? [...meant(found, query, cities, say), ...plain(found, hits, cities, address), ...nearest(found, cities, address, say)] : [];
  if (wider) said.push(button(wider.label, wider.remove));
  place.hidden = said.length === 0;
  place.replaceChildren(...said);
}

function meant(found, query, cities, say) {
  const key = found.hits.length === 0 ? "finder.nothing" : found.near ? "finder.near" : isPlace(found, query, cities) ? "finder.place" : "";
  return key ? [element("p", "", say(key, { query }))] : [];
}

/**
 * Say whether a query is the name of a region or country and of no city: who asks for the city of São Paulo is told that
 * the cities below are others.
 * @param {Object} found
 * @param {string} query
 * @param {Object} cities
 * @returns {boolean}
 */
export function isPlace(found, query, cities) {
  const [best] = found.hits;
  if (best?.why !== "place") return false;
  return [cities.region(best.city), cities.country(best.city)].some((name) => bare(name) === bare(query));
}

function plain(found, hits, cities, address) {
  const near = found.near && hits.length && ["name", "also"].includes(hits[0].why) ? hits[0].city : null;
  const city = found.exact ?? near;
  if (city === null) return [];
  const place = element("span", "place", cities.place(city));
  return [element("p", "plain", link(city, cities, address), " ", place), element("p", "", cities.answer(city))];
}

function nearest(found, cities, address, say) {
  if (found.hits.length || !found.nearest.length) return [];
  const links = found.nearest.map((city) => element("li", "", link(city, cities, address), `, ${cities.place(city)}`));
  return [element("p", "", say("finder.nearest")), element("ul", "", ...links)];
}

function link(city, cities, address) {
  const made = element("a", "", cities.names[city]);
  made.href = address(city);
  return made;
}
