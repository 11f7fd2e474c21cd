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

interface OfJob {
  job: JobName;
  /** A branch of a multibranch project, as git names it. */
  branch?: string;
}

interface OfRun extends OfJob {
  /** The run's number. */
  run: number;
}

interface OfInput extends OfRun {
  /** The input's id as listed. */
  input: string;
}

interface Projected {
  /** A `tree` expression; empty for Jenkins' default fields. */
  tree?: string;
  depth?: number;
}

interface Seen {
  /** The fingerprint of the input that was seen. */
  fingerprint?: string;
  /** The input as it was read before; saves the first read. */
  known?: PendingInput;
}

/** Each operation's fields and outcome, by its name. */
export interface Operations {
  root: { fields: Projected; outcome: Root };
  who_am_i: { fields: object; outcome: WhoAmI };
  crumb: { fields: object; outcome: { crumbRequestField?: string; [field: string]: unknown } };
  login: { fields: object; outcome: WhoAmI };
  logout: { fields: object; outcome: Accepted };
  job: { fields: OfJob & Projected; outcome: Job };
  build: { fields: OfJob & { delaySeconds?: number }; outcome: Triggered };
  build_with_parameters: { fields: OfJob & { parameters?: ParameterInputs; delaySeconds?: number }; outcome: Triggered };
  build_json: {
    fields: OfJob & { parameters?: ParameterInputs; delaySeconds?: number; nameQueueItem?: boolean };
    outcome: Triggered;
  };
  queue_item: { fields: { id: number }; outcome: QueueItem };
  cancel_queue_item: { fields: { id: number }; outcome: Accepted };
  run: { fields: OfRun & Projected; outcome: Run };
  stop: { fields: OfRun; outcome: Accepted };
  term: { fields: OfRun; outcome: Accepted };
  kill: { fields: OfRun; outcome: Accepted };
  progressive_text: { fields: OfRun & { start?: number }; outcome: LogChunk };
  console_text: { fields: OfRun; outcome: Text };
  wfapi_describe: { fields: OfRun & { fullStages?: boolean }; outcome: Described };
  pending_input_actions: { fields: OfRun; outcome: Record<string, unknown>[] };
  next_pending_input_action: { fields: OfRun; outcome: Record<string, unknown> | null };
  wfapi_input_submit: { fields: OfInput & { parameters?: ParameterInputs }; outcome: Accepted };
  input_proceed: { fields: OfInput & { parameters?: ParameterInputs }; outcome: Accepted };
  input_proceed_empty: { fields: OfInput; outcome: Accepted };
  input_abort: { fields: OfInput; outcome: Accepted };
  describe: { fields: OfJob; outcome: JobView };
  trigger: {
    fields: OfJob & {
      parameters?: ParameterInputs;
      delaySeconds?: number;
      /** How far to go; by default until the run is started. */
      until?: "queued" | "started";
      /** How long to wait for the run's number, in milliseconds. */
      patienceMillis?: number;
      /** The job's definitions, if they were read before. */
      definitions?: ParameterDefinition[];
    };
    outcome: TriggerOutcome;
  };
  follow: { fields: OfRun & { untilPaused?: boolean }; outcome: RunView };
  inputs: { fields: OfRun; outcome: Inputs };
  approve: { fields: OfInput & Seen & { parameters?: ParameterInputs; route?: "auto" | "proceed" | "wfapi" }; outcome: Settlement };
  abort: { fields: OfInput & Seen; outcome: Settlement };
  log: { fields: OfRun & { start?: number; follow?: boolean }; outcome: LogOutcome };
}

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
  | { event: "log"; text: string; start: number; end: number }
  | { event: "retrying"; code: ErrorCode; message: string; inMillis: number };

/** What a machine asks its host to send, once and without following redirects. */
export interface MachineRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Absolute and encoded; to be sent as it is. */
  url: string;
  headers: [string, string][];
  /** Whether the host's own cookies of this origin go along. */
  cookies: "omit" | "browser";
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
}

