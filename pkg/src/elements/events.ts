import type { JenkinsError } from "../error.js";
import type { DecisionCode } from "../generated/policy.js";
import type { ErrorCode, RunView, SettlementOutcome, SettlementView } from "../generated/types.js";
import type { GatewayCode } from "../gateway/refusal.js";
import type { Values } from "../values.js";

/** The code of an error: of Jenkins or the way to it, of the gateway, of its policy. */
export type ElementErrorCode = ErrorCode | GatewayCode | DecisionCode;

/** What somebody is about to decide. */
export interface BeforeDecision {
  job: string;
  run: number;
  input: string;
  /** The values of the form; empty for an abort. */
  values: Values;
  comment: string | null;
}

/** What became of a question. */
export interface Decided {
  job: string;
  run: number;
  input: string;
  /** `counted`: an approval that needs more of them; only through the gateway. */
  outcome: SettlementOutcome | "counted";
  /** Who approved questions of this run so far, by name. */
  approvers: readonly string[];
  /** How the run stood after the decision; only where it was this element's. */
  view?: SettlementView;
}

/** What the elements tell the page. All of them bubble out of shadow roots; those named `before` can be cancelled. */
export interface JenkinsEventMap {
  "jenkins-before-approve": CustomEvent<BeforeDecision>;
  "jenkins-before-abort": CustomEvent<BeforeDecision>;
  "jenkins-approved": CustomEvent<Decided>;
  "jenkins-aborted": CustomEvent<Decided>;
  /** Decided elsewhere, or not provably by this click; or an approval that counts until enough have approved. */
  "jenkins-settled": CustomEvent<Decided>;
  "jenkins-before-trigger": CustomEvent<{ job: string; values: Values; comment: string | null }>;
  "jenkins-triggered": CustomEvent<{ job: string; queueId: number; merged: boolean }>;
  /** The run has its number, or has changed. */
  "jenkins-run": CustomEvent<{ job: string; run: number; view: RunView }>;
  "jenkins-before-stop": CustomEvent<{ job: string; run: number | null; queueId: number | null; comment: string | null }>;
  "jenkins-error": CustomEvent<{ code: ElementErrorCode; error: JenkinsError }>;
}

declare global {
  // Elements, documents and windows alike.
  interface GlobalEventHandlersEventMap extends JenkinsEventMap {}
}
