// The ways of answers out of the page and back, all of them in the visitor's hand.

import { download } from "../compare/csv.js";
import { Refused } from "./checks.js";
import { LARGEST, readRecord } from "./record.js";

/** A larger file is not even loaded: UTF-8 writes no character with more than three bytes for each of its units. */
const MOST_BYTES = 3 * LARGEST;

const TYPES = { json: "application/json", md: "text/markdown", csv: "text/csv", txt: "text/plain" };

/**
 * Give a text to the visitor as a file.
 * @param {string} name
 * @param {"json" | "md" | "csv" | "txt"} suffix
 * @param {string} text
 */
export function save(name, suffix, text) {
  download(`${name}.${suffix}`, text, TYPES[suffix]);
}

/**
 * Read the record that a file holds.
 * @param {File} file
 * @param {import("./record.js").Handed} standard
 * @returns {Promise<import("./record.js").Reading>}
 * @throws {Refused}
 */
export async function readFile(file, standard) {
  if (file.size > MOST_BYTES) throw new Refused("large");
  // It may be gone, or on a drive that cannot be reached.
  const text = await file.text().catch(() => "");
  return readRecord(text, standard);
}

/**
 * Copy what a field holds.
 * @param {HTMLInputElement} field
 * @returns {Promise<boolean>} whether that went well; otherwise the field is ready to be copied by hand
 */
export async function copyFrom(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    return false;
  }
}
