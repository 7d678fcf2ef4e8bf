// What a visitor keeps: answers, notes and a plan, as a text that can be saved and read again.
//
// A text may come from anywhere. It is read whole or refused whole, into Maps, so that no name in it reaches a prototype.

import { Refused, readDate, readFields, readList, readName, readNote, readObject, readOwner, shownText } from "./checks.js";
import { carriedOver } from "./editions.js";

/**
 * When a step is to be done, as `2027-03-31`, and who sees to it; both may be "".
 * @typedef {{ date: string, owner: string }} Plan
 */

/**
 * The visitor's own city, as far as told; peer: slug of the city beside it. Both may name what this site has no more.
 * @typedef {{ country: string, population: number | null, peer: string }} OwnCity
 */

/**
 * What was said of a criterion of an earlier edition and could not go on; answer, note, date, owner: "" where not told.
 * @typedef {{ edition: string, id: string, label: string, answer: string, note: string, date: string, owner: string }} Left
 */

/**
 * @typedef {{
 *   edition: string, answers: import("./score.js").Answers, notes: Map<string, string>, plan: Map<string, Plan>,
 *   city: OwnCity, left: Left[],
 * }} VisitorRecord
 */

/**
 * What was read. carried: how many criteria of an earlier edition go on in this one; weakened: ids of those of this
 * edition whose answer is not quite what was given; left: what does not go on. All are empty for this edition itself.
 * @typedef {{ record: VisitorRecord, carried: number, weakened: string[], left: Left[] }} Reading
 */

/**
 * What the page hands over, beside what points need. program: its name, the same in all languages; mark: made of the
 * ids of the criteria; earlier: editions before; now: criteria of the edition in force that ask for much the same.
 * @typedef {import("./score.js").Standard & {
 *   program: string, edition: string, mark: string,
 *   earlier: Object<string, { name: string, criteria: Object<string, { label: string, now: string[] }> }>,
 * }} Handed
 */

const FORMAT = "certsite-assessment";
const VERSION = 1;
/** The most characters of a record: notes of the greatest length to two hundred criteria, each character written with two. */
export const LARGEST = 1_000_000;
const MOST_PEOPLE = 999_999_999;
const ANSWERS = ["yes", "partly", "no", "unknown"];
const PARTS = ["format", "version", "program", "edition", "answers", "notes", "plan", "city", "left"];

/**
 * Return the record of a visitor who has said nothing.
 * @param {Handed} standard
 * @returns {VisitorRecord}
 */
export function emptyRecord({ edition }) {
  const city = { country: "", population: null, peer: "" };
  return { edition, answers: new Map(), notes: new Map(), plan: new Map(), city, left: [] };
}

/**
 * Return a record as JSON.
 * @param {VisitorRecord} record
 * @param {Handed} standard
 * @returns {string}
 */
export function writeRecord({ edition, answers, notes, plan, city, left }, { program }) {
  const [said, noted, planned] = [answers, notes, plan].map((part) => Object.fromEntries(part));
  const parts = { answers: said, notes: noted, plan: planned, city, left };
  return JSON.stringify({ format: FORMAT, version: VERSION, program, edition, ...parts }, null, 2);
}

/**
 * Read what `writeRecord` made, under this edition or an earlier one.
 * @param {string} text
 * @param {Handed} standard
 * @param {boolean} [isOwn] it was kept by this site, whose program may be called otherwise since
 * @returns {Reading}
 * @throws {Refused}
 */
export function readRecord(text, standard, isOwn = false) {
  const { program, edition, ...parts } = partsOf(text);
  if (!isOwn && program !== standard.program) throw new Refused("program", { program: shownText(program) });
  if (edition === standard.edition) {
    const ids = standard.criteria.map(({ id }) => id);
    return { record: recordOf(edition, new Set(ids), parts), carried: 0, weakened: [], left: [] };
  }
  if (!Object.hasOwn(standard.earlier, edition)) throw new Refused("edition", { edition: shownText(edition) });
  const ids = Object.keys(standard.earlier[edition].criteria);
  return carriedOver(recordOf(edition, new Set(ids), parts), standard);
}

/** Return the parts of a text that says that it is a record of this format. */
function partsOf(text) {
  if (text.length > LARGEST) throw new Refused("large");
  const said = parsed(text);
  if (said?.format !== FORMAT) throw new Refused("format");
  if (!Number.isInteger(said.version) || said.version < 1) throw new Refused("shape", { part: "version" });
  if (said.version > VERSION) throw new Refused("version");
  const parts = readFields(said, "format", PARTS);
  return { ...parts, program: readName(parts.program, "program"), edition: readName(parts.edition, "edition") };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("json");
  }
}

function recordOf(edition, known, { answers = {}, notes = {}, plan = {}, city = {}, left = [] }) {
  const read = (part, name, valueOf) => new Map(ofCriteria(part, name, known).map(([id, said]) => [id, valueOf(said, id)]));
  return {
    edition,
    answers: read(answers, "answers", answerOf),
    notes: read(notes, "notes", readNote),
    plan: read(plan, "plan", planOf),
    city: cityOf(city),
    left: readList(left, "left").map(leftOf),
  };
}

/** Return what is said by the ids of criteria, all of them known. */
function ofCriteria(part, name, known) {
  const said = [...readObject(part, name)];
  const other = said.find(([id]) => !known.has(id));
  if (other) throw new Refused("criterion", { id: shownText(other[0]) });
  return said;
}

function answerOf(said, id) {
  if (!ANSWERS.includes(said)) throw new Refused("answer", { id: shownText(id), answer: shownText(said) });
  return said;
}

function planOf(said, id) {
  const { date = "", owner = "" } = readFields(said, "plan", ["date", "owner"]);
  return { date: readDate(date, id), owner: readOwner(owner, id) };
}

function cityOf(said) {
  const { country = "", population = null, peer = "" } = readFields(said, "city", ["country", "population", "peer"]);
  const isCount = Number.isInteger(population) && population >= 0 && population <= MOST_PEOPLE;
  if (population !== null && !isCount) throw new Refused("shape", { part: "population" });
  return { country: readName(country, "country"), population, peer: readName(peer, "peer") };
}

function leftOf(said) {
  const parts = ["edition", "id", "label", "answer", "note", "date", "owner"];
  const { answer, note, date, owner, ...names } = readFields(said, "left", parts);
  const [edition, id, label] = ["edition", "id", "label"].map((name) => readName(names[name], name));
  const given = answer === "" ? "" : answerOf(answer, id);
  return { edition, id, label, answer: given, note: readNote(note, id), date: readDate(date, id), owner: readOwner(owner, id) };
}
