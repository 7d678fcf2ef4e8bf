// The questions on the page: what is chosen there, and what was written there.

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
    // What has the focus is being written: another window must not take it away.
    if (note !== document.activeElement) note.value = notes.get(id) ?? "";
    if (note.value) note.closest("details").open = true;
  }
}

/**
 * Take over what a visitor has changed in a question.
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {import("./record.js").VisitorRecord} record
 */
export function takeAnswer(input, { answers, notes }) {
  if (input.dataset.note) keep(notes, input.dataset.note, input.value);
  else keep(answers, input.name, input.value === OPEN ? "" : input.value);
}

function keep(map, id, value) {
  if (value) map.set(id, value);
  else map.delete(id);
}
