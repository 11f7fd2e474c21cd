import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { answer, type Answering } from "./node.js";
import { textOf } from "./plain.js";

/** What is needed of a request of Fastify. */
export interface FastifyRequestLike {
  raw: IncomingMessage;
  body?: unknown;
}

/** What is needed of a reply of Fastify. */
export interface FastifyReplyLike {
  raw: ServerResponse;
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body?: unknown): unknown;
}

/** What is needed of Fastify, 4 or 5: the package does not depend on it. */
export interface FastifyLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(type: string, parser: (request: never, payload: IncomingMessage, done: (error: Error | null, body?: undefined) => void) => void): unknown;
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>): unknown;
}

/**
 * A gateway as a plugin of Fastify.
 *
 * ```js
 * app.register(toFastify(gateway), { prefix: "/jenkins-gateway" });
 * ```
 *
 * Within it bodies are left unread by Fastify: the gateway reads them no further than its own limit, and its refusals are what
 * pages know. Hooks and decorators of the application hold here as well, so a session is there for `authenticate` to look at.
 */
export function toFastify(gateway: Answering): (app: FastifyLike) => Promise<void> {
  // As a promise at no cost: a plugin that is not async would have to call back.
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_, __, done) => done(null));
    app.all("/", async (request, reply) => {
      const answered = await answer(gateway, request.raw, reply.raw, request);
      const { status, headers, body } = answered;
      reply.code(status);
      for (const [name, value] of headers) reply.header(name, value);
      const text = textOf(answered);
      if (text !== undefined) return reply.send(text);
      // Fastify ends the stream when its reader leaves, also one that had left before.
      return reply.send(body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : undefined);
    });
  };
}
