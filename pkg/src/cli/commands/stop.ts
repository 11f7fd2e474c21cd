import { line, runName, runOf } from "../address.js";
import { BRANCH, type Command } from "../command.js";
import { EXIT } from "../exit.js";
import { usage } from "../failure.js";
import { harmless } from "../output.js";

export const stop: Command = {
  name: "stop",
  operands: "JOB RUN",
  counts: [2, 2],
  about: "ask a run to end",
  options: {
    ...BRANCH,
    term: { type: "boolean", about: "end its steps without waiting for them; for a Pipeline that did not react" },
    kill: { type: "boolean", about: "end it whatever its steps do, without letting it clean up" },
  },
  more: "Jenkins says no more than that it has heard; follow the run to see that it ended. A paused run is better rejected: `bellpull abort`.",
  examples: [
    ["bellpull stop release 18", "ask it to end"],
    ["bellpull stop release 18 --kill && bellpull follow release 18", "end it at any price, and see that it did (exit code 82)"],
  ],
  writes: true,
  async run(context) {
    const { given, out, signal } = context;
    if (given.on("term") && given.on("kill")) throw usage("--term and --kill exclude each other.", "Try --term first.");
    const op = given.on("kill") ? "kill" : given.on("term") ? "term" : "stop";
    const address = runOf(given);
    const jenkins = await context.jenkins();
    const outcome = await jenkins.call({ op, ...address }, { signal });
    out.value(outcome, harmless(`Jenkins was asked to ${op === "stop" ? "stop" : op === "term" ? "terminate" : "kill"} ${runName(address)}.\n  ${line("follow", address)}`));
    return EXIT.ok;
  },
};
