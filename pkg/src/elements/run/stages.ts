import type { TemplateResult } from "lit";
import type { RunView, Stage } from "../../generated/types.js";
import { html, nothing, statusIcon } from "../kit.js";
import type { Voice } from "../language.js";
import { arrange, type Group, halves } from "./tree.js";

/** So much of a stage's name is ever shown. */
const LONGEST = 2_000;

/** What the row of stages is drawn with. */
export interface Row {
  voice: Voice;
  view: RunView;
  /** When the view came. */
  seenAt: number;
  /** The stage whose log is open. */
  open: string | null;
  /** The stage that Tab reaches. */
  reached: string | null;
  /** The stage that is told in full. */
  told: string | null;
  scrolls: boolean;
  act: (stage: Stage) => void;
  reach: (stage: Stage) => void;
  tell: (stage: Stage | null) => void;
}

/** The stages in their order, branches below each other, in an element that scrolls by itself. */
export function drawStages(row: Row): TemplateResult {
  const { view, voice, scrolls } = row;
  if (view.stages.length === 0) return html`<p class="hint">${view.building ? voice.text.noStagesYet : voice.text.noStages}</p>`;
  const told = view.stages.find(({ id }) => id === row.told) ?? current(view);
  return html`<div class="row" part="stages" role="group" aria-label=${voice.text.stages} aria-describedby="stages-help" tabindex=${scrolls ? "0" : nothing} @keydown=${arrows} @pointerleave=${() => row.tell(null)}>
      ${sequence(row, arrange(view.stages))}
    </div>
    <span id="stages-help" class="visually-hidden">${voice.text.stagesHelp}</span>
    <p class="detail" part="detail" tabindex=${told && (told.name.length > 250 || (told.error?.message?.length ?? 0) > 250) ? "0" : nothing}>${told ? detail(row, told) : nothing}</p>`;
}

function sequence(row: Row, groups: Group[]): TemplateResult {
  return html`<ol>${groups.map((group) => html`<li>${places(row, group)}</li>`)}</ol>`;
}

function places(row: Row, group: Group): TemplateResult {
  return html`<ul class=${group.length > 1 ? "beside" : ""}>
    ${group.map(({ stage, inner }) => html`<li>${button(row, stage)}${inner.length > 0 ? html`<div class="inner">${sequence(row, inner)}</div>` : nothing}</li>`)}
  </ul>`;
}

function button(row: Row, stage: Stage): TemplateResult {
  const { voice, open, reached } = row;
  const { word } = stage.status;
  const [status, time] = [voice.text.status[word], took(row, stage)];
  const [start, end] = halves(stage.name);
  return html`<button
    type="button" class="stage of-${word}" part="stage" data-id=${stage.id} tabindex=${stage.id === reached ? "0" : "-1"}
    aria-label=${voice.text.stageOf(stage.name.slice(0, LONGEST), status, time)} aria-expanded=${stage.id === open ? "true" : "false"} aria-controls="panel"
    @click=${() => row.act(stage)} @focus=${() => row.reach(stage)} @pointerenter=${() => row.tell(stage)}
  >
    ${statusIcon(word)}<span class="name" dir="auto"><span class="start">${start}</span>${end === "" ? nothing : html`<span class="end">${end}</span>`}</span>
    <span class="how">${status}${time === "" ? nothing : ` · ${time}`}</span>
  </button>`;
}

function detail(row: Row, stage: Stage): TemplateResult {
  const time = took(row, stage);
  return html`<bdi>${stage.name.slice(0, LONGEST)}</bdi> · ${row.voice.text.status[stage.status.word]}${time === "" ? nothing : ` · ${time}`}${stage.error?.message ? html` · <bdi>${stage.error.message.slice(0, LONGEST)}</bdi>` : nothing}`;
}

/** The stage that goes on, innermost first; else the one that ended last. */
export function current({ stages }: RunView): Stage | null {
  const last = (words: readonly string[]): Stage | undefined => stages.filter(({ status }) => words.includes(status.word)).at(-1);
  return last(["paused"]) ?? last(["running"]) ?? last(["failure", "aborted"]) ?? stages.at(-1) ?? null;
}

/** How long a stage took, or has taken so far. */
function took({ voice, view, seenAt }: Row, { status: { word }, startTimeMillis, durationMillis }: Stage): string {
  if (word === "not_executed" || word === "not_built") return "";
  const goesOn = view.building && (word === "running" || word === "paused");
  // The Pipeline Graph View tells how long it took when it is over.
  const millis = goesOn ? (durationMillis > 0 ? durationMillis + Date.now() - seenAt : startTimeMillis > 0 ? Date.now() - startTimeMillis : 0) : durationMillis;
  return millis > 0 ? voice.format.duration(millis) : "";
}

/** Arrow keys go to the stage that lies that way, Home and End to the first and the last. */
function arrows(event: KeyboardEvent): void {
  const row = event.currentTarget as HTMLElement;
  const all = [...row.querySelectorAll<HTMLElement>("button.stage")];
  const from = all.indexOf((event.target as Element).closest<HTMLElement>("button.stage") as HTMLElement);
  if (from < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const to = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : nearest(all, all[from] as HTMLElement, event.key);
  if (!to && !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  to?.focus();
}

const WAYS: Record<string, readonly [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function nearest(all: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const way = WAYS[key];
  if (!way) return undefined;
  const here = from.getBoundingClientRect();
  const distance = (other: HTMLElement): number => {
    const there = other.getBoundingClientRect();
    const [x, y] = [there.left - here.left, there.top - here.top];
    const [along, across] = way[0] !== 0 ? [x * way[0], Math.abs(y)] : [y * way[1], Math.abs(x)];
    return along > 1 ? along + across * 3 : Infinity;
  };
  const ways = all.map((other) => [distance(other), other] as const).filter(([far]) => far < Infinity);
  return ways.sort(([one], [other]) => one - other)[0]?.[1];
}
