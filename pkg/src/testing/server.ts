import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SimClock } from "./clock.js";
import type { Core, Reply } from "./core.js";

/** Where to listen. */
export interface ListenOptions {
  /** 0, which is the default, takes a free port. */
  port?: number;
  /** `127.0.0.1` unless told otherwise: whoever reaches the simulator can do what its users can. */
  host?: string;
}

/** The simulator on a port. */
export interface SimServer {
  /** The base URL with the context path. */
  readonly url: string;
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

const BODY_LIMIT = 64 << 20;

export async function listen(http: typeof import("node:http"), core: Core, clock: SimClock, options: ListenOptions): Promise<SimServer> {
  const { port = 0, host = "127.0.0.1" } = options;
  const server = http.createServer((request, answer) => {
    // A client that goes away amid its request gets no answer.
    serve(core, clock, request, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const at = server.address() as AddressInfo;
  const name = at.family === "IPv6" ? `[${at.address}]` : at.address;
  return { url: `http://${name}:${at.port}${core.context}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error && (error as NodeJS.ErrnoException).code !== "ERR_SERVER_NOT_RUNNING" ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

async function serve(core: Core, clock: SimClock, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const body = await read(request);
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) pairs.push([request.rawHeaders[i] as string, request.rawHeaders[i + 1] as string]);
  let reply: Reply;
  try {
    reply = core.ask(clock.now(), request.method ?? "GET", request.url ?? "/", pairs, body);
  } catch (thrown) {
    answer.writeHead(400).end(String(thrown));
    return;
  }
  if (typeof reply.delivery === "number") await clock.sleep(reply.delivery, undefined, "answer");
  if (reply.delivery === "lost") {
    // Begun all the same: when a reused connection closes without an answer, clients send the request again by themselves.
    answer.writeHead(200, { "content-length": "1" }).flushHeaders();
    answer.destroy();
    return;
  }
  answer.writeHead(reply.status, reply.headers.flat());
  answer.end(reply.body);
}

async function read(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
