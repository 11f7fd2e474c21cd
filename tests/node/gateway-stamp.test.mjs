// The person in the run's description: who started it, who decided, added to what stands there, behind the answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createGateway } from "bellpull/gateway";
import { assertQuiet, ORIGIN, setUp, TOKEN } from "./desk.mjs";
import { until } from "./fleet.mjs";

const VERBS = ["describe", "status", "trigger", "approve", "abort", "stop"];
const rules = (more = {}) => [{ name: "stamped", jobs: [{ glob: "**" }], verbs: VERBS, who: [{ everybody: true }], stamp: { description: true }, ...more }];
const described = async (jenkins, { job, run }) => (await jenkins.call({ op: "run", job, run, tree: "description" })).description;
const stamps = async (audit) => (await audit()).filter((record) => record.phase === "stamp").map((record) => [record.verb, record.person.id, record.run, record.code, record.rule]);

test("who started and who approved stand in the run's description, and in the records", async (t) => {
  const { send, waiting, jenkins, audit } = await setUp(t, { rules: rules() });
  const asked = await waiting();
  await until("who started it", async () => (await described(jenkins, asked)) === "Started by ann");
  await jenkins.call({ op: "submit_description", job: asked.job, run: asked.run, description: "Started by ann\nby the script" });
  assert.equal((await send("ben", { op: "approve", ...asked, key: "1" })).outcome.outcome, "approved");
  const whole = `Started by ann\nby the script\n${asked.input} approved by ben`;
  await until("who approved it", async () => (await described(jenkins, asked)) === whole);
  await until("two records", async () => (await stamps(audit)).length === 2);
  assert.deepEqual(await stamps(audit), [["trigger", "ann", asked.run, "allowed", "stamped"], ["approve", "ben", asked.run, "allowed", "stamped"]]);
  assert.equal((await send("eve", { op: "status", job: asked.job, run: asked.run })).outcome.description, whole);
});

test("who rejected and who stopped, and all who made up a quorum", async (t) => {
  const { send, waiting, jenkins } = await setUp(t, { rules: [...rules({ name: "two", verbs: ["approve"], quorum: 2 }), ...rules({ verbs: VERBS.filter((verb) => verb !== "approve") })] });
  const rejected = await waiting();
  await send("ben", { op: "abort", ...rejected, key: "1" });
  await until("who rejected it", async () => (await described(jenkins, rejected))?.split("\n").includes(`${rejected.input} aborted by ben`));
  const stopped = await waiting();
  await send("ben", { op: "stop", job: stopped.job, run: stopped.run, key: "2" });
  await until("who stopped it", async () => (await described(jenkins, stopped))?.split("\n").includes("Stopped by ben"));
  const voted = await waiting();
  await send("ann", { op: "approve", ...voted, key: "3" });
  await send("ben", { op: "approve", ...voted, key: "4" });
  await until("who approved it", async () => (await described(jenkins, voted))?.split("\n").includes(`${voted.input} approved by ann, ben`));
});

test("a stamp that fails changes nothing about what was decided, and is taken down", async (t) => {
  for (const [kind, code] of [[{ status: 403 }, "login_required"], [{ status: 500 }, "server_error"], ["login_redirect", "sso_redirect"]]) {
    const { send, waiting, jenkins, audit, sim } = await setUp(t, { rules: rules() });
    const asked = await waiting();
    await until("who started it", async () => (await stamps(audit)).length === 1);
    await sim.fault({ method: "POST", pathContains: "submitDescription", kind });
    const { status, outcome } = await send("ben", { op: "approve", ...asked, key: "1" });
    assert.deepEqual([status, outcome.outcome], [200, "approved"]);
    await until("the record", async () => (await stamps(audit)).length === 2);
    const [, failed] = await stamps(audit);
    assert.equal(failed[3], code);
    assert.equal(await described(jenkins, asked), "Started by ann");
  }
});

test("a stamp whose answer is lost is looked for, and stands there once", async (t) => {
  for (const kind of ["lost_answer", "lost_request"]) {
    const { send, waiting, jenkins, audit, sim } = await setUp(t, { rules: rules() });
    const asked = await waiting();
    await until("who started it", async () => (await stamps(audit)).length === 1);
    await sim.fault({ method: "POST", pathContains: "submitDescription", kind });
    await send("ben", { op: "approve", ...asked, key: "1" });
    await until("the record", async () => (await stamps(audit)).length === 2);
    assert.equal((await stamps(audit))[1][3], "allowed");
    assert.equal(await described(jenkins, asked), `Started by ann\n${asked.input} approved by ben`);
  }
});

test("what is markup in an id is none in Jenkins; without the rule's stamp nothing is written", async (t) => {
  const authenticate = () => ({ id: "<img src=x onerror=alert(1)>" });
  const { send, sim, jenkins, waiting } = await setUp(t, { rules: rules(), authenticate });
  const asked = await waiting();
  await until("who started it", async () => (await described(jenkins, asked)) === "Started by ?img src=x onerror=alert(1)?");
  await send("ann", { op: "stop", job: asked.job, run: asked.run, key: "s" });
  const bare = createGateway({ jenkins: { url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "admin", token: TOKEN } }, policy: { rules: rules({ stamp: {} }) }, authenticate: () => ({ id: "ann" }), origins: [ORIGIN], audit: () => {} });
  t.after(() => bare.close());
  await until("the stamp of the stop", async () => (await described(jenkins, asked)).includes("Stopped by"));
  await sim.forget();
  const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1" };
  await bare(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify({ op: "stop", job: asked.job, run: asked.run, key: "s" }) }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual((await sim.posts()).map((post) => post.path.split("/").at(-1)), ["stop"]);
});

test("a gateway that is closed waits for no run", async (t) => {
  const { gateway, send, audit, sim } = await setUp(t, { rules: rules() });
  await sim.fault({ method: "GET", pathContains: "queue/item", kind: { slow: 60_000 }, times: 100 });
  await send("ann", { op: "trigger", job: "quick", key: "1" });
  await gateway.close();
  assert.deepEqual((await stamps(audit)).map(([verb, , , code]) => [verb, code]), [["trigger", "cancelled"]]);
});

assertQuiet();
