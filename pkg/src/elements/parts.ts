import { html, nothing, svg, type TemplateResult } from "lit";
import type { JenkinsError } from "../error.js";
import type { RunView, Stage, StatusWord } from "../generated/types.js";
import { duration, messages } from "./messages.js";

const SHAPES: Record<string, TemplateResult> = {
  waiting: svg`<circle cx="8" cy="8" r="6"/><path d="M8 5v3l2 2"/>`,
  running: svg`<path d="M14 8a6 6 0 1 1-6-6"/>`,
  success: svg`<circle cx="8" cy="8" r="6"/><path d="m5 8 2 2 4-4"/>`,
  failure: svg`<circle cx="8" cy="8" r="6"/><path d="m6 6 4 4m0-4-4 4"/>`,
  aborted: svg`<circle cx="8" cy="8" r="6"/><path d="M5 8h6"/>`,
  skipped: svg`<circle cx="8" cy="8" r="6"/>`,
};

const SHAPE_OF: Record<StatusWord, string> = {
  queued: "waiting",
  not_executed: "skipped",
  running: "running",
  paused: "waiting",
  success: "success",
  unstable: "failure",
  failure: "failure",
  aborted: "aborted",
  not_built: "skipped",
  unknown: "skipped",
};

/** A status by shape, word and colour. */
export function statusIcon(word: StatusWord): TemplateResult {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[SHAPE_OF[word]]}</svg>`;
}

/** The stages in a row. */
export function stageRow(stages: readonly Stage[]): TemplateResult | typeof nothing {
  if (stages.length === 0) return nothing;
  return html`<ol class="stages" part="stages">
    ${stages.map(
      (stage) => html`<li class=${SHAPE_OF[stage.status.word]}>
        ${statusIcon(stage.status.word)}<bdi>${stage.name}</bdi>
        <span class="hint">${messages.status[stage.status.word]}${stage.durationMillis > 0 ? `, ${duration(stage.durationMillis)}` : ""}</span>
      </li>`,
    )}
  </ol>`;
}

/** An error in words: what happened, what Jenkins said, what to do. */
export function errorText(error: JenkinsError): TemplateResult {
  return html`<div class="summary" part="error" tabindex="-1" data-code=${error.code}>
    <p class="error">${error.message}</p>
    ${error.jenkins ? html`<p class="hint">${messages.jenkinsSaid(error.jenkins)}</p>` : nothing}
    <p class="hint">${error.remedy} <code>${error.code}</code></p>
  </div>`;
}

/** Who or what started a run. */
export function startedBy(view: RunView): string {
  return view.causes.map((cause) => cause.text ?? cause.type).join(", ");
}

/** A link to Jenkins; its words alone where the page is not told the address. */
export function linked(url: string, words: TemplateResult | string): TemplateResult {
  return url === "" ? html`<span>${words}</span>` : html`<a href=${url} target="_blank" rel="noopener">${words}</a>`;
}
