import { html, nothing, type TemplateResult } from "lit";
import type { JenkinsError } from "../error.js";
import type { Cause, RunView, Stage } from "../generated/types.js";
import { statusIcon } from "./icons.js";
import type { Voice } from "./language.js";

export type Piece = string | TemplateResult;

/** A text whose arguments are set apart, so that nothing in them reorders the words around; they may be links. */
export function rich(say: (...args: string[]) => string, ...args: Piece[]): TemplateResult {
  const pieces = say(...args.map((_, index) => String.fromCharCode(0xe000 + index))).split(/([\ue000-\ue00f])/);
  return html`${pieces.map((piece) => {
    const arg = args[piece.charCodeAt(0) - 0xe000];
    return arg === undefined ? piece : html`<bdi>${arg}</bdi>`;
  })}`;
}

/** The stages in a row. */
export function stageRow({ text, format }: Voice, stages: readonly Stage[]): TemplateResult | typeof nothing {
  if (stages.length === 0) return nothing;
  return html`<ol class="stages" part="stages">
    ${stages.map(
      (stage) => html`<li>
        ${statusIcon(stage.status.word)}<bdi>${stage.name.slice(0, 300)}</bdi>
        <span class="hint">${stage.durationMillis > 0 ? text.statusFor(text.status[stage.status.word], format.duration(stage.durationMillis)) : text.status[stage.status.word]}</span>
      </li>`,
    )}
  </ol>`;
}

/** What went wrong, in one sentence. */
export function sentenceOf({ text }: Voice, error: Pick<JenkinsError, "code" | "message">): string {
  return text.errors[error.code] ?? error.message;
}

/** An error in words: what happened and what to do; what exactly, as it was told; what Jenkins said. */
export function errorText(voice: Voice, error: JenkinsError): TemplateResult {
  const known = voice.text.errors[error.code];
  const exactly = known === undefined ? error.remedy : error.message === error.jenkins ? "" : error.message;
  return html`<div class="summary" part="error" tabindex="-1" data-focus data-code=${error.code}>
    <p class="error">${known ?? error.message}</p>
    ${error.jenkins ? html`<p class="hint">${rich(voice.text.jenkinsSaid, error.jenkins)}</p>` : nothing}
    <p class="hint" lang="en"><bdi>${exactly}</bdi> <code>${error.code}</code></p>
  </div>`;
}

/** Who or what started a run: a name, else what Jenkins said. */
export function startedBy({ text }: Voice, view: RunView): TemplateResult | typeof nothing {
  const one = (cause: Cause): Piece => (cause.userName ? rich(text.startedBy, cause.userName) : html`<bdi>${cause.text ?? cause.type}</bdi>`);
  return view.causes.length === 0 ? nothing : html`<span>${view.causes.map((cause, index) => [index > 0 ? " · " : "", one(cause)])}</span>`;
}

/** A run by name and number, as a link to it. */
export function runLink({ text, format }: Voice, view: Pick<RunView, "job" | "run" | "url">): TemplateResult {
  return linked(view.url, rich(text.runOf, view.job, format.plain(view.run)));
}

/** A link to Jenkins; its words alone where the page is not told the address. */
export function linked(url: string, words: Piece): TemplateResult {
  return url === "" ? html`<span>${words}</span>` : html`<a href=${url} target="_blank" rel="noopener">${words}</a>`;
}
