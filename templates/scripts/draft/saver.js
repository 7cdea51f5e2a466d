// Decides when a form is saved and what follows from each answer; knows neither page nor network.
//
// What it calls saved, the server has. One attempt at a time; what was typed meanwhile is the next one.
import { withFields } from "./fields.js";
import { isHalting, isPassing, notices } from "./outcomes.js";
import { pauseBeforeSaving, retryAfter } from "./timing.js";

export class Saver {
  #page;
  #saved;
  #halted;
  #underway = null;
  #timer = 0;
  #unsavedSince = 0;
  #failures = 0;

  /**
   * `page` has content() (canonical), send(isLeaving) → Promise of {outcome, said}, take(outcome, said),
   * tell(notice), keepCopy() and forgetCopy(). `saved` is the content that the server has, or null;
   * `halted` the outcome that stops it from the beginning, or "".
   */
  constructor(page, { saved, halted = "" }) {
    this.#page = page;
    this.#saved = saved;
    this.#halted = halted;
  }

  get halted() {
    return this.#halted;
  }

  get isUnsaved() {
    return this.#page.content() !== this.#saved;
  }

  /** Something was typed: save it soon. */
  later() {
    this.#page.keepCopy();
    if (this.#halted || !this.isUnsaved) return;
    this.#unsavedSince ||= Date.now();
    if (!this.#failures) this.#page.tell(notices.typing());
    this.#saveIn(this.#failures ? retryAfter(this.#failures) : pauseBeforeSaving(this.#unsavedSince, Date.now()));
  }

  /** Saves what there is; resolves to "saved" or to the outcome that says why not. */
  async save({ isLeaving = false } = {}) {
    clearTimeout(this.#timer);
    await this.settled();
    if (this.#halted) return this.#halted;
    if (!this.isUnsaved) return "saved";
    this.#underway = this.#attempt(isLeaving);
    let outcome;
    try {
      outcome = await this.#underway;
    } finally {
      this.#underway = null; // whatever went wrong, the next save is not to wait for this one for ever
    }
    if (outcome === "saved" && this.isUnsaved) this.later();
    return outcome;
  }

  /** Resolves when no attempt is under way. */
  async settled() {
    while (this.#underway) await this.#underway;
  }

  /** It is known without asking that the hub cannot be reached; `why` is said. Returns the outcome. */
  cannotReach(why) {
    return this.#passing("away", { why });
  }

  /** The person has put two versions together, or has decided for this one: it is saved whatever was. */
  resolve() {
    this.#halted = "";
    this.#saved = null;
    return this.save();
  }

  /** Fields that came into the form as the server has them: nothing in them is unsaved. */
  came(pairs) {
    if (this.#saved !== null) this.#saved = withFields(this.#saved, pairs);
  }

  #saveIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), milliseconds);
  }

  async #attempt(isLeaving) {
    let sent = this.#page.content();
    let answer = await this.#page.send(isLeaving);
    if (answer.outcome === "form_token") {
      sent = this.#page.content();
      answer = await this.#page.send(isLeaving);
    }
    const { said } = answer;
    const outcome = answer.outcome === "form_token" ? "away" : answer.outcome;
    if (isPassing(outcome)) return this.#passing(outcome, said);
    if (outcome === "saved") return this.#received(sent, said);
    if (isHalting(outcome)) this.#halted = outcome;
    this.#page.take(outcome, said);
    this.#page.tell(notices[outcome](said));
    return outcome;
  }

  #received(sent, said) {
    const wasAway = this.#failures > 0;
    this.#saved = sent;
    this.#unsavedSince = 0;
    this.#failures = 0;
    this.#page.take("saved", said);
    if (!this.isUnsaved) {
      this.#page.forgetCopy();
      this.#page.tell(notices.saved(said, wasAway));
    }
    return "saved";
  }

  #passing(outcome, said) {
    this.#failures += 1;
    this.#page.tell(notices[outcome](said));
    this.#page.keepCopy();
    this.#saveIn(retryAfter(this.#failures));
    return outcome;
  }
}
