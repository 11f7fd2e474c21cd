import { html, nothing, type TemplateResult } from "lit";
import type { RunView } from "../generated/types.js";
import type { Confirmation } from "./dialog.js";
import type { CommentMode } from "./form.js";
import { iconOf, statusIcon } from "./icons.js";
import type { Voice } from "./language.js";
import { rich, runLink, stageRow } from "./parts.js";

/** Where an item stands in the queue. */
export interface QueuePlace {
  id: number;
  state: "waiting" | "blocked" | "buildable";
  /** Why it waits, in the server's language. */
  why: string | null;
  /** Whether Jenkins finds that it waits for unusually long. */
  stuck: boolean;
}

/** An item of the queue. */
export function queued({ text }: Voice, place: QueuePlace | null): TemplateResult {
  const why = place?.why;
  const words = why ? rich(place?.state === "blocked" ? text.blocked : text.queueReason, why) : text.inQueue;
  return html`<p class="outcome" part="queue" tabindex="-1" data-focus>${statusIcon("queued")} <span>${words} ${place?.stuck ? text.stuck : nothing}</span></p>`;
}

/** A run in one sentence, for a screen reader. */
export function becameOf({ text, format }: Voice, view: RunView): string {
  return `${text.runOf(view.job, format.plain(view.run))}: ${text.status[view.status.word]}`;
}

/** A run with its status, and how far it is while it goes on. */
export function running(voice: Voice, view: RunView | null, seenAt: number): TemplateResult | typeof nothing {
  if (!view) return nothing;
  const { text, format } = voice;
  const { word } = view.status;
  const took = view.building || !view.durationMillis ? nothing : html`<span class="hint">${text.took(format.duration(view.durationMillis))}</span>`;
  return html`<p class="outcome ${iconOf(word)}" part="outcome" tabindex="-1" data-focus>${statusIcon(word)} ${runLink(voice, view)} <span>${text.status[word]}</span> ${took}</p>
    ${view.building && word !== "paused" ? progress(voice, view, seenAt) : nothing} ${stageRow(voice, view.stages)}
    ${word === "paused" ? html`<p class="hint">${text.paused}</p>` : nothing}`;
}

function progress({ text, format }: Voice, view: RunView, seenAt: number): TemplateResult {
  const estimate = view.estimatedDurationMillis;
  if (!estimate) return html`<progress part="progress" aria-label=${text.progress}></progress>`;
  const { durationMillis, startTimeMillis } = view;
  const elapsed = Math.max(0, Date.now() - (durationMillis === null ? (startTimeMillis ?? seenAt) : seenAt - durationMillis));
  const words = elapsed < estimate ? text.remaining(format.duration(estimate - elapsed)) : text.overdue;
  return html`<div><progress part="progress" max=${estimate} .value=${Math.min(elapsed, estimate)} aria-label=${text.progress}></progress><p class="hint">${words}</p></div>`;
}

/** What is asked before it is taken from the queue, or stopped. */
export function endQuestion({ text }: Voice, waits: boolean, comment: CommentMode, wrong: string | null): Confirmation {
  const more = { quote: null, danger: true, comment, wrong };
  if (waits) return { title: text.confirmApprove(text.cancel), text: "", safe: text.keepWaiting, act: text.cancel, part: "confirm-cancel", ...more };
  return { title: text.confirmStop, text: text.stopEnds, safe: text.keepRunning, act: text.stop, part: "confirm-stop", ...more };
}
