// The facets as checkboxes. Without a script each value is a link to its own page.

import { element } from "./words.js";

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
    /** Show what is on; counts: for each value, in the order of `ids`; a value that gives none cannot be chosen. */
    show(on, counts, ids) {
      for (const [facet, rows] of facets) {
        for (const [index, id] of ids(facet).entries()) showRow(rows.get(id), on.get(facet)?.has(id) ?? false, counts.get(facet)[index]);
      }
    },
  };
}

function makeGroup(group, choose) {
  const rows = new Map();
  const title = group.querySelector("summary").textContent.trim();
  for (const list of group.querySelectorAll("ul")) {
    const part = list.previousElementSibling.matches(".part") ? list.previousElementSibling : null;
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

function showRow({ input, count }, isOn, found) {
  input.checked = isOn;
  input.disabled = found === 0 && !isOn && document.activeElement !== input;
  if (count.dataset.count !== String(found)) count.textContent = found.toLocaleString(document.documentElement.lang);
  count.dataset.count = found;
}
