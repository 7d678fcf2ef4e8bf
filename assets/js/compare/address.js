// What is compared stands in the address: `?c=<slug>&c=<slug>&only=differences`.

/** Cities side by side that still can be read; `certsite/plan/city.py` says the same. */
export const MOST = 4;

const ONLY = "differences";

/**
 * What the visitor chose. slugs: of the cities, in their order, as they stand in the address; only: rows that do
 * not differ are left out.
 * @typedef {{ slugs: string[], only: boolean }} Choice
 */

/**
 * Return the choice that an address holds.
 * @param {string} query what stands behind the address, with its question mark
 * @returns {Choice}
 */
export function choiceOf(query) {
  const asked = new URLSearchParams(query);
  return { slugs: asked.getAll("c"), only: asked.get("only") === ONLY };
}

/**
 * Return what stands behind the address for a choice.
 * @param {Choice} choice
 * @returns {string} with its question mark; empty where nothing is chosen
 */
export function queryOf({ slugs, only }) {
  const asked = new URLSearchParams(slugs.map((slug) => ["c", slug]));
  if (only) asked.set("only", ONLY);
  const query = asked.toString();
  return query && `?${query}`;
}

/**
 * Part what an address asks for into the cities that are shown and those that are left out, by the reason for that.
 * @param {string[]} slugs as they stand in the address
 * @param {{ has: (slug: string) => boolean }} known the slugs of all cities
 * @returns {{ shown: string[], left: Object<string, Set<string>> }}
 */
export function sorted(slugs, known) {
  const shown = [];
  const left = { unknown: new Set(), twice: new Set(), most: new Set() };
  for (const slug of slugs) {
    if (!known.has(slug)) left.unknown.add(slug);
    else if (shown.includes(slug)) left.twice.add(slug);
    else if (shown.length === MOST) left.most.add(slug);
    else shown.push(slug);
  }
  return { shown, left };
}
