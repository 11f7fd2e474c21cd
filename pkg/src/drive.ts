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
  respond(status: number, headers: string, body: Uint8Array): void;
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
  headers: Iterable<[string, string]>;
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
export async function drive(machine: Machine, send: Send, options: CallOptions, patience = PATIENCE, clock = REAL): Promise<unknown> {
  const { signal, onEvent } = options;
  // Given up while a write was on its way, it may have been carried out.
  let sent: "no" | "maybe" = "no";
  let stream: ReadableStream<Uint8Array> | undefined;
  let pieces: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    for (;;) {
      if (signal?.aborted) throw JenkinsError.cancelled(signal.reason, sent);
      const output = JSON.parse(machine.poll(clock.now())) as MachineOutput;
      sent = "no";
      switch (output.output) {
        case "send":
          if (output.request.method !== "GET") sent = "maybe";
          stream = await exchange(machine, send, output.request, options, patience, clock);
          if (stream && output.request.pieces) {
            pieces = stream.getReader();
            stream = undefined;
          }
          break;
        case "wait":
          await clock.sleep(output.until - clock.now(), signal, "wait");
          break;
        case "event":
          await onEvent?.(output.event);
          break;
        case "done":
          return stream ? { ...(output.outcome as object), body: stream } : output.outcome;
        case "failed":
          void stream?.cancel();
          throw new JenkinsError(output.error);
        case "awaiting_response":
          if (!pieces) throw new Error("the machine waits for an answer that it did not ask for");
          if (!(await hand(machine, pieces, patience, clock))) pieces = undefined;
          break;
      }
    }
  } finally {
    machine.free();
    void pieces?.cancel().catch(() => undefined);
  }
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

async function exchange(
  machine: Machine,
  send: Send,
  request: MachineRequest,
  { signal, onEvent }: CallOptions,
  patience: number,
  clock: Clock,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const body = request.method === "GET" ? NOTHING : machine.body();
  const limit = new Limit();
  const giveUp = (): void => limit.end(false);
  signal?.addEventListener("abort", giveUp, { once: true });
  let kept: ReadableStream<Uint8Array> | undefined;
  const stop = within(clock, patience + body.length / BYTES_PER_MILLISECOND, () => limit.end(true));
  try {
    const sending = send(request, body, limit, onEvent && ((sent, total) => void onEvent({ event: "uploading", sent, total })));
    const answer = await first(sending, limit);
    const headers = Array.from(answer.headers, ([name, value]) => `${name}: ${value}`);
    kept = answer.stream;
    if (kept && request.pieces) {
      machine.head?.(answer.status, headers.join("\n"));
      return kept;
    }
    if (kept) headers.push(`${BODY_KEPT}: ${answer.elsewhere ? "elsewhere" : "here"}`);
    machine.respond(answer.status, headers.join("\n"), answer.body);
  } catch (thrown) {
    const { late } = limit;
    machine.lost(late ? "the time limit was reached" : thrown instanceof Error ? thrown.message : String(thrown), late, thrown instanceof Unsent);
  } finally {
    stop();
    // What is still read can be given up.
    if (!kept) signal?.removeEventListener("abort", giveUp);
  }
  return kept;
}

/** The answer, or the end of the limit. A fetch that does not heed it is left behind, and what it brings too late is let go. */
function first(sending: Promise<Answer>, limit: Limit): Promise<Answer> {
  return new Promise((resolve, reject) => {
    limit.listen(() => reject(new Error("the request was given up")));
    sending.then((answer) => (limit.over ? void answer.stream?.cancel().catch(() => undefined) : resolve(answer)), reject);
  });
}
