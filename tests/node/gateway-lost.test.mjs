// What a process that was lost had sent: judged by the run, for whoever asks next.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { Jenkins } from "bellpull";
import { createGateway, MemoryStore } from "bellpull/gateway";
import { simulate } from "../browser/harness.mjs";
import { assertQuiet } from "./desk.mjs";
import { ORIGIN, TOKEN } from "./fleet.mjs";
import { hear, listened, quiet } from "./leaks.mjs";

const PEOPLE = { ann: { id: "ann", name: "Ann" }, ben: { id: "ben", name: "Ben" } };
const JOB = "Test Workflow";

/** What stands for a key in the store, for a gateway whose client knows the secret alone. */
const digestOf = (key) => createHmac("sha256", "").update(JSON.stringify([key])).digest("base64url");

async function setUp(t, audit = () => {}) {
  const sim = await simulate({});
  t.after(() => sim.stop());
  const store = new MemoryStore();
  const jenkins = new Jenkins({ url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "admin", token: TOKEN } });
  const rules = [{ name: "all", jobs: [{ glob: "**" }], verbs: ["describe", "trigger", "approve", "abort"], who: [{ everybody: true }] }];
  const heard = (record) => (hear("audit", record), audit(record));
  const gateway = listened(createGateway({ jenkins, policy: { rules }, authenticate: (request) => PEOPLE[request.headers.get("x-person")], origins: [ORIGIN], audit: heard, store }));
  t.after(() => gateway.close());
  const send = async (person, body) => {
    const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": person };
    return (await gateway(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify(body) }))).json();
  };
  const { run } = await jenkins.job(JOB).trigger();
  for await (const _ of run.follow({ untilPaused: true }));
  const { number } = run;
  const [input] = await run.inputs();
  const { id, fingerprint } = input.pending;
  const asked = { job: JOB, run: number, input: id, fingerprint };
  const place = `${JOB}#${number}/${id}:${fingerprint}`;
  /** What Ann's process had kept when it was lost. */
  const sent = (op = "approve") => store.set(`sent:${place}`, JSON.stringify({ by: "ann", name: "Ann", key: digestOf("k"), op, at: "2026-01-01T00:00:00.000Z", before: 0 }), { ttlMillis: 60_000 });
  await sim.forget();
  return { sim, store, send, input, asked, sent, place };
}

test("what never arrived may be sent by whoever asks", async (t) => {
  const { sim, send, asked, sent } = await setUp(t);
  await sent();
  const { outcome } = await send("ben", { op: "approve", ...asked, key: "b" });
  assert.deepEqual([outcome?.outcome, outcome?.by], ["approved", "ben"]);
  assert.equal((await sim.posts()).length, 1);
});

test("what the run proves is told, to the one with the same key as the outcome", async (t) => {
  const { send, input, asked, sent } = await setUp(t);
  await sent();
  await input.approve();
  const { outcome } = await send("ann", { op: "approve", ...asked, key: "k" });
  assert.deepEqual([outcome?.outcome, outcome?.by], ["approved", "ann"]);
  assert.match((await send("ann", { op: "approve", ...asked, key: "k2" })).error.message, /Ann was first: approved/);
});

test("what the run does not prove is not said", async (t) => {
  const { sim, send, asked, sent } = await setUp(t);
  await sent();
  // By somebody in Jenkins itself.
  const { status } = await sim.as("releaser", "POST", `job/${encodeURIComponent(JOB)}/${asked.run}/input/${asked.input}/proceedEmpty`);
  assert.equal(status, 200);
  const other = await send("ben", { op: "approve", ...asked, key: "b" });
  assert.equal(other.error?.code, "input_already_settled");
  assert.match(other.error.message, /does not prove/);
  assert.equal((await send("ann", { op: "approve", ...asked, key: "k" })).outcome?.outcome, "settled");
});

test("a rejection is told as such", async (t) => {
  const { send, input, asked, sent } = await setUp(t);
  await sent("abort");
  await input.abort();
  assert.equal((await send("ann", { op: "abort", ...asked, key: "k" })).outcome?.outcome, "aborted");
});

test("what Jenkins refused is nobody's decision", async (t) => {
  const { sim, store, send, asked, place } = await setUp(t);
  await sim.fault({ method: "POST", pathContains: "proceed", kind: { status: 403 } });
  const { error } = await send("ann", { op: "approve", ...asked, key: "a" });
  assert.ok(error, "it was refused");
  assert.equal(await store.get(`sent:${place}`), null);
  assert.equal((await send("ben", { op: "approve", ...asked, key: "b" })).outcome?.by, "ben");
});

test("what was not sent for want of a record is nobody's decision", async (t) => {
  for (const op of ["approve", "abort"]) {
    const full = { disk: true };
    const records = [];
    const { send, input, asked } = await setUp(t, (record) => {
      if (full.disk) throw new Error("ENOSPC");
      records.push(record);
    });
    assert.equal((await send("ann", { op, ...asked, key: "k" })).error.code, "audit_failed");
    full.disk = false;
    // By somebody in Jenkins itself.
    await input[op]();
    for (const [person, key] of [["ben", "b"], ["ann", "k"]]) {
      const { error } = await send(person, { op, ...asked, key });
      assert.deepEqual([error?.code, error?.by], ["input_already_settled", undefined]);
    }
    assert.deepEqual(records.filter(({ phase }) => phase === "done"), []);
  }
});

/** A trigger that goes wrong like this, sent twice with the same key: once to Jenkins. */
async function triggered(t, kind, sent) {
  const { sim, send } = await setUp(t);
  await sim.fault({ method: "POST", pathContains: "build", kind });
  const first = await send("ann", { op: "trigger", job: "quick", key: "t" });
  assert.equal(first.error?.sent, sent, JSON.stringify(first));
  assert.deepEqual(await send("ann", { op: "trigger", job: "quick", key: "t" }), first);
  assert.equal((await sim.posts()).length, 1);
  return { sim, send };
}

test("a trigger whose answer was lost is not sent again with the same key", async (t) => {
  await triggered(t, "lost_answer", "maybe");
});

test("a trigger that Jenkins may have carried out is not sent again with the same key, whatever it answered", async (t) => {
  const { sim, send } = await triggered(t, "html", "yes");
  // What never arrived may be sent.
  await sim.fault({ method: "GET", pathContains: "quick", kind: "html" });
  assert.ok((await send("ann", { op: "trigger", job: "quick", key: "u" })).error);
  assert.equal((await send("ann", { op: "trigger", job: "quick", key: "u" })).error, undefined);
});

test("of what is asked no value is kept in the store, and of what the policy refuses nothing", async (t) => {
  const made = await setUp(t);
  const [store, kept] = [made.store, []];
  const { set, add } = store;
  store.set = (key, value, options) => (kept.push(key + value), set.call(store, key, value, options));
  store.add = (key, value, options) => (kept.push(key + value), add.call(store, key, value, options));
  const parameters = { STR: "hunter2-secret" };
  assert.equal((await made.send("ann", { op: "trigger", job: "params", key: "key-one", parameters })).error, undefined);
  assert.ok(kept.length > 0);
  await made.send("ann", { op: "approve", ...made.asked, key: "key-two" });
  assert.deepEqual(kept.filter((text) => /hunter2|key-one|key-two/.test(text)), []);
  assert.equal((await made.send("ann", { op: "trigger", job: "params", key: "key-one", parameters: { STR: "b" } })).error.code, "invalid_request");
  kept.length = 0;
  assert.equal((await made.send("ann", { op: "stop", job: "params", run: 1, key: "key-three" })).error.code, "no_rule");
  assert.deepEqual(kept.filter((text) => text.startsWith("once:")), []);
});

test("what was sent is answered although it can no longer be kept", async (t) => {
  let store;
  const audit = (record) => {
    // From here on: the decision is sent.
    if (record.phase === "sending") setTimeout(() => (store.set = store.delete = () => Promise.reject(Object.assign(new Error("gone"), { code: "store_failed" }))));
  };
  const made = await setUp(t, audit);
  ({ store } = made);
  const { sim, send, asked } = made;
  await sim.fault({ method: "POST", pathContains: "proceed", kind: { slow: 200 } });
  const told = quiet(t);
  const { outcome } = await send("ann", { op: "approve", ...asked, key: "a" });
  assert.equal(outcome?.outcome, "approved");
  assert.ok(told.callCount() >= 1);
});

assertQuiet(["answer", "audit", "log"]);
