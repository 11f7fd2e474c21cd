// A Redis, and gateways in processes of their own over it and one simulated Jenkins.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "redis";
import { simulate } from "../browser/harness.mjs";

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

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function ended(child) {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once("exit", resolve));
}

/** A Redis that keeps nothing on the disk, on a port of its own. */
export async function startRedis(t) {
  const port = await freePort();
  let child;
  const start = async () => {
    child = spawn(redisServer(), ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", "/tmp"], { stdio: "ignore" });
    for (let i = 0; ; i += 1) {
      const client = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: false } }).on("error", () => {});
      try {
        await client.connect();
        client.destroy();
        return;
      } catch (error) {
        if (i > 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await start();
  t.after(() => child.kill("SIGKILL"));
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      child.kill("SIGKILL");
      await ended(child);
    },
    pause: () => child.kill("SIGSTOP"),
    goOn: () => child.kill("SIGCONT"),
  };
}

/** A gateway in a process of its own. */
async function startGateway(t, options) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("gateway-process.mjs", import.meta.url)), JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill("SIGKILL"));
  const url = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data).trim()));
    child.once("exit", (code) => reject(new Error(`a gateway ended with ${code}`)));
  });
  const post = (person, body, more = {}) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": person, ...more.headers }, body: JSON.stringify(body), ...(more.signal ? { signal: more.signal } : {}) });
  return {
    url,
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
export async function fleet(t, options = {}) {
  const [redis, sim] = await Promise.all([startRedis(t), simulate({})]);
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
