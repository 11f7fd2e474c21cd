// Generated from crates/core by `cargo xtask codegen`. Do not edit.
import type { ErrorCode, OperationName } from "./types.js";

/** What the small wasm file can do. */
export const BUTTON_OPERATIONS: readonly OperationName[] = ["describe", "trigger", "follow", "inputs", "approve", "abort", "stop", "cancel_queue_item"];

/** The header that stands for a redirect which fetch hides. */
export const OPAQUE_REDIRECT = "x-bellpull-opaque-redirect";

/** The header of an answer whose body the host has kept. */
export const BODY_KEPT = "x-bellpull-body-kept";

/** How many bytes an answer may have unless a client is told otherwise. */
export const BODY_LIMIT = 16777216;

/** What to do about the error of a caller who gave up. */
export const CANCELLED_REMEDY = "Nothing; the caller asked for it. A request in flight may still be carried out.";

/** Each error code as a number, as in C; the command line ends with it. Stable. */
export const ERROR_NUMBERS: Readonly<Record<ErrorCode, number>> = {
  invalid_url: 1,
  invalid_job_name: 2,
  invalid_operation: 3,
  invalid_credentials: 4,
  parameter_unknown: 5,
  parameter_missing: 6,
  parameter_invalid: 7,
  parameter_unsupported: 8,
  network: 9,
  timed_out: 10,
  not_found: 11,
  forbidden: 12,
  login_required: 13,
  credentials_rejected: 14,
  crumb_rejected: 15,
  sso_redirect: 16,
  proxy_answer: 17,
  bad_response: 18,
  body_too_large: 19,
  server_error: 20,
  server_starting: 21,
  too_many_requests: 22,
  method_not_allowed: 23,
  url_too_long: 24,
  redirected: 25,
  job_disabled: 26,
  not_parameterized: 27,
  trigger_refused: 28,
  trigger_unconfirmed: 29,
  queue_item_gone: 30,
  queue_item_left: 31,
  input_not_found: 32,
  input_already_settled: 33,
  input_not_allowed: 34,
  input_ambiguous: 35,
  input_changed: 36,
  inputs_unreadable: 37,
  approval_unconfirmed: 38,
  run_finished: 39,
  bad_request: 40,
  link_outside_server: 41,
  unsupported: 42,
  cancelled: 43,
};
