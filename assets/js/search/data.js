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
 * fillers: words that a query may have and a city need not; slug: what stands in its address; also: its other names; region, code: of its region, the code may be "";
 * country; place: region and country, as pages say them; level: its level or what stands in its place; answer: the
 * sentence that says whether it is certified; line: what a card says beside the level; years: of its awards;
 * programs: titles of what it is known for.
 * @typedef {{
 *   names: string[], newest: number[], facets: Object<string, Facet>, fillers: Set<string>,
 *   slug: (city: number) => string, also: (city: number) => string[],
 *   region: (city: number) => string, code: (city: number) => string,
 *   country: (city: number) => string, place: (city: number) => string, level: (city: number) => string,
 *   answer: (city: number) => string, line: (city: number) => string,
 *   years: (city: number) => string[], programs: (city: number) => string[]
 * }} Cities
 */

const NONE = [];
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
 * Return the cities of the file.
 * @param {Object} json what the file holds
 * @returns {Cities}
 */
export function decode(json) {
  const facets = Object.fromEntries(Object.entries(json.facets).map(([name, facet]) => [name, decodeFacet(facet)]));
  const of = (facet, city) => facets[facet]?.of[city] ?? NONE;
  const worded = (facet, words) => (city) => words[of(facet, city)[0]] ?? "";
  const region = (city) => json.regions[of("region", city)[0]] ?? NONE;
  const country = worded("country", json.countries);
  return {
    names: json.names,
    newest: json.newest,
    facets,
    fillers: new Set(json.fillers),
    slug: (city) => slugOfCity(json.names[city], json.slugs[city]),
    also: (city) => json.also[city] ?? NONE,
    region: (city) => region(city)[0] ?? "",
    code: (city) => region(city)[1] ?? "",
    country,
    place: (city) => json.place.replace(/\{(\w+)\}/g, (_, key) => (key === "region" ? region(city)[0] : country(city))),
    level: worded("level", json.levels),
    answer: (city) => json.answers[json.answer[city]].replace("{city}", () => json.names[city]),
    line: (city) => json.lines[json.line[city]],
    years: (city) => of("year", city).map((year) => facets.year.ids[year]),
    programs: (city) => json.programs[city],
  };
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

/** Make lists of all values, the same list for the same value, since 10,000 cities have seven facets. */
function decodeFacet({ ids, of }) {
  const single = ids.map((_, index) => [index]);
  return { ids, of: of.map((value) => (Array.isArray(value) ? value : (single[value] ?? NONE))) };
}

/** Put together what the file abbreviates: most slugs are the name and a hyphen with what is written. */
function slugOfCity(name, written) {
  return written.startsWith("/") ? written.slice(1) : `${slugOf(name)}-${written}`;
}
