// The self-assessment: what is answered is counted at once, kept in this browser, and sent nowhere.

import { download } from "../compare/csv.js";
import { button, element, makeSpeaker } from "../finder/words.js";
import { Keeper } from "./keeper.js";
import { Notices, wayTo } from "./notices.js";
import { outcomeOf, profileOf } from "./outcome.js";
import { besideOf, peerEntries } from "./peers.js";
import { fillQuestions, takeAnswer } from "./questions.js";
import { Refused } from "./checks.js";
import { readRecord, writeRecord } from "./record.js";
import { roadmapOf } from "./roadmap.js";
import { scoreOf } from "./score.js";
import { fragmentOf, readFragment } from "./share.js";
import { csvSheet, markdownSheet } from "./sheet.js";
import { listOfSteps, nameExamples } from "./steps.js";
import { makeStore } from "./store.js";
import { practiceOf, showView } from "./views.js";
import { levelSaid } from "./wording.js";

/** More than any record that can be read; a larger file is not even loaded. */
const MOST_BYTES = 1_000_000;

const PARTS = ["tools", "estimate", "roadmap", "peers", "keeping"];

/** The page as a whole: `templates/components/assessment.html` is what it works on. */
export class Assessment {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.standard = JSON.parse(root.dataset.told);
    this.say = makeSpeaker(JSON.parse(root.dataset.words));
    this.store = makeStore(`certsite.assessment:${new URL(root.dataset.site, document.baseURI).pathname}`);
    this.keeper = new Keeper(this.standard, this.store);
    this.labels = new Map(this.standard.criteria.map(({ id, label }) => [id, label]));
    this.form = this.part("questions");
    this.notices = new Notices(this.part, this.say);
    this.setting = {
      say: this.say,
      nameOf: (id) => this.labels.get(id) ?? id,
      badgeOf: ({ id }) => this.badgeOf(id),
      cityLink: (slug) => root.dataset.city.replace("{slug}", () => slug),
    };
  }

  get record() {
    return this.keeper.record;
  }

  /** Show what was kept, or what a link shares, and follow the visitor. */
  start() {
    this.part("country").append(...this.standard.countries.map(([code, name]) => new Option(name, code)));
    this.part("peer").append(...peerEntries(this.standard));
    for (const name of PARTS) this.part(name).hidden = false;
    if (this.keeper.isUnkept) this.notices.show(this.say("assessment.denied"));
    this.recall();
    this.root.classList.add("is-drawn");
    this.open();
    this.listen();
  }

  listen() {
    this.form.addEventListener("change", (event) => this.answer(event.target));
    this.form.addEventListener("input", (event) => event.target.dataset.note && this.answer(event.target));
    this.form.addEventListener("submit", (event) => this.finish(event));
    this.part("steps").addEventListener("input", (event) => this.schedule(event.target));
    this.part("country").addEventListener("change", (event) => this.describe({ country: event.target.value }));
    this.part("population").addEventListener("change", () => this.takePopulation());
    this.part("peer").addEventListener("change", (event) => this.describe({ peer: event.target.value }));
    this.part("file").addEventListener("change", (event) => this.bring(event.target));
    this.root.addEventListener("click", (event) => this.follow(event));
    for (const [name, act] of Object.entries(this.acts())) this.part(name).addEventListener("click", act);
    addEventListener("popstate", () => this.show());
    addEventListener("hashchange", () => this.open());
    addEventListener("beforeunload", (event) => this.keeper.isLosing && event.preventDefault());
    addEventListener("beforeprint", () => showView(this.root, this.standard.practices, "", this.say));
    addEventListener("afterprint", () => this.show());
    this.store.follow((text) => this.keeper.follow(text) && this.draw());
  }

  /** Return what the buttons do, by their parts. */
  acts() {
    const sheet = (make) => make(this.standard, this.record, this.score, this.steps, this.setting);
    return {
      undo: () => this.undo(),
      delete: () => this.remove(),
      copy: () => this.copy(),
      print: () => print(),
      "save-json": () => this.save("json", writeRecord(this.record, this.standard), "application/json"),
      "save-markdown": () => this.save("md", sheet(markdownSheet), "text/markdown"),
      "save-csv": () => this.save("csv", sheet(csvSheet), "text/csv"),
    };
  }

  // What the visitor does

  answer(input) {
    takeAnswer(input, this.record);
    this.keep();
    if (!input.dataset.note) this.drawResult();
  }

  schedule(input) {
    const { plan, field } = input.dataset;
    this.record.plan.set(plan, { date: "", owner: "", ...this.record.plan.get(plan), [field]: input.value });
    this.keep();
  }

  /** Take over something about the visitor's city, or the city to stand beside it. */
  describe(change) {
    Object.assign(this.record.city, change);
    this.keep();
    nameExamples(this.part("steps"), this.standard, this.record, this.setting);
    this.drawPeer();
  }

  /** Take over the population, written with or without separators; say whether it is a number. */
  takePopulation() {
    const field = this.part("population");
    const digits = field.value.replace(/[\s.,'’]/g, "");
    const isRight = /^\d{0,9}$/.test(digits);
    field.setAttribute("aria-invalid", String(!isRight));
    this.part("population-error").textContent = isRight ? "" : this.say("assessment.city.error");
    if (isRight) this.describe({ population: digits ? Number(digits) : null });
    return isRight;
  }

  /** Lead to the estimate, or to what keeps it away. */
  finish(event) {
    event.preventDefault();
    const wrong = [];
    const [first] = this.standard.criteria;
    if (!this.record.answers.size) wrong.push(wayTo(first.id, this.say("assessment.error.nothing")));
    if (!this.takePopulation()) wrong.push(wayTo("assessment-population", this.say("assessment.city.error")));
    if (wrong.length) this.notices.fail(this.say("assessment.error"), ...wrong);
    else this.root.querySelector("#assessment-estimate").focus();
  }

  remove() {
    this.keeper.forget();
    this.replaced(this.say("assessment.deleted"));
  }

  undo() {
    this.keeper.undo();
    this.draw();
    this.part("undo").hidden = true;
    this.notices.tell(this.say("assessment.undone"));
    this.part("views").querySelector("a").focus();
  }

  async copy() {
    const field = this.part("share");
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.notices.tell(this.say("assessment.copied"));
    } catch {
      field.focus();
      this.notices.tell(this.say("assessment.copy.failed"));
    }
  }

  save(suffix, text, type) {
    download(`${this.say("assessment.file")}.${suffix}`, text, type);
  }

  /** Lead to other questions without leaving the page, which might not be kept. */
  follow(event) {
    const link = event.target.closest("a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const { view, goes } = link.dataset;
    if (view === undefined && !goes) return;
    event.preventDefault();
    if (goes) this.goTo(goes);
    else this.turnTo(view);
  }

  turnTo(practice) {
    history.pushState(null, "", practice ? `?practice=${practice}` : location.pathname);
    this.show();
    (practice ? this.root.querySelector(`[data-practice="${practice}"] h2`) : this.part("views").querySelector("a")).focus();
  }

  /** Lead to a question or field, wherever it is shown. */
  goTo(id) {
    const place = document.getElementById(id);
    const { practice } = place.closest("[data-practice]")?.dataset ?? {};
    if (practice && this.practice && this.practice !== practice) this.turnTo(practice);
    place.scrollIntoView();
    (place.querySelector("input:checked") ?? place).focus({ preventScroll: true });
  }

  // What comes from elsewhere

  recall() {
    try {
      const reading = this.keeper.recall();
      if (reading) this.notices.showMoved(reading);
    } catch (refusal) {
      this.notices.fail(this.say("assessment.unread"), this.notices.reason(refusal));
      const { text } = refusal;
      this.part("errors").append(button(this.say("assessment.unread.save"), () => this.save("txt", text, "text/plain")));
    }
  }

  /** Show the answers that the address holds, or lead to the question that it names. */
  open() {
    const fragment = location.hash.slice(1);
    try {
      const answers = readFragment(fragment, this.standard);
      if (answers) this.borrow(answers);
    } catch (refusal) {
      this.notices.fail(this.say("assessment.share.refused"), this.notices.reason(refusal));
    }
    this.show();
    this.draw();
    this.notices.tell(this.progress());
    if (this.labels.has(fragment)) this.goTo(fragment);
  }

  borrow(answers) {
    this.keeper.borrow(answers);
    const leaving = (act) => () => {
      history.replaceState(null, "", location.pathname + location.search);
      this.notices.hide();
      act();
      this.show();
    };
    const keep = leaving(() => {
      this.keeper.adopt();
      this.replaced(this.say("assessment.shared.kept"));
    });
    const leave = leaving(() => {
      this.keeper.giveBack();
      this.draw();
      this.notices.tell(this.say("assessment.shared.left"));
      this.part("views").querySelector("a").focus();
    });
    const choices = [button(this.say("assessment.shared.keep"), keep), button(this.say("assessment.shared.leave"), leave)];
    this.notices.show(this.say("assessment.shared"), element("p", "turn", ...choices));
  }

  async bring(field) {
    const [file] = field.files;
    if (!file) return;
    try {
      if (file.size > MOST_BYTES) throw new Refused("large");
      const reading = readRecord(await file.text(), this.standard);
      this.keeper.replace(reading.record);
      this.replaced(this.say("assessment.imported", { count: reading.record.answers.size }));
      this.notices.showMoved(reading);
    } catch (refusal) {
      this.notices.fail(this.say("assessment.import.refused"), wayTo(field.id, this.notices.reason(refusal)));
    }
    field.value = "";
  }

  // What is shown

  /** Show the questions that the address asks for; other languages show the same ones. */
  show() {
    const { practices } = this.standard;
    this.practice = practiceOf(location.search, practices);
    showView(this.root, practices, this.practice, this.say);
    for (const link of document.querySelectorAll(".site-header a[hreflang]")) {
      link.search = location.search;
      link.hash = this.keeper.isShared ? location.hash : "";
    }
  }

  draw() {
    const { country, population, peer } = this.record.city;
    fillQuestions(this.form, this.record);
    this.part("country").value = country;
    this.part("population").value = population ?? "";
    this.part("peer").value = peer;
    this.drawResult();
  }

  drawResult() {
    const { standard, record, setting, say } = this;
    this.score = scoreOf(standard, record.answers);
    this.steps = roadmapOf(standard, record.answers);
    this.part("outcome").replaceChildren(...outcomeOf(this.score, standard, setting));
    this.part("profile").replaceChildren(...profileOf(standard, record.answers, say));
    this.part("steps").replaceChildren(listOfSteps(this.steps, standard, record, setting));
    this.drawPeer();
    this.part("share").value = new URL(`#${fragmentOf(record, standard)}`, location.href.split(/[?#]/)[0]).href;
    this.notices.tellSoon(() => this.progress());
  }

  drawPeer() {
    const { standard, record } = this;
    const peer = standard.examples.find(({ slug }) => slug === record.city.peer);
    this.part("beside").hidden = !peer;
    if (peer) this.part("beside").replaceChildren(...besideOf(standard, record.answers, peer, this.say));
  }

  progress() {
    const { criteria } = this.standard;
    const answered = criteria.length - this.score.counts.open;
    const said = this.say("assessment.progress", { count: answered, total: criteria.length });
    return answered ? `${said} ${levelSaid(this.score, this.standard, this.say)}` : said;
  }

  badgeOf(id) {
    const at = this.standard.levels.findIndex((level) => level.id === id);
    return this.part("badges").content.children[at].cloneNode(true);
  }

  keep() {
    this.keeper.keep();
    if (this.keeper.isUnkept) this.notices.show(this.say("assessment.denied"));
  }

  /** Show another record in the place of the last one, with the way back. */
  replaced(said) {
    this.notices.mended();
    this.draw();
    this.part("undo").hidden = false;
    this.part("undo").focus();
    this.notices.tell(said);
  }
}
