// Generated from crates/core by `cargo xtask codegen`. Do not edit.

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
  method: "GET" | "POST";
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

/** What went wrong; stable. */
export type ErrorCode =
  | "invalid_url"
  | "invalid_job_name"
  | "invalid_operation"
  | "invalid_credentials"
  | "parameter_unknown"
  | "parameter_missing"
  | "parameter_invalid"
  | "parameter_unsupported"
  | "network"
  | "timed_out"
  | "not_found"
  | "forbidden"
  | "login_required"
  | "credentials_rejected"
  | "crumb_rejected"
  | "sso_redirect"
  | "proxy_answer"
  | "bad_response"
  | "body_too_large"
  | "server_error"
  | "server_starting"
  | "too_many_requests"
  | "method_not_allowed"
  | "url_too_long"
  | "redirected"
  | "job_disabled"
  | "not_parameterized"
  | "trigger_refused"
  | "trigger_unconfirmed"
  | "queue_item_gone"
  | "queue_item_left"
  | "input_not_found"
  | "input_already_settled"
  | "input_not_allowed"
  | "input_ambiguous"
  | "input_changed"
  | "inputs_unreadable"
  | "approval_unconfirmed"
  | "run_finished"
  | "bad_request"
  | "link_outside_server"
  | "unsupported"
  | "cancelled";

/** The server, with its version from the header `X-Jenkins`. */
export interface Root {
  /** The version, for example `2.552`; from the header, not the body. */
  version?: string | null;
  /** `NORMAL` or `EXCLUSIVE`. */
  mode?: string | null;
  /** Whether crumbs are wanted. */
  useCrumbs?: boolean | null;
  /** Whether anybody has to sign in at all. */
  useSecurity?: boolean | null;
  /** Whether a shutdown is being prepared: triggers wait in the queue then. */
  quietingDown?: boolean | null;
  /** The top level's jobs and folders. */
  jobs?: unknown[] | null;
  [field: string]: unknown;
}

/** The user that Jenkins sees. Anonymous has `authenticated: true` as well, so look at `anonymous`. */
export interface WhoAmI {
  /** The user's id. */
  name?: string | null;
  /** Whether nobody is signed in. */
  anonymous?: boolean | null;
  /** True for anonymous too. */
  authenticated?: boolean | null;
  /** Groups and roles. */
  authorities?: unknown[] | null;
  [field: string]: unknown;
}

/** A job as Jenkins sent it. `builds` are the newest hundred, `allBuilds` has to be named in `tree`. */
export interface Job {
  /** Its name, once encoded for a branch. */
  name?: string | null;
  /** Its name with folders. */
  fullName?: string | null;
  /** What people see. */
  displayName?: string | null;
  /** Whether it can be triggered; false when disabled. */
  buildable?: boolean | null;
  /** Whether an item of it waits in the queue. */
  inQueue?: boolean | null;
  /** The number of the next run; a guess, since others trigger too. */
  nextBuildNumber?: number | null;
  /** The waiting item. */
  queueItem?: unknown;
  /** The newest run. */
  lastBuild?: unknown;
  /** The newest runs. */
  builds?: unknown[] | null;
  /** Properties, among them the parameter definitions. */
  property?: unknown[] | null;
  [field: string]: unknown;
}

/** A queue item as Jenkins sent it. */
export interface QueueItem {
  /** Its id. */
  id?: number | null;
  /** Why it waits, in the server's language; for people only. */
  why?: string | null;
  /** Whether it waits for something else. */
  blocked?: boolean | null;
  /** Whether it only waits for an executor. */
  buildable?: boolean | null;
  /** Whether it waits longer than seems normal. */
  stuck?: boolean | null;
  /** Whether it was taken from the queue. */
  cancelled?: boolean | null;
  /** When it entered the queue, in milliseconds since 1970. */
  inQueueSince?: number | null;
  /** What it became. */
  executable?: unknown;
  /** Parameters, causes. */
  actions?: unknown[] | null;
  [field: string]: unknown;
}

/** A run as Jenkins sent it. */
export interface Run {
  /** Its number. */
  number?: number | null;
  /** Whether it is at work or paused. */
  building?: boolean | null;
  /** How it ended; may be set before the end. */
  result?: string | null;
  /** When it started, in milliseconds since 1970. */
  timestamp?: number | null;
  /** How long it took in milliseconds; 0 while building. */
  duration?: number | null;
  /** How long it will probably take in milliseconds; -1 if unknown. */
  estimatedDuration?: number | null;
  /** `#N` or what somebody set. */
  displayName?: string | null;
  /** A description, as text. */
  description?: string | null;
  /** The id of its queue item. */
  queueId?: number | null;
  /** Causes, parameters, inputs, approvers. */
  actions?: unknown[] | null;
  [field: string]: unknown;
}

/** A run as wfapi describes it. Times are milliseconds since 1970, durations milliseconds. */
export interface Described {
  /** The run's number, as text. */
  id?: string | null;
  /** The display name. */
  name?: string | null;
  /** wfapi's word. */
  status?: string | null;
  /** When it started. */
  startTimeMillis?: number | null;
  /** When it ended; the server's now while it runs. */
  endTimeMillis?: number | null;
  /** How long it took so far. */
  durationMillis?: number | null;
  /** How long it waited in the queue. */
  queueDurationMillis?: number | null;
  /** The stages, in the order of their start. */
  stages?: unknown[] | null;
  /** Relations; `pendingInputActions` is there only while an input waits. */
  _links?: unknown;
  [field: string]: unknown;
}

/**
 * The word of a status.
 */
export type StatusWord = "queued" | "not_executed" | "running" | "paused" | "success" | "unstable" | "failure" | "aborted" | "not_built" | "unknown";

/**
 * A status: our word and Jenkins' own.
 */
export type Status = { 
/**
 * The word of the common vocabulary.
 */
word: StatusWord, 
/**
 * Jenkins' word, if it gave one.
 */
raw: string | null, };

/**
 * The kinds of parameters that need to be told apart.
 */
export type ParameterKind = "string" | "text" | "boolean" | "choice" | "password" | "run" | "file" | "credentials" | "unknown";

/**
 * One declared parameter.
 */
export type ParameterDefinition = { 
/**
 * Its name; case-sensitive.
 */
name: string, 
/**
 * Its kind.
 */
kind: ParameterKind, 
/**
 * The simple name of its Jenkins class, such as `StringParameterDefinition`.
 */
type: string, 
/**
 * The author's description, as text.
 */
description: string | null, 
/**
 * The default where it is known: a text, or true/false. Always null for passwords and credentials.
 */
default: string | boolean | null, 
/**
 * What a choice allows; empty for other kinds.
 */
choices: Array<string>, };

/**
 * Where pending inputs were read.
 */
export type InputsSource = "core" | "wfapi";

/**
 * A paused `input` step.
 */
export type PendingInput = { 
/**
 * Its id, exactly as Jenkins lists it.
 */
id: string, 
/**
 * What is asked, as text.
 */
message: string, 
/**
 * The author's caption for going on.
 */
ok: string | null, 
/**
 * The author's caption for aborting.
 */
cancel: string | null, 
/**
 * Users and groups that may answer; none when everybody with Job/Build may, or when it is not known.
 */
submitters: Array<string> | null, 
/**
 * Whether the source tells submitters at all.
 */
submittersKnown: boolean, 
/**
 * The parameter in which the Pipeline gets the answering user.
 */
submitterParameter: string | null, 
/**
 * What is asked for.
 */
parameters: Array<ParameterDefinition>, 
/**
 * Where this was read.
 */
source: InputsSource, 
/**
 * Changes when the question changes: id, message, captions, parameters.
 */
fingerprint: string, 
/**
 * Another pending input has the same id, so an answer could reach either (`InputAction#getExecution`).
 */
ambiguous: boolean, };

/**
 * The pending inputs of a run.
 */
export type Inputs = { 
/**
 * Which run.
 */
run: number, 
/**
 * Who told.
 */
source: InputsSource, 
/**
 * What waits, in the order of starting.
 */
inputs: Array<PendingInput>, 
/**
 * Whether the run is under way; null if only wfapi was asked.
 */
building: boolean | null, 
/**
 * The run's status.
 */
status: Status, };

/**
 * Why a run was started or ended.
 */
export type Cause = { 
/**
 * The simple name of its class, such as `UserIdCause` or `Rejection`.
 */
type: string, 
/**
 * Jenkins' sentence, in the server's language.
 */
text: string | null, 
/**
 * The user's id.
 */
userId: string | null, 
/**
 * The user's name.
 */
userName: string | null, };

/**
 * Why a stage failed.
 */
export type StageError = { 
/**
 * The exception's message.
 */
message: string | null, 
/**
 * The exception's Java class.
 */
type: string, };

/**
 * A stage.
 */
export type Stage = { 
/**
 * The flow node's id.
 */
id: string, 
/**
 * The label.
 */
name: string, 
/**
 * Its status.
 */
status: Status, 
/**
 * When it started, in milliseconds since 1970; 0 if it never did.
 */
startTimeMillis: number, 
/**
 * How long it took so far, in milliseconds.
 */
durationMillis: number, 
/**
 * How long of this it was paused.
 */
pauseDurationMillis: number, 
/**
 * Why it failed.
 */
error: StageError | null, };

/**
 * Where stages were read.
 */
export type StagesSource = "wfapi";

/**
 * A job as a form needs it.
 */
export type JobView = { 
/**
 * The job's full name.
 */
job: string, 
/**
 * Its page, on the configured base.
 */
url: string, 
/**
 * What people see.
 */
displayName: string | null, 
/**
 * The description, as text; may hold markup, which is not to be shown as such.
 */
description: string | null, 
/**
 * Whether it can be triggered.
 */
buildable: boolean, 
/**
 * Whether an item of it waits in the queue.
 */
inQueue: boolean, 
/**
 * What it asks for.
 */
parameters: Array<ParameterDefinition>, };

/**
 * A run as it stands. Times are milliseconds since 1970, durations milliseconds.
 */
export type RunView = { 
/**
 * The job's full name.
 */
job: string, 
/**
 * The run's number.
 */
run: number, 
/**
 * Its page, on the configured base.
 */
url: string, 
/**
 * The page where Jenkins itself asks, while something waits.
 */
inputsUrl: string, 
/**
 * Its status.
 */
status: Status, 
/**
 * Whether it is under way.
 */
building: boolean, 
/**
 * Core's result, once it is over.
 */
result: string | null, 
/**
 * `#N` or what somebody set.
 */
displayName: string | null, 
/**
 * A description, as text.
 */
description: string | null, 
/**
 * The queue item that it came from.
 */
queueId: number | null, 
/**
 * When it started.
 */
startTimeMillis: number | null, 
/**
 * How long it took so far.
 */
durationMillis: number | null, 
/**
 * How long it will probably take; null if unknown.
 */
estimatedDurationMillis: number | null, 
/**
 * The stages, in the order of their start.
 */
stages: Array<Stage>, 
/**
 * Who told the stages; null if nobody could.
 */
stagesSource: StagesSource | null, 
/**
 * What waits for a person.
 */
inputs: Array<PendingInput>, 
/**
 * Who told the inputs; null if nobody could.
 */
inputsSource: InputsSource | null, 
/**
 * Who or what started it.
 */
causes: Array<Cause>, 
/**
 * Who approved inputs so far.
 */
approvers: Array<string>, };

/**
 * Where a trigger has led.
 */
export type TriggerState = "queued" | "blocked" | "cancelled" | "started";

/**
 * The end of a trigger.
 */
export type TriggerOutcome = { 
/**
 * Where it has led.
 */
state: TriggerState, 
/**
 * The queue item.
 */
queueId: number | null, 
/**
 * The run's number, once started.
 */
run: number | null, 
/**
 * Whether this trigger shares its run with others.
 */
merged: boolean, 
/**
 * All causes of a shared run.
 */
mergedWith: Array<Cause>, 
/**
 * Why it waits, in the server's language.
 */
why: string | null, };

/**
 * What a trigger's answer tells.
 */
export type Triggered = { 
/**
 * The queue item; absent when `Location` names the job instead, as `build` with json does.
 */
queueId: number | null, 
/**
 * Whether Jenkins said that the request was merged into a waiting item (303). Older servers hide it.
 */
merged: boolean, };

/**
 * What became of it.
 */
export type SettlementOutcome = "approved" | "aborted" | "superseded" | "settled";

/**
 * How the run stands after a decision.
 */
export type SettlementView = { 
/**
 * Whether it is under way; null if only wfapi could be asked.
 */
building: boolean | null, 
/**
 * Its status.
 */
status: Status, 
/**
 * Its result.
 */
result: string | null, };

/**
 * The end of a decision.
 */
export type Settlement = { 
/**
 * What became of it.
 */
outcome: SettlementOutcome, 
/**
 * Which run.
 */
run: number, 
/**
 * Which input.
 */
input: string, 
/**
 * Who approved inputs of this run so far; after a race in no telling order.
 */
approvers: Array<string>, 
/**
 * How the run stands.
 */
view: SettlementView, 
/**
 * What was sent, by name; secrets as dots.
 */
sent: Record<string, string | boolean>, };

/**
 * A piece of a log.
 */
export type LogChunk = { 
/**
 * The text, with LF line ends.
 */
text: string, 
/**
 * Where it starts, in raw bytes; 0 after a restart of the log.
 */
start: number, 
/**
 * Where to go on, in raw bytes.
 */
end: number, 
/**
 * Whether more may come.
 */
more: boolean, };

/**
 * The end of a log.
 */
export type LogOutcome = { 
/**
 * Where to go on, in raw bytes.
 */
size: number, 
/**
 * Whether the run is over and all of it was read.
 */
complete: boolean, };

/**
 * A text as a whole.
 */
export type Text = { 
/**
 * The text.
 */
text: string, };
