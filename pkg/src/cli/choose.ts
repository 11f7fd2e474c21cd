import type { Inputs, PendingInput } from "../generated/types.js";
import { line, type RunAddress, runName } from "./address.js";
import type { Context } from "./command.js";
import { Failure } from "./failure.js";
import { harmless } from "./output.js";

/** Which input a decision is about, and the question that it answers. */
export interface Choice {
  input: string;
  fingerprint?: string;
}

/**
 * The input that was named, or the only one that waits. Never one of several: a decision on the wrong one cannot be taken back.
 * What was found is bound to its question, so that another one which takes its place is not answered.
 */
export async function choose(context: Context, address: RunAddress, named: string | undefined): Promise<Choice> {
  const fingerprint = context.given.text("fingerprint");
  if (named !== undefined) return fingerprint === undefined ? { input: named } : { input: named, fingerprint };
  const jenkins = await context.jenkins();
  const found = await jenkins.call({ op: "inputs", ...address }, { signal: context.signal });
  const [only, ...others] = found.inputs;
  if (!only) throw nothing(address, found);
  if (others.length > 0) throw several(address, found.inputs);
  return { input: only.id, fingerprint: fingerprint ?? only.fingerprint };
}

function nothing(address: RunAddress, found: Inputs): Failure {
  if (found.building === false) return new Failure("run_finished", `${runName(address)} is over (${found.status.word}); nothing waits in it.`, "Nothing can be answered any more.");
  return new Failure("input_not_found", `Nothing waits for a person in ${runName(address)} now (${found.status.word}).`, `Follow the run until it pauses: ${line("follow", address)}`);
}

function several(address: RunAddress, inputs: PendingInput[]): Failure {
  const list = inputs.map((input) => `${input.id} (${harmless(input.message)})`).join(", ");
  const message = `${inputs.length} inputs wait in ${runName(address)}, and none was named: ${list}.`;
  return new Failure("input_ambiguous", message, "Name the one that is meant, by its id behind the run's number.", { inputs: inputs.map(({ id, message: asks, fingerprint }) => ({ id, message: asks, fingerprint })) });
}

/** Parts what stands behind JOB and RUN: an input's id has no equals sign there, a value has one. */
export function inputAndValues(context: Context): { named: string | undefined; texts: string[] } {
  const [, , ...rest] = context.given.operands;
  const option = context.given.text("input");
  if (option !== undefined) return { named: option, texts: rest };
  const [first, ...others] = rest;
  return first !== undefined && !first.includes("=") ? { named: first, texts: others } : { named: undefined, texts: rest };
}
