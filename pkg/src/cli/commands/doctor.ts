import type { Command, Context } from "../command.js";
import { apis } from "../doctor/apis.js";
import type { Finding } from "../doctor/finding.js";
import { ORIGIN, proxy } from "../doctor/proxy.js";
import { reach } from "../doctor/reach.js";
import { EXIT, ofError } from "../exit.js";
import { type Colour, harmless, type Output } from "../output.js";

export const doctor: Command = {
  name: "doctor",
  operands: "[URL]",
  counts: [0, 1],
  takesUrl: true,
  patience: 10,
  about: "what stands in the way between here and Jenkins, each with a remedy",
  options: {},
  more: "Reads alone. Tells whether Jenkins can be reached, who is signed in, what a proxy changes on the way, which APIs are there and\nwhich will be used. ok: nothing to do; note: worth knowing; problem: something will not work; unknown: could not be seen.\nThe exit code is 0 without problems, that of the first problem's error, or 90.",
  examples: [
    ["bellpull doctor", "the server of JENKINS_URL, as who is signed in by the environment"],
    ["bellpull doctor https://ci.example.com/jenkins", "another one; the credentials of the environment go there"],
    ["bellpull doctor --json | jq '.findings[] | select(.state == \"problem\")'", "what will not work"],
  ],
  writes: false,
  async run(context) {
    const { findings, url } = await examine(context);
    const problems = findings.filter(({ state }) => state === "problem");
    context.out.value({ url, ok: problems.length === 0, findings }, said(context.out, findings));
    const [first] = problems;
    return first ? (first.code === null ? EXIT.doctor : ofError(first.code)) : EXIT.ok;
  },
};

async function examine(context: Context): Promise<{ url: string; findings: Finding[] }> {
  const { wire, signal, env } = context;
  const jenkins = await context.jenkins();
  const { findings, goesOn } = await reach(jenkins, wire, env["JENKINS_USER"] || undefined, signal);
  if (goesOn) {
    findings.push(...(await proxy(jenkins, await context.jenkins({ Origin: ORIGIN }), wire, signal)));
    findings.push(...(await apis(jenkins, env["JENKINS_TOKEN"] ? "token" : "other", signal)));
  }
  return { url: jenkins.url, findings };
}

const COLOUR: Record<Finding["state"], Colour> = { ok: "green", note: "yellow", problem: "red", unknown: "grey" };

function said(out: Output, findings: Finding[]): string {
  const blocks = findings.map(({ check, state, message, remedy }) => {
    const head = `${out.paint(state.padEnd(8), COLOUR[state])}${check.replaceAll("_", " ").padEnd(15)}`;
    return `${head}${harmless(message)}${remedy === null ? "" : `\n${" ".repeat(23)}-> ${harmless(remedy)}`}`;
  });
  return blocks.join("\n");
}
