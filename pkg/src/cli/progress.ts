import type { RunView, Stage } from "../generated/types.js";
import { line, type RunAddress, runName } from "./address.js";
import { harmless, type Output } from "./output.js";
import { duration, status } from "./words.js";

const BAR = 24;

/**
 * Shows a run to people while it goes: a line whenever a stage changes, and on a terminal a bar below that moves.
 * The lines are the same in both, so that what is piped reads like what was seen.
 */
export class Progress {
  readonly #out: Output;
  readonly #address: RunAddress;
  readonly #mark: string;
  readonly #stages = new Map<string, string>();
  readonly #asked = new Set<string>();
  #word = "";
  #view: RunView | undefined;
  #seen = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `mark` sets the lines apart from a log between them. */
  constructor(out: Output, address: RunAddress, mark = "") {
    this.#out = out;
    this.#address = address;
    this.#mark = mark;
    if (out.live) this.#timer = setInterval(() => this.#draw(), 500);
  }

  /** The run as it stands now. */
  show(view: RunView): void {
    this.#view = view;
    this.#seen = Date.now();
    if (this.#word === "") this.#say(`${runName(this.#address)} ${view.url}`);
    for (const stage of view.stages) this.#stage(view.stages, stage);
    for (const pending of view.inputs) this.#ask(pending.id, pending.message);
    if (view.status.word !== this.#word) {
      this.#word = view.status.word;
      const took = !view.building && view.durationMillis ? ` after ${duration(view.durationMillis)}` : "";
      this.#say(`${runName(this.#address)}: ${status(this.#out, view.status)}${took}`);
    }
    this.#draw();
  }

  /** Takes the bar away. */
  end(): void {
    clearInterval(this.#timer);
    this.#out.status("");
  }

  #say(text: string): void {
    this.#out.line(`${this.#mark}${text}`);
  }

  #stage(stages: Stage[], stage: Stage): void {
    const { id, error } = stage;
    if (stage.status.word === "queued" || this.#stages.get(id) === stage.status.word) return;
    this.#stages.set(id, stage.status.word);
    const over = stage.status.word !== "running" && stage.status.word !== "paused" && stage.durationMillis > 0;
    const why = error?.message ? `: ${harmless(error.message)}` : "";
    this.#say(`  ${title(stages, stage)}: ${status(this.#out, stage.status)}${over ? ` (${duration(stage.durationMillis)})` : ""}${why}`);
  }

  #ask(id: string, message: string): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#say(`  waits for a person: ${harmless(message)}`);
    this.#say(`    ${harmless(line("approve", this.#address, id))}`);
  }

  #draw(): void {
    const view = this.#view;
    if (!view) return;
    if (!view.building) return this.#out.status("");
    const took = (view.durationMillis ?? 0) + Date.now() - this.#seen;
    const at = [...view.stages].reverse().find((s) => s.status.word === "running" || s.status.word === "paused");
    this.#out.status(bar(took, view.estimatedDurationMillis, at ? title(view.stages, at) : status(this.#out, view.status), this.#out.columns));
  }
}

/** The bar: time so far against what the run will probably take, and where it is. It stops short of the end while the run goes on. */
export function bar(took: number, estimate: number | null, at: string, columns: number): string {
  if (estimate === null || estimate <= 0) return cut(`${duration(took)}, no estimate yet  ${at}`, columns);
  const part = Math.min(0.99, took / estimate);
  const full = Math.round(part * BAR);
  return cut(`[${"#".repeat(full)}${"-".repeat(BAR - full)}] ${Math.floor(part * 100)} %  ${duration(took)} of about ${duration(estimate)}  ${at}`, columns);
}

// One line alone can be drawn anew. A text with colours is shorter than it looks, so it is cut early at worst.
function cut(text: string, columns: number): string {
  return text.length < columns ? text : `${text.slice(0, Math.max(0, columns - 2))}…`;
}

/** A stage with those that it is in. */
function title(stages: Stage[], stage: Stage): string {
  const names = [harmless(stage.name)];
  const seen = new Set([stage.id]);
  for (let up = stages.find((s) => s.id === stage.parent); up && !seen.has(up.id); up = stages.find((s) => s.id === up?.parent)) {
    seen.add(up.id);
    names.unshift(harmless(up.name));
  }
  return names.join(" / ");
}
