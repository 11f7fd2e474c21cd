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

/** Each operation's fields and outcome, by its name. */
export interface Operations {
  /** A job, ready to make a form of. Asks for the job; needs core. */
  describe: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
    };
    outcome: JobView;
  };
  /** Triggers a job, and tells the run's number once there is one. Asks for the job, a trigger, the queue item, and the job's runs if that is gone; needs core. */
  trigger: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** Values by name. */
      parameters?: ParameterInputs;
      /** How long to wait in the queue; without it the job's quiet period. */
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
  /** Follows a run until it is over: an event whenever something has changed. Asks for the run, and its stages from who tells them best; needs core. */
  follow: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** Whether to stop at the first pause. */
      untilPaused?: boolean;
    };
    outcome: RunView;
  };
  /** What waits for a person in a run. Asks for the run; else wfapi's list, Blue Ocean's steps, the input's page; needs core. */
  inputs: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Inputs;
  };
  /** Lets a paused run go on, and says what became of it. Asks for what waits, one decision, the run afterwards; needs input step. */
  approve: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The input's id, as listed. */
      input: string;
      /** The fingerprint of the input that was seen: another question is refused as `input_changed`. */
      fingerprint?: string;
      /** The input as it was read before; saves the first read. */
      known?: PendingInput;
      /** Values by name. */
      parameters?: ParameterInputs;
      /** By which of Jenkins' ways; auto unless a proxy lets only one through. */
      route?: "auto" | "proceed" | "wfapi";
    };
    outcome: Settlement;
  };
  /** Rejects a paused input, which aborts the run there, and says what became of it. Asks for what waits, one decision, the run afterwards; needs input step. */
  abort: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The input's id, as listed. */
      input: string;
      /** The fingerprint of the input that was seen: another question is refused as `input_changed`. */
      fingerprint?: string;
      /** The input as it was read before; saves the first read. */
      known?: PendingInput;
    };
    outcome: Settlement;
  };
  /** A run's log, or that of one step: an event for each piece. Asks for pieces of the log; needs core. */
  log: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** From which raw byte: 0, or the `end` of an earlier piece. */
      start?: number;
      /** The flow node of a step, for its log alone. */
      node?: string;
      /** Whether to wait for more while the run is under way; yes unless told otherwise. */
      follow?: boolean;
    };
    outcome: LogOutcome;
  };
  /** The steps that a stage or branch has itself, in the order of their start; their logs are the stage's. Asks for the stage's steps, of who tells them best; needs core. */
  steps: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The stage's id. */
      stage: string;
    };
    outcome: Steps;
  };
  /** What a run has archived. Asks for the run; needs core. */
  artifacts: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Artifacts;
  };
  /** The commits that came with a run. Asks for the run; needs core. */
  changes: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Changes;
  };
  /** Signs in by password, now rather than with the first request. Asks for the login page, its form, whoAmI; needs core. */
  login: {
    fields: object;
    outcome: WhoAmI;
  };
  /** Ends the session. `GET logout`; needs core. */
  logout: {
    fields: object;
    outcome: Accepted;
  };
  /** What this server has, and by which ways the flows will go. Asks for whoAmI, the server, the crumb issuer, Blue Ocean, and a run of a Pipeline; needs core. */
  capabilities: {
    fields: {
      /** A Pipeline to look at; without it one is looked for. */
      job?: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** A run of that Pipeline; with `job` only, and then it must be given. */
      run?: number;
    };
    outcome: Capabilities;
  };
  /** Follows a link of a resource, on the configured base alone. Asks for the link's place; needs core. */
  follow_link: {
    fields: {
      /** A resource with `_links`, a link with `href`, or the link as a text. */
      resource: unknown;
      /** Which link of the resource; its outcome has the shape of `LinkOutcomes`. */
      relation?: string;
    };
    outcome: unknown;
  };
  /** A list to its end: an event for each page, each item once. Asks for the pages of the operation in it; needs core. */
  list: {
    fields: {
      /** An operation that gives a list in pages, without its page. */
      of: ListOperation;
      /** How many to ask for at a time; 100 by default. */
      pageSize?: number;
    };
    outcome: ListOutcome;
  };
  /** The server: version, whether crumbs are wanted; with a `tree` its jobs and folders. `GET api/json`; needs core. */
  root: {
    fields: {
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: Root;
  };
  /** Who Jenkins takes the caller for. `GET whoAmI/api/json`; needs core. */
  who_am_i: {
    fields: object;
    outcome: WhoAmI;
  };
  /** Whether crumbs are wanted, and in which header. The crumb itself stays within. `GET crumbIssuer/api/json`; needs core. */
  crumb: {
    fields: object;
    outcome: { crumbRequestField?: string; [field: string]: unknown };
  };
  /** A job, or a folder with its jobs. `GET job/JOB/api/json`; needs core. */
  job: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: Job;
  };
  /** Triggers a job without parameters. `POST job/JOB/build`; needs core. */
  build: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** How long to wait in the queue; without it the job's quiet period. */
      delaySeconds?: number;
      /** The job's own token for triggering from outside; sent in the body. */
      token?: string;
      /** What the run names as its cause; with `token` alone. */
      cause?: string;
    };
    outcome: Triggered;
  };
  /** Triggers a job with parameters; what is not sent gets its default from Jenkins. `POST job/JOB/buildWithParameters`; needs core. */
  build_with_parameters: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** How long to wait in the queue; without it the job's quiet period. */
      delaySeconds?: number;
      /** Values by name. */
      parameters?: ParameterInputs;
      /** The job's own token for triggering from outside; sent in the body. */
      token?: string;
      /** What the run names as its cause; with `token` alone. */
      cause?: string;
    };
    outcome: Triggered;
  };
  /** Triggers a job with parameters by the form of its page; what is not sent is missing. `POST job/JOB/build`; needs core. */
  build_json: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** How long to wait in the queue; without it the job's quiet period. */
      delaySeconds?: number;
      /** Values by name. */
      parameters?: ParameterInputs;
      /** Whether to have the queue item named in place of the job. */
      nameQueueItem?: boolean;
    };
    outcome: Triggered;
  };
  /** A queue item; gone five minutes after it left the queue. `GET queue/item/ID/api/json`; needs core. */
  queue_item: {
    fields: {
      /** The queue item's id. */
      id: number;
    };
    outcome: QueueItem;
  };
  /** Takes an item from the queue. `POST queue/cancelItem?id=ID`; needs core. */
  cancel_queue_item: {
    fields: {
      /** The queue item's id. */
      id: number;
    };
    outcome: Accepted;
  };
  /** A run. `GET job/JOB/N/api/json`; needs core. */
  run: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: Run;
  };
  /** A run with every node of its execution. Big; the last resort for stages. `GET job/JOB/N/api/json`; needs core. */
  flow_graph: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Run;
  };
  /** Stops a run. `POST job/JOB/N/stop`; needs core. */
  stop: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Accepted;
  };
  /** Stops a Pipeline that did not react to `stop`. `POST job/JOB/N/term`; needs core. */
  term: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Accepted;
  };
  /** Ends a Pipeline without letting it clean up. `POST job/JOB/N/kill`; needs core. */
  kill: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Accepted;
  };
  /** Replaces a run's description. `POST job/JOB/N/submitDescription`; needs core. */
  submit_description: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The whole new text; what was there is gone. */
      description: string;
    };
    outcome: Accepted;
  };
  /** A piece of a run's log, or of one step's. `GET job/JOB/N/[execution/node/NODE/log/]logText/progressiveText`; needs core. */
  progressive_text: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** From which raw byte: 0, or the `end` of an earlier piece. */
      start?: number;
      /** The flow node of a step, for its log alone. */
      node?: string;
    };
    outcome: LogChunk;
  };
  /** A run's whole log. `GET job/JOB/N/consoleText`; needs core. */
  console_text: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Text;
  };
  /** A file of a run, as a stream where the host can. `GET job/JOB/N/artifact/PATH`; needs core. */
  artifact: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** Its path below the archive's root; `DIR/*zip*\/NAME.zip` for a folder as a whole. */
      path: string;
    };
    outcome: Download & { body?: ReadableStream<Uint8Array> };
  };
  /** What was uploaded for a file parameter, as a stream where the host can. `GET job/JOB/N/parameters/parameter/NAME/FILE`; needs core. */
  file_parameter: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The parameter's name. */
      name: string;
      /** The file's name. */
      file: string;
    };
    outcome: Download & { body?: ReadableStream<Uint8Array> };
  };
  /** A run with its stages. `GET job/JOB/N/wfapi/describe`; needs Pipeline REST API. */
  wfapi_describe: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** Whether to list the steps of each stage; ignored before version 2.41. */
      fullStages?: boolean;
    };
    outcome: Described;
  };
  /** The pending inputs of a run, without who may answer. `GET job/JOB/N/wfapi/pendingInputActions`; needs Pipeline REST API. */
  pending_input_actions: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Record<string, unknown>[];
  };
  /** The first pending input of a run. `GET job/JOB/N/wfapi/nextPendingInputAction`; needs Pipeline REST API. */
  next_pending_input_action: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Record<string, unknown> | null;
  };
  /** Lets a paused run go on. Every refusal is an anonymous 500: prefer `approve`. `POST job/JOB/N/wfapi/inputSubmit`; needs Pipeline REST API. */
  wfapi_input_submit: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The input's id, as listed. */
      input: string;
      /** Values by name. */
      parameters?: ParameterInputs;
    };
    outcome: Accepted;
  };
  /** Lets a paused run go on, with values. `POST job/JOB/N/input/INPUT/proceed`; needs input step. */
  input_proceed: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The input's id, as listed. */
      input: string;
      /** Values by name. */
      parameters?: ParameterInputs;
    };
    outcome: Accepted;
  };
  /** Lets a paused run go on, without values. `POST job/JOB/N/input/INPUT/proceedEmpty`; needs input step. */
  input_proceed_empty: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The input's id, as listed. */
      input: string;
    };
    outcome: Accepted;
  };
  /** Lets a paused run go on by the form of the step's own page, whose trap (to abort without one field) is shut. `POST job/JOB/N/input/INPUT/submit`; needs input step. */
  input_submit: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The input's id, as listed. */
      input: string;
      /** Values by name. */
      parameters?: ParameterInputs;
      /** The caption of the page's button; `Proceed` unless told otherwise. */
      caption?: string;
    };
    outcome: Accepted;
  };
  /** Rejects a paused input. `POST job/JOB/N/input/INPUT/abort`; needs input step. */
  input_abort: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The input's id, as listed. */
      input: string;
    };
    outcome: Accepted;
  };
  /** Whether a run has ever had an input; `not_found` if not. `GET job/JOB/N/input/`; needs input step. */
  input_page: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Accepted;
  };
  /** The stages of a run as a tree. Asks for GET `job/JOB/N/stages/tree`, or at a former address; needs Pipeline Graph View. */
  graph_tree: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: GraphTree;
  };
  /** The steps of a run, or of one stage. Asks for GET `job/JOB/N/stages/allSteps` or `steps`, or at a former address; needs Pipeline Graph View. */
  graph_steps: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The stage's id, for its steps alone. */
      stage?: string;
    };
    outcome: GraphSteps;
  };
  /** The log of a step or stage, as text. Asks for GET `job/JOB/N/stages/log`, or at a former address; needs Pipeline Graph View. */
  graph_log: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** The flow node's id. */
      node: string;
    };
    outcome: Text;
  };
  /** Stops a run. Asks for POST `job/JOB/N/stages/cancel`, or at a former address; needs Pipeline Graph View. */
  graph_cancel: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Accepted;
  };
  /** Runs again with the original script and parameters. Asks for POST `job/JOB/N/stages/rerun` (formerly `rebuild`), or at a former address; needs Pipeline Graph View. */
  graph_rerun: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Rerun;
  };
  /** All organizations. `GET blue/rest/organizations/`; needs Blue Ocean. */
  blue_organizations: {
    fields: object;
    outcome: BlueOrganization[];
  };
  /** One organization. `GET blue/rest/organizations/ORGANIZATION/`; needs Blue Ocean. */
  blue_organization: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
    };
    outcome: BlueOrganization;
  };
  /** The user who asks, with what he may do. `GET blue/rest/organizations/ORGANIZATION/user/`; needs Blue Ocean. */
  blue_current_user: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
    };
    outcome: BlueUser;
  };
  /** Users. `GET blue/rest/[organizations/ORGANIZATION/]users/`; needs Blue Ocean. */
  blue_users: {
    fields: {
      /** Which organization; the server's users without. */
      organization?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueUser[];
  };
  /** One user. `GET blue/rest/[organizations/ORGANIZATION/]users/USER/`; needs Blue Ocean. */
  blue_user: {
    fields: {
      /** The user's id. */
      user: string;
      /** Which organization. */
      organization?: string;
    };
    outcome: BlueUser;
  };
  /** A user's favorite pipelines. `GET blue/rest/users/USER/favorites/`; needs Blue Ocean. */
  blue_favorites: {
    fields: {
      /** The user's id. */
      user: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueFavorite[];
  };
  /** One favorite of a user. `GET blue/rest/users/USER/favorites/FULLNAME/`; needs Blue Ocean. */
  blue_favorite: {
    fields: {
      /** The user's id. */
      user: string;
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
    };
    outcome: BlueFavorite;
  };
  /** Removes all favorites of a user. `DELETE blue/rest/users/USER/favorites/`; needs Blue Ocean. */
  blue_delete_favorites: {
    fields: {
      /** The user's id. */
      user: string;
    };
    outcome: Accepted;
  };
  /** Makes a pipeline a favorite of the user who asks, or no longer. `PUT blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/favorite/`; needs Blue Ocean. */
  blue_set_favorite: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** Whether it shall be one. */
      favorite: boolean;
    };
    outcome: BlueFavorite;
  };
  /** Pipelines and folders. `GET blue/rest/organizations/ORGANIZATION/pipelines/[FOLDER/pipelines/]`; needs Blue Ocean. */
  blue_pipelines: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The names of a folder and those around it; the top without. */
      folder?: string[];
      /** `no-folders`, `origin` or `pull-requests`. */
      filter?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BluePipeline[];
  };
  /** One pipeline, folder or branch, with its latest run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/[branches/BRANCH/]`; needs Blue Ocean. */
  blue_pipeline: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: BluePipeline;
  };
  /** Branches and pull requests. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/branches/`; needs Blue Ocean. */
  blue_branches: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** `origin` or `pull-requests`. */
      filter?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BluePipeline[];
  };
  /** Makes a pipeline. `POST blue/rest/organizations/ORGANIZATION/pipelines/`; needs Blue Ocean. */
  blue_create_pipeline: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** `name`, `$class` and `scmConfig`, as the class wants them. */
      pipeline?: Record<string, unknown>;
    };
    outcome: BluePipeline;
  };
  /** Deletes a pipeline with all its runs. `DELETE blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/`; needs Blue Ocean. */
  blue_delete_pipeline: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
    };
    outcome: Accepted;
  };
  /** Lets a pipeline be started again. Read it afterwards: without the permission nothing happens, and 200 is answered. `PUT blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/enable`; needs Blue Ocean. */
  blue_enable: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
    };
    outcome: Accepted;
  };
  /** Keeps a pipeline from being started. Read it afterwards: without the permission nothing happens, and 200 is answered. `PUT blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/disable`; needs Blue Ocean. */
  blue_disable: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
    };
    outcome: Accepted;
  };
  /** Runs and queued items, where the server still has this; use `blue_runs`. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/activities/`; needs Blue Ocean. */
  blue_activities: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueRun[];
  };
  /** Runs, newest first. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/`; needs Blue Ocean. */
  blue_runs: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** Of a multibranch pipeline: only this branch, as its job is named (`feature%2Fx`). */
      ofBranch?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueRun[];
  };
  /** One run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/`; needs Blue Ocean. */
  blue_run: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: BlueRun;
  };
  /** Starts a run. The `queueId` of the outcome is what to follow. `POST blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/`; needs Blue Ocean. */
  blue_start: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** Values by name. */
      parameters?: ParameterInputs;
      /** Whether the pipeline has parameters; without values the defaults are used. */
      parameterized?: boolean;
    };
    outcome: BlueRun;
  };
  /** Stops a run. `PUT blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/stop/`; needs Blue Ocean. */
  blue_stop: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Whether to answer only when it has stopped. */
      blocking?: boolean;
      /** How long to wait; ten by default. */
      timeoutSeconds?: number;
    };
    outcome: BlueRun;
  };
  /** Starts a run again with its original script. `POST blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/replay/`; needs Blue Ocean. */
  blue_replay: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
    };
    outcome: BlueRun;
  };
  /** The changes of a run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/changeSet/`; needs Blue Ocean. */
  blue_change_set: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueChange[];
  };
  /** One change of a run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/changeSet/COMMIT/`; needs Blue Ocean. */
  blue_change: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Which commit. */
      commit: string;
    };
    outcome: BlueChange;
  };
  /** The stages and parallel branches of a run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/`; needs Blue Ocean. */
  blue_nodes: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueNode[];
  };
  /** One stage or parallel branch. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/`; needs Blue Ocean. */
  blue_node: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Which node. */
      node: string;
    };
    outcome: BlueNode;
  };
  /** Starts a Declarative run again from a stage. Null says that this stage cannot be restarted, and nothing has happened. `POST blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/restart`; needs Blue Ocean. */
  blue_restart: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** From which node. */
      node: string;
    };
    outcome: BlueRun | null;
  };
  /** The steps of a stage. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/steps/`; needs Blue Ocean. */
  blue_node_steps: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Which node. */
      node: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueStep[];
  };
  /** A step by its stage. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/steps/STEP/`; needs Blue Ocean. */
  blue_node_step: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Which node. */
      node: string;
      /** Which step. */
      step: string;
    };
    outcome: BlueStep;
  };
  /** All steps of a run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/`; needs Blue Ocean. */
  blue_steps: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueStep[];
  };
  /** One step. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/`; needs Blue Ocean. */
  blue_step: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Which step. */
      step: string;
    };
    outcome: BlueStep;
  };
  /** Lets a paused run go on. `POST blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/`; needs Blue Ocean. */
  blue_input_submit: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** A step of the run, best the waiting one. */
      step: string;
      /** The input's id as listed. */
      input: string;
      /** Values by name. */
      parameters?: ParameterInputs;
    };
    outcome: Accepted;
  };
  /** Rejects a paused input, which aborts the run there. `POST blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/`; needs Blue Ocean. */
  blue_input_abort: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** A step of the run, best the waiting one. */
      step: string;
      /** The input's id as listed. */
      input: string;
    };
    outcome: Accepted;
  };
  /** The log of a run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/log/`; needs Blue Ocean. */
  blue_run_log: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** From which raw byte; the last kilobytes without. */
      start?: number;
      /** How many kilobytes from the end, without `start`; 150 by default. */
      thresholdKilobytes?: number;
      /** Whether to answer as an attachment. */
      download?: boolean;
    };
    outcome: BlueLog;
  };
  /** The log of a stage. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/log/`; needs Blue Ocean. */
  blue_node_log: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Which node. */
      node: string;
      /** From which raw byte; the last kilobytes without. */
      start?: number;
      /** How many kilobytes from the end, without `start`; 150 by default. */
      thresholdKilobytes?: number;
      /** Whether to answer as an attachment. */
      download?: boolean;
    };
    outcome: BlueLog;
  };
  /** The log of a step. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/log/`; needs Blue Ocean. */
  blue_step_log: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** Which step. */
      step: string;
      /** From which raw byte; the last kilobytes without. */
      start?: number;
      /** How many kilobytes from the end, without `start`; 150 by default. */
      thresholdKilobytes?: number;
      /** Whether to answer as an attachment. */
      download?: boolean;
    };
    outcome: BlueLog;
  };
  /** The artifacts of a run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/artifacts/`; needs Blue Ocean. */
  blue_artifacts: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueArtifact[];
  };
  /** The test results of a run. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/tests/`; needs Blue Ocean. */
  blue_tests: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** PASSED, FAILED or SKIPPED, with `!` in front for the others; several with commas. */
      status?: string;
      /** REGRESSION or FIXED. */
      state?: string;
      /** For how many runs it has failed. */
      age?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueTest[];
  };
  /** How many tests passed, failed and were skipped. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/blueTestSummary/`; needs Blue Ocean. */
  blue_test_summary: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
    };
    outcome: Record<string, unknown>;
  };
  /** What a test wrote. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/tests/TEST/[stdOut/|stdErr/]`; needs Blue Ocean. */
  blue_test_output: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The run's number. */
      run: number;
      /** The test's id, as listed. */
      test: string;
      /** Whether to read what it wrote to the standard error. */
      errors?: boolean;
    };
    outcome: Text;
  };
  /** What waits in the queue, each item once. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/queue/`; needs Blue Ocean. */
  blue_queue: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueQueueItem[];
  };
  /** One queued item. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/queue/ID/`; needs Blue Ocean. */
  blue_queue_item: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The queue item's id. */
      id: string;
    };
    outcome: BlueQueueItem;
  };
  /** Takes an item from the queue. `DELETE blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/queue/ID/`; needs Blue Ocean. */
  blue_delete_queue_item: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The queue item's id. */
      id: string;
    };
    outcome: Accepted;
  };
  /** The capabilities of a class. `GET blue/rest/classes/CLASS/`; needs Blue Ocean. */
  blue_class: {
    fields: {
      /** The Java class of a `_class`. */
      class: string;
    };
    outcome: BlueClass;
  };
  /** The capabilities of several classes. `POST blue/rest/classes/`; needs Blue Ocean. */
  blue_classes: {
    fields: {
      /** Java classes. */
      classes?: string[];
    };
    outcome: { map?: Record<string, BlueClass>; [field: string]: unknown };
  };
  /** Finds pipelines, runs or users. `GET blue/rest/search/?q=type:TYPE;…`; needs Blue Ocean. */
  blue_search: {
    fields: {
      /** `pipeline`, `run` or `user`. */
      type: string;
      /** A full name, or a pattern with `*`. */
      pipeline?: string;
      /** Which organization. */
      organization?: string;
      /** Classes whose children are left out. */
      excludedFromFlattening?: string[];
      /** As of `blue_pipelines`. */
      filter?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: Record<string, unknown>[];
  };
  /** The kinds of source control that the server knows. `GET blue/rest/organizations/ORGANIZATION/scm/`; needs Blue Ocean. */
  blue_scms: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** How many to leave out at the front. */
      start?: number;
      /** How many to give; a hundred by default. */
      limit?: number;
      /** Which fields to send. */
      tree?: string;
    };
    outcome: BlueScm[];
  };
  /** One kind of source control. `GET blue/rest/organizations/ORGANIZATION/scm/SCM/`; needs Blue Ocean. */
  blue_scm: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** Which kind. */
      scm: string;
      /** Its API, where there are several. */
      apiUrl?: string;
    };
    outcome: BlueScm;
  };
  /** Tries a credential and keeps it. `PUT blue/rest/organizations/ORGANIZATION/scm/SCM/validate/`; needs Blue Ocean. */
  blue_scm_validate: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** Which kind. */
      scm: string;
      /** Its API, where there are several. */
      apiUrl?: string;
      /** What the kind wants: `accessToken`, or `repositoryUrl` with `credentialId`. */
      credential?: Record<string, unknown>;
    };
    outcome: { credentialId?: string; [field: string]: unknown };
  };
  /** Organizations at a source control. `GET blue/rest/organizations/ORGANIZATION/scm/SCM/organizations/`; needs Blue Ocean. */
  blue_scm_organizations: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** Which kind. */
      scm: string;
      /** Which credential. */
      credentialId?: string;
      /** Its API, where there are several. */
      apiUrl?: string;
    };
    outcome: Record<string, unknown>[];
  };
  /** Repositories of an organization at a source control. `GET blue/rest/organizations/ORGANIZATION/scm/SCM/organizations/OWNER/repositories/`; needs Blue Ocean. */
  blue_scm_repositories: {
    fields: {
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** Which kind. */
      scm: string;
      /** The organization there. */
      owner: string;
      /** Which credential. */
      credentialId?: string;
      /** How many on a page; a hundred by default. */
      pageSize?: number;
      /** Which page, from 1. */
      pageNumber?: number;
    };
    outcome: Record<string, unknown>;
  };
  /** A file of a pipeline's repository. `GET blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/scm/content/`; needs Blue Ocean. */
  blue_content: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** The file's path. */
      path?: string;
      /** Of a multibranch pipeline: which branch. */
      ofBranch?: string;
      /** Of an organization folder: which repository. */
      repository?: string;
      /** `file`. */
      type?: string;
    };
    outcome: BlueContent;
  };
  /** Saves a file as a commit. `PUT blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/scm/content/`; needs Blue Ocean. */
  blue_save_content: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The organization; `jenkins` unless the server was told otherwise. */
      organization?: string;
      /** `message`, `path`, `branch`, `sha`, `base64Data` and, where they are wanted, `repo`, `sourceBranch`, `autoCreateBranch`. */
      content?: Record<string, unknown>;
    };
    outcome: BlueContent;
  };
  /** The public keys that sign tokens. `GET jwt-auth/jwk-set`; needs Blue Ocean JWT. */
  jwt_keys: {
    fields: object;
    outcome: { keys?: Record<string, unknown>[] };
  };
  /** One public key. `GET jwt-auth/jwks/KEY/`; needs Blue Ocean JWT. */
  jwt_key: {
    fields: {
      /** The key's id, `yyyyMM`. */
      key: string;
    };
    outcome: Record<string, unknown>;
  };
  /** A token for this user, to be sent as bearer. It is a secret: keep it out of logs. `GET jwt-auth/token`; needs Blue Ocean JWT. */
  jwt_token: {
    fields: {
      /** How long it shall be good for; 30 by default. */
      expiryMinutes?: number;
      /** The most that is granted; 480 by default. */
      maxExpiryMinutes?: number;
    };
    outcome: JwtToken;
  };
  /** A Pipeline with the number of its runs, which stops at ten. `GET job/JOB/wfapi/describe`; needs Pipeline REST API. */
  wfapi_job: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
    };
    outcome: WfapiJob;
  };
  /** The newest runs with their stages, at most ten. `GET job/JOB/wfapi/runs`; needs Pipeline REST API. */
  wfapi_runs: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The display name (`#12`) of the run to end with; it is given too. */
      since?: string;
      /** Whether to list the steps of each stage. */
      fullStages?: boolean;
    };
    outcome: Described[];
  };
  /** The changes of a run. `GET job/JOB/N/wfapi/changesets`; needs Pipeline REST API. */
  wfapi_changesets: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: WfapiChangeset[];
  };
  /** The artifacts of a run. `GET job/JOB/N/wfapi/artifacts`; needs Pipeline REST API. */
  wfapi_artifacts: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
    };
    outcome: WfapiArtifact[];
  };
  /** A stage with its steps, or a step. Null for a label that is no stage. `GET job/JOB/N/execution/node/NODE/wfapi/describe`; needs Pipeline REST API. */
  wfapi_node: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** Which node. */
      node: string;
    };
    outcome: WfapiNode | null;
  };
  /** The last 10 KB of a node's log, as text and as segments. `GET job/JOB/N/execution/node/NODE/wfapi/log`; needs Pipeline REST API. */
  wfapi_node_log: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
      /** The run's number. */
      run: number;
      /** Which node. */
      node: string;
    };
    outcome: NodeLog;
  };
  /** The newest ten runs of a job. `GET job/JOB/multi-pipeline-graph/runs`; needs Pipeline Graph View. */
  graph_runs: {
    fields: {
      /** The job's full name, its names as a list, or its URL. */
      job: JobName;
      /** A branch of a multibranch project, as git names it. */
      branch?: string;
    };
    outcome: GraphRun[];
  };
  /** Everything that waits in the queue and that this user may see. `GET queue/api/json`; needs core. */
  queue: {
    fields: {
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: Queue;
  };
  /** The signed-in user. `GET me/api/json`; needs core. */
  me: {
    fields: {
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: User;
  };
  /** A view with the jobs that it shows. `GET [job/FOLDER/]view/VIEW/api/json`; needs core. */
  view: {
    fields: {
      /** The folder whose view it is; none for the server's own. */
      job?: JobName;
      /** Its name; of a view in a view, the names with slashes. */
      view: string;
      /** A `tree` expression; empty for Jenkins' default fields. */
      tree?: string;
      /** How deep to go without `tree`. */
      depth?: number;
    };
    outcome: View;
  };
}

/** What the links of resources lead to, by relation; others give JSON of a shape that is not known. */
export interface LinkOutcomes {
  artifacts: (BlueArtifact | WfapiArtifact)[];
  blueTestSummary: Record<string, unknown>;
  branches: BluePipeline[];
  changeSet: BlueChange[];
  changesets: WfapiChangeset[];
  favorites: BlueFavorite[];
  log: BlueLog | NodeLog;
  nextPendingInputAction: Record<string, unknown> | null;
  nextRun: BlueRun;
  nodes: BlueNode[];
  pendingInputActions: Record<string, unknown>[];
  pipelines: BluePipeline[];
  prevRun: BlueRun;
  queue: BlueQueueItem[];
  runs: (BlueRun | Described)[];
  stdErr: BlueLog;
  stdOut: BlueLog;
  steps: BlueStep[];
  tests: BlueTest[];
  user: BlueUser;
  users: BlueUser[];
}

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

/** The queue as Jenkins sent it. */
export interface Queue {
  /** What waits, as `queue_item` gives it. */
  items?: unknown[] | null;
  /** What may be started by the scheduler. */
  discoverableItems?: unknown[] | null;
  [field: string]: unknown;
}

/** A user as Jenkins sent it. */
export interface User {
  /** The id, by which submitters are named. */
  id?: string | null;
  /** The name for people. */
  fullName?: string | null;
  /** A description, as text. */
  description?: string | null;
  /** The user's page. */
  absoluteUrl?: string | null;
  [field: string]: unknown;
}

/** A view as Jenkins sent it. */
export interface View {
  /** Its name. */
  name?: string | null;
  /** A description, as text. */
  description?: string | null;
  /** Its page, by the server's configured address. */
  url?: string | null;
  /** The jobs and folders that it shows. */
  jobs?: unknown[] | null;
  /** The views within it. */
  views?: unknown[] | null;
  [field: string]: unknown;
}

/** A run as the Pipeline Graph View lists it. Before version 458 only `id` and `displayName`. */
export interface GraphRun {
  /** Its number, as text. */
  id?: string | null;
  /** `#N` or what somebody set. */
  displayName?: string | null;
  /** When it started, in milliseconds since 1970. */
  timestamp?: number | null;
  /** How long it took, in milliseconds; 0 while it runs. */
  duration?: number | null;
  /** How many changes it has. */
  changesCount?: number | null;
  /** The plugin's word. */
  result?: string | null;
  [field: string]: unknown;
}

/** Steps of a run. The name of a `sh` step is its script. */
export interface GraphSteps {
  /** The steps, by stage and id. */
  steps?: unknown[] | null;
  /** Whether the run was over when this was read. */
  runIsComplete?: boolean | null;
  [field: string]: unknown;
}

/** The stages of a run as a tree. Times are milliseconds since 1970, durations milliseconds. */
export interface GraphTree {
  /** Whether its execution is over; no proof that the run is. */
  complete?: boolean | null;
  /** The stages, each with its `children`. */
  stages?: unknown[] | null;
  [field: string]: unknown;
}

/** An artifact. */
export interface BlueArtifact {
  /** Its id. */
  id?: string | null;
  /** Its name. */
  name?: string | null;
  /** Its path. */
  path?: string | null;
  /** Where it is, without the context path. */
  url?: string | null;
  /** Its bytes. */
  size?: number | null;
  /** Whether it can be downloaded. */
  downloadable?: boolean | null;
  [field: string]: unknown;
}

/** A change. */
export interface BlueChange {
  /** The commit. */
  commitId?: string | null;
  /** The user. */
  author?: unknown;
  /** Its message. */
  msg?: string | null;
  /** When. As the server writes it. */
  timestamp?: string | null;
  /** When. In milliseconds since 1970. */
  timestampMillis?: number;
  /** The files. */
  affectedPaths?: unknown[] | null;
  /** Where to see it. */
  url?: string | null;
  [field: string]: unknown;
}

/** The capabilities of a class. */
export interface BlueClass {
  /** The classes and interfaces that it is. */
  classes?: unknown[] | null;
  [field: string]: unknown;
}

/** A file. */
export interface BlueContent {
  /** Name, path, sha, size and `base64Data`. */
  content?: unknown;
  [field: string]: unknown;
}

/** A user. */
export interface BlueUser {
  /** The id. */
  id?: string | null;
  /** The name that people see. */
  fullName?: string | null;
  /** The address; shown to administrators alone. */
  email?: string | null;
  /** What the user may do; told to the user alone. */
  permission?: unknown;
  /** Relations: favorites. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A favorite. */
export interface BlueFavorite {
  /** The pipeline. */
  item?: unknown;
  /** Relations. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A stage or a parallel branch. */
export interface BlueNode {
  /** The flow node's id; of an older run while the state is absent. */
  id?: string | null;
  /** The label. */
  displayName?: string | null;
  /** STAGE or PARALLEL. */
  type?: string | null;
  /** QUEUED, RUNNING, PAUSED, SKIPPED, NOT_BUILT, FINISHED; absent while it is only expected. */
  state?: string | null;
  /** SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED, UNKNOWN. */
  result?: string | null;
  /** When it started. As the server writes it. */
  startTime?: string | null;
  /** When it started. In milliseconds since 1970. */
  startTimeMillis?: number;
  /** How long it took; below 0 for a moment where clocks differ. */
  durationInMillis?: number | null;
  /** What comes next. */
  edges?: unknown[] | null;
  /** What it comes after. */
  firstParent?: string | null;
  /** Whether the run can be started again from here. */
  restartable?: boolean | null;
  /** Relations: steps. */
  _links?: unknown;
  [field: string]: unknown;
}

/** An organization. */
export interface BlueOrganization {
  /** Its name, `jenkins` unless the server was told otherwise. */
  name?: string | null;
  /** What people see. */
  displayName?: string | null;
  /** Relations: pipelines, users, user. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A pipeline, folder, multibranch pipeline or branch, told apart by `_class`. */
export interface BluePipeline {
  /** Its kind. */
  _class?: string | null;
  /** Its name, encoded for a branch. */
  name?: string | null;
  /** What people see. */
  displayName?: string | null;
  /** With its folders. */
  fullName?: string | null;
  /** The organization. */
  organization?: string | null;
  /** Whether it can be started. */
  disabled?: boolean | null;
  /** How well the newest runs went, 0 to 100. */
  weatherScore?: number | null;
  /** How long a run probably takes; -1 if unknown. */
  estimatedDurationInMillis?: number | null;
  /** The newest run. */
  latestRun?: unknown;
  /** What it asks for. */
  parameters?: unknown[] | null;
  /** The branches of a multibranch pipeline, encoded; the first hundred. */
  branchNames?: unknown[] | null;
  /** What the user may do. */
  permissions?: unknown;
  /** Of a branch: its URL, and whether it is the primary one. */
  branch?: unknown;
  /** Of a pull request: id, URL, title, author. */
  pullRequest?: unknown;
  /** Plugins' own; empty unless `tree` asks. */
  actions?: unknown[] | null;
  /** Relations: runs, queue, branches, trends. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A queued item. */
export interface BlueQueueItem {
  /** The queue item's id. */
  id?: string | null;
  /** The pipeline. */
  pipeline?: string | null;
  /** Since when. As the server writes it. */
  queuedTime?: string | null;
  /** Since when. In milliseconds since 1970. */
  queuedTimeMillis?: number;
  /** The number that its run will probably have. */
  expectedBuildNumber?: number | null;
  /** Why it waits, in the server's language. */
  causeOfBlockage?: string | null;
  /** Relations. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A run, or a queued item that will become one (then `id` is a guess and only `queueId` is real). */
export interface BlueRun {
  /** Its kind. */
  _class?: string | null;
  /** Its number. */
  id?: string | null;
  /** The queue item, while it is queued. */
  queueId?: string | null;
  /** The organization. */
  organization?: string | null;
  /** The short name of its pipeline, encoded for a branch. */
  pipeline?: string | null;
  /** A display name that somebody set. */
  name?: string | null;
  /** QUEUED, RUNNING, PAUSED, SKIPPED, NOT_BUILT, FINISHED. */
  state?: string | null;
  /** SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED; UNKNOWN until it is over. */
  result?: string | null;
  /** When it started. As the server writes it. */
  startTime?: string | null;
  /** When it started. In milliseconds since 1970. */
  startTimeMillis?: number;
  /** When it ended. As the server writes it. */
  endTime?: string | null;
  /** When it ended. In milliseconds since 1970. */
  endTimeMillis?: number;
  /** When it entered the queue. As the server writes it. */
  enQueueTime?: string | null;
  /** When it entered the queue. In milliseconds since 1970. */
  enQueueTimeMillis?: number;
  /** How long it took; 0 while it runs. */
  durationInMillis?: number | null;
  /** How long it probably takes; -1 if unknown. */
  estimatedDurationInMillis?: number | null;
  /** Why it waits, in the server's language. */
  causeOfBlockage?: string | null;
  /** Who and what asked for it. */
  causes?: unknown[] | null;
  /** Its changes. */
  changeSet?: unknown[] | null;
  /** Whether it can be replayed. */
  replayable?: boolean | null;
  /** The commit it ran on. */
  commitId?: string | null;
  /** Plugins' own; empty unless `tree` asks. */
  actions?: unknown[] | null;
  /** Relations: nodes, steps, log, artifacts, prevRun, nextRun. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A kind of source control. */
export interface BlueScm {
  /** `git`, `github`, `github-enterprise`, `bitbucket-cloud`, `bitbucket-server`. */
  id?: string | null;
  /** Where it is. */
  uri?: string | null;
  /** The user's credential for it. */
  credentialId?: string | null;
  /** Relations. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A step. */
export interface BlueStep {
  /** The flow node's id. */
  id?: string | null;
  /** What kind of step it is. */
  displayName?: string | null;
  /** What it was given. */
  displayDescription?: string | null;
  /** RUNNING, PAUSED, FINISHED. */
  state?: string | null;
  /** SUCCESS, UNSTABLE, FAILURE, ABORTED, UNKNOWN. */
  result?: string | null;
  /** When it started. As the server writes it. */
  startTime?: string | null;
  /** When it started. In milliseconds since 1970. */
  startTimeMillis?: number;
  /** How long it took; below 0 for a moment where clocks differ. */
  durationInMillis?: number | null;
  /** The question of a paused `input` step: id, message, ok, submitter, parameters. */
  input?: unknown;
  /** Its log, and what it started. */
  actions?: unknown[] | null;
  /** Relations. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A test's result. */
export interface BlueTest {
  /** Its id. */
  id?: string | null;
  /** Its name. */
  name?: string | null;
  /** PASSED, FAILED, SKIPPED, UNKNOWN. */
  status?: string | null;
  /** REGRESSION, FIXED, UNKNOWN. */
  state?: string | null;
  /** For how many runs it has failed. */
  age?: number | null;
  /** What failed. */
  errorDetails?: string | null;
  /** Where it failed. */
  errorStackTrace?: string | null;
  [field: string]: unknown;
}

/** An artifact. */
export interface WfapiArtifact {
  /** Its place in the list, `n1`. */
  id?: string | null;
  /** Its name, shortened where that is clear. */
  name?: string | null;
  /** Its path, encoded. */
  path?: string | null;
  /** Where it is, with the context path. */
  url?: string | null;
  /** Its bytes; 0 if unknown. */
  size?: number | null;
  [field: string]: unknown;
}

/** The changes of one repository. */
export interface WfapiChangeset {
  /** `git`, `svn`, … */
  kind?: string | null;
  /** How many commits. */
  commitCount?: number | null;
  /** The commits: commitId, message, timestamp in milliseconds, authorJenkinsId (empty as a rule). */
  commits?: unknown[] | null;
  [field: string]: unknown;
}

/** A Pipeline. */
export interface WfapiJob {
  /** Its short name, encoded for a branch. */
  name?: string | null;
  /** How many runs it has; newer servers stop counting at ten. */
  runCount?: number | null;
  /** Relations: runs. */
  _links?: unknown;
  [field: string]: unknown;
}

/** A stage or step. */
export interface WfapiNode {
  /** The flow node's id. */
  id?: string | null;
  /** The label, or the step's name. */
  name?: string | null;
  /** wfapi's word; to be believed of stages alone. */
  status?: string | null;
  /** What a step was given. */
  parameterDescription?: string | null;
  /** When it started; 0 if it never did. */
  startTimeMillis?: number | null;
  /** How long it took so far; below 0 for a moment where clocks differ. */
  durationMillis?: number | null;
  /** How long of this it was paused. */
  pauseDurationMillis?: number | null;
  /** Why it failed. */
  error?: unknown;
  /** What a step comes after. */
  parentNodes?: unknown[] | null;
  /** The steps of a stage, at most a hundred. */
  stageFlowNodes?: unknown[] | null;
  /** Relations: log, console. */
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
export type InputsSource = "core" | "wfapi" | "blue_ocean";

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
 * The stage or branch that it is in, where the source tells; null at the top.
 */
parent: string | null, 
/**
 * Whether it is a branch of `parallel`, which runs beside the others of its parent. Of wfapi and Blue Ocean's lists a branch has no parent.
 */
branch: boolean, 
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
export type StagesSource = "graph_view" | "wfapi" | "blue_ocean" | "flow_graph";

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
 * A downloaded file.
 */
export type Download = { 
/**
 * The last name of its path.
 */
name: string, 
/**
 * Its media type, by its name's ending.
 */
type: string, 
/**
 * How many bytes it has, if that was said.
 */
length: number | null, 
/**
 * When it was written, as the header says.
 */
lastModified: string | null, 
/**
 * Whether another host gave it (an artifact store); no credentials went there.
 */
elsewhere: boolean, 
/**
 * The bytes, where the host does not hand them over as a stream.
 */
base64: string | null, };

/**
 * What came of running again.
 */
export type Rerun = { 
/**
 * The queue item of the new run; older versions do not tell.
 */
queueId: number | null, 
/**
 * What the plugin said, in the server's language.
 */
message: string | null, };

/**
 * What a server has. Null is unknown.
 */
export type Capabilities = { 
/**
 * Jenkins' version, from the header `X-Jenkins`.
 */
version: string | null, 
/**
 * The signed-in user's id; null for nobody.
 */
user: string | null, 
/**
 * Whether a POST by cookie needs a crumb.
 */
crumb: boolean | null, 
/**
 * The Pipeline REST API.
 */
wfapi: boolean | null, 
/**
 * Blue Ocean.
 */
blueOcean: boolean | null, 
/**
 * The Pipeline Graph View.
 */
graphView: boolean | null, 
/**
 * Its segment of the URL: `stages`, `pipeline-overview` or `pipeline-console`.
 */
graphViewAt: string | null, 
/**
 * Whether core's tree shows pending inputs; known once a run has had one.
 */
inputExport: boolean | null, 
/**
 * Core's own flow graph.
 */
flowGraph: boolean | null, 
/**
 * The job whose run was looked at.
 */
job: string | null, 
/**
 * That run.
 */
run: number | null, 
/**
 * How pending inputs will be read.
 */
inputsSource: InputsSource | null, 
/**
 * How stages will be read.
 */
stagesSource: StagesSource | null, };

/**
 * The end of a list.
 */
export type ListOutcome = { 
/**
 * How many different items there were.
 */
count: number, };

/**
 * What Blue Ocean says of one field of a request (`ErrorMessage.Error`).
 */
export type FieldError = { 
/**
 * The field, such as `scmConfig.uri`.
 */
field: string, 
/**
 * `MISSING`, `ALREADY_EXISTS`, `INVALID`, `NOT_FOUND`.
 */
code: string, 
/**
 * What is wrong with it, as text.
 */
message: string, };

/**
 * The end of a log.
 */
export type LogOutcome = { 
/**
 * Where to go on, in raw bytes.
 */
size: number, 
/**
 * Whether the run or step is over and all of it was read.
 */
complete: boolean, };

/**
 * A step.
 */
export type Step = { 
/**
 * The flow node's id.
 */
id: string, 
/**
 * What kind of step it is, such as "Shell Script"; its argument where the source tells that alone.
 */
name: string, 
/**
 * What it was given.
 */
argument: string | null, };

/**
 * The steps of a stage.
 */
export type Steps = { 
/**
 * The steps, in the order of their start.
 */
steps: Array<Step>, 
/**
 * Who told them.
 */
source: StagesSource, };

/**
 * A file that a run has archived.
 */
export type LeftFile = { 
/**
 * Its path below the archive's root, as the operation `artifact` takes it.
 */
path: string, 
/**
 * The last name of it.
 */
name: string, 
/**
 * Where it is, on the configured base; empty for a path that cannot be asked for.
 */
url: string, };

/**
 * What a run has archived.
 */
export type Artifacts = { 
/**
 * The files.
 */
artifacts: Array<LeftFile>, };

/**
 * A commit.
 */
export type Change = { 
/**
 * Its id, as the source control writes it.
 */
id: string | null, 
/**
 * The first line of its message.
 */
message: string, 
/**
 * Who wrote it.
 */
author: string | null, 
/**
 * When, in milliseconds since 1970.
 */
timeMillis: number | null, };

/**
 * The commits that came with a run.
 */
export type Changes = { 
/**
 * The commits, in Jenkins' order.
 */
changes: Array<Change>, };

/**
 * A text as a whole.
 */
export type Text = { 
/**
 * The text.
 */
text: string, };

/**
 * A piece of a log. The headers that tell its end are written after the body and lost on big answers.
 */
export type BlueLog = { 
/**
 * The text, with LF line ends.
 */
text: string, 
/**
 * Where the next piece starts, in raw bytes; null where the answer does not tell: then read core's log.
 */
end: number | null, 
/**
 * Whether more will come.
 */
more: boolean, };

/**
 * A stretch of a log, with the address of a link if it was one.
 */
export type LogSegment = { 
/**
 * The text.
 */
text: string, 
/**
 * An http(s) address; links of any other kind have none.
 */
href: string | null, };

/**
 * The end of a node's log.
 */
export type NodeLog = { 
/**
 * The node's id.
 */
nodeId: string | null, 
/**
 * wfapi's word; SUCCESS while it runs.
 */
nodeStatus: string | null, 
/**
 * How many raw bytes were read.
 */
length: number, 
/**
 * Whether the beginning is missing.
 */
hasMore: boolean, 
/**
 * The text.
 */
text: string, 
/**
 * The text in stretches, with the addresses of its links.
 */
segments: Array<LogSegment>, 
/**
 * The node's page, as Jenkins wrote it; not to be followed as it is.
 */
consoleUrl: string | null, };
