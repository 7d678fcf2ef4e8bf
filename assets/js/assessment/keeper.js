import { emptyRecord, readRecord, writeRecord } from "./record.js";

/**
 * Holds the visitor's own record, keeps it in this browser, and shows one of a link in its place.
 *
 * own: what is kept; shared: the record of a link, or null; before: what `undo` brings back; isUnkept: the browser does
 * not keep what is on the page.
 */
export class Keeper {
  /**
   * @param {import("./record.js").Handed} standard
   * @param {ReturnType<import("./store.js").makeStore>} store
   */
  constructor(standard, store) {
    this.standard = standard;
    this.store = store;
    this.own = emptyRecord(standard);
    this.shared = null;
    this.before = null;
    this.isUnkept = !store.works();
  }

  /** What is shown. */
  get record() {
    return this.shared ?? this.own;
  }

  get isShared() {
    return this.shared !== null;
  }

  /** Whether something would be lost with the page. */
  get isLosing() {
    const { answers, notes, plan, left } = this.own;
    return this.isUnkept && answers.size + notes.size + plan.size + left.length > 0;
  }

  /**
   * Take over what the browser keeps, if anything; what cannot be read is put aside there.
   * @returns {import("./record.js").Reading | null} what was read
   * @throws {import("./checks.js").Refused} with the text that cannot be read as its `text`
   */
  recall() {
    const text = this.store.read();
    try {
      const reading = text === null ? null : readRecord(text, this.standard, true);
      this.own = reading?.record ?? emptyRecord(this.standard);
      return reading;
    } catch (refusal) {
      this.store.setAside();
      throw Object.assign(refusal, { text });
    }
  }

  /** Take over what another page of this site has kept meanwhile. What could not be kept here is newer, and stays. */
  follow() {
    return this.isUnkept ? null : this.recall();
  }

  /** Keep the record after a change. */
  keep() {
    if (!this.isShared) this.write();
  }

  /** Put another record in the place of the visitor's own; `undo` brings that one back. */
  replace(record) {
    this.before = this.own;
    this.own = record;
    this.shared = null;
    this.write();
  }

  /** Change places with the record before, so that what was answered since then can be brought back in its turn. */
  undo() {
    this.replace(this.before);
  }

  /** Take the record away from the page and from the browser; `undo` brings it back as long as the page is open. */
  forget() {
    this.replace(emptyRecord(this.standard));
    this.store.forget();
    this.isUnkept = !this.store.works();
  }

  /** Show the answers of a link in the place of the visitor's own. */
  borrow(answers) {
    this.shared = { ...emptyRecord(this.standard), answers, city: { ...this.own.city } };
  }

  /** Show the visitor's own record again. */
  giveBack() {
    this.shared = null;
  }

  /** Make what is shown the visitor's own; `undo` brings back what that was. */
  adopt() {
    this.replace(this.shared);
  }

  write() {
    this.isUnkept = !this.store.write(writeRecord(this.own, this.standard));
  }
}
