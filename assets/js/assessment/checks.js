// What a text that may come from anywhere has to be, value by value.

/** The most characters of a note, and of who sees to a step. */
export const LONGEST_NOTE = 2000;
export const LONGEST_OWNER = 200;

const LONGEST_NAME = 500;
const LONGEST_SHOWN = 60;

/** A text that is not taken. key: the wording that says why, behind `assessment.refused.`; values: its places. */
export class Refused extends Error {
  /**
   * @param {string} key
   * @param {Object<string, string | number>} [values]
   */
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/**
 * Return a stranger's value as a message may show it.
 * @param {unknown} value
 * @returns {string}
 */
export function shownText(value) {
  return typeof value === "string" ? onLine(value).slice(0, LONGEST_SHOWN) : "…";
}

/**
 * Return an object's own fields.
 * @param {unknown} value
 * @param {string} part where it stands, for the message
 * @returns {Map<string, unknown>}
 * @throws {Refused} as all functions below
 */
export function readObject(value, part) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refused("shape", { part });
  return new Map(Object.entries(value));
}

/**
 * Return the fields of an object that has no others than these.
 * @param {unknown} value
 * @param {string} part
 * @param {string[]} names
 * @returns {Object<string, unknown>}
 */
export function readFields(value, part, names) {
  const found = readObject(value, part);
  const other = [...found.keys()].find((name) => !names.includes(name));
  if (other !== undefined) throw new Refused("shape", { part: shownText(other) });
  return Object.fromEntries(found);
}

/**
 * Return a list.
 * @param {unknown} value
 * @param {string} part
 * @returns {unknown[]}
 */
export function readList(value, part) {
  if (!Array.isArray(value)) throw new Refused("shape", { part });
  return value;
}

/**
 * Return a text of one line that names something.
 * @param {unknown} value
 * @param {string} part
 * @returns {string}
 */
export function readName(value, part) {
  const name = onLine(readString(value, part));
  if (name.length > LONGEST_NAME) throw new Refused("shape", { part });
  return name;
}

/**
 * Return a note, which may have several lines.
 * @param {unknown} value
 * @param {string} id of its criterion
 * @returns {string}
 */
export function readNote(value, id) {
  const note = plainText(readString(value, "notes"));
  if (note.length > LONGEST_NOTE) throw new Refused("note", { id: shownText(id), most: LONGEST_NOTE });
  return note;
}

/**
 * Return who sees to something, on one line.
 * @param {unknown} value
 * @param {string} id
 * @returns {string}
 */
export function readOwner(value, id) {
  const owner = onLine(readString(value, "owner"));
  if (owner.length > LONGEST_OWNER) throw new Refused("owner", { id: shownText(id), most: LONGEST_OWNER });
  return owner;
}

/**
 * Return a day, or "" for none.
 * @param {unknown} value
 * @param {string} id
 * @returns {string}
 */
export function readDate(value, id) {
  const date = readString(value, "date");
  if (date !== "" && !isDay(date)) throw new Refused("date", { id: shownText(id), date: shownText(date) });
  return date;
}

/** Say whether there is such a day, in a year as late as the fields of browsers allow. */
function isDay(text) {
  const [, year, month, date] = (text.match(/^(\d{4,6})-(\d\d)-(\d\d)$/) ?? []).map(Number);
  const day = new Date(0);
  day.setUTCFullYear(year, month - 1, date);
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
}

function readString(value, part) {
  if (typeof value !== "string") throw new Refused("shape", { part });
  return value;
}

/**
 * Return a text without what nobody can see and what turns the direction of others: control characters but the tab and
 * the end of a line, marks of direction, halves of characters.
 * @param {string} text
 * @returns {string}
 */
function plainText(text) {
  return text.replace(/\r\n?/g, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, "");
}

function onLine(text) {
  return plainText(text).replace(/[\n\t]/g, " ");
}
