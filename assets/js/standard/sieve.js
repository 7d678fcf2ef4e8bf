// A list that is narrowed where it stands. `templates/components/sieve.html` is what it works on.

import { makeSpeaker } from "../finder/words.js";
import { queryWords } from "../search/words.js";
import { readAsked, writeAsked } from "./asked.js";
import { fits, rowsOf } from "./rows.js";

/** How long a visitor has stopped typing when the number is read out and the address changes. */
const SETTLED_MS = 300;

/** The form above a list: what does not fit is hidden, and the address says what was asked for. */
export class Sieve {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.fields = [...root.querySelectorAll("[name]")];
    this.form = root.querySelector("form");
    this.status = root.querySelector(".status");
    this.all = root.querySelector("button");
    this.say = makeSpeaker(JSON.parse(root.dataset.words));
    this.rows = rowsOf(document);
    this.groups = [...document.querySelectorAll("[data-sieve-group]")];
    this.written = location.search;
  }

  /** Begin to follow the visitor, and show what the address asks for. */
  start() {
    this.form.addEventListener("input", (event) => this.ask(event.target.matches("select") ? "push" : "replace"));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.all.addEventListener("click", () => this.clear());
    document.addEventListener("click", () => this.flush(), { capture: true });
    addEventListener("popstate", () => this.restore());
    addEventListener("hashchange", () => this.reveal());
    if (location.search) this.take();
    this.reveal();
  }

  submit(event) {
    event.preventDefault();
    this.ask("replace");
  }

  /** Show all again; the button is gone then, so the focus goes where the next choice is made. */
  clear() {
    this.form.reset();
    this.ask("push");
    this.fields[0].focus();
  }

  /** Show what the address asks for, unless only the part of the page has changed that it leads to. */
  restore() {
    if (location.search !== this.written) this.take();
  }

  take() {
    clearTimeout(this.writing);
    this.writing = 0;
    this.written = location.search;
    const known = this.fields.filter((field) => field.matches("select"));
    const asked = readAsked(location.search, new Map(known.map((field) => [field.name, valuesOf(field)])));
    for (const field of this.fields) field.value = asked.get(field.name);
    this.show();
  }

  /** Show all where the address leads to something that is hidden. */
  reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest("[hidden]")) return;
    this.form.reset();
    this.ask("replace");
    target.scrollIntoView();
  }

  asked() {
    return new Map(this.fields.map((field) => [field.name, field.value]));
  }

  /**
   * Show what the form asks for; the address holds that in place of what it held, or after it.
   * @param {"replace" | "push"} way
   */
  ask(way) {
    this.show();
    clearTimeout(this.writing);
    this.writing = 0;
    if (way === "push") this.write("pushState");
    else this.writing = setTimeout(() => this.flush(), SETTLED_MS);
  }

  /** Write what was typed into the address now: the page may be left. */
  flush() {
    if (!this.writing) return;
    clearTimeout(this.writing);
    this.writing = 0;
    this.write("replaceState");
  }

  write(how) {
    const search = writeAsked(this.asked());
    if (search !== this.written) history[how](null, "", location.pathname + search);
    this.written = search;
  }

  show() {
    const asked = this.asked();
    const words = queryWords(asked.get("q") ?? "");
    const chosen = [...asked].filter(([name, value]) => name !== "q" && value);
    for (const row of this.rows) row.element.hidden = !fits(row, words, chosen);
    for (const group of this.groups) group.hidden = !group.querySelector("[data-sieve]:not([hidden])");
    for (const link of document.querySelectorAll('.link-list a[href^="#"]')) showWith(link);
    for (const link of document.querySelectorAll(".site-header a[hreflang]")) link.search = writeAsked(asked);
    this.tell(words.length > 0 || chosen.length > 0);
  }

  /** Say how many are left; what is typed is said once the visitor has stopped. */
  tell(isNarrowed) {
    const count = this.rows.filter((row) => !row.element.hidden).length;
    const said = this.say(count ? "shown" : "none", { count, total: this.rows.length });
    this.all.hidden = !isNarrowed;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => (this.status.textContent = isNarrowed ? said : ""), SETTLED_MS);
  }
}

function valuesOf(select) {
  return new Set([...select.options].map((option) => option.value));
}

/** A way to a part of the page is there as long as that part is. */
function showWith(link) {
  const target = document.getElementById(link.getAttribute("href").slice(1));
  link.closest("li").hidden = Boolean(target?.closest("[hidden]"));
}
