import { JenkinsError } from "../error.js";
import type { Decision } from "../generated/policy.js";
import type { PendingInput, Settlement } from "../generated/types.js";
import { type Handler, hidden, type Work } from "./gateway.js";
import { Refusal } from "./refusal.js";

/** How long a decision is remembered, and votes count. */
const KEPT = 30 * 24 * 3_600_000;
/** Longer than one decision takes. */
const LOCKED = 120_000;

/** A decision that was taken through the gateway. */
interface Taken {
  by: string;
  name: string;
  outcome: string;
  at: string;
}

/**
 * Approves or aborts. Jenkins answers 200 to both of two that come together, so decisions on one input are taken one after
 * the other here, and the second is told whose came first.
 */
export async function settle(handler: Handler, work: Work): Promise<unknown> {
  handler.refuseAnyhow(work);
  const { store } = handler.settings;
  const key = `${work.job}#${work.ask.run}/${work.ask.input}`;
  const unlock = await store.lock(`lock:${key}`, { ttlMillis: LOCKED, waitMillis: LOCKED });
  if (!unlock) throw new Refusal("still_running", "Somebody else's decision on this input is still being carried out.");
  try {
    const taken = JSON.parse((await store.get(`taken:${key}:${work.ask.fingerprint}`)) ?? "null") as Taken | null;
    if (taken) throw first(taken);
    return await decide(handler, work, key);
  } finally {
    await unlock();
  }
}

function first({ by, name, outcome, at }: Taken): Refusal {
  return new Refusal("input_already_settled", `${name} was first: ${outcome} at ${at}.`, { by, remedy: "Nothing is left to do." });
}

async function decide(handler: Handler, work: Work, key: string): Promise<unknown> {
  const { store } = handler.settings;
  const pending = await seen(handler, work);
  const startedBy = await handler.startedBy(await handler.look(handler.run(work)));
  const votes = JSON.parse((await store.get(`votes:${key}:${pending.fingerprint}`)) ?? "[]") as string[];
  const decision = handler.allowed(work, { votes, ...(startedBy === undefined ? {} : { startedBy }), ...(pending.submitters === null ? {} : { submitters: pending.submitters }) });
  const secrets = pending.parameters.filter((p) => p.kind === "password").map((p) => p.name);
  const parameters = hidden(decision.parameters, secrets);
  if (decision.code === "votes_needed") {
    await handler.record(work, { phase: "counted", code: decision.code, rule: decision.rule, parameters, outcome: decision.reason }).catch(() => {
      throw new Refusal("audit_failed", "The audit record cannot be written, so that nothing was counted.", { sent: "no" });
    });
    await store.set(`votes:${key}:${pending.fingerprint}`, JSON.stringify(decision.votes), { ttlMillis: KEPT });
    return { outcome: "counted", votes: decision.votes, quorum: decision.quorum, reason: decision.reason };
  }
  await handler.sending(work, { rule: decision.rule, parameters });
  return send(handler, work, pending, decision, key, parameters);
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

async function send(handler: Handler, work: Work, known: PendingInput, decision: Decision, key: string, parameters: Record<string, unknown>): Promise<unknown> {
  const of = { ...handler.run(work).address, input: known.id, fingerprint: known.fingerprint, known };
  let settlement: Settlement;
  try {
    settlement = work.ask.op === "approve" ? await work.jenkins.call({ op: "approve", ...of, parameters: decision.parameters as never }) : await work.jenkins.call({ op: "abort", ...of });
  } catch (thrown) {
    const code = thrown instanceof JenkinsError ? thrown.code : "gateway_failed";
    await handler.done(work, { phase: "failed", code, rule: decision.rule, parameters, outcome: thrown instanceof JenkinsError ? `sent: ${thrown.sent}` : null });
    throw thrown;
  }
  const { outcome, view } = settlement;
  const taken: Taken = { by: work.person.id, name: work.person.name ?? work.person.id, outcome, at: new Date().toISOString() };
  if (outcome === "approved") {
    // Under the lock of this input alone; two inputs of one run at the same moment may lose one of two names here, not in the audit log.
    const names = JSON.parse((await handler.settings.store.get(`approvers:${work.job}#${work.ask.run}`)) ?? "[]") as string[];
    await handler.settings.store.set(`approvers:${work.job}#${work.ask.run}`, JSON.stringify([...names, taken.name]), { ttlMillis: KEPT });
  }
  if (outcome === "approved" || outcome === "aborted") await handler.settings.store.set(`taken:${key}:${known.fingerprint}`, JSON.stringify(taken), { ttlMillis: KEPT });
  await handler.done(work, { code: "allowed", rule: decision.rule, parameters, outcome });
  // Of Jenkins' own list of approvers nothing: it knows the service account alone.
  return { outcome, run: settlement.run, input: settlement.input, view, by: taken.by, name: taken.name, at: taken.at };
}
