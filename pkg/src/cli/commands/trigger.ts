import type { OperationEvent, TriggerOutcome } from "../../generated/types.js";
import { jobName, jobOf, line, whole } from "../address.js";
import { BRANCH, type Command, type Context } from "../command.js";
import { EXIT, ofRun } from "../exit.js";
import { usage } from "../failure.js";
import { harmless } from "../output.js";
import { VALUE_OPTIONS, values } from "../parameters.js";
import { retrying, watch } from "../watch.js";

export const trigger: Command = {
  name: "trigger",
  operands: "JOB [NAME=VALUE…]",
  counts: [1, Infinity],
  about: "trigger a job, and tell the run's number",
  options: {
    ...BRANCH,
    ...VALUE_OPTIONS,
    delay: { type: "string", value: "SECONDS", about: "how long to wait in the queue; else the job's quiet period" },
    until: { type: "string", value: "queued|started", about: "how far to go; until it is started unless told otherwise" },
    follow: { type: "boolean", about: "follow the run to its end; its result decides the exit code" },
    log: { type: "boolean", about: "with --follow: the log as well" },
  },
  more: "Names and values are checked against the job's parameters before anything is sent; what is not given keeps its default.\nA boolean is true or false, a run is JOB#NUMBER, a credential is its id.",
  examples: [
    ["bellpull trigger 'Ops Team/deploy' VERSION=2.4.1 DRY_RUN=true", "trigger with two values, and wait until the run is started"],
    ["bellpull trigger multi --branch feature/x --follow --log", "trigger a branch's job and see it through"],
    ["bellpull trigger upload --file DATA=report.csv --env KEY=UPLOAD_KEY", "a file, and a password from the environment"],
    ["bellpull trigger nightly --until queued --json", "leave it in the queue: {\"state\":\"queued\",\"queueId\":7,…}"],
  ],
  writes: true,
  async run(context) {
    const { given, out } = context;
    const address = jobOf(given);
    const until = untilOf(context);
    const delaySeconds = whole(given, "delay");
    const parameters = await values(context, given.operands.slice(1));
    const jenkins = await context.jenkins();
    const how = { ...(until === undefined ? {} : { until }), ...(delaySeconds === undefined ? {} : { delaySeconds }) };
    const outcome = await jenkins.call({ op: "trigger", ...address, parameters, ...how }, { signal: context.signal, onEvent: (event) => hear(context, event) });
    if (!given.on("follow") || outcome.run === null) {
      out.value(outcome, said(context, outcome));
      return outcome.state === "cancelled" ? EXIT.left_queue : EXIT.ok;
    }
    out.event({ event: "triggered", ...outcome });
    context.standing = `The job was triggered; ${jobName(address)} #${outcome.run} goes on.`;
    return ofRun(await watch(context, { ...address, run: outcome.run }, given.on("log")));
  },
};

function untilOf({ given }: Context): "queued" | "started" | undefined {
  const until = given.text("until");
  if (until !== undefined && until !== "queued" && until !== "started") throw usage("--until knows queued and started.", "Write --until queued to come back without waiting for the run.");
  if (until === "queued" && given.on("follow")) throw usage("--follow needs the run, and --until queued does not wait for it.", "Leave one of them out.");
  if (given.on("log") && !given.on("follow")) throw usage("--log goes with --follow.", "Give both, or read the log later with `bellpull log`.");
  return until;
}

function hear(context: Context, event: OperationEvent): void {
  const { out, given } = context;
  if (given.on("follow")) out.event(event);
  retrying(out, event);
  if (event.event === "queued") {
    context.standing = `The job was triggered and stays in the queue, as item ${event.queueId}.`;
    out.note(`Queued as item ${event.queueId}${event.merged ? ", shared with a request that waited there already" : ""}.`);
  }
  if (event.event === "waiting" && event.why !== null) out.note(harmless(event.why));
}

function said({ given }: Context, { state, queueId, run, merged, why }: TriggerOutcome): string {
  const address = jobOf(given);
  const shared = merged ? "\n  It is shared with other requests." : "";
  if (state === "started" && run !== null) return harmless(`${jobName(address)} #${run} is started.`) + shared + harmless(`\n  ${line("follow", { ...address, run })}`);
  if (state === "cancelled") return `Somebody took item ${queueId} from the queue; no run was started.`;
  return `${harmless(jobName(address))} waits in the queue as item ${queueId}.${shared}${why === null ? "" : `\n  ${harmless(why)}`}`;
}
