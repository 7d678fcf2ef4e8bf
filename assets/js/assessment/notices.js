import { element } from "../finder/words.js";
import { Refused } from "./checks.js";

/** How long a visitor has stopped when what came of it is read out. */
const SETTLED_MS = 600;

/** What the page says of itself: the one polite line, what is to be known as long as it holds, and what went wrong. */
export class Notices {
  /**
   * @param {(name: string) => HTMLElement} part
   * @param {(key: string, values?: Object) => string} say
   */
  constructor(part, say) {
    Object.assign(this, { part, say });
  }

  tell(text) {
    clearTimeout(this.settling);
    this.part("status").textContent = text;
  }

  /** Say something once the visitor has stopped; wording is called then. */
  tellSoon(wording) {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.tell(wording()), SETTLED_MS);
  }

  show(text, ...parts) {
    this.part("notices").replaceChildren(element("p", "", text), ...parts);
    this.part("notices").hidden = false;
  }

  hide() {
    this.part("notices").hidden = true;
  }

  /** Say what became of answers to another edition of the standard, if they are such. */
  showMoved({ carried, left }) {
    if (!carried && !left.length) return;
    const rows = left.map(({ label, answer }) => element("li", "", `${label}: ${this.say(`assessment.answer.${answer || "open"}`)}`));
    const list = rows.length ? [element("p", "", this.say("assessment.moved.left", { count: rows.length })), element("ul", "", ...rows)] : [];
    this.show(this.say("assessment.moved", { count: carried }), ...list);
  }

  /**
   * Say what went wrong, and lead there.
   * @param {string} title
   * @param {...(string | Node)} reasons each with the way to where it can be mended, where there is one
   */
  fail(title, ...reasons) {
    const place = this.part("errors");
    const list = element("ul", "", ...reasons.map((reason) => element("li", "", reason)));
    place.replaceChildren(element("h3", "", title), list);
    place.hidden = false;
    place.focus();
  }

  mended() {
    this.part("errors").hidden = true;
  }

  /** Return why something was refused; what is no refusal is a mistake of ours, and goes on. */
  reason(refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    return this.say(`assessment.refused.${refusal.key}`, refusal.values);
  }
}

/**
 * Return a link to a question or a field of the page; whoever follows links leads there even where it is not shown.
 * @param {string} id
 * @param {string} text
 */
export function wayTo(id, text) {
  const link = element("a", "", text);
  link.href = `#${id}`;
  link.dataset.goes = id;
  return link;
}
