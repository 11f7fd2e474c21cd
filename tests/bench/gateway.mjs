// What many watchers cost: a gateway on one core, those who watch in processes of their own on another. Called by
// `cargo xtask bench gateway`; the method is described in docs/bench.md.
import { spawn, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { Agent, createServer, request, ServerResponse } from "node:http";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { simulate } from "../browser/harness.mjs";
import { gatewayReadme, gatewayTable } from "./report.mjs";

const TOKEN = "11admin00000000000000000000000token";
const ORIGIN = "https://desk.example.com";
const JOB = "gates";
const HEADERS = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1" };
const ROUNDS = 5;
/** Watchers of one process: more would measure that process. */
const EACH = 2500;
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const percentile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

const roles = { gateway, watchers, forward };
const [role, options] = [process.argv[2], process.argv[3]];
if (Object.hasOwn(roles, role)) await roles[role](JSON.parse(options));
else await main(parseArgs({ options: { watchers: { type: "string", default: "5000" }, json: { type: "string" }, readme: { type: "string" }, quick: { type: "boolean", default: false } } }).values);

/** The measured process. */
async function gateway({ jenkins }) {
  const { Jenkins } = await import("bellpull");
  const { createGateway, toNode } = await import("bellpull/gateway");
  const client = new Jenkins({ url: jenkins, credentials: { kind: "token", user: "admin", token: TOKEN } });
  const times = timed(client);
  const handler = toNode(createGateway({
    jenkins: client,
    policy: { rules: [{ name: "all", jobs: [{ glob: "**" }], verbs: ["status", "follow", "trigger"], who: [{ everybody: true }] }] },
    authenticate: () => ({ id: "ann", name: "Ann" }),
    origins: [ORIGIN],
    audit: () => {},
    limits: { requestsPerMinute: 1e9, watchers: 1e6 },
  }));
  const server = createServer((incoming, outgoing) => void handler(incoming, outgoing));
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => process.send(server.address().port));
  const answers = {
    memory() {
      globalThis.gc();
      globalThis.gc();
      return process.memoryUsage();
    },
    times: () => ({ ...times }),
  };
  process.on("message", (what) => process.send(answers[what]()));
}

/** When the last change was seen in Jenkins' answer, and when the last watcher was written. */
function timed(client) {
  const times = { seen: 0, written: 0 };
  const { call } = client;
  client.call = (operation, options = {}) => {
    if (operation.op !== "follow") return call.call(client, operation, options);
    const onEvent = (event) => {
      if (event.event === "run") times.seen = Date.now();
      return options.onEvent?.(event);
    };
    return call.call(client, operation, { ...options, onEvent });
  };
  const { write } = ServerResponse.prototype;
  const written = () => (times.written = Date.now());
  ServerResponse.prototype.write = function (chunk) {
    // Once the kernel has it. A heartbeat is no change.
    return chunk.length > 16 ? write.call(this, chunk, written) : write.call(this, chunk);
  };
  return times;
}

/** The measure of what forwarding alone costs: one request in, the same one out. */
async function forward({ port, path }) {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    const inner = request({ port, host: "127.0.0.1", path, auth: `admin:${TOKEN}`, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    inner.end();
  });
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
}

/** So many who watch; tells when all have heard the next view. */
async function watchers({ port, count, run }) {
  const body = JSON.stringify({ op: "follow", job: JOB, run });
  let [round, late] = [0, []];
  const open = () => new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", method: "POST", headers: { ...HEADERS, "content-length": Buffer.byteLength(body) }, agent: false }, (answer) => {
      let heard = -1;
      answer.on("data", (data) => {
        if (heard === round || !data.includes("event: view")) return;
        heard = round;
        if (round === 0) return resolve();
        late.push(Date.now());
        if (late.length === count) process.send(late);
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
  for (let at = 0; at < count; at += 50) await Promise.all(Array.from({ length: Math.min(50, count - at) }, open));
  process.on("message", (next) => {
    [round, late] = [next, []];
    process.send("ready");
  });
  process.send("ready");
}

/** A process of its own, on a core of its own where there are two and the system can tell. */
function child(t, role, options, core) {
  const args = ["--expose-gc", fileURLToPath(import.meta.url), role, JSON.stringify(options)];
  const pin = cpus().length > 1 && spawnSync("taskset", ["-c", core, "true"]).status === 0;
  const [program, all] = pin ? ["taskset", ["-c", core, process.execPath, ...args]] : [process.execPath, args];
  const started = spawn(program, all, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  t.push(started);
  return { process: started, pin, next: () => new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`${role} ended with ${code}`));
    started.once("exit", ended);
    started.once("message", (message) => {
      started.off("exit", ended);
      resolve(message);
    });
  }) };
}

async function told(by, what) {
  const answer = by.next();
  by.process.send(what);
  return answer;
}

async function main({ watchers, json, readme, quick }) {
  const children = [];
  const sim = await simulate({}, { scenario: await scenario() });
  try {
    const results = await measure(sim, children, Number(watchers), quick ? 3 : 10);
    console.log(gatewayTable(results));
    if (json) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
    if (readme) await writeFile(readme, gatewayReadme(await readFile(readme, "utf8"), results));
  } finally {
    for (const one of children) one.kill("SIGKILL");
    await sim.stop();
  }
}

async function measure(sim, children, count, seconds) {
  const measured = child(children, "gateway", { jenkins: `${sim.origin}/jenkins` }, "0");
  const port = await measured.next();
  const run = await waiting(port);
  const one = child(children, "watchers", { port, count: 1, run }, "1");
  await one.next();
  const perSecond = async () => {
    await sleep(3000);
    await sim.forget();
    await sleep(seconds * 1000);
    return (await sim.requests()).length / seconds;
  };
  const requestsWithOne = await perSecond();
  const before = await told(measured, "memory");
  const groups = [];
  for (let left = count - 1; left > 0; left -= EACH) {
    const group = child(children, "watchers", { port, count: Math.min(EACH, left), run }, "1");
    await group.next();
    groups.push(group);
  }
  await sleep(1000);
  const after = await told(measured, "memory");
  const requestsWithAll = await perSecond();
  const changes = await seen(sim, measured, [one, ...groups], run);
  for (const group of [one, ...groups]) group.process.kill("SIGKILL");
  await sleep(1000);
  const body = JSON.stringify({ op: "status", job: JOB, run });
  await sim.forget();
  const status = await throughput(port, body, seconds);
  const requestsOfStatus = (await sim.requests()).length;
  const path = `/jenkins/job/${encodeURIComponent(JOB)}/${run}/api/json`;
  const plain = child(children, "forward", { port: new URL(sim.origin).port, path }, "0");
  const forwarded = await throughput(await plain.next(), "{}", seconds);
  const each = (name) => Math.round((after[name] - before[name]) / (count - 1));
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? "unknown",
    cpus: cpus().length,
    at: new Date().toISOString(),
    watchers: count,
    pinned: measured.pin,
    jenkinsRequestsPerSecond: { one: requestsWithOne, all: requestsWithAll },
    bytesPerWatcher: { rss: each("rss"), heap: each("heapUsed"), external: each("external") },
    ...changes,
    statusPerSecond: status.perSecond,
    statusJenkinsRequestsPerAnswer: requestsOfStatus / status.all,
    forwardPerSecond: forwarded.perSecond,
  };
}

/** Changes in Jenkins: how long each watcher waits for it from when its answer was seen by the gateway. */
async function seen(sim, measured, all, run) {
  const [received, last, written, polled] = [[], [], [], []];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await sleep(3000);
    const ready = all.map((group) => group.next());
    for (const group of all) group.process.send(round);
    await Promise.all(ready);
    const heard = all.map((group) => group.next());
    const changed = Date.now();
    await goOn(sim, run, round);
    const late = (await Promise.all(heard)).flat();
    await sleep(200);
    // The first view after the change is followed by none for a while: nothing else goes on there.
    const times = await told(measured, "times");
    received.push(...late.map((time) => time - times.seen));
    last.push(Math.max(...late) - times.seen);
    written.push(times.written - times.seen);
    polled.push(times.seen - changed);
  }
  return {
    seenToReceivedMillis: { p50: percentile(received, 0.5), p99: percentile(received, 0.99), last },
    seenToLastWrittenMillis: written,
    changeToSeenMillis: polled,
  };
}

async function ask(port, body) {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
  const { outcome, error } = await response.json();
  if (error) throw new Error(`${error.code}: ${error.message}`);
  return outcome;
}

/** A run that waits for a person. */
async function waiting(port) {
  const { queueId } = await ask(port, { op: "trigger", job: JOB, key: "bench" });
  for (;;) {
    const { run } = await ask(port, { op: "queue", job: JOB, queueId });
    if (run !== null && (await ask(port, { op: "status", job: JOB, run })).inputs.length > 0) return run;
    await sleep(50);
  }
}

/** A job that waits for one person after the other: each goes on to the next one. */
async function scenario() {
  const builtin = JSON.parse(await readFile(new URL("../../crates/sim/scenarios/builtin.json", import.meta.url), "utf8"));
  const script = Array.from({ length: ROUNDS + 1 }, (_, i) => ({ stage: `Gate ${i + 1}`, steps: [{ input: { id: `G${i + 1}`, message: `Go on to ${i + 1}?`, parameters: [] } }, { echo: "went on" }] }));
  return { ...builtin, jobs: [...builtin.jobs, { name: JOB, script }] };
}

async function goOn(sim, run, gate) {
  const { status } = await sim.as("admin", "POST", `job/${JOB}/${run}/input/G${gate}/proceedEmpty`);
  if (status >= 400) throw new Error(`gate ${gate} was answered by ${status}`);
}

/** How many are answered in a second, asked by 32 at a time; and in all. */
async function throughput(port, body, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  let all = 0;
  const once = () => new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", method: "POST", headers: { ...HEADERS, "content-length": Buffer.byteLength(body) }, agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`answered by ${answer.statusCode}`));
      answer.resume().on("end", resolve);
    });
    asked.on("error", reject);
    asked.end(body);
  });
  const during = async (millis) => {
    let count = 0;
    const end = Date.now() + millis;
    await Promise.all(Array.from({ length: 32 }, async () => {
      while (Date.now() < end) {
        await once();
        count += 1;
      }
    }));
    all += count;
    return Math.round(count / (millis / 1000));
  };
  await during(1000);
  const perSecond = await during(seconds * 1000);
  agent.destroy();
  return { perSecond, all };
}
