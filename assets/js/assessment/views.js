// All questions on one page, or those of one practice: which of both stands in the address, as `?practice=<id>`.

import { element } from "../finder/words.js";
import { holdsAnswers } from "./share.js";

const ASKED = "practice";

/** Which questions are shown, and the ways between them, none of which leaves the page: it might not be kept. */
export class Views {
  /**
   * @param {HTMLElement} root
   * @param {{ id: string, name: string }[]} practices
   * @param {(key: string, values?: Object) => string} say
   */
  constructor(root, practices, say) {
    Object.assign(this, { root, practices, say });
    root.addEventListener("click", (event) => this.follow(event));
    addEventListener("popstate", () => this.show());
    addEventListener("beforeprint", () => this.present(""));
    addEventListener("afterprint", () => this.show());
  }

  /** Show the questions that the address asks for; the page in other languages shows the same ones. */
  show() {
    const asked = new URLSearchParams(location.search).get(ASKED);
    this.present(this.practices.some(({ id }) => id === asked) ? asked : "");
    for (const link of document.querySelectorAll(".site-header a[hreflang]")) {
      link.search = location.search;
      link.hash = location.hash;
    }
  }

  /** Show the questions of a practice, or all where that is "", and the ways to the others. */
  present(current) {
    const { root, practices, say } = this;
    this.current = current;
    for (const section of root.querySelectorAll("[data-practice]")) {
      const id = section.dataset.practice;
      section.hidden = current !== "" && id !== current;
      const turn = section.querySelector('[data-part="turn"]');
      turn.hidden = !current;
      turn.replaceChildren(...turns(practices, id, say));
    }
    const ways = [
      entry(say("assessment.view.all"), "", current === ""),
      entry(say("assessment.view.one"), current || practices[0].id, current !== ""),
    ];
    root.querySelector('[data-part="views"] ul').replaceChildren(...ways);
    root.querySelector('[data-part="finish"]').hidden = current !== "" && current !== practices.at(-1).id;
  }

  follow(event) {
    const link = event.target.closest("a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const { view, goes } = link.dataset;
    if (view === undefined && !goes) return;
    event.preventDefault();
    if (goes) this.goTo(goes);
    else this.turnTo(view);
  }

  /** Turn to the questions of a practice, or to all where that is "". */
  turnTo(practice) {
    history.pushState(null, "", addressOf(practice) + (holdsAnswers(location.hash) ? location.hash : ""));
    this.show();
    this.root.querySelector(practice ? `[data-practice="${practice}"] h2` : '[data-part="views"] a').focus();
  }

  /** Lead to a question or field, wherever it is shown. */
  goTo(id) {
    const place = document.getElementById(id);
    const { practice } = place.closest("[data-practice]")?.dataset ?? {};
    if (practice && this.current && this.current !== practice) this.turnFor(id, practice);
    place.scrollIntoView();
    (place.querySelector("input:checked") ?? place).focus({ preventScroll: true });
  }

  /** Turn to where a question is. The address may name it: a step further would be taken again by each way back. */
  turnFor(id, practice) {
    if (location.hash !== `#${id}`) return this.turnTo(practice);
    history.replaceState(null, "", addressOf(practice));
    this.show();
  }
}

/** Return the address of this page without what stands behind it. */
export function here() {
  return location.href.split(/[?#]/)[0];
}

function addressOf(practice) {
  return practice ? `?${ASKED}=${practice}` : here();
}

function turns(practices, id, say) {
  const at = practices.findIndex((practice) => practice.id === id);
  const [before, after] = [practices[at - 1], practices[at + 1]];
  const ways = [];
  if (before) ways.push(wayToPractice(say("assessment.view.before", { practice: before.name }), before.id, "action"));
  if (after) ways.push(wayToPractice(say("assessment.view.after", { practice: after.name }), after.id, "action"));
  return ways;
}

function entry(label, practice, isCurrent) {
  const link = wayToPractice(label, practice, "action");
  if (isCurrent) link.setAttribute("aria-current", "true");
  return element("li", "", link);
}

/** Return a link to the questions of a practice, or to all where that is "". */
export function wayToPractice(label, practice, kind = "") {
  const link = element("a", kind, label);
  link.href = addressOf(practice);
  link.dataset.view = practice;
  return link;
}
