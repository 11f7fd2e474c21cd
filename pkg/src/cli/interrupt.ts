import { ERROR_NUMBERS } from "../generated/constants.js";

/** Ctrl-C and SIGTERM as a signal to give up; the second one ends the program at once. */
export function interruptible(told: (text: string) => void): { signal: AbortSignal; interrupt: () => void; dispose: () => void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    // What is under way may not heed the signal.
    if (controller.signal.aborted) process.exit(ERROR_NUMBERS.cancelled);
    controller.abort(new Error("interrupted"));
    told("Giving up; once more ends at once.");
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return {
    signal: controller.signal,
    interrupt,
    dispose() {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", interrupt);
    },
  };
}
