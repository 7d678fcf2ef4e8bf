// What the visitor tells of the own city, and the certified city to set beside it.

import { peerEntries } from "./peers.js";

/** The fields and what they say. */
export class OwnCity {
  /**
   * @param {(name: string) => HTMLElement} part
   * @param {(key: string) => string} say
   * @param {import("./record.js").Handed} standard
   * @param {(told: Partial<import("./record.js").OwnCity>) => void} changed called with what is told anew
   */
  constructor(part, say, standard, changed) {
    Object.assign(this, { part, say, changed });
    part("country").append(...standard.countries.map(([code, name]) => new Option(name, code)));
    part("peer").append(...peerEntries(standard));
    part("country").addEventListener("change", (event) => changed({ country: event.target.value }));
    part("peer").addEventListener("change", (event) => changed({ peer: event.target.value }));
    part("population").addEventListener("change", () => this.takePopulation());
  }

  /** @param {import("./record.js").OwnCity} city */
  show({ country, population, peer }) {
    choose(this.part("country"), country);
    choose(this.part("peer"), peer);
    this.part("population").value = population ?? "";
    this.sayError("");
  }

  /** Take over the population, written with or without separators; return what is wrong with it, or "". */
  takePopulation() {
    const digits = this.part("population").value.replace(/[\s.,'’]/g, "");
    const error = /^\d{0,9}$/.test(digits) ? "" : this.say("assessment.city.error");
    this.sayError(error);
    if (!error) this.changed({ population: digits ? Number(digits) : null });
    return error;
  }

  sayError(error) {
    this.part("population").setAttribute("aria-invalid", String(error !== ""));
    this.part("population-error").textContent = error;
  }
}

/** Choose an entry; a value that the site has no more chooses the first one, which is none. */
function choose(field, value) {
  field.value = value;
  if (field.selectedIndex < 0) field.selectedIndex = 0;
}
