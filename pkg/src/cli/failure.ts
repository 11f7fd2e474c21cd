import type { ErrorCode } from "../generated/types.js";
import { JenkinsError } from "./package.js";
import { EXIT, ofError } from "./exit.js";

/** Something that this command line found itself, with what to do about it. */
export class Failure extends Error {
  /** A code of the core where one fits, else one of {@link EXIT}. */
  readonly code: ErrorCode | "usage" | "unwritable";
  readonly remedy: string;
  /** What goes along in JSON. */
  readonly details: Record<string, unknown>;

  constructor(code: Failure["code"], message: string, remedy: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
}

/** The command was not understood. */
export function usage(message: string, remedy: string): Failure {
  return new Failure("usage", message, remedy);
}

/** An error as it is told: the same fields whoever found it. */
export interface Told {
  code: Failure["code"] | "internal";
  message: string;
  status: number | null;
  jenkins: string | null;
  remedy: string;
  parameter: string | null;
  sent: "no" | "maybe" | "yes";
  fields?: unknown[];
  exit: number;
  [detail: string]: unknown;
}

const NOWHERE = { status: null, jenkins: null, parameter: null, sent: "no" } as const;

/** Brings whatever was thrown into one shape. */
export function tell(thrown: unknown): Told {
  if (thrown instanceof JenkinsError) {
    const { code, message, status, jenkins, remedy, parameter, sent, fields } = thrown;
    return { code, message, status, jenkins, remedy, parameter, sent, fields, exit: ofError(code) };
  }
  if (thrown instanceof Failure) {
    const { code, message, remedy, details } = thrown;
    return { code, message, remedy, ...NOWHERE, ...details, exit: code === "usage" || code === "unwritable" ? EXIT[code] : ofError(code) };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  // What loads the engine is in the package, which knows no failures of the command line.
  if (message.includes("BELLPULL_ENGINE")) return tell(usage(message, "Set BELLPULL_ENGINE to native or wasm, or leave it out."));
  return { code: "internal", message, remedy: "This is a fault of bellpull; please report it with the command that led here.", ...NOWHERE, exit: EXIT.internal };
}
