// What is said of a score, wherever it is said: on the page, in the status line, in files.

/**
 * Return one sentence on the level that a score amounts to.
 * @param {import("./score.js").Score} score
 * @param {import("./score.js").Standard} standard
 * @param {(key: string, values?: Object) => string} say
 */
export function levelSaid(score, standard, say) {
  const { level, highest } = score;
  const lowest = standard.levels[0].name;
  if (level === highest) return level ? say("assessment.level", { level: level.name }) : say("assessment.level.below", { level: lowest });
  if (!level) return say("assessment.level.up-to", { low: lowest, high: highest.name });
  return say("assessment.level.between", { low: level.name, high: highest.name });
}

/**
 * Return how much is met: criteria, or points where criteria differ in what they are worth.
 * @param {number} count points
 * @param {import("./score.js").Standard} standard
 * @param {(key: string, values?: Object) => string} say
 */
export function metSaid(count, standard, say) {
  const total = standard.criteria.reduce((sum, { points }) => sum + points, 0);
  return say(isEven(standard) ? "assessment.met" : "assessment.met.points", { count, total });
}

/**
 * Return what is missing for a level.
 * @param {{ level: { name: string }, points: number, criteria: number }} next
 * @param {import("./score.js").Standard} standard
 * @param {(key: string, values?: Object) => string} say
 */
export function missingSaid({ level, points, criteria }, standard, say) {
  const values = { level: level.name, points, count: criteria };
  return say(isEven(standard) ? "assessment.missing" : "assessment.missing.points", values);
}

/** Say whether every criterion is worth one point, so that points are criteria. */
function isEven({ criteria }) {
  return criteria.every(({ points }) => points === 1);
}

/**
 * Return why a step stands in a roadmap, and what it opens.
 * @param {import("./roadmap.js").Step} step
 * @param {(key: string, values?: Object) => string} say
 * @param {(id: string) => string} nameOf what a criterion is called
 */
export function kindSaid({ kind, opens }, say, nameOf) {
  const opened = opens.length ? ` ${say("assessment.step.opens", { criteria: opens.map(nameOf).join("; ") })}` : "";
  return say(`assessment.step.${kind}`) + opened;
}

/**
 * Return what counts with a step and all above it.
 * @param {import("./roadmap.js").Step} step
 * @param {import("./score.js").Standard} standard
 * @param {(key: string, values?: Object) => string} say
 */
export function effectSaid({ low, level, reaches }, standard, say) {
  const met = metSaid(low, standard, say);
  if (reaches) return say("assessment.step.reaches", { met, level: reaches.name });
  return level ? say("assessment.step.level", { met, level: level.name }) : say("assessment.step.met", { met });
}
