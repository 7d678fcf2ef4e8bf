// What a list is narrowed to, as it stands in an address: ?q=data+policy&practice=open-data

const LONGEST = 200;

/**
 * Return what an address asks for, each choice by its name, "" for none; what is no choice of the page is left out.
 * @param {string} search the part of an address from its question mark on
 * @param {Map<string, Set<string>>} known the values of each choice
 * @returns {Map<string, string>} the words asked for stand below "q"
 */
export function readAsked(search, known) {
  const written = new URLSearchParams(search);
  const asked = new Map([["q", (written.get("q") ?? "").slice(0, LONGEST)]]);
  for (const [name, values] of known) {
    const value = written.get(name) ?? "";
    asked.set(name, values.has(value) ? value : "");
  }
  return asked;
}

/**
 * Return the part of an address that asks for this, empty where it asks for nothing.
 * @param {Map<string, string>} asked
 * @returns {string}
 */
export function writeAsked(asked) {
  const written = new URLSearchParams([...asked].filter(([, value]) => value.trim()));
  const text = written.toString();
  return text && `?${text}`;
}
