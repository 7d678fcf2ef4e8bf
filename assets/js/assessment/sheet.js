// The self-assessment as files to take along: a text in Markdown, and a table that spreadsheets open.

import { csvOf } from "../compare/csv.js";
import { inMarkdown } from "./markdown.js";
import { exampleFor } from "./roadmap.js";
import { effectSaid, kindSaid, levelSaid, metSaid, missingSaid } from "./wording.js";

/**
 * The words of the page; nameOf: what a criterion is called.
 * @typedef {{ say: (key: string, values?: Object) => string, nameOf: (id: string) => string }} Setting
 */

/**
 * Return all that was answered and what follows from it as a text in Markdown.
 * @param {import("./record.js").Handed} standard
 * @param {import("./record.js").VisitorRecord} record
 * @param {import("./score.js").Score} score
 * @param {import("./roadmap.js").Step[]} steps
 * @param {Setting} setting
 * @returns {string}
 */
export function markdownSheet(standard, record, score, steps, setting) {
  const { say, nameOf } = setting;
  const [title, ...summary] = summaryOf(standard, score, setting);
  const entryOf = ({ id }) => entry("-", answered(nameOf(id), record.answers.get(id), say), [noted(record.notes.get(id), say)]);
  const practices = standard.practices.map(({ id, name }) => part(name, standard.criteria.filter(({ practice }) => practice === id).map(entryOf)));
  const roadmap = steps.map((step, index) => entry(`${index + 1}.`, nameOf(step.id), detailsOf(step, standard, record, setting)));
  const left = record.left.map((row) => entry("-", `${editionOf(row, standard)}, ${answered(row.label, row.answer, say)}`, [noted(row.note, say), ...planned(row, say)]));
  const parts = [part(say("assessment.roadmap"), roadmap), ...practices, part(say("assessment.sheet.left"), left)];
  return [`# ${inMarkdown(title)}`, ...summary.map(inMarkdown), ...parts.filter(Boolean)].join("\n\n") + "\n";
}

/**
 * Return the same as a file of cells: what it amounts to, then for each criterion a line with its place in the roadmap.
 * @param {import("./record.js").Handed} standard
 * @param {import("./record.js").VisitorRecord} record
 * @param {import("./score.js").Score} score
 * @param {import("./roadmap.js").Step[]} steps
 * @param {Setting} setting
 * @returns {string}
 */
export function csvSheet(standard, record, score, steps, setting) {
  const { say, nameOf } = setting;
  const practices = new Map(standard.practices.map(({ id, name }) => [id, name]));
  const places = new Map(steps.map(({ id }, index) => [id, index + 1]));
  const told = (row) => [answerSaid(row.answer, say), row.note, row.step, row.city, row.date, row.owner].map((cell) => String(cell ?? ""));
  const lines = standard.criteria.map(({ id, practice }) => {
    const step = places.get(id);
    const said = { answer: record.answers.get(id), note: record.notes.get(id), ...record.plan.get(id) };
    return [practices.get(practice), nameOf(id), ...told({ ...said, step, city: step && cityOf(practice, standard, record) })];
  });
  const left = record.left.map((row) => [editionOf(row, standard), row.label, ...told(row)]);
  const head = ["practice", "sheet.criterion", "sheet.answer", "note", "sheet.step", "sheet.city", "step.date", "step.owner"];
  const summary = summaryOf(standard, score, setting).map((sentence) => [sentence]);
  return csvOf([...summary, [], head.map((key) => say(`assessment.${key}`)), ...lines, ...left]);
}

/** Return the title, then in sentences what it is and what it amounts to. */
function summaryOf(standard, score, { say, nameOf }) {
  const { program, edition } = standard;
  const met = say("assessment.score", { met: metSaid(score.low, standard, say) });
  return [
    say("assessment.sheet.title", { program, edition }),
    say("assessment.only-estimate"),
    `${levelSaid(score, standard, say)} ${met}`,
    ...score.next.map((next) => missingSaid(next, standard, say)),
    ...score.blocked.map(({ id, by }) => say("assessment.blocked.one", { criterion: nameOf(id), by: by.map(nameOf).join("; ") })),
  ];
}

/** Return what is to be said of a step below its name. */
function detailsOf(step, standard, record, { say, nameOf }) {
  const { practice } = standard.criteria.find(({ id }) => id === step.id);
  const city = cityOf(practice, standard, record);
  return [
    kindSaid(step, say, nameOf),
    city && `${say("assessment.step.example")} ${city}`,
    effectSaid(step, standard, say),
    ...planned(record.plan.get(step.id), say),
  ];
}

/** Return the nearest city that shows a practice, with its programs, or nothing. */
function cityOf(practice, { examples }, { city }) {
  const [nearest] = exampleFor(practice, city, examples);
  if (!nearest) return "";
  const { name, place, level, shows } = nearest;
  return `${name} (${place}; ${level}): ${shows[practice].map(([title]) => title).join("; ")}`;
}

function answered(label, answer, say) {
  return `${label}: ${answerSaid(answer, say)}`;
}

function answerSaid(answer, say) {
  return say(`assessment.answer.${answer || "open"}`);
}

function noted(note, say) {
  return note?.trim() && `${say("assessment.note")}: ${note}`;
}

function planned({ date, owner } = {}, say) {
  return [date && `${say("assessment.step.date")}: ${date}`, owner && `${say("assessment.step.owner")}: ${owner}`];
}

function editionOf({ edition }, { earlier }) {
  return Object.hasOwn(earlier, edition) ? earlier[edition].name : edition;
}

/** Return a heading with entries below it, or nothing. */
function part(title, entries) {
  return entries.length ? `## ${inMarkdown(title)}\n\n${entries.join("\n")}` : "";
}

/** Return an entry of a list with details below it, those alone that are told. */
function entry(mark, title, details) {
  return [`${mark} ${inMarkdown(title)}`, ...details.filter(Boolean).map((text) => `    - ${inMarkdown(text)}`)].join("\n");
}
