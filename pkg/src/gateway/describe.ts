import type { Decision, DecisionCode, Facts, Vote } from "../generated/policy.js";
import type { Inputs, JobView, PendingInput } from "../generated/types.js";
import type { May } from "../may.js";
import type { Handler, Work } from "./gateway.js";
import { runKey } from "./store.js";
import { submittersOf } from "./submitters.js";

/** Whatever is known of a run, it would be decided like this: so Jenkins is not asked, and nobody learns whether there is such a run. */
export const ANYHOW: readonly string[] = ["no_rule", "denied", "outside_window"] satisfies DecisionCode[];

/** The job, and the run if one is asked for, with what this person may do. */
export async function describe(handler: Handler, work: Work): Promise<unknown> {
  handler.allowed(work);
  const address = { job: work.ask.job, ...(work.ask.branch === undefined ? {} : { branch: work.ask.branch }) };
  const job: JobView = handler.shown(await work.jenkins.call({ op: "describe", ...address }));
  const { bodyBytes } = handler.settings.limits;
  const may = (verb: "trigger" | "stop"): May => told(handler, handler.decide({ ...work, ask: { ...work.ask, verb } }));
  if (work.ask.run === undefined) return { job, bodyBytes, mayI: { trigger: may("trigger"), stop: may("stop") } };
  const inputs: Inputs = await work.jenkins.call({ op: "inputs", ...address, run: work.ask.run });
  const view = inputs.inputs.length > 0 ? await handler.look(handler.run(work)) : undefined;
  const startedBy = view ? await handler.people.startedBy(view) : [];
  const decisions = inputs.inputs.map(async (input) => {
    const known = await factsOf(handler, work, input, startedBy);
    const may = (verb: "approve" | "abort"): May => told(handler, handler.decide({ ...work, ask: { ...work.ask, verb, input: input.id } }, known), known.votes);
    return { input: input.id, approve: may("approve"), abort: may("abort") };
  });
  return { job, ...inputs, bodyBytes, mayI: { trigger: may("trigger"), stop: may("stop"), inputs: await Promise.all(decisions) } };
}

/** The decision on something that is not done. */
export async function explain(handler: Handler, work: Work): Promise<Decision> {
  const plain = handler.decide(work);
  if (work.ask.run === undefined || work.ask.input === undefined || ANYHOW.includes(plain.code)) return plain;
  const inputs = await handler.run(work).inputs();
  const pending = inputs.find((input) => input.id === work.ask.input)?.pending;
  const startedBy = await handler.people.startedBy(await handler.look(handler.run(work)));
  return handler.decide(work, pending ? await factsOf(handler, work, pending, startedBy) : { startedBy });
}

/** A decision as a page may know it. */
function told(handler: Handler, { code, reason, rule, quorum, votes: after }: Decision, known: readonly Vote[] = []): May {
  const votes = known.filter((vote) => vote.rule === rule);
  const allowed = code === "allowed" || code === "votes_needed" || code === "comment_required";
  const { comment = null, confirm = false } = handler.settings.policy.rules.find(({ name }) => name === rule) ?? {};
  return { allowed, code, reason, rule, quorum, votes: votes.length, voted: votes.length > 0 && after.length === votes.length, comment, confirm };
}

/** Where the votes on a question are kept. */
export function votesOf({ job, ask }: Work, input: Pick<PendingInput, "id" | "fingerprint">): string {
  return `counted:${runKey(job, ask.run)}/${input.id}:${input.fingerprint}`;
}

/** What is known of a question when it is decided about. */
export async function factsOf(handler: Handler, work: Work, input: PendingInput, startedBy: string[]): Promise<Omit<Facts, "now" | "offsets"> & { votes: Vote[] }> {
  const votes = JSON.parse((await handler.settings.store.get(votesOf(work, input))) ?? "[]") as Vote[];
  return { votes, startedBy, ...(await submittersOf(handler, work, input)) };
}
