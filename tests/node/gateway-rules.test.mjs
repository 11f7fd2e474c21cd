// What the rules of a policy hold against: submitters, self-approval, quorums and votes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Jenkins } from "bellpull";
import { gate, PEOPLE, RULES, scenarioOf, setUp, TOKEN } from "./desk.mjs";

test("the author's submitters, self-approval, a quorum and fixed values hold", async (t) => {
  const rules = [
    { name: "start", jobs: [{ glob: "**" }], verbs: ["trigger", "describe"], who: [{ everybody: true }], parameters: { allowed: ["VERSION"] } },
    { name: "four eyes", jobs: [{ exact: "Test Workflow" }], verbs: ["approve"], who: [{ group: "release" }], selfApproval: "forbidden" },
    { name: "two", jobs: [{ exact: "restricted" }], verbs: ["approve"], who: [{ everybody: true }], quorum: 2 },
  ];
  const { send, waiting, sim } = await setUp(t, { rules });
  const own = await waiting("Test Workflow", "ann");
  await sim.forget();
  assert.equal((await send("ann", { op: "approve", ...own, key: "1" })).error.code, "self_approval");
  assert.equal((await sim.posts()).length, 0);
  const { outcome } = await send("ann", { op: "describe", job: "Test Workflow", run: own.run });
  assert.deepEqual([outcome.mayI.inputs[0].approve.allowed, outcome.mayI.inputs[0].approve.code], [false, "self_approval"]);
  assert.equal((await send("ben", { op: "approve", ...own, key: "1" })).outcome.outcome, "approved");
  // Its author wants admin, who nobody is here.
  const restricted = await waiting("restricted", "ann");
  assert.equal((await send("ann", { op: "approve", ...restricted, key: "2" })).error.code, "not_submitter");
  assert.equal((await send("ann", { op: "trigger", job: "params", key: "3", parameters: { OTHER: "1" } })).error.code, "parameter_not_allowed");
});

test("an input whose submitter Jenkins does not tell is answered by nobody, unless the application lets it be", async (t) => {
  const rules = [{ name: "all", jobs: [{ glob: "**" }], verbs: ["describe", "trigger", "approve", "abort"], who: [{ everybody: true }] }];
  const jobs = [{ name: "prod", script: gate({ submitter: "ben,managers" }) }];
  const old = { inputExport: false, wfapi: true };
  for (const [plugins, options, ann, ben] of [
    [{ ...old, blueOcean: false }, {}, "submitter_unknown", "submitter_unknown"],
    [{ ...old, blueOcean: true }, {}, "not_submitter", "allowed"],
    [{ inputExport: false, wfapi: false, blueOcean: true }, {}, "not_submitter", "allowed"],
    [{ ...old, blueOcean: false }, { submitterUnknown: "allow" }, "allowed", "allowed"],
  ]) {
    const { send, waiting, gateway, sim } = await setUp(t, { rules, scenario: scenarioOf(jobs, { plugins }), ...options });
    const asked = await waiting("prod");
    for (const [id, code] of [["ann", ann], ["ben", ben]]) {
      const { outcome } = await send(id, { op: "describe", job: "prod", run: asked.run });
      assert.deepEqual([outcome.mayI.inputs[0].approve.code, outcome.mayI.inputs[0].abort.code], [code, code]);
      assert.equal((await gateway.explain(PEOPLE[id], { verb: "abort", job: "prod", run: asked.run, input: asked.input })).code, code);
    }
    await sim.forget();
    const { error, outcome } = await send("ann", { op: "approve", ...asked, key: "1" });
    assert.deepEqual([error?.code ?? "allowed", outcome?.outcome], [ann, ann === "allowed" ? "approved" : undefined]);
    assert.equal((await sim.posts()).length, ann === "allowed" ? 1 : 0);
    if (ann === "submitter_unknown") assert.match(error.message, /Pipeline: Input Step/);
  }
});

test("a run that several started is everybody's own", async (t) => {
  const rules = [RULES[0], { name: "start", jobs: [{ glob: "**" }], verbs: ["trigger"], who: [{ everybody: true }] }, { name: "four eyes", jobs: [{ exact: "prod" }], verbs: ["approve"], who: [{ everybody: true }], selfApproval: "forbidden" }];
  const scenario = scenarioOf([{ name: "prod", quietMillis: 1500, script: gate() }], { users: ["carl"] });
  const { send, sim, pausedAt, jenkins } = await setUp(t, { rules, scenario });
  const carl = new Jenkins({ url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "carl", token: TOKEN.replace("admin", "carl") } });
  const [one, two] = [await send("ann", { op: "trigger", job: "prod", key: "1" }), await send("eve", { op: "trigger", job: "prod", key: "2" })];
  assert.equal(two.outcome.queueId, one.outcome.queueId);
  await carl.call({ op: "trigger", job: "prod", until: "queued" });
  const asked = await pausedAt("prod", one.outcome.queueId);
  for (const person of ["ann", "eve", "carl"]) assert.equal((await send(person, { op: "approve", ...asked, key: "3" })).error?.code, "self_approval", person);
  const { outcome: view } = await send("ben", { op: "status", job: "prod", run: asked.run });
  assert.deepEqual(view.causes.map((cause) => cause.userName), ["Ann", "eve", "carl"]);
  assert.equal((await send("ben", { op: "approve", ...asked, key: "4" })).outcome?.outcome, "approved");
  // By somebody unknown, and by one who is known.
  const [item] = [await jenkins.call({ op: "trigger", job: "prod", until: "queued" }), await carl.call({ op: "trigger", job: "prod", until: "queued" })];
  assert.equal((await send("ben", { op: "approve", ...(await pausedAt("prod", item.queueId)), key: "5" })).error?.code, "self_approval");
});

test("votes are counted by person, and the last one sends", async (t) => {
  const rules = [...RULES.slice(0, 1), { name: "two", jobs: [{ exact: "Test Workflow" }], verbs: ["trigger", "approve"], who: [{ group: "release" }], quorum: 2 }];
  const { send, waiting, sim, audit } = await setUp(t, { rules });
  const asked = await waiting();
  await sim.forget();
  const first = await send("ann", { op: "approve", ...asked, key: "1" });
  assert.deepEqual([first.outcome.outcome, first.outcome.votes, first.outcome.quorum], ["counted", ["ann"], 2]);
  assert.equal((await send("ann", { op: "approve", ...asked, key: "2" })).outcome.outcome, "counted");
  assert.equal((await sim.posts()).length, 0);
  assert.equal((await send("ben", { op: "approve", ...asked, key: "3" })).outcome.outcome, "approved");
  assert.deepEqual((await audit()).filter((r) => r.verb === "approve").map((r) => r.phase), ["counted", "counted", "sending", "done"]);
});

test("a vote counts for the rule that let it, and for no other", async (t) => {
  const rules = [
    RULES[0],
    { name: "start", jobs: [{ glob: "**" }], verbs: ["trigger"], who: [{ everybody: true }] },
    { name: "two of release", jobs: [{ exact: "Test Workflow" }], verbs: ["approve"], who: [{ group: "release" }], quorum: 2, selfApproval: "forbidden" },
    { name: "three of any", jobs: [{ exact: "Test Workflow" }], verbs: ["approve"], who: [{ person: "eve" }, { person: "carl" }], quorum: 3 },
  ];
  const { send, waiting, sim, gateway } = await setUp(t, { rules });
  const asked = await waiting("Test Workflow", "eve");
  await sim.forget();
  const votes = async (person, key) => (await send(person, { op: "approve", ...asked, key })).outcome.votes;
  assert.deepEqual([await votes("eve", "1"), await votes("eve", "1b")], [["eve"], ["eve"]]);
  assert.equal((await gateway.explain(PEOPLE.ben, { verb: "approve", job: asked.job, run: asked.run, input: asked.input })).code, "votes_needed");
  assert.deepEqual(await votes("ben", "2"), ["ben"]);
  assert.deepEqual(await votes("carl", "3"), ["eve", "Carl"]);
  const may = async (person) => (({ votes, voted }) => [votes, voted])((await send(person, { op: "describe", job: asked.job, run: asked.run })).outcome.mayI.inputs[0].approve);
  assert.deepEqual([await may("ann"), await may("ben"), await may("eve")], [[1, false], [1, true], [2, true]]);
  assert.equal((await sim.posts()).length, 0);
  assert.equal((await send("ann", { op: "approve", ...asked, key: "4" })).outcome.outcome, "approved");
});
