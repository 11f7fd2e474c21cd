import type { JobView } from "../../generated/types.js";
import { jobOf } from "../address.js";
import { BRANCH, type Command } from "../command.js";
import { EXIT } from "../exit.js";
import { harmless, type Output } from "../output.js";
import { parameter } from "../words.js";

export const describe: Command = {
  name: "describe",
  operands: "JOB",
  counts: [1, 1],
  about: "a job with its parameters",
  options: BRANCH,
  examples: [
    ["bellpull describe 'Ops Team/deploy'", "what it asks for: name, kind, default in brackets"],
    ["bellpull describe multi --branch feature/x --json", "a branch's job, for programs"],
  ],
  writes: false,
  async run({ given, out, signal, jenkins }) {
    const view = await (await jenkins()).call({ op: "describe", ...jobOf(given) }, { signal });
    out.value(view, said(out, view));
    return EXIT.ok;
  },
};

function said(out: Output, { job, url, displayName, description, buildable, inQueue, parameters }: JobView): string {
  const lines = [out.paint(harmless(job), "bold") + (displayName && displayName !== job.split("/").at(-1) ? ` (${harmless(displayName)})` : ""), `  ${url}`];
  if (description) lines.push(`  ${harmless(description)}`);
  if (!buildable) lines.push("  cannot be triggered: disabled, or nothing that builds");
  if (inQueue) lines.push("  waits in the queue");
  lines.push(parameters.length === 0 ? "  asks for nothing" : "Parameters:");
  return [...lines, ...parameters.map(parameter)].join("\n");
}
