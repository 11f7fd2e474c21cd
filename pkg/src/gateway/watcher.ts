import type { ServerResponse } from "node:http";

/** How many views may wait for a slow reader before it is let go; it comes back with `Last-Event-ID`. */
const QUEUE = 16;
/** What counts as a view at least, in bytes: a heartbeat that waits says nothing about a reader. */
const LEAST = 16 << 10;

/** One who watches. */
export interface Watcher {
  /** Takes an event; false if it is too slow to take more. */
  write(bytes: Uint8Array): boolean;
  end(): void;
}

/** Lets a watcher in; the function that is given lets it out. */
export type Join = (watcher: Watcher) => () => void;

/** How an answer's watcher joins, for a server that can do without a stream for each. */
const joins = new WeakMap<Response, Join>();

/** An answer of server-sent events. Nobody watches before it is read. */
export function eventStream(join: Join, gone: () => void): Response {
  const queue: Uint8Array[] = [];
  let ended = false;
  let elsewhere = false;
  let wake: (() => void) | undefined;
  let leave: (() => void) | undefined;
  const watcher: Watcher = {
    write(bytes) {
      if (queue.length >= QUEUE) return false;
      queue.push(bytes);
      wake?.();
      return true;
    },
    end() {
      ended = true;
      wake?.();
    },
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        leave ??= join(watcher);
        if (queue.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
        const next = queue.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
      cancel() {
        if (!elsewhere) (leave ?? gone)();
        ended = true;
        wake?.();
      },
    },
    // Without a queue of the stream's own nothing is pulled, and nobody joins, before somebody reads.
    { highWaterMark: 0 },
  );
  // What compresses answers on the way holds events back until it has enough of them; told not to, it does not.
  const response = new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
  joins.set(response, (other) => {
    // The stream stays unread, and may be cancelled when it is collected.
    elsewhere = true;
    return join(other);
  });
  return response;
}

/**
 * Writes an answer's events to a response of `node:http` itself; false if it is no such answer. With a stream for each watcher
 * thousands would need several times the memory.
 */
export function writeEvents(answer: Response, outgoing: ServerResponse): boolean {
  const join = joins.get(answer);
  if (!join) return false;
  outgoing.flushHeaders();
  const leave = join({
    write(bytes) {
      // The bytes are the same for all who watch: what waits here are references.
      if (outgoing.writableLength > QUEUE * Math.max(bytes.byteLength, LEAST)) return false;
      outgoing.write(bytes);
      return true;
    },
    end: () => void outgoing.end(),
  });
  outgoing.once("close", leave);
  // One that left before this has told nobody.
  if (outgoing.destroyed) leave();
  return true;
}
