// The finder: what is typed and chosen, shown at once. `templates/components/finder.html` is what it works on.

import { loadCities } from "../search/data.js";
import { showAnswer } from "./answer.js";
import { showChips } from "./chips.js";
import { followKeys } from "./keys.js";
import { loadScript } from "./loading.js";
import { narrow, widest } from "./narrow.js";
import { makePanel } from "./panel.js";
import { hitRow, makeList } from "./results.js";
import { readState, withValue, writeState } from "./state.js";
import { makeTexts } from "./texts.js";
import { button, makeSpeaker } from "./words.js";

const SETTLED_MS = 300;

/**
 * Bring a finder to life: everything it finds is shown on this page, and the address says what was asked for.
 * @param {HTMLElement} root
 */
export function startFinder(root) {
  const part = (selector) => root.querySelector(selector);
  const field = part("#q");
  const say = makeSpeaker(JSON.parse(root.dataset.words));
  const panel = makePanel(root, (facet, value, isOn) => ask(withValue(state, facet, value, isOn), "push"));
  const texts = makeTexts(part(".texts"), root.dataset, say);
  let state = readState(location.search, panel.known);
  let known = null;
  let settling = 0;
  let shown = 0;

  const load = async () => {
    const [cities] = await Promise.all([loadCities(root.dataset.cities), loadScript(root.dataset.engine)]);
    if (known) return;
    const address = (city) => `${root.dataset.home}cities/${cities.slug(city)}/`;
    const list = makeList(part(".hits"), (hit) => hitRow(hit, cities, address, say), say);
    known = { cities, engine: globalThis.certsiteEngine(cities), address, list };
  };

  const ask = async (asked, keep) => {
    state = asked;
    try {
      if (!known) await load();
    } catch {
      part(".status").textContent = say("finder.failed");
      return;
    }
    show();
    settle(keep);
  };

  const show = () => {
    const { cities, engine, list, address } = known;
    const query = state.query.trim();
    const found = query ? engine.search(query) : null;
    const among = found && new Set(found.hits.map(({ city }) => city));
    const { cities: left, counts } = narrow(cities.facets, state.on, among);
    const hits = inOrder(left, found, cities, state.sort);
    const isPlain = !query && !state.on.size && !state.sort;
    panel.show(state.on, counts, (facet) => cities.facets[facet].ids);
    showChips(part(".chips"), chosen(), say, (facet, value) => ask(withValue(state, facet, value, false), "push"), () => ask({ ...state, on: new Map() }, "push"));
    showAnswer(part(".answer"), { found, hits, query, cities, address, say });
    offerWider(hits.length ? null : widest(cities.facets, state.on, among));
    part(".results").hidden = isPlain;
    part(".all").hidden = !isPlain;
    part(".nothing").hidden = !found || found.exact !== null || (found.hits.length > 0 && !found.near);
    part("#sort").value = state.sort || (query ? "best" : "name");
    part("#sort").options[0].disabled = !query;
    list(hits);
    shown = hits.length;
    texts.offer(query, found);
    root.dispatchEvent(new CustomEvent("finder:shown", { detail: { cities: isPlain ? null : new Set(left) }, bubbles: true }));
  };

  const offerWider = (way) => {
    if (!way) return;
    const what = panel.label(way.facet, way.value);
    const wider = button(say("finder.widen", { what, count: way.count }), () => ask(withValue(state, way.facet, way.value, false), "push"));
    part(".answer").append(wider);
    part(".answer").hidden = false;
  };

  const chosen = () =>
    [...state.on].flatMap(([facet, values]) => [...values].map((value) => ({ facet, value, label: panel.label(facet, value) })));

  // Whoever types is not read every number on the way, and the address changes once.
  const settle = (keep) => {
    clearTimeout(settling);
    const wait = keep === "type" ? SETTLED_MS : 0;
    if (keep === "push") history.pushState(null, "", here());
    settling = setTimeout(() => {
      if (keep === "type") history.replaceState(null, "", here());
      for (const link of document.querySelectorAll(".site-header a[hreflang]")) link.search = writeState(state);
      part(".status").textContent = status();
    }, wait);
  };

  const here = () => location.pathname + writeState(state);

  const status = () => {
    const total = known.cities.names.length;
    return shown === total ? say("finder.all", { count: total }) : say("finder.found", { count: shown, total });
  };

  field.addEventListener("input", () => ask({ ...state, query: field.value }, "type"));
  part("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await ask({ ...state, query: field.value }, "type");
    part("#results").focus();
  });
  part("#sort").addEventListener("change", (event) => {
    const { value } = event.target;
    const usual = state.query.trim() ? "best" : "name";
    ask({ ...state, sort: value === usual ? "" : value }, "push");
  });
  root.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  addEventListener("popstate", () => {
    const asked = readState(location.search, panel.known);
    field.value = asked.query;
    ask(asked, "");
  });
  followKeys(root, field);
  if (location.search) {
    field.value = state.query;
    ask(state, "");
  }
}

/** Put what was found in the order asked for: as well as it fits, by name, or by the newest award. */
function inOrder(left, found, cities, sort) {
  if (found && !sort) {
    const kept = new Set(left);
    return found.hits.filter(({ city }) => kept.has(city));
  }
  const why = new Map(found?.hits.map((hit) => [hit.city, hit]));
  const order = sort === "newest" ? [...left].sort((one, other) => cities.newest[one] - cities.newest[other]) : left;
  return order.map((city) => why.get(city) ?? { city, why: "", what: "" });
}
