// A comparison as a file that spreadsheets open (RFC 4180).

// Where a cell begins with one of these, a spreadsheet would compute it.
const COMPUTED = /^[=+\-@\t\r]/;
// Without the byte order mark, Excel reads UTF-8 as something else.
const MARK = "\uFEFF";

/**
 * Return a comparison as a table of cells; a number is its digits alone, whatever else pages say with it.
 * @param {import("./city.js").City[]} cities
 * @param {import("./rows.js").Part[]} parts
 * @param {(key: string) => string} say
 * @returns {string[][]}
 */
export function cellsOf(cities, parts, say) {
  const head = [say("compare.csv.part"), say("compare.row"), ...cities.map(({ name, place }) => `${name}, ${place}`), say("compare.csv.difference")];
  const said = (texts) => texts.map(({ text, digits }) => digits ?? text).join("; ") || say("compare.none");
  const line = (part, { label, cells, differs }) => [part, label, ...cells.map(said), differs ? say("compare.differs") : ""];
  return [head, ...parts.flatMap(({ label, rows }) => rows.map((row) => line(label, row)))];
}

/**
 * Return cells as a file, in which none can be taken for a formula.
 * @param {string[][]} lines
 * @returns {string}
 */
export function csvOf(lines) {
  return MARK + lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

/**
 * Give a text to the visitor as a file.
 * @param {string} name of the file
 * @param {string} text
 * @param {string} type its media type
 */
export function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function quoted(cell) {
  const safe = COMPUTED.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
