import type { RunView } from "../generated/types.js";
import type { Handler, Work } from "./gateway.js";
import { keyOf } from "./once.js";
import { Refusal } from "./refusal.js";
import { MONTH } from "./store.js";

/** A decision on one input, as it is about to be sent. */
export interface Sent {
  by: string;
  name: string;
  /** What stands for the key of its request: who asks again with it is told what came of it. */
  key: string;
  op: "approve" | "abort";
  at: string;
  /** How many approvals the run had before. */
  before: number;
}

/** A decision that was taken through the gateway. */
export interface Taken {
  by: string;
  name: string;
  key: string;
  outcome: string;
  at: string;
}

/** Where a decision is kept: that of one question. */
export interface Place {
  taken: string;
  sent: string;
}

/** Keeps that a decision is about to be sent: should this process be lost, the next one knows whose it was. */
export async function intend(handler: Handler, work: Work, place: Place, view: RunView): Promise<void> {
  const { person, ask } = work;
  const sent: Sent = { by: person.id, name: person.name ?? person.id, key: keyOf(handler, work), op: ask.op as Sent["op"], at: new Date().toISOString(), before: view.approvers.length };
  await handler.settings.store.set(place.sent, JSON.stringify(sent), { ttlMillis: MONTH });
}

/** What is known to have been decided; also by a process that was lost before it could say so. */
export async function decided(handler: Handler, work: Work, place: Place): Promise<Taken | null> {
  const { store } = handler.settings;
  const taken = JSON.parse((await store.get(place.taken)) ?? "null") as Taken | null;
  if (taken) return taken;
  const sent = JSON.parse((await store.get(place.sent)) ?? "null") as Sent | null;
  if (!sent) return null;
  const inputs = await handler.run(work).inputs();
  // It has not arrived: it may be sent, by whoever asks now.
  if (inputs.some((input) => input.pending.id === work.ask.input && input.pending.fingerprint === work.ask.fingerprint)) return null;
  const found: Taken = { by: sent.by, name: sent.name, key: sent.key, outcome: await judge(handler, work, sent), at: sent.at };
  await store.set(place.taken, JSON.stringify(found), { ttlMillis: MONTH });
  return found;
}

/** What became of it, as far as the run proves it; `settled` otherwise. */
async function judge(handler: Handler, work: Work, sent: Sent): Promise<string> {
  const view = await handler.look(handler.run(work));
  const approvals = view.approvers.slice(sent.before);
  const aborted = view.result === "ABORTED";
  if (sent.op === "abort") return aborted || approvals.length === 0 ? "aborted" : "settled";
  const jenkins = sent.by === work.person.id ? work.jenkins : handler.settings.jenkins;
  const account = (await jenkins.whoAmI()).name;
  return !aborted && approvals.length === 1 && approvals[0]?.toLowerCase() === account?.toLowerCase() ? "approved" : "settled";
}

/** Tells who was first; whoever asks for his own decision again is told what came of it. */
export async function first(handler: Handler, work: Work, { by, name, key, outcome, at }: Taken): Promise<unknown> {
  if (by !== work.person.id || key !== keyOf(handler, work)) {
    const told = outcome === "settled" ? `This input no longer waits; ${name} had decided at ${at}, which the run does not prove to have counted.` : `${name} was first: ${outcome} at ${at}.`;
    throw new Refusal("input_already_settled", told, { by, decided: { name, outcome, at }, remedy: "Nothing is left to do." });
  }
  await handler.done(work, { code: "allowed", outcome: `${outcome}, as this request had asked before` });
  const { building, status, result } = await handler.look(handler.run(work));
  return { outcome, run: work.ask.run, input: work.ask.input, view: { building, status, result }, by, name, at };
}
