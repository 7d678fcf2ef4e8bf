/**
 * Return the cities that have one of the chosen values of every facet, and how many cities each value would give.
 *
 * A value is counted as if nothing else of its own facet were chosen: values of one facet add to each other.
 * @param {Object<string, { ids: string[], of: number[][] }>} facets
 * @param {Map<string, Set<string>>} on the values chosen of each facet
 * @param {Set<number> | null} among the cities to choose from; null for all
 * @returns {{ cities: number[], counts: Map<string, number[]> }} counts: for each value, in the order of its facet
 */
export function narrow(facets, on, among) {
  const rows = Object.entries(facets).map(([name, { ids, of }]) => {
    const chosen = on.get(name);
    return { of, wanted: chosen ? ids.map((id) => chosen.has(id)) : null, counts: new Array(ids.length).fill(0), name };
  });
  const cities = [];
  for (let city = 0; city < (rows[0]?.of.length ?? 0); city += 1) {
    if (among && !among.has(city)) continue;
    const failed = rows.filter(({ of, wanted }) => wanted && !of[city].some((value) => wanted[value]));
    if (failed.length === 0) cities.push(city);
    // A city that only one facet keeps out would come in with another value of that facet.
    for (const row of failed.length === 0 ? rows : failed.length === 1 ? failed : [])
      for (const value of row.of[city]) row.counts[value] += 1;
  }
  return { cities, counts: new Map(rows.map(({ name, counts }) => [name, counts])) };
}

/**
 * Return the chosen value that keeps out most cities, with how many there would be without it.
 * @param {Object<string, { ids: string[], of: number[][] }>} facets
 * @param {Map<string, Set<string>>} on
 * @param {Set<number> | null} among
 * @returns {{ facet: string, value: string, count: number } | null} null where no single one helps
 */
export function widest(facets, on, among) {
  const ways = [...on].flatMap(([facet, values]) =>
    [...values].map((value) => {
      const others = new Map(on).set(facet, new Set([...values].filter((other) => other !== value)));
      if (values.size === 1) others.delete(facet);
      return { facet, value, count: narrow(facets, others, among).cities.length };
    }),
  );
  return ways.filter(({ count }) => count).sort((one, other) => other.count - one.count)[0] ?? null;
}
