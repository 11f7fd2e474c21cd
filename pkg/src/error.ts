import { CANCELLED_REMEDY } from "./generated/constants.js";
import type { ErrorCode, ErrorShape, FieldError } from "./generated/types.js";

/** An error with a stable code, what Jenkins said, and what to do about it. */
export class JenkinsError extends Error {
  override readonly name = "JenkinsError";
  /** What went wrong; stable. */
  readonly code: ErrorCode;
  /** The HTTP status, if there was an answer. */
  readonly status: number | null;
  /** What Jenkins said, as text. */
  readonly jenkins: string | null;
  /** What to do about it. */
  readonly remedy: string;
  /** The parameter at fault. */
  readonly parameter: string | null;
  /** Whether the request may have been carried out. */
  readonly sent: "no" | "maybe" | "yes";
  /** The decision that came first; through a gateway. */
  readonly decided: NonNullable<ErrorShape["decided"]> | null;
  /** What Blue Ocean said of single fields of the request. */
  readonly fields: FieldError[];

  constructor(shape: ErrorShape, options?: ErrorOptions) {
    super(shape.message, options);
    this.code = shape.code;
    this.status = shape.status;
    this.jenkins = shape.jenkins;
    this.remedy = shape.remedy;
    this.parameter = shape.parameter;
    this.sent = shape.sent;
    this.decided = shape.decided ?? null;
    this.fields = shape.fields ?? [];
  }

  /** The error of a caller who gave up. */
  static cancelled(cause: unknown, sent: "no" | "maybe" = "no"): JenkinsError {
    return new JenkinsError({ code: "cancelled", message: "The operation was cancelled.", status: null, jenkins: null, remedy: CANCELLED_REMEDY, parameter: null, sent }, { cause });
  }

  /** Of a file of the engine that has not come, or that the page's policy lets not run; what the engine itself has thrown stays that. */
  static unloaded(thrown: unknown): unknown {
    const told = JenkinsError.from(thrown);
    if (told instanceof JenkinsError) return told;
    return new JenkinsError({ code: "network", message: `The engine cannot be loaded: ${(told as Error).message}`, status: null, jenkins: null, remedy: "Serve all of dist beside the script, and let the page's policy allow wasm.", parameter: null, sent: "no" }, { cause: told });
  }

  /** Makes a JenkinsError of what an engine threw; anything else stays what it is. */
  static from(thrown: unknown): unknown {
    return isShape(thrown) ? new JenkinsError(thrown) : thrown;
  }
}

function isShape(value: unknown): value is ErrorShape {
  return typeof value === "object" && value !== null && "code" in value && "remedy" in value && !(value instanceof Error);
}
