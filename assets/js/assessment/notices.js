import { element, write } from "../finder/words.js";
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

  /**
   * Say sentences; read out are those alone that have changed.
   * @param {string[]} sentences
   */
  tellChanges(sentences) {
    clearTimeout(this.settling);
    const place = this.part("status");
    if (place.children.length === sentences.length) sentences.forEach((text, index) => write(place.children[index], "textContent", text));
    else place.replaceChildren(...sentences.flatMap((text) => [element("span", "", text), " "]));
  }

  /** Say the same once the visitor has stopped; wording is called then. */
  tellSoon(wording) {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.tellChanges(wording()), SETTLED_MS);
  }

  /** Show what is to be known as long as it holds; name: of its part. */
  show(name, text, ...parts) {
    this.part(name).replaceChildren(element("p", "", text), ...parts);
    this.part(name).hidden = false;
  }

  hide(name) {
    this.part(name).hidden = true;
  }

  /**
   * Say what became of answers to another edition of the standard, if they are such.
   * @param {import("./record.js").Reading} reading
   * @param {(id: string) => string} nameOf what a criterion is called
   */
  showMoved({ record, carried, weakened, left }, nameOf) {
    this.hide("moved");
    if (!carried && !left.length) return;
    const changed = weakened.map((id) => ({ label: nameOf(id), answer: record.answers.get(id) }));
    const lists = [...this.listed("assessment.moved.weakened", changed), ...this.listed("assessment.moved.left", left)];
    this.show("moved", this.say("assessment.moved", { count: carried }), ...lists);
  }

  listed(key, rows) {
    if (!rows.length) return [];
    const said = ({ label, answer }) => element("li", "", `${label}: ${this.say(`assessment.answer.${answer || "open"}`)}`);
    return [element("p", "", this.say(key, { count: rows.length })), element("ul", "", ...rows.map(said))];
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
