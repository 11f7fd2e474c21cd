/** A job: its full name (`Folder/job`), a list of names, or its URL on this server. */
export type JobName = string | string[];

/** How a client signs in. */
export type Credentials =
  | { kind: "token"; user: string; token: string }
  | { kind: "password"; user: string; password: string }
  | { kind: "browser" }
  | { kind: "bearer"; token: string }
  | { kind: "anonymous" };

/** A client's configuration. */
export interface ClientConfig {
  /** Base URL of Jenkins with its context path. */
  url: string;
  /** Without them the browser's cookies are used. */
  credentials?: Credentials;
  /** Sent with every request. */
  headers?: Record<string, string>;
  /** Larger answers are refused. */
  maxBodyBytes?: number;
}

/** A file to upload. */
export interface FileInput {
  name: string;
  type?: string;
  base64: string;
}

/** A value for a parameter. A password is a text; `{default: true}` asks for the default. */
export type ParameterInput =
  | string
  | number
  | boolean
  | { run: string }
  | { credentials: string }
  | { file: FileInput }
  | { default: true }
  | { raw: Record<string, unknown> };

/** Values by name. */
export type ParameterInputs = Record<string, ParameterInput>;

/** The name of an operation. */
export type OperationName = keyof Operations;

/** An operation: plain data. */
export type Operation<N extends OperationName = OperationName> = {
  [K in N]: { op: K } & Operations[K]["fields"];
}[N];

/** What an operation gives. */
export type Outcome<N extends OperationName> = Operations[N]["outcome"];

/** A refusal is an error, so this is always true. It does not prove that this request caused the effect. */
export interface Accepted {
  accepted: boolean;
}

/** What an operation tells while it runs. */
export type OperationEvent =
  | { event: "queued"; queueId: number; merged: boolean }
  | { event: "waiting"; queueId: number; state: "waiting" | "blocked" | "buildable"; why: string | null; stuck: boolean }
  | { event: "run"; view: RunView }
  /** `end` equals `start` while more of the same answer comes; where to go on is the `end` of the last of them. */
  | { event: "log"; text: string; start: number; end: number }
  | { event: "page"; items: unknown[] }
  /** How much of a large request has gone, in bytes; in a page alone. */
  | { event: "uploading"; sent: number; total: number }
  | { event: "retrying"; code: ErrorCode; message: string; inMillis: number };

/** What a machine asks its host to send, once and without following redirects. */
export interface MachineRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Absolute and encoded; to be sent as it is. */
  url: string;
  headers: [string, string][];
  /** Whether the host's own cookies of this origin go along. */
  cookies: "omit" | "browser";
  /** The body of a 2xx may be kept as a stream; then an empty one is handed in, with the header `BODY_KEPT`. */
  stream: boolean;
  /** The answer may be handed in piece by piece: its head, its bytes, its end. */
  pieces: boolean;
}

/** What a machine asks its host to do next. */
export type MachineOutput =
  | { output: "send"; request: MachineRequest }
  /** Poll again at this time, in milliseconds since 1970. */
  | { output: "wait"; until: number }
  | { output: "event"; event: OperationEvent }
  | { output: "done"; outcome: unknown }
  | { output: "failed"; error: ErrorShape }
  | { output: "awaiting_response" };

/** A token, to be sent as bearer below `/blue/`. It is a secret. */
export interface JwtToken {
  token: string;
}

/** An error as it crosses from the core. */
export interface ErrorShape {
  code: ErrorCode;
  message: string;
  status: number | null;
  /** What Jenkins said, as text. */
  jenkins: string | null;
  /** What to do about it. */
  remedy: string;
  /** The parameter at fault. */
  parameter: string | null;
  /** Whether the request may have been carried out. */
  sent: "no" | "maybe" | "yes";
  /** What Blue Ocean said of single fields; a button's wasm file does not read them. */
  fields?: FieldError[];
  /** The decision that came first, from a gateway: whose, what, and when by ISO 8601. */
  decided?: { name: string; outcome: SettlementOutcome; at: string };
}

/** An operation that gives a list in pages, without its page. */
export type ListOperation<N extends PagedName = PagedName> = {
  [K in N]: { op: K } & Omit<Operations[K]["fields"], "start" | "limit" | "pageSize" | "pageNumber">;
}[N];

/** The operations that give a list in pages. */
export type PagedName = {
  [K in OperationName]: "limit" extends keyof Operations[K]["fields"] ? K : "pageNumber" extends keyof Operations[K]["fields"] ? K : never;
}[OperationName];

/** What an item of such a list is. */
export type ItemOf<N extends PagedName> = Outcome<N> extends (infer T)[] ? T : Record<string, unknown>;

