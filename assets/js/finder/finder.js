// The finder: what is typed and chosen is shown at once. `templates/components/finder.html` is what it works on.

import { loadCities } from "../search/data.js";
import { loadScript } from "../search/loading.js";
import { isAnswered, isPlace, showAnswer } from "./answer.js";
import { showChips } from "./chips.js";
import { followKeys } from "./keys.js";
import { narrow, widest } from "./narrow.js";
import { makePanel } from "./panel.js";
import { hitRow, makeList } from "./results.js";
import { isPlain, readState, withValue, writeState } from "./state.js";
import { makeTexts } from "./texts.js";
import { button, element, makeSpeaker, write } from "./words.js";

/** How long a visitor has stopped typing when the number is read out and the address changes. */
const SETTLED_MS = 300;

/** How long the cities may take before that is said. */
const LATE_MS = 500;

/** A finder on a page: everything it finds is shown there, and the address says what was asked for. */
export class Finder {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.field = this.part("#q");
    this.say = makeSpeaker(JSON.parse(root.dataset.words));
    this.panel = makePanel(root, (facet, value, isOn) => this.choose(facet, value, isOn));
    this.texts = makeTexts(this.part(".texts"), root.dataset, this.say, (text) => this.tell(this.counted, text));
    this.state = readState(location.search, this.panel.known);
    this.written = location.search;
    this.cities = null;
  }

  /** Begin to follow the visitor, and show what was typed meanwhile or what the address asks for. */
  start() {
    this.field.addEventListener("input", () => this.type());
    this.part("form").addEventListener("submit", (event) => this.submit(event));
    this.part("#sort").addEventListener("change", (event) => this.sort(event.target.value));
    this.root.addEventListener("focusin", () => this.load().catch(() => {}), { once: true });
    document.addEventListener("click", () => this.flush(), { capture: true });
    addEventListener("popstate", () => this.restore());
    followKeys(this.root, this.field);
    if (this.field.value) this.type();
    else if (location.search) this.take();
  }

  part(selector) {
    return this.root.querySelector(selector);
  }

  type() {
    return this.show({ ...this.state, query: this.field.value }, "replace");
  }

  choose(facet, value, isOn) {
    return this.show(withValue(this.state, facet, value, isOn), "push");
  }

  clear() {
    return this.show({ ...this.state, on: new Map() }, "push");
  }

  sort(value) {
    return this.show({ ...this.state, sort: value === "best" ? "" : value }, "push");
  }

  async submit(event) {
    event.preventDefault();
    await this.type();
    this.stand();
  }

  /** Show what the address asks for, unless only the part of the page has changed that it leads to. */
  restore() {
    if (location.search !== this.written) this.take();
  }

  take() {
    clearTimeout(this.writing);
    this.writing = 0;
    this.written = location.search;
    const asked = readState(location.search, this.panel.known);
    this.field.value = asked.query;
    this.show(asked, "keep");
  }

  /** Put the focus on the answer, or else on what was found. */
  stand() {
    (this.part(".answer:not([hidden])") ?? this.part("#results")).focus();
  }

  async load() {
    const { cities: at, engine, city } = this.root.dataset;
    const [cities] = await Promise.all([loadCities(at), loadScript(engine)]);
    if (this.cities) return;
    const address = (index) => city.replace("{slug}", () => cities.slug(index));
    this.list = makeList(this.part(".hits"), (hit) => hitRow(hit, cities, address, this.say), this.say);
    this.link = address;
    this.engine = globalThis.certsiteEngine(cities);
    this.cities = cities;
  }

  /**
   * Show what is asked for; the address keeps what it holds, or holds that too, in place of what it held or after it.
   * @param {import("./state.js").State} state
   * @param {"keep" | "replace" | "push"} way
   */
  async show(state, way) {
    this.state = state;
    this.showChoice();
    this.write(way);
    try {
      if (!this.cities) await this.wait();
      if (this.state === state) this.draw(way);
    } catch (failure) {
      reportError(failure);
      this.fail();
    }
  }

  async wait() {
    const late = setTimeout(() => this.tell(this.say("finder.loading")), LATE_MS);
    try {
      await this.load();
    } finally {
      clearTimeout(late);
    }
  }

  fail() {
    const again = button(this.say("finder.again"), () => this.show(this.state, "keep"));
    this.part(".answer").replaceChildren(element("p", "", this.say("finder.failed")), again);
    this.part(".answer").hidden = false;
    this.tell(this.say("finder.failed"));
  }

  /** Show what is on, which needs no list of cities. */
  showChoice() {
    const { state } = this;
    this.panel.mark(state.on);
    showChips(this.part(".chips"), this.chips(), this.say, () => this.clear());
    const isTyped = state.query.trim() !== "";
    const sort = this.part("#sort");
    write(sort.options[0], "disabled", !isTyped);
    write(sort, "value", state.sort || (isTyped ? "best" : "name"));
  }

  draw(way) {
    const { cities, state } = this;
    const query = state.query.trim();
    const found = query ? this.engine.search(query) : null;
    const among = found && new Set(found.hits.map(({ city }) => city));
    const { cities: left, counts } = narrow(cities.facets, state.on, among);
    const hits = inOrder(left, found, cities, state.sort);
    const wider = hits.length ? null : this.wider(among);
    this.panel.count(counts, (facet) => cities.facets[facet].ids);
    showAnswer(this.part(".answer"), { found, hits, query, cities, address: this.link, say: this.say, wider });
    // Where all are near spellings and the answer says so, their rows need not.
    const rows = found?.near && isAnswered(found) ? hits.map((hit) => ({ ...hit, near: false })) : hits;
    this.list(rows, way === "replace");
    this.texts.offer(query, found);
    write(this.part(".results"), "hidden", isPlain(state));
    write(this.part(".all"), "hidden", !isPlain(state));
    write(this.part(".nothing"), "hidden", !found || !isMissing(found, hits, query, cities));
    const detail = { cities: isPlain(state) ? null : new Set(left), count: hits.length };
    this.root.dispatchEvent(new CustomEvent("finder:shown", { detail, bubbles: true }));
    this.settle(way, hits.length);
  }

  chips() {
    return [...this.state.on].flatMap(([facet, values]) =>
      [...values].map((value) => ({ label: this.panel.label(facet, value), remove: () => this.choose(facet, value, false) })),
    );
  }

  /** Return what leads back to cities: without the choice that keeps out most, or without any. */
  wider(among) {
    if (!this.state.on.size || among?.size === 0) return null;
    const way = widest(this.cities.facets, this.state.on, among);
    if (!way) return { label: this.say("finder.clear"), remove: () => this.clear().then(() => this.stand()) };
    const label = this.say("finder.widen", { what: this.panel.label(way.facet, way.value), count: way.count });
    return { label, remove: () => this.choose(way.facet, way.value, false).then(() => this.stand()) };
  }

  /** Write a choice into the address at once; what is typed once they have stopped. */
  write(way) {
    const asked = writeState(this.state);
    if (way !== "replace") this.flush();
    if (way === "push" && asked !== this.written) history.pushState(null, "", location.pathname + asked);
    if (way === "push") this.written = asked;
    if (way !== "replace") askElsewhere(asked);
    clearTimeout(this.writing);
    this.writing = way === "replace" ? setTimeout(() => this.flush(), SETTLED_MS) : 0;
    this.typed = asked;
  }

  /** Write what was typed into the address now: the page is being left, or a choice is a step of its own. */
  flush() {
    if (!this.writing) return;
    clearTimeout(this.writing);
    this.writing = 0;
    history.replaceState(null, "", location.pathname + this.typed);
    this.written = this.typed;
    askElsewhere(this.typed);
  }

  /** Say what was found. Whoever types is not read every number on the way, and no key waits for the layout of the answer. */
  settle(way, count) {
    const total = this.cities.names.length;
    this.counted = count === total ? this.say("finder.all", { count }) : this.say("finder.found", { count, total });
    const settled = () => this.tell(this.counted, this.part(".answer:not([hidden])")?.innerText);
    clearTimeout(this.settling);
    if (way === "replace") this.settling = setTimeout(settled, SETTLED_MS);
    else settled();
  }

  /** Say a text in the one polite line; more: what stands elsewhere on the page and is to be heard here. */
  tell(text, more = "") {
    this.part(".status").replaceChildren(text, ...(more ? [element("span", "visually-hidden", ` ${more}`)] : []));
  }
}

/** Let the links to the other languages of the page ask the same. */
function askElsewhere(asked) {
  for (const link of document.querySelectorAll(".site-header a[hreflang]")) link.search = asked;
}

/** Say whether a visitor is to be told what it means that a city is not listed. */
function isMissing(found, hits, query, cities) {
  if (found.hits.length === 0 || found.named === false) return true;
  if (found.near) return hits.length > 0;
  return hits.length > 0 && isPlace(found, query, cities);
}

/** Put what was found in the order asked for: as well as it fits, by name, or by the newest award. */
function inOrder(left, found, cities, sort) {
  if (found && !sort) {
    const kept = new Set(left);
    return found.hits.filter(({ city }) => kept.has(city));
  }
  const hits = new Map(found?.hits.map((hit) => [hit.city, hit]));
  const order = sort === "newest" ? [...left].sort((one, other) => cities.newest[one] - cities.newest[other]) : left;
  return order.map((city) => hits.get(city) ?? { city, why: "", what: "", near: false });
}
