// The loop that carries out operations: with a machine of the test's own, and with the small wasm file.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
let drive, Unsent;
before(async () => {
  const entry = { contents: 'export * from "./pkg/src/drive.js";', resolveDir: root };
  const { outputFiles } = await build({ stdin: entry, bundle: true, format: "esm", write: false });
  ({ drive, Unsent } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`));
});

const get = { output: "send", request: { method: "GET", url: "http://h/x", headers: [], cookies: "omit" } };
const post = { output: "send", request: { ...get.request, method: "POST" } };
const done = { output: "done", outcome: 7 };

/** A machine that says these things, and remembers what it was told. */
function script(...outputs) {
  const machine = {
    told: [],
    freed: 0,
    poll: () => JSON.stringify(outputs.shift()),
    body: () => new Uint8Array([1, 2]),
    respond: (status, headers, body, now) => {
      machine.told.push(["respond", status, headers, [...body]]);
      return machine.poll(now);
    },
    head: (status) => machine.told.push(["head", status]),
    piece: (bytes) => machine.told.push(["piece", [...bytes]]),
    end: () => machine.told.push(["end"]),
    lost: (message, timedOut) => machine.told.push(["lost", message, timedOut]),
    free: () => (machine.freed += 1),
  };
  return machine;
}

/** Sends by one after the other. */
const turns = (...sends) => () => sends.shift()();
const answer = async () => ({ status: 200, headers: "A: 1\nB: x: y", body: new Uint8Array([9]) });
/** Never answers; fails as fetch does when it is given up. */
const silence = (_request, _body, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));

test("it sends, tells, waits and ends, and frees the machine", async () => {
  const machine = script(get, { output: "event", event: { event: "x" } }, { output: "wait", until: Date.now() + 20 }, post, done);
  const sent = [];
  const events = [];
  const start = Date.now();
  const send = (request, body) => (sent.push([request.url, [...body]]), answer());
  assert.equal(await drive(machine, send, { onEvent: (event) => events.push(event) }), 7);
  assert.deepEqual(sent, [["http://h/x", []], ["http://h/x", [1, 2]]]);
  assert.deepEqual(machine.told, Array(2).fill(["respond", 200, "A: 1\nB: x: y", [9]]));
  assert.deepEqual(events, [{ event: "x" }]);
  assert.ok(Date.now() - start >= 19);
  assert.equal(machine.freed, 1);
});

test("a failure is thrown with its code, and a lost answer is reported, not thrown", async () => {
  const error = { code: "network", message: "gone", status: null, jenkins: null, remedy: "r", parameter: null, sent: "maybe" };
  const machine = script(get, { output: "failed", error });
  const thrown = await drive(machine, () => Promise.reject(new TypeError("Failed to fetch")), {}).catch((e) => e);
  assert.deepEqual([thrown.name, thrown.code, thrown.sent], ["JenkinsError", "network", "maybe"]);
  assert.deepEqual(machine.told, [["lost", "Failed to fetch", false]]);
  assert.equal(machine.freed, 1);
});

test("giving up ends a request in flight, and says whether it may have been carried out", async () => {
  for (const [output, sent] of [[get, "no"], [post, "maybe"]]) {
    const machine = script(output, done);
    const reason = new Error("enough");
    const stop = new AbortController();
    setTimeout(() => stop.abort(reason), 10);
    const thrown = await drive(machine, silence, { signal: stop.signal }).catch((e) => e);
    assert.deepEqual([thrown.code, thrown.sent, thrown.cause], ["cancelled", sent, reason]);
    assert.equal(machine.freed, 1);
  }
});

test("giving up after a write has left says that it may have been carried out, whatever goes on after it", async () => {
  const wait = { output: "wait", until: Date.now() + 60_000 };
  const event = { output: "event", event: {} };
  const unsent = () => Promise.reject(new Unsent("refused"));
  for (const [outputs, send, sent] of [
    [[post, event, wait], answer, "maybe"],
    [[post, get, wait], answer, "maybe"],
    [[get, event, wait], answer, "no"],
    [[post, event, wait], unsent, "no"],
    [[post, post, wait], turns(answer, unsent), "maybe"],
  ]) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    const thrown = await drive(script(...outputs), send, { signal: stop.signal }).catch((e) => e);
    assert.deepEqual([thrown.code, thrown.sent], ["cancelled", sent]);
  }
});

test("giving up ends a wait at once and leaves nothing behind", async () => {
  const machine = script({ output: "wait", until: Date.now() + 60_000 }, done);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 10);
  await assert.rejects(drive(machine, answer, { signal: stop.signal }), { code: "cancelled" });
  assert.deepEqual(process.getActiveResourcesInfo().filter((name) => name === "Timeout"), []);
});

const listeners = ({ signal }) => getEventListeners(signal, "abort").length;
const streaming = { output: "send", request: { ...get.request, stream: true } };
const inPieces = { output: "send", request: { ...get.request, pieces: true } };
/** Answers with a body as a stream, which heeds the limit; left open it does not end. */
const stream = (open = false) => async (_request, _body, limit) => ({
  status: 200,
  headers: "",
  body: new Uint8Array(),
  stream: new ReadableStream({
    start(controller) {
      limit.listen(() => controller.error(new Error("given up")));
      controller.enqueue(new Uint8Array([5]));
      if (!open) controller.close();
    },
  }),
});

test("however many requests there are, they listen to the caller's signal once, and no longer than they run", async () => {
  const stop = new AbortController();
  const seen = [];
  const send = (...given) => (seen.push(listeners(stop)), given[0].pieces ? stream()(...given) : answer());
  const poll = [inPieces, { output: "awaiting_response" }, { output: "awaiting_response" }, get];
  const machine = script(...poll, ...poll, ...poll, done);
  assert.equal(await drive(machine, send, { signal: stop.signal }), 7);
  assert.deepEqual(machine.told.slice(0, 3), [["head", 200], ["piece", [5]], ["end"]]);
  assert.deepEqual([seen, listeners(stop)], [[1, 1, 1, 1, 1, 1], 0]);
  await drive(script(streaming, { output: "failed", error: { code: "x" } }), stream(true), { signal: stop.signal }).catch(() => undefined);
  assert.equal(listeners(stop), 0);
});

test("giving up ends pieces that are still read", async () => {
  const stop = new AbortController();
  const machine = script(inPieces, { output: "awaiting_response" }, { output: "awaiting_response" }, done);
  setTimeout(() => stop.abort(), 10);
  await assert.rejects(drive(machine, stream(true), { signal: stop.signal }), { code: "cancelled" });
  assert.deepEqual([machine.told.at(-1), listeners(stop)], [["lost", "given up", false], 0]);
});

test("a body that is handed out can be given up until it is read or cancelled", async () => {
  const stop = new AbortController();
  const take = async (open) => (await drive(script(streaming, { output: "done", outcome: { name: "x" } }), stream(open), { signal: stop.signal })).body;
  const read = await take(false);
  assert.deepEqual([...new Uint8Array(await new Response(read).arrayBuffer())], [5]);
  assert.equal(listeners(stop), 0);
  const cancelled = await take(true);
  assert.equal(listeners(stop), 1);
  await cancelled.cancel();
  assert.equal(listeners(stop), 0);
  const reader = (await take(true)).getReader();
  await reader.read();
  stop.abort();
  await assert.rejects(reader.read(), /given up/);
  assert.equal(listeners(stop), 0);
});

test("a body that is refused and cannot be cancelled is no error of its own", async () => {
  const broken = async () => ({ status: 200, headers: "", body: new Uint8Array(), stream: new ReadableStream({ cancel: () => Promise.reject(new Error("cut")) }) });
  const error = { code: "proxy_answer", message: "no", remedy: "r" };
  await assert.rejects(drive(script(streaming, { output: "failed", error }), broken, {}), { code: "proxy_answer" });
  // An unhandled rejection would end the test.
  await new Promise((resolve) => setTimeout(resolve, 5));
});

test("a body that was kept and is not wanted is let go before the next request", async () => {
  const cancelled = [];
  const answers = [1, 2].map((number) => ({ status: 200, headers: "", body: new Uint8Array(), stream: new ReadableStream({ cancel: () => void cancelled.push(number) }) }));
  const taken = { output: "done", outcome: { path: "x" } };
  const { body } = await drive(script(streaming, streaming, taken), async () => answers.shift(), {});
  assert.deepEqual(cancelled, [1]);
  await body.cancel();
  assert.deepEqual(cancelled, [1, 2]);
});

test("an answer that does not come is lost after the time limit", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const machine = script(post, done);
  const running = drive(machine, silence, {});
  t.mock.timers.tick(60_001);
  assert.equal(await running, 7);
  assert.deepEqual(machine.told, [["lost", "the time limit was reached", true]]);
});

test("a clock of the caller's tells the time, waits and limits", async () => {
  const machine = script({ output: "wait", until: 1_500 }, get, post, done);
  const polled = [];
  machine.poll = ((poll) => (now) => (polled.push(now), poll()))(machine.poll);
  const asked = [];
  let now = 1_000;
  const clock = {
    now: () => now,
    sleep: async (millis, signal, why) => {
      asked.push([millis, why]);
      if (why === "wait" || asked.length === 3) now += millis;
      else await new Promise((resolve) => signal.addEventListener("abort", resolve));
    },
  };
  const send = (request, body, signal) => (request.method === "GET" ? answer() : silence(request, body, signal));
  assert.equal(await drive(machine, send, {}, 7_000, clock), 7);
  assert.deepEqual(polled, [1_000, 1_500, 1_500, 8_500.1]);
  assert.deepEqual(asked, [[500, "wait"], [7_000, "limit"], [7_000.1, "limit"]]);
  assert.deepEqual(machine.told.map(([what, ...rest]) => [what, rest[1]]), [["respond", "A: 1\nB: x: y"], ["lost", true]]);
});

test("what a listener throws ends the operation", async () => {
  const machine = script({ output: "event", event: {} }, done);
  const onEvent = () => {
    throw new RangeError("mine");
  };
  await assert.rejects(drive(machine, answer, { onEvent }), RangeError);
  assert.equal(machine.freed, 1);
});

test("the small wasm file runs a button's operations, and refuses the others with a reason", async () => {
  const wasm = await import("../../pkg/dist/wasm/bellpull_buttons.js");
  wasm.initSync({ module: await readFile(new URL("../../pkg/dist/wasm/bellpull_buttons_bg.wasm", import.meta.url)) });
  const client = new wasm.Client(JSON.stringify({ url: "https://ci/jenkins" }));
  const start = (operation) => client.start(JSON.stringify(operation));
  const asked = [];
  const body = { buildable: true, property: [{ parameterDefinitions: [{ name: "ÄÖ", type: "StringParameterDefinition" }] }] };
  const send = async (request) => (asked.push(request), { status: 200, headers: "Content-Type: application/json", body: new TextEncoder().encode(JSON.stringify(body)) });
  const view = await drive(start({ op: "describe", job: "Ops Team/deploy" }), send, {});
  assert.equal(view.parameters[0].name, "ÄÖ");
  assert.match(asked[0].url, /^https:\/\/ci\/jenkins\/job\/Ops%20Team\/job\/deploy\/api\/json\?tree=/);
  assert.equal(asked[0].cookies, "browser");
  await assert.rejects(drive(start({ op: "who_am_i" }), send, {}), { code: "invalid_operation", message: /describe, trigger/ });
  const wrong = new wasm.Client(JSON.stringify({ url: "ftp://ci" }));
  await assert.rejects(drive(wrong.start("{}"), send, {}), { code: "invalid_url" });
  await assert.rejects(drive(client.start("{"), send, {}), { code: "invalid_operation" });
});
