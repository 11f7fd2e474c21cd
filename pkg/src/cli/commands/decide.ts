import type { Settlement } from "../../generated/types.js";
import { runName, runOf } from "../address.js";
import { BRANCH, type Command, type Context, type Option } from "../command.js";
import { choose, inputAndValues } from "../choose.js";
import { ofSettlement } from "../exit.js";
import { usage } from "../failure.js";
import { harmless } from "../output.js";
import { VALUE_OPTIONS, values } from "../parameters.js";
import { retrying } from "../watch.js";

const WHICH: Record<string, Option> = {
  ...BRANCH,
  input: { type: "string", value: "INPUT", about: "the input's id, where it has an equals sign in it" },
  fingerprint: { type: "string", value: "F", about: "of the question that was seen: another one is refused as input_changed" },
};

const MORE = "INPUT is the id that `bellpull inputs` lists. It may be left out where exactly one waits; of several none is taken.\nAfterwards the run is read, and the outcome tells whether this decision took effect.";

export const approve: Command = {
  name: "approve",
  operands: "JOB RUN [INPUT] [NAME=VALUE…]",
  counts: [2, Infinity],
  about: "let a paused run go on",
  options: { ...WHICH, ...VALUE_OPTIONS },
  more: `${MORE} Values that are not given keep their defaults.`,
  examples: [
    ["bellpull approve release 18", "answer the only input that waits"],
    ["bellpull approve release 18 Proceed-to-prod REGION=us DRY_RUN=false", "a named one, with values"],
    ["bellpull approve release 18 Proceed-to-prod --fingerprint 5f0c2a", "only if the question is still the one that was seen"],
  ],
  writes: true,
  async run(context) {
    const address = runOf(context.given);
    const { named, texts } = inputAndValues(context);
    const parameters = await values(context, texts);
    const choice = await choose(context, address, named);
    const jenkins = await context.jenkins();
    return end(context, await jenkins.call({ op: "approve", ...address, ...choice, parameters }, calling(context)));
  },
};

export const abort: Command = {
  name: "abort",
  operands: "JOB RUN [INPUT]",
  counts: [2, 3],
  about: "reject what a paused run asks, which aborts it there",
  options: WHICH,
  more: MORE,
  examples: [
    ["bellpull abort release 18", "reject the only input that waits"],
    ["bellpull abort 'parallel inputs' 3 Eu", "a named one of several"],
  ],
  writes: true,
  async run(context) {
    const address = runOf(context.given);
    const { named, texts } = inputAndValues(context);
    if (texts.length > 0) throw usage("bellpull abort takes no values.", "An input's id with an equals sign in it goes behind --input.");
    const choice = await choose(context, address, named);
    const jenkins = await context.jenkins();
    return end(context, await jenkins.call({ op: "abort", ...address, ...choice }, calling(context)));
  },
};

function calling({ signal, out }: Context): { signal: AbortSignal; onEvent: (event: Parameters<typeof retrying>[1]) => void } {
  return { signal, onEvent: (event) => retrying(out, event) };
}

const OUTCOME: Record<Settlement["outcome"], string> = {
  approved: "approved",
  aborted: "rejected",
  superseded: "accepted, but the run shows the other decision: somebody was faster",
  settled: "no longer waits, but not provably by this decision: somebody else has answered as well",
};

function end(context: Context, settlement: Settlement): number {
  const { outcome, input, sent, view } = settlement;
  const values = Object.entries(sent).map(([name, value]) => `\n  ${harmless(name)} = ${harmless(String(value))}`);
  const text = `${harmless(runName(runOf(context.given)))}: ${harmless(input)} ${OUTCOME[outcome]}; the run: ${view.status.word.replaceAll("_", " ")}.${values.join("")}`;
  context.out.value(settlement, text);
  return ofSettlement(settlement);
}
