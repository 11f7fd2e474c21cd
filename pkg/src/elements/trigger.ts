import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { JenkinsError } from "../error.js";
import type { JobView, OperationEvent, RunView } from "../generated/types.js";
import type { Job } from "../job.js";
import type { MayI } from "../may.js";
import type { Run } from "../run.js";
import type { Values } from "../values.js";
import { gaveUp, JenkinsElement } from "./base.js";
import { confirmation, syncDialog } from "./dialog.js";
import { BELIEVED, beyond, commentIn, commentMode, type CommentMode, formFields, formValues, type Invalid, passing, validate } from "./form.js";
import { errorText, sentenceOf } from "./parts.js";
import { waitFor } from "./queue-item.js";
import { becameOf, endQuestion, queued, type QueuePlace, running } from "./trigger-view.js";

const KEY = "t";

/** Codes that say that an item has left the queue, and that its run is not to be found. */
const GONE: readonly string[] = ["queue_item_gone", "not_found"];

type Phase = "loading" | "ready" | "form" | "sending" | "queued" | "running" | "over";

/**
 * Triggers a job and shows what becomes of it.
 *
 * @element jenkins-trigger
 * @attr {string} url - base URL of Jenkins
 * @attr {string} gateway - the address of a gateway, in place of `url`
 * @attr {string} job - the job's full name
 * @attr {string} branch - a branch, as git names it
 * @attr {"optional"|"required"} comment - asks for a comment, which a gateway takes down and the events tell
 * @fires {CustomEvent} jenkins-before-trigger - cancelable, with the values
 * @fires {CustomEvent} jenkins-triggered - with the queue item
 * @fires {CustomEvent} jenkins-run - when the run has its number, and whenever it changes
 * @fires {CustomEvent} jenkins-before-stop - cancelable, before it is taken from the queue or stopped
 * @fires {CustomEvent} jenkins-error - with the stable code
 * @csspart card - all of it
 * @csspart trigger - the button
 * @csspart cancel
 * @csspart stop
 * @csspart progress
 * @csspart outcome - the run with its status
 * @csspart error - what went wrong
 */
export class JenkinsTrigger extends JenkinsElement {
  static override properties: PropertyDeclarations = {
    ...JenkinsElement.properties,
    comment: {},
    phase: { state: true },
    described: { state: true },
    error: { state: true },
    refused: { state: true },
    queue: { state: true },
    view: { state: true },
    note: { state: true },
    invalid: { state: true },
    sent: { state: true },
    ending: { state: true },
    asked: { state: true },
    wrong: { state: true },
  };

  /** Whether a comment can or has to be given, beside what a gateway's policy asks for. */
  declare comment: CommentMode;
  declare private phase: Phase;
  declare private described: JobView | null;
  declare private error: JenkinsError | null;
  /** Why it could not be asked to end; it is followed all the same. */
  declare private refused: JenkinsError | null;
  declare private queue: QueuePlace | null;
  declare private view: RunView | null;
  declare private note: string | null;
  declare private invalid: Invalid;
  /** How much of what is sent has gone, from 0 to 1, where it is large. */
  declare private sent: number | null;
  /** Whether it was asked to end. */
  declare private ending: boolean;
  /** Whether it is being asked whether to end it. */
  declare private asked: boolean;
  /** What is wrong with the comment in the dialog. */
  declare private wrong: string | null;

  #work: AbortController | undefined;
  #run: Run | null = null;
  #may: MayI | null = null;
  #askedAt = 0;
  #seenAt = 0;

  constructor() {
    super();
    this.comment = null;
    this.#reset();
  }

  #reset(): void {
    this.phase = "loading";
    this.described = null;
    this.error = this.refused = null;
    this.queue = null;
    this.view = null;
    this.note = null;
    this.invalid = new Map();
    this.sent = null;
    this.#endNothing();
    this.#may = null;
  }

  /** What was asked about its end is of no account any more. */
  #endNothing(): void {
    this.ending = this.asked = false;
    this.refused = null;
  }

  protected override back(): void {
    void this.#load();
  }

  protected override left(): void {
    this.#work?.abort();
  }

  protected override get ticking(): boolean {
    return super.ticking || this.phase === "running" || this.#mayPass;
  }

  protected override awake(): void {
    if (this.phase === "running" || this.#lost) void this.#lookAgain();
    else if (this.phase === "loading" && this.error) void this.#load();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (["url", "gateway", "job", "branch", "client"].some((name) => changed.has(name))) void this.#load();
    else if (this.#mayPass && Date.now() - this.#askedAt >= BELIEVED) void this.#askMay(this.theJob, this.#work?.signal);
    syncDialog(this.renderRoot, this.asked);
  }

  #begin(): AbortSignal {
    this.#work?.abort();
    this.#work = new AbortController();
    return this.#work.signal;
  }

  async #load(): Promise<void> {
    this.#work?.abort();
    this.#reset();
    const job = this.theJob;
    if (!job) return;
    const how = { signal: this.#begin(), onEvent: this.hear };
    this.#askedAt = Date.now();
    try {
      this.#may = await job.mayI(how);
      this.described = this.#may?.job ?? (await job.describe(how));
      this.heard();
      this.phase = "ready";
    } catch (thrown) {
      if (!gaveUp(thrown)) this.#failed(this.failed(thrown));
    }
  }

  /** Why the job cannot be triggered now; null if nothing is known to stand against it. */
  get #hindrance(): string | null {
    const { text } = this;
    if (this.described?.buildable === false) return text.disabled;
    if (this.offline) return text.offline;
    const may = this.#may?.trigger;
    return may && !may.allowed ? (text.errors[may.code] ?? may.reason) : null;
  }

  get #comment(): CommentMode {
    return commentMode(this.#may?.trigger, this.comment);
  }

  get #asksMore(): boolean {
    return (this.described?.parameters.length ?? 0) > 0 || this.#comment !== null;
  }

  #press(): void {
    const reason = this.#hindrance;
    if (this.phase === "sending" || this.phase === "loading") return;
    if (reason !== null) return this.say(reason);
    this.invalid = new Map();
    this.error = null;
    if (!this.#asksMore) return void this.#trigger({}, null);
    this.phase = "form";
    void this.focusOn("form :is(input, select, textarea)");
  }

  #submit(event: Event): void {
    event.preventDefault();
    const reason = this.#hindrance;
    if (this.phase === "sending") return;
    if (reason !== null) return this.say(reason);
    const definitions = this.described?.parameters ?? [];
    const values = formValues(this.renderRoot, { key: KEY, definitions });
    const comment = commentIn(this.renderRoot, KEY);
    const invalid = validate(this.voice, definitions, values, comment, this.#comment, this.#may?.bodyBytes ?? null);
    for (const parameter of definitions) if (beyond(parameter, true)) invalid.set(parameter.name, this.text.unsupported(parameter.type));
    this.invalid = invalid;
    this.error = null;
    if (invalid.size > 0) void this.focusOn(".summary");
    else void this.#trigger(values, comment);
  }

  /** Triggers once, then follows. */
  async #trigger(values: Values, comment: string | null): Promise<void> {
    const job = this.theJob;
    if (!job || !this.tell("jenkins-before-trigger", { job: this.job ?? "", values, comment })) return;
    const back = this.phase;
    this.phase = "sending";
    this.error = null;
    this.view = null;
    this.#endNothing();
    this.note = null;
    this.say(this.text.sending);
    const signal = this.#begin();
    try {
      const outcome = await job.trigger(values, { signal, onEvent: (event) => this.#queued(event), ...(comment === null ? {} : { comment }) });
      this.note = outcome.merged ? this.text.merged : null;
      if (outcome.run) await this.#follow(outcome.run, signal);
      else this.#end(this.text.cancelled);
    } catch (thrown) {
      if (!gaveUp(thrown)) this.#failed(this.failed(thrown), back);
    }
  }

  #failed(error: JenkinsError, back: Phase = this.phase): void {
    // What is wrong with a field stands at the field.
    const field = back === "form" && error.parameter !== null;
    this.invalid = new Map(field ? [[error.parameter, error.message]] : []);
    this.error = field ? null : error;
    this.sent = null;
    if (this.phase === "sending") this.phase = back;
    // What is in the queue stays there, whether it is seen or not, until it is known to be gone.
    else if (this.phase === "queued" && GONE.includes(error.code)) this.phase = "over";
    this.say(sentenceOf(this.voice, error));
    if (back !== "loading") void this.focusOn(".summary");
  }

  #queued(event: OperationEvent): void {
    this.hear(event);
    if (event.event === "uploading") {
      this.sent = event.sent / event.total;
    } else if (event.event === "queued") {
      this.phase = "queued";
      this.sent = null;
      this.queue = { id: event.queueId, state: "waiting", why: null, stuck: false };
      this.note = event.merged ? this.text.merged : null;
      this.say([this.text.inQueue, this.note].filter(Boolean).join(". "));
      this.tell("jenkins-triggered", { job: this.job ?? "", queueId: event.queueId, merged: event.merged });
    } else if (event.event === "waiting") {
      this.queue = { id: event.queueId, state: event.state, why: event.why, stuck: event.stuck };
      // Jenkins counts seconds in some of its reasons: what a screen reader is told has no numbers.
      if (event.state === "blocked" && event.why) this.say(this.text.blocked(event.why.replace(/\d+/g, "")));
    }
  }

  async #follow(run: Run, signal: AbortSignal): Promise<void> {
    this.#run = run;
    this.queue = null;
    // Stopping a run is another question than taking it from the queue.
    if (this.phase !== "running") this.#endNothing();
    this.ending = false;
    this.phase = "running";
    void this.#askMay(run, signal);
    for await (const view of run.follow({ signal, onEvent: this.hear })) {
      this.heard();
      if (view.status.word !== this.view?.status.word) this.say(becameOf(this.voice, view));
      this.view = view;
      this.#seenAt = Date.now();
      this.tell("jenkins-run", { job: this.job ?? "", run: view.run, view });
    }
    this.#end(this.note);
  }

  /** Whether something is refused that time may allow. */
  get #mayPass(): boolean {
    return passing(this.#may?.trigger) || passing(this.#may?.stop);
  }

  async #askMay(of: Job | Run | null, signal?: AbortSignal): Promise<void> {
    this.#askedAt = Date.now();
    // What fails here, following the run tells, or trying it.
    const may = await of?.mayI({ signal }).catch(() => null);
    if (!may || signal?.aborted) return;
    this.#may = may;
    this.requestUpdate();
  }

  /** Whether an item of the queue was lost sight of. */
  get #lost(): boolean {
    return this.phase === "queued" && this.error !== null;
  }

  /** Looks again for what was lost sight of; nothing is triggered. */
  async #lookAgain(): Promise<void> {
    const { jenkins, theJob: job, queue } = this;
    this.error = null;
    const signal = this.#begin();
    try {
      const number = jenkins && job && queue ? await waitFor(jenkins, job, queue.id, signal, (event) => this.#queued(event)) : this.#run?.number;
      const run = number ? job?.run(number) : null;
      if (run) await this.#follow(run, signal);
      else this.#end(this.text.cancelled);
    } catch (thrown) {
      if (!gaveUp(thrown)) this.#failed(this.failed(thrown));
    }
  }

  #end(note: string | null): void {
    if (note === this.text.cancelled) this.say(note);
    this.phase = "over";
    this.error = this.queue = null;
    this.#endNothing();
    this.note = note;
  }

  get #endComment(): CommentMode {
    return commentMode(this.#may?.stop ?? undefined, this.comment);
  }

  /** Asks whether to end it: before a run is stopped, and where a comment is asked for. */
  #askEnd(): void {
    this.wrong = null;
    if (this.phase === "running" || this.#endComment) this.asked = true;
    else void this.#stop();
  }

  async #stop(): Promise<void> {
    const comment = commentIn(this.renderRoot, "confirm");
    if (this.#endComment === "required" && comment === null) {
      this.wrong = this.text.commentRequired;
      return void this.focusOn("#confirm-comment");
    }
    this.asked = false;
    await this.updateComplete;
    const queueId = this.phase === "queued" ? (this.queue?.id ?? null) : null;
    if (this.ending || !this.tell("jenkins-before-stop", { job: this.job ?? "", run: queueId === null ? (this.#run?.number ?? null) : null, queueId, comment })) return;
    this.ending = true;
    this.refused = null;
    this.say(queueId === null ? this.text.stopping : this.text.cancelling);
    const how = comment === null ? {} : { comment };
    try {
      await (queueId === null ? this.#run?.stop(how) : this.theJob?.cancel(queueId, how));
      // Nobody looks any more whether it is gone.
      if (queueId !== null && this.error) this.#end(this.text.cancelled);
    } catch (thrown) {
      this.ending = false;
      this.refused = this.failed(thrown);
      this.say(sentenceOf(this.voice, this.refused));
      void this.focusOn(".summary");
    }
  }

  protected override skeleton(): TemplateResult {
    return html`<section class="card" part="card" aria-busy="true" data-phase="loading">${this.#title()}<div class="actions"><span class="bone button"></span></div></section>`;
  }

  protected override draw(): TemplateResult {
    const busy = this.phase === "sending" || this.phase === "loading";
    return html`<section class="card" part="card" aria-busy=${busy ? "true" : "false"} data-phase=${this.phase} data-place=${KEY}>
        ${this.#title()} ${[this.error, this.refused].map((error) => (error ? errorText(this.voice, error) : nothing))} ${this.#body()}
        ${this.note ? html`<p class="hint" part="note">${this.note}</p>` : nothing} ${this.connection()}
      </section>
      ${confirmation(this.voice, this.asked ? endQuestion(this.voice, this.phase === "queued", this.#endComment, this.wrong) : null, () => (this.asked = false), () => void this.#stop())}`;
  }

  #title(): TemplateResult {
    return html`<div class="head" part="job" tabindex="-1"><bdi>${this.job}</bdi>${this.branch ? html`<bdi>${this.branch}</bdi>` : nothing}</div>`;
  }

  #body(): TemplateResult {
    const { text, format, voice } = this;
    switch (this.phase) {
      case "loading":
        return html`<div class="actions">${this.error ? this.#again(() => void this.#load()) : html`<span class="bone button"></span><span class="visually-hidden">${text.loading}</span>`}</div>`;
      case "form":
        return this.#form();
      case "sending":
        return html`${this.#asksMore ? this.#form() : html`<div class="actions">${this.#runButton()}</div>`}
          ${this.sent === null ? nothing : html`<p class="hint"><progress part="progress" max="1" .value=${this.sent} aria-label=${text.progress}></progress> ${text.uploading(format.percent(this.sent))}</p>`}`;
      case "queued":
        return html`${queued(voice, this.queue)} <div class="actions">${this.#lost ? this.#again(() => void this.#lookAgain()) : nothing} ${this.#endButton("cancel", text.cancel)}</div>`;
      case "running":
        return html`${running(voice, this.view, this.#seenAt)}
          <div class="actions">${this.error ? this.#again(() => void this.#lookAgain()) : this.#endButton("stop", text.stop)}</div>`;
      case "over":
        return html`${running(voice, this.view, this.#seenAt)} <div class="actions">${this.#runButton()}</div>`;
      default:
        return html`<div class="actions">${this.#runButton()}</div>`;
    }
  }

  #again(act: () => void): TemplateResult {
    return html`<button type="button" part="try-again" @click=${act}>${this.text.tryAgain}</button>`;
  }

  #runButton(): TemplateResult {
    const busy = this.phase === "sending";
    const reason = this.#hindrance;
    return html`<button class="primary ${busy ? "busy" : ""}" part="trigger" type="button" aria-disabled=${busy || reason !== null ? "true" : "false"}
        aria-describedby=${reason === null ? nothing : "why"} @click=${() => this.#press()}>${busy ? this.text.sending : this.text.run + (this.#asksMore ? "…" : "")}</button>
      ${reason === null ? nothing : html`<span class="hint" part="reason" id="why">${reason}</span>`}`;
  }

  /** Ends it while it waits or runs; not there for those whom the policy does not let. */
  #endButton(part: string, words: string): TemplateResult | typeof nothing {
    if (this.#may?.stop?.allowed === false) return nothing;
    const busy = part === "stop" ? this.text.stopping : this.text.cancelling;
    return html`<button class="danger ${this.ending ? "busy" : ""}" part=${part} type="button" aria-disabled=${this.ending ? "true" : "false"}
      @click=${() => !this.ending && this.#askEnd()}>${this.ending ? busy : words}</button>`;
  }

  #form(): TemplateResult {
    const busy = this.phase === "sending";
    const state = { voice: this.voice, key: KEY, definitions: this.described?.parameters ?? [], invalid: this.invalid, comment: this.#comment, files: true, jenkinsUrl: this.described?.url ?? "" };
    const back = (): void => {
      if (busy) return;
      this.phase = "ready";
      void this.focusOn("[part~=trigger]");
    };
    return html`<form class="form" part="form" @submit=${(event: Event) => this.#submit(event)} novalidate>
      ${formFields(state)}
      <div class="actions">
        <button class="primary ${busy ? "busy" : ""}" part="trigger" aria-disabled=${busy || this.#hindrance !== null ? "true" : "false"}>${busy ? this.text.sending : this.text.run}</button>
        <button type="button" part="back" aria-disabled=${busy ? "true" : "false"} @click=${back}>${this.text.back}</button>
      </div>
    </form>`;
  }
}
