// What was said under an earlier edition of the standard goes on under the one in force, as far as criteria of both ask
// for much the same. Nothing is dropped: what does not go on, or not whole, is left under its old name.
//
// Where one criterion became several, nobody knows which of them its answer is about: a yes becomes a partly for each,
// everything else becomes unknown. Where several became one, the weakest answer holds, and one not given is unknown.

import { LONGEST_NOTE } from "./checks.js";

const WEAKEST_FIRST = ["no", "partly", "unknown", "yes"];

/**
 * Return a record of an earlier edition as one of the edition in force.
 * @param {import("./record.js").VisitorRecord} record
 * @param {import("./record.js").Handed} standard
 * @returns {import("./record.js").Reading}
 */
export function carriedOver(record, standard) {
  const { criteria: earlier } = standard.earlier[record.edition];
  const now = { answers: new Map(), notes: new Map(), plan: new Map() };
  const unfit = new Set();
  const weakened = [];
  for (const { id } of standard.criteria) {
    const from = Object.keys(earlier).filter((old) => earlier[old].now.includes(id));
    const given = from.map((old) => record.answers.get(old)).filter(Boolean);
    if (given.length) now.answers.set(id, weakest(from.map((old) => share(record.answers.get(old), earlier[old].now))));
    if (given.some((answer) => answer !== now.answers.get(id))) weakened.push(id);
    for (const old of from) {
      const fits = [addNote(now.notes, id, record.notes.get(old)), addPlan(now.plan, id, record.plan.get(old))];
      if (fits.includes(false)) unfit.add(old);
    }
  }
  const said = Object.keys(earlier).filter((id) => [record.answers, record.notes, record.plan].some((part) => part.has(id)));
  const goesOn = (id) => earlier[id].now.length > 0;
  const left = said.filter((id) => !goesOn(id) || unfit.has(id)).map((id) => leftOver(record, id, earlier[id].label));
  const whole = { ...record, ...now, edition: standard.edition, left: [...record.left, ...left] };
  return { record: whole, carried: said.filter(goesOn).length, weakened, left };
}

/** Return what an answer says of each of the criteria that its criterion became. */
function share(answer = "unknown", now) {
  if (now.length === 1) return answer;
  return answer === "yes" ? "partly" : "unknown";
}

function weakest(answers) {
  return WEAKEST_FIRST.find((answer) => answers.includes(answer));
}

/** Join a note to one that may be there already; say whether it fits. */
function addNote(notes, id, note) {
  const joined = [notes.get(id), note].filter(Boolean).join("\n\n");
  if (joined.length > LONGEST_NOTE) return false;
  if (joined) notes.set(id, joined);
  return true;
}

/** Take a plan where there is none; say whether it is the one that is there then. */
function addPlan(plans, id, plan) {
  if (!plan) return true;
  if (!plans.has(id)) plans.set(id, plan);
  const { date, owner } = plans.get(id);
  return date === plan.date && owner === plan.owner;
}

function leftOver({ edition, answers, notes, plan }, id, label) {
  const { date, owner } = plan.get(id) ?? { date: "", owner: "" };
  return { edition, id, label, answer: answers.get(id) ?? "", note: notes.get(id) ?? "", date, owner };
}
