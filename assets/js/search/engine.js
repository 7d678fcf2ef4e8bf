// The names layer: finds cities by their names, places, levels, years and programs, with every key.

import { MiniSearch } from "../vendor/minisearch.js";
import { distance, errorsAllowed } from "./distance.js";
import { indexWords, nameWords, queryWords } from "./words.js";

/**
 * One city that was found. city: its index; why: what of it the query matched; what: the other name or the program's
 * title that matched, else ""; near: whether only a near spelling of a word did.
 * @typedef {{ city: number, why: "name"|"also"|"program"|"place"|"level"|"year", what: string, near: boolean }} Hit
 */

/**
 * What was found. hits: the best first; exact: the city of which the query is the whole name, with its place or
 * without, if it is one alone; near: whether all hits are near spellings; nearest: where there is no hit, the cities
 * with the names most like the query.
 * @typedef {{ hits: Hit[], exact: number|null, near: boolean, nearest: number[] }} Found
 */

/** How much a match counts for, by field; where several match, the first one is told as the reason. */
const BOOST = { name: 12, also: 9, program: 1, country: 5, region: 3, code: 4, level: 4, year: 2 };
const REASON = { country: "place", region: "place", code: "place" };
const FIELDS = Object.keys(BOOST);
const NEAREST = 3;
const [WHOLE, START, NEAR] = [0, 1, 2];

/**
 * Return what searches the cities.
 * @param {import("./data.js").Cities} cities
 * @returns {{ search: (query: string) => Found }}
 */
export function makeEngine(cities) {
  const index = indexOf(cities);
  const initials = initialsOf(cities);
  return { search: (query) => search({ cities, index, initials }, queryWords(query)) };
}

function indexOf(cities) {
  const index = new MiniSearch({
    idField: "city",
    fields: FIELDS,
    extractField: ({ city }, field) => (field === "city" ? city : valuesOf(cities, city, field)),
    stringifyField: (values) => values,
    tokenize: (values, field) => values.flatMap(field === "name" || field === "also" ? nameWords : indexWords),
    processTerm: (word) => word,
  });
  index.addAll(cities.names.map((_, city) => ({ city })));
  return index;
}

function valuesOf(cities, city, field) {
  switch (field) {
    case "name":
      return [cities.names[city]];
    case "also":
      return cities.also(city);
    case "program":
      return cities.programs(city);
    case "year":
      return cities.years(city);
    default:
      return [cities[field](city)];
  }
}

/** Return for each city the words of its names and its region's short form, to be looked through for single letters. */
function initialsOf(cities) {
  return cities.names.map((name, city) => ` ${[name, ...cities.also(city), cities.code(city)].flatMap(indexWords).join(" ")}`);
}

/** Look for all words, then without those that only join others, then for near spellings in the same two ways. */
function search(known, words) {
  const without = words.filter((word) => !known.cities.fillers.has(word));
  const ways = without.length && without.length < words.length ? [words, without] : [words];
  for (const isNear of [false, true]) {
    for (const way of ways) {
      const hits = find(known, way, isNear);
      if (hits.length) return { hits, exact: isNear ? null : exactOf(known.cities, hits, way), near: isNear, nearest: [] };
    }
  }
  return { hits: [], exact: null, near: false, nearest: nearest(known.cities, words) };
}

/** Find the cities that match every word. A single letter is looked for at the start of words in names alone. */
function find({ cities, index, initials }, words, isNear) {
  const letters = words.filter((word) => word.length === 1);
  const longer = words.filter((word) => word.length > 1);
  const startsAll = (city) => letters.every((letter) => initials[city].includes(` ${letter}`));
  if (isNear && !longer.some(errorsAllowed)) return [];
  if (!longer.length) return letters.length ? withLetters(cities, letters, startsAll) : [];
  const results = index.search(longer.join(" "), {
    tokenize: (text) => text.split(" "),
    combineWith: "AND",
    prefix: true,
    fuzzy: (word) => (isNear && errorsAllowed(word) ? 2 : false),
    boost: BOOST,
  });
  const ranked = [];
  for (const { id, score, match } of results) {
    const kind = kindOf(longer, Object.keys(match));
    if (kind <= (isNear ? NEAR : START) && startsAll(id)) ranked.push({ city: id, kind, score, match });
  }
  ranked.sort((one, other) => one.kind - other.kind || other.score - one.score || one.city - other.city);
  return ranked.map(({ city, match }) => hit(cities, city, match, isNear));
}

/** Return how well the worst of the words is matched: by a whole word, the start of one, or a near spelling. */
function kindOf(words, matched) {
  let worst = WHOLE;
  for (const word of words) {
    if (matched.includes(word)) continue;
    if (matched.some((term) => term.startsWith(word))) worst = Math.max(worst, START);
    else if (matched.some((term) => distance(word, term, errorsAllowed(word)) <= errorsAllowed(word))) worst = NEAR;
    else return NEAR + 1;
  }
  return worst;
}

function withLetters(cities, letters, startsAll) {
  const found = [...cities.names.keys()].filter(startsAll);
  const isFirst = (city) => queryWords(cities.names[city]).join("").startsWith(letters[0]);
  return [...found.filter(isFirst), ...found.filter((city) => !isFirst(city))].map((city) => ({
    city,
    why: "name",
    what: "",
    near: false,
  }));
}

/** Say what of a city matched, and if it is one of several other names or programs, which. */
function hit(cities, city, match, near) {
  const fields = new Set(Object.values(match).flat());
  const field = FIELDS.find((name) => fields.has(name));
  const isOneOfSeveral = field === "also" || field === "program";
  const terms = isOneOfSeveral ? Object.keys(match).filter((term) => match[term].includes(field)) : [];
  const what = isOneOfSeveral ? mostMatched(valuesOf(cities, city, field), terms) : "";
  return { city, why: REASON[field] ?? field, what, near };
}

function mostMatched(texts, terms) {
  const counts = texts.map((text) => {
    const words = nameWords(text);
    return terms.filter((term) => words.includes(term)).length;
  });
  return texts[counts.indexOf(Math.max(...counts))];
}

/** Return the one city of which the words are the whole name, or else another name, each with its place or without. */
function exactOf(cities, hits, words) {
  const asked = words.join(" ");
  const isAsked = (city, name) => endings(cities, city).some((ending) => queryWords(`${name} ${ending}`).join(" ") === asked);
  const byName = hits.filter(({ city, why }) => why === "name" && isAsked(city, cities.names[city]));
  const found = byName.length ? byName : hits.filter(({ city }) => cities.also(city).some((name) => isAsked(city, name)));
  return found.length === 1 ? found[0].city : null;
}

function endings(cities, city) {
  const [region, code, country] = [cities.region(city), cities.code(city), cities.country(city)];
  return ["", region, code, country, `${region} ${country}`, `${code} ${country}`];
}

/** Return the cities with the names most like the words, if a third of their letters at most has to change. */
function nearest(cities, words) {
  const asked = words.join("");
  const limit = Math.floor(asked.length / 3);
  const found = cities.names.map((name, city) => ({ city, far: distance(asked, queryWords(name).join(""), limit) }));
  const near = found.filter(({ far }) => far <= limit).sort((one, other) => one.far - other.far);
  return near.slice(0, NEAREST).map(({ city }) => city);
}
