// What many watchers cost: a gateway on one core, those who watch in processes of their own. Tells one JSON document.
//   BELLPULL_SIM=target/release/bellpull-sim node tests/bench/gateway.mjs [WATCHERS]
import { spawn, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { Agent, createServer, request } from "node:http";
import { fileURLToPath } from "node:url";
import { simulate } from "../browser/harness.mjs";

const WATCHERS = Number(process.argv[2] ?? 5000);
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
else await main();

/** The measured process. */
async function gateway({ jenkins }) {
  const { Jenkins } = await import("bellpull");
  const { createGateway, toNode } = await import("bellpull/gateway");
  const handler = toNode(createGateway({
    jenkins: new Jenkins({ url: jenkins, credentials: { kind: "token", user: "admin", token: TOKEN } }),
    policy: { rules: [{ name: "all", jobs: [{ glob: "**" }], verbs: ["status", "follow", "trigger"], who: [{ everybody: true }] }] },
    authenticate: () => ({ id: "ann", name: "Ann" }),
    origins: [ORIGIN],
    audit: () => {},
    limits: { requestsPerMinute: 1e9, watchers: 1e6 },
  }));
  const server = createServer((incoming, outgoing) => void handler(incoming, outgoing));
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => process.send(server.address().port));
  process.on("message", () => {
    globalThis.gc();
    globalThis.gc();
    process.send(process.memoryUsage());
  });
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

function child(t, role, options, pinned) {
  const args = ["--expose-gc", fileURLToPath(import.meta.url), role, JSON.stringify(options)];
  const pin = pinned && spawnSync("taskset", ["-c", "0", "true"]).status === 0;
  const [program, all] = pin ? ["taskset", ["-c", "0", process.execPath, ...args]] : [process.execPath, args];
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

async function memory(of) {
  const answer = of.next();
  of.process.send("memory");
  return answer;
}

async function main() {
  const children = [];
  const sim = await simulate({}, { scenario: await scenario() });
  try {
    console.log(JSON.stringify(await measure(sim, children), null, 2));
  } finally {
    for (const one of children) one.kill("SIGKILL");
    await sim.stop();
  }
}

async function measure(sim, children) {
  const measured = child(children, "gateway", { jenkins: `${sim.origin}/jenkins` }, true);
  const port = await measured.next();
  const run = await waiting(port);
  const one = child(children, "watchers", { port, count: 1, run });
  await one.next();
  const perSecond = async () => {
    await sleep(3000);
    await sim.forget();
    await sleep(10_000);
    return (await sim.requests()).length / 10;
  };
  const requestsWithOne = await perSecond();
  const before = await memory(measured);
  const groups = [];
  for (let left = WATCHERS - 1; left > 0; left -= EACH) {
    const group = child(children, "watchers", { port, count: Math.min(EACH, left), run });
    await group.next();
    groups.push(group);
  }
  await sleep(1000);
  const after = await memory(measured);
  const requestsWithAll = await perSecond();
  const latencies = [];
  const last = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await sleep(3000);
    const all = [one, ...groups];
    const ready = all.map((group) => group.next());
    for (const group of all) group.process.send(round);
    await Promise.all(ready);
    const heard = all.map((group) => group.next());
    const changed = Date.now();
    await goOn(sim, run, round);
    const late = (await Promise.all(heard)).flat().map((time) => time - changed);
    latencies.push(...late);
    last.push(Math.max(...late));
  }
  for (const group of [one, ...groups]) group.process.kill("SIGKILL");
  await sleep(1000);
  const status = await throughput(port, JSON.stringify({ op: "status", job: JOB, run }));
  await sim.forget();
  await ask(port, { op: "status", job: JOB, run });
  const requestsOfStatus = (await sim.requests()).length;
  const path = `/jenkins/job/${encodeURIComponent(JOB)}/${run}/api/json`;
  const plain = child(children, "forward", { port: new URL(sim.origin).port, path }, true);
  const forwarded = await throughput(await plain.next(), "{}");
  const each = (name) => Math.round((after[name] - before[name]) / (WATCHERS - 1));
  return {
    watchers: WATCHERS,
    pinned: measured.pin,
    node: process.version,
    jenkinsRequestsPerSecond: { one: requestsWithOne, all: requestsWithAll },
    changeToWatcherMillis: { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), lastOfEachRound: last },
    bytesPerWatcher: { rss: each("rss"), heap: each("heapUsed"), external: each("external") },
    statusPerSecond: status,
    jenkinsRequestsOfStatus: requestsOfStatus,
    forwardPerSecond: forwarded,
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

/** How many are answered in a second, asked by 32 at a time. */
async function throughput(port, body) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
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
    return Math.round(count / (millis / 1000));
  };
  await during(1000);
  const counted = await during(5000);
  agent.destroy();
  return counted;
}
