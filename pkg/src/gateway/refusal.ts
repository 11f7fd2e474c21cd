import type { DecisionCode } from "../generated/policy.js";
import type { ErrorCode } from "../generated/types.js";

/** Why the gateway itself refuses; stable. What the policy or Jenkins refuses has their codes. */
export type GatewayCode =
  | "not_signed_in"
  | "method_not_allowed"
  | "origin_not_allowed"
  | "header_missing"
  | "not_json"
  | "body_too_large"
  | "invalid_request"
  | "not_exposed"
  | "too_many_requests"
  | "audit_failed"
  | "still_running"
  | "store_failed"
  | "gateway_failed";

const STATUS: Record<string, number> = {
  not_signed_in: 401,
  method_not_allowed: 405,
  origin_not_allowed: 403,
  header_missing: 403,
  not_json: 415,
  body_too_large: 413,
  invalid_request: 400,
  not_exposed: 404,
  too_many_requests: 429,
  audit_failed: 503,
  still_running: 503,
  store_failed: 503,
  gateway_failed: 500,
  not_found: 404,
  input_not_found: 404,
  input_changed: 409,
  input_ambiguous: 409,
  input_already_settled: 409,
  run_finished: 409,
  parameter_unknown: 400,
  parameter_missing: 400,
  parameter_invalid: 400,
  invalid_job_name: 400,
};

const POLICY: readonly string[] = ["no_rule", "denied", "outside_window", "not_submitter", "submitter_unknown", "self_approval", "parameter_not_allowed", "comment_required", "votes_needed"];

const REMEDIES: Record<GatewayCode, string> = {
  not_signed_in: "Sign in to the application and try again.",
  method_not_allowed: "Send operations by POST.",
  origin_not_allowed: "Call the gateway from a page of the application; the gateway's option `origins` names these.",
  header_missing: "Send the header X-Bellpull: 1, which a form of another site cannot.",
  not_json: "Send one operation as application/json.",
  body_too_large: "Send less at a time.",
  invalid_request: "Correct the named field.",
  not_exposed: "Use describe, status, follow, log, follow_log, steps, artifacts, changes, trigger, queue, cancel, approve, abort, stop or explain.",
  too_many_requests: "Wait a moment.",
  audit_failed: "Nothing was sent to Jenkins. Tell whoever runs this application that its audit log cannot be written.",
  still_running: "The same request is still being carried out; ask again with the same key.",
  store_failed: "Nothing was sent to Jenkins. Tell whoever runs this application that its store cannot be reached.",
  gateway_failed: "Look into the application's log.",
};

/** A refusal, as it is answered and audited. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(
    readonly code: GatewayCode | DecisionCode | ErrorCode,
    message: string,
    readonly more: { remedy?: string; rule?: string | null; by?: string; decided?: { name: string; outcome: string; at: string }; jenkins?: string | null; parameter?: string | null; sent?: "no" | "maybe" | "yes" } = {},
  ) {
    super(message);
    this.status = STATUS[code] ?? (POLICY.includes(code) ? 403 : 502);
  }

  /** The body of the answer. Holds nothing but what a page may know. */
  toJSON(): object {
    const { remedy = REMEDIES[this.code as GatewayCode] ?? "Ask whoever runs this application for the permission.", ...more } = this.more;
    return { error: { code: this.code, message: this.message, remedy, ...more } };
  }
}
