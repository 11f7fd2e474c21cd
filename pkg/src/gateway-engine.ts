import type { CallOptions, Engine } from "./engine.js";
import { JenkinsError } from "./error.js";
import type { ErrorShape, Inputs, JobView, Operation, OperationEvent, RunView, TriggerOutcome } from "./generated/types.js";
import type { May, MayI } from "./may.js";
import type { LogPiece } from "./run.js";
import { events } from "./server-events.js";
import { canUpload, LARGE, upload } from "./upload.js";

type Retrying = OperationEvent & { event: "retrying" };
type Body = Record<string, unknown>;

/** How often the queue and a growing log are asked for. */
const PAUSE = 1_000;
/** A request whose answer was lost is sent again with the same key: the gateway carries it out once. */
const TRIES = 4;

/** How long what is watched is asked for again, and how far apart at most. */
const PATIENCE = 600_000;
const LONGEST_PAUSE = 8_000;
/** What passes: of the connection, the gateway, its store, and Jenkins behind it. */
const AWAY: readonly string[] = ["network", "too_many_requests", "store_failed", "timed_out", "server_starting"];
/** What a proxy in front of the gateway answers while that is started anew. */
const RESTARTING: readonly number[] = [502, 503, 504];

/** A redirect is not followed: it leads to a sign-in, whose page would be read as an answer. */
const REQUEST: RequestInit = { method: "POST", credentials: "same-origin", cache: "no-store", redirect: "manual" };

/** What the gateway's answer to an approval or rejection has. */
interface Settled {
  outcome: string;
  run: number;
  input: string;
  view: unknown;
  name?: string;
}

/** Where an item of the queue stands, as the gateway tells. */
interface Queued {
  state: "waiting" | "started" | "cancelled";
  run: number | null;
  why: string | null;
  stuck: boolean;
}

/** Carries operations out through a gateway: no wasm, no token, and none of Jenkins' addresses in the page. */
export class GatewayEngine implements Engine {
  readonly #url: string;
  readonly #fetch: typeof fetch;
  readonly #own: boolean;

  constructor(url: string, own?: typeof fetch) {
    this.#url = url;
    this.#own = own !== undefined;
    this.#fetch = own ?? ((input, init) => fetch(input, init));
  }

  async call(operation: Operation, options: CallOptions): Promise<unknown> {
    const { op, ...fields } = operation as { op: string } & Body;
    const { job, branch, run, input, fingerprint, parameters, comment } = fields;
    const of = { job, branch };
    switch (op) {
      case "describe":
        return ((await this.#ask({ op, ...of }, options)) as { job: JobView }).job;
      case "inputs":
        return this.#inputs({ ...of, run }, options);
      case "follow":
        return this.#follow({ op, ...of, run }, fields["untilPaused"] === true, options);
      case "trigger":
        return this.#trigger({ op, ...of, parameters, comment }, fields["until"] !== "queued", options);
      case "approve":
      case "abort": {
        const body = { op, ...of, run, input, fingerprint, comment, ...(op === "approve" ? { parameters } : {}) };
        const settled = (await this.#write(body, options)) as Settled;
        return { ...settled, approvers: settled.name === undefined ? [] : [settled.name], sent: {} };
      }
      case "stop":
        await this.#write({ op, ...of, run, comment }, options);
        return { accepted: true };
      case "log": {
        const [body, start] = [{ ...of, run, node: fields["node"] }, Number(fields["start"] ?? 0)];
        return fields["follow"] === false ? this.#piece({ op, ...body }, start, options) : this.#log({ op: "follow_log", ...body }, start, options);
      }
      case "cancel_queue_item":
        return this.#write({ op: "cancel", ...of, queueId: fields["id"], comment }, options);
      case "queue_item": {
        const { state, run: number, why, stuck } = (await this.#ask({ op: "queue", ...of, queueId: fields["id"] }, options)) as Queued;
        return { id: fields["id"], why, stuck, cancelled: state === "cancelled", executable: number === null ? null : { number } };
      }
      case "steps":
        return this.#ask({ op, ...of, run, stage: fields["stage"] }, options);
      case "artifacts":
      case "changes":
        return this.#ask({ op, ...of, run }, options);
      default:
        throw new JenkinsError({ code: "unsupported", message: `The gateway has no operation ${op}.`, status: null, jenkins: null, remedy: "Call Jenkins from the application's back end.", parameter: null, sent: "no" });
    }
  }

  async mayI(of: object, options: CallOptions): Promise<MayI> {
    const { job, mayI, bodyBytes } = (await this.#ask({ op: "describe", ...of }, options)) as { job: JobView; bodyBytes: number; mayI: { trigger: May; stop?: May; inputs?: MayI["inputs"] } };
    return { job, trigger: mayI.trigger, stop: mayI.stop ?? null, inputs: mayI.inputs ?? [], bodyBytes };
  }

  async #inputs(of: Body, options: CallOptions): Promise<Inputs> {
    const { job: _, mayI: __, bodyBytes: ___, ...inputs } = (await this.#ask({ op: "describe", ...of }, options)) as { job: unknown; mayI: unknown; bodyBytes: unknown } & Inputs;
    return inputs;
  }

  async #trigger(body: Body, started: boolean, options: CallOptions): Promise<TriggerOutcome> {
    const outcome = (await this.#write(body, options)) as TriggerOutcome;
    const { queueId } = outcome;
    await options.onEvent?.({ event: "queued", queueId: queueId as number, merged: outcome.merged });
    if (!started || queueId === null) return outcome;
    const of = { job: body["job"], branch: body["branch"] };
    for (;;) {
      const item = (await patient(options, () => this.#ask({ op: "queue", ...of, queueId }, options))) as Queued;
      if (item.state !== "waiting") return { ...outcome, state: item.state, run: item.run, why: item.why };
      await options.onEvent?.({ event: "waiting", queueId: queueId as number, state: "waiting", why: item.why, stuck: item.stuck });
      await pause(PAUSE, options.signal);
    }
  }

  /** Comes back with the last event's id whenever the connection is lost. */
  async #follow(body: Body, untilPaused: boolean, options: CallOptions): Promise<unknown> {
    let last: RunView | undefined;
    let seen: string | undefined;
    return patient(options, async (back) => {
      for await (const { event, id, data } of await this.#events(body, options.signal, seen === undefined ? {} : { "last-event-id": seen })) {
        back();
        if (event === "failed") throw wrong({ error: JSON.parse(data) as Body });
        if (event === "end") return last;
        if (event === "retrying") await options.onEvent?.({ ...(JSON.parse(data) as Retrying), event });
        if (event !== "view") continue;
        seen = id;
        last = JSON.parse(data) as RunView;
        await options.onEvent?.({ event: "run", view: last });
        if (untilPaused && last.status.word === "paused") return last;
      }
      throw lost("The connection to the gateway was lost.", "no");
    });
  }

  /** What there is of a log now. */
  async #piece(body: Body, start: number, options: CallOptions): Promise<unknown> {
    let at = start;
    for (;;) {
      const { text, start: from, end, more } = (await patient(options, () => this.#ask({ ...body, start: at }, options))) as { text: string; start: number; end: number; more: boolean };
      const moved = end !== at;
      at = end;
      if (text !== "") await options.onEvent?.({ event: "log", text, start: from, end });
      if (!more || !moved) return { size: end, complete: !more };
    }
  }

  /** A log as it grows. After a lost connection what was told of an answer comes again, and is passed over. */
  async #log(body: Body, start: number, options: CallOptions): Promise<unknown> {
    let [at, told] = [start, 0];
    return patient(options, async (back) => {
      let passed = told;
      for await (const { event, data } of await this.#events({ ...body, start: at }, options.signal, {})) {
        back();
        if (event === "failed") throw wrong({ error: JSON.parse(data) as Body });
        if (event === "end") return { size: at, complete: true };
        if (event !== "log") continue;
        const piece = JSON.parse(data) as LogPiece;
        // The log was rotated.
        if (piece.start < at) [at, told, passed] = [piece.start, 0, 0];
        const text = piece.text.slice(passed);
        passed = Math.max(0, passed - piece.text.length);
        told += text.length;
        if (piece.end > piece.start) [at, told] = [piece.end, 0];
        if (text !== "" || piece.end > piece.start) await options.onEvent?.({ event: "log", text, start: piece.start, end: piece.end });
      }
      throw lost("The connection to the gateway was lost.", "no");
      // Who reads too many logs is told so at once: it does not pass by itself.
    }, AWAY.filter((code) => code !== "too_many_requests"));
  }

  #write(body: Body, options: CallOptions): Promise<unknown> {
    return this.#ask({ ...body, key: crypto.randomUUID() }, options);
  }

  /** One operation; sent again after a loss, which for a write is safe by its key. */
  async #ask(body: Body, options: CallOptions): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        const response = await this.#send(body, options.signal, {}, (sent, total) => void options.onEvent?.({ event: "uploading", sent, total }));
        const told = (await response.json()) as { outcome?: unknown } | null;
        if (told?.outcome === undefined) throw elsewhere(response);
        return told.outcome;
      } catch (thrown) {
        if (options.signal?.aborted) throw JenkinsError.cancelled(options.signal.reason, body["key"] === undefined ? "no" : "maybe");
        if (thrown instanceof JenkinsError || tries >= TRIES) throw thrown instanceof JenkinsError ? thrown : lost("The gateway gave no answer.", body["key"] === undefined ? "no" : "maybe");
        await options.onEvent?.({ event: "retrying", code: "network", message: "The gateway gave no answer.", inMillis: PAUSE * tries });
        await pause(PAUSE * tries, options.signal);
      }
    }
  }

  async #events(body: Body, signal: AbortSignal | undefined, more: Record<string, string>): Promise<ReturnType<typeof events>> {
    const response = await this.#send(body, signal, more);
    if (!response.headers.get("content-type")?.includes("event-stream")) throw elsewhere(response);
    return events(response);
  }

  async #send(body: Body, signal: AbortSignal | undefined, more: Record<string, string>, progress?: (sent: number, total: number) => void): Promise<Response> {
    const headers = { "content-type": "application/json", "x-bellpull": "1", ...more };
    const text = JSON.stringify(body);
    const response = progress && canUpload && !this.#own && text.length >= LARGE ? await this.#upload(text, headers, signal, progress) : await this.#fetch(this.#url, { ...REQUEST, headers, body: text, signal: signal ?? null });
    if (response.ok && !/html/.test(response.headers.get("content-type") ?? "")) return response;
    const told: unknown = await response.json().catch(() => null);
    if (typeof told === "object" && told !== null && "error" in told) throw wrong(told as { error: Body });
    throw elsewhere(response);
  }

  /** With how much has gone, for bodies with files. */
  async #upload(text: string, headers: Record<string, string>, signal: AbortSignal | undefined, progress: (sent: number, total: number) => void): Promise<Response> {
    const { status, body, moved } = await upload(this.#url, Object.entries(headers), text, false, signal, progress);
    if (moved) throw new TypeError("The gateway redirected");
    return new Response(status === 204 ? null : body, { status });
  }
}

/**
 * Does what is looked at for long again, until the gateway, its store and Jenkins are back. Where it is told by `back` that they are,
 * patience begins anew.
 */
async function patient<T>(options: CallOptions, act: (back: () => void) => Promise<T>, away = AWAY): Promise<T> {
  let [waited, millis] = [0, PAUSE];
  for (;;) {
    try {
      return await act(() => ([waited, millis] = [0, PAUSE]));
    } catch (thrown) {
      if (options.signal?.aborted) throw JenkinsError.cancelled(options.signal.reason);
      const error = isLoss(thrown) ? lost("The connection to the gateway was lost.", "no") : thrown;
      // What a listener throws is not ours.
      if (!(error instanceof JenkinsError)) throw error;
      const passes = away.includes(error.code) || (error.code === "proxy_answer" && RESTARTING.includes(error.status ?? 0));
      if (!passes || waited >= PATIENCE) throw error;
      // Not all who were cut off come back at the same moment.
      const inMillis = Math.round(millis * (0.5 + Math.random()));
      await options.onEvent?.({ event: "retrying", code: error.code, message: error.message, inMillis });
      await pause(inMillis, options.signal);
      waited += inMillis;
      millis = Math.min(millis * 2, LONGEST_PAUSE);
    }
  }
}

/** A refusal of the gateway, its policy or Jenkins. */
function wrong({ error }: { error: Body }): JenkinsError {
  const shape = { status: null, jenkins: null, parameter: null, sent: "no", remedy: "", ...error } as unknown as ErrorShape;
  return new JenkinsError(shape);
}

/** An answer that no gateway gives: a page of the application, its sign-in, a proxy's. Where a redirect leads a browser does not tell, nor its status. */
function elsewhere({ status }: Response): JenkinsError {
  const what = status === 0 ? "a redirect" : `status ${status}`;
  return new JenkinsError({ code: "proxy_answer", message: `Something else answered in the gateway's place, with ${what}.`, status, jenkins: null, remedy: "Check the gateway's address, and what stands before it, such as a sign-in.", parameter: null, sent: "maybe" });
}

/** What fetch and a stream that breaks off throw. */
function isLoss(thrown: unknown): boolean {
  return thrown instanceof TypeError || (thrown instanceof DOMException && thrown.name === "NetworkError");
}

function lost(message: string, sent: "no" | "maybe"): JenkinsError {
  return new JenkinsError({ code: "network", message, status: null, jenkins: null, remedy: "Check the connection, then look what became of it.", parameter: null, sent });
}

function pause(millis: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(JenkinsError.cancelled(signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, millis);
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });
  });
}
