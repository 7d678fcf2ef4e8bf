// From answers to points and levels, in whole points and never in rounded shares. `certsite/scoring.py` has the same
// bounds; `tests/scores.yaml` holds both to one table.

/**
 * One criterion. points: what meeting it is worth; requires: ids of those that must be met before it counts.
 * @typedef {{ id: string, label: string, practice: string, points: number, requires: string[] }} Criterion
 */

/**
 * A level. percent: the share of all points from which on it is reached.
 * @typedef {{ id: string, name: string, percent: number }} Level
 */

/**
 * The edition in force, as far as points need it; criteria in their order, levels from the lowest to the highest.
 * @typedef {{ criteria: Criterion[], levels: Level[] }} Standard
 */

/**
 * What was answered, by the ids of criteria; one that is not in it is open.
 * @typedef {Map<string, "yes" | "partly" | "no" | "unknown">} Answers
 */

/**
 * What answers are worth.
 *
 * low: points that count now; high: the same if all that is unknown or open were met; level, highest: reached with
 * them, null below every bound; blocked: criteria that are met and do not count, by what they lack; next: for each
 * level above, how many points are missing and how many further criteria are enough for them.
 * @typedef {{
 *   low: number, high: number, total: number, level: Level | null, highest: Level | null,
 *   counts: { yes: number, partly: number, no: number, unknown: number, open: number },
 *   blocked: { id: string, by: string[] }[],
 *   next: { level: Level, points: number, criteria: number }[],
 * }} Score
 */

/**
 * Return what answers are worth under a standard.
 * @param {Standard} standard
 * @param {Answers} answers
 * @returns {Score}
 */
export function scoreOf(standard, answers) {
  const { criteria, levels } = standard;
  const needs = needsOf(criteria);
  const met = idsOf(criteria, ({ id }) => answers.get(id) === "yes");
  const possible = idsOf(criteria, ({ id }) => !["partly", "no"].includes(answers.get(id)));
  const total = totalOf(criteria);
  const low = pointsOf(criteria, needs, met);
  const high = pointsOf(criteria, needs, possible);
  const level = levelAt(standard, low);
  const above = levels.slice(levels.indexOf(level) + 1);
  return {
    low,
    high,
    total,
    level,
    highest: levelAt(standard, high),
    counts: countsOf(criteria, answers),
    blocked: blockedOf(criteria, needs, met),
    next: above.map((other) => {
      const bound = Math.ceil((other.percent * total) / 100);
      return { level: other, points: bound - low, criteria: enough(criteria, needs, met, bound) };
    }),
  };
}

/**
 * Return the highest level that so many points reach, or null.
 * @param {Standard} standard
 * @param {number} points
 * @returns {Level | null}
 */
export function levelAt({ criteria, levels }, points) {
  return levels.findLast(({ percent }) => points * 100 >= percent * totalOf(criteria)) ?? null;
}

/**
 * Return for each criterion the ids of all that it requires, directly or through others.
 * @param {Criterion[]} criteria
 * @returns {Map<string, Set<string>>}
 */
export function needsOf(criteria) {
  const direct = new Map(criteria.map(({ id, requires }) => [id, requires]));
  const collect = (id, found) => {
    for (const other of direct.get(id)) if (!found.has(other)) collect(other, found.add(other));
    return found;
  };
  return new Map(criteria.map(({ id }) => [id, collect(id, new Set())]));
}

/**
 * Return the points of criteria that are met and of which all that they require is met.
 * @param {Criterion[]} criteria
 * @param {Map<string, Set<string>>} needs
 * @param {Set<string>} met
 * @returns {number}
 */
export function pointsOf(criteria, needs, met) {
  return totalOf(criteria.filter(({ id }) => [id, ...needs.get(id)].every((other) => met.has(other))));
}

function totalOf(criteria) {
  return criteria.reduce((sum, { points }) => sum + points, 0);
}

function idsOf(criteria, holds) {
  return new Set(criteria.filter(holds).map(({ id }) => id));
}

function countsOf(criteria, answers) {
  const counts = { yes: 0, partly: 0, no: 0, unknown: 0, open: 0 };
  for (const { id } of criteria) counts[answers.get(id) ?? "open"] += 1;
  return counts;
}

function blockedOf(criteria, needs, met) {
  const lacks = (id) => criteria.map((other) => other.id).filter((other) => needs.get(id).has(other) && !met.has(other));
  return [...met].map((id) => ({ id, by: lacks(id) })).filter(({ by }) => by.length > 0);
}

/**
 * Return how many further criteria are enough for a bound: again and again the one that gains most is taken, together
 * with what it still requires. Without requirements there is no smaller number.
 */
function enough(criteria, needs, met, bound) {
  const taken = new Set(met);
  for (;;) {
    const waiting = criteria
      .map(({ id, points }) => ({ points, lacks: [id, ...needs.get(id)].filter((other) => !taken.has(other)) }))
      .filter(({ lacks }) => lacks.length > 0);
    const missing = bound - totalOf(criteria) + totalOf(waiting);
    if (missing <= 0) return taken.size - met.size;
    const gains = waiting.map((one) => {
      const { lacks } = one;
      // What lacks itself alone brings itself alone: to look for more would take the time of a frame at a thousand.
      const opened = lacks.length === 1 ? [one] : waiting.filter((other) => other.lacks.every((id) => lacks.includes(id)));
      return Math.min(totalOf(opened), missing) / lacks.length;
    });
    for (const id of waiting[gains.indexOf(Math.max(...gains))].lacks) taken.add(id);
  }
}
