// What stands between a server of Node and the gateway: bodies, streams, readers that leave, and what must not end the process.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { original, toNode } from "bellpull/gateway";

/** A server, and how to ask it. */
async function serve(t, gateway, before = () => {}) {
  const rejections = [];
  const handler = toNode(gateway);
  const server = createServer(async (incoming, outgoing) => {
    await before(incoming, outgoing);
    handler(incoming, outgoing).catch((error) => rejections.push(error));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
    assert.deepEqual(rejections, [], "the handler's promise is never rejected");
  });
  const { port } = server.address();
  const ask = async (method, body) => {
    const asked = request({ port, method, headers: { "content-type": "application/json" } });
    asked.end(body);
    const [answer] = await once(asked, "response", { signal: AbortSignal.timeout(5000) });
    let text = "";
    for await (const chunk of answer.setEncoding("utf8")) text += chunk;
    return { status: answer.statusCode, type: answer.headers["content-type"], text };
  };
  const raw = (text) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("error", () => {});
    return socket;
  };
  return { ask, raw };
}

const POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";

/** A body without an end, and what becomes of it. */
function endless() {
  const state = { bytes: 0, cancelled: 0, asked: undefined };
  const answer = (asked) => {
    state.asked = asked;
    return new Response(new ReadableStream({ pull: (controller) => (controller.enqueue(new Uint8Array(10_000)), void (state.bytes += 10_000)), cancel: () => void (state.cancelled += 1) }));
  };
  return { state, answer };
}

async function until(holds) {
  for (let i = 0; i < 100; i += 1) {
    if (holds()) return;
    await sleep(20);
  }
  assert.fail(`not within two seconds: ${holds}`);
}

test("a method that the web does not know, and a gateway that fails, are answered", async (t) => {
  t.mock.method(console, "error", () => {});
  const { ask } = await serve(t, () => {
    throw new Error("of no use to a page");
  });
  const traced = await ask("TRACE");
  assert.deepEqual([traced.status, JSON.parse(traced.text).error.code], [405, "method_not_allowed"]);
  const failed = await ask("POST", "{}");
  assert.deepEqual([failed.status, failed.type, JSON.parse(failed.text).error.code], [500, "application/json", "gateway_failed"]);
  assert.doesNotMatch(failed.text, /of no use/);
});

test("who leaves ends the stream, also before there is one", async (t) => {
  const { state, answer } = endless();
  let wait = 0;
  const { raw } = await serve(t, async (asked) => (await sleep(wait), answer(asked)));
  const reading = raw(POST);
  await once(reading, "data");
  reading.destroy();
  await until(() => state.cancelled === 1 && state.asked.signal.aborted);
  wait = 200;
  const leaving = raw(POST);
  await sleep(100);
  leaving.destroy();
  await until(() => state.cancelled === 2);
});

test("a reader that does not read is not written for", async (t) => {
  const { state, answer } = endless();
  const { raw } = await serve(t, answer);
  const slow = raw(POST);
  slow.pause();
  await until(() => state.bytes > 0);
  await sleep(500);
  const held = state.bytes;
  await sleep(500);
  assert.equal(state.bytes, held);
  // The kernel takes a few megabytes; without back-pressure it would be gigabytes.
  assert.ok(held < 32 << 20, `${held} bytes`);
  slow.destroy();
  await until(() => state.cancelled === 1);
});

test("a body that nobody wants is dropped: it is answered, and the connection is of use", async (t) => {
  const some = async (asked) => {
    const reader = asked.body.getReader();
    const { value } = await reader.read();
    assert.ok(value.byteLength > 0);
    await reader.cancel();
    return new Response("too much", { status: 413 });
  };
  for (const [gateway, status] of [[() => new Response("who?", { status: 401 }), 401], [some, 413]]) {
    const { raw } = await serve(t, gateway);
    const socket = raw(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n${"x".repeat(5_000_000)}${POST}`);
    let text = "";
    socket.on("data", (data) => (text += data));
    await until(() => text.split(`HTTP/1.1 ${status} `).length === 3);
    socket.destroy();
  }
});

test("a body is read as it came, or as a parser has left it", async (t) => {
  const echo = async (asked) => new Response(await asked.text());
  const large = JSON.stringify({ text: "ü".repeat(300_000) });
  const { ask } = await serve(t, echo);
  assert.ok((await ask("POST", large)).text === large);
  for (const left of [{ a: ["ü"] }, '{"a":1}', Buffer.from('{"a":1}')]) {
    const parser = async (incoming) => {
      for await (const chunk of incoming) void chunk;
      incoming.body = left;
    };
    const { ask: through } = await serve(t, echo, parser);
    assert.equal((await through("POST", "{}")).text, typeof left === "string" || Buffer.isBuffer(left) ? '{"a":1}' : '{"a":["ü"]}');
  }
});

test("a body that ends too early is no whole one", async (t) => {
  const told = [];
  const { raw } = await serve(t, async (asked) => new Response(await asked.text().catch((error) => (told.push(error), ""))));
  const socket = raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n{}");
  await sleep(100);
  socket.destroy();
  await until(() => told.length === 1);
});

test("the framework's request stands behind the web's", async (t) => {
  const { ask } = await serve(t, (asked) => new Response(original(asked).session), (incoming) => void (incoming.session = "ann"));
  assert.equal((await ask("POST", "{}")).text, "ann");
  assert.equal(original(new Request("http://gateway.invalid/")), undefined);
});
