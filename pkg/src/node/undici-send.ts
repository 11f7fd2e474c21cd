import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { type Answer, type Send, Unsent } from "../drive.js";
import type { HostOptions } from "../engine.js";
import { BODY_LIMIT } from "../generated/constants.js";
import type { ClientConfig, MachineRequest } from "../generated/types.js";
import type { Limit } from "../limit.js";
import { proxies } from "./proxies.js";

/** Sends by undici: connections are kept, a proxy of the environment is used, redirects are answers. */
export function undiciSend(config: ClientConfig, host: HostOptions): { send: Send; close: () => Promise<void> } {
  const limit = config.maxBodyBytes ?? BODY_LIMIT;
  const jenkins = new URL(config.url).origin;
  // Every request but those to another host begins as the configured address does.
  const base = `${/^[^:]*:..[^/]*/.exec(config.url)?.[0]}/`;
  const kept = new Map<boolean, Dispatcher>();
  // A value that is no proxy's is a mistake of who set it, not of the network when something is sent.
  if (!host.dispatcher) proxies();
  const dispatcher = (url: string): Dispatcher => {
    if (host.dispatcher) return host.dispatcher as Dispatcher;
    // Where artifacts are kept on another host, no certificate of this client is shown.
    const own = url.startsWith(base) || new URL(url).origin === jenkins;
    const found = kept.get(own) ?? connections(own ? host : {});
    kept.set(own, found);
    return found;
  };
  return {
    send: (request, body, ends) => exchange(dispatcher(request.url), request, body, ends, limit),
    async close() {
      // A dispatcher of the caller's is the caller's to close.
      const closing = [...kept.values()];
      kept.clear();
      await Promise.all(closing.map((d) => d.close()));
    },
  };
}

/** Connections that are kept, by the environment's proxy where it names one. */
export function connections(host: HostOptions): Dispatcher {
  const connect = { ...host.tls } as object;
  const named = proxies();
  // Proxies tunnel to the ports of TLS, and many to no other: what is not encrypted they are asked for by its whole URL.
  if (Object.keys(named).length > 0) return new EnvHttpProxyAgent({ connect, requestTls: connect, proxyTunnel: false, ...named });
  return new Agent({ connect, connections: 16 });
}

/** One request as it is: the URL is not parsed again, so that `%252F` arrives as such. */
function exchange(dispatcher: Dispatcher, request: MachineRequest, body: Uint8Array, ends: Limit, limit: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const handler = new Handler(resolve, reject, request.stream || request.pieces, limit);
    const pairs: string[] = [];
    for (const [name, value] of request.headers) pairs.push(name, value);
    const { origin, path } = parts(request.url);
    // Written out: an object with others spread into it costs undici more than all else here.
    const options = {
      origin,
      path,
      method: request.method,
      headers: pairs,
      body: body.length > 0 ? body : null,
      // The loop has its own limit for an answer; a body that is kept may rest for undici's five minutes.
      headersTimeout: 0,
      bodyTimeout: request.stream || request.pieces ? undefined : 0,
    };
    ends.listen(handler.giveUp);
    dispatcher.dispatch(options as Dispatcher.DispatchOptions, handler as Dispatcher.DispatchHandler);
  });
}

/** An address in two, as it is. That of an artifact store may have a query without a path. */
function parts(url: string): { origin: string; path: string } {
  const host = url.indexOf("://") + 3;
  const slash = url.indexOf("/", host);
  const query = url.indexOf("?", host);
  if (slash >= 0 && (query < 0 || slash < query)) return { origin: url.slice(0, slash), path: url.slice(slash) };
  const end = query < 0 ? url.length : query;
  return { origin: url.slice(0, end), path: `/${url.slice(end)}` };
}

/** What undici tells of one exchange. */
class Handler {
  #abort: ((error: Error) => void) | undefined;
  #status = 0;
  #headers = "";
  #chunks: Uint8Array[] = [];
  #length = 0;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #over = false;

  constructor(
    readonly resolve: (answer: Answer) => void,
    readonly reject: (error: Error) => void,
    readonly stream: boolean,
    readonly limit: number,
  ) {}

  readonly giveUp = (): void => this.#giveUp(new Error("the request was given up"));

  #giveUp(error: Error): void {
    if (this.#over) return;
    this.#abort?.(error);
    this.#failed(error);
  }

  #failed(error: Error): void {
    this.#over = true;
    try {
      this.#controller?.error(error);
    } catch {
      // The stream has ended or was cancelled: nobody is left to be told.
    }
    this.reject(error);
  }

  onConnect(abort: (error: Error) => void): void {
    this.#abort = abort;
    if (this.#over) abort(new Error("the request was given up"));
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    // An interim answer.
    if (status < 200) return true;
    this.#status = status;
    // Header values are Latin-1 on the wire, and may come several times.
    for (let i = 0; i + 1 < raw.length; i += 2) this.#headers += `${(raw[i] as Buffer).toString("latin1")}: ${(raw[i + 1] as Buffer).toString("latin1")}\n`;
    if (!this.stream || status >= 300) return true;
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: resume,
        cancel: () => this.#giveUp(new Error("the stream was cancelled")),
      },
      { highWaterMark: 1 << 18, size: (chunk) => chunk?.byteLength ?? 0 },
    );
    this.resolve({ status, headers: this.#headers, body: new Uint8Array(), stream });
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.#controller) {
      this.#controller.enqueue(chunk);
      return (this.#controller.desiredSize ?? 0) > 0;
    }
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    // Enough to be refused as too large; the rest is not waited for.
    if (this.#length > this.limit) {
      this.#answer();
      this.#abort?.(new Error("the answer is too large"));
    }
    return true;
  }

  onComplete(): void {
    if (this.#controller) this.#controller.close();
    else this.#answer();
    this.#over = true;
  }

  #answer(): void {
    this.resolve({ status: this.#status, headers: this.#headers, body: this.#chunks.length === 1 ? (this.#chunks[0] as Uint8Array) : Buffer.concat(this.#chunks) });
  }

  onError(error: Error): void {
    const { code } = error as NodeJS.ErrnoException;
    const message = code ? `${error.message.trim() || code} (${code})` : error.message;
    // Without a connection nothing was written.
    this.#failed(this.#abort ? new Error(message) : new Unsent(message));
  }
}
