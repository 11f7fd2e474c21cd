import type { Clock } from "../engine.js";

/** Besides a client's waits and limits there are answers that a fault delays. */
type Why = NonNullable<Parameters<Clock["sleep"]>[2]> | "answer";

interface Sleeper {
  at: number;
  why: Why;
  timer?: ReturnType<typeof setTimeout>;
  wake(): void;
}

/** Turns of the event loop without anything happening, after which nothing more is about to happen. */
const QUIET_TURNS = 3;
/** How long a request may be on its way through a real network before virtual time goes on without it, in milliseconds. */
const NETWORK_MILLIS = 5_000;
const LONGEST_TIMEOUT = 2 ** 31 - 1;

// Kept from before a test replaces them by fakes.
const elapsed = performance.now.bind(performance);
const immediately = typeof setImmediate === "undefined" ? undefined : setImmediate;

/**
 * The simulator's time. Real time is the host's, with what was added to it; virtual time stands still until it is
 * advanced. Whoever sleeps by it is woken when his time has come.
 */
export class SimClock implements Clock {
  /** Virtual: the time. Real: how far this is ahead of the host's. */
  #millis: number;
  #activity = 0;
  #stirred: (() => void)[] = [];
  readonly #sleepers = new Set<Sleeper>();

  constructor(
    readonly virtual: boolean,
    start: number | undefined,
  ) {
    const now = start ?? Date.now();
    this.#millis = virtual ? now : now - Date.now();
  }

  now(): number {
    return this.virtual ? this.#millis : Date.now() + this.#millis;
  }

  sleep(millis: number, signal?: AbortSignal, why: Why = "wait"): Promise<void> {
    if (millis <= 0 || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        at: Math.ceil(this.now() + millis),
        why,
        wake: () => {
          clearTimeout(sleeper.timer);
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener("abort", sleeper.wake);
          this.#stir();
          resolve();
        },
      };
      signal?.addEventListener("abort", sleeper.wake, { once: true });
      this.#sleepers.add(sleeper);
      if (!this.virtual) this.#arm(sleeper);
      this.#stir();
    });
  }

  /** Lets time pass, and everybody wake at his time on the way. */
  async advance(millis: number): Promise<void> {
    if (!(millis >= 0 && Number.isFinite(millis))) throw new TypeError(`time cannot be advanced by ${millis} milliseconds`);
    if (!this.virtual) {
      this.#millis += millis;
      for (const sleeper of this.#sleepers) this.#arm(sleeper);
      return;
    }
    const end = this.#millis + millis;
    for (;;) {
      await this.#settled();
      const next = this.#next();
      if (!next || next.at > end) break;
      this.#to(next.at);
    }
    this.#to(end);
    await this.#settled();
  }

  /** Lets time pass whenever all are asleep, until this is done. */
  async run<T>(work: PromiseLike<T>, atMost: number): Promise<T> {
    if (!this.virtual) return work;
    let over = false;
    const end = (): void => {
      over = true;
      this.#stir();
    };
    work.then(end, end);
    const last = this.#millis + atMost;
    for (;;) {
      await this.#settled(() => over);
      if (over) return work;
      const next = this.#next();
      if (!next) await new Promise<void>((resolve) => this.#stirred.push(resolve));
      else if (next.at > last) throw new Error(`after ${atMost} ms of virtual time this still waits; does a run wait for a person, or for an executor?`);
      else this.#to(next.at);
    }
  }

  #arm(sleeper: Sleeper): void {
    clearTimeout(sleeper.timer);
    const left = sleeper.at - this.now();
    sleeper.timer = setTimeout(() => (this.now() < sleeper.at ? this.#arm(sleeper) : sleeper.wake()), Math.min(Math.max(0, left), LONGEST_TIMEOUT));
  }

  #next(): Sleeper | undefined {
    let next: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (!next || sleeper.at < next.at) next = sleeper;
    return next;
  }

  #to(time: number): void {
    this.#millis = Math.max(this.#millis, time);
    for (const sleeper of [...this.#sleepers]) if (sleeper.at <= this.#millis) sleeper.wake();
  }

  /** Somebody has gone to sleep or was woken. */
  #stir(): void {
    this.#activity += 1;
    for (const tell of this.#stirred.splice(0)) tell();
  }

  /** Resolves when nothing goes on any more but sleep. A limit tells that an answer is awaited, unless that sleeps itself. */
  async #settled(over?: () => boolean): Promise<void> {
    const start = elapsed();
    for (let quiet = 0, seen = this.#activity; quiet < QUIET_TURNS && !over?.(); quiet += 1) {
      await turn();
      let awaited = 0;
      for (const { why } of this.#sleepers) awaited += why === "limit" ? 1 : why === "answer" ? -1 : 0;
      if (seen !== this.#activity || (awaited > 0 && elapsed() - start < NETWORK_MILLIS)) quiet = -1;
      seen = this.#activity;
    }
  }
}

/** Lets everything that is due have its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (immediately) {
      immediately(resolve);
      return;
    }
    // Timers in a page would be throttled.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
