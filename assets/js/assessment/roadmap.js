// From answers to what to do next, in order, and to cities that show how.

import { levelAt, needsOf, pointsOf } from "./score.js";

/**
 * One step. kind: why it stands where it stands; opens: ids of criteria that do not count without it; low: points that
 * count after it and all steps above it; level: reached then; reaches: the level that this very step reaches, or null.
 * @typedef {{
 *   id: string, kind: "prerequisite" | "partly" | "no" | "unknown", opens: string[],
 *   low: number, level: import("./score.js").Level | null, reaches: import("./score.js").Level | null,
 * }} Step
 */

/**
 * A certified city with programs. population: people, null where it is not known; shows: titles of its programs by the
 * ids of practices.
 * @typedef {{
 *   slug: string, name: string, place: string, level: string, country: string, population: number | null,
 *   shows: Object<string, string[]>,
 * }} Example
 */

const KINDS = ["prerequisite", "partly", "no", "unknown"];

/**
 * Return the steps from what is met now: all that was answered and is not met, and what that requires.
 *
 * What is answered comes after what it requires; first what holds up something that is under way or answered, then what
 * is partly met, not met, unknown. Among those come first the practices with most steps, then the order of the standard.
 * @param {import("./score.js").Standard} standard
 * @param {import("./score.js").Answers} answers
 * @returns {Step[]}
 */
export function roadmapOf(standard, answers) {
  const { criteria } = standard;
  const needs = needsOf(criteria);
  const met = new Set(criteria.map(({ id }) => id).filter((id) => answers.get(id) === "yes"));
  let level = levelAt(standard, pointsOf(criteria, needs, met));
  return orderOf(criteria, needs, answers).map(({ id, kind }) => {
    met.add(id);
    const before = level;
    const low = pointsOf(criteria, needs, met);
    level = levelAt(standard, low);
    const opens = criteria.map((other) => other.id).filter((other) => needs.get(other).has(id));
    return { id, kind, opens, low, level, reaches: level === before ? null : level };
  });
}

/**
 * Return the cities that show a practice, the nearest first: those of the same country, then those alike in size.
 * @param {string} practice its id
 * @param {{ country: string, population: number | null }} city the visitor's; country: "" where it is not told
 * @param {Example[]} examples those that are as near keep their order
 * @returns {Example[]}
 */
export function exampleFor(practice, city, examples) {
  const isAbroad = ({ country }) => Number(country !== city.country);
  return examples
    .filter(({ shows }) => Object.hasOwn(shows, practice))
    .map((example) => ({ example, abroad: isAbroad(example), ratio: ratioOf(example.population, city.population) }))
    .sort((one, other) => one.abroad - other.abroad || compare(one.ratio, other.ratio))
    .map(({ example }) => example);
}

/** Return the criteria of the steps with their kinds, in the order in which they are to be done. */
function orderOf(criteria, needs, answers) {
  const steps = stepsOf(criteria, needs, answers);
  const waiting = new Set(steps.map(({ id }) => id));
  const ordered = [];
  while (waiting.size) {
    const next = steps.find(({ id }) => waiting.has(id) && ![...needs.get(id)].some((other) => waiting.has(other)));
    waiting.delete(next.id);
    ordered.push(next);
  }
  return ordered;
}

/** Return the same criteria as if none required another. */
function stepsOf(criteria, needs, answers) {
  const isMet = ({ id }) => answers.get(id) === "yes";
  const required = (by) => new Set(criteria.filter(by).flatMap(({ id }) => [...needs.get(id)]));
  const first = required(({ id }) => ["yes", "partly", "no"].includes(answers.get(id)));
  const all = required(({ id }) => answers.has(id));
  const kindOf = ({ id }) => (first.has(id) ? "prerequisite" : (answers.get(id) ?? "unknown"));
  const steps = criteria
    .filter((criterion) => !isMet(criterion) && (answers.has(criterion.id) || all.has(criterion.id)))
    .map((criterion) => ({ ...criterion, kind: kindOf(criterion) }));
  const sizeOf = (practice) => steps.filter((step) => step.practice === practice).length;
  const rank = ({ kind }) => KINDS.indexOf(kind);
  return steps.sort((one, other) => rank(one) - rank(other) || sizeOf(other.practice) - sizeOf(one.practice));
}

function ratioOf(one, other) {
  return one && other ? Math.max(one, other) / Math.min(one, other) : Infinity;
}

/** Compare two ratios, of which both may be infinite. */
function compare(one, other) {
  return one === other ? 0 : one - other;
}
