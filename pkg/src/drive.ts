import type { CallOptions, Clock } from "./engine.js";
import { JenkinsError } from "./error.js";
import { BODY_KEPT } from "./generated/constants.js";
import type { MachineOutput, MachineRequest } from "./generated/types.js";
import { Limit, REAL, within } from "./limit.js";

/** A running operation of the core: it says what to send and when to wait. */
export interface Machine {
  /** What to do next, as JSON. */
  poll(now: number): string;
  /** The body of the request that was just given. */
  body(): Uint8Array;
  /** Hands in the answer, and polls. */
  respond(status: number, headers: string, body: Uint8Array, now: number): string;
  lost(message: string, timedOut: boolean, unsent: boolean): void;
  free(): void;
  /** For requests that allow `pieces`, which a button's wasm file never makes. */
  head?(status: number, headers: string): void;
  piece?(bytes: Uint8Array): void;
  end?(): void;
}

/** What came back for a request. */
export interface Answer {
  status: number;
  /** Lines of `name: value`. */
  headers: string;
  body: Uint8Array;
  /** The body, where it was kept for the outcome or comes in pieces; only if the request allows it. */
  stream?: ReadableStream<Uint8Array>;
  /** Whether that came from another host, by a redirect that was followed without credentials. */
  elsewhere?: boolean;
}

/** No answer came, and the request has certainly not left: nobody listened. */
export class Unsent extends Error {}

/** Sends one request as it is, without following redirects. Rejects if no answer came. */
export type Send = (request: MachineRequest, body: Uint8Array, limit: Limit, progress?: (sent: number, total: number) => void) => Promise<Answer>;

/**
 * How long one answer may take, in milliseconds; a body is granted a slow line besides. A button that
 * waits for ever tells nobody anything, and after the limit the flows read what became of the request.
 */
export const PATIENCE = 60_000;
const BYTES_PER_MILLISECOND = 20;
const NOTHING = new Uint8Array();

/** Carries out an operation: sends and waits as its machine says, until it is over or given up. */
export async function drive(machine: Machine, send: Send, options: CallOptions, patience = PATIENCE, clock = REAL, first?: string): Promise<unknown> {
  const { signal, onEvent } = options;
  // Given up once a write has left, it may have been carried out, whatever was read since.
  let sent: "no" | "maybe" = "no";
  let stream: ReadableStream<Uint8Array> | undefined;
  let pieces: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let next = first;
  let limit: Limit | undefined;
  // One for all requests: each ends the one that is on its way, or is still read.
  const giveUp = (): void => limit?.end(false);
  let leave = (): void => signal?.removeEventListener("abort", giveUp);
  signal?.addEventListener("abort", giveUp);
  try {
    for (;;) {
      if (signal?.aborted) throw JenkinsError.cancelled(signal.reason, sent);
      const output = JSON.parse(next ?? machine.poll(clock.now())) as MachineOutput;
      next = undefined;
      switch (output.output) {
        case "send": {
          const { request } = output;
          // What was kept for an outcome that the machine has not taken, such as a page to sign in.
          void stream?.cancel().catch(() => undefined);
          stream = undefined;
          const { told, kept, unsent } = await exchange(machine, send, request, (limit = new Limit()), onEvent, patience, clock);
          if (request.method !== "GET" && !unsent) sent = "maybe";
          next = told;
          if (request.pieces) pieces = kept?.getReader();
          else stream = kept;
          break;
        }
        case "wait":
          await clock.sleep(output.until - clock.now(), signal, "wait");
          break;
        case "event":
          await onEvent?.(output.event);
          break;
        case "done": {
          if (!stream) return output.outcome;
          const body = signal ? watched(stream, leave) : stream;
          // Now whoever has the body ends it.
          stream = undefined;
          leave = () => undefined;
          return { ...(output.outcome as object), body };
        }
        case "failed":
          throw new JenkinsError(output.error);
        case "awaiting_response":
          if (!pieces) throw new Error("the machine waits for an answer that it did not ask for");
          if (!(await hand(machine, pieces, patience, clock))) pieces = undefined;
          break;
      }
    }
  } finally {
    machine.free();
    leave();
    void pieces?.cancel().catch(() => undefined);
    void stream?.cancel().catch(() => undefined);
  }
}

/** A body that tells when it is over: read to its end, broken off, or cancelled. */
function watched(stream: ReadableStream<Uint8Array>, over: () => void): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  reader.closed.then(over, over);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Hands the next bytes in; false at their end. */
async function hand(machine: Machine, pieces: ReadableStreamDefaultReader<Uint8Array>, patience: number, clock: Clock): Promise<boolean> {
  let stop: (() => void) | undefined;
  let late = false;
  try {
    const limit = new Promise<never>((_, reject) => {
      stop = within(clock, patience, () => {
        late = true;
        reject(new Error("the time limit was reached"));
      });
    });
    const { done, value } = await Promise.race([pieces.read(), limit]);
    if (!done) machine.piece?.(value);
    else machine.end?.();
    return !done;
  } catch (thrown) {
    machine.lost(thrown instanceof Error ? thrown.message : String(thrown), late, false);
    void pieces.cancel().catch(() => undefined);
    return false;
  } finally {
    stop?.();
  }
}

/** What became of a request: what the machine has said to the answer, if it has, and the body if it was kept. */
interface Exchanged {
  told?: string;
  kept?: ReadableStream<Uint8Array> | undefined;
  /** It has certainly not left. */
  unsent?: boolean;
}

async function exchange(
  machine: Machine,
  send: Send,
  request: MachineRequest,
  limit: Limit,
  onEvent: CallOptions["onEvent"],
  patience: number,
  clock: Clock,
): Promise<Exchanged> {
  const body = request.method === "GET" ? NOTHING : machine.body();
  const stop = within(clock, patience + body.length / BYTES_PER_MILLISECOND, () => limit.end(true));
  try {
    const answer = await send(request, body, limit, onEvent && ((sent, total) => void onEvent({ event: "uploading", sent, total })));
    let { headers } = answer;
    const kept = answer.stream;
    if (kept && request.pieces) return machine.head?.(answer.status, headers), { kept };
    if (kept) headers += `\n${BODY_KEPT}: ${answer.elsewhere ? "elsewhere" : "here"}`;
    return { told: machine.respond(answer.status, headers, answer.body, clock.now()), kept };
  } catch (thrown) {
    const { late } = limit;
    const unsent = thrown instanceof Unsent;
    machine.lost(late ? "the time limit was reached" : thrown instanceof Error ? thrown.message : String(thrown), late, unsent);
    return { unsent };
  } finally {
    stop();
  }
}
