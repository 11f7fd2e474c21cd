import type { LogPiece } from "../run.js";
import type { Refusal } from "./refusal.js";

/** Proxies end connections on which nothing is sent. */
const HEARTBEAT = 15_000;

/** How a log is read and told. */
export interface Reading {
  read: (signal: AbortSignal) => AsyncGenerator<LogPiece, void, undefined>;
  /** Called when nobody reads any longer. */
  left: () => void;
  refusalOf: (thrown: unknown) => Refusal;
  /** Aborted when the gateway is closed. */
  closing: AbortSignal;
}

/**
 * An answer with the pieces of a log as events, read from Jenkins no faster than they are taken: a log of any size goes through in
 * little memory. Nothing is asked for before somebody reads; who leaves ends the reading.
 */
export function logStream({ read, left, refusalOf, closing }: Reading): Response {
  const stop = new AbortController();
  const encoder = new TextEncoder();
  let pieces: AsyncGenerator<LogPiece, void, undefined> | undefined;
  let next: Promise<IteratorResult<LogPiece, void>> | undefined;
  let close = (): void => undefined;
  const leave = (): void => {
    closing.removeEventListener("abort", close);
    left();
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        close = () => {
          leave();
          stop.abort();
          controller.close();
        };
        closing.addEventListener("abort", close, { once: true });
        if (closing.aborted) close();
      },
      async pull(controller) {
        pieces ??= read(stop.signal);
        const told = await within((next ??= pieces.next())).catch((thrown: unknown) => ({ failed: thrown }));
        if (stop.signal.aborted) return;
        if (told === "late") return controller.enqueue(encoder.encode(":\n\n"));
        next = undefined;
        const over = "failed" in told || told.done === true;
        controller.enqueue(encoder.encode("failed" in told ? failure(refusalOf(told.failed)) : told.done ? "event: end\ndata: {}\n\n" : `event: log\ndata: ${JSON.stringify(told.value)}\n\n`));
        if (!over) return;
        leave();
        controller.close();
      },
      cancel() {
        leave();
        stop.abort();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
}

function failure({ code, message, more: { remedy = "Look into the application's log." } }: Refusal): string {
  return `event: failed\ndata: ${JSON.stringify({ code, message, remedy })}\n\n`;
}

/** What comes in time. */
async function within<T>(awaited: Promise<T>): Promise<T | "late"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => (timer = setTimeout(resolve, HEARTBEAT, "late")));
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
}
