// The finder: what is typed and chosen is shown at once. `templates/components/finder.html` is what it works on.

import { loadCities } from "../search/data.js";
import { loadScript } from "../search/loading.js";
import { isPlace, showAnswer } from "./answer.js";
import { showChips } from "./chips.js";
import { followKeys } from "./keys.js";
import { narrow, widest } from "./narrow.js";
import { makePanel } from "./panel.js";
import { hitRow, makeList } from "./results.js";
import { isPlain, readState, withValue, writeState } from "./state.js";
import { makeTexts } from "./texts.js";
import { makeSpeaker } from "./words.js";

/** How long a visitor has stopped typing when the number is read out and the address changes. */
const SETTLED_MS = 300;

/** A finder on a page: everything it finds is shown there, and the address says what was asked for. */
export class Finder {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.field = this.part("#q");
    this.say = makeSpeaker(JSON.parse(root.dataset.words));
    this.panel = makePanel(root, (facet, value, isOn) => this.choose(facet, value, isOn));
    this.texts = makeTexts(this.part(".texts"), root.dataset, this.say);
    this.state = readState(location.search, this.panel.known);
    this.cities = null;
  }

  /** Begin to follow the visitor, and show what the address asks for. */
  start() {
    this.field.addEventListener("input", () => this.ask({ ...this.state, query: this.field.value }, "replace"));
    this.part("form").addEventListener("submit", (event) => this.submit(event));
    this.part("#sort").addEventListener("change", (event) => this.sort(event.target.value));
    this.root.addEventListener("focusin", () => this.load().catch(() => {}), { once: true });
    addEventListener("popstate", () => this.restore());
    followKeys(this.root, this.field);
    if (location.search) this.restore();
  }

  part(selector) {
    return this.root.querySelector(selector);
  }

  choose(facet, value, isOn) {
    this.ask(withValue(this.state, facet, value, isOn), "push");
  }

  async submit(event) {
    event.preventDefault();
    await this.ask({ ...this.state, query: this.field.value }, "replace");
    this.part("#results").focus();
  }

  sort(value) {
    const usual = this.state.query.trim() ? "best" : "name";
    this.ask({ ...this.state, sort: value === usual ? "" : value }, "push");
  }

  restore() {
    const asked = readState(location.search, this.panel.known);
    this.field.value = asked.query;
    this.ask(asked, "keep");
  }

  async load() {
    const { cities: at, engine, city } = this.root.dataset;
    const [cities] = await Promise.all([loadCities(at), loadScript(engine)]);
    if (this.cities) return;
    this.address = (index) => city.replace("{slug}", cities.slug(index));
    this.list = makeList(this.part(".hits"), (hit) => hitRow(hit, cities, this.address, this.say), this.say);
    this.engine = globalThis.certsiteEngine(cities);
    this.cities = cities;
  }

  /**
   * Show what is asked for; the address keeps what it holds, or holds that too, in place of what it held or after it.
   * @param {import("./state.js").State} state
   * @param {"keep" | "replace" | "push"} way
   */
  async ask(state, way) {
    this.state = state;
    try {
      if (!this.cities) await this.load();
    } catch {
      this.part(".status").textContent = this.say("finder.failed");
      return;
    }
    this.show();
    this.settle(way);
  }

  show() {
    const { cities, state, say, address } = this;
    const query = state.query.trim();
    const found = query ? this.engine.search(query) : null;
    const among = found && new Set(found.hits.map(({ city }) => city));
    const { cities: left, counts } = narrow(cities.facets, state.on, among);
    const hits = inOrder(left, found, cities, state.sort);
    this.shown = hits.length;
    this.panel.show(state.on, counts, (facet) => cities.facets[facet].ids);
    showChips(this.part(".chips"), this.chips(), say, () => this.ask({ ...state, on: new Map() }, "push"));
    showAnswer(this.part(".answer"), { found, hits, query, cities, address, say, wider: hits.length ? null : this.wider(among) });
    this.list(hits);
    this.texts.offer(query, found);
    this.showParts(query, found);
    const detail = { cities: isPlain(state) ? null : new Set(left) };
    this.root.dispatchEvent(new CustomEvent("finder:shown", { detail, bubbles: true }));
  }

  showParts(query, found) {
    const { state } = this;
    this.part(".results").hidden = isPlain(state);
    this.part(".all").hidden = !isPlain(state);
    this.part(".nothing").hidden = !found || (found.hits.length > 0 && !found.near && !isPlace(found, query, this.cities));
    this.part("#sort").value = state.sort || (query ? "best" : "name");
    this.part("#sort").options[0].disabled = !query;
  }

  chips() {
    return [...this.state.on].flatMap(([facet, values]) =>
      [...values].map((value) => ({ label: this.panel.label(facet, value), remove: () => this.choose(facet, value, false) })),
    );
  }

  /** Return what would be found without the choice that keeps out most, and what removes it. */
  wider(among) {
    const way = widest(this.cities.facets, this.state.on, among);
    if (!way) return null;
    const what = this.panel.label(way.facet, way.value);
    return { label: this.say("finder.widen", { what, count: way.count }), remove: () => this.choose(way.facet, way.value, false) };
  }

  /** Whoever types is not read every number on the way, and the address changes once they have stopped. */
  settle(way) {
    clearTimeout(this.settling);
    if (way === "replace") this.settling = setTimeout(() => this.tell(way), SETTLED_MS);
    else this.tell(way);
  }

  tell(way) {
    if (way !== "keep") history[`${way}State`](null, "", this.here());
    for (const link of document.querySelectorAll(".site-header a[hreflang]")) link.search = writeState(this.state);
    this.part(".status").textContent = this.status();
  }

  here() {
    return location.pathname + writeState(this.state);
  }

  status() {
    const total = this.cities.names.length;
    return this.shown === total ? this.say("finder.all", { count: total }) : this.say("finder.found", { count: this.shown, total });
  }
}

/** Put what was found in the order asked for: as well as it fits, by name, or by the newest award. */
function inOrder(left, found, cities, sort) {
  if (found && !sort) {
    const kept = new Set(left);
    return found.hits.filter(({ city }) => kept.has(city));
  }
  const hits = new Map(found?.hits.map((hit) => [hit.city, hit]));
  const order = sort === "newest" ? [...left].sort((one, other) => cities.newest[one] - cities.newest[other]) : left;
  return order.map((city) => hits.get(city) ?? { city, why: "", what: "" });
}
