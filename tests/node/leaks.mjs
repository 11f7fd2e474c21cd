// Everything that a gateway says in a test's process: answers, streams, log lines, audit records. Looked through at the end of a
// file for the service account's token, in every shape in which it could get out.
import assert from "node:assert/strict";
import { ServerResponse } from "node:http";
import { inspect } from "node:util";

const channels = new Map();
let answers = 0;

/** Takes down what was said somewhere; pieces of one place are one text, since a secret may lie across two of them. */
export function hear(where, said) {
  const text = typeof said === "string" ? said : said instanceof Uint8Array ? Buffer.from(said).toString("latin1") : JSON.stringify(said);
  channels.set(where, (channels.get(where) ?? "") + text);
}

/** The shapes of a token: as it is, in URLs, in hexadecimal digits, and in Base64 wherever it begins within a text, such as behind `user:`. */
export function shapes(token) {
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.from("x".repeat(before) + token).toString("base64");
    // The first and last digits tell of their neighbours as well.
    const whole = Math.floor(((before + Buffer.byteLength(token)) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });
  const url = base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([token, encodeURIComponent(token), Buffer.from(token).toString("hex"), ...base64, ...url])];
}

/** Where one of the tokens was said. */
export function leaks(tokens, said = channels) {
  const all = tokens.flatMap(shapes);
  return [...said].filter(([, text]) => all.some((shape) => text.includes(shape))).map(([where]) => where);
}

/** Fails if a token was said anywhere, or if there was nothing to listen to at one of the kinds of places. */
export function assertKept(tokens, kinds) {
  for (const kind of kinds) assert.ok([...channels].some(([where, text]) => where.startsWith(kind) && text !== ""), `nothing was heard of ${kind}`);
  assert.deepEqual(leaks(tokens), [], "a token was said");
}

/** A gateway whose answers are heard. For `toNode` and others it is not needed: all that a server of Node sends is heard. */
export function listened(gateway) {
  return Object.assign(async (request) => heard(await gateway(request)), gateway);
}

/** An answer that is heard while it is read, no further than it is read. */
export function heard(response) {
  const where = `answer ${(answers += 1)}`;
  hear(where, `${response.status} ${JSON.stringify([...response.headers])}\n`);
  const reader = response.body?.getReader();
  const body = reader && new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      hear(where, value);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
  return new Response(body, { status: response.status, headers: response.headers });
}

/** What a child process writes. */
export function hearChild(name, child) {
  for (const stream of ["stdout", "stderr"]) child[stream]?.on("data", (data) => hear(`log of ${name}`, data));
}

for (const stream of [process.stdout, process.stderr]) {
  const { write } = stream;
  stream.write = function (chunk, ...rest) {
    hear("log", chunk);
    return write.call(this, chunk, ...rest);
  };
}

/** Keeps what is expected on the console from being shown; gives the calls. It is heard nevertheless. */
export function quiet(t) {
  return t.mock.method(console, "error", (...said) => hear("log", said.map((one) => (typeof one === "string" ? one : inspect(one, { depth: 10 }))).join(" "))).mock;
}

for (const name of ["write", "end"]) {
  const own = ServerResponse.prototype[name];
  ServerResponse.prototype[name] = function (chunk, ...rest) {
    this.heard ??= `answer ${(answers += 1)}`;
    if (!this.headersSent) hear(this.heard, JSON.stringify(this.getHeaders()));
    if (typeof chunk === "string" || chunk instanceof Uint8Array) hear(this.heard, chunk);
    return own.call(this, chunk, ...rest);
  };
}
