// The check itself: it finds a token in every shape and at every kind of place, and does not pass where nothing was heard.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { assertKept, hear, heard, leaks, listened, quiet, shapes } from "./leaks.mjs";

const TOKEN = "11made-up+for/this=test0token";
const spots = (text) => leaks([TOKEN], new Map([["here", text]]));

test("every shape is found, wherever it begins", () => {
  for (const user of ["", "a", "ab", "admin"]) {
    const pair = Buffer.from(`${user}:${TOKEN}`);
    for (const text of [pair.toString("base64"), pair.toString("base64url"), pair.toString("hex"), `http://${encodeURIComponent(user)}:${encodeURIComponent(TOKEN)}@ci/`, `Bearer ${TOKEN}`, JSON.stringify({ authorization: `Basic ${pair.toString("base64")}` })]) {
      assert.deepEqual(spots(`before ${text} after`), ["here"], text);
    }
  }
  for (const text of ["", TOKEN.slice(1), Buffer.from(`admin:${TOKEN.slice(0, 20)}`).toString("base64"), "a".repeat(10_000)]) assert.deepEqual(spots(text), [], text);
  assert.ok(shapes(TOKEN).every((shape) => shape.length >= TOKEN.length));
});

test("every kind of place is listened to", async (t) => {
  const kinds = ["answer", "log", "audit"];
  assert.throws(() => assertKept([TOKEN], ["audit"]), /nothing was heard of audit/);
  hear("audit", { person: "ann" });
  console.log("something");
  await heard(new Response("something")).text();
  assert.doesNotThrow(() => assertKept([TOKEN], kinds));
  const server = createServer((asked, outgoing) => outgoing.setHeader("x-leak", asked.headers["x-token"]).end());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const basic = (token) => Buffer.from(`admin:${token}`).toString("base64");
  const pieces = (token) => new ReadableStream({ start: (c) => (c.enqueue(Buffer.from(token.slice(0, 9))), c.enqueue(Buffer.from(token.slice(9))), c.close()) });
  for (const [what, leak] of Object.entries({
    "a record": async (token) => hear("audit", { jenkins: `Basic ${basic(token)}` }),
    "a body": async (token) => (await listened(async () => new Response(`x ${basic(token)}`))()).text(),
    "a header": async (token) => (await listened(async () => new Response("", { headers: { "x-leak": encodeURIComponent(token) } }))()).text(),
    "two pieces": async (token) => heard(new Response(pieces(token))).text(),
    "a server's answer": (token) => fetch(`http://127.0.0.1:${server.address().port}/`, { headers: { "x-token": basic(token) } }),
    "an error on the console": async (token) => (quiet(t), console.error("failed:", new Error("of no use", { cause: { headers: [basic(token)] } }))),
    "a line of the log": async (token) => process.stderr.write(`# ${token}\n`),
  })) {
    const token = `${TOKEN}-${what.replaceAll(" ", "")}`;
    assert.deepEqual(leaks([token]), [], what);
    await leak(token);
    assert.equal(leaks([token]).length, 1, what);
    assert.throws(() => assertKept([token], kinds), /a token was said/);
  }
});
