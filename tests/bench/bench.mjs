// Side by side: Bellpull with both engines, npm jenkins, a bare fetch and a bare undici. Called by `cargo xtask bench`.
// The method is described in docs/bench.md.
import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { CLIENTS } from "./clients.mjs";
import { flows } from "./flows.mjs";
import { median, startClient, startServer } from "./processes.mjs";
import { readme, table } from "./report.mjs";
import { sizes } from "./sizes.mjs";

const { values: options } = parseArgs({ options: { json: { type: "string" }, readme: { type: "string" }, quick: { type: "boolean", default: false }, only: { type: "string", multiple: true } } });
const NAMES = Object.keys(CLIENTS);
const ROUNDS = options.quick ? 3 : 9;
const READS = [2_000, 50_000].flatMap((bytes) => [1, 8].map((concurrency) => ({ bytes, concurrency, requests: options.quick ? 500 : 2_000 })));
const LOG = 50_000_000;
const wanted = (part) => !options.only || options.only.includes(part);

/** Rounds in turn: what disturbs the machine for a while disturbs all of them. */
async function reads(url) {
  const clients = await Promise.all(NAMES.map((name) => startClient(name, url)));
  const out = [];
  for (const { bytes, concurrency, requests } of READS) {
    const job = `read-${bytes}`;
    const taken = Object.fromEntries(NAMES.map((name) => [name, []]));
    for (const client of clients) await client.ask("read", { job, concurrency, requests });
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const client of clients) taken[client.name].push(await client.ask("read", { job, concurrency, requests }));
    }
    const result = (pick) => Object.fromEntries(NAMES.map((name) => [name, median(taken[name].map(pick))]));
    out.push({ bytes, concurrency, requests, rounds: ROUNDS, cpuMicros: result((r) => r.cpu), wallMicros: result((r) => r.wall) });
  }
  await Promise.all(clients.map((client) => client.stop()));
  return out;
}

/** Each time in a new process. */
async function anew(url, task, how, times) {
  const out = Object.fromEntries(NAMES.map((name) => [name, []]));
  for (let round = 0; round < times; round += 1) {
    for (const name of NAMES) {
      const client = await startClient(name, url);
      out[name].push(await client.ask(task, how));
      await client.stop();
    }
  }
  const keys = Object.keys(out[NAMES[0]][0]);
  return Object.fromEntries(NAMES.map((name) => [name, Object.fromEntries(keys.map((key) => [key, median(out[name].map((o) => o[key]))]))]));
}

const server = await startServer();
const results = { node: process.version, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model ?? "unknown", cpus: cpus().length, at: new Date().toISOString() };
try {
  if (wanted("reads")) results.reads = await reads(server.origin);
  if (wanted("log")) results.log = { bytes: LOG, ...(await anew(server.origin, "log", { job: `log-${LOG}`, bytes: LOG }, options.quick ? 1 : 5)) };
  if (wanted("start")) results.start = await anew(server.origin, "first", { job: "read-2000" }, options.quick ? 3 : 9);
  if (wanted("flows")) results.flows = await flows(NAMES.filter((name) => name !== "bellpull, wasm"));
  if (wanted("sizes")) results.sizes = await sizes();
} finally {
  server.stop();
}

console.log(table(results));
if (options.json) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
if (options.readme) await writeFile(options.readme, readme(await readFile(options.readme, "utf8"), results));
process.exit();
