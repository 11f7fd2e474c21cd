import { html, nothing, type TemplateResult } from "lit";
import { confirmation } from "./dialog.js";
import { beyond, commentIn, commentMode, type CommentMode, formFields, formValues, validate } from "./form.js";
import { errorText } from "./parts.js";
import { endQuestion, queued, running } from "./trigger-view.js";
import { Triggering } from "./triggering.js";

const KEY = "t";

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
export class JenkinsTrigger extends Triggering {
  /** Why the job cannot be triggered now; null if nothing is known to stand against it. */
  get #hindrance(): string | null {
    const { text } = this;
    if (this.described?.buildable === false) return text.disabled;
    if (this.offline) return text.offline;
    const may = this.may?.trigger;
    return may && !may.allowed ? (text.errors[may.code] ?? may.reason) : null;
  }

  get #comment(): CommentMode {
    return commentMode(this.may?.trigger, this.comment);
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
    if (!this.#asksMore) return void this.trigger({}, null);
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
    const invalid = validate(this.voice, definitions, values, comment, this.#comment, this.may?.bodyBytes ?? null);
    for (const parameter of definitions) if (beyond(parameter, true)) invalid.set(parameter.name, this.text.unsupported(parameter.type));
    this.invalid = invalid;
    this.error = null;
    if (invalid.size > 0) void this.focusOn(".summary");
    else void this.trigger(values, comment);
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
      ${confirmation(this.voice, this.asked ? endQuestion(this.voice, this.phase === "queued", this.endComment, this.wrong) : null, () => (this.asked = false), () => void this.stop())}`;
  }

  #title(): TemplateResult {
    return html`<div class="head" part="job" tabindex="-1"><bdi>${this.job}</bdi>${this.branch ? html`<bdi>${this.branch}</bdi>` : nothing}</div>`;
  }

  #body(): TemplateResult {
    const { text, format, voice } = this;
    switch (this.phase) {
      case "loading":
        return html`<div class="actions">${this.error ? this.#again(() => void this.load()) : html`<span class="bone button"></span><span class="visually-hidden">${text.loading}</span>`}</div>`;
      case "form":
        return this.#form();
      case "sending":
        return html`${this.#asksMore ? this.#form() : html`<div class="actions">${this.#runButton()}</div>`}
          ${this.sent === null ? nothing : html`<p class="hint"><progress part="progress" max="1" .value=${this.sent} aria-label=${text.progress}></progress> ${text.uploading(format.percent(this.sent))}</p>`}`;
      case "queued":
        return html`${queued(voice, this.queue)} <div class="actions">${this.lost ? this.#again(() => void this.lookAgain()) : nothing} ${this.#endButton("cancel", text.cancel)}</div>`;
      case "running":
        return html`${running(voice, this.view, this.seenAt)}
          <div class="actions">${this.error ? this.#again(() => void this.lookAgain()) : this.#endButton("stop", text.stop)}</div>`;
      case "over":
        return html`${running(voice, this.view, this.seenAt)} <div class="actions">${this.#runButton()}</div>`;
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
    if (this.may?.stop?.allowed === false) return nothing;
    const busy = part === "stop" ? this.text.stopping : this.text.cancelling;
    return html`<button class="danger ${this.ending ? "busy" : ""}" part=${part} type="button" aria-disabled=${this.ending ? "true" : "false"}
      @click=${() => !this.ending && this.askEnd()}>${this.ending ? busy : words}</button>`;
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
