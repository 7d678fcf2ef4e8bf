import { emptyRecord, readRecord, writeRecord } from "./record.js";

/**
 * Holds the record that is shown, and keeps the visitor's own one in this browser.
 *
 * record: what is shown; isShared: it is that of a link, which is not kept; isUnkept: the browser does not keep it.
 */
export class Keeper {
  /**
   * @param {import("./score.js").Standard} standard
   * @param {ReturnType<import("./store.js").makeStore>} store
   */
  constructor(standard, store) {
    this.standard = standard;
    this.store = store;
    this.record = emptyRecord(standard);
    this.isUnkept = !store.works();
    this.own = null;
    this.before = null;
  }

  get isShared() {
    return this.own !== null;
  }

  /** Whether something would be lost with the page. */
  get isLosing() {
    const { answers, notes, plan } = this.record;
    return !this.isShared && this.isUnkept && answers.size + notes.size + plan.size > 0;
  }

  /**
   * Take over what the browser kept, if anything; what cannot be read is put aside there.
   * @returns {import("./record.js").Reading | null} what was read
   * @throws {import("./record.js").Refused} with the text that cannot be read as its `text`
   */
  recall(text = this.store.read()) {
    if (text === null) return null;
    try {
      const reading = readRecord(text, this.standard);
      this.record = reading.record;
      return reading;
    } catch (refusal) {
      this.store.setAside();
      throw Object.assign(refusal, { text });
    }
  }

  /** Take over what another window of this browser has kept, unless that is a mistake; say whether it was. */
  follow(text) {
    if (this.isShared) return false;
    try {
      this.record = text === null ? emptyRecord(this.standard) : readRecord(text, this.standard).record;
      return true;
    } catch {
      return false;
    }
  }

  /** Keep the record as it is now. */
  keep() {
    if (!this.isShared) this.isUnkept = !this.store.write(writeRecord(this.record, this.standard));
  }

  /** Put another record in the place of this one; `undo` brings this one back. */
  replace(record) {
    this.before = this.record;
    this.record = record;
    this.keep();
  }

  undo() {
    this.record = this.before;
    this.before = null;
    this.keep();
  }

  /** Take the record away from the page and from the browser; `undo` brings it back as long as the page is open. */
  forget() {
    this.replace(emptyRecord(this.standard));
    this.store.forget();
    this.isUnkept = !this.store.works();
  }

  /** Show the answers of a link in the place of the visitor's own. */
  borrow(answers) {
    this.own ??= this.record;
    this.record = { ...emptyRecord(this.standard), answers };
  }

  /** Show the visitor's own record again. */
  giveBack() {
    this.record = this.own;
    this.own = null;
  }

  /** Make the answers that are shown the visitor's own; `undo` brings back what they were. */
  adopt() {
    const { answers } = this.record;
    this.giveBack();
    this.replace({ ...emptyRecord(this.standard), answers, city: this.record.city });
  }
}
