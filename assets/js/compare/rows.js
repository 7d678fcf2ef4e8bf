// From cities to the rows of their comparison.
//
// A row differs where two cities of which something was found are not alike. Where nothing was found of a city, that
// tells how far the research went and not how the city is: it stands in its cell and makes no difference.

/**
 * One row. cells: for each city the texts that stand in its cell, none where nothing was found; differs: whether those
 * of which something was found are not all alike in it; isLevel: what stands in its cells are levels.
 * @typedef {{ label: string, cells: import("./city.js").Text[][], differs: boolean, isLevel: boolean }} Row
 */

/**
 * Rows under a heading.
 * @typedef {{ label: string, rows: Row[] }} Part
 */

/**
 * Return the rows that set cities side by side; a row in which no city has anything is left out.
 * @param {import("./city.js").City[]} cities
 * @param {(key: string) => string} say
 * @param {string[]} practices names of the practices, in the order of the standard
 * @returns {Part[]}
 */
export function partsOf(cities, say, practices) {
  const row = (label, texts, isLevel = false) => rowOf(label, cities.map(texts), isLevel);
  const standing = [
    row(say("table.level"), (city) => city.level, true),
    row(say("compare.path"), (city) => city.path),
    row(say("table.edition"), (city) => city.edition),
    row(say("compare.since"), (city) => city.since),
  ];
  const facts = [
    row(say("fact.population"), (city) => city.population),
    row(say("compare.programs"), numberOfPrograms),
  ];
  const shown = practicesShown(cities, practices).map((name) => row(name, (city) => city.practices.get(name) ?? []));
  return [
    { label: say("compare.standing"), rows: standing },
    { label: say("city.facts"), rows: facts },
    { label: say("compare.practices"), rows: shown },
  ].map((part) => withRows(part, ({ cells }) => cells.some((texts) => texts.length))).filter(hasRows);
}

/**
 * Return the parts with those rows alone in which the cities differ.
 * @param {Part[]} parts
 * @returns {Part[]}
 */
export function differencesOf(parts) {
  return parts.map((part) => withRows(part, ({ differs }) => differs)).filter(hasRows);
}

/**
 * Return the slugs of cities like these, the nearest of each first.
 * @param {import("./city.js").City[]} cities
 * @returns {string[]}
 */
export function peersOfAll(cities) {
  const places = cities.flatMap(({ peers }) => [...peers.keys()]).sort((one, other) => one - other);
  return [...new Set(places.flatMap((place) => cities.map(({ peers }) => peers[place])))];
}

function rowOf(label, cells, isLevel) {
  const said = cells.filter((texts) => texts.length).map((texts) => texts.map(({ text }) => text).join("\n"));
  return { label, cells, differs: new Set(said).size > 1, isLevel };
}

function withRows({ label, rows }, isWanted) {
  return { label, rows: rows.filter(isWanted) };
}

function hasRows({ rows }) {
  return rows.length > 0;
}

function numberOfPrograms(city) {
  const count = [...city.practices.values()].flat().length;
  return count ? [{ text: String(count), lang: "" }] : [];
}

/** Return the practices that any of the cities shows; one that the standard does not name comes last. */
function practicesShown(cities, practices) {
  const found = new Set(cities.flatMap((city) => [...city.practices.keys()]));
  return [...new Set([...practices.filter((name) => found.has(name)), ...found])];
}
