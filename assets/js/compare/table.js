// The comparison as a table. On a narrow screen its rows are stacked by `assets/css/components/compare.css`; the roles
// are spelled out, because a browser may forget those of a table that is not laid out as one.

import { element } from "../finder/words.js";

/**
 * What a table is made with. names: what cities are called, by their slugs; badgeOf: a level as it stands on all
 * pages.
 * @typedef {{ say: (key: string) => string, names: Map<string, string>,
 *   badgeOf: (label: string) => Node | undefined }} Setting
 */

/**
 * Return the head and the bodies of the table.
 * @param {import("./city.js").City[]} cities
 * @param {import("./rows.js").Part[]} parts
 * @param {Setting} setting
 * @returns {HTMLElement[]}
 */
export function tableOf(cities, parts, setting) {
  const names = cities.map(({ slug }) => setting.names.get(slug));
  return [headOf(cities, setting), ...parts.map((part) => bodyOf(part, names, setting))];
}

function headOf(cities, { say }) {
  const column = (...parts) => made("th", { scope: "col", role: "columnheader" }, ...parts);
  const columns = cities.map(({ at, name, place }) => column(made("a", { href: at }, name), " ", element("span", "place", place)));
  return made("thead", { role: "rowgroup" }, rowOf(column(say("compare.row")), ...columns));
}

function bodyOf({ label, rows }, names, setting) {
  const title = made("th", { scope: "rowgroup", role: "rowheader", colSpan: names.length + 1 }, element("span", "", label));
  const head = rowOf(title);
  head.className = "part";
  return made("tbody", { role: "rowgroup" }, head, ...rows.map((row) => lineOf(row, names, setting)));
}

function lineOf({ label, cells, differs, isLevel }, names, setting) {
  const title = made("th", { scope: "row", role: "rowheader" }, label);
  if (differs) title.append(" ", element("span", "differs", setting.say("compare.differs")));
  const line = cells.map((texts, index) => {
    const badge = isLevel && texts.length ? setting.badgeOf(texts[0].text) : null;
    const cell = made("td", { role: "cell" }, badge ?? contentOf(texts, setting));
    cell.dataset.label = names[index];
    return cell;
  });
  return rowOf(title, ...line);
}

function rowOf(...cells) {
  return made("tr", { role: "row" }, ...cells);
}

function contentOf(texts, { say }) {
  if (!texts.length) return element("span", "none", say("compare.none"));
  if (texts.length === 1) return worded("span", texts[0]);
  return element("ul", "", ...texts.map((text) => worded("li", text)));
}

function worded(name, { text, lang }) {
  return made(name, lang ? { lang } : {}, text);
}

/** Return an element with properties and what it holds. */
function made(name, properties, ...parts) {
  return Object.assign(element(name, "", ...parts), properties);
}
