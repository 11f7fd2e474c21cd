import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { Gateway } from "./gateway.js";
import { writeEvents } from "./watcher.js";

/** A handler as `node:http`, Express and others take it. */
export type NodeHandler = (request: IncomingMessage & { body?: unknown }, response: ServerResponse) => Promise<void>;

/**
 * A gateway as a handler of `node:http`, Express or Connect.
 *
 * ```js
 * app.use("/jenkins-gateway", toNode(gateway));
 * ```
 *
 * A body that a parser has read before (`express.json()`) is taken from `request.body`.
 */
export function toNode(gateway: Gateway): NodeHandler {
  return async (incoming, outgoing) => {
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    outgoing.once("close", leave);
    const answer = await gateway(toRequest(incoming, gone.signal));
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    // What was asked is over; it would be kept as long as the answer takes.
    outgoing.off("close", leave);
    if (writeEvents(answer, outgoing)) return;
    if (!answer.body) {
      outgoing.end();
      return;
    }
    const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
    // A reader that has left ends what is written for it.
    outgoing.once("close", () => body.destroy());
    body.on("error", () => outgoing.destroy());
    body.pipe(outgoing);
  };
}

function toRequest(incoming: IncomingMessage & { body?: unknown }, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  const method = incoming.method ?? "GET";
  // The address is nobody's business here: `Host` is whatever its sender wrote.
  const init: RequestInit & { duplex?: "half" } = { method, headers, signal };
  if (method !== "GET" && method !== "HEAD") {
    const parsed = incoming.body !== undefined && incoming.readableEnded;
    init.body = parsed ? JSON.stringify(incoming.body) : (Readable.toWeb(incoming) as unknown as BodyInit);
    init.duplex = "half";
  }
  return new Request("http://gateway.invalid/", init);
}
