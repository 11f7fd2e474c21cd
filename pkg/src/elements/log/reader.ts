import type { JenkinsError } from "../../error.js";
import type { CallOptions } from "../../engine.js";
import type { Run } from "../../run.js";
import { gaveUp } from "../kit.js";
import { Lines } from "./lines.js";
import { runLog, stageLog } from "./source.js";
import { Terminal } from "./terminal.js";

/** After so many milliseconds of work the page gets its turn. */
export const SLICE = 12;
/** So much text is worked on before the clock is looked at. */
const BITE = 1 << 16;
/** While much comes, it is drawn so often, in milliseconds. */
const DRAWN = 120;

export type Phase = "loading" | "reading" | "over" | "failed";

/** Reads a log into lines, giving way to the page. */
export class Reader {
  lines = new Lines();
  phase: Phase = "loading";
  error: JenkinsError | null = null;
  #terminal = new Terminal();
  #stop: AbortController | undefined;
  #drawing: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called when there is something to draw, `anew` when what was read is no longer so. */
  constructor(
    readonly changed: () => void,
    readonly anew: () => void,
    readonly failed: (thrown: unknown) => JenkinsError,
  ) {}

  /** Begins anew. Of the stages the first is the one that is shown, the others are within it. */
  async start(run: Run, stages: readonly string[], options: CallOptions): Promise<void> {
    this.stop();
    const stop = (this.#stop = new AbortController());
    this.#clear();
    this.phase = "loading";
    this.error = null;
    const how = { ...options, signal: stop.signal };
    try {
      await this.#read(stages.length > 0 ? stageLog(run, stages, how) : runLog(run, how), stop.signal);
      if (stop.signal.aborted) return;
      this.lines.append(this.#terminal.end());
      this.phase = "over";
    } catch (thrown) {
      if (stop.signal.aborted || gaveUp(thrown)) return;
      this.error = this.failed(thrown);
      this.phase = "failed";
    }
    this.#draw(0);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
  }

  #clear(): void {
    this.lines = new Lines();
    this.#terminal = new Terminal();
    this.anew();
  }

  async #read(pieces: AsyncGenerator<string | null, void, undefined>, signal: AbortSignal): Promise<void> {
    let since = performance.now();
    for await (const text of pieces) {
      if (signal.aborted) return;
      this.phase = "reading";
      if (text === null) this.#clear();
      for (let at = 0; text !== null && at < text.length; at += BITE) {
        this.lines.append(this.#terminal.feed(text.slice(at, at + BITE)));
        if (performance.now() - since < SLICE) continue;
        await turn();
        since = performance.now();
        if (signal.aborted) return;
      }
      this.#draw(DRAWN);
    }
  }

  #draw(millis: number): void {
    if (millis === 0) {
      clearTimeout(this.#drawing);
      this.#drawing = undefined;
      this.changed();
    } else {
      this.#drawing ??= setTimeout(() => {
        this.#drawing = undefined;
        this.changed();
      }, millis);
    }
  }
}

const channel = typeof MessageChannel === "undefined" ? undefined : new MessageChannel();
const waiting: (() => void)[] = [];
if (channel) channel.port1.onmessage = () => waiting.shift()?.();

/** Lets the page do what it has to; a timer would be held up by some milliseconds each time. */
export function turn(): Promise<void> {
  if (!channel) return new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(0);
  });
}
