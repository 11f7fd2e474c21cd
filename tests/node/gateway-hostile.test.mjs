// More of what a hostile page or client sends: each is refused with its code, is audited, and reaches Jenkins with no request at all.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { toNode } from "bellpull/gateway";
import { assertQuiet, gate, ORIGIN, PEOPLE, scenarioOf, setUp, watch } from "./desk.mjs";
import { quiet } from "./leaks.mjs";

const ALL = ["describe", "status", "follow", "log", "trigger", "approve", "abort", "stop"];
const TIGHT = [
  { name: "all", jobs: [{ glob: "**" }], verbs: ALL.filter((verb) => verb !== "trigger"), who: [{ everybody: true }] },
  { name: "deploys", jobs: [{ exact: "params" }], verbs: ["trigger"], who: [{ everybody: true }], parameters: { allowed: ["STR"], values: { STR: ["a"] }, fixed: { FLAG: true } }, comment: "required" },
];

async function refusedAll(sim, audit, send, cases) {
  await sim.forget();
  const before = (await audit()).length;
  for (const [person, body, status, code, change] of cases) {
    const answer = await send(person, body, change);
    assert.deepEqual([answer.status, answer.error?.code], [status, code], JSON.stringify(body).slice(0, 200));
  }
  assert.deepEqual(await sim.requests(), []);
  const records = (await audit()).slice(before);
  assert.deepEqual(records.map((record) => [record.phase, record.code]), cases.map(([, , , code]) => ["refused", code]));
  return records;
}

test("parameters outside the rule, a comment that is missing, and fields that are not an operation's", async (t) => {
  const { send, audit, sim } = await setUp(t, { rules: TIGHT });
  const trigger = (more) => ({ op: "trigger", job: "params", key: `k${Math.random()}`, comment: "why", ...more });
  const records = await refusedAll(sim, audit, send, [
    ["ann", trigger({ parameters: { STR: "b" } }), 403, "parameter_not_allowed"],
    ["ann", trigger({ parameters: { STR: ["a"] } }), 403, "parameter_not_allowed"],
    ["ann", trigger({ parameters: { OTHER: "a" } }), 403, "parameter_not_allowed"],
    ["ann", trigger({ parameters: { FLAG: false } }), 403, "parameter_not_allowed"],
    ["ann", trigger({ comment: " \n " }), 403, "comment_required"],
    ["ann", trigger({ parameters: [] }), 400, "invalid_request"],
    ["ann", trigger({ delaySeconds: 9 }), 400, "invalid_request"],
    ["ann", trigger({ token: "x" }), 400, "invalid_request"],
    ["ann", trigger({ person: "ben" }), 400, "invalid_request"],
    ["ann", { op: "call", operation: { op: "job" } }, 404, "not_exposed"],
    ["ann", { op: "submit_description", job: "params", run: 1, description: "x" }, 404, "not_exposed"],
    ["ann", { op: "constructor", job: "params" }, 404, "not_exposed"],
    ["ann", { op: ["trigger"], job: "params" }, 404, "not_exposed"],
  ]);
  // A value that was refused may be anything, a secret too.
  assert.deepEqual(records[0].parameters, { STR: "••••" });
});

test("whatever is asked: without a rule it is refused, and nobody learns whether there is such a run", async (t) => {
  const { send, audit, sim } = await setUp(t, { rules: [{ name: "others", jobs: [{ exact: "quick" }], verbs: ALL, who: [{ person: "ben" }] }] });
  const run = { job: "quick", run: 1 };
  const decide = { ...run, input: "i", fingerprint: "f" };
  const asked = [["describe", { job: "quick" }], ["describe", run], ["status", run], ["follow", run], ["log", run], ["trigger", { job: "quick" }], ["approve", decide], ["abort", decide], ["stop", run], ["queue", { job: "quick", queueId: 1 }], ["cancel", { job: "quick", queueId: 1 }]];
  const writes = ["trigger", "approve", "abort", "stop", "cancel"];
  await refusedAll(sim, audit, send, asked.map(([op, fields]) => ["ann", { op, ...fields, ...(writes.includes(op) ? { key: op } : {}) }, 403, "no_rule"]));
  // What was not seen is not decided.
  await refusedAll(sim, audit, send, ["fingerprint", "input", "run", "key"].map((name) => ["ben", { op: "approve", ...decide, key: `without ${name}`, [name]: undefined }, 400, "invalid_request"]));
});

test("texts and numbers that are more than that", async (t) => {
  const { send, audit, sim } = await setUp(t, { rules: TIGHT });
  const decide = (more) => ({ op: "approve", job: "params", run: 1, input: "i", fingerprint: "f", key: "k", ...more });
  await refusedAll(sim, audit, send, [
    ["ann", decide({ input: "x\r\nSet-Cookie: a=1" }), 400, "invalid_request"],
    ["ann", decide({ fingerprint: "\u0000" }), 400, "invalid_request"],
    ["ann", decide({ key: "k\n" }), 400, "invalid_request"],
    ["ann", decide({ key: "x".repeat(101) }), 400, "invalid_request"],
    ["ann", decide({ comment: "x".repeat(2001) }), 400, "invalid_request"],
    ["ann", decide({ job: "x\u0085y" }), 400, "invalid_request"],
    ["ann", decide({ branch: "main\r\n" }), 400, "invalid_request"],
    ["ann", decide({ run: 0 }), 400, "invalid_request"],
    ["ann", decide({ run: 1.5 }), 400, "invalid_request"],
    ["ann", decide({ run: "1/../../2" }), 400, "invalid_request"],
    ["ann", decide({ run: 1e300 }), 400, "invalid_request"],
    ["ann", decide({ job: "a/./b" }), 400, "invalid_job_name"],
    ["ann", decide({ job: "//evil.example.com/x" }), 400, "invalid_job_name"],
    ["ann", { op: "log", job: "params", run: 1, start: -1 }, 400, "invalid_request"],
    ["ann", {}, 400, "invalid_request", { raw: Buffer.from('{"op":"describe","job":"\xff"}', "latin1") }],
  ]);
});

test("another spelling of a job's name passes by no rule that denies, and by nobody's lock", async (t) => {
  const verbs = ALL;
  const rules = [
    { name: "all", jobs: [{ glob: "**" }], verbs, who: [{ everybody: true }] },
    { name: "frozen", effect: "deny", jobs: [{ exact: "prod/deploy" }, { folder: "secret" }, { exact: "multi/rel%23ease" }], verbs, who: [{ everybody: true }] },
  ];
  const jobs = [{ name: "multi", kind: "multibranch" }, ...["prod/deploy", "secret/x", "other", "multi/rel%23ease"].map((name) => ({ name, script: gate() }))];
  const { send, sim, waiting, gateway } = await setUp(t, { rules, scenario: scenarioOf(jobs) });
  const key = () => `k${Math.random()}`;
  for (const [job, branch] of [["prod/deploy"], ["secret/x"], ["multi/rel%23ease"], ["multi", "rel#ease"]]) {
    assert.equal((await send("eve", { op: "trigger", job, branch, key: key() })).error.code, "denied", job);
  }
  for (const job of ["PROD/deploy", "prod/Deploy", "Secret/x", "multi/rel#ease", "Multi/rel%23ease"]) {
    const { status, error } = await send("eve", { op: "trigger", job, key: key() });
    assert.deepEqual([status, error.code], [403, "denied"], job);
  }
  for (const op of ["describe", "log", "follow_log"]) assert.equal((await send("eve", { op, job: "SECRET/X", ...(op === "describe" ? {} : { run: 1 }) })).error.code, "denied", op);
  // Its name is told to whom it is not denied.
  const { status, error } = await send("eve", { op: "describe", job: "Other" });
  assert.deepEqual([status, error.code, error.message], [400, "invalid_job_name", "The job's name is other."]);
  await assert.rejects(gateway.explain(PEOPLE.eve, { verb: "trigger", job: "Other" }), /The job's name is other\./);
  // Two decisions on one input.
  const asked = await waiting("other");
  await sim.forget();
  const both = await Promise.all([send("ann", { op: "approve", ...asked, key: "1" }), send("ben", { op: "abort", ...asked, job: "OTHER", key: "2" })]);
  assert.deepEqual(both.map((answer) => answer.outcome?.outcome ?? answer.error.code), ["approved", "invalid_job_name"]);
  assert.equal((await sim.posts()).length, 1);
  // A name that was asked for is not asked for again.
  await sim.forget();
  await send("ann", { op: "describe", job: "other" });
  assert.equal((await sim.requests()).filter(({ path }) => /tree=fullName/.test(path)).length, 0);
});

test("items of the queue are one's own application's, and of the job that was asked for", async (t) => {
  const { send, audit, sim, jenkins } = await setUp(t);
  const { queueId } = await jenkins.call({ op: "trigger", job: "quick", until: "queued" });
  const { outcome } = await send("ann", { op: "trigger", job: "sleeper", key: "1" });
  await refusedAll(sim, audit, send, [
    ["ann", { op: "queue", job: "quick", queueId }, 404, "not_found"],
    ["ann", { op: "queue", job: "quick", queueId: outcome.queueId }, 404, "not_found"],
    ["ann", { op: "cancel", job: "quick", queueId, key: "2" }, 404, "not_found"],
    ["ann", { op: "cancel", job: "quick", queueId: outcome.queueId, key: "3" }, 404, "not_found"],
    ["eve", { op: "cancel", job: "sleeper", queueId: outcome.queueId, key: "4" }, 403, "no_rule"],
  ]);
});

test("a flood of streams: no more than are allowed, and Jenkins is asked as for one", async (t) => {
  const { gateway, send, audit, sim, waiting } = await setUp(t, { limits: { watchers: 5 } });
  const asked = await waiting();
  const first = await watch(gateway, asked);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const all = await Promise.all(Array.from({ length: 4 }, () => watch(gateway, asked)));
  await sim.forget();
  const refused = await Promise.all(Array.from({ length: 50 }, () => send("ann", { op: "follow", job: asked.job, run: asked.run })));
  assert.deepEqual(new Set(refused.map((answer) => `${answer.status} ${answer.error?.code}`)), new Set(["429 too_many_requests"]));
  assert.equal((await audit()).filter((record) => record.verb === "follow" && record.code === "too_many_requests").length, 50);
  assert.ok((await sim.requests()).length <= 2, "those who are refused ask Jenkins for nothing");
  for (const one of [first, ...all]) await one.leave();
  // Those who have left count no longer.
  await (await watch(gateway, asked)).leave();
});

test("on the wire: forged hosts, two origins, and lines that would end a header", async (t) => {
  const { gateway, sim } = await setUp(t);
  const server = createServer((incoming, outgoing) => void toNode(gateway)(incoming, outgoing));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => (server.closeAllConnections(), server.close()));
  const body = '{"op":"describe","job":"quick"}';
  const send = async (...lines) => {
    const socket = connect(server.address().port, "127.0.0.1");
    socket.write(["POST / HTTP/1.1", ...lines, "Content-Type: application/json", "X-Bellpull: 1", "X-Person: ann", `Content-Length: ${body.length}`, "Connection: close", "", body].join("\r\n"));
    let text = "";
    socket.on("data", (data) => (text += data));
    await once(socket, "close");
    return [Number(/^HTTP\/1.1 (\d+)/.exec(text)[1]), /"code":"(\w+)"/.exec(text)?.[1]];
  };
  for (const lines of [
    ["Host: desk.example.com", "X-Forwarded-Host: desk.example.com", "X-Forwarded-Proto: https", "Referer: https://desk.example.com/"],
    ["Host: desk.example.com", "Origin: https://evil.example.com"],
    ["Host: x", `Origin: ${ORIGIN}`, "Origin: https://evil.example.com"],
    ["Host: x", `Origin: ${ORIGIN}.evil.example.com`],
    ["Host: x", `Origin: ${ORIGIN}`, "Sec-Fetch-Site: same-site"],
    ["Host: x", `Origin: ${ORIGIN.toUpperCase()}`],
  ]) {
    assert.deepEqual(await send(...lines), [403, "origin_not_allowed"], lines.join());
  }
  assert.deepEqual(await sim.requests(), []);
  // The same host as evil says: it is not looked at.
  assert.deepEqual(await send("Host: evil.example.com", `Origin: ${ORIGIN}`, "X-Forwarded-Host: evil.example.com"), [200, "allowed"]);
  const [split] = await send("Host: x", `Origin: ${ORIGIN}`, "X-Odd: a\nSet-Cookie: b");
  assert.ok([200, 400].includes(split));
});

test("a person that would leave its line is nobody, and a key is one's own", async (t) => {
  const told = quiet(t);
  const people = { ...PEOPLE, odd: { id: "ann\r\nX: 1" }, long: { id: "x".repeat(201) }, list: { id: ["ann"] }, group: { id: "ann", groups: "release" } };
  const { send, audit, sim, waiting } = await setUp(t, { authenticate: (request) => people[request.headers.get("x-person")] ?? null });
  const asked = await waiting();
  await refusedAll(sim, audit, send, ["odd", "long", "list", "group"].map((person) => [person, { op: "describe", job: "quick" }, 500, "gateway_failed"]));
  assert.equal(told.callCount(), 4);
  // What is sent again by somebody else with the same key is another request.
  assert.equal((await send("ann", { op: "approve", ...asked, key: "same" })).outcome.by, "ann");
  assert.deepEqual([(await send("ben", { op: "approve", ...asked, key: "same" })).error.code], ["input_already_settled"]);
});

assertQuiet(["answer", "audit", "log"]);
