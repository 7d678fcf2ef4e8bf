/**
 * Return a text of any kind so that Markdown shows it as it is: it makes no link, image, heading, list or HTML. Lines stay
 * lines, and stand below the entry of a list that they belong to.
 * @param {string} text
 * @returns {string}
 */
export function inMarkdown(text) {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).map(lineInMarkdown).join("  \n      ");
}

// Entities stand where some readers of Markdown know no backslash; addresses are links in some even without brackets.
function lineInMarkdown(line) {
  return line
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]{~|@]/g, "\\$&")
    .replaceAll("://", "\\://")
    .replace(/\bwww\./gi, (start) => start.replace(".", "\\."))
    .replace(/^[#+=:-]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}
