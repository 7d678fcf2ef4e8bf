import { button, element } from "./words.js";

const STEP = 20;

/**
 * Return a function that lists cities, some at first and more on demand.
 * @param {HTMLElement} place
 * @param {(hit: Hit) => HTMLElement} row
 * @param {(key: string, values?: Object) => string} say
 * @returns {(hits: Hit[]) => void}
 */
export function makeList(place, row, say) {
  return (hits) => {
    const list = element("ol", "hit-list");
    list.setAttribute("role", "list");
    place.replaceChildren(list);
    addMore(list, hits, 0, row, say);
  };
}

function addMore(list, hits, from, row, say) {
  const rows = hits.slice(from, from + STEP).map(row);
  list.append(...rows);
  const left = hits.length - from - rows.length;
  if (left <= 0) return;
  const more = button(say("finder.more", { count: Math.min(left, STEP) }), () => {
    more.remove();
    addMore(list, hits, from + STEP, row, say);
    list.children[from + STEP].querySelector("a").focus();
  });
  list.after(more);
}

/**
 * Return a city as it stands in a list of results.
 * @param {{ city: number, why: string, what: string }} hit
 * @param {Object} cities
 * @param {(city: number) => string} address
 * @param {(key: string, values?: Object) => string} say
 * @returns {HTMLElement}
 */
export function hitRow({ city, why, what }, cities, address, say) {
  const name = element("a", "", cities.names[city]);
  name.href = address(city);
  name.dataset.city = city;
  const row = element("li", "hit", name, " ", element("span", "place", cities.place(city)));
  row.append(element("p", "standing", levelBadge(cities, city), " ", cities.line(city)));
  if (what && (why === "also" || why === "program")) row.append(element("p", "why", say(`finder.why.${why}`, { what })));
  return row;
}

/**
 * Return the badge of a city, as the page holds it for each level.
 * @param {Object} cities
 * @param {number} city
 * @returns {Node}
 */
export function levelBadge(cities, city) {
  const { ids, of } = cities.facets.level;
  return document.querySelector(`template[data-level="${ids[of[city][0]]}"]`).content.cloneNode(true);
}
