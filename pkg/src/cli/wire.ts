import type { Dispatcher } from "undici";
import { connections } from "../node/undici-send.js";
import { usage } from "./failure.js";

/** One request and the head of its answer. */
export interface Exchange {
  method: string;
  url: string;
  status: number;
  headers: Map<string, string>;
  /** The beginning of the body. */
  body: string;
}

/** How much of a body is remembered. */
const REMEMBERED = 4096;

type Handler = Record<string, ((...given: unknown[]) => unknown) | undefined>;

/**
 * The connections of the command line: those of the package, watched. What was sent decides what is said to somebody who gave up;
 * what came back is shown to the verbose and examined by `doctor`. Request headers are never looked at: they hold the secrets.
 */
export class Wire {
  /** Whether a request that may change something has been sent. */
  wrote = false;
  readonly exchanges: Exchange[] = [];
  readonly #below: Dispatcher = own();
  readonly #told: (line: string) => void;
  readonly #keep: boolean;
  #home: string | undefined;

  /** `told` hears a line for each answer; `keep` remembers them all. */
  constructor(told: (line: string) => void, keep: boolean) {
    this.#told = told;
    this.#keep = keep;
  }

  /** As undici's dispatchers do. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (options.method !== "GET") this.wrote = true;
    return this.#below.dispatch(options, this.#watched(options, handler as unknown as Handler) as Dispatcher.DispatchHandler);
  }

  /** Whatever is still under way is not waited for. */
  close(): Promise<void> {
    return this.#below.destroy();
  }

  #watched(options: Dispatcher.DispatchOptions, to: Handler): Handler {
    const since = Date.now();
    const origin = String(options.origin);
    this.#home ??= origin;
    // An artifact store is asked by an address whose query is the key to the file.
    const shown = `${options.method} ${origin}${origin === this.#home ? options.path : options.path.replace(/\?.*/s, "?…")}`;
    const exchange: Exchange = { method: options.method, url: `${origin}${options.path}`, status: 0, headers: new Map(), body: "" };
    const line = (end: string): void => this.#told(`${shown} ${end} (${Date.now() - since} ms)`);
    return {
      onConnect: (...given) => to["onConnect"]?.(...given),
      onHeaders: (status, raw, ...rest) => {
        exchange.status = status as number;
        exchange.headers = named(raw as Buffer[]);
        if (this.#keep) this.exchanges.push(exchange);
        line(String(status));
        return to["onHeaders"]?.(status, raw, ...rest);
      },
      onData: (chunk) => {
        if (this.#keep && exchange.body.length < REMEMBERED) exchange.body += (chunk as Buffer).subarray(0, REMEMBERED).toString("utf8");
        return to["onData"]?.(chunk);
      },
      onComplete: (...given) => to["onComplete"]?.(...given),
      onError: (error) => {
        line(`no answer: ${(error as Error).message}`);
        return to["onError"]?.(error);
      },
    };
  }
}

/** The package's connections. That the environment names a proxy which is none is a mistake of the caller's. */
function own(): Dispatcher {
  try {
    return connections({});
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    throw usage(`${thrown.message}.`, "Correct the variable, or unset it to go without a proxy.");
  }
}

function named(raw: Buffer[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) headers.set(String(raw[i]).toLowerCase(), (raw[i + 1] as Buffer).toString("latin1"));
  return headers;
}
