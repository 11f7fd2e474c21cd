// The gateway against a simulated Jenkins: who may, who was first, what is taken down, and what a hostile page gets.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Jenkins } from "bellpull";
import { createGateway, FileSink, MemoryStore, toNode } from "bellpull/gateway";
import { assertQuiet, ORIGIN, PEOPLE, RULES, setUp } from "./desk.mjs";

test("a person triggers and approves; the records tell who, what and by which rule", async (t) => {
  const { send, audit, waiting } = await setUp(t);
  const asked = await waiting();
  const { outcome, status } = await send("ben", { op: "approve", ...asked, key: "k1", comment: "ticket 5" });
  assert.deepEqual([status, outcome.outcome, outcome.by, outcome.name], [200, "approved", "ben", "Ben"]);
  const records = (await audit()).filter((r) => r.verb === "approve");
  assert.deepEqual(records.map((r) => [r.phase, r.person.id, r.rule, r.outcome, r.comment]), [
    ["sending", "ben", "the release team", null, "ticket 5"],
    ["done", "ben", "the release team", "approved", "ticket 5"],
  ]);
  assert.equal(new Set(records.map((r) => r.request)).size, 1);
  // A page sees people, not the service account, and no address of Jenkins.
  const { outcome: view } = await send("eve", { op: "status", job: asked.job, run: asked.run });
  assert.deepEqual([view.causes[0].text, view.approvers, view.url, view.inputsUrl], ["Started by Ann", ["Ben"], "", ""]);
});

test("what no rule allows is refused, taken down, and asks Jenkins for nothing", async (t) => {
  const { send, audit, waiting, sim } = await setUp(t);
  const asked = await waiting();
  await sim.forget();
  for (const [person, body, status, code] of [
    [null, { op: "describe", job: "quick" }, 401, "not_signed_in"],
    ["eve", { op: "trigger", job: "quick", key: "k" }, 403, "no_rule"],
    ["ann", { op: "trigger", job: "release", key: "k" }, 403, "no_rule"],
    ["eve", { op: "approve", ...asked, key: "k3" }, 403, "no_rule"],
    ["eve", { op: "abort", ...asked, run: 9999, key: "k4" }, 403, "no_rule"],
    ["ann", { op: "trigger", job: "../quick", key: "k" }, 400, "invalid_job_name"],
    ["ann", { op: "trigger", job: "Test Workflow/../quick", key: "k" }, 400, "invalid_job_name"],
    ["ann", { op: "trigger", job: "https://evil.example.com/job/quick/", key: "k" }, 400, "invalid_job_name"],
    ["ann", { op: "kill", job: "quick", run: 1 }, 404, "not_exposed"],
    ["ann", { op: "__proto__", job: "quick" }, 404, "not_exposed"],
    ["ann", { op: "trigger", job: "quick" }, 400, "invalid_request"],
    ["ann", { op: "trigger", job: "quick", key: "k", until: "started" }, 400, "invalid_request"],
    ["ann", { op: "approve", ...asked, fingerprint: undefined, key: "k" }, 400, "invalid_request"],
    ["ann", { op: "status", job: "quick", run: "lastBuild" }, 400, "invalid_request"],
    ["ann", { op: "trigger", job: "quick\r\nX: 1", key: "k" }, 400, "invalid_request"],
  ]) {
    const answer = await send(person, body);
    assert.deepEqual([answer.status, answer.error?.code], [status, code], JSON.stringify(body));
    assert.ok(answer.error.message.length > 5 && answer.error.remedy.length > 5);
  }
  // A path trick stays a name, and nobody has a rule for it.
  assert.equal((await send("ann", { op: "trigger", job: "quick%2F..%2Fx", key: "k2" })).error.code, "no_rule");
  assert.deepEqual(await sim.requests(), []);
  assert.equal((await audit()).filter((r) => r.phase === "refused").length, 16);
});

test("a hostile page or client gets nowhere", async (t) => {
  const { send, sim, audit } = await setUp(t);
  const body = { op: "trigger", job: "quick", key: "k" };
  let deep = "1";
  for (let i = 0; i < 50; i += 1) deep = `{"a":${deep}}`;
  for (const [change, status, code] of [
    [{ headers: { origin: "https://evil.example.com" } }, 403, "origin_not_allowed"],
    [{ headers: { origin: undefined } }, 403, "origin_not_allowed"],
    [{ headers: { origin: "null" } }, 403, "origin_not_allowed"],
    [{ headers: { origin: undefined, host: "desk.example.com", "x-forwarded-host": "desk.example.com", "x-forwarded-proto": "https" } }, 403, "origin_not_allowed"],
    [{ headers: { "sec-fetch-site": "cross-site" } }, 403, "origin_not_allowed"],
    [{ headers: { "x-bellpull": undefined } }, 403, "header_missing"],
    [{ headers: { "content-type": "text/plain" } }, 415, "not_json"],
    [{ headers: { "content-type": "application/x-www-form-urlencoded" }, raw: "op=trigger&job=quick&key=k" }, 415, "not_json"],
    [{ headers: { "content-type": "multipart/form-data; boundary=x" } }, 415, "not_json"],
    [{ raw: `{"op":"trigger","job":"quick","key":"k","parameters":{"A":"${"x".repeat(70_000)}"}}` }, 413, "body_too_large"],
    [{ raw: `{"op":"trigger","job":"quick","key":"k","parameters":${deep}}` }, 400, "invalid_request"],
    [{ raw: '{"op":"trigger","job":"quick","key":"k","parameters":{"__proto__":{"polluted":true}}}' }, 400, "invalid_request"],
    [{ raw: '{"op":"trigger","job":"quick","key":"k","parameters":{"constructor":{"prototype":{"x":1}}}}' }, 400, "invalid_request"],
    [{ raw: "[]" }, 400, "invalid_request"],
    [{ raw: "" }, 400, "invalid_request"],
    [{ raw: new Uint8Array([0xff, 0xfe]) }, 400, "invalid_request"],
    [{ method: "PUT" }, 405, "method_not_allowed"],
  ]) {
    const answer = await send("ann", body, change);
    assert.deepEqual([answer.status, answer.error?.code], [status, code], JSON.stringify(change).slice(0, 200));
  }
  assert.equal({}.polluted, undefined);
  assert.deepEqual(await sim.requests(), []);
  assert.equal((await audit()).length, 17);
});

test("two decide at the same moment: one counts, the other is told whose", async (t) => {
  const { send, waiting, sim } = await setUp(t);
  for (const [mine, theirs] of [["approve", "approve"], ["approve", "abort"], ["abort", "approve"]]) {
    const asked = await waiting();
    await sim.forget();
    const answers = await Promise.all([send("ann", { op: mine, ...asked, key: `a${asked.run}` }), send("ben", { op: theirs, ...asked, key: `b${asked.run}` })]);
    const [won] = answers.filter((a) => a.status === 200);
    const [lost] = answers.filter((a) => a.status === 409);
    assert.ok(won && lost, JSON.stringify(answers));
    assert.deepEqual([lost.error.code, lost.error.by], ["input_already_settled", won.outcome.by]);
    assert.match(lost.error.message, new RegExp(`${won.outcome.name} was first: ${won.outcome.outcome}`));
    assert.equal((await sim.posts()).length, 1);
  }
});

test("a double click, a retry and two tabs are one request with one answer", async (t) => {
  const { send, waiting, sim } = await setUp(t);
  const asked = await waiting();
  await sim.forget();
  const answers = await Promise.all(Array.from({ length: 5 }, () => send("ben", { op: "approve", ...asked, key: "same" })));
  assert.equal(new Set(answers.map((a) => JSON.stringify(a))).size, 1);
  assert.deepEqual(await send("ben", { op: "approve", ...asked, key: "same" }), answers[0]);
  assert.equal((await sim.posts()).length, 1);
  assert.equal((await send("ben", { op: "trigger", job: "quick", key: "same" })).error.code, "invalid_request");
  const triggers = await Promise.all(["t", "t"].map((key) => send("ann", { op: "trigger", job: "sleeper", key })));
  assert.deepEqual(triggers[0], triggers[1]);
});

test("another question, another run and what is over are refused before anything is sent", async (t) => {
  const { send, waiting, sim } = await setUp(t);
  const asked = await waiting();
  await sim.forget();
  assert.equal((await send("ben", { op: "approve", ...asked, fingerprint: "0".repeat(32), key: "1" })).error.code, "input_changed");
  assert.equal((await send("ben", { op: "approve", ...asked, run: 9999, key: "2" })).error.code, "not_found");
  assert.equal((await send("ben", { op: "approve", ...asked, input: "Other", key: "3" })).error.code, "input_already_settled");
  assert.equal((await sim.posts()).length, 0);
});

test("without an audit record nothing is sent", async (t) => {
  let fail = false;
  const records = [];
  const audit = (record) => {
    if (fail && record.phase === "sending") throw new Error("the disk is full");
    records.push(record);
  };
  const { send, waiting, sim } = await setUp(t, { audit });
  const asked = await waiting();
  await sim.forget();
  fail = true;
  const refused = await send("ben", { op: "approve", ...asked, key: "1" });
  assert.deepEqual([refused.status, refused.error.code, refused.error.sent], [503, "audit_failed", "no"]);
  assert.equal((await sim.posts()).length, 0);
  fail = false;
  assert.equal((await send("ben", { op: "approve", ...asked, key: "1" })).outcome.outcome, "approved");
});

test("what anybody can cause takes no record's place, and a line without an end spoils none", async (t) => {
  const dir = await mkdtemp(join(tmpdir(), "bellpull-sink-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, "audit.jsonl");
  await writeFile(file, '{"time":"2026-01-01","person":nul');
  const sink = new FileSink({ file, maxBytes: 4096, keep: 2 });
  const record = (change) => ({ time: "2026-01-01T00:00:00.000Z", request: "r", person: null, verb: "unknown", phase: "refused", code: "not_signed_in", ...change });
  const ann = { id: "ann" };
  await sink.write(record({ person: ann, verb: "approve", phase: "done", code: "allowed" }));
  await Promise.all(Array.from({ length: 500 }, (_, n) => sink.write(record(n % 2 === 0 ? {} : { person: ann, code: "too_many_requests" }))));
  await sink.write(record({ person: ann, code: "no_rule" }));
  const [torn, ...others] = (await readFile(file, "utf8")).trimEnd().split("\n");
  assert.throws(() => JSON.parse(torn));
  assert.deepEqual(others.map((line) => JSON.parse(line).code), ["allowed", "no_rule"]);
  assert.deepEqual((await readdir(dir)).sort(), ["audit.jsonl", "audit.jsonl.anonymous", "audit.jsonl.anonymous.1"]);
  assert.ok((await stat(`${file}.anonymous`)).size <= 4096);
});

test("a process that was lost between POST and answer: one approval, and the right outcome", async (t) => {
  const store = new MemoryStore();
  const { send, waiting, sim, jenkins } = await setUp(t, { store });
  const asked = await waiting();
  await sim.forget();
  // What the lost process had done: taken the key, and sent.
  const digest = (...of) => createHmac("sha256", "").update(JSON.stringify(of)).digest("base64url");
  const what = digest("k", "approve", asked.job, undefined, asked.run, asked.input, asked.fingerprint, {}, undefined);
  await store.set(`once:ben:${digest("k")}`, JSON.stringify({ what, sent: true }), { ttlMillis: 1e9 });
  const [input] = await jenkins.job(asked.job).run(asked.run).inputs();
  await input.approve();
  const answer = await send("ben", { op: "approve", ...asked, key: "k" });
  assert.equal(answer.error.code, "input_already_settled");
  assert.equal((await send("ben", { op: "approve", ...asked, key: "k", parameters: { A: "1" } })).error.code, "invalid_request");
  assert.equal((await sim.posts()).length, 1);
});

test("one poller however many watch; who comes back gets what is new, and all hear the end", async (t) => {
  const { gateway, waiting, sim, send } = await setUp(t);
  const asked = await waiting();
  const open = async (seen) => {
    const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": "ann", ...(seen ? { "last-event-id": seen } : {}) };
    const response = await gateway(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify({ op: "follow", job: asked.job, run: asked.run }) }));
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    return response.body.pipeThrough(new TextDecoderStream()).getReader();
  };
  const watchers = await Promise.all(Array.from({ length: 10 }, () => open()));
  const firsts = await Promise.all(watchers.map((w) => w.read()));
  const id = /id: (\S+)/.exec(firsts[0].value)[1];
  await sim.forget();
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const asking = (await sim.requests()).length;
  assert.ok(asking >= 1 && asking < 8, `${asking} requests for ten watchers`);
  const back = await open(id);
  await send("ben", { op: "approve", ...asked, key: "1" });
  const rest = async (reader) => {
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += value;
    }
  };
  const [again, ...others] = await Promise.all([rest(back), ...watchers.map(rest)]);
  assert.ok(!again.includes(`id: ${id}\n`), "what was seen does not come again");
  for (const text of [again, ...others]) assert.match(text, /event: view[\s\S]*"word":"success"[\s\S]*event: end/);
});

test("what was seen is known again by another process, and is not taken for what came after", async (t) => {
  const { gateway, jenkins, waiting, send } = await setUp(t);
  const other = createGateway({ jenkins, policy: { rules: RULES }, authenticate: () => PEOPLE.ann, origins: [ORIGIN], audit: () => {} });
  const asked = await waiting();
  const follow = async (through, seen) => {
    const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": "ann", ...(seen ? { "last-event-id": seen } : {}) };
    return through(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify({ op: "follow", job: asked.job, run: asked.run }) }));
  };
  const reader = (await follow(gateway)).body.pipeThrough(new TextDecoderStream()).getReader();
  const [, seen] = /id: (\S+)/.exec((await reader.read()).value);
  await reader.cancel();
  await send("ben", { op: "approve", ...asked, key: "1" });
  for await (const view of jenkins.job(asked.job).run(asked.run).follow()) void view;
  assert.match(await (await follow(other, seen)).text(), /"word":"success"[\s\S]*event: end/);
});

test("who has heard the end watches no longer", async (t) => {
  const { gateway, send, waiting } = await setUp(t, { limits: { watchers: 1 } });
  const asked = await waiting();
  const follow = () => {
    const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": "ann" };
    return gateway(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify({ op: "follow", job: asked.job, run: asked.run }) }));
  };
  const first = await follow();
  assert.equal((await follow()).status, 429);
  await send("ben", { op: "approve", ...asked, key: "1" });
  assert.match(await first.text(), /event: end/);
  assert.equal((await follow()).status, 200);
});

test("a gateway that is closed ends all its streams, read or not", async (t) => {
  const { gateway, waiting } = await setUp(t, { limits: { watchers: 3 } });
  const asked = await waiting();
  const open = async (op) => {
    const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": "ann" };
    const response = await gateway(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify({ op, job: asked.job, run: asked.run }) }));
    return response.body.getReader();
  };
  const [followed, log, unread] = [await open("follow"), await open("follow_log"), await open("follow_log")];
  const ended = [followed, log].map(async (reader) => {
    for (;;) if ((await reader.read()).done) return "ended";
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await gateway.close();
  const late = new Promise((resolve) => setTimeout(resolve, 3000, "late").unref());
  assert.deepEqual(await Promise.all([...ended, unread.read().then(({ done }) => done)].map((one) => Promise.race([one, late]))), ["ended", "ended", true]);
});

test("a person's requests and watchers are limited", async (t) => {
  const { send, gateway } = await setUp(t, { limits: { requestsPerMinute: 3, watchers: 1 } });
  for (let i = 0; i < 3; i += 1) await send("ann", { op: "describe", job: "quick" });
  assert.deepEqual([(await send("ann", { op: "describe", job: "quick" })).error.code, (await send("ben", { op: "describe", job: "quick" })).status], ["too_many_requests", 200]);
  const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": "ben" };
  const follow = () => gateway(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify({ op: "follow", job: "Test Workflow", run: 1 }) }));
  const one = await follow();
  assert.equal((await follow()).status, 429);
  await one.body.cancel();
});

test("explain tells the rule without asking for anything to be done", async (t) => {
  const { gateway, send, sim } = await setUp(t);
  const decision = await gateway.explain(PEOPLE.eve, { op: "trigger", job: "quick" });
  assert.deepEqual([decision.allowed, decision.code], [false, "no_rule"]);
  const { outcome } = await send("ann", { op: "explain", verb: "trigger", job: "quick" });
  assert.deepEqual([outcome.allowed, outcome.rule], [true, "the release team"]);
  assert.deepEqual(await sim.posts(), []);
});

test("explain tells nothing of Jenkins to whom no rule is about", async (t) => {
  const { send, sim, waiting } = await setUp(t);
  const asked = await waiting();
  await sim.forget();
  for (const run of [asked.run, 9999]) {
    const { outcome } = await send("eve", { op: "explain", verb: "approve", job: asked.job, run, input: asked.input });
    assert.deepEqual([outcome.allowed, outcome.code], [false, "no_rule"]);
  }
  assert.deepEqual(await sim.requests(), []);
});

test("a decision that somebody else's held up may be asked for again with the same key", async (t) => {
  class Busy extends MemoryStore {
    busy = true;
    // Of inputs, not of keys.
    lock(key, options) {
      return this.busy && !key.startsWith("lock:once:") ? Promise.resolve(null) : super.lock(key, options);
    }
  }
  const store = new Busy();
  const { send, waiting } = await setUp(t, { store });
  const asked = await waiting();
  const held = await send("ben", { op: "approve", ...asked, key: "k" });
  assert.deepEqual([held.status, held.error.code], [503, "still_running"]);
  store.busy = false;
  assert.equal((await send("ben", { op: "approve", ...asked, key: "k" })).outcome.outcome, "approved");
});

test("wrong options and policies fail at once with a TypeError that says what", () => {
  const fine = { jenkins: { url: "https://ci.example.com", credentials: { kind: "anonymous" } }, policy: { rules: RULES }, authenticate: () => null, origins: [ORIGIN], audit: () => {} };
  assert.doesNotThrow(() => createGateway(fine));
  for (const [change, message] of [
    [{ origins: [] }, /origins/],
    [{ origins: ["https://desk.example.com/app"] }, /no origin/],
    [{ audit: undefined }, /audit/],
    [{ audit: "audit.jsonl" }, /a file such as/],
    [{ audit: {} }, /a sink with write/],
    [{ jenkins: { ...fine.jenkins, credentials: { kind: "token", user: "desk", token: undefined } } }, /credentials\.token is undefined/],
    [{ sendUnaudited: "false" }, /sendUnaudited has to be true or false/],
    [{ links: "no" }, /links has to be true or false/],
    [{ store: {} }, /the store lacks get\(\)/],
    [{ limits: { watcher: 5 } }, /knows no limit "watcher"/],
    [{ authenticate: undefined }, /authenticate/],
    [{ polcy: {} }, /knows no option "polcy"/],
    [{ limits: { watchers: 0 } }, /limits.watchers/],
    [{ submitterUnknown: "maybe" }, /submitterUnknown/],
    [{ policy: { rules: [{ ...RULES[0], verbs: ["delete"] }] } }, /unknown variant/],
    [{ policy: { rules: [RULES[0], RULES[0]] } }, /two rules/],
    [{ policy: { rules: [{ ...RULES[0], windows: [{ from: "09:00", to: "17:00", zone: "Mars/Olympus" }] }] } }, /time zone/],
  ]) {
    assert.throws(() => createGateway({ ...fine, ...change }), (error) => error instanceof TypeError && message.test(error.message), JSON.stringify(change));
  }
});

test("in a server of node:http, by fetch as a page has it", async (t) => {
  const { gateway } = await setUp(t);
  const server = createServer((request, response) => void toNode(gateway)(request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const post = (headers, body) => fetch(`http://127.0.0.1:${server.address().port}/anywhere`, { method: "POST", headers: { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", ...headers }, body });
  const answer = await post({ "x-person": "ann" }, JSON.stringify({ op: "describe", job: "quick" }));
  assert.deepEqual([answer.status, (await answer.json()).outcome.mayI.trigger.allowed], [200, true]);
  assert.equal((await post({}, "{}")).status, 401);
  assert.equal((await post({ "x-person": "ann" }, "x".repeat(200_000))).status, 413);
});

assertQuiet();
