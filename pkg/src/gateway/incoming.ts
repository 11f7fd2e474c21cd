import type { IncomingMessage, ServerResponse } from "node:http";

/** A request of Node, with what a body parser may have left on it. */
export type Incoming = IncomingMessage & { body?: unknown };

/** Methods that a `Request` cannot have. */
const FORBIDDEN: readonly string[] = ["CONNECT", "TRACE", "TRACK"];

const originals = new WeakMap<Request, unknown>();

/**
 * The framework's own request that stands behind one which `authenticate` is given: what hangs on it, such as a session, tells who
 * is signed in. Undefined for a request that did not come through `toNode` or `toFastify`.
 *
 * ```js
 * authenticate: (request) => original(request).session.person ?? null,
 * ```
 */
export function original<T = IncomingMessage>(request: Request): T | undefined {
  return originals.get(request) as T | undefined;
}

/** Node's request as the web knows it; undefined if its method is none that the web knows. */
export function toRequest(incoming: Incoming, outgoing: ServerResponse, own: { body?: unknown }): Request | undefined {
  const method = incoming.method ?? "GET";
  if (FORBIDDEN.includes(method)) return undefined;
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 has fields that are no headers.
    if (name.startsWith(":")) continue;
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  const init: RequestInit & { duplex?: "half" } = { method, headers, signal: gone.signal };
  if (method !== "GET" && method !== "HEAD") {
    init.body = own.body !== undefined && incoming.readableEnded ? parsed(own.body) : unread(incoming, outgoing);
    init.duplex = "half";
  }
  // The address is nobody's business here: `Host` is whatever its sender wrote.
  const request = new Request("http://gateway.invalid/", init);
  originals.set(request, own);
  return request;
}

/** A body that a parser has read before: as text, as bytes, or as data. */
function parsed(body: unknown): BodyInit {
  return typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body);
}

/**
 * A body as it comes, read no faster than it is asked for. What is not wanted is dropped: to destroy its reader would cut the
 * connection before the answer, and to leave it unread would keep the connection, and whoever still sends, waiting for ever.
 */
function unread(incoming: Incoming, outgoing: ServerResponse): ReadableStream<Uint8Array> {
  let wanted = true;
  const drop = (): void => {
    wanted = false;
    incoming.resume();
  };
  incoming.pause();
  outgoing.once("finish", drop);
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const over = (act: () => void): void => {
          if (wanted) act();
          wanted = false;
        };
        incoming.on("data", (chunk: Uint8Array) => {
          if (!wanted) return;
          incoming.pause();
          controller.enqueue(chunk);
        });
        incoming.once("end", () => over(() => controller.close()));
        incoming.once("error", (error) => over(() => controller.error(error)));
        incoming.once("close", () => over(() => controller.error(new Error("the request ended before its body did"))));
      },
      pull: () => void incoming.resume(),
      cancel: drop,
    },
    { highWaterMark: 0 },
  );
}
