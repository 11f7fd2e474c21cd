// Generated from crates/core by `cargo xtask codegen`. Do not edit.
import type { OperationName } from "./types.js";

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
