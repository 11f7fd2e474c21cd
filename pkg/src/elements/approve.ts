import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { JenkinsError } from "../error.js";
import type { RunView, Settlement } from "../generated/types.js";
import type { Run } from "../run.js";
import type { Values } from "../values.js";
import { asksMore, cardSkeleton, cardView, formKey, hindrance, outcomeText, timeLeft, type CardHost } from "./card-view.js";
import { caption, type Card, decidedElsewhere, type Outcome, settledAs, type Verb } from "./cards.js";
import { type Confirmation, confirmation, syncDialog } from "./dialog.js";
import { beyond, commentIn, commentMode, type CommentMode, formValues, validate } from "./form.js";
import { statusIcon } from "./icons.js";
import { errorText, runLink, stageRow, startedBy } from "./parts.js";
import { Questions } from "./questions.js";

const SLOW_MILLIS = 4000;

/** What is asked in the dialog, and about which card. */
interface Asked {
  card: Card;
  verb: Verb;
  values: Values;
  comment: string | null;
  wrong: string | null;
}

/**
 * Shows what a run asks, and lets a person answer.
 *
 * @element jenkins-approve
 * @attr {string} url - base URL of Jenkins
 * @attr {string} gateway - the address of a gateway, in place of `url`
 * @attr {string} job - the job's full name
 * @attr {string} branch - a branch of a multibranch project, as git names it
 * @attr {number} run - the run's number
 * @attr {string} input - only this input
 * @attr {boolean} confirm - asks once more before it approves
 * @attr {"optional"|"required"} comment - asks for a comment, which a gateway takes down and the events tell
 * @attr {string} deadline - when the time to decide is over, as ISO 8601; Jenkins does not tell
 * @attr {number} level - the question's level as a heading; 3
 * @fires {CustomEvent<BeforeDecision>} jenkins-before-approve - cancelable
 * @fires {CustomEvent<BeforeDecision>} jenkins-before-abort - cancelable
 * @fires {CustomEvent<Decided>} jenkins-approved
 * @fires {CustomEvent<Decided>} jenkins-aborted
 * @fires {CustomEvent<Decided>} jenkins-settled - decided elsewhere, not provably by this click, or counted until enough have approved
 * @fires {CustomEvent} jenkins-error - with the stable code
 * @csspart card - a question
 * @csspart question - what is asked
 * @csspart facts - how long, where, who may
 * @csspart actions - the buttons
 * @csspart approve
 * @csspart abort
 * @csspart outcome - what became of it
 * @csspart error - what went wrong
 * @cssprop --bellpull-accent - of the positive action, links and focus
 * @cssprop --bellpull-surface - behind a card
 * @cssprop --bellpull-border - of a card
 * @cssprop --bellpull-radius
 * @cssprop --bellpull-gap
 */
export class JenkinsApprove extends Questions {
  static override properties: PropertyDeclarations = {
    ...Questions.properties,
    confirm: { type: Boolean },
    comment: {},
    deadline: {},
    level: { type: Number },
    asked: { state: true },
  };

  /** Whether to ask once more before approving. */
  declare confirm: boolean;
  /** Whether a comment can or has to be given, beside what a gateway's policy asks for. */
  declare comment: CommentMode;
  /** When the time to decide is over, as ISO 8601. */
  declare deadline: string | null;
  /** The question's level as a heading. */
  declare level: number;
  declare private asked: Asked | null;

  #warned = 0;

  constructor() {
    super();
    this.confirm = false;
    this.comment = null;
    this.deadline = null;
    this.level = 3;
    this.asked = null;
  }

  protected override reset(): void {
    super.reset();
    this.asked = null;
    this.#warned = 0;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.asked && !this.cards.some((card) => card.key === this.asked?.card.key && card.phase !== "done")) this.asked = null;
    syncDialog(this.renderRoot, this.asked !== null);
    this.#warn();
  }

  /** Says once that the last minute has begun, and once that it is over. */
  #warn(): void {
    const deadline = this.#deadline;
    if (deadline === null || !this.cards.some((card) => card.phase !== "done")) return;
    const step = Date.now() >= deadline ? 2 : deadline - Date.now() < 60_000 ? 1 : 0;
    if (step > this.#warned) this.say(timeLeft(this.voice, deadline));
    this.#warned = step;
  }

  get #deadline(): number | null {
    const at = Date.parse(this.deadline ?? "");
    return Number.isNaN(at) ? null : at;
  }

  /** Tells person and page what became of a question. */
  protected override ended(card: Card, outcome: Outcome, settlement?: Settlement): void {
    this.say(outcomeText(this.voice, outcome));
    const mine = settlement && (outcome.kind === "approved" || outcome.kind === "aborted");
    const detail = { ...this.#about(card), outcome: outcome.kind, approvers: outcome.approvers, ...(settlement ? { view: settlement.view } : {}) };
    this.tell(mine ? (outcome.kind === "approved" ? "jenkins-approved" : "jenkins-aborted") : "jenkins-settled", detail);
  }

  #about(card: Card): { job: string; run: number; input: string } {
    return { job: this.job ?? "", run: this.run ?? 0, input: card.pending.id };
  }

  /** What may be asked in words beside a decision. */
  #comment = (card: Card, verb: Verb): CommentMode => commentMode(card.may?.[verb], this.comment);

  #press = (card: Card, verb: Verb): void => {
    const reason = this.offline ? this.text.offline : hindrance(this.#host(this.view as RunView), card, verb);
    if (card.phase === "sending") return;
    if (reason !== null) return this.say(reason);
    if (verb === "abort") {
      this.asked = { card, verb, values: {}, comment: null, wrong: null };
    } else if (asksMore({ comment: this.#comment }, card)) {
      this.change(card, { phase: "form", error: null });
      this.#focusIn(card, ".form :is(input, select, textarea)");
    } else {
      this.#confirmed(card, {}, null);
    }
  };

  #submit = (card: Card): void => {
    const reason = this.offline ? this.text.offline : hindrance(this.#host(this.view as RunView), card, "approve");
    if (card.phase === "sending") return;
    if (reason !== null) return this.say(reason);
    const { parameters } = card.pending;
    const key = formKey(card);
    const values = formValues(this.renderRoot, { key, definitions: parameters });
    const comment = commentIn(this.renderRoot, key);
    const invalid = validate(this.voice, parameters, values, comment, this.#comment(card, "approve"), null);
    for (const parameter of parameters) if (beyond(parameter, false)) invalid.set(parameter.name, this.text.unsupported(parameter.type));
    this.change(card, { invalid, error: null });
    if (invalid.size > 0) this.#focusIn(card, ".summary");
    else this.#confirmed(card, values, comment);
  };

  /** Approves, once it was asked again where the page wants that. */
  #confirmed(card: Card, values: Values, comment: string | null): void {
    if (this.confirm || card.may?.approve.confirm) this.asked = { card, verb: "approve", values, comment, wrong: null };
    else void this.#decide(card, "approve", values, comment);
  }

  /** What was asked in the dialog was answered with yes. */
  #yes(): void {
    const asked = this.asked;
    if (!asked) return;
    const { card, verb, values } = asked;
    const comment = verb === "abort" ? commentIn(this.renderRoot, "confirm") : asked.comment;
    if (verb === "abort" && this.#comment(card, verb) === "required" && comment === null) {
      this.asked = { ...asked, wrong: this.text.commentRequired };
      void this.focusOn("#confirm-comment");
      return;
    }
    this.asked = null;
    // Drawn first, so that the dialog gives the focus back before anything else is.
    void this.updateComplete.then(() => this.#decide(card, verb, values, comment));
  }

  /** Sends a decision once, about the run, the input and the question that were seen. */
  async #decide(card: Card, verb: Verb, values: Values, comment: string | null): Promise<void> {
    const run = this.theRun;
    const current = this.cards.find((other) => other.key === card.key && other.phase !== "done");
    if (!run || !current || current.phase === "sending") return;
    if (!this.tell(`jenkins-before-${verb}`, { ...this.#about(card), values, comment })) return;
    const before = this.view;
    this.change(card, { phase: "sending", verb, slow: false, sent: null, error: null, changed: false });
    this.say(this.text.sending);
    const slow = setTimeout(() => {
      this.change(card, { slow: true });
      this.say(this.text.slow);
    }, SLOW_MILLIS);
    try {
      if (this.old) await this.#stillAsked(run, card);
      const input = run.input(card.pending);
      const how = { ...(comment === null ? {} : { comment }) };
      this.#done(card, await (verb === "approve" ? input.approve(values, how) : input.abort(how)), before);
    } catch (thrown) {
      this.#refused(card, verb, this.failed(thrown));
    } finally {
      clearTimeout(slow);
    }
  }

  /** What is shown may be old: looks first whether the same is still asked. The core and the gateway compare once more. */
  async #stillAsked(run: Run, card: Card): Promise<void> {
    const same = (await run.inputs()).filter(({ id }) => id === card.pending.id);
    if (same.length > 0 && !same.some(({ pending }) => pending.fingerprint === card.pending.fingerprint)) {
      throw new JenkinsError({ code: "input_changed", message: "The question is not the one that was seen.", status: null, jenkins: null, remedy: "", parameter: null, sent: "no" });
    }
  }

  #done(card: Card, settlement: Settlement, before: RunView | null): void {
    const counted = settlement as unknown as { outcome: string; votes?: string[]; quorum?: number };
    if (counted.outcome === "counted" && card.may) {
      const [votes, quorum] = [counted.votes?.length ?? 1, counted.quorum ?? 1];
      const may = { ...card.may, approve: { ...card.may.approve, votes, quorum, voted: true } };
      this.change(card, { phase: "waiting", verb: null, slow: false, may });
      const after = this.cards.find((other) => other.key === card.key) as Card;
      this.say(hindrance(this.#host(this.view as RunView), after, "approve") ?? "");
      this.tell("jenkins-settled", { ...this.#about(card), outcome: "counted", approvers: [] });
      return;
    }
    const outcome = settledAs(settlement, before);
    this.change(card, { phase: "done", slow: false, outcome });
    this.ended(card, outcome, settlement);
  }

  #refused(card: Card, verb: Verb, error: JenkinsError): void {
    const elsewhere = decidedElsewhere(error, this.view?.approvers ?? []);
    if (elsewhere) {
      this.change(card, { phase: "done", outcome: elsewhere });
      this.ended(card, elsewhere);
      return;
    }
    const notHim = error.code === "input_not_allowed" && verb === "approve";
    const form = verb === "approve" && !notHim && asksMore({ comment: this.#comment }, card);
    const invalid = new Map(form && error.parameter !== null ? [[error.parameter, error.message] as const] : []);
    this.change(card, { phase: form ? "form" : "waiting", verb: null, slow: false, sent: null, invalid, error: notHim || invalid.size > 0 ? null : error, refusal: notHim ? error : card.refusal });
    if (error.code === "input_changed") this.awake();
    if (!notHim) this.#focusIn(card, ".summary");
    else this.say(hindrance(this.#host(this.view as RunView), { ...card, refusal: error }, "approve") ?? "");
  }

  #back = (card: Card): void => {
    if (card.phase === "sending") return;
    this.change(card, { phase: "waiting", error: null, invalid: new Map() });
    this.#focusIn(card, "[part~=approve]");
  };

  /** Puts the focus on something of this card: the others have the same. */
  #focusIn(card: Card, selector: string): void {
    void this.focusOn(`[data-place="${CSS.escape(card.key)}"] ${selector}`);
  }

  #host(view: RunView): CardHost {
    return { voice: this.voice, view, seenAt: this.seenAt, level: this.level, deadline: this.#deadline, offline: this.offline, comment: this.#comment, press: this.#press, submit: this.#submit, back: this.#back };
  }

  protected override skeleton(): TemplateResult {
    return cardSkeleton("");
  }

  protected override draw(): TemplateResult {
    return html`${this.#body()} ${this.error ? this.#failure(this.error) : nothing} ${this.connection()}
      ${confirmation(this.voice, this.#confirmation(), () => (this.asked = null), () => this.#yes())}`;
  }

  #body(): TemplateResult | typeof nothing {
    const view = this.view;
    if (!view) return this.error ? nothing : cardSkeleton(this.text.loading);
    if (this.cards.length > 0) return html`${this.cards.map((card) => cardView(this.#host(view), card))}`;
    const { word } = view.status;
    return html`<section class="card" part="card" data-phase="quiet">
      <div class="head" part="run">${runLink(this.voice, view)} ${startedBy(this.voice, view)}</div>
      <p class="outcome" part="status">${statusIcon(word)} ${this.text.status[word]}</p>
      ${stageRow(this.voice, view.stages)}
      <p class="hint">${this.text.nothingWaits}</p>
    </section>`;
  }

  #failure(error: JenkinsError): TemplateResult {
    return html`<section class="card" part="card" data-phase="error">
      ${errorText(this.voice, error)}
      <div class="actions"><button type="button" part="try-again" @click=${() => this.watch(this.view !== null)}>${this.text.tryAgain}</button></div>
    </section>`;
  }

  #confirmation(): Confirmation | null {
    if (!this.asked) return null;
    const { card, verb, wrong } = this.asked;
    const { text } = this;
    const [quote, act] = [card.pending.message, caption(this.voice, card, verb)];
    if (verb === "approve") return { title: text.confirmApprove(act), text: "", quote, safe: text.keepWaiting, act, danger: false, part: "confirm-approve", comment: null, wrong };
    return { title: text.confirmAbort, text: text.abortEnds, quote, safe: text.keepWaiting, act, danger: true, part: "confirm-abort", comment: this.#comment(card, "abort"), wrong };
  }
}
