// The same calls through npm `jenkins` and through `bellpull/compat`, against one simulated Jenkins: same results, same errors.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import { simulate } from "../browser/harness.mjs";

const require = createRequire(import.meta.url);
const Theirs = require("jenkins");
const Ours = require("bellpull/compat");

const TOKEN = "11releaser00000000000000000000token";
let sim;
let theirs;
let ours;

const url = (user = "releaser", secret = TOKEN) => `${sim.origin.replace("//", `//${user}:${secret}@`)}/jenkins`;

before(async () => {
  sim = await simulate();
  theirs = new Theirs({ baseUrl: url() });
  ours = new Ours({ baseUrl: url() });
});
after(async () => {
  await ours?.close();
  await sim?.stop();
});

/** What a call ends in, as its users see it. */
async function end(client, call) {
  try {
    return { value: await call(client) };
  } catch (error) {
    assert.ok(error instanceof Error);
    const { message, statusCode, notFound, code } = error;
    return { message, statusCode, notFound, code };
  }
}

async function same(call) {
  const expected = await end(theirs, call);
  const found = await end(ours, call);
  assert.deepEqual(found, expected, `${call}`);
  return found;
}

/** Triggers by one client, and waits until the run is over. */
async function finished(client, ...build) {
  const item = await client.job.build(...build);
  for (;;) {
    const { executable } = await client.queue.item(item);
    const run = executable && (await client.build.get(build[0].name ?? build[0], executable.number));
    if (run && !run.building) return { item, run };
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

test("jobs, views and the server are described alike, by every form of arguments", async () => {
  const deploy = "Ops Team/deploy";
  await same((j) => j.info());
  await same((j) => j.info({ tree: "jobs[name,color]" }));
  await same((j) => j.job.get("quick"));
  await same((j) => j.job.get(deploy));
  await same((j) => j.job.get(deploy, { tree: "name,property[parameterDefinitions[*]]" }));
  await same((j) => j.job.get({ name: deploy, depth: 1 }));
  await same((j) => j.job.get({ name: ["Ops Team", "deploy"] }));
  await same((j) => j.job.get(`${sim.origin}/jenkins/job/Ops%20Team/job/deploy/41/console`));
  await same((j) => j.job.get("multi/feature%2Fux-1"));
  await same((j) => j.job.get("Ops Team/café (1) ~ 'q'"));
  await same((j) => j.job.list());
  await same((j) => j.job.list("Ops Team"));
  await same((j) => j.job.list({ name: "Ops Team", tree: "jobs[name]" }));
  await same((j) => j.view.get("Ops view"));
  await same((j) => j.view.list());
  for (const name of ["quick", deploy, "nope", "Ops Team/nope"]) await same((j) => j.job.exists(name));
  for (const name of ["Ops view", "nope"]) await same((j) => j.view.exists(name));
});

test("a triggered build, its item, its run and its log", async () => {
  await sim.forget();
  for (const args of [["quick"], [{ name: "quick" }], ["params", { parameters: { STR: "ä b&c=1" } }], [{ name: "params", parameters: {} }]]) {
    const [one, other] = [await finished(theirs, ...args), await finished(ours, ...args)];
    assert.deepEqual(
      [typeof other.item, other.run.number, other.run.result, parametersOf(other.run)],
      [typeof one.item, one.run.number + 1, one.run.result, parametersOf(one.run)],
    );
  }
  const posts = await sim.posts();
  assert.deepEqual(posts.map((p) => p.path).filter((_, at) => at % 2 === 0), posts.map((p) => p.path).filter((_, at) => at % 2 === 1));
  const { item, run } = await finished(ours, "params", { parameters: { STR: "x" } });
  await same((j) => j.queue.item(item));
  await same((j) => j.queue.list());
  await same((j) => j.build.get("params", run.number));
  await same((j) => j.build.get({ name: "params", number: run.number, tree: "result,number" }));
  await same((j) => j.build.get("params", "lastBuild"));
  await same((j) => j.build.get("params", "lastSuccessfulBuild"));
  await same((j) => j.build.get("params", String(run.number)));
  for (let i = 0; i < 2; i += 1) await finished(ours, "multi/main");
  // Its commits have dates, which Bellpull's own operations tell in milliseconds as well.
  const { value } = await same((j) => j.build.get("multi/main", 2));
  assert.ok(value.changeSets.length > 0);
  const whole = await same((j) => j.build.log("params", run.number));
  assert.match(whole.value, /STR=x\r\n/);
  const piece = await same((j) => j.build.log({ name: "params", number: run.number, meta: true }));
  assert.deepEqual([typeof piece.value.size, piece.value.more], ["string", false]);
  await same((j) => j.build.log("params", run.number, { start: 20, meta: true }));
  await same((j) => j.build.log("params", run.number, { start: piece.value.size, meta: true }));
  await same((j) => j.build.log("params", run.number, { start: 1e6 }));
});

function parametersOf(run) {
  return run.actions.flatMap((a) => a.parameters ?? []);
}

test("a log is streamed while it grows", async () => {
  const { run } = { run: (await ours.job.get("long log", { tree: "nextBuildNumber" })).nextBuildNumber };
  await ours.job.build("long log");
  while (!(await ours.build.get("long log", run).catch(() => undefined))) await new Promise((r) => setTimeout(r, 50));
  const [one, other] = await Promise.all([theirs, ours].map((client) => streamed(client.build.logStream("long log", run, { delay: 100 }))));
  assert.ok(other.count > 3);
  assert.equal(other.text, one.text);
  assert.match(other.text, /line 29 of a log that goes on for a while: äöü €/);
  const stopped = ours.build.logStream({ name: "long log", number: run });
  setImmediate(() => stopped.end());
  await once(stopped, "end");
  const [gone] = await once(ours.build.logStream("nope", 1), "error");
  assert.deepEqual([gone.notFound, gone.message], [true, "jenkins: build.log: nope 1 not found"]);
});

function streamed(log) {
  return new Promise((resolve, reject) => {
    let text = "";
    let count = 0;
    log.on("data", (piece) => ((text += piece), (count += 1)));
    log.on("error", reject);
    log.on("end", () => resolve({ text, count }));
  });
}

test("builds are stopped and ended, items cancelled", async () => {
  for (const [client, verb] of [[theirs, "stop"], [ours, "stop"], [ours, "term"]]) {
    const { nextBuildNumber: number } = await client.job.get("sleeper");
    await client.job.build("sleeper");
    while (!(await client.build.get("sleeper", number).catch(() => undefined))) await new Promise((r) => setTimeout(r, 30));
    if (verb === "term") await client.build.stop("sleeper", number);
    assert.equal(await client.build[verb]("sleeper", number), undefined);
    for (let i = 0; i < 100 && (await client.build.get("sleeper", number)).building; i += 1) await new Promise((r) => setTimeout(r, 30));
    assert.equal((await client.build.get("sleeper", number)).result, "ABORTED");
  }
  const item = await ours.job.build("slow queue");
  assert.equal((await ours.queue.list()).some((i) => i.id === item), true);
  await same((j) => j.queue.list({ tree: "items[id,why,task[name]]" }));
  assert.equal(await ours.queue.cancel(item), undefined);
  assert.equal((await ours.queue.list()).some((i) => i.id === item), false);
  assert.equal((await theirs.queue.item(item)).cancelled, true);
});

test("a delay and a job's own token", async () => {
  const later = await ours.job.build({ name: "quick", delay: "30sec" });
  assert.match((await ours.queue.item(later)).why, /quiet period/i);
  await ours.queue.cancel(later);
  const viewer = new Ours(url("viewer", "11viewer0000000000000000000000token"), {});
  assert.ok((await viewer.job.build("token", { token: "t0ken1" })) > 0);
  await viewer.close();
});

test("files come as buffers or streams, without form-data", async () => {
  const bodies = [];
  const server = createServer(async (request, answer) => {
    bodies.push(Buffer.concat(await request.toArray()).toString());
    answer.writeHead(201, { location: "http://elsewhere/queue/item/7/" }).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new Ours({ baseUrl: `http://u:t@127.0.0.1:${server.address().port}` });
  for (const FILE of [Buffer.from("one\ntwo"), Readable.from([Buffer.from("one\n"), Buffer.from("two")])]) {
    const item = await client.job.build("x", { parameters: { STR: "f", FILE: Object.assign(FILE, { filename: "a.txt" }) } });
    assert.equal(item, 7);
  }
  for (const body of bodies) {
    assert.match(body, /name="FILE"; filename="a.txt"\r\n(?:[^\r]+\r\n)*\r\none\ntwo\r\n/);
    assert.match(body, /name="STR"\r\n(?:[^\r]+\r\n)*\r\nf\r\n/);
  }
  await client.close();
  server.close();
  const { run } = await finished(ours, "freestyle params", { parameters: { STR: "f", FILE: Buffer.from("x") } });
  assert.equal(run.result, "SUCCESS");
});

test("refusals are worded alike", async () => {
  await same((j) => j.job.get("nope"));
  await same((j) => j.job.build("nope"));
  await same((j) => j.build.get("quick", 999));
  await same((j) => j.build.get({ name: ["Ops Team", "nope"], number: 1 }));
  await same((j) => j.build.log("quick", 999));
  await same((j) => j.build.stop("quick", 999));
  await same((j) => j.view.get("nope"));
  await same((j) => j.queue.item(99999));
  await same((j) => j.queue.cancel(99999));
  await same((j) => j.job.build("disabled"));
  await same((j) => j.job.build("params"));
  await same((j) => j.job.build("quick", { parameters: { A: "1" } }));
  await same((j) => j.job.list("quick"));
  for (const call of [(j) => j.job.get(), (j) => j.job.build({}), (j) => j.build.get("x"), (j) => j.build.stop(), (j) => j.queue.item(), (j) => j.queue.cancel(0), (j) => j.view.get("")]) await same(call);
  const viewer = [Theirs, Ours].map((Client) => new Client({ baseUrl: url("viewer", "11viewer0000000000000000000000token") }));
  const wrong = [Theirs, Ours].map((Client) => new Client({ baseUrl: url("releaser", "geheim") }));
  for (const [one, other] of [viewer, wrong]) {
    for (const call of [(j) => j.job.build("quick"), (j) => j.build.stop("release", 17), (j) => j.job.get("quick")]) {
      const [expected, found] = [await end(one, call), await end(other, call)];
      // With wrong credentials npm jenkins fails when it asks for a crumb, and says so.
      if (expected.message?.includes("crumbIssuer")) expected.message = found.message;
      assert.deepEqual(found, expected, `${call}`);
    }
  }
  const refusal = await wrong[1].job.get("quick").catch((e) => e);
  assert.deepEqual([refusal.statusCode, refusal.res.statusCode, refusal.cause.code], [401, 401, "credentials_rejected"]);
  await Promise.all([viewer[1].close(), wrong[1].close()]);
});

test("lost connections keep their code", async () => {
  const [one, other] = [new Theirs({ baseUrl: "http://127.0.0.1:9" }), new Ours({ baseUrl: "http://127.0.0.1:9" })];
  const errors = await Promise.all([one, other].map((j) => j.job.build("x").catch((e) => e)));
  assert.equal(errors[1].code, errors[0].code);
  assert.equal(errors[1].code, "ECONNREFUSED");
  const silent = createServer(() => {});
  await new Promise((resolve) => silent.listen(0, "127.0.0.1", resolve));
  for (const timeout of [NaN, "50"]) assert.throws(() => new Ours({ baseUrl: "http://127.0.0.1:1", timeout }), /timeout is no number/);
  const slow = new Ours({ baseUrl: `http://127.0.0.1:${silent.address().port}`, timeout: 50 });
  const late = await slow.job.build("x").catch((e) => e);
  assert.equal(late.isTimeout, true);
  silent.closeAllConnections();
  silent.close();
});

test("a password in place of a token signs in when a crumb is wanted", async () => {
  const client = new Ours({ baseUrl: url("releaser", "password-2-"), crumbIssuer: true });
  const { run } = await finished(client, "quick");
  assert.equal(run.result, "SUCCESS");
  await client.close();
});

test("headers go along, and secrets are shown nowhere", async () => {
  const seen = [];
  const server = createServer((request, answer) => {
    seen.push(request.headers);
    answer.writeHead(500, { "Content-Type": "text/plain", "X-Error": "no ?such? luck", "Set-Cookie": "JSESSIONID=geheim" }).end("oops");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const clients = [Theirs, Ours].map((Client) => new Client({ baseUrl: `http://u:geheim@127.0.0.1:${server.address().port}/ci`, crumbIssuer: false, headers: { "X-Own": "1" } }));
  const [one, other] = await Promise.all(clients.map((j) => j.build.term("x", 1).catch((e) => e)));
  assert.deepEqual([other.message, other.statusCode], [one.message, one.statusCode]);
  assert.ok(seen.every((headers) => headers["x-own"] === "1" && headers.authorization === `Basic ${btoa("u:geheim")}`));
  assert.doesNotMatch(inspect(other, { depth: 9, showHidden: false }) + inspect(clients[1], { depth: 9 }) + JSON.stringify(clients[1]), /geheim|Z2VoZWlt|OmdlaGVpb/);
  assert.throws(() => new Ours({ baseUrl: "u:geheim@/" }), (e) => !/geheim/.test(inspect(e)));
  await clients[1].close();
  server.close();
});

test("what is not offered is refused, with the way to do it", async () => {
  for (const [call, text] of [
    [(j) => j.job.create("x", "<xml/>"), /job\.create is not offered: /],
    [(j) => j.view.add("x", "y"), /view\.add is not offered: /],
    [(j) => j.node.list(), /node\.list is not offered: .*fetch/],
    [(j) => j.plugin.list(), /capabilities/],
    [(j) => j.credentials.list("a", "b", "c"), /credentials\.list/],
    [(j) => j.crumbIssuer.get(), /crumbIssuer\.get/],
    [(j) => j._get({ path: "/" }), /bellpull/],
    [(j) => j.job.get("x", () => {}), /callbacks/],
    [(j) => j.build.log("x", 1, { type: "html" }), /text alone/],
    [(j) => j.build.get("x", "newest"), /lastBuild/],
    [(j) => j.job.build("x", { parameters: { A: ["1", "2"] } }), /parameter A/],
    [(j) => j.job.build("x", { parameters: "A=1" }), /an object of values/],
    [(j) => j.job.build("x", { delay: "soon" }), /5sec/],
  ]) {
    await assert.rejects(async () => call(ours), text);
  }
  assert.throws(() => ours.on("log", () => {}), /NODE_DEBUG/);
  for (const options of [{}, { baseUrl: "nonsense" }, { baseUrl: "http://u@h" }, { baseUrl: "http://h", agent: {} }, { baseUrl: "http://h", rejectUnauthorized: false }, { baseUrl: "http://h", crumbIssuer: () => {} }]) {
    assert.throws(() => new Ours(options), /^Error: jenkins: /, inspect(options));
  }
});

test("import and require give the class", async () => {
  const imported = await import("bellpull/compat");
  assert.deepEqual([imported.default.name, imported.Jenkins === imported.default], ["Jenkins", true]);
  assert.deepEqual([Ours.name, Ours.Jenkins === Ours, Ours.default === Ours], ["Jenkins", true, true]);
  const client = new imported.default({ baseUrl: new URL(url()) });
  assert.equal(await client.job.exists("quick"), true);
  await client.close();
});
