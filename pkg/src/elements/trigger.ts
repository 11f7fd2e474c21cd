import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { JenkinsError } from "../error.js";
import type { JobView, OperationEvent, RunView } from "../generated/types.js";
import type { Run } from "../run.js";
import type { Values } from "../values.js";
import { gaveUp, JenkinsElement } from "./base.js";
import { formFields, formValues } from "./form.js";
import { statusIcon } from "./icons.js";
import { errorText, runLink, stageRow, startedBy } from "./parts.js";

const KEY = "t";

type Phase = "loading" | "ready" | "form" | "queued" | "running" | "over";

/**
 * Triggers a job and shows what becomes of it.
 *
 * @element jenkins-trigger
 * @attr url - base URL of Jenkins
 * @attr job - the job's full name
 * @attr branch - a branch, as git names it
 * @fires jenkins-before-trigger - cancelable, with the values
 * @fires jenkins-triggered - with the queue item
 * @fires jenkins-run - when the run has its number, and whenever it changes
 * @fires jenkins-error
 */
export class JenkinsTrigger extends JenkinsElement {
  static override properties: PropertyDeclarations = {
    ...JenkinsElement.properties,
    phase: { state: true },
    described: { state: true },
    error: { state: true },
    queue: { state: true },
    view: { state: true },
    note: { state: true },
    busy: { state: true },
  };

  declare private phase: Phase;
  declare private described: JobView | null;
  declare private error: JenkinsError | null;
  declare private queue: { id: number; why: string | null } | null;
  declare private view: RunView | null;
  declare private note: string | null;
  declare private busy: boolean;

  #work: AbortController | undefined;
  #run: Run | null = null;

  constructor() {
    super();
    this.#reset();
  }

  #reset(): void {
    this.phase = "loading";
    this.described = null;
    this.error = null;
    this.queue = null;
    this.view = null;
    this.note = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#work?.abort();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.say(this.#spoken());
    if (["url", "job", "branch", "client"].some((name) => changed.has(name))) void this.#load();
  }

  async #load(): Promise<void> {
    this.#work?.abort();
    this.#reset();
    const job = this.theJob;
    if (!job) return;
    const work = (this.#work = new AbortController());
    try {
      this.described = await job.describe({ signal: work.signal, onEvent: this.hear });
      this.phase = "ready";
    } catch (thrown) {
      if (!gaveUp(thrown)) this.error = this.failed(thrown);
    }
  }

  #press(): void {
    if (this.busy || this.described?.buildable === false) return;
    if (this.described && this.described.parameters.length > 0) {
      this.phase = "form";
      void this.focusOn("form :is(input, select, textarea)");
    } else {
      void this.#trigger({});
    }
  }

  #submit(event: Event): void {
    event.preventDefault();
    const definitions = this.described?.parameters ?? [];
    void this.#trigger(formValues(this.renderRoot, { key: KEY, definitions }));
  }

  /** Triggers once, then follows. */
  async #trigger(values: Values): Promise<void> {
    const job = this.theJob;
    if (!job || this.busy) return;
    if (!this.tell("jenkins-before-trigger", { job: this.job ?? "", values, comment: null })) return;
    this.busy = true;
    this.error = null;
    this.note = this.text.sending;
    this.#work?.abort();
    const { signal } = (this.#work = new AbortController());
    try {
      const outcome = await job.trigger(values, { signal, onEvent: (event) => this.#queued(event) });
      this.note = outcome.merged ? this.text.merged : null;
      if (outcome.run) await this.#follow(outcome.run, signal);
      else this.#end(this.text.cancelled);
    } catch (thrown) {
      if (!gaveUp(thrown)) this.#failed(this.failed(thrown));
    } finally {
      this.busy = false;
    }
  }

  #failed(error: JenkinsError): void {
    this.error = error;
    this.note = null;
    if (this.phase === "queued" || this.phase === "running") this.phase = "over";
    void this.focusOn(".summary");
  }

  #queued(event: OperationEvent): void {
    this.hear(event);
    if (event.event === "queued") {
      this.phase = "queued";
      this.queue = { id: event.queueId, why: null };
      this.note = event.merged ? this.text.merged : null;
      this.tell("jenkins-triggered", { job: this.job ?? "", queueId: event.queueId, merged: event.merged });
    } else if (event.event === "waiting") {
      this.queue = { id: event.queueId, why: event.why };
    }
  }

  async #follow(run: Run, signal: AbortSignal): Promise<void> {
    this.#run = run;
    this.queue = null;
    this.phase = "running";
    for await (const view of run.follow({ signal, onEvent: this.hear })) {
      this.view = view;
      this.tell("jenkins-run", { job: this.job ?? "", run: view.run, view });
    }
    this.#end(this.note);
  }

  #end(note: string | null): void {
    this.phase = "over";
    this.queue = null;
    this.note = note;
  }

  async #cancel(): Promise<void> {
    try {
      if (this.queue && this.phase === "queued") await this.jenkins?.call({ op: "cancel_queue_item", id: this.queue.id });
      else await this.#run?.stop();
    } catch (thrown) {
      this.error = this.failed(thrown);
    }
  }

  protected override skeleton(): TemplateResult {
    return html`<section class="card" aria-busy="true"><div class="bone small"></div><div class="bone button"></div></section>`;
  }

  protected override draw(): TemplateResult {
    return html`<section class="card" part="card" aria-busy=${this.busy ? "true" : "false"} data-phase=${this.phase}>
      ${this.#title()} ${this.error ? errorText(this.voice, this.error) : nothing} ${this.#body()}
      ${this.connection()}
    </section>`;
  }

  #title(): TemplateResult {
    return html`<div class="head"><bdi>${this.branch ? `${this.job} ${this.branch}` : this.job}</bdi></div>`;
  }

  #spoken(): string {
    if (this.phase === "queued") return this.text.inQueue;
    if (this.view) return `${this.text.runOf(this.view.job, this.format.plain(this.view.run))} ${this.text.status[this.view.status.word]}`;
    return this.note ?? "";
  }

  #body(): TemplateResult {
    if (this.error && this.phase === "loading") {
      return html`<div class="actions"><button type="button" @click=${() => void this.#load()}>${this.text.tryAgain}</button></div>`;
    }
    switch (this.phase) {
      case "loading":
        return html`<div class="bone button"></div>`;
      case "form":
        return this.#form();
      case "queued":
        return html`<p>${this.queue?.why ? this.text.queueReason(this.queue.why) : this.text.inQueue}</p>${this.#notes()}
          <div class="actions"><button type="button" part="cancel" @click=${() => void this.#cancel()}>${this.text.cancel}</button></div>`;
      case "running":
      case "over":
        return html`${this.#progress()} ${this.#notes()}
          <div class="actions">${this.phase === "running" ? this.#stopButton() : this.#runButton()}</div>`;
      default:
        return html`${this.#notes()}
          ${this.described?.buildable === false ? html`<p class="hint" id="why">${this.text.disabled}</p>` : nothing}
          <div class="actions">${this.#runButton()}</div>`;
    }
  }

  #notes(): TemplateResult | typeof nothing {
    return this.note ? html`<p class="hint">${this.note}</p>` : nothing;
  }

  #runButton(): TemplateResult {
    const disabled = this.busy || this.described?.buildable === false;
    const dots = (this.described?.parameters.length ?? 0) > 0 ? "…" : "";
    return html`<button class="primary" part="trigger" type="button" aria-disabled=${disabled ? "true" : "false"}
      aria-describedby=${this.described?.buildable === false ? "why" : nothing} @click=${() => this.#press()}>${this.text.run}${dots}</button>`;
  }

  #stopButton(): TemplateResult {
    return html`<button class="danger" part="stop" type="button" @click=${() => void this.#cancel()}>${this.text.stop}</button>`;
  }

  #form(): TemplateResult {
    const definitions = this.described?.parameters ?? [];
    const jenkinsUrl = this.described?.url ?? "";
    return html`<form class="form" @submit=${(event: Event) => this.#submit(event)} novalidate>
      ${formFields({ voice: this.voice, key: KEY, definitions, error: this.error, jenkinsUrl })} ${this.#notes()}
      <div class="actions">
        <button class="primary" part="trigger" aria-disabled=${this.busy ? "true" : "false"}>${this.text.run}</button>
        <button type="button" part="back" @click=${() => (this.phase = "ready")}>${this.text.back}</button>
      </div>
    </form>`;
  }

  #progress(): TemplateResult | typeof nothing {
    const view = this.view;
    if (!view) return nothing;
    const word = view.status.word;
    const took = view.durationMillis ? `, ${this.format.duration(view.durationMillis)}` : "";
    return html`<p class="outcome ${word}" part="outcome">
        ${statusIcon(word)}${runLink(this.voice, view)}
        <span>${this.text.status[word]}${view.building ? "" : took}</span>
      </p>
      ${stageRow(this.voice, view.stages)} ${word === "paused" ? html`<p class="hint">${this.text.paused}</p>` : nothing}`;
  }
}
