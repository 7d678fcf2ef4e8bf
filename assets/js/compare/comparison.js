import { button, element, makeSpeaker } from "../finder/words.js";
import { loadCities } from "../search/data.js";
import { loadScript } from "../search/loading.js";
import { MOST, choiceOf, queryOf, sorted } from "./address.js";
import { Chooser, labelsOf } from "./chooser.js";
import { readCity } from "./city.js";
import { cellsOf, csvOf, download } from "./csv.js";
import { differencesOf, partsOf, peersOfAll } from "./rows.js";
import { tableOf } from "./table.js";

// What is told of an address is not whatever somebody has put into it.
const SLUG = /^[a-z0-9-]{1,80}$/;

/** Sets the cities that the address names side by side, and keeps the address in step with what is chosen. */
export class Comparison {
  /** @param {HTMLElement} root what `templates/components/compare.html` makes */
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.say = makeSpeaker(JSON.parse(root.dataset.words));
    this.names = new Map();
    this.pages = new Map();
    this.shown = [];
    this.said = [];
    this.chooser = new Chooser(this.part("chooser"), {
      cities: () => this.load(root.dataset.engine),
      take: (slug) => this.add(slug),
      say: this.say,
      tell: (...sentences) => this.tell(...(sentences.length ? sentences : this.said)),
    });
    this.only = this.part("only");
    this.only.addEventListener("change", () => this.choose(this.shown, () => {}, "replaceState"));
    this.part("csv").addEventListener("click", () => this.save());
    addEventListener("popstate", () => this.show());
  }

  /**
   * Show what the address asks for.
   * @param {() => void} [then] what comes last, unless the address has changed meanwhile
   */
  async show(then = () => {}) {
    const query = location.search;
    const isOver = () => query !== location.search;
    const { slugs, only } = choiceOf(query);
    if (!slugs.length) this.root.classList.add("is-drawn");
    if (slugs.length && !(await this.load())) return;
    if (isOver()) return;
    const { shown, left } = sorted(slugs, this.names);
    this.shown = shown;
    this.drawChosen();
    const read = await Promise.all(shown.map((slug) => this.page(slug)));
    if (isOver()) return;
    left.unread = new Set(shown.filter((_, index) => !read[index]));
    this.drawTable(read.filter(Boolean), only);
    this.drawPeers();
    this.root.classList.add("is-drawn");
    keepChoice(query);
    this.said = [this.summary(), ...this.reasons(left)];
    this.tell(...this.said);
    then();
  }

  /**
   * Return the list of all cities; where it or a script that is needed with it does not come, say so and return null.
   * @param {...string} scripts addresses
   */
  async load(...scripts) {
    try {
      const [all] = await Promise.all([loadCities(this.root.dataset.cities), ...scripts.map(loadScript)]);
      if (!this.names.size) this.names = labelsOf(all);
      return all;
    } catch {
      this.root.classList.add("is-drawn"); // the table of all cities need not wait for this one any more
      this.tell(this.say("compare.failed"));
      return null;
    }
  }

  /** Return what the page of a city says, read once; null where it does not come. */
  page(slug) {
    if (!this.pages.has(slug)) this.pages.set(slug, this.read(slug));
    return this.pages.get(slug);
  }

  async read(slug) {
    try {
      return await readCity(slug, new URL(`${this.root.dataset.home}cities/${slug}/`, document.baseURI).pathname);
    } catch {
      this.pages.delete(slug);
      return null;
    }
  }

  /** Add a city to those that are shown, or say why that cannot be. */
  add(slug, then) {
    const slugs = [...this.shown, slug];
    const { shown, left } = sorted(slugs, this.names);
    if (shown.length < slugs.length) this.tell(...this.reasons(left));
    else this.choose(slugs, then);
  }

  /** Take a city away, and stand on the one that takes its place. */
  remove(slug) {
    const index = this.shown.indexOf(slug);
    const then = () => this.stand("chosen", index);
    this.choose(this.shown.filter((other) => other !== slug), then);
  }

  /** Write the choice into the address, as a step of the history or in place of the last one, and show it. */
  choose(slugs, then, write = "pushState") {
    history[write](null, "", location.pathname + queryOf({ slugs, only: this.only.checked }));
    this.show(then);
  }

  save() {
    const name = ["compare", ...this.cities.map(({ slug }) => slug)].join("-");
    download(`${name}.csv`, csvOf(cellsOf(this.cities, this.parts, this.say)), "text/csv");
  }

  drawChosen() {
    this.drawList("chosen", this.shown, "compare.remove", (slug) => this.remove(slug));
  }

  drawPeers() {
    const peers = peersOfAll(this.cities).filter((slug) => this.names.has(slug) && !this.shown.includes(slug));
    const fit = this.shown.length < MOST ? peers.slice(0, MOST) : [];
    this.drawList("peers", fit, "compare.add", (slug) => this.add(slug, () => this.stand("peers", 0)));
  }

  /** Draw a list of buttons, one for each city; what they do is said to those who do not see their signs. */
  drawList(part, slugs, key, act) {
    const entries = slugs.map((slug) => {
      const city = this.names.get(slug);
      const made = button(city, () => act(slug));
      made.setAttribute("aria-label", this.say(key, { city }));
      return element("li", "", made);
    });
    this.part(part).querySelector("ul").replaceChildren(...entries);
    this.part(part).hidden = !entries.length;
  }

  /** Stand on a button of a list, on its last one where it has no more so many, in the field where it has none. */
  stand(part, index) {
    const buttons = [...this.part(part).querySelectorAll("button")];
    (buttons[index] ?? buttons.at(-1) ?? this.chooser.field).focus();
  }

  drawTable(cities, only) {
    const parts = partsOf(cities, this.say, JSON.parse(this.root.dataset.practices));
    const isOne = cities.length < 2;
    this.cities = cities;
    this.parts = only && !isOne ? differencesOf(parts) : parts;
    this.only.checked = only;
    this.only.closest("label").hidden = isOne;
    this.part("result").hidden = !cities.length;
    this.part("table").replaceChildren(...tableOf(cities, this.parts, this));
  }

  /** Return a level as it stands on all pages, or nothing where it is none. */
  badgeOf(label) {
    const badges = [...this.part("badges").content.children];
    return badges.find((badge) => badge.textContent.trim() === label)?.cloneNode(true);
  }

  tell(...sentences) {
    this.part("status").textContent = sentences.join(" ");
  }

  summary() {
    const cities = this.cities.map(({ slug }) => this.names.get(slug));
    if (cities.length < 2) return this.say(cities.length ? "compare.one" : "compare.empty", { city: cities[0] });
    const said = this.say("compare.shown", { cities: cities.join("; ") });
    return this.parts.length ? said : `${said} ${this.say("compare.same")}`;
  }

  /** Return for each reason a sentence on the cities of the address that are not shown. */
  reasons(left) {
    const nameOf = (slug) => this.names.get(slug) ?? (SLUG.test(slug) ? slug : "…");
    return Object.entries(left)
      .filter(([, slugs]) => slugs.size)
      .map(([reason, slugs]) => this.say(`compare.${reason}`, { cities: [...slugs].map(nameOf).join("; ") }));
  }
}

/** Let the menu of languages lead to the same comparison. */
function keepChoice(query) {
  for (const link of document.querySelectorAll("header a[hreflang]")) link.search = query;
}
