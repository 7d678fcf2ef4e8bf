import { button, element } from "./words.js";

const STEP = 20;

/** How many rows a key makes, as many as a laptop shows, and when those below follow: once nobody types. */
const AT_ONCE = 4;
const SETTLED_MS = 300;

const badges = new Map();

/**
 * Return a function that lists cities, some at first and more on demand; rows above the first that is other stay; paper
 * gets all. How many rows were asked for is kept beside the address: who comes back finds the list as long as it was.
 * @param {HTMLElement} place
 * @param {(hit: Hit) => HTMLElement} row
 * @param {(key: string, values?: Object) => string} say
 * @returns {(hits: Hit[], isTyped: boolean) => void} isTyped: whether a key brought them, and another may follow
 */
export function makeList(place, row, say) {
  const list = element("ol", "hit-list");
  list.setAttribute("role", "list");
  place.append(list);
  let shown = [];
  let all = [];
  let waiting = 0;
  addEventListener("beforeprint", () => {
    clearTimeout(waiting);
    list.nextElementSibling?.remove();
    fill(list, all, all.length, row, say);
  });
  return (hits, isTyped) => {
    clearTimeout(waiting);
    all = hits;
    const end = (isTyped ? null : history.state?.rows) ?? STEP;
    const keys = hits.slice(0, end).map(({ city, why, what, near }) => [city, why, what, near].join());
    const other = keys.findIndex((key, index) => key !== shown[index]);
    for (const old of [...list.children].slice(other < 0 ? keys.length : other)) old.remove();
    shown = keys;
    list.nextElementSibling?.remove();
    if (isTyped) list.append(...hits.slice(list.children.length, AT_ONCE).map(row));
    if (isTyped) waiting = setTimeout(fill, SETTLED_MS, list, hits, end, row, say);
    else fill(list, hits, end, row, say);
  };
}

function fill(list, hits, end, row, say) {
  list.append(...hits.slice(list.children.length, end).map(row));
  const left = hits.length - end;
  if (left <= 0) return;
  const more = button(say("finder.more", { count: Math.min(left, STEP) }), () => {
    more.remove();
    fill(list, hits, end + STEP, row, say);
    history.replaceState({ rows: end + STEP }, "");
    list.children[end].querySelector("a").focus();
  });
  list.after(more);
}

/**
 * Return a city as it stands in a list of results.
 * @param {{ city: number, why: string, what: string, near: boolean }} hit near: whether to say that it is only spelled like
 * @param {Object} cities
 * @param {(city: number) => string} address
 * @param {(key: string, values?: Object) => string} say
 * @returns {HTMLElement}
 */
export function hitRow({ city, why, what, near }, cities, address, say) {
  const name = element("a", "", cities.names[city]);
  name.href = address(city);
  name.dataset.city = city;
  const row = element("li", "hit", name, " ", element("span", "place", cities.place(city)));
  row.append(element("p", "standing", levelBadge(cities, city), " ", cities.line(city)));
  if (what && (why === "also" || why === "program")) row.append(element("p", "why", say(`finder.why.${why}`, { what })));
  if (near) row.append(element("p", "why", say("finder.why.near")));
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
  const id = ids[of[city][0]];
  if (!badges.has(id)) badges.set(id, document.querySelector(`template[data-level="${CSS.escape(id)}"]`)?.content);
  return badges.get(id)?.cloneNode(true) ?? cities.level(city);
}
