import type { Person, Policy } from "../generated/policy.js";
import { Jenkins, type JenkinsOptions } from "../jenkins.js";
import { type AuditFile, type AuditRecord, type AuditSink, FileSink } from "./audit.js";
import { MemoryStore } from "./memory.js";
import { told } from "./outage.js";
import type { Store } from "./store.js";

/** What a gateway needs to know. */
export interface GatewayOptions {
  /** Jenkins, as the service account. */
  jenkins: Jenkins | JenkinsOptions;
  /** Who may do what. What no rule allows is refused. */
  policy: Policy;
  /** Who sends a request, as the application knows: by its session. Null for nobody. */
  authenticate(request: Request): Person | null | Promise<Person | null>;
  /** The application's own origins, such as `https://desk.example.com`. A request of another one is refused. */
  origins: string[];
  /** Jenkins as this person, in place of the service account. */
  jenkinsFor?(person: Person): Jenkins | null | Promise<Jenkins | null>;
  /** Where audit records go: a file of JSON lines, a sink, or a function. */
  audit: AuditFile | AuditSink | ((record: AuditRecord) => void | Promise<void>);
  /** Whether what changes something is sent although its audit record could not be written; no unless told otherwise. */
  sendUnaudited?: boolean;
  /** Whether an input may be answered by whom the rules let although Jenkins does not tell whom its author named; nobody may unless told otherwise. */
  submitterUnknown?: "refuse" | "allow";
  /** What several processes share; the memory of this one unless told otherwise. */
  store?: Store;
  /** Whether pages are told Jenkins' own addresses, for links; no unless told otherwise. */
  links?: boolean;
  limits?: {
    /** Requests of one person in a minute, over all processes that share the store; 120 unless told otherwise. */
    requestsPerMinute?: number;
    /** Streams of one person at a time, in this process alone: it limits what this process has to keep open. 20 unless told otherwise. */
    watchers?: number;
    /** Bytes of one request; 64 KB unless told otherwise. */
    bodyBytes?: number;
  };
}

/** The options, checked and complete. */
export interface Settings {
  jenkins: Jenkins;
  /** What nobody knows who reads the store: the service account's credentials, where they are not a client's own. */
  secret: string;
  policy: Policy;
  authenticate: GatewayOptions["authenticate"];
  origins: string[];
  jenkinsFor: NonNullable<GatewayOptions["jenkinsFor"]>;
  audit: AuditSink;
  sendUnaudited: boolean;
  submitterUnknown: "refuse" | "allow";
  store: Store;
  links: boolean;
  limits: { requestsPerMinute: number; watchers: number; bodyBytes: number };
}

const KNOWN = ["jenkins", "policy", "authenticate", "origins", "jenkinsFor", "audit", "sendUnaudited", "submitterUnknown", "store", "links", "limits"];
const STORE = ["get", "set", "delete", "add", "members", "count", "lock", "publish", "subscribe"] as const satisfies (keyof Store)[];
const LIMITS = ["requestsPerMinute", "watchers", "bodyBytes"];

/** Throws a TypeError for what is missing, unknown or makes no sense. */
export function settings(options: GatewayOptions): Settings {
  if (typeof options !== "object" || options === null) throw new TypeError("createGateway() needs an object with jenkins, policy, authenticate, origins and audit");
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw new TypeError(`createGateway() knows no option "${unknown}"; it knows ${KNOWN.join(", ")}`);
  if (typeof options.authenticate !== "function") throw new TypeError("createGateway() needs authenticate: a function that says who sends a request");
  if (!options.jenkins) throw new TypeError("createGateway() needs jenkins: a client, or its options");
  const missing = Object.entries((options.jenkins as JenkinsOptions).credentials ?? {}).find(([, value]) => value === undefined);
  // Most of all a variable of the environment that is not set.
  if (missing) throw new TypeError(`createGateway(): jenkins.credentials.${missing[0]} is undefined`);
  for (const name of ["sendUnaudited", "links"] as const) {
    // What is read from the environment is text, and "false" would hold.
    if (!["undefined", "boolean"].includes(typeof options[name])) throw new TypeError(`createGateway(): ${name} has to be true or false`);
  }
  const { submitterUnknown = "refuse" } = options;
  if (submitterUnknown !== "refuse" && submitterUnknown !== "allow") throw new TypeError('createGateway(): submitterUnknown has to be "refuse" or "allow"');
  const lacks = options.store && STORE.find((name) => typeof options.store?.[name] !== "function");
  if (lacks) throw new TypeError(`createGateway(): the store lacks ${lacks}()`);
  const odd = Object.keys(options.limits ?? {}).find((name) => !LIMITS.includes(name));
  if (odd !== undefined) throw new TypeError(`createGateway() knows no limit "${odd}"; it knows ${LIMITS.join(", ")}`);
  const { requestsPerMinute = 120, watchers = 20, bodyBytes = 64 << 10 } = options.limits ?? {};
  for (const [name, value] of Object.entries({ requestsPerMinute, watchers, bodyBytes })) {
    if (!Number.isInteger(value) || value < 1) throw new TypeError(`createGateway(): limits.${name} has to be a whole number from 1`);
  }
  return {
    jenkins: options.jenkins instanceof Jenkins ? options.jenkins : new Jenkins(options.jenkins),
    secret: options.jenkins instanceof Jenkins ? "" : JSON.stringify(options.jenkins.credentials ?? ""),
    policy: options.policy,
    authenticate: options.authenticate,
    origins: origins(options.origins),
    jenkinsFor: options.jenkinsFor ?? (() => null),
    audit: sink(options.audit),
    sendUnaudited: options.sendUnaudited ?? false,
    submitterUnknown,
    store: told(options.store ?? new MemoryStore()),
    links: options.links ?? false,
    limits: { requestsPerMinute, watchers, bodyBytes },
  };
}

function origins(given: unknown): string[] {
  if (!Array.isArray(given) || given.length === 0) throw new TypeError('createGateway() needs origins: the application\'s own, such as ["https://desk.example.com"]');
  for (const origin of given) {
    const valid = typeof origin === "string" && URL.canParse(origin) && new URL(origin).origin === origin;
    if (!valid) throw new TypeError(`createGateway(): ${JSON.stringify(origin)} is no origin, such as "https://desk.example.com" without a path`);
  }
  return given as string[];
}

function sink(audit: GatewayOptions["audit"]): AuditSink {
  if (typeof audit === "function") return { write: async (record) => audit(record) };
  if (typeof audit === "object" && audit !== null && "file" in audit) return new FileSink(audit);
  if (typeof audit?.write !== "function") throw new TypeError('createGateway() needs audit: a file such as { file: "audit.jsonl" }, a sink with write(), or a function');
  return audit;
}
