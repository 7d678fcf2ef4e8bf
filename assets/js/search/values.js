// What is searched: every name, place, level, year and program of the cities, each once, and the words in them.

import { SearchableMap } from "../vendor/minisearch.js";
import { distance, errorsAllowed } from "./distance.js";
import { indexWords, wordsOf } from "./words.js";

/** What a city is found by, with its texts: where several match, the first field is told as the reason. */
export const FIELDS = {
  name: (cities, city) => [cities.names[city]],
  also: (cities, city) => cities.also(city),
  program: (cities, city) => cities.programs(city),
  country: (cities, city) => cities.countryNames(city),
  region: (cities, city) => cities.regionNames(city),
  code: (cities, city) => [cities.code(city)],
  level: (cities, city) => cities.levels(city),
  year: (cities, city) => cities.years(city),
};

/** How a word is matched: by a whole word, by the start of one, or by a near spelling; the smaller, the better. */
export const WHOLE = 1;
export const START = 2;
export const NEAR = 3;

/**
 * Say whether a field has names of cities, their own or others.
 * @param {string} field
 * @returns {boolean}
 */
export function isName(field) {
  return field === "name" || field === "also";
}

/**
 * Say whether as many whole words are matched in a value as it has, near spellings being as good.
 * @param {Value} value
 * @param {number} place its place
 * @param {Map<number, { kind: number }>[]} matched for each word, the places of the values that it is found in
 * @returns {boolean}
 */
export function isAll({ words }, place, matched) {
  if (words.length > matched.length) return false;
  return matched.filter((places) => places.has(place) && places.get(place).kind !== START).length >= words.length;
}

/** Titles have ordinary words, and short ones of these are near spellings of too much. */
const SHORTEST_NEAR_IN_TITLE = 6;

/**
 * One text of one field. words: those of a query that asks for all of it; cities: which have it.
 * @typedef {{ field: string, words: string[], cities: number[] }} Value
 */

/**
 * All values. words: by word, the places of the values that it stands in; texts, spelled: by field, and there by text
 * and by its words, the places of its values.
 * @typedef {{
 *   values: Value[], words: SearchableMap,
 *   texts: Object<string, Map<string, number[]>>, spelled: Object<string, Map<string, number[]>>
 * }} Values
 */

/**
 * Return what is searched of the cities.
 * @param {import("./data.js").Cities} cities
 * @returns {Values}
 */
export function valuesOf(cities) {
  const known = { values: [], words: new SearchableMap(), texts: {}, spelled: {} };
  for (const [field, textsOf] of Object.entries(FIELDS)) {
    known.texts[field] = new Map();
    known.spelled[field] = new Map();
    for (const [text, those] of grouped(cities, textsOf)) add(known, field, text, those);
  }
  return known;
}

/**
 * Return the places of the values that a word is found in, with how it is matched and by how many typing errors.
 * @param {Values} known
 * @param {string} word
 * @param {boolean} isNear whether near spellings count
 * @returns {Map<number, { kind: number, errors: number }>}
 */
export function matches(known, word, isNear) {
  const found = new Map();
  const note = (places, kind, errors) => {
    const match = { kind, errors };
    for (const place of places) if (!(found.get(place)?.kind <= kind)) found.set(place, match);
  };
  note(known.words.get(word) ?? [], WHOLE, 0);
  for (const [, places] of known.words.atPrefix(word)) note(places, START, 0);
  if (isNear) for (const [places, errors] of nearSpellings(known, word)) note(places, NEAR, errors);
  return found;
}

/** The radix tree counts a swap as two errors, hence it is asked for one more than may be, and the errors are counted. */
function* nearSpellings(known, word) {
  const allowed = errorsAllowed(word);
  if (!allowed) return;
  const isForTitles = word.length >= SHORTEST_NEAR_IN_TITLE;
  for (const [term, [places, edits]] of known.words.fuzzyGet(word, allowed + 1)) {
    const errors = edits > 1 ? distance(word, term, allowed) : edits;
    if (errors > allowed) continue;
    yield [isForTitles ? places : places.filter((place) => known.values[place].field !== "program"), errors];
  }
}

function grouped(cities, textsOf) {
  const found = new Map();
  cities.names.forEach((_, city) => {
    for (const text of textsOf(cities, city)) {
      if (!found.has(text)) found.set(text, []);
      found.get(text).push(city);
    }
  });
  return found;
}

/** Add a text if it has words, and a name of several once more as one word: people type newyork. */
function add(known, field, text, cities) {
  const words = wordsOf(text);
  if (!words.length) return;
  const place = addValue(known, { field, words, cities }, indexWords(text));
  const isLongName = isName(field) && words.length > 1;
  const joined = words.join("");
  const places = isLongName ? [place, addValue(known, { field, words: [joined], cities }, [joined])] : [place];
  const spelled = words.join(" ");
  known.texts[field].set(text, places);
  known.spelled[field].set(spelled, [...(known.spelled[field].get(spelled) ?? []), place]);
}

function addValue(known, value, words) {
  const place = known.values.push(value) - 1;
  for (const word of words) known.words.fetch(word, () => []).push(place);
  return place;
}
