import type { OperationEvent } from "./generated/types.js";

/**
 * Turns an operation that tells events into an async iterable. Leaving the loop gives the operation up;
 * an error of the operation is thrown where the next value is awaited.
 */
export async function* iterate<T>(
  start: (onEvent: (event: OperationEvent) => void, signal: AbortSignal) => Promise<T | undefined>,
  pick: (event: OperationEvent) => T | undefined,
  outer: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  const inner = new AbortController();
  const giveUp = (): void => inner.abort(outer?.reason);
  if (outer?.aborted) giveUp();
  outer?.addEventListener("abort", giveUp, { once: true });
  const values: T[] = [];
  let wake: (() => void) | undefined;
  let over: { error?: unknown } | undefined;
  const push = (value: T | undefined): void => {
    if (value !== undefined) values.push(value);
    wake?.();
  };
  const end = (result: { error?: unknown }): void => {
    over = result;
    wake?.();
  };
  start((event) => push(pick(event)), inner.signal).then(
    (last) => {
      push(last);
      end({});
    },
    (error: unknown) => end({ error }),
  );
  try {
    for (;;) {
      while (values.length > 0) yield values.shift() as T;
      if (over) {
        if ("error" in over) throw over.error;
        return;
      }
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    outer?.removeEventListener("abort", giveUp);
    inner.abort();
  }
}
