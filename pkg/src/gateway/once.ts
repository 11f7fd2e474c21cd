import { createHmac } from "node:crypto";
import { JenkinsError } from "../error.js";
import type { Handler, Work } from "./gateway.js";
import { Refusal } from "./refusal.js";

/** How long an answer is kept for those who ask again with the same key. */
const KEPT = 24 * 3_600_000;
/** After this time a request may be carried out in place of a process that was lost; while one lives, its lock is renewed. */
const LOCKED = 10_000;
const PATIENCE = 60_000;
/** Refusals that may be others the next time. */
const PASSING: readonly string[] = ["audit_failed", "too_many_requests", "still_running", "gateway_failed"];

interface Kept {
  /** What was asked, as a digest: a key does not stand for something else, and values may be secrets. */
  what: string;
  /** Jenkins was about to be asked. */
  sent?: boolean;
  outcome?: unknown;
  refusal?: { code: Refusal["code"]; message: string; more: Refusal["more"] };
}

/**
 * Carries a request out once, however often it is sent with the same key: a double click, a retry after a lost answer, two tabs. All
 * get the same answer. If the process was lost in between, it is carried out again: what it decides about is read first, so
 * that nothing is decided twice. Of a trigger nothing could be read that tells whether it arrived, so that one is not sent again.
 */
export async function once(handler: Handler, work: Work, carryOut: () => Promise<unknown>): Promise<unknown> {
  const { store } = handler.settings;
  const key = `once:${encodeURIComponent(work.person.id)}:${keyOf(handler, work)}`;
  const { op, branch, run, input, fingerprint, parameters, queueId } = work.ask;
  // The page's own key goes in as well: it stands nowhere, so that nobody who reads the store finds a value by trying.
  const what = digest(handler, JSON.stringify([work.ask.key, op, work.job, branch, run, input, fingerprint, parameters, queueId]));
  const keep = (kept: Omit<Kept, "what">): Promise<boolean> => store.set(key, JSON.stringify({ what, ...kept }), { ttlMillis: KEPT });
  const lock = await store.lock(`lock:${key}`, { ttlMillis: LOCKED, waitMillis: PATIENCE });
  if (!lock) throw new Refusal("still_running", "The same request is still being carried out.");
  work.locks.push(lock);
  try {
    const kept = JSON.parse((await store.get(key)) ?? "null") as Kept | null;
    if (kept && kept.what !== what) throw new Refusal("invalid_request", "This key was used for another request.");
    if (kept?.refusal) throw new Refusal(kept.refusal.code, kept.refusal.message, kept.refusal.more);
    if (kept && "outcome" in kept) return kept.outcome;
    if (kept?.sent && op === "trigger") throw new Refusal("trigger_unconfirmed", "Jenkins was asked, but the answer was lost with the process that had asked.", UNCONFIRMED);
    handler.refuseAnyhow(work);
    await keep({});
    const going: Going = { keep, forget: () => store.delete(key), marked: false };
    work.mark = async () => {
      await keep({ sent: true });
      going.marked = true;
    };
    return await carriedOut(handler, work, carryOut, going);
  } finally {
    await lock.free();
  }
}

const UNCONFIRMED = { sent: "maybe", remedy: "Look at the job's runs and its queue before triggering it anew." } as const;

/** A request that is carried out for the first time. */
interface Going {
  keep: (kept: Omit<Kept, "what">) => Promise<unknown>;
  forget: () => Promise<void>;
  /** Jenkins was about to be asked. */
  marked: boolean;
}

async function carriedOut(handler: Handler, work: Work, carryOut: () => Promise<unknown>, going: Going): Promise<unknown> {
  try {
    const outcome = await carryOut();
    await handler.happened(() => going.keep({ outcome: outcome ?? null }));
    return outcome;
  } catch (thrown) {
    if (isFinal(work, going, thrown)) {
      const { code, message, more } = handler.away.refusalOf(thrown);
      await handler.happened(() => going.keep({ refusal: { code, message, more } }));
    } else if (work.ask.op !== "trigger" || !going.marked || thrown instanceof JenkinsError) {
      // What failed may be tried again with the same key: the state is read before anything is sent, also if the key stays.
      await going.forget().catch(() => undefined);
    }
    throw thrown;
  }
}

/** Whether whoever asks again is told the same: what was decided here, and of a trigger, of which no state tells, what Jenkins may have carried out. */
function isFinal({ ask: { op } }: Work, { marked }: Going, thrown: unknown): boolean {
  if (thrown instanceof Refusal) return !PASSING.includes(thrown.code);
  return op === "trigger" && marked && thrown instanceof JenkinsError && thrown.sent !== "no";
}

/** What stands for a request's key in the store. */
export function keyOf(handler: Handler, work: Work): string {
  return digest(handler, JSON.stringify([work.ask.key]));
}

/** The same in all processes that have the service account's secret. */
function digest({ settings: { secret } }: Handler, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
