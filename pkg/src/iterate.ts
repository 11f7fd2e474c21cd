import type { OperationEvent } from "./generated/types.js";

/**
 * Turns an operation that tells events into an async iterable. Leaving the loop gives the operation up;
 * an error of the operation is thrown where the next value is awaited. In lockstep the operation goes on when
 * all it has told was taken.
 */
export async function* iterate<T>(
  start: (onEvent: (event: OperationEvent) => void | Promise<void>, signal: AbortSignal) => Promise<T | undefined>,
  pick: (event: OperationEvent) => T | undefined,
  outer: AbortSignal | undefined,
  lockstep = false,
): AsyncGenerator<T, void, undefined> {
  const inner = new AbortController();
  const giveUp = (): void => inner.abort(outer?.reason);
  if (outer?.aborted) giveUp();
  outer?.addEventListener("abort", giveUp, { once: true });
  const values: T[] = [];
  let wake: (() => void) | undefined;
  let goOn: (() => void) | undefined;
  let over: { error?: unknown } | undefined;
  const push = (value: T | undefined): void => {
    if (value !== undefined) values.push(value);
    wake?.();
  };
  const end = (result: { error?: unknown }): void => {
    over = result;
    wake?.();
  };
  const hear = (event: OperationEvent): void | Promise<void> => {
    push(pick(event));
    if (lockstep && !inner.signal.aborted) return new Promise((resolve) => (goOn = resolve));
  };
  start(hear, inner.signal).then(
    (last) => {
      push(last);
      end({});
    },
    (error: unknown) => end({ error }),
  );
  try {
    for (;;) {
      while (values.length > 0) yield values.shift() as T;
      goOn?.();
      if (over) {
        if ("error" in over) throw over.error;
        return;
      }
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    outer?.removeEventListener("abort", giveUp);
    inner.abort();
    goOn?.();
  }
}
