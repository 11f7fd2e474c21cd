import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Gateway } from "./gateway.js";
import { type Incoming, toRequest } from "./incoming.js";
import { json, textOf } from "./plain.js";
import { Refusal } from "./refusal.js";
import { writeEvents } from "./watcher.js";

/** A handler as `node:http`, Express and others take it. */
export type NodeHandler = (request: Incoming, response: ServerResponse) => Promise<void>;

/** A gateway, or what stands around one: all that an adapter calls. */
export type Answering = Gateway | ((request: Request) => Response | Promise<Response>);

/**
 * A gateway as a handler of `node:http`, Express or Connect.
 *
 * ```js
 * app.use("/jenkins-gateway", toNode(gateway));
 * ```
 *
 * A body that a parser has read before (`express.json()`) is taken from `request.body`. The promise is never rejected: Express 4 and
 * `node:http` do not look at it, and a rejection that nobody looks at ends the process.
 */
export function toNode(gateway: Answering): NodeHandler {
  return async (incoming, outgoing) => {
    try {
      await send(await answer(gateway, incoming, outgoing, incoming), outgoing);
    } catch (thrown) {
      // Somebody who leaves is no fault.
      if (!outgoing.destroyed) console.error("bellpull gateway:", thrown);
      outgoing.destroy();
    }
  };
}

/** What the gateway answers to a request of Node; `own` is the framework's. Always an answer, whatever is thrown. */
export async function answer(gateway: Answering, incoming: Incoming, outgoing: ServerResponse, own: { body?: unknown }): Promise<Response> {
  try {
    const request = toRequest(incoming, outgoing, own);
    if (request) return await gateway(request);
    return refused(new Refusal("method_not_allowed", `The gateway takes POST, not ${incoming.method}.`));
  } catch (thrown) {
    console.error("bellpull gateway:", thrown);
    return refused(new Refusal("gateway_failed", "The gateway failed."));
  }
}

function refused(refusal: Refusal): Response {
  return json(refusal.toJSON(), refusal.status);
}

async function send(answer: Response, outgoing: ServerResponse): Promise<void> {
  // Its reader has left in the meantime: nothing would end what is written for it.
  if (outgoing.destroyed) return answer.body?.cancel();
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) outgoing.setHeader(name, value);
  const text = textOf(answer);
  if (text !== undefined) return void outgoing.end(text);
  // A stream's reader learns that it is open before there is anything to tell.
  outgoing.flushHeaders();
  if (writeEvents(answer, outgoing)) return;
  if (answer.body) await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), outgoing);
  else outgoing.end();
}
