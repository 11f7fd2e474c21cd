// One client in a process of its own: does what it is told, one task at a time, and answers with what it took.
import { readFileSync, writeFileSync } from "node:fs";
import { CLIENTS } from "./clients.mjs";

const begun = performance.now();
const [name, url] = process.argv.slice(2);
const client = await CLIENTS[name].make(url);

async function read({ job, requests, concurrency }) {
  let left = requests;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const run = await client.read(job);
      if (run.result !== "ABORTED") throw new Error(`${name} read something else`);
    }
  };
  const cpu = process.cpuUsage();
  const wall = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / requests, wall: ((performance.now() - wall) * 1000) / requests };
}

/** The highest resident size since it was last forgotten, where the system tells it. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;

async function log({ job, bytes }) {
  // The way once, so that what is loaded late is not counted; and far enough that V8 has compiled undici's parser once more, for
  // speed: that takes some 27 MB for a moment, once in a process, whoever reads whatever.
  await client.log(`log-30000000`);
  globalThis.gc();
  const idle = process.memoryUsage.rss();
  writeFileSync("/proc/self/clear_refs", "5");
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const length = await client.log(job);
  const { user, system } = process.cpuUsage(cpu);
  if (length < bytes * 0.97) throw new Error(`${name} read ${length} characters of ${bytes}`);
  return { idle, above: peak() - idle, cpu: (user + system) / 1000, wall: performance.now() - wall };
}

async function first({ job }) {
  await client.read(job);
  return { millis: performance.now() - begun };
}

const TASKS = { read, log, first };
process.on("message", async ({ task, ...how }) => {
  try {
    process.send({ done: await TASKS[task](how) });
  } catch (error) {
    process.send({ failed: error.stack ?? String(error) });
  }
});
process.on("disconnect", () => process.exit());
process.send({ done: "ready" });
