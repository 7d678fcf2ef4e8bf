// Whether what was asked is what a city is called, or only pieces of what is known of it.

import { isAll, isName, NEAR, START, WHOLE } from "./values.js";

/**
 * What a query names. Fillers aside, each of its words has to be in one name of a city or one title of its programs, or
 * in what the query tells whole: a name, a place, a level or a year. The last word may be the start of one; of a title beside
 * something else it may not, since "me" is Maine and the start of many a word. Of another
 * name the first word has to be asked for: Columbia is not the District of Columbia. Where the query says "city", some
 * word has to be in a name: Mexico City is not any city of Mexico.
 * isNamed: whether there is such a city; isWhole: whether a city has all of it in what is told whole, and a name is;
 * near spellings are as good then.
 * @typedef {{ isNamed: boolean, isWhole: (city: number) => boolean }} Coverage
 */

/**
 * Return what a query names. Sets of words are bits: 1 the first, 2 the second, 4 the third.
 * @param {import("./data.js").Cities} cities
 * @param {import("./values.js").Values} known
 * @param {string[]} query all its words
 * @param {string[]} words those that were looked for
 * @param {Map<number, { kind: number }>[]} matched for each of these, the places of the values that it is found in
 * @returns {Coverage}
 */
export function coverage(cities, known, query, words, matched) {
  const needed = bitsOf(words, (word) => !cities.fillers.has(word)) || bitsOf(words, () => true);
  const isForCity = query.some((word) => cities.cityWords.has(word));
  const values = asked(known, words, matched, needed);
  const [told, called, own] = [0, 0, 0].map(() => new Uint16Array(cities.names.length));
  for (const { value, held, all } of values) {
    for (const city of value.cities) {
      told[city] |= all;
      if (!isName(value.field)) continue;
      called[city] |= held | all;
      own[city] |= all;
    }
  }
  const has = (city, held) => covers(held | told[city], needed) && (!isForCity || (called[city] & needed) > 0);
  return {
    isNamed: values.some(({ value, held }) => value.cities.some((city) => has(city, held))),
    isWhole: (city) => own[city] > 0 && has(city, 0),
  };
}

/** Return the values that have any of the words; held: those in a name or title; all: those by which it is told whole. */
function asked(known, words, matched, needed) {
  const [whole, start, near] = [WHOLE, START, NEAR].map((kind) => bitsByValue(known, matched, kind));
  const last = 1 << (words.length - 1);
  const ends = words.map((_, from) => words.slice(from).join(" "));
  return [...new Set(matched.flatMap((places) => [...places.keys()]))].map((place) => {
    const value = known.values[place];
    const reach = whole[place] | (start[place] & last);
    if (value.field === "program") return { value, held: covers(reach, needed) ? reach : whole[place], all: 0 };
    const all = isAll(value, place, matched) ? whole[place] | near[place] : 0;
    if (isName(value.field)) return { value, held: isOfFirst(value, words) ? reach : 0, all };
    return { value, held: 0, all: all || (isBegun(value, ends) ? reach : 0) };
  });
}

function bitsByValue(known, matched, kind) {
  const bits = new Uint16Array(known.values.length);
  matched.forEach((places, which) => {
    for (const [place, match] of places) if (match.kind === kind) bits[place] |= 1 << which;
  });
  return bits;
}

function isOfFirst(value, words) {
  return value.field === "name" || words.some((word) => value.words[0].startsWith(word));
}

/** Say whether the last words are on the way to a value. */
function isBegun(value, ends) {
  const text = value.words.join(" ");
  return ends.some((end) => text.startsWith(end));
}

function bitsOf(words, isMeant) {
  return words.reduce((bits, word, which) => bits | (isMeant(word) << which), 0);
}

function covers(bits, needed) {
  return (bits & needed) === needed;
}
