import type { DecisionCode } from "./generated/policy.js";
import type { JobView } from "./generated/types.js";

/** Whether this person may do something, as the gateway's policy has it now. */
export interface May {
  /** Whether it may be asked for; also if a comment has to be given, or more approvals are needed. */
  allowed: boolean;
  code: DecisionCode;
  /** One sentence for people, in English. */
  reason: string;
  rule: string | null;
  /** How many persons have to approve. */
  quorum: number;
  /** How many have approved already; for `approve` alone. */
  votes: number;
  /** Whether this person is among them. */
  voted: boolean;
  /** Whether a comment is asked for. */
  comment: "optional" | "required" | null;
  /** Whether the page has to ask once more; for `approve` alone. */
  confirm: boolean;
}

/** What this person may do with a job, and with a run if one was named. */
export interface MayI {
  /** The job, as by `describe`. */
  job: JobView;
  trigger: May;
  /** Of a run. */
  stop: May | null;
  /** The inputs that wait, by their ids. */
  inputs: { input: string; approve: May; abort: May }[];
  /** What the gateway takes at once, in bytes of JSON: files have to fit in. */
  bodyBytes: number;
}
