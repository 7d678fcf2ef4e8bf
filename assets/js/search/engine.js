// The names layer: finds cities by their names, places, levels, years and programs, with every key.

import { coverage } from "./coverage.js";
import { errorsAllowed } from "./distance.js";
import { FIELDS, isAll, isName, matches, NEAR, START, valuesOf, WHOLE } from "./values.js";
import { queryWords, wordsOf } from "./words.js";

/**
 * One city that was found. city: its index; why: what of it the query matched; what: the other name or the title of
 * the program that matched, else ""; near: whether only a near spelling of a word did; whole: whether the query is a whole name of the city, with its
 * place, level and years or without, or spelled like that.
 * @typedef {{
 *   city: number, why: "name"|"also"|"program"|"place"|"level"|"year", what: string, near: boolean, whole: boolean
 * }} Hit
 */

/**
 * What was found. hits: the best first, near spellings behind all others; exact: the city of which the query is the
 * whole name, with its place or without, if it is one alone; namesakes: all that it is the name of, where all are near
 * spellings those called like the best, the best first and five at most; near: whether all hits are near spellings;
 * named: whether the query names anything here, as `coverage.js` tells; nearest: where there is no hit, the cities with
 * the names most like the query or its first words.
 * @typedef {{
 *   hits: Hit[], exact: number|null, namesakes: number[], near: boolean, named: boolean, nearest: number[]
 * }} Found
 */

/** @type {Found} */
const NOTHING = { hits: [], exact: null, namesakes: [], near: false, named: false, nearest: [] };

/** What a matched word is worth: by how it is matched, by the field, and ten times as much where all of a value is. */
const WORTH = { [WHOLE]: 100, [START]: 10, [NEAR]: 1 };
const WEIGHT = { name: 6, also: 5, country: 4, level: 3, region: 3, code: 2.5, year: 2, program: 1 };
const ALL_OF_IT = 10;
const FIRST_WORD = 1.5;
const NAMES = Object.keys(FIELDS);
const PLACES = new Set(["country", "region", "code"]);
const NEAREST = 3;
const NAMESAKES = 5;

/** Beside how few hits, none of them called so itself, another name may be meant: phenix is Phenix City, or Phoenix. */
const FEW = 3;
const MOST_ERRORS = 3;

/**
 * Return what searches the cities.
 * @param {import("./data.js").Cities} cities
 * @returns {{ search: (query: string) => Found }}
 */
export function makeEngine(cities) {
  const known = valuesOf(cities);
  return { search: (query) => search(cities, known, queryWords(query)) };
}

/** Look for all words, then without those that a city need not have, then for near spellings in the same two ways. */
function search(cities, known, words) {
  const needed = words.filter((word) => !cities.fillers.has(word));
  const ways = needed.length && needed.length < words.length ? [words, needed] : [words];
  for (const way of ways) {
    const { hits, named } = find(cities, known, words, way, false);
    if (!hits.length) continue;
    const own = calledSo(cities, known, ways, "name");
    const meant = own.size ? own : calledSo(cities, known, ways, "also");
    const others = own.size || hits.length > FEW ? [] : nearNames(cities, known, words, way, hits);
    const namesakes = citiesOf(hits.filter(({ city }) => meant.has(city)));
    const exact = namesakes.length === 1 ? namesakes[0] : null;
    return { ...NOTHING, hits: [...hits, ...others], exact, namesakes, named };
  }
  for (const way of ways) {
    const { hits, named } = find(cities, known, words, way, true);
    if (!hits.length) continue;
    const whole = hits.filter((hit) => hit.whole);
    const namesakes = citiesOf(whole.filter(({ city }) => cities.names[city] === cities.names[whole[0].city]));
    return { ...NOTHING, hits, namesakes, near: true, named };
  }
  return { ...NOTHING, nearest: nearest(known, words) };
}

function citiesOf(hits) {
  return hits.slice(0, NAMESAKES).map(({ city }) => city);
}

/** Find the cities with names of their own like what was asked, beside those found; not while a word is being typed. */
function nearNames(cities, known, query, words, hits) {
  if (!words.every((word) => known.words.has(word))) return [];
  const found = new Set(hits.map(({ city }) => city));
  return find(cities, known, query, words, true).hits.filter(({ city, why }) => why === "name" && !found.has(city));
}

/** Find the cities that match every word, the best first; of equals the larger one, which more people ask for. */
function find(cities, known, query, words, near) {
  const matched = words.map((word) => matches(known, word, near));
  if (!words.length || matched.some((places) => !places.size)) return { hits: [], named: false };
  const { isNamed, isWhole } = coverage(cities, known, query, words, matched);
  const { score, field } = scored(cities, known, words, matched);
  const size = (city) => cities.facets.population?.of[city][0] ?? -1;
  const found = [];
  score.forEach((worth, city) => worth && found.push(city));
  found.sort((one, other) => score[other] - score[one] || size(other) - size(one) || one - other);
  const because = (city) => reason(cities, known, city, NAMES[field[city]], matched);
  return { hits: found.map((city) => ({ city, ...because(city), near, whole: isWhole(city) })), named: isNamed };
}

/**
 * Return for each city what its matches are worth, of every word the best, nothing where a word is not matched; and the
 * first of the fields in which a word is.
 */
function scored(cities, known, words, matched) {
  const field = new Uint8Array(cities.names.length).fill(NAMES.length);
  const score = new Float64Array(cities.names.length).fill(1);
  matched.forEach((places, which) => {
    const best = new Float64Array(cities.names.length);
    const bestField = new Uint8Array(cities.names.length);
    for (const [place, match] of places) {
      const value = known.values[place];
      const worth = worthOf(value, match, words[which], isBegun(value, words) || isAll(value, place, matched));
      const order = NAMES.indexOf(value.field);
      for (const city of value.cities) {
        if (worth > best[city]) [best[city], bestField[city]] = [worth, order];
      }
    }
    for (let city = 0; city < score.length; city += 1) {
      score[city] = score[city] && best[city] && score[city] + best[city];
      field[city] = Math.min(field[city], bestField[city]);
    }
  });
  return { score, field };
}

/** Return what a match in a value is worth; the fewer words that has, the more of it is matched. */
function worthOf({ field, words }, { kind, errors }, word, isWhole) {
  const first = words[0].startsWith(word) ? FIRST_WORD : 1;
  const worth = isWhole ? WORTH[WHOLE] * ALL_OF_IT : WORTH[kind];
  return (worth * WEIGHT[field] * first * (1 + 1 / words.length)) / (1 + errors);
}

/** Say whether several words are the start of a value: porto al is on the way to Porto Alegre. */
function isBegun({ words }, asked) {
  return asked.length > 1 && words.join(" ").startsWith(asked.join(" "));
}

/** Say what of a city matched, and if it is one of several other names or programs, the one with most of the words. */
function reason(cities, known, city, field, matched) {
  if (field !== "also" && field !== "program") return { why: PLACES.has(field) ? "place" : field, what: "" };
  const counts = FIELDS[field](cities, city).map((text) => {
    const places = known.texts[field].get(text) ?? [];
    return { text, count: matched.filter((those) => places.some((place) => those.has(place))).length };
  });
  return { why: field, what: counts.reduce((most, one) => (one.count > most.count ? one : most)).text };
}

/** Return the cities called as one of the ways says: of in city of Boise may be found too, in another name of its country. */
function calledSo(cities, known, ways, field) {
  return ways.map((way) => called(cities, known, way, field)).find(({ size }) => size) ?? new Set();
}

/** Return the cities of which the words are the whole name, or another whole one, with their place or without. */
function called(cities, known, words, field) {
  const found = new Set();
  for (let length = words.length; length > 0; length -= 1) {
    const places = known.spelled[field].get(words.slice(0, length).join(" ")) ?? [];
    const rest = words.slice(length).join(" ");
    for (const city of places.flatMap((place) => known.values[place].cities)) {
      if (!rest || isPlaceOf(cities, city, rest)) found.add(city);
    }
  }
  return found;
}

function isPlaceOf(cities, city, asked) {
  const spelled = (name) => wordsOf(name).join(" ");
  const [regions, countries] = [[...cities.regionNames(city), cities.code(city)], cities.countryNames(city)];
  const ways = (region) => countries.map((country) => `${region} ${country}`);
  const begun = regions.filter((region) => asked.startsWith(spelled(region)));
  return [...regions, ...countries, ...begun.flatMap(ways)].some((way) => spelled(way) === asked);
}

/** Return the cities with the names most like all words, if a third of the letters at most has to change, or the first. */
function nearest(known, words) {
  for (let length = words.length; length > 0; length -= 1) {
    const asked = words.slice(0, length).join("");
    const limit = length < words.length ? errorsAllowed(asked) : Math.min(MOST_ERRORS, Math.floor(asked.length / 3));
    const found = [...known.words.fuzzyGet(asked, limit).values()].sort(([, one], [, other]) => one - other);
    const names = found.flatMap(([places]) => places.map((place) => known.values[place]).filter(isOneName));
    if (names.length) return [...new Set(names.flatMap((value) => value.cities))].slice(0, NEAREST);
  }
  return [];
}

function isOneName(value) {
  return isName(value.field) && value.words.length === 1;
}
