import type { ParameterDefinition } from "../generated/types.js";
import type { Handler, Work } from "./gateway.js";
import { Refusal } from "./refusal.js";
import { settle } from "./settle.js";

/** Carries out what changes something. */
export async function act(handler: Handler, work: Work): Promise<unknown> {
  switch (work.ask.op) {
    case "trigger":
      return trigger(handler, work);
    case "stop":
      return stop(handler, work);
    case "cancel":
      return cancel(handler, work);
    default:
      return settle(handler, work);
  }
}

async function stop(handler: Handler, work: Work): Promise<unknown> {
  const { rule, stampDescription } = handler.allowed(work);
  await handler.sending(work, { rule });
  await handler.run(work).stop();
  await handler.done(work, { code: "allowed", rule, outcome: "asked" });
  if (stampDescription) handler.stamps.run(work, `Stopped by ${work.person.id}`, rule);
  return { outcome: "asked" };
}

async function cancel(handler: Handler, work: Work): Promise<unknown> {
  const { rule } = handler.allowed(work);
  const queueId = await own(handler, work);
  await handler.sending(work, { rule, outcome: `queue item ${queueId}` });
  await work.jenkins.call({ op: "cancel_queue_item", id: queueId });
  await handler.done(work, { code: "allowed", rule, outcome: `queue item ${queueId} cancelled` });
  return { accepted: true };
}

/** The item of the queue, if it was triggered here for this job. */
export async function own(handler: Handler, work: Work): Promise<number> {
  const queueId = work.ask.queueId as number;
  if ((await handler.people.starters(queueId, work.job)).length === 0) throw new Refusal("not_found", "No item of this number was triggered here for this job.");
  return queueId;
}

async function trigger(handler: Handler, work: Work): Promise<unknown> {
  const decision = handler.allowed(work);
  const { rule } = decision;
  const of = { job: work.ask.job, ...(work.ask.branch === undefined ? {} : { branch: work.ask.branch }) };
  const { parameters: definitions } = await work.jenkins.call({ op: "describe", ...of });
  const parameters = hidden(decision.parameters, definitions);
  await handler.sending(work, { rule, parameters });
  const outcome = await work.jenkins.call({ op: "trigger", ...of, parameters: decision.parameters as never, definitions, until: "queued" });
  const { queueId } = outcome;
  if (queueId !== null) await handler.happened(() => handler.people.triggered(queueId, work.job, work.person));
  await handler.done(work, { code: "allowed", rule, parameters, outcome: `${outcome.state} as queue item ${queueId}` });
  if (decision.stampDescription && queueId !== null) handler.stamps.queued(work, queueId, rule);
  return outcome;
}

/** Values as they may be taken down. */
export function hidden(parameters: Record<string, unknown>, definitions: readonly ParameterDefinition[]): Record<string, unknown> {
  const secrets = definitions.filter(({ kind }) => kind === "password").map(({ name }) => name);
  const shown = (name: string, value: unknown): unknown => (secrets.includes(name) ? "••••" : typeof value === "object" && value !== null ? "(data)" : value);
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, shown(name, value)]));
}
