import { JenkinsError } from "../kit.js";
import type { CallOptions } from "../../engine.js";
import type { Step } from "../../generated/types.js";
import type { Run } from "../../run.js";

/** How long to wait for another step of a stage that goes on. */
const PAUSE = 2_000;
const LONGEST_NAME = 200;

/** A run's log as it grows. A null says that it has begun anew. */
export async function* runLog(run: Run, options: CallOptions): AsyncGenerator<string | null, void, undefined> {
  let from = 0;
  for await (const { text, start, end } of run.log(options)) {
    // It was rotated: what was shown is of the old one.
    if (start < from) yield null;
    from = end > start ? end : start;
    if (text !== "") yield text;
  }
}

/** A stage's log: its steps' logs, one after the other, each under its name; as it grows. */
export async function* stageLog(run: Run, stages: readonly string[], options: CallOptions): AsyncGenerator<string, void, undefined> {
  const read = new Set<string>();
  for (;;) {
    // Asked for before the steps: what begins after that makes the stage one that goes on.
    const goesOn = await runs(run, stages[0] as string, options);
    const steps = await stepsOf(run, stages, options);
    for (const step of steps.filter(({ id }) => !read.has(id))) {
      read.add(step.id);
      yield* stepLog(run, step, options);
    }
    if (!goesOn) return;
    if (options.signal?.aborted) throw JenkinsError.cancelled(options.signal.reason);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function stepsOf(run: Run, stages: readonly string[], options: CallOptions): Promise<Step[]> {
  const lists = await Promise.all(stages.map((stage) => run.steps(stage, options)));
  return lists.flat().sort((one, other) => Number(one.id) - Number(other.id));
}

async function* stepLog(run: Run, { id, name, argument }: Step, options: CallOptions): AsyncGenerator<string, void, undefined> {
  let named = false;
  let open = false;
  try {
    for await (const { text } of run.log({ ...options, node: id })) {
      if (text === "") continue;
      yield named ? text : headed(text, [name, argument].filter(Boolean).join("  ").trim());
      named = true;
      open = !text.endsWith("\n");
    }
  } catch (thrown) {
    // Many steps have no log.
    if (!(thrown instanceof JenkinsError) || thrown.code !== "not_found") throw thrown;
  }
  if (open) yield "\n";
}

/** Text below the name of its step; what a step says is its name already for one that only says something. */
function headed(text: string, name: string): string {
  const title = (name.split("\n")[0] as string).slice(0, LONGEST_NAME);
  return title === "" || text.startsWith(title) ? text : `\u001b[0;1m${title}\u001b[0m\n${text}`;
}

/** Whether a stage goes on. */
async function runs(run: Run, stage: string, options: CallOptions): Promise<boolean> {
  for await (const view of run.follow({ ...options, whole: true })) {
    const word = view.stages.find(({ id }) => id === stage)?.status.word;
    return view.building && (word === "running" || word === "paused" || word === "queued");
  }
  return false;
}
