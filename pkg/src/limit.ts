import type { Clock } from "./engine.js";

/**
 * Ends one request: when its caller gives it up, or when it takes too long. What sends listens, or takes the signal,
 * which is made only for those that need one: every request has a limit, and hardly any comes to it.
 */
export class Limit {
  /** Whether the time was up. */
  late = false;
  #over = false;
  #controller: AbortController | undefined;
  #listeners: (() => void)[] = [];

  /** Whether it was ended. */
  get over(): boolean {
    return this.#over;
  }

  /** For a fetch. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#over) this.#controller.abort();
    return this.#controller.signal;
  }

  end(late: boolean): void {
    if (this.#over) return;
    this.#over = true;
    this.late = late;
    this.#controller?.abort();
    for (const listener of this.#listeners) listener();
  }

  /** Calls back when it is ended; at once if it was. */
  listen(ended: () => void): void {
    if (this.#over) ended();
    else this.#listeners.push(ended);
  }
}

/** The host's own. */
export const REAL: Clock = { now: () => Date.now(), sleep };

/** Timers count no further: some 25 days. */
const LONGEST = 2 ** 31 - 1;

/** Calls back after some time, unless it is stopped before. */
export function within(clock: Clock, millis: number, reached: () => void): () => void {
  millis = Math.min(millis, LONGEST);
  if (clock === REAL) {
    const timer = setTimeout(reached, millis);
    return () => clearTimeout(timer);
  }
  const stop = new AbortController();
  void clock.sleep(millis, stop.signal, "limit").then(() => {
    if (!stop.signal.aborted) reached();
  });
  return () => stop.abort();
}

function sleep(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, millis));
    signal?.addEventListener("abort", end, { once: true });
  });
}
