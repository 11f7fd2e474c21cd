import { ERROR_NUMBERS } from "../generated/constants.js";
import type { ErrorCode, RunView, Settlement } from "../generated/types.js";

/**
 * Exit codes that are not those of errors. An error ends with its number in {@link ERROR_NUMBERS}; these start at 64, which
 * the numbers of errors stay below. Stable, and told in docs/cli.md.
 */
export const EXIT = {
  ok: 0,
  /** The command was not understood; nothing was sent. As in sysexits.h. */
  usage: 64,
  /** A fault of this program. As in sysexits.h. */
  internal: 70,
  /** What there was to say could not be written. As in sysexits.h. */
  unwritable: 74,
  run_failure: 80,
  run_unstable: 81,
  run_aborted: 82,
  run_not_built: 83,
  run_unknown: 84,
  left_queue: 85,
  superseded: 86,
  settled: 87,
  doctor: 90,
  /** As a shell tells it of a program that was ended by SIGPIPE. */
  reader_gone: 141,
} as const;

/** What the codes of {@link EXIT} mean, in words. */
export const MEANING: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: "done; a run that was followed ended in success",
  usage: "the command was not understood; nothing was sent",
  internal: "a fault of this program",
  unwritable: "the output could not be written; the request may have been carried out",
  run_failure: "the followed run failed",
  run_unstable: "the followed run is unstable",
  run_aborted: "the followed run was aborted",
  run_not_built: "the followed run was not built",
  run_unknown: "the followed run is over with a result that is not known",
  left_queue: "somebody took the triggered job from the queue",
  superseded: "the decision was accepted, but the run shows the other one",
  settled: "the input no longer waits, but not provably by this decision",
  doctor: "doctor found a problem that is no error of a request",
  reader_gone: "the reader of the output went away",
};

/** The exit code of an error. */
export function ofError(code: ErrorCode): number {
  return ERROR_NUMBERS[code];
}

/** The exit code of a run that was followed to its end. */
export function ofRun({ status }: Pick<RunView, "status">): number {
  switch (status.word) {
    case "success":
      return EXIT.ok;
    case "failure":
      return EXIT.run_failure;
    case "unstable":
      return EXIT.run_unstable;
    case "aborted":
      return EXIT.run_aborted;
    case "not_built":
      return EXIT.run_not_built;
    default:
      return EXIT.run_unknown;
  }
}

/** The exit code of a decision. */
export function ofSettlement({ outcome }: Pick<Settlement, "outcome">): number {
  if (outcome === "superseded") return EXIT.superseded;
  return outcome === "settled" ? EXIT.settled : EXIT.ok;
}

/** Every exit code with its name and meaning, in their order; of an error the meaning is its remedy's to tell. */
export function table(): { exit: number; name: string; meaning: string | null }[] {
  const own = Object.entries(EXIT).map(([name, exit]) => ({ exit: exit as number, name, meaning: MEANING[name as keyof typeof EXIT] as string | null }));
  const errors = Object.entries(ERROR_NUMBERS).map(([name, exit]) => ({ exit, name, meaning: null }));
  return [...own, ...errors].sort((a, b) => a.exit - b.exit);
}
