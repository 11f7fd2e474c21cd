import type { CallOptions } from "./engine.js";
import { JenkinsError } from "./error.js";
import { BODY_KEPT } from "./generated/constants.js";
import type { MachineOutput, MachineRequest } from "./generated/types.js";

/** A running operation of the core: it says what to send and when to wait. */
export interface Machine {
  /** What to do next, as JSON. */
  poll(now: number): string;
  /** The body of the request that was just given. */
  body(): Uint8Array;
  respond(status: number, headers: string, body: Uint8Array): void;
  lost(message: string, timedOut: boolean): void;
  free(): void;
}

/** What came back for a request. */
export interface Answer {
  status: number;
  headers: Iterable<[string, string]>;
  body: Uint8Array;
  /** The body, where it was kept for the outcome; only if the request allows it. */
  stream?: ReadableStream<Uint8Array>;
  /** Whether that came from another host, by a redirect that was followed without credentials. */
  elsewhere?: boolean;
}

/** Sends one request as it is, without following redirects. Rejects if no answer came. */
export type Send = (request: MachineRequest, body: Uint8Array, signal: AbortSignal) => Promise<Answer>;

/**
 * How long one answer may take, in milliseconds; a body is granted a slow line besides. A button that
 * waits for ever tells nobody anything, and after the limit the flows read what became of the request.
 */
export const PATIENCE = 60_000;
const BYTES_PER_MILLISECOND = 20;

/** Carries out an operation: sends and waits as its machine says, until it is over or given up. */
export async function drive(machine: Machine, send: Send, options: CallOptions, patience = PATIENCE): Promise<unknown> {
  const { signal, onEvent } = options;
  // Given up while a write was on its way, it may have been carried out.
  let sent: "no" | "maybe" = "no";
  let stream: ReadableStream<Uint8Array> | undefined;
  try {
    for (;;) {
      if (signal?.aborted) throw JenkinsError.cancelled(signal.reason, sent);
      const output = JSON.parse(machine.poll(Date.now())) as MachineOutput;
      sent = "no";
      switch (output.output) {
        case "send":
          if (output.request.method !== "GET") sent = "maybe";
          stream = await exchange(machine, send, output.request, signal, patience);
          break;
        case "wait":
          await sleep(output.until - Date.now(), signal);
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
          throw new Error("the machine waits for an answer that it did not ask for");
      }
    }
  } finally {
    machine.free();
  }
}

async function exchange(
  machine: Machine,
  send: Send,
  request: MachineRequest,
  signal: AbortSignal | undefined,
  patience: number,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const body = machine.body();
  const limit = new AbortController();
  const giveUp = (): void => limit.abort();
  signal?.addEventListener("abort", giveUp, { once: true });
  let late = false;
  let kept: ReadableStream<Uint8Array> | undefined;
  const timer = setTimeout(() => {
    late = true;
    limit.abort();
  }, patience + body.length / BYTES_PER_MILLISECOND);
  try {
    const answer = await send(request, body, limit.signal);
    const headers = Array.from(answer.headers, ([name, value]) => `${name}: ${value}`);
    kept = answer.stream;
    if (kept) headers.push(`${BODY_KEPT}: ${answer.elsewhere ? "elsewhere" : "here"}`);
    machine.respond(answer.status, headers.join("\n"), answer.body);
  } catch (thrown) {
    machine.lost(late ? "the time limit was reached" : thrown instanceof Error ? thrown.message : String(thrown), late);
  } finally {
    clearTimeout(timer);
    // What is still read can be given up.
    if (!kept) signal?.removeEventListener("abort", giveUp);
  }
  return kept;
}

function sleep(millis: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, millis));
    signal?.addEventListener("abort", end, { once: true });
  });
}
