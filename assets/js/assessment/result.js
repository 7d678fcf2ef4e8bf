// All that follows from the answers: the estimate, the roadmap, the city beside it, the link that holds them.

import { outcomeOf, profileOf } from "./outcome.js";
import { besideOf } from "./peers.js";
import { roadmapOf } from "./roadmap.js";
import { scoreOf } from "./score.js";
import { fragmentOf } from "./share.js";
import { StepList } from "./steps.js";
import { here } from "./views.js";
import { levelSaid } from "./wording.js";

/** score, steps: of what was drawn last. */
export class Result {
  /**
   * @param {(name: string) => HTMLElement} part
   * @param {import("./record.js").Handed} standard
   * @param {import("./steps.js").Setting} setting
   */
  constructor(part, standard, setting) {
    Object.assign(this, { part, standard, setting });
    this.list = new StepList(part("steps"), standard, setting);
  }

  /** @param {import("./record.js").VisitorRecord} record */
  draw(record) {
    const { standard, setting } = this;
    this.score = scoreOf(standard, record.answers);
    this.steps = roadmapOf(standard, record.answers);
    this.part("outcome").replaceChildren(...outcomeOf(this.score, standard, setting));
    this.part("profile").replaceChildren(...profileOf(standard, record.answers, setting.say));
    this.part("share").value = `${here()}#${fragmentOf(record, standard)}`;
    this.list.draw(this.steps, record);
    this.drawPeer(record);
  }

  /** Draw what the visitor's city decides alone. */
  drawCities(record) {
    this.list.nameExamples(record.city);
    this.drawPeer(record);
  }

  drawPeer({ answers, city }) {
    const peer = this.standard.examples.find(({ slug }) => slug === city.peer);
    this.part("beside").hidden = !peer;
    if (peer) this.part("beside").replaceChildren(...besideOf(this.standard, answers, peer, this.setting.say));
  }

  /** Return how much is answered, and the estimate, as sentences. */
  progress() {
    const { say } = this.setting;
    const { length: total } = this.standard.criteria;
    const count = total - this.score.counts.open;
    const said = say("assessment.progress", { count, total });
    return count ? [said, levelSaid(this.score, this.standard, say)] : [said];
  }
}
