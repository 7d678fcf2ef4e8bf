import { bare } from "../search/names.js";
import { button, element } from "./words.js";

/**
 * Answer whether a city is certified where its name was typed, or nearly so; say what was meant or not found.
 * @param {HTMLElement} place
 * @param {Object} facts found: by the query, or null; hits: what is left of it; wider: what removes a choice that keeps
 *   out what would be found, or null
 */
export function showAnswer(place, { found, hits, query, cities, address, say, wider }) {
  const said = found ? [...meant(found, hits, query, cities, say), ...plain(found, cities, address), ...nearest(found, cities, address, say)] : [];
  if (wider) said.push(button(wider.label, wider.remove));
  if (said.length === 0 && place.hidden) return;
  place.hidden = said.length === 0;
  place.replaceChildren(...said);
}

/**
 * Say whether a query is so much like a name that the city of that name is the answer.
 * @param {Object} found
 * @returns {boolean}
 */
export function isAnswered(found) {
  return found.namesakes.length > 0;
}

/**
 * Say whether a query is the name of a region and of no city: who asks for the city of São Paulo is told that the cities
 * below are others.
 * @param {Object} found
 * @param {string} query
 * @param {Object} cities
 * @returns {boolean}
 */
export function isPlace(found, query, cities) {
  const [best] = found.hits;
  if (best?.why !== "place") return false;
  const spelled = (name) => bare(name).replace(/[\s.]/g, "");
  return cities.regionNames(best.city).some((name) => spelled(name) === spelled(query));
}

function meant(found, hits, query, cities, say) {
  const key = keyOf(found, hits, query, cities);
  return key ? [element("p", "", say(key, { query }))] : [];
}

function keyOf(found, hits, query, cities) {
  if (found.hits.length === 0 || found.named === false) return "finder.nothing";
  if (found.near) return isAnswered(found) ? "finder.near" : "finder.nothing";
  return hits.length > 0 && isPlace(found, query, cities) ? "finder.place" : "";
}

/** Give the plain answer for each city of that name: there is more than one Rochester. */
function plain(found, cities, address) {
  return found.namesakes.flatMap((city) => [
    element("p", "plain", link(city, cities, address), " ", element("span", "place", cities.place(city))),
    element("p", "", cities.answer(city)),
  ]);
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
