// The package in Node against a simulated Jenkins: the same tests for the native engine and for wasm.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { test } from "node:test";
import { promisify } from "node:util";
import { Jenkins, JenkinsError } from "bellpull";
import { root, simulate } from "../browser/harness.mjs";

const TOKEN = { kind: "token", user: "releaser", token: "11releaser00000000000000000000token" };

async function server(t, options = {}) {
  const sim = await simulate({}, options);
  t.after(() => sim.stop());
  const url = `${sim.origin}/jenkins`;
  const jenkins = new Jenkins({ url, credentials: TOKEN });
  t.after(() => jenkins.close());
  return { sim, url, jenkins };
}

test("a run is triggered with values, followed, approved with changed ones, and its log read", async (t) => {
  const { jenkins, sim } = await server(t);
  const { run } = await jenkins.job("release").trigger();
  let paused;
  for await (const view of run.follow({ untilPaused: true })) paused = view;
  assert.deepEqual([paused.status.word, paused.inputs[0].id], ["paused", "Proceed-to-prod"]);
  const settled = await run.input(paused.inputs[0]).approve({ REGION: "us" });
  assert.deepEqual([settled.outcome, settled.sent.REGION], ["approved", "us"]);
  let last;
  for await (const view of run.follow()) last = view;
  assert.equal(last.status.word, "success");
  let log = "";
  for await (const piece of run.log()) log += piece.text;
  assert.match(log, /Approved by/);
  assert.equal((await sim.posts()).length, 2);
});

test("a password signs in by the form, keeps its session and needs one crumb", async (t) => {
  const { url, sim } = await server(t);
  const jenkins = new Jenkins({ url, credentials: { kind: "password", user: "releaser", password: "password-2-" } });
  t.after(() => jenkins.close());
  assert.equal((await jenkins.whoAmI()).name, "releaser");
  await jenkins.job("quick").trigger({}, { until: "queued" });
  await jenkins.job("quick").trigger({}, { until: "queued" });
  const paths = (await sim.requests()).map((r) => r.path);
  assert.equal(paths.filter((p) => p.includes("crumbIssuer")).length, 1);
});

test("refusals are JenkinsErrors, and a token is in none of them", async (t) => {
  const { url, jenkins } = await server(t);
  const refused = await jenkins.job("nope").describe().catch((e) => e);
  assert.ok(refused instanceof JenkinsError);
  assert.deepEqual([refused.code, refused.status], ["not_found", 404]);
  const wrong = new Jenkins({ url, credentials: { ...TOKEN, token: "geheim" } });
  t.after(() => wrong.close());
  const error = await wrong.job("quick").trigger().catch((e) => e);
  assert.equal(error.code, "credentials_rejected");
  assert.doesNotMatch(JSON.stringify(error) + error.stack, /geheim|Z2VoZWlt/);
  const nobody = new Jenkins({ url: "http://127.0.0.1:9/jenkins", credentials: TOKEN });
  const lost = await nobody.job("quick").run(1).stop().catch((e) => e);
  assert.deepEqual([lost.code, lost.sent], ["network", "no"]);
  assert.match(lost.message, /ECONNREFUSED/);
});

test("names arrive as they are: encoded once, and never again", async (t) => {
  const { jenkins, sim } = await server(t);
  await jenkins.job("multi").branch("feature/ux-1").describe();
  await jenkins.job(["Ops Team", "café (1) ~ 'q'"]).describe();
  const paths = (await sim.requests()).map((r) => r.path);
  assert.ok(paths.some((p) => p.includes("/job/multi/job/feature%252Fux-1/")), paths.join());
  assert.ok(paths.some((p) => p.includes("/job/Ops%20Team/job/caf%C3%A9%20(1)%20~%20'q'/")), paths.join());
});

test("an artifact is a stream, lists are async iterators, links stay on the server", async (t) => {
  const { jenkins } = await server(t);
  const { run } = await jenkins.job("archiver").trigger();
  for await (const _ of run.follow());
  const { artifacts } = await jenkins.call({ op: "run", ...run.address, tree: "artifacts[relativePath]" });
  const { body, type, length } = await run.artifact(artifacts.find((a) => a.relativePath.endsWith(".txt")).relativePath);
  assert.equal(type, "text/plain");
  assert.equal(new TextEncoder().encode(await new Response(body).text()).length, length);
  const runs = [];
  for await (const item of jenkins.list({ op: "blue_runs", job: "archiver" }, { pageSize: 1 })) runs.push(item);
  assert.ok(runs.length >= 1 && typeof runs[0].startTimeMillis === "number");
  const nodes = await jenkins.followLink(runs[0], "nodes");
  assert.ok(Array.isArray(nodes));
  await assert.rejects(jenkins.followLink("http://evil.example.com/job/x/"), { code: "link_outside_server" });
});

test("an artifact store on another host is asked without credentials", async (t) => {
  const seen = [];
  const store = createServer((request, answer) => {
    seen.push(request.headers);
    answer.setHeader("content-type", "application/octet-stream").end(`from the store ${request.url}`);
  });
  await new Promise((resolve) => store.listen(0, "127.0.0.1", resolve));
  let at = "/bucket/x?sig=1";
  const jenkinsLike = createServer((request, answer) => {
    seen.push(request.headers);
    answer.writeHead(302, { location: `http://localhost:${store.address().port}${at}` }).end();
  });
  await new Promise((resolve) => jenkinsLike.listen(0, "127.0.0.1", resolve));
  t.after(() => (store.close(), jenkinsLike.close()));
  const jenkins = new Jenkins({ url: `http://127.0.0.1:${jenkinsLike.address().port}`, credentials: TOKEN, headers: { "X-Own": "1" } });
  t.after(() => jenkins.close());
  const { body, elsewhere } = await jenkins.job("x").run(1).artifact("a.bin");
  assert.deepEqual([await new Response(body).text(), elsewhere], ["from the store /bucket/x?sig=1", true]);
  assert.deepEqual([seen[0].authorization?.startsWith("Basic "), seen[0]["x-own"]], [true, "1"]);
  assert.deepEqual([seen[1].authorization, seen[1].cookie, seen[1]["x-own"]], [undefined, undefined, undefined]);
  for (const [given, asked] of [["?sig=a/b%2F", "/?sig=a/b%2F"], ["", "/"]]) {
    at = given;
    const other = await jenkins.job("x").run(1).artifact("a.bin");
    assert.equal(await new Response(other.body).text(), `from the store ${asked}`);
  }
});

test("giving up ends a request in flight and a wait, and is told what may have happened", async (t) => {
  const { jenkins, sim } = await server(t);
  const silent = createServer(() => {});
  await new Promise((resolve) => silent.listen(0, "127.0.0.1", resolve));
  t.after(() => silent.closeAllConnections() ?? silent.close());
  t.after(() => silent.close());
  const other = new Jenkins({ url: `http://127.0.0.1:${silent.address().port}`, credentials: TOKEN });
  const write = await other.job("x").run(1).stop({ signal: AbortSignal.timeout(50) }).catch((e) => e);
  assert.deepEqual([write.code, write.sent], ["cancelled", "maybe"]);
  const read = await other.whoAmI({ signal: AbortSignal.timeout(50) }).catch((e) => e);
  assert.deepEqual([read.code, read.sent], ["cancelled", "no"]);
  const late = new Jenkins({ url: `http://127.0.0.1:${silent.address().port}`, credentials: TOKEN, timeoutMillis: 50 });
  const limit = await late.job("x").run(1).stop().catch((e) => e);
  assert.deepEqual([limit.code, limit.sent], ["timed_out", "maybe"]);
  const { run } = await jenkins.job("sleeper").trigger();
  const following = run.follow({ signal: AbortSignal.timeout(200) });
  await assert.rejects(async () => {
    for await (const _ of following);
  }, { code: "cancelled" });
});

test("answers larger than the limit are refused without reading on", async (t) => {
  let written = 0;
  const endless = createServer((_, answer) => {
    answer.setHeader("content-type", "application/json");
    const more = () => {
      written += 65536;
      if (!answer.destroyed && written < 1 << 28) answer.write(Buffer.alloc(65536, 32), more);
    };
    more();
  });
  await new Promise((resolve) => endless.listen(0, "127.0.0.1", resolve));
  t.after(() => endless.close());
  for (const own of [{}, { fetch }]) {
    written = 0;
    const jenkins = new Jenkins({ url: `http://127.0.0.1:${endless.address().port}`, credentials: TOKEN, maxBodyBytes: 1 << 20, ...own });
    await assert.rejects(jenkins.whoAmI(), { code: "body_too_large" });
    assert.ok(written < 1 << 25, `${written} bytes were written`);
  }
});

test("an answer may be waited for without a limit, but not for no time at all", async (t) => {
  const url = (await server(t)).url;
  for (const timeoutMillis of [Infinity, 2 ** 31, 2 ** 31 - 1, 60_000.5]) {
    const jenkins = new Jenkins({ url, credentials: TOKEN, timeoutMillis });
    t.after(() => jenkins.close());
    assert.equal((await jenkins.whoAmI()).name, "releaser", `${timeoutMillis}`);
  }
  for (const timeoutMillis of [0, -1, NaN, "1000", null]) assert.throws(() => new Jenkins({ url, timeoutMillis }), /^TypeError: .*timeoutMillis/, `${timeoutMillis}`);
});

test("wrong use fails at once with a TypeError", () => {
  const url = "https://ci.example.com";
  for (const wrong of [undefined, {}, { url: "/jenkins" }, { url, tokn: "x" }, { url, credentials: { kind: "token", token: "a", password: "b" } }, { url, fetch, dispatcher: {} }, { url, tls: {}, dispatcher: {} }]) {
    assert.throws(() => new Jenkins(wrong), TypeError, JSON.stringify(wrong));
  }
});

test("a fetch of the caller's own sends everything", async (t) => {
  const { url } = await server(t);
  const asked = [];
  const own = (input, init) => {
    asked.push([init.method, init.redirect]);
    return fetch(input, init);
  };
  const jenkins = new Jenkins({ url, credentials: TOKEN, fetch: own });
  const { run } = await jenkins.job("quick").trigger();
  await run.stop();
  assert.ok(asked.length > 3 && asked.every(([, redirect]) => redirect === "manual"));
});

test("a fetch of the caller's own may answer in many pieces, or with none that can be read one by one", async () => {
  const text = JSON.stringify({ name: "ann", anonymous: false });
  const headers = { "content-type": "application/json" };
  const pieces = new ReadableStream({ start: (c) => ([...new TextEncoder().encode(text)].forEach((byte) => c.enqueue(Uint8Array.of(byte))), c.close()) });
  const whole = { status: 200, ok: true, headers: new Headers(headers), body: {}, arrayBuffer: async () => new TextEncoder().encode(text).buffer };
  for (const response of [new Response(pieces, { headers }), whole]) {
    const jenkins = new Jenkins({ url: "https://ci.example.com", credentials: TOKEN, fetch: async () => response });
    assert.equal((await jenkins.whoAmI()).name, "ann");
  }
});

test("a program ends by itself, whether or not it closed its client", async (t) => {
  const { url } = await server(t);
  for (const program of [
    `import { Jenkins } from "bellpull"; const j = new Jenkins(${JSON.stringify({ url, credentials: TOKEN })}); console.log((await j.whoAmI()).name);`,
    `const { Jenkins } = require("bellpull"); const j = new Jenkins(${JSON.stringify({ url, credentials: TOKEN })}); j.whoAmI().then((w) => console.log(w.name));`,
    `import { Jenkins } from "bellpull"; const j = new Jenkins(${JSON.stringify({ url, credentials: TOKEN })}); const stop = AbortSignal.timeout(100); const { run } = await j.job("sleeper").trigger(); try { for await (const v of run.follow({ signal: stop })); } catch (e) { console.log(e.code === "cancelled" ? "releaser" : e); }`,
  ]) {
    const kind = program.startsWith("import") ? "module" : "commonjs";
    const { stdout } = await promisify(execFile)("node", ["--input-type", kind, "-e", program], { cwd: root, timeout: 10_000 });
    assert.equal(stdout.trim(), "releaser");
  }
});

test("import and require give the same names", async () => {
  const required = createRequire(import.meta.url)("bellpull");
  assert.deepEqual(Object.keys(required).sort(), Object.keys(await import("bellpull")).sort());
});
