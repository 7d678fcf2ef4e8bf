// What is asked for, as it stands in an address: ?q=phoe&level=gold&level=silver&sort=newest

const LONGEST = 200;
const SORTS = ["name", "newest"];

/**
 * query: what was typed; on: the values chosen of each facet; sort: "name", "newest", or "" for the usual order.
 * @typedef {{ query: string, on: Map<string, Set<string>>, sort: string }} State
 */

/**
 * Return what an address asks for; what no facet knows is left out.
 * @param {string} search the part of an address from its question mark on
 * @param {Map<string, Set<string>>} known the values of each facet
 * @returns {State}
 */
export function readState(search, known) {
  const asked = new URLSearchParams(search);
  const on = new Map();
  for (const [facet, values] of known) {
    const chosen = asked.getAll(facet).filter((value) => values.has(value));
    if (chosen.length) on.set(facet, new Set(chosen));
  }
  const sort = asked.get("sort") ?? "";
  return { query: (asked.get("q") ?? "").slice(0, LONGEST), on, sort: SORTS.includes(sort) ? sort : "" };
}

/**
 * Return the part of an address that asks for a state, empty where it asks for nothing.
 * @param {State} state
 * @returns {string}
 */
export function writeState({ query, on, sort }) {
  const asked = new URLSearchParams();
  if (query.trim()) asked.set("q", query.trim());
  for (const [facet, values] of on) for (const value of values) asked.append(facet, value);
  // By name is the usual order where nothing is typed.
  if (sort && (sort !== "name" || query.trim())) asked.set("sort", sort);
  const text = asked.toString();
  return text && `?${text}`;
}

/**
 * Say whether nothing is asked for.
 * @param {State} state
 * @returns {boolean}
 */
export function isPlain(state) {
  return writeState(state) === "";
}

/**
 * Return a state with one value of a facet more, or less.
 * @param {State} state
 * @param {string} facet
 * @param {string} value
 * @param {boolean} isOn
 * @returns {State}
 */
export function withValue(state, facet, value, isOn) {
  const on = new Map(state.on);
  const values = new Set(on.get(facet));
  if (isOn) values.add(value);
  else values.delete(value);
  if (values.size) on.set(facet, values);
  else on.delete(facet);
  return { ...state, on };
}
