import type { LogOutcome, OperationEvent, RunView } from "../generated/types.js";
import type { Jenkins } from "../jenkins.js";
import type { RunAddress } from "./address.js";
import type { Context } from "./command.js";
import { harmless, type Output } from "./output.js";
import { Progress } from "./progress.js";

/** Follows a run to its end, with its log if that is wanted, and shows both. */
export async function watch(context: Context, address: RunAddress, withLog: boolean): Promise<RunView> {
  const { out } = context;
  const jenkins = await context.jenkins();
  const progress = new Progress(out, address, withLog ? "== " : "");
  // Where one of the two fails, the other is not waited for.
  const both = new AbortController();
  const signal = AbortSignal.any([context.signal, both.signal]);
  try {
    const following = jenkins.call({ op: "follow", ...address }, { signal, onEvent: (event) => showRun(out, progress, event) });
    const [view] = await Promise.all([following, withLog ? log(jenkins, out, address, signal) : undefined]);
    return view;
  } finally {
    both.abort();
    progress.end();
  }
}

function showRun(out: Output, progress: Progress, event: OperationEvent): void {
  out.event(event);
  if (event.event === "run" && !out.json) progress.show(event.view);
  if (event.event === "retrying") retrying(out, event);
}

/** Says that a request is repeated. */
export function retrying(out: Output, event: OperationEvent): void {
  if (event.event === "retrying") out.note(`${event.code}: ${harmless(event.message)} Trying again in ${Math.ceil(event.inMillis / 1000)} s.`);
}

/** A log as it grows; for people whole lines, so that what is between them stays apart. */
export async function log(jenkins: Jenkins, out: Output, address: RunAddress, signal: AbortSignal, how: { start?: number; follow?: boolean } = {}): Promise<LogOutcome> {
  let rest = "";
  const onEvent = async (event: OperationEvent): Promise<void> => {
    out.event(event);
    retrying(out, event);
    if (event.event !== "log" || out.json) return;
    const text = rest + event.text;
    const end = text.lastIndexOf("\n") + 1;
    rest = text.slice(end);
    if (end > 0) await out.log(text.slice(0, end));
  };
  try {
    return await jenkins.call({ op: "log", ...address, ...how }, { signal, onEvent });
  } finally {
    // A last line without its end; given up, it is shown as far as it was read.
    if (rest !== "") await out.log(`${rest}\n`);
  }
}
