import { runName, runOf } from "../address.js";
import { BRANCH, type Command } from "../command.js";
import { ofRun } from "../exit.js";
import { watch } from "../watch.js";

export const follow: Command = {
  name: "follow",
  operands: "JOB RUN",
  counts: [2, 2],
  about: "follow a run to its end",
  options: { ...BRANCH, log: { type: "boolean", about: "the log as well" } },
  more: "A line for each stage that starts or ends; on a terminal a bar below them. The run's result decides the exit code:\n`bellpull help exit-codes`. With --json a line for each change, the last one with the whole run as it ended.",
  examples: [
    ["bellpull follow release 18", "until it is over"],
    ["bellpull follow release 18 --log > build.log", "stages and log into a file"],
    ["bellpull follow release 18 --json | jq -r 'select(.event == \"run\").view.status.word'", "its status, whenever something changes"],
  ],
  writes: false,
  async run(context) {
    const address = runOf(context.given);
    context.standing = `${runName(address)} goes on.`;
    return ofRun(await watch(context, address, context.given.on("log")));
  },
};
