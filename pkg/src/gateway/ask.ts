import type { Person, Verb } from "../generated/policy.js";
import { word } from "./guard.js";
import { Refusal } from "./refusal.js";

/** What a page asks for, read and checked. */
export interface Ask {
  op: Verb | "explain" | "queue" | "cancel" | "follow_log" | "steps";
  /** What the policy is asked for. */
  verb: Verb;
  job: string;
  branch: string | undefined;
  run: number | undefined;
  input: string | undefined;
  fingerprint: string | undefined;
  parameters: Record<string, unknown>;
  comment: string | undefined;
  /** The same for a request that is repeated: it is carried out once. */
  key: string | undefined;
  start: number | undefined;
  /** A step, for its log. */
  node: string | undefined;
  /** A stage, for its steps. */
  stage: string | undefined;
  /** An item of the queue that was triggered through this gateway. */
  queueId: number | undefined;
}

const VERBS: readonly Verb[] = ["describe", "status", "follow", "log", "artifacts", "changes", "trigger", "approve", "abort", "stop"];
const OF_RUN: readonly string[] = ["status", "follow", "log", "follow_log", "steps", "artifacts", "changes", "approve", "abort", "stop"];
const WRITES: readonly string[] = ["trigger", "approve", "abort", "stop", "cancel"];
/** Who may see a run may see its place in the queue; who may stop it may take it out of there; a log is one however it is read. */
const ASKED_AS: Record<string, Verb> = { queue: "status", cancel: "stop", follow_log: "log", steps: "log" };
const FIELDS: Record<string, readonly string[]> = {
  describe: ["run"],
  status: ["run"],
  follow: ["run"],
  log: ["run", "start", "node"],
  follow_log: ["run", "start", "node"],
  steps: ["run", "stage"],
  artifacts: ["run"],
  changes: ["run"],
  trigger: ["parameters", "comment", "key"],
  approve: ["run", "input", "fingerprint", "parameters", "comment", "key"],
  abort: ["run", "input", "fingerprint", "comment", "key"],
  stop: ["run", "comment", "key"],
  queue: ["queueId"],
  cancel: ["queueId", "comment", "key"],
  explain: ["verb", "run", "input", "parameters", "comment"],
};

/** Whether an operation changes something. */
export function writes(ask: Ask): boolean {
  return WRITES.includes(ask.op);
}

/** Reads a request's body. Unknown operations and fields are refused, never ignored. */
export function readAsk(body: Record<string, unknown>): Ask {
  const op = body["op"];
  const fields = typeof op === "string" && Object.hasOwn(FIELDS, op) ? FIELDS[op] : undefined;
  if (!fields) throw new Refusal("not_exposed", `The gateway has no operation ${typeof op === "string" ? word(op) : "of that kind"}.`);
  const odd = Object.keys(body).find((name) => !["op", "job", "branch", ...fields].includes(name));
  if (odd !== undefined) throw new Refusal("invalid_request", `${word(String(op))} has no field ${word(odd)}.`);
  const verb = op === "explain" ? text(body, "verb", 20) : (ASKED_AS[op as string] ?? (op as string));
  if (!VERBS.includes(verb as Verb)) throw new Refusal("invalid_request", "The field verb names no operation.");
  const ask: Ask = {
    op: op as Ask["op"],
    verb: verb as Verb,
    job: required(text(body, "job", 1000), "job"),
    branch: text(body, "branch", 500),
    run: number(body, "run", 1),
    input: text(body, "input", 500),
    fingerprint: text(body, "fingerprint", 100),
    parameters: object(body, "parameters"),
    comment: text(body, "comment", 2000),
    key: text(body, "key", 100),
    start: number(body, "start", 0),
    node: text(body, "node", 100),
    stage: text(body, "stage", 100),
    queueId: number(body, "queueId", 0),
  };
  if (OF_RUN.includes(ask.op)) required(ask.run, "run");
  if (ask.op === "steps") required(ask.stage, "stage");
  if (ask.op === "queue" || ask.op === "cancel") required(ask.queueId, "queueId");
  if (ask.op === "approve" || ask.op === "abort") {
    required(ask.input, "input");
    // What was not seen is not decided.
    required(ask.fingerprint, "fingerprint");
  }
  if (writes(ask)) required(ask.key, "key");
  return ask;
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined || value === "") throw new Refusal("invalid_request", `The field ${name} has to be given.`);
  return value;
}

function text(body: Record<string, unknown>, name: string, longest: number): string | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined) return undefined;
  const fine = typeof value === "string" && value.length <= longest && (name === "comment" || !/[\u0000-\u001f\u007f-\u009f]/.test(value));
  if (!fine) throw new Refusal("invalid_request", `The field ${name} is no text of at most ${longest} characters on one line.`);
  return value;
}

function number(body: Record<string, unknown>, name: string, least: number): number | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) throw new Refusal("invalid_request", `The field ${name} is no whole number from ${least}.`);
  return value;
}

function object(body: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = body[name] ?? {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal("invalid_request", `The field ${name} is no object.`);
  return value as Record<string, unknown>;
}

/** A person as the host tells, checked: what is odd would go into headers, values and records. */
export function readPerson(person: unknown): Person | null {
  if (person === null || person === undefined) return null;
  const { id, name, groups = [] } = person as Partial<Person>;
  const fine = (value: unknown): value is string => typeof value === "string" && value.trim() !== "" && value.length <= 200 && !/[\u0000-\u001f\u007f-\u009f]/.test(value);
  if (!fine(id) || (name !== undefined && !fine(name)) || !Array.isArray(groups) || !groups.every(fine)) {
    throw new TypeError("authenticate() has to give null, or a person with an id, and perhaps a name and groups, as texts on one line");
  }
  return { id, groups, ...(name === undefined ? {} : { name }) };
}
