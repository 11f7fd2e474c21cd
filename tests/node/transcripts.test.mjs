// What the core says, poll by poll, is what each engine of Node says: transcripts that `cargo xtask test` makes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../browser/harness.mjs";

const file = process.env.BELLPULL_TRANSCRIPTS;
const KEPT = "x-bellpull-body-kept: here";

async function engine() {
  if (process.env.BELLPULL_ENGINE !== "wasm") {
    const { platform, arch, report } = process;
    const libc = report.getReport().header.glibcVersionRuntime ? "gnu" : "musl";
    const name = platform === "win32" ? `win32-${arch}-msvc` : platform === "linux" ? `linux-${arch}-${libc}` : `${platform}-${arch}`;
    return createRequire(import.meta.url)(join(root, `pkg/bellpull.${name}.node`)).Client;
  }
  const glue = await import(join(root, "pkg/dist/wasm/bellpull_wasm.js"));
  await glue.default({ module_or_path: await readFile(join(root, "pkg/dist/wasm/bellpull_wasm_bg.wasm")) });
  return glue.Client;
}

const lines = (headers) => headers.map(([name, value]) => `${name}: ${value}`).join("\n");
const bytes = (base64) => Buffer.from(base64, "base64");

/** Hands in what a step tells; what the machine has said to it, if that takes no poll. */
function tell(machine, step, now) {
  const [[kind, told]] = Object.entries(step);
  if (kind === "respond") return machine.respond(told.status, lines(told.headers), bytes(told.body), now);
  if (kind === "kept") return machine.respond(told.status, `${lines(told.headers)}\n${KEPT}`, Buffer.alloc(0), now);
  if (kind === "head") machine.head(told.status, lines(told.headers));
  else if (kind === "piece") machine.piece(bytes(told));
  else if (kind === "end") machine.end();
  else if (kind === "lost") machine.lost(told.message, told.timedOut, told.unsent);
  else assert.fail(kind);
}

const skip = file ? false : "SKIPPED: BELLPULL_TRANSCRIPTS names no file; `cargo xtask test` makes one";

/** Plays all transcripts; `start` gives a machine, and what it has said already if anything. */
async function play(start) {
  const Client = await engine();
  const transcripts = (await readFile(file, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  assert.ok(transcripts.length > 100);
  for (const { name, config, operation, steps, refused } of transcripts) {
    const now = steps?.[0].poll ?? 0;
    let { machine, said } = start(new Client(JSON.stringify(config)), JSON.stringify(operation), now);
    if (refused) {
      assert.deepEqual(JSON.parse(said ?? machine.poll(now)), { output: "failed", error: refused }, name);
      continue;
    }
    for (const [number, step] of steps.entries()) {
      if (!("poll" in step)) {
        said = tell(machine, step, steps[number + 1]?.poll ?? 0);
        continue;
      }
      const output = JSON.parse(said ?? machine.poll(step.poll));
      said = undefined;
      const body = output.output === "send" ? Buffer.from(machine.body()).toString("base64") : "";
      assert.deepEqual([output, body], [step.output, step.body], `${name}, step ${number}`);
    }
    machine.free();
  }
}

test("the engine says what the core says", { skip }, () => play((client, operation) => ({ machine: client.start(operation) })));

test("a handle that is used again says nothing of what it said before", { skip: skip || (process.env.BELLPULL_ENGINE === "wasm" && "a handle of wasm is used once") }, async () => {
  let handle;
  await play((client, operation, now) => {
    if (handle) return { machine: handle, said: client.restart(handle, operation, now) };
    handle = client.start(operation);
    return { machine: handle };
  });
});
