// What a visitor says: what is chosen and written in the questions, and planned in the steps.
// Browsers count the characters of a field differently; what is longer than a record may hold could not be read again.

import { write } from "../finder/words.js";
import { LONGEST_NOTE, LONGEST_OWNER } from "./checks.js";

/** The answer of a question that has none. */
const OPEN = "open";

/**
 * Show the answers and notes of a record.
 * @param {HTMLFormElement} form
 * @param {import("./record.js").VisitorRecord} record
 */
export function fillQuestions(form, { answers, notes }) {
  for (const question of form.querySelectorAll("[data-question]")) {
    const id = question.dataset.question;
    const wanted = answers.get(id) ?? OPEN;
    for (const input of question.querySelectorAll('input[type="radio"]')) input.checked = input.value === wanted;
    const note = question.querySelector("[data-note]");
    note.maxLength = LONGEST_NOTE;
    // What has the focus is being written: another window must not take it away.
    if (note !== document.activeElement) note.value = notes.get(id) ?? "";
    if (note.value) note.closest("details").open = true;
  }
}

/**
 * Say in the heading of each practice how many of its criteria are answered.
 * @param {HTMLFormElement} form
 * @param {import("./record.js").VisitorRecord} record
 * @param {(key: string, values?: Object) => string} say
 */
export function countAnswered(form, { answers }, say) {
  for (const section of form.querySelectorAll("[data-practice]")) {
    const questions = [...section.querySelectorAll("[data-question]")];
    const count = questions.filter(({ dataset }) => answers.has(dataset.question)).length;
    write(section.querySelector(".count"), "textContent", say("assessment.progress", { count, total: questions.length }));
  }
}

/**
 * Take over what a visitor has changed in a question.
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {import("./record.js").VisitorRecord} record
 */
export function takeAnswer({ dataset, name, value }, { answers, notes }) {
  if (dataset.note) keep(notes, dataset.note, value.slice(0, LONGEST_NOTE));
  else keep(answers, name, value === OPEN ? "" : value);
}

/**
 * Take over what a visitor has changed in a step of the roadmap.
 * @param {HTMLInputElement} input
 * @param {import("./record.js").VisitorRecord} record
 */
export function takePlan({ dataset, value }, { plan }) {
  const planned = { date: "", owner: "", ...plan.get(dataset.plan), [dataset.field]: value.slice(0, LONGEST_OWNER) };
  keep(plan, dataset.plan, planned.date || planned.owner ? planned : null);
}

function keep(map, id, value) {
  if (value) map.set(id, value);
  else map.delete(id);
}
