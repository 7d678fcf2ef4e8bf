// The facets as checkboxes. Without a script each value is a link to its own page.

import { element, write, written } from "./words.js";

/**
 * Make checkboxes of the links of all facets.
 * @param {HTMLElement} root the finder
 * @param {(facet: string, value: string, isOn: boolean) => void} choose called when a visitor changes one
 */
export function makePanel(root, choose) {
  const facets = new Map();
  for (const group of root.querySelectorAll("[data-facet]")) facets.set(group.dataset.facet, makeGroup(group, choose));
  return {
    /** The values of each facet. */
    known: new Map([...facets].map(([facet, rows]) => [facet, new Set(rows.keys())])),
    /** Return how a value is called. */
    label: (facet, value) => facets.get(facet).get(value).label,
    /** Show what is on. */
    mark(on) {
      for (const [facet, rows] of facets) {
        for (const [id, { input }] of rows) write(input, "checked", on.get(facet)?.has(id) ?? false);
      }
    },
    /** Show what each value would give, in the order of `ids`; one that gives nothing cannot be chosen. */
    count(counts, ids) {
      for (const [facet, rows] of facets) {
        // The list of cities may be newer than the page, and have a value that stands nowhere here.
        for (const [index, id] of ids(facet).entries()) if (rows.has(id)) showCount(rows.get(id), counts.get(facet)[index]);
      }
    },
  };
}

function makeGroup(group, choose) {
  const rows = new Map();
  const title = group.querySelector("summary").textContent.trim();
  for (const list of group.querySelectorAll("ul")) {
    const part = list.previousElementSibling?.matches(".part") ? list.previousElementSibling : null;
    const legend = element("legend", part ? "part" : "visually-hidden", part ? part.textContent : title);
    const items = [...list.children].map((item) => makeRow(item, group.dataset.facet, choose, rows));
    part?.remove();
    list.replaceWith(element("fieldset", "", legend, ...items));
  }
  return rows;
}

function makeRow(item, facet, choose, rows) {
  const { value } = item.dataset;
  const [name, count] = item.children;
  const input = element("input", "");
  Object.assign(input, { type: "checkbox", name: facet, value, disabled: name.matches("span") });
  input.addEventListener("change", () => choose(facet, value, input.checked));
  rows.set(value, { input, count, label: name.textContent });
  return element("label", "choice", input, element("span", "", name.textContent), count);
}

function showCount({ input, count }, found) {
  write(input, "disabled", found === 0 && !input.checked && document.activeElement !== input);
  if (count.dataset.count === String(found)) return;
  count.textContent = written(found);
  count.dataset.count = found;
}
