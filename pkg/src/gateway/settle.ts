import { JenkinsError } from "../error.js";
import type { Decision } from "../generated/policy.js";
import type { PendingInput, Settlement } from "../generated/types.js";
import { hidden } from "./act.js";
import { factsOf, votesOf } from "./describe.js";
import { type Handler, held, type Work } from "./gateway.js";
import { keyOf } from "./once.js";
import { Refusal } from "./refusal.js";
import { MONTH, runKey } from "./store.js";
import { decided, first, intend, type Place, type Taken } from "./taken.js";

/** After this time somebody else may decide in place of a process that was lost; while one lives, its lock is renewed. */
const LOCKED = 10_000;
/** What became of an input by this decision, and not by another's. */
const DECIDED: readonly string[] = ["approved", "aborted"];
/** Longer than one decision takes. */
const PATIENCE = 120_000;

/**
 * Approves or aborts. Jenkins answers 200 to both of two that come together, so decisions on one input are taken one after
 * the other here, and the second is told whose came first.
 */
export async function settle(handler: Handler, work: Work): Promise<unknown> {
  const key = `${runKey(work.job, work.ask.run)}/${work.ask.input}`;
  const lock = await handler.settings.store.lock(`lock:${key}`, { ttlMillis: LOCKED, waitMillis: PATIENCE });
  if (!lock) throw new Refusal("still_running", "Somebody else's decision on this input is still being carried out.");
  work.locks.push(lock);
  try {
    const place = { taken: `taken:${key}:${work.ask.fingerprint}`, sent: `sent:${key}:${work.ask.fingerprint}` };
    const taken = await decided(handler, work, place);
    return taken ? await first(handler, work, taken) : await decide(handler, work, place);
  } finally {
    await lock.free();
  }
}

async function decide(handler: Handler, work: Work, place: Place): Promise<unknown> {
  const { store } = handler.settings;
  const pending = await seen(handler, work);
  const view = await handler.look(handler.run(work));
  const known = await factsOf(handler, work, pending, await handler.people.startedBy(view));
  const decision = handler.allowed(work, known);
  const parameters = hidden(decision.parameters, pending.parameters);
  if (decision.code === "votes_needed") {
    await handler.record(work, { phase: "counted", code: decision.code, rule: decision.rule, parameters, outcome: decision.reason }).catch(() => {
      throw new Refusal("audit_failed", "The audit record cannot be written, so that nothing was counted.", { sent: "no" });
    });
    await held(work);
    const others = known.votes.filter(({ rule }) => rule !== decision.rule);
    await store.set(votesOf(work, pending), JSON.stringify([...others, ...decision.votes.map((person) => ({ person, rule: decision.rule }))]), { ttlMillis: MONTH });
    return { outcome: "counted", votes: decision.votes, quorum: decision.quorum, reason: decision.reason };
  }
  await intend(handler, work, place, view);
  return handler.people.whileDeciding(runKey(work.job, work.ask.run), async () => {
    await handler.sending(work, { rule: decision.rule, parameters }).catch(async (thrown: unknown) => {
      // The lock is held, and nothing was sent: a mark that stays would make whoever decides next seem to be this person.
      if (thrown instanceof Refusal && thrown.code === "audit_failed") await handler.happened(() => handler.settings.store.delete(place.sent));
      throw thrown;
    });
    return send(handler, work, pending, decision, place, parameters);
  });
}

/** The input as it waits now, if it is the one that the person saw. */
async function seen(handler: Handler, work: Work): Promise<PendingInput> {
  const inputs = await handler.run(work).inputs();
  const same = inputs.map((input) => input.pending).filter((pending) => pending.id === work.ask.input);
  const [pending] = same;
  if (!pending) throw new Refusal("input_already_settled", "This input no longer waits.", { remedy: "Look at the run to see what became of it." });
  if (same.length > 1 || pending.ambiguous) throw new Refusal("input_ambiguous", "Several inputs with this id wait; an answer could reach the other one.");
  if (pending.fingerprint !== work.ask.fingerprint) throw new Refusal("input_changed", "The question is not the one that was seen.", { remedy: "Look at it again." });
  return pending;
}

async function send(handler: Handler, work: Work, known: PendingInput, decision: Decision, place: Place, parameters: Record<string, unknown>): Promise<unknown> {
  const of = { ...handler.run(work).address, input: known.id, fingerprint: known.fingerprint, known };
  let settlement: Settlement;
  try {
    settlement = work.ask.op === "approve" ? await work.jenkins.call({ op: "approve", ...of, parameters: decision.parameters as never }) : await work.jenkins.call({ op: "abort", ...of });
  } catch (thrown) {
    const code = thrown instanceof JenkinsError ? thrown.code : "gateway_failed";
    const open = thrown instanceof JenkinsError && (thrown.sent === "maybe" || code === "approval_unconfirmed");
    // What Jenkins refused is nobody's decision.
    if (!open) await handler.happened(() => handler.settings.store.delete(place.sent));
    await handler.done(work, { phase: "failed", code, rule: decision.rule, parameters, outcome: thrown instanceof JenkinsError ? `sent: ${thrown.sent}` : null });
    throw thrown;
  }
  const { outcome, view } = settlement;
  const taken: Taken = { by: work.person.id, name: work.person.name ?? work.person.id, key: keyOf(handler, work), outcome, at: new Date().toISOString() };
  await handler.happened(() => keep(handler, work, place, taken));
  await handler.done(work, { code: "allowed", rule: decision.rule, parameters, outcome });
  if (decision.stampDescription && DECIDED.includes(outcome)) {
    const who = decision.quorum > 1 && outcome === "approved" ? decision.votes.join(", ") : work.person.id;
    handler.stamps.run(work, `${known.id} ${outcome} by ${who}`, decision.rule);
  }
  // Of Jenkins' own list of approvers nothing: it knows the service account alone.
  return { outcome, run: settlement.run, input: settlement.input, view, by: taken.by, name: taken.name, at: taken.at };
}

async function keep({ people, settings: { store, jenkins } }: Handler, work: Work, place: Place, taken: Taken): Promise<void> {
  if (DECIDED.includes(taken.outcome)) await store.set(place.taken, JSON.stringify(taken), { ttlMillis: MONTH });
  else await store.delete(place.sent);
  if (taken.outcome !== "approved") return;
  // Jenkins names this account among the approvers; if it does not say which one, it is taken to be named as the person.
  const own = work.jenkins === jenkins ? undefined : ((await work.jenkins.whoAmI().catch(() => undefined))?.name ?? taken.by);
  await people.approved(runKey(work.job, work.ask.run), place.taken, taken.name, own);
}
