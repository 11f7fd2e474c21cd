import type { Given } from "./command.js";
import { usage } from "./failure.js";

/** The fields that name a job. */
export interface JobAddress {
  job: string;
  branch?: string;
}

/** The fields that name a run. */
export interface RunAddress extends JobAddress {
  run: number;
}

/** The job of the first operand. */
export function jobOf(given: Given): JobAddress {
  const [job = ""] = given.operands;
  const branch = given.text("branch");
  return branch === undefined ? { job } : { job, branch };
}

/** The run of the first two operands. */
export function runOf(given: Given): RunAddress {
  const [, text = ""] = given.operands;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw usage("The run is not a whole number from 1.", "Give the run's number; permalinks such as lastBuild are refused, because they can name another run a moment later.");
  }
  return { ...jobOf(given), run: Number(text) };
}

/** A job for people. */
export function jobName({ job, branch }: JobAddress): string {
  return branch === undefined ? job : `${job} (${branch})`;
}

/** A run for people. */
export function runName(address: RunAddress): string {
  return `${jobName(address)} #${address.run}`;
}

/** A command line that can be copied into a shell. */
export function line(command: string, address: JobAddress & { run?: number }, ...more: string[]): string {
  const run = address.run === undefined ? [] : [String(address.run)];
  const branch = address.branch === undefined ? [] : ["--branch", address.branch];
  return ["bellpull", command, address.job, ...run, ...more, ...branch].map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A whole number of an option. */
export function whole(given: Given, name: string, least = 0, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most)) throw usage(`--${name} wants a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ""}.`, `Write --${name} 10, for example.`);
  return number;
}
