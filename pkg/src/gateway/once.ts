import { setTimeout as sleep } from "node:timers/promises";
import type { Handler, Work } from "./gateway.js";
import { Refusal } from "./refusal.js";

/** How long an answer is kept for those who ask again with the same key. */
const KEPT = 24 * 3_600_000;
/** A request that has not ended after this time has been lost with its process. */
const LONGEST = 120_000;
const PATIENCE = 60_000;
/** Refusals of nothing that was asked: the next attempt may fare better. */
const PASSING: readonly string[] = ["audit_failed", "too_many_requests", "still_running", "gateway_failed"];

interface Kept {
  since: number;
  /** What was asked: a key does not stand for something else. */
  what: string;
  outcome?: unknown;
  refusal?: { code: Refusal["code"]; message: string; more: Refusal["more"] };
}

/**
 * Carries a request out once, however often it is sent with the same key: a double click, a retry after a lost answer, two tabs. All
 * get the same answer. If the process was lost in between, it is carried out again: what it decides about is read first, so
 * that nothing is decided twice.
 */
export async function once(handler: Handler, work: Work, carryOut: () => Promise<unknown>): Promise<unknown> {
  const { store } = handler.settings;
  const key = `once:${work.person.id}:${work.ask.key}`;
  const { op, branch, run, input, fingerprint, parameters, queueId } = work.ask;
  const what = JSON.stringify([op, work.job, branch, run, input, fingerprint, parameters, queueId]);
  const mine: Kept = { since: Date.now(), what };
  const deadline = Date.now() + PATIENCE;
  while (!(await store.set(key, JSON.stringify(mine), { ttlMillis: KEPT, ifAbsent: true }))) {
    const kept = JSON.parse((await store.get(key)) ?? "null") as Kept | null;
    if (!kept) continue;
    if (kept.what !== what) throw new Refusal("invalid_request", "This key was used for another request.");
    if (kept.refusal) throw new Refusal(kept.refusal.code, kept.refusal.message, kept.refusal.more);
    if ("outcome" in kept) return kept.outcome;
    if (Date.now() - kept.since > LONGEST) await store.delete(key);
    else if (Date.now() > deadline) throw new Refusal("still_running", "The same request is still being carried out.");
    else await sleep(100);
  }
  try {
    const outcome = await carryOut();
    await store.set(key, JSON.stringify({ ...mine, outcome: outcome ?? null }), { ttlMillis: KEPT });
    return outcome;
  } catch (thrown) {
    const { code, message, more } = thrown as Partial<Refusal> & { sent?: string };
    const final = thrown instanceof Refusal && !PASSING.includes(code as string);
    if (final) await store.set(key, JSON.stringify({ ...mine, refusal: { code, message, more } }), { ttlMillis: KEPT });
    // What failed may be tried again with the same key: the state is read before anything is sent.
    else await store.delete(key);
    throw thrown;
  }
}
