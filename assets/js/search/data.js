// What the browser knows of the cities: `search/cities.<code>.json`, made by `certsite/exports/cities.py`.

import { loadScript } from "./loading.js";
import { slugOf } from "./names.js";

/**
 * One facet. ids: its values as they stand in addresses; of: for each city the indexes of its values, none for a city
 * of which the value is not known.
 * @typedef {{ ids: string[], of: number[][] }} Facet
 */

/**
 * All cities. A city is the index under which it stands in every list here, which is the order of its name.
 * names: by city; newest: by city, 0 for the one with the most recent award; facets: by name of the facet;
 * fillers: words that a query may have and a city need not; cityWords: those of them that ask for a city; slug: what
 * stands in its address; also: its other names; region, code: of its region, the code may be ""; country; regionNames,
 * countryNames: the name and the other ones; place: region and country, as pages say them; level: its level or what
 * stands in its place; levels: that in all languages; answer: the
 * sentence that says whether it is certified; line: what a card says beside the level; years: of its awards;
 * programs: titles of what it is known for.
 * @typedef {{
 *   names: string[], newest: number[], facets: Object<string, Facet>, fillers: Set<string>, cityWords: Set<string>,
 *   slug: (city: number) => string, also: (city: number) => string[],
 *   region: (city: number) => string, code: (city: number) => string,
 *   regionNames: (city: number) => string[], countryNames: (city: number) => string[],
 *   country: (city: number) => string, place: (city: number) => string,
 *   level: (city: number) => string, levels: (city: number) => string[],
 *   answer: (city: number) => string, line: (city: number) => string,
 *   years: (city: number) => string[], programs: (city: number) => string[]
 * }} Cities
 */

const NONE = [];
const DIGIT_0 = "0".charCodeAt(0);
const MARK = "\x7f";
let loading = null;

/**
 * Return the cities, asked for once however often this is called. An unzipped folder has them as a script, since no
 * page of it may read a file; there nothing is asked for.
 * @param {string} at address of the file
 * @returns {Promise<Cities>} rejected where the file does not come; the next call then asks anew
 */
export async function loadCities(at) {
  loading ??= readCities(at);
  try {
    return await loading;
  } catch (failed) {
    loading = null;
    throw failed;
  }
}

/**
 * Return the cities of the file; `certsite/exports/cities.py` tells how it is written.
 * @param {Object} json what the file holds
 * @returns {Cities}
 */
export function decode(json) {
  const own = rows(json.cities);
  const names = own.map(([name]) => name);
  const named = (texts, city) => texts.map((text) => text.replaceAll(MARK, () => names[city]));
  const programs = rows(json.programs);
  const regions = json.countries.flatMap((country) => regionsOf(country, json.also));
  const region = places(json.region).map((place) => regions[place]);
  const histories = rows(json.histories);
  const history = places(json.history).map((place) => histories[place]);
  const levels = rows(json.levels);
  const facets = facetsOf(json, regions, history);
  return {
    names,
    newest: history.map(([, , rank]) => Number(rank)),
    facets,
    fillers: new Set(json.fillers.split(" ")),
    cityWords: new Set(json.cityWords.split(" ")),
    slug: (city) => slugOfCity(names[city], json.slugs[city] ?? region[city].tail),
    also: (city) => named(own[city].slice(1), city),
    region: (city) => region[city].name,
    code: (city) => region[city].code,
    country: (city) => region[city].country,
    regionNames: (city) => region[city].names,
    countryNames: (city) => region[city].countryNames,
    place: (city) => json.place.replace(/\{(\w+)\}/g, (_, key) => region[city][key === "region" ? "name" : key]),
    level: (city) => levels[facets.level.of[city][0]][0],
    levels: (city) => levels[facets.level.of[city][0]],
    answer: (city) => named([history[city][0]], city)[0],
    line: (city) => history[city][1],
    years: (city) => facets.year.of[city].map((year) => facets.year.ids[year]),
    programs: (city) => named(programs[city], city),
  };
}

function regionsOf([id, country, tail, regions], also) {
  const named = (name, id) => [name, ...(also[id] ?? NONE)];
  const countryNames = named(country, id);
  return rows(regions).map(([name, code, own = `${id}-${slugOf(name)}`]) => {
    return { id: own, name, names: named(name, own), code, country, countryNames, tail: tail || code.toLowerCase() };
  });
}

async function readCities(at) {
  if (at.endsWith(".js")) {
    await loadScript(at);
    return decode(globalThis.certsiteCities);
  }
  const answer = await fetch(at);
  if (!answer.ok) throw new Error(`${answer.status} ${at}`);
  return decode(await answer.json());
}

/** Put the facets together, with one list for equal ones, since 10,000 cities have seven facets. */
function facetsOf({ countries, region, ids, practices, population }, regions, history) {
  const lists = new Map();
  const list = (letters) => lists.get(letters) ?? lists.set(letters, places(letters)).get(letters);
  const of = {
    level: history.map(([, , , level]) => list(level)),
    year: history.map(([, , , , years]) => list(years)),
    round: history.map(([, , , , , rounds]) => list(rounds)),
    practice: practices.split("\n").map(list),
    population: Array.from(population, list),
  };
  const place = new Map(countries.map(([, country], index) => [country, [index]]));
  return {
    ...Object.fromEntries(Object.entries(ids).map(([name, values]) => [name, { ids: values, of: of[name] }])),
    country: { ids: countries.map(([id]) => id), of: places(region).map((index) => place.get(regions[index].country)) },
    region: { ids: regions.map(({ id }) => id), of: Array.from(region, list) },
  };
}

/** Take a text apart into lines and those into columns; an empty line has none. */
function rows(text) {
  return text.split("\n").map((row) => (row ? row.split("\t") : NONE));
}

/** Return the places that letters stand for: 0 for the digit 0 and so on, and nothing for the sign before it. */
function places(letters) {
  return Array.from(letters, (letter) => letter.charCodeAt(0) - DIGIT_0).filter((place) => place >= 0);
}

/** Put together what the file abbreviates: most slugs are the name and a hyphen with what is written. */
function slugOfCity(name, written) {
  return written.startsWith("/") ? written.slice(1) : `${slugOf(name)}-${written}`;
}
