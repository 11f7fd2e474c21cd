import type { ErrorCode } from "../../generated/types.js";
import { JenkinsError } from "../package.js";

/** What doctor looks at; stable. */
export type Check = "reachable" | "is_jenkins" | "signed_in" | "crumb" | "x_jenkins" | "root_url" | "location" | "encoded_slash" | "cors" | "pipeline" | "apis" | "inputs" | "stages";

/** One thing that doctor found. */
export interface Finding {
  check: Check;
  /** `ok`; `note`: worth knowing; `problem`: something will not work; `unknown`: could not be seen. */
  state: "ok" | "note" | "problem" | "unknown";
  message: string;
  /** What to do about it, where there is something to do. */
  remedy: string | null;
  /** The error that told it. */
  code: ErrorCode | null;
  /** Facts for programs. */
  facts: Record<string, unknown>;
}

/** Nothing to do. */
export function ok(check: Check, message: string, facts: Record<string, unknown> = {}): Finding {
  return { check, state: "ok", message, remedy: null, code: null, facts };
}

/** Worth knowing, with what could be done. */
export function note(check: Check, message: string, remedy: string | null, facts: Record<string, unknown> = {}): Finding {
  return { check, state: "note", message, remedy, code: null, facts };
}

/** Could not be seen, and how it could be. */
export function unknown(check: Check, message: string, remedy: string | null = null): Finding {
  return { check, state: "unknown", message, remedy, code: null, facts: {} };
}

/** Something will not work. */
export function problem(check: Check, message: string, remedy: string, facts: Record<string, unknown> = {}): Finding {
  return { check, state: "problem", message, remedy, code: null, facts };
}

/** A problem as an error told it. */
export function failed(check: Check, error: JenkinsError, facts: Record<string, unknown> = {}): Finding {
  const said = error.jenkins === null ? "" : ` Jenkins said: ${error.jenkins}`;
  return { check, state: "problem", message: `${error.message}${said}`, remedy: error.remedy, code: error.code, facts: { status: error.status, ...facts } };
}

/** An answer, or the error in its place; whatever else was thrown goes on its way, and so does giving up. */
export async function attempt<T>(work: Promise<T>): Promise<T | JenkinsError> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof JenkinsError && thrown.code !== "cancelled") return thrown;
    throw thrown;
  }
}
