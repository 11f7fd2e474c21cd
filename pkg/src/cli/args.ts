import { parseArgs } from "node:util";
import { type Command, COMMON, type Given, type Option } from "./command.js";
import { type Failure, usage } from "./failure.js";

/** Options that would carry a secret, in all likelihood: arguments are seen by every user of the machine. */
const SECRET = /^(api-?)?(token|key|password|passwd|pass|pwd|secret|auth|credentials?)$/;

/** Reads what stands behind a command's name. Values are in no message: one of them may be a secret at the wrong place. */
export function read(command: Command, argv: string[]): Given {
  const options = { ...command.options, ...COMMON };
  const { tokens } = parseArgs({ args: argv, options: forNode(options), strict: false, allowPositionals: true, tokens: true });
  const operands: string[] = [];
  const values = new Map<string, (string | true)[]>();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) throw unknown(command, token.rawName, token.name, Object.keys(options));
    const before = values.get(token.name) ?? [];
    if (before.length > 0 && !option.multiple) throw usage(`${token.rawName} was given twice.`, "Give it once.");
    values.set(token.name, [...before, valueOf(token.rawName, option, token.value)]);
  }
  if (!values.has("help")) counted(command, operands.length);
  const texts = (name: string): string[] => (values.get(name) ?? []).filter((value) => typeof value === "string");
  return { operands, on: (name) => values.has(name), text: (name) => texts(name)[0], texts };
}

function forNode(options: Record<string, Option>): Record<string, { type: "boolean" | "string"; short?: string; multiple: boolean }> {
  const entries = Object.entries(options).map(([name, { type }]) => [name, { type, multiple: true, ...(name === "help" ? { short: "h" } : {}) }]);
  return Object.fromEntries(entries) as ReturnType<typeof forNode>;
}

function valueOf(raw: string, option: Option, value: string | undefined): string | true {
  if (option.type === "boolean") {
    if (value !== undefined) throw usage(`${raw} takes no value.`, `Give ${raw} alone.`);
    return true;
  }
  if (value === undefined || value === "") throw usage(`${raw} needs a value.`, `Write ${raw} ${option.value ?? "VALUE"}.`);
  return value;
}

function unknown(command: Command, raw: string, name: string, known: string[]): Failure {
  if (SECRET.test(name)) {
    return usage(
      `${raw} is refused: arguments can be read by every user of this machine and stay in the shell's history.`,
      "Put the secret into JENKINS_TOKEN or JENKINS_PASSWORD; with JENKINS_USER alone you are asked for it. Consider the one given here as known to others.",
    );
  }
  if (name === "user" || name === "u") return usage(`There is no option ${raw}.`, "Put the user's id into JENKINS_USER, and the secret into JENKINS_TOKEN or JENKINS_PASSWORD.");
  const near = nearest(name, known);
  const hint = near === undefined ? "" : `Did you mean --${near}? `;
  return usage(`bellpull ${command.name} knows no option ${raw}.`, `${hint}See \`bellpull ${command.name} --help\`; a value that starts with a dash goes behind \`--\`.`);
}

function counted(command: Command, count: number): void {
  const [least, most] = command.counts;
  if (count >= least && count <= most) return;
  const message = count < least ? `bellpull ${command.name} needs ${command.operands}.` : `bellpull ${command.name} takes ${command.operands || "no operands"}, and more was given.`;
  throw usage(message, `See \`bellpull ${command.name} --help\`; names with spaces go in quotes.`);
}

/** The known name that is nearest to a mistyped one, if one is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known.map((other) => ({ other, far: other.startsWith(name) && name.length > 1 ? 1 : distance(name, other) })).sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(1, Math.floor(name.length / 3)) ? best.other : undefined;
}

/** How many letters have to be changed, added or left out. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
