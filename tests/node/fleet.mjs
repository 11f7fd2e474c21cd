// A Redis, and gateways in processes of their own over it and one simulated Jenkins.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "redis";
import { simulate } from "../browser/harness.mjs";
import { hear, heard, hearChild } from "./leaks.mjs";

export const ORIGIN = "https://desk.example.com";
export const TOKEN = "11admin00000000000000000000000token";

/** The server's program, or null. */
export function redisServer() {
  if (process.env.BELLPULL_REDIS) return process.env.BELLPULL_REDIS;
  const found = (process.env.PATH ?? "").split(delimiter).map((dir) => join(dir, "redis-server"));
  return found.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }) ?? null;
}

/** Why tests with Redis cannot run here, or false: what node:test takes as `skip`. */
export const SKIPPED = redisServer() ? false : "SKIPPED: no redis-server was found (Debian: apt install redis-server, or set BELLPULL_REDIS)";

/** A port that no system gives out by itself: one that is left for a moment is still there for a Redis that is started anew. */
async function freePort() {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const free = await new Promise((resolve) => server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true)));
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

const started = new Set();
// Also what a test that did not come to its end has left behind.
process.once("exit", () => {
  for (const child of started) child.kill("SIGKILL");
});

function spawned(child) {
  started.add(child);
  child.once("exit", () => started.delete(child));
  return child;
}

function ended(child) {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once("exit", resolve));
}

/** A Redis on a port of its own. It keeps nothing on the disk unless it is `persistent`; as a `cluster` it is its only node. */
export async function startRedis(t, { persistent = false, cluster = false } = {}) {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), "bellpull-redis-"));
  const kept = persistent ? ["--appendonly", "yes", "--appendfsync", "always"] : ["--appendonly", "no"];
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", ...kept, ...(cluster ? ["--cluster-enabled", "yes"] : []), "--dir", dir];
  let child;
  const start = async () => {
    child = spawned(spawn(redisServer(), args, { stdio: "ignore" }));
    for (let i = 0; ; i += 1) {
      const client = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: false, connectTimeout: 500 } }).on("error", () => {});
      try {
        await client.connect();
        if (cluster) await alone(client);
        client.destroy();
        return;
      } catch (error) {
        if (i > 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await start();
  const url = `redis://127.0.0.1:${port}`;
  /** What it keeps may hold no secret either. */
  const listen = async () => {
    const client = await createClient({ url, socket: { reconnectStrategy: false } }).on("error", () => {}).connect();
    const keys = await client.keys("*");
    for (const key of keys) hear("store", [key, await client.get(key).catch(() => client.zRange(key, 0, -1))]);
    client.destroy();
  };
  t.after(async () => {
    await listen().catch(() => {});
    child.kill("SIGKILL");
    await ended(child);
    await rm(dir, { recursive: true, force: true });
  });
  return {
    url,
    start,
    async kill() {
      child.kill("SIGKILL");
      await ended(child);
    },
    pause: () => child.kill("SIGSTOP"),
    goOn: () => child.kill("SIGCONT"),
  };
}

/** Makes the only node of a cluster answer for all slots. */
async function alone(client) {
  await client.sendCommand(["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]).catch(() => {});
  while (!(await client.sendCommand(["CLUSTER", "INFO"])).includes("cluster_state:ok")) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A gateway in a process of its own. */
async function startGateway(t, options) {
  // It ends with its input.
  const child = spawned(spawn(process.execPath, [fileURLToPath(new URL("gateway-process.mjs", import.meta.url)), JSON.stringify(options)], { stdio: ["pipe", "pipe", "pipe"] }));
  hearChild("a gateway", child);
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (data) => {
    log += data;
    // What it logs about a store that is gone is expected.
    if (process.env.BELLPULL_LOG) process.stderr.write(data);
  });
  t.after(() => child.kill("SIGKILL"));
  const url = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data).trim()));
    child.once("exit", (code) => reject(new Error(`a gateway ended with ${code}`)));
  });
  const post = async (person, body, more = {}) =>
    heard(await fetch(url, { method: "POST", headers: { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": person, ...more.headers }, body: JSON.stringify(body), ...(more.signal ? { signal: more.signal } : {}) }));
  return {
    url,
    /** What it has written on its standard error, records aside. */
    log: () => log.split("\n").filter((line) => line !== "" && !line.startsWith("audit ")),
    async send(person, body) {
      const response = await post(person, body);
      return { status: response.status, ...(await response.json()) };
    },
    /** Watches a run; collects what it hears. */
    async watch(person, { job, run }, seen) {
      const response = await post(person, { op: "follow", job, run }, seen === undefined ? {} : { headers: { "last-event-id": seen } });
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      const heard = { text: "", over: false };
      heard.done = (async () => {
        for await (const text of response.body.pipeThrough(new TextDecoderStream())) heard.text += text;
      })().then(() => (heard.over = true), () => (heard.over = true));
      return heard;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended(child);
    },
    pause: () => child.kill("SIGSTOP"),
    goOn: () => child.kill("SIGCONT"),
  };
}

/** A Redis, a simulated Jenkins and two gateways. */
export async function fleet(t, options = {}, how = {}) {
  const [redis, sim] = await Promise.all([startRedis(t, how), simulate({})]);
  t.after(() => sim.stop());
  const gateway = () => startGateway(t, { redis: redis.url, jenkins: `${sim.origin}/jenkins`, token: TOKEN, origin: ORIGIN, ...options });
  const [a, b] = await Promise.all([gateway(), gateway()]);
  /** A run that waits for a person. */
  const waiting = async (job = "Test Workflow") => {
    const { outcome, error } = await a.send("ann", { op: "trigger", job, key: `t${Math.random()}` });
    if (error) throw new Error(error.message);
    for (let i = 0; i < 200; i += 1) {
      const { outcome: item } = await a.send("ann", { op: "queue", job, queueId: outcome.queueId });
      if (item.run) {
        const { outcome: view } = await a.send("ann", { op: "describe", job, run: item.run });
        if (view.inputs[0]) return { job, run: item.run, input: view.inputs[0].id, fingerprint: view.inputs[0].fingerprint };
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error("no run waits");
  };
  return { redis, sim, a, b, gateway, waiting };
}

/** Waits until something holds. */
export async function until(what, holds, millis = 20_000) {
  const deadline = Date.now() + millis;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`${what}: not in ${millis} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
