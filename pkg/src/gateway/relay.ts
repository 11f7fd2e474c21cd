import { setTimeout as sleep } from "node:timers/promises";
import type { ErrorCode, OperationEvent, RunView } from "../generated/types.js";
import type { Run } from "../run.js";
import { isStoreError, type Lock, type Store } from "./store.js";

/** A process that was lost polls no longer after this time, and another does. */
const LEASE = 5000;
/** How often a process that does not poll looks whether nobody does. */
const LOOK = 1000;
/** Of so many looks one reads the last view: what was told while the connection to the store was away is made up for. */
const LOOKS = 10;
/** How long a store may be away before those who watch are told. */
const PATIENCE = 30_000;
const KEPT = 3_600_000;
/** One that is over is known for a moment, for those who come back for its end. */
const OVER = 10_000;

/** How soon Jenkins is asked again after an answer that was none of its own; doubled each time. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;
/**
 * What a restart, a proxy or a sign-in in front of Jenkins may answer for a while. Of a run that was seen before it tells nothing, so that it is asked for
 * again; of one that was not, it may be how this gateway was set up.
 */
const PASSING: readonly string[] = ["network", "timed_out", "server_starting", "server_error", "too_many_requests", "login_required", "sso_redirect", "proxy_answer", "redirected", "bad_response"] satisfies ErrorCode[];

/** Why Jenkins is not reached at present, and when it is asked again. */
export interface Retrying {
  code: string;
  message: string;
  inMillis: number;
}

/** What is told about a run. */
export type Told = { view: RunView } | { retrying: Retrying } | { end: true } | { failed: { code: string; message: string } };

/**
 * Tells a run's views until it is over. However many processes do so over one store, a single one polls Jenkins; the others hear
 * from it, and one of them takes its place when it is gone.
 */
export async function relay(store: Store, key: string, run: Run, tell: (told: Told) => Promise<void>, stop: AbortSignal): Promise<void> {
  const over = new AbortController();
  const done = AbortSignal.any([stop, over.signal]);
  let last: Promise<void> = Promise.resolve();
  const hear = (told: Told): Promise<void> => {
    if ("end" in told || "failed" in told) over.abort();
    // One after the other, as they came.
    const mine = last.then(() => tell(told));
    last = mine.catch(() => undefined);
    return mine;
  };
  let polling = false;
  let missed = false;
  let leave: (() => Promise<void>) | undefined;
  const follow = async (turn: number): Promise<void> => {
    leave ??= await store.subscribe(`watch:${key}`, (message) => {
      if (polling || done.aborted) return;
      hear(JSON.parse(message) as Told).catch(() => {
        missed = true;
      });
    });
    const lease = await store.lock(`watch:${key}`, { ttlMillis: LEASE, waitMillis: 0 });
    if (lease) {
      polling = true;
      await poll(store, key, run, hear, lease, done).finally(() => {
        polling = false;
      });
    } else if (missed || turn % LOOKS === 0) {
      const text = await store.get(`view:${key}`);
      if (text !== null) await hear(JSON.parse(text) as Told);
      missed = false;
    }
  };
  try {
    let away: number | undefined;
    for (let turn = 0; !done.aborted; turn += 1) {
      try {
        await follow(turn);
        away = undefined;
      } catch {
        away ??= Date.now();
        if (Date.now() - away > PATIENCE) await hear({ failed: { code: "store_failed", message: "What this application's processes share cannot be reached." } });
      }
      if (!done.aborted) await sleep(LOOK, undefined, { signal: done, ref: false }).catch(() => undefined);
    }
    await last;
  } finally {
    await leave?.();
  }
}

/** Asks Jenkins, and tells all processes, until the run is over or the lease is lost. */
async function poll(store: Store, key: string, run: Run, hear: (told: Told) => Promise<void>, lease: Lock, done: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([done, lease.lost]);
  let text: string | undefined;
  const keep = async (ttlMillis: number): Promise<void> => {
    if (text !== undefined) await store.set(`view:${key}`, text, { ttlMillis });
  };
  const say = async (told: Told): Promise<void> => {
    const here = hear(told).then(() => undefined, (thrown: unknown) => ({ thrown }));
    const message = JSON.stringify(told);
    if ("view" in told) text = message;
    // Those here are told in any case; without a store the lease is lost soon, and the others' turn comes.
    if ("view" in told) await keep(KEPT).catch(() => undefined);
    await store.publish(`watch:${key}`, message).catch(() => undefined);
    const failed = await here;
    if (failed) throw failed.thrown;
  };
  const fresh = setInterval(() => void keep(KEPT).catch(() => undefined), KEPT / 3);
  fresh.unref();
  try {
    text = (await store.get(`view:${key}`)) ?? undefined;
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const away = await followed(run, signal, say, () => (pause = FIRST_PAUSE / 2));
      if (!away) break;
      if (text === undefined || !PASSING.includes(away.code)) return await say({ failed: away });
      await say({ retrying: { ...away, inMillis: pause } });
      await sleep(pause, undefined, { signal, ref: false });
    }
    await keep(OVER).catch(() => undefined);
    await say({ end: true });
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  } finally {
    clearInterval(fresh);
    await lease.free();
  }
}

/** Follows a run to its end, or to why it cannot be followed. */
async function followed(run: Run, signal: AbortSignal, say: (told: Told) => Promise<void>, seen: () => void): Promise<{ code: string; message: string } | undefined> {
  // In the order in which it happened: who hears last that Jenkins is away goes on believing it.
  let said: Promise<void> = Promise.resolve();
  const tell = (told: Told): void => {
    said = said.then(() => say(told));
    said.catch(() => undefined);
  };
  const onEvent = (event: OperationEvent): void => {
    if (event.event === "retrying") tell({ retrying: { code: event.code, message: event.message, inMillis: event.inMillis } });
    if (event.event !== "run") return;
    seen();
    tell({ view: event.view });
  };
  try {
    for await (const _ of run.follow({ signal, onEvent })) await said;
    await said;
    return undefined;
  } catch (thrown) {
    // What is shown needs the store as well.
    if (signal.aborted || isStoreError(thrown)) throw thrown;
    const { code = "gateway_failed", message = "The run cannot be followed." } = thrown as { code?: string; message?: string };
    return { code, message };
  }
}
