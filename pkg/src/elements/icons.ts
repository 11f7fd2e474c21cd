import { html, svg, type TemplateResult } from "lit";
import type { StatusWord } from "../generated/types.js";

/** The six icons, on one grid of 16 with a circle of 6 around its middle. */
export type IconName = "waiting" | "running" | "succeeded" | "failed" | "aborted" | "skipped";

const SHAPES: Record<IconName, TemplateResult> = {
  waiting: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.25 2"/>`,
  running: svg`<path d="M8 2a6 6 0 1 0 6 6"/>`,
  succeeded: svg`<circle cx="8" cy="8" r="6"/><path d="m5.25 8.25 2 2 3.5-4"/>`,
  failed: svg`<circle cx="8" cy="8" r="6"/><path d="m6 6 4 4m0-4-4 4"/>`,
  aborted: svg`<circle cx="8" cy="8" r="6"/><path d="M5.25 8h5.5"/>`,
  skipped: svg`<circle cx="8" cy="8" r="6" stroke-dasharray="2.2 2.5"/>`,
};

const OF: Record<StatusWord, IconName> = {
  queued: "waiting",
  not_executed: "skipped",
  running: "running",
  paused: "waiting",
  success: "succeeded",
  unstable: "failed",
  failure: "failed",
  aborted: "aborted",
  not_built: "skipped",
  unknown: "skipped",
};

/** The icon of a status. */
export function iconOf(word: StatusWord): IconName {
  return OF[word];
}

/** An icon; its meaning has to stand beside it in words. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class=${name} viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;
}

/** The icon of a status. */
export function statusIcon(word: StatusWord): TemplateResult {
  return icon(OF[word]);
}
