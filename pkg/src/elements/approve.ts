import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { JenkinsError } from "../error.js";
import type { PendingInput, RunView, Settlement } from "../generated/types.js";
import type { Run } from "../run.js";
import type { Values } from "../values.js";
import { gaveUp, JenkinsElement } from "./base.js";
import { formFields, formValues } from "./form.js";
import { statusIcon } from "./icons.js";
import { errorText, runLink, stageRow, startedBy, linked } from "./parts.js";

type Verb = "approve" | "abort";

/** A question with where the person stands in answering it. */
interface Card {
  key: string;
  pending: PendingInput;
  phase: "waiting" | "form" | "sending" | "done";
  verb: Verb | null;
  slow: boolean;
  error: JenkinsError | null;
  /** Why this person may not answer, in Jenkins' words. */
  refusal: string | null;
  outcome: { good: boolean; text: string } | null;
}

const SLOW_MILLIS = 4000;
/** Other people's decisions, and our own that others took first: not errors. */
const ELSEWHERE = ["input_already_settled", "run_finished", "input_not_found"];

/**
 * Shows what a run asks, and lets a person answer.
 *
 * @element jenkins-approve
 * @attr url - base URL of Jenkins
 * @attr job - the job's full name
 * @attr run - the run's number
 * @attr input - only this input
 * @fires jenkins-before-approve - cancelable, with the values
 * @fires jenkins-before-abort - cancelable
 * @fires jenkins-approved
 * @fires jenkins-aborted
 * @fires jenkins-settled - decided elsewhere, or not provably by this click
 * @fires jenkins-error
 */
export class JenkinsApprove extends JenkinsElement {
  static override properties: PropertyDeclarations = {
    ...JenkinsElement.properties,
    run: { type: Number },
    input: {},
    view: { state: true },
    cards: { state: true },
    error: { state: true },
  };

  /** The run's number. */
  declare run: number | null;
  /** Only the input of this id. */
  declare input: string | null;
  declare private view: RunView | null;
  declare private cards: readonly Card[];
  declare private error: JenkinsError | null;

  #watching: AbortController | undefined;
  #seenAt = 0;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.run = null;
    this.input = null;
    this.#reset();
  }

  #reset(): void {
    this.view = null;
    this.cards = [];
    this.error = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.cards.some((card) => card.phase !== "done") && this.requestUpdate(), 10_000);
    if (this.hasUpdated) this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#watching?.abort();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (["url", "job", "branch", "run", "client", "input"].some((name) => changed.has(name))) this.#watch();
  }

  get #theRun(): Run | null {
    return this.run === null ? null : (this.theJob?.run(this.run) ?? null);
  }

  /** Follows the run for as long as the element is in the page. */
  #watch(): void {
    this.#watching?.abort();
    const run = this.#theRun;
    this.#reset();
    if (!run) return;
    this.#watching = new AbortController();
    void this.#follow(run, this.#watching.signal);
  }

  async #follow(run: Run, signal: AbortSignal): Promise<void> {
    try {
      for await (const view of run.follow({ signal, onEvent: this.hear })) {
        this.#seenAt = Date.now();
        this.view = view;
        this.#merge(view);
      }
    } catch (thrown) {
      if (!gaveUp(thrown)) this.error = this.failed(thrown);
    }
  }

  /** Brings the cards up to date: new questions, and those that are gone. */
  #merge(view: RunView): void {
    const keyOf = (pending: PendingInput, index: number): string => `${pending.id} ${pending.fingerprint} ${pending.ambiguous ? index : ""}`;
    const wanted = view.inputs.filter((pending) => this.input === null || pending.id.toLowerCase() === this.input.toLowerCase());
    const shown = new Map(wanted.map((pending, index) => [keyOf(pending, index), pending]));
    const kept = this.cards.map((card) => (shown.has(card.key) || card.phase === "done" || card.phase === "sending" ? card : this.#elsewhere(card, view.approvers)));
    const known = new Set(this.cards.filter((card) => card.phase !== "done").map((card) => card.key));
    const fresh = [...shown].filter(([key]) => !known.has(key) && !kept.some((card) => card.key === key && card.phase === "sending"));
    this.cards = [...kept, ...fresh.map(([key, pending]) => newCard(key, pending))];
  }

  #elsewhere(card: Card, approvers: readonly string[]): Card {
    const text = approvers.length > 0 ? this.text.settledBy(approvers.join(", ")) : this.text.settled;
    this.say(text);
    this.tell("jenkins-settled", { ...this.#about(card), outcome: "settled", approvers });
    return { ...card, phase: "done", error: null, outcome: { good: false, text } };
  }

  #change(key: string, change: Partial<Card>): void {
    this.cards = this.cards.map((card) => (card.key === key && card.phase !== "done" ? { ...card, ...change } : card));
  }

  #start(card: Card): void {
    if (card.refusal !== null || card.phase === "sending") return;
    if (card.pending.parameters.length === 0) {
      void this.#decide(card, "approve", {});
      return;
    }
    this.#change(card.key, { phase: "form", error: null });
    void this.focusOn(".form :is(input, select, textarea)");
  }

  #submit(card: Card, event: Event): void {
    event.preventDefault();
    const state = { key: formKey(card), definitions: card.pending.parameters };
    void this.#decide(card, "approve", formValues(this.renderRoot, state));
  }

  /** Sends a decision once. */
  async #decide(card: Card, verb: Verb, values: Values): Promise<void> {
    const run = this.#theRun;
    const current = this.cards.find((other) => other.key === card.key);
    if (!run || !current || current.phase === "sending" || current.phase === "done") return;
    if (!this.tell(`jenkins-before-${verb}`, { ...this.#about(card), values, comment: null })) return;
    this.#change(card.key, { phase: "sending", verb, slow: false, error: null });
    this.say(this.text.sending);
    const slow = setTimeout(() => this.#change(card.key, { slow: true }), SLOW_MILLIS);
    try {
      const input = run.input(card.pending);
      this.#show(card, await (verb === "approve" ? input.approve(values) : input.abort()));
    } catch (thrown) {
      this.#refused(card, verb, this.failed(thrown));
    } finally {
      clearTimeout(slow);
    }
  }

  #show(card: Card, settlement: Settlement): void {
    const { outcome, approvers } = settlement;
    const who = approvers.at(-1);
    const texts = {
      approved: who !== undefined ? this.text.approvedBy(who, this.format.time()) : this.text.approved(this.format.time()),
      aborted: this.text.aborted(this.format.time()),
      superseded: this.text.superseded,
      settled: approvers.length > 0 ? this.text.settledBy(approvers.join(", ")) : this.text.settled,
    };
    // Through a gateway a decision may be counted, until enough have decided alike; it says so in words.
    const text = texts[outcome] ?? (settlement as { reason?: string }).reason ?? this.text.settled;
    this.say(text);
    this.#change(card.key, { phase: "done", slow: false, outcome: { good: outcome === "approved", text } });
    const told = outcome === "superseded" ? "settled" : outcome;
    this.tell(`jenkins-${told}`, { ...settlement, ...this.#about(card) });
  }

  #refused(card: Card, verb: Verb, error: JenkinsError): void {
    if (ELSEWHERE.includes(error.code)) {
      this.say(error.message);
      this.#change(card.key, { phase: "done", outcome: { good: false, text: error.message } });
      this.tell("jenkins-settled", { ...this.#about(card), outcome: "settled", approvers: [] });
      return;
    }
    const refusal = error.code === "input_not_allowed" && verb === "approve" ? this.text.mayNot(error.jenkins ?? error.message) : card.refusal;
    const form = verb === "approve" && card.pending.parameters.length > 0 && refusal === null;
    this.say(refusal ?? error.message);
    this.#change(card.key, { phase: form ? "form" : "waiting", verb: null, slow: false, error: refusal === null ? error : null, refusal });
    if (refusal === null) void this.focusOn(".summary");
  }

  #openDialog(card: Card): void {
    if (card.phase !== "sending") this.#dialog(card)?.showModal();
  }

  #dialog(card: Card): HTMLDialogElement | null {
    return this.renderRoot.querySelector<HTMLDialogElement>(`dialog[data-key="${CSS.escape(card.key)}"]`);
  }

  #confirmed(card: Card): void {
    this.#dialog(card)?.close();
    void this.#decide(card, "abort", {});
  }

  #about(card: Card): { job: string; run: number; input: string } {
    return { job: this.job ?? "", run: this.run ?? 0, input: card.pending.id };
  }

  protected override skeleton(): TemplateResult {
    return html`<div class="card" aria-busy="true"><div class="bone small"></div><div class="bone"></div><div class="bone button"></div></div>`;
  }

  protected override draw(): TemplateResult {
    return html`${this.#body()} ${this.connection()}`;
  }

  #body(): TemplateResult {
    if (this.error) {
      return html`<div class="card">${errorText(this.voice, this.error)}<div class="actions"><button @click=${() => this.#watch()}>${this.text.tryAgain}</button></div></div>`;
    }
    if (!this.view) return this.skeleton();
    if (this.cards.length === 0) return this.#quiet(this.view);
    return html`${this.cards.map((card) => this.#card(card, this.view as RunView))}`;
  }

  #quiet(view: RunView): TemplateResult {
    const word = view.status.word;
    return html`<div class="card">${this.#head(view)}<p class="outcome">${statusIcon(word)} ${this.text.status[word]}</p>${stageRow(this.voice, view.stages)}
      <p class="hint">${this.text.nothingWaits}</p></div>`;
  }

  #head(view: RunView): TemplateResult {
    return html`<div class="head">
      ${runLink(this.voice, view)}
      ${startedBy(this.voice, view)}
    </div>`;
  }

  #card(card: Card, view: RunView): TemplateResult {
    const busy = card.phase === "sending";
    return html`<section class="card" part="card" aria-busy=${busy ? "true" : "false"} data-phase=${card.phase}>
      ${this.#head(view)}
      <h3>${card.pending.message}</h3>
      ${card.phase === "done" ? nothing : this.#facts(card, view)}
      ${card.error ? errorText(this.voice, card.error) : nothing}
      ${card.phase === "done" ? this.#outcome(card) : card.pending.ambiguous ? this.#inJenkins(view, this.text.ambiguous) : this.#answer(card, view)}
    </section>`;
  }

  #facts(card: Card, view: RunView): TemplateResult {
    const paused = view.stages.find((stage) => stage.status.word === "paused");
    const waited = paused ? paused.pauseDurationMillis + Date.now() - this.#seenAt : null;
    const names = card.pending.submitters?.join(", ");
    return html`<div class="head">
      ${paused ? html`<bdi>${paused.name}</bdi>` : nothing}
      ${waited === null ? nothing : html`<span>${this.text.waitingFor(this.format.duration(waited))}</span>`}
      ${names ? html`<span>${this.text.onlyMay(names)}</span>` : nothing}
    </div>`;
  }

  #inJenkins(view: RunView, text: string): TemplateResult {
    return html`<p class="note">${text} ${view.inputsUrl === "" ? nothing : linked(view.inputsUrl, this.text.openInJenkins)}</p>`;
  }

  #outcome(card: Card): TemplateResult {
    const good = card.outcome?.good === true;
    return html`<p class="outcome ${good ? "good" : ""}" part="outcome">${statusIcon(good ? "success" : "aborted")} ${card.outcome?.text}</p>`;
  }

  #answer(card: Card, view: RunView): TemplateResult {
    const form = card.phase === "form" || (card.phase === "sending" && card.verb === "approve" && card.pending.parameters.length > 0);
    return html`${form ? this.#form(card, view) : this.#buttons(card)}
      ${card.refusal ? html`<p class="hint" id="refusal-${formKey(card)}">${card.refusal}</p>` : nothing}
      ${card.slow ? html`<p class="hint">${this.text.slow}</p>` : nothing} ${this.#confirm(card)}`;
  }

  #buttons(card: Card): TemplateResult {
    const busy = card.phase === "sending";
    const caption = card.pending.ok ?? this.text.approve;
    const dots = card.pending.parameters.length > 0 ? "…" : "";
    const refused = card.refusal !== null;
    return html`<div class="actions" part="actions">
      <button
        class="primary" part="approve" type="button"
        aria-disabled=${busy || refused ? "true" : "false"} aria-describedby=${refused ? `refusal-${formKey(card)}` : nothing}
        @click=${() => this.#start(card)}>${busy && card.verb === "approve" ? this.text.sending : caption + dots}</button>
      ${this.#abortButton(card)}
    </div>`;
  }

  #abortButton(card: Card): TemplateResult {
    const busy = card.phase === "sending";
    const caption = card.pending.cancel ?? this.text.abort;
    return html`<button class="danger" part="abort" type="button" aria-disabled=${busy ? "true" : "false"} @click=${() => this.#openDialog(card)}>
      ${busy && card.verb === "abort" ? this.text.sending : caption}
    </button>`;
  }

  #form(card: Card, view: RunView): TemplateResult {
    const busy = card.phase === "sending";
    const fields = formFields({ voice: this.voice, key: formKey(card), definitions: card.pending.parameters, error: card.error, jenkinsUrl: view.inputsUrl });
    return html`<form class="form card-form" @submit=${(event: Event) => this.#submit(card, event)} novalidate>
      ${fields}
      <div class="actions" part="actions">
        <button class="primary" part="approve" aria-disabled=${busy ? "true" : "false"}>${busy ? this.text.sending : (card.pending.ok ?? this.text.approve)}</button>
        ${this.#abortButton(card)}
        <button type="button" part="back" aria-disabled=${busy ? "true" : "false"} @click=${() => this.#back(card)}>${this.text.back}</button>
      </div>
    </form>`;
  }

  #back(card: Card): void {
    if (card.phase === "sending") return;
    this.#change(card.key, { phase: "waiting", error: null });
    void this.focusOn("button.primary");
  }

  #confirm(card: Card): TemplateResult {
    const caption = card.pending.cancel ?? this.text.abort;
    return html`<dialog data-key=${card.key} aria-label=${this.text.confirmAbort}>
      <strong>${this.text.confirmAbort}</strong>
      <p>${this.text.abortEnds} ${card.pending.message}</p>
      <div class="actions">
        <button type="button" autofocus @click=${() => this.#dialog(card)?.close()}>${this.text.keepWaiting}</button>
        <button type="button" class="danger" part="confirm-abort" @click=${() => this.#confirmed(card)}>${caption}</button>
      </div>
    </dialog>`;
  }
}

function newCard(key: string, pending: PendingInput): Card {
  return { key, pending, phase: "waiting", verb: null, slow: false, error: null, refusal: null, outcome: null };
}

/** A key that can stand in an id. */
function formKey(card: Card): string {
  return `f${card.pending.fingerprint.slice(0, 12)}`;
}
