import type { CallOptions, Engine } from "./engine.js";
import { JenkinsError } from "./error.js";
import type { ErrorShape, Inputs, JobView, Operation, OperationEvent, RunView, TriggerOutcome } from "./generated/types.js";
import { events } from "./server-events.js";

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

/** What the gateway's answer to an approval or rejection has. */
interface Settled {
  outcome: string;
  run: number;
  input: string;
  view: unknown;
  name?: string;
}

/** Carries operations out through a gateway: no wasm, no token, and none of Jenkins' addresses in the page. */
export class GatewayEngine implements Engine {
  readonly #url: string;
  readonly #fetch: typeof fetch;

  constructor(url: string, own?: typeof fetch) {
    this.#url = url;
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
      case "log":
        return this.#log({ op, ...of, run }, Number(fields["start"] ?? 0), fields["follow"] !== false, options);
      default:
        throw new JenkinsError({ code: "unsupported", message: `The gateway has no operation ${op}.`, status: null, jenkins: null, remedy: "Call Jenkins from the application's back end.", parameter: null, sent: "no" });
    }
  }

  async #inputs(of: Body, options: CallOptions): Promise<Inputs> {
    const { job: _, mayI: __, ...inputs } = (await this.#ask({ op: "describe", ...of }, options)) as { job: unknown; mayI: unknown } & Inputs;
    return inputs;
  }

  async #trigger(body: Body, started: boolean, options: CallOptions): Promise<TriggerOutcome> {
    const outcome = (await this.#write(body, options)) as TriggerOutcome;
    const { queueId } = outcome;
    await options.onEvent?.({ event: "queued", queueId: queueId as number, merged: outcome.merged });
    if (!started || queueId === null) return outcome;
    const of = { job: body["job"], branch: body["branch"] };
    for (;;) {
      const item = (await patient(options, () => this.#ask({ op: "queue", ...of, queueId }, options))) as { state: "waiting" | "started" | "cancelled"; run: number | null; why: string | null; stuck: boolean };
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
      const response = await this.#send(body, options.signal, seen === undefined ? {} : { "last-event-id": seen });
      for await (const { event, id, data } of events(response)) {
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

  async #log(body: Body, start: number, follow: boolean, options: CallOptions): Promise<unknown> {
    let at = start;
    for (;;) {
      const { text, start: from, end, more } = (await patient(options, () => this.#ask({ ...body, start: at }, options))) as { text: string; start: number; end: number; more: boolean };
      const moved = end !== at;
      at = end;
      if (text !== "") await options.onEvent?.({ event: "log", text, start: from, end });
      if (!more || (!follow && !moved)) return { size: end, complete: !more };
      if (follow) await pause(PAUSE, options.signal);
    }
  }

  #write(body: Body, options: CallOptions): Promise<unknown> {
    return this.#ask({ ...body, key: crypto.randomUUID() }, options);
  }

  /** One operation; sent again after a loss, which for a write is safe by its key. */
  async #ask(body: Body, options: CallOptions): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        const response = await this.#send(body, options.signal, {});
        return ((await response.json()) as { outcome: unknown }).outcome;
      } catch (thrown) {
        if (options.signal?.aborted) throw JenkinsError.cancelled(options.signal.reason, body["key"] === undefined ? "no" : "maybe");
        if (thrown instanceof JenkinsError || tries >= TRIES) throw thrown instanceof JenkinsError ? thrown : lost("The gateway gave no answer.", body["key"] === undefined ? "no" : "maybe");
        await options.onEvent?.({ event: "retrying", code: "network", message: "The gateway gave no answer.", inMillis: PAUSE * tries });
        await pause(PAUSE * tries, options.signal);
      }
    }
  }

  async #send(body: Body, signal: AbortSignal | undefined, headers: Record<string, string>): Promise<Response> {
    const response = await this.#fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-bellpull": "1", ...headers },
      body: JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: signal ?? null,
    });
    if (response.ok) return response;
    const told: unknown = await response.json().catch(() => null);
    if (typeof told === "object" && told !== null && "error" in told) throw wrong(told as { error: Body });
    throw new JenkinsError({ code: "proxy_answer", message: `Something else answered in the gateway's place, with status ${response.status}.`, status: response.status, jenkins: null, remedy: "Check the gateway's address.", parameter: null, sent: "maybe" });
  }
}

/**
 * Does what is looked at for long again, until the gateway, its store and Jenkins are back. Where it is told by `back` that they are,
 * patience begins anew.
 */
async function patient<T>(options: CallOptions, act: (back: () => void) => Promise<T>): Promise<T> {
  let [waited, millis] = [0, PAUSE];
  for (;;) {
    try {
      return await act(() => ([waited, millis] = [0, PAUSE]));
    } catch (thrown) {
      if (options.signal?.aborted) throw JenkinsError.cancelled(options.signal.reason);
      const error = thrown instanceof JenkinsError ? thrown : lost("The connection to the gateway was lost.", "no");
      const passes = AWAY.includes(error.code) || (error.code === "proxy_answer" && RESTARTING.includes(error.status ?? 0));
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
