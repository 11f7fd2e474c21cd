// Who asks how a run stands shares a look with the others who ask at a time; not with whoever asked before something was done, nor
// across people with accounts of their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Jenkins } from "bellpull";
import { assertQuiet, setUp, TOKEN } from "./desk.mjs";

const status = (send, person, { job, run }) => send(person, { op: "status", job, run });

test("those who ask at a time share a look, and are told how old it is", async (t) => {
  const { send, sim, waiting } = await setUp(t);
  const asked = await waiting();
  // The first one finds out besides what this server has.
  await status(send, "ann", asked);
  await sleep(1100);
  await sim.forget();
  const alone = await status(send, "ann", asked);
  const each = (await sim.requests()).length;
  assert.ok(each >= 1 && alone.ageMillis >= 0);
  await sleep(1100);
  await sim.forget();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => status(send, ["ann", "ben", "eve"][at % 3], asked)));
  await sleep(300);
  const late = await status(send, "ann", asked);
  assert.equal((await sim.requests()).length, each, "one look for all");
  assert.ok(answers.every((answer) => answer.outcome.status.word === "paused"));
  assert.ok(late.ageMillis >= 250 && late.ageMillis <= 2000, `${late.ageMillis} ms`);
  // Another run is another look; an old one is none.
  await sleep(1000);
  assert.ok((await status(send, "ann", asked)).ageMillis < 1000);
  assert.equal((await sim.requests()).length, 2 * each);
});

test("what was seen before something was done is not shown afterwards", async (t) => {
  const { send, waiting } = await setUp(t);
  const asked = await waiting();
  assert.deepEqual((await status(send, "ben", asked)).outcome.approvers, []);
  await send("ben", { op: "approve", ...asked, key: "1" });
  const { outcome } = await status(send, "ben", asked);
  assert.deepEqual([outcome.inputs, outcome.approvers], [[], ["Ben"]]);
});

test("a look that fails is nobody's later on", async (t) => {
  const { send, sim, waiting } = await setUp(t);
  const asked = await waiting();
  await sleep(1100);
  await sim.fault({ method: "GET", kind: { status: 500 }, times: 1 });
  assert.equal((await status(send, "ann", asked)).error.code, "server_error");
  assert.equal((await status(send, "ann", asked)).status, 200);
});

test("who has an account of his own in Jenkins looks by it, and decides by it", async (t) => {
  const own = {};
  const jenkinsFor = ({ id }) => (id === "ben" ? own.client : null);
  const { send, sim, waiting, audit } = await setUp(t, { jenkinsFor });
  own.client = new Jenkins({ url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "releaser", token: "11releaser00000000000000000000token" } });
  t.after(() => own.client.close());
  const asked = await waiting();
  await status(send, "ann", asked);
  await sim.forget();
  const [one, two] = await Promise.all([status(send, "ben", asked), status(send, "ben", asked)]);
  assert.deepEqual([one.status, two.status, one.ageMillis, two.ageMillis], [200, 200, 0, 0]);
  assert.ok((await sim.requests()).length >= 2, "each for himself");
  assert.equal((await send("ben", { op: "approve", ...asked, key: "1" })).outcome.outcome, "approved");
  const { approvers } = await own.client.job(asked.job).run(asked.run).follow().next().then(({ value }) => value);
  assert.deepEqual(approvers, ["releaser"]);
  // One approval is one person's, under whatever account it stands in Jenkins.
  assert.deepEqual((await status(send, "ann", asked)).outcome.approvers, ["Ben"]);
  assert.ok((await audit()).some((record) => record.person?.id === "ben" && record.phase === "done"));
});

assertQuiet(["answer", "audit"], [TOKEN, "11releaser00000000000000000000token"]);
