import type { Decision, DecisionCode } from "../generated/policy.js";
import type { Inputs, JobView } from "../generated/types.js";
import type { Handler, Work } from "./gateway.js";

/** Whatever is known of a run, it would be decided like this: so Jenkins is not asked, and nobody learns whether there is such a run. */
export const ANYHOW: readonly string[] = ["no_rule", "denied", "outside_window"] satisfies DecisionCode[];

/** A job, what waits in a run of it, and what this person may do about it. */
export async function describe(handler: Handler, work: Work, shown: (job: JobView) => JobView): Promise<unknown> {
  handler.allowed(work);
  const of = { job: work.ask.job, ...(work.ask.branch === undefined ? {} : { branch: work.ask.branch }) };
  const job = shown(await work.jenkins.call({ op: "describe", ...of }));
  const may = (verb: "trigger" | "stop"): object => short(handler.decide({ ...work, ask: { ...work.ask, verb } }));
  if (work.ask.run === undefined) return { job, mayI: { trigger: may("trigger") } };
  const inputs: Inputs = await work.jenkins.call({ op: "inputs", ...of, run: work.ask.run });
  const view = inputs.inputs.length > 0 ? await handler.look(handler.run(work)) : undefined;
  const startedBy = view && (await handler.people.startedBy(view));
  const decisions = inputs.inputs.map((input) => {
    const known = { ...(startedBy === undefined ? {} : { startedBy }), ...(input.submitters === null ? {} : { submitters: input.submitters }) };
    const decided = (verb: "approve" | "abort"): object => short(handler.decide({ ...work, ask: { ...work.ask, verb, input: input.id } }, known));
    return { input: input.id, approve: decided("approve"), abort: decided("abort") };
  });
  return { job, ...inputs, mayI: { trigger: may("trigger"), stop: may("stop"), inputs: decisions } };
}

/** The decision on something that is not done. */
export async function explain(handler: Handler, work: Work): Promise<Decision> {
  const plain = handler.decide(work);
  if (work.ask.run === undefined || work.ask.input === undefined || ANYHOW.includes(plain.code)) return plain;
  const inputs = await handler.run(work).inputs();
  const pending = inputs.find((input) => input.id === work.ask.input)?.pending;
  const startedBy = await handler.people.startedBy(await handler.look(handler.run(work)));
  const submitters = pending?.submitters ?? undefined;
  return handler.decide(work, { ...(startedBy === undefined ? {} : { startedBy }), ...(submitters === undefined ? {} : { submitters }) });
}

function short({ code, reason, rule, quorum }: Decision): object {
  return { allowed: code === "allowed" || code === "votes_needed", code, reason, rule, quorum };
}
