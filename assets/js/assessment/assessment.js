// The self-assessment: what is answered is counted at once, kept in this browser, and sent nowhere.

import { button, element, makeSpeaker } from "../finder/words.js";
import { copyFrom, readFile, save } from "./files.js";
import { Keeper } from "./keeper.js";
import { Notices, wayTo } from "./notices.js";
import { OwnCity } from "./own-city.js";
import { countAnswered, fillQuestions, takeAnswer, takePlan } from "./questions.js";
import { writeRecord } from "./record.js";
import { Result } from "./result.js";
import { readFragment } from "./share.js";
import { csvSheet, markdownSheet } from "./sheet.js";
import { makeStore } from "./store.js";
import { Views, here } from "./views.js";

/** The page as a whole: `templates/components/assessment.html` is what it works on. */
export class Assessment {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.standard = JSON.parse(root.dataset.told);
    this.say = makeSpeaker(JSON.parse(root.dataset.words));
    this.labels = new Map(this.standard.criteria.map(({ id, label }) => [id, label]));
    this.setting = {
      say: this.say,
      nameOf: (id) => this.labels.get(id) ?? id,
      badgeOf: ({ id }) => this.badgeOf(id),
      cityLink: (slug) => root.dataset.city.replace("{slug}", () => slug),
    };
    this.store = makeStore(`certsite.assessment:${new URL(root.dataset.site, document.baseURI).pathname}`);
    this.keeper = new Keeper(this.standard, this.store);
    this.notices = new Notices(this.part, this.say);
    this.views = new Views(root, this.standard.practices, this.say);
    this.result = new Result(this.part, this.standard, this.setting);
    this.city = new OwnCity(this.part, this.say, this.standard, (told) => this.describe(told));
  }

  /** Show what was kept, or what a link shares, and follow the visitor. */
  start() {
    // First, since what is not seen takes no focus; nothing is painted before all is drawn.
    this.root.classList.add("is-drawn");
    const { length: examples } = this.standard.examples;
    for (const name of ["tools", "estimate", "roadmap", "keeping"]) this.part(name).hidden = false;
    for (const name of ["named", "own-city", "peers"]) this.part(name).hidden = !examples;
    this.root.querySelector('[data-goes="assessment-peers"]').parentElement.hidden = !examples;
    this.recall(() => this.keeper.recall());
    this.open();
    this.notices.tellChanges(this.result.progress());
    this.listen();
  }

  listen() {
    const form = this.part("questions");
    form.addEventListener("change", (event) => this.answer(event.target));
    form.addEventListener("input", (event) => event.target.dataset.note && this.answer(event.target));
    form.addEventListener("submit", (event) => this.finish(event));
    this.part("steps").addEventListener("input", (event) => this.schedule(event.target));
    this.part("file").addEventListener("change", (event) => this.bring(event.target));
    for (const [name, act] of Object.entries(this.acts())) this.part(name).addEventListener("click", act);
    addEventListener("hashchange", () => this.open());
    addEventListener("beforeunload", (event) => this.keeper.isLosing && event.preventDefault());
    this.store.follow(() => this.recall(() => this.keeper.follow()));
    // From here on no browser sends the form, not even one that does not know its method.
    this.part("finish").firstElementChild.disabled = false;
  }

  /** Return what the buttons do, by their parts. */
  acts() {
    const file = (suffix, text) => save(this.say("assessment.file"), suffix, text);
    const sheet = (make) => make(this.standard, this.keeper.record, this.result.score, this.result.steps, this.setting);
    return {
      undo: () => this.undo(),
      delete: () => this.remove(),
      copy: () => this.copy(),
      print: () => print(),
      "save-json": () => file("json", writeRecord(this.keeper.record, this.standard)),
      "save-markdown": () => file("md", sheet(markdownSheet)),
      "save-csv": () => file("csv", sheet(csvSheet)),
    };
  }

  // What the visitor does

  answer(input) {
    takeAnswer(input, this.keeper.record);
    this.keep();
    if (!input.dataset.note) this.drawResult();
  }

  schedule(input) {
    takePlan(input, this.keeper.record);
    this.keep();
  }

  /** Take over something about the visitor's city, or the city to stand beside it. */
  describe(told) {
    Object.assign(this.keeper.record.city, told);
    this.keep();
    this.result.drawCities(this.keeper.record);
  }

  /** Lead to the estimate, or to what keeps it away. */
  finish(event) {
    event.preventDefault();
    const wrong = [];
    const [first] = this.standard.criteria;
    if (!this.keeper.record.answers.size) wrong.push(wayTo(first.id, this.say("assessment.error.nothing")));
    const error = this.city.takePopulation();
    if (error) wrong.push(wayTo("assessment-population", error));
    if (wrong.length) return this.notices.fail(this.say("assessment.error"), ...wrong);
    this.notices.mended();
    this.root.querySelector("#assessment-estimate").focus();
  }

  remove() {
    this.keeper.forget();
    this.replaced(this.say("assessment.deleted"));
  }

  undo() {
    this.keeper.undo();
    this.replaced(this.say("assessment.undone"));
  }

  async copy() {
    const isCopied = await copyFrom(this.part("share"));
    this.part("copied").textContent = this.say(isCopied ? "assessment.copied" : "assessment.copy.failed");
  }

  async bring(field) {
    const [file] = field.files;
    if (!file) return;
    try {
      const reading = await readFile(file, this.standard);
      this.keeper.replace(reading.record);
      this.replaced(this.say("assessment.imported", { count: reading.record.answers.size }));
      this.notices.showMoved(reading, this.setting.nameOf);
    } catch (refusal) {
      this.notices.fail(this.say("assessment.import.refused"), wayTo(field.id, this.notices.reason(refusal)));
    }
    field.value = "";
  }

  // What comes from elsewhere

  /** Show what the browser keeps, or say that it cannot be read; take: what takes it over. */
  recall(take) {
    try {
      const reading = take();
      if (reading) this.notices.showMoved(reading, this.setting.nameOf);
    } catch (refusal) {
      const { text } = refusal;
      const keepIt = button(this.say("assessment.unread.save"), () => save(this.say("assessment.file"), "txt", text));
      this.notices.fail(this.say("assessment.unread"), this.notices.reason(refusal));
      this.part("errors").append(keepIt);
    }
    this.draw();
  }

  /** Show the answers that the address holds, or lead to the question that it names. */
  open() {
    const fragment = location.hash.slice(1);
    try {
      const answers = readFragment(fragment, this.standard);
      if (answers) this.borrow(answers);
      // The history has led back to before the link.
      else if (!fragment && this.keeper.isShared) this.giveBack();
    } catch (refusal) {
      this.notices.fail(this.say("assessment.share.refused"), this.notices.reason(refusal));
    }
    this.views.show();
    if (this.labels.has(fragment)) this.views.goTo(fragment);
  }

  borrow(answers) {
    const keep = () => {
      this.keeper.adopt();
      this.replaced(this.say("assessment.shared.kept"));
    };
    const leave = () => {
      this.giveBack();
      this.notices.tell(this.say("assessment.shared.left"));
      this.part("views").querySelector("a").focus();
    };
    const choices = [button(this.say("assessment.shared.keep"), keep), button(this.say("assessment.shared.leave"), leave)];
    this.keeper.borrow(answers);
    this.notices.show("shared", this.say("assessment.shared"), element("p", "turn", ...choices));
    this.draw();
    this.views.goTo("assessment-yours");
  }

  giveBack() {
    this.keeper.giveBack();
    this.leaveLink();
    this.draw();
  }

  /** Take the answers of a link from the address, which has the visitor's own ones again. */
  leaveLink() {
    history.replaceState(null, "", here() + location.search);
    this.notices.hide("shared");
    this.views.show();
  }

  // What is shown

  draw() {
    fillQuestions(this.part("questions"), this.keeper.record);
    this.city.show(this.keeper.record.city);
    this.part("denied").hidden = !this.keeper.isUnkept;
    this.drawResult();
  }

  drawResult() {
    countAnswered(this.part("questions"), this.keeper.record, this.say);
    this.part("copied").textContent = "";
    this.result.draw(this.keeper.record);
    this.notices.tellSoon(() => this.result.progress());
  }

  badgeOf(id) {
    const at = this.standard.levels.findIndex((level) => level.id === id);
    return this.part("badges").content.children[at].cloneNode(true);
  }

  keep() {
    this.keeper.keep();
    this.part("denied").hidden = !this.keeper.isUnkept;
  }

  /** Show another record in the place of the last one, with the way back. */
  replaced(said) {
    this.leaveLink();
    this.notices.mended();
    this.notices.hide("moved");
    this.draw();
    this.part("undo").hidden = false;
    this.part("undo").focus();
    this.notices.tell(said);
  }
}
