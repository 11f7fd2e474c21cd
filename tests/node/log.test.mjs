// A log of any size takes little memory: it is told line by line while it comes.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { Jenkins } from "bellpull";

const CREDENTIALS = { kind: "token", user: "u", token: "t" };

/** Answers every request with a log of so many lines; `cut` breaks the connection within the first answer. */
async function server(t, lines, { cut } = {}) {
  const block = Buffer.from(`${"é".repeat(49)}\r\n`.repeat(100));
  let answers = 0;
  const http = createServer((_, answer) => {
    answers += 1;
    answer.writeHead(200, { "content-type": "text/plain;charset=utf-8", "x-text-size": "999" });
    let left = lines / 100;
    const more = () => {
      while (left > 0) {
        left -= 1;
        if (answers === 1 && cut !== undefined && lines / 100 - left > cut) return answer.destroy();
        if (!answer.write(block)) return answer.once("drain", more);
      }
      answer.end("the end");
    };
    more();
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  t.after(() => http.close());
  const jenkins = new Jenkins({ url: `http://127.0.0.1:${http.address().port}`, credentials: CREDENTIALS });
  t.after(() => jenkins.close());
  return { jenkins, answers: () => answers };
}

test("fifty megabytes come in pieces, and memory stays", async (t) => {
  const lines = 500_000;
  const { jenkins } = await server(t, lines);
  await jenkins.whoAmI().catch(() => {});
  const idle = process.memoryUsage().rss;
  let [characters, largest, peak, end] = [0, 0, 0, undefined];
  for await (const piece of jenkins.job("x").run(1).log()) {
    characters += piece.text.length;
    largest = Math.max(largest, piece.text.length);
    peak = Math.max(peak, process.memoryUsage().rss);
    end = piece.end;
  }
  assert.deepEqual([characters, end], [lines * 50 + "the end".length, 999]);
  assert.ok(largest < 1 << 20, `a piece of ${largest} characters`);
  // The server is in this process too, and nothing forces its garbage out.
  assert.ok(peak - idle < 100 << 20, `${(peak - idle) >> 20} MB above idle`);
});

test("after a broken connection nothing is told twice and nothing is missing", async (t) => {
  const { jenkins, answers } = await server(t, 20_000, { cut: 37 });
  let text = "";
  const events = [];
  for await (const piece of jenkins.job("x").run(1).log({ onEvent: (event) => events.push(event.event) })) text += piece.text;
  assert.equal(text, `${`${"é".repeat(49)}\n`.repeat(20_000)}the end`);
  assert.equal(answers(), 2);
});

test("leaving the loop ends the answer that is still coming", async (t) => {
  const { jenkins } = await server(t, 10_000_000);
  const started = Date.now();
  for await (const piece of jenkins.job("x").run(1).log()) if (piece.text) break;
  assert.ok(Date.now() - started < 5_000);
});

test("machines that are left half way are collected, in worker threads too", async () => {
  const program = `
    const { Jenkins } = require("bellpull");
    const { parentPort } = require("node:worker_threads");
    const jenkins = new Jenkins({ url: "http://127.0.0.1:9", credentials: ${JSON.stringify(CREDENTIALS)}, fetch: () => new Promise(() => {}) });
    const round = async () => {
      const stop = new AbortController();
      const all = Array.from({ length: 500 }, () => jenkins.job("x").trigger({ A: "x".repeat(2000) }, { signal: stop.signal }).catch((e) => e.code));
      setImmediate(() => stop.abort());
      return (await Promise.all(all)).every((code) => code === "cancelled");
    };
    (async () => {
      let fine = await round();
      for (let i = 0; i < 4; i += 1) fine &&= await round();
      const before = process.memoryUsage().rss;
      for (let i = 0; i < 20; i += 1) fine &&= await round();
      parentPort.postMessage({ fine, grown: process.memoryUsage().rss - before });
    })();`;
  const worker = new Worker(program, { eval: true });
  const { fine, grown } = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await worker.terminate();
  assert.ok(fine);
  assert.ok(grown < 40 << 20, `${grown >> 20} MB more after ten thousand machines`);
});
