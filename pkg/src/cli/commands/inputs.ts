import { runName, runOf } from "../address.js";
import { BRANCH, type Command } from "../command.js";
import { EXIT } from "../exit.js";
import { harmless } from "../output.js";
import { input, status } from "../words.js";

export const inputs: Command = {
  name: "inputs",
  operands: "JOB RUN",
  counts: [2, 2],
  about: "what waits for a person in a run",
  options: BRANCH,
  examples: [
    ["bellpull inputs release 18", "each input with its id, what it asks for, and who may answer"],
    ["bellpull inputs release 18 --json | jq -r '.inputs[].id'", "the ids alone"],
  ],
  writes: false,
  async run(context) {
    const { out, signal } = context;
    const address = runOf(context.given);
    const jenkins = await context.jenkins();
    const found = await jenkins.call({ op: "inputs", ...address }, { signal });
    const none = `Nothing waits in ${harmless(runName(address))}: ${status(out, found.status)}.`;
    out.value(found, found.inputs.length === 0 ? none : found.inputs.map((pending) => input(out, pending)).join("\n\n"));
    return EXIT.ok;
  },
};
