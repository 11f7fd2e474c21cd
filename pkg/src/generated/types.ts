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

/** Each endpoint that is declared as an operation. */
export interface Operations {
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
  /** When, as the server writes it. */
  timestamp?: string | null;
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
  /** When it started, as the server writes it. */
  startTime?: string | null;
  /** How long it took. */
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
  /** Since when, as the server writes it. */
  queuedTime?: string | null;
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
  /** When it started, as the server writes it. */
  startTime?: string | null;
  /** When it ended. */
  endTime?: string | null;
  /** When it entered the queue. */
  enQueueTime?: string | null;
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
  /** When it started, as the server writes it. */
  startTime?: string | null;
  /** How long it took. */
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
  /** How long it took so far. */
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
nodeId: string, 
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
