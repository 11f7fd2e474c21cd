// Several processes of a gateway over one Redis: nothing is decided twice, nothing is sent without the store, one polls for all.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fleet, SKIPPED, TOKEN, until } from "./fleet.mjs";
import { assertKept } from "./leaks.mjs";

const approvals = async (sim) => (await sim.posts()).filter((post) => /proceed|abort/i.test(post.path));

// Most of the time locks of killed processes are waited for: side by side.
describe("several processes over one Redis", { skip: SKIPPED, concurrency: 4, timeout: 120_000 }, () => {
  test("two people on two processes at the same moment: one POST, and the other is told whose", async (t) => {
    const { a, b, sim, waiting } = await fleet(t);
    for (const [mine, theirs] of [["approve", "approve"], ["approve", "abort"], ["abort", "approve"]]) {
      const asked = await waiting();
      await sim.forget();
      const answers = await Promise.all([a.send("ann", { op: mine, ...asked, key: `a${asked.run}` }), b.send("ben", { op: theirs, ...asked, key: `b${asked.run}` })]);
      const [won] = answers.filter((answer) => answer.status === 200);
      const [lost] = answers.filter((answer) => answer.status === 409);
      assert.ok(won && lost, JSON.stringify(answers));
      assert.deepEqual([lost.error.code, lost.error.by], ["input_already_settled", won.outcome.by]);
      assert.match(lost.error.message, new RegExp(`^${won.outcome.name} was first: ${won.outcome.outcome}`));
      assert.equal((await sim.posts()).length, 1);
    }
  });

  test("the same key on both processes is one request with one answer", async (t) => {
    const { a, b, sim, waiting } = await fleet(t);
    const asked = await waiting();
    await sim.forget();
    const answers = await Promise.all([a, b, a, b].map((gateway) => gateway.send("ann", { op: "approve", ...asked, key: "same" })));
    assert.equal(answers[0].outcome?.outcome, "approved", JSON.stringify(answers));
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
    assert.equal((await sim.posts()).length, 1);
    await sim.forget();
    const triggers = await Promise.all([a, b].map((gateway) => gateway.send("ann", { op: "trigger", job: "quick", key: "t" })));
    assert.deepEqual(triggers[0], triggers[1]);
    assert.equal((await sim.posts()).length, 1);
    assert.equal((await b.send("ann", { op: "trigger", job: "sleeper", key: "t" })).error.code, "invalid_request");
  });

  test("votes on different processes are counted together", async (t) => {
    const { a, b, sim, waiting } = await fleet(t, { quorum: 2 });
    const asked = await waiting();
    await sim.forget();
    const votes = await Promise.all([a.send("ann", { op: "approve", ...asked, key: "1" }), b.send("ann", { op: "approve", ...asked, key: "2" })]);
    assert.deepEqual(votes.map((vote) => [vote.outcome?.outcome, vote.outcome?.votes]), [["counted", ["ann"]], ["counted", ["ann"]]]);
    assert.equal((await sim.posts()).length, 0);
    assert.equal((await b.send("ben", { op: "approve", ...asked, key: "3" })).outcome?.outcome, "approved");
    assert.equal((await sim.posts()).length, 1);
  });

  test("a process that is killed between POST and answer: one approval, the right outcome for whoever asks", async (t) => {
    const { a, b, gateway, sim, waiting } = await fleet(t);
    const asked = await waiting();
    await sim.forget();
    await sim.fault({ method: "POST", pathContains: "proceed", kind: { slow: 5000 } });
    const body = { op: "approve", ...asked, key: "k" };
    const lost = a.send("ann", body).then(() => "answered", () => "lost");
    await until("the POST", async () => (await approvals(sim)).length === 1);
    await a.kill();
    assert.equal(await lost, "lost");
    const [again, other] = await Promise.all([b.send("ann", body), b.send("ben", { op: "approve", ...asked, key: "other" })]);
    assert.deepEqual([again.outcome?.outcome, again.outcome?.by, again.outcome?.name], ["approved", "ann", "Ann"], JSON.stringify(again));
    assert.deepEqual([other.error?.code, other.error?.by], ["input_already_settled", "ann"]);
    assert.match(other.error.message, /^Ann was first: approved/);
    // The one that was killed, started anew.
    const anew = await gateway();
    for (const process of [b, anew]) assert.deepEqual(await process.send("ann", body), again);
    assert.equal((await approvals(sim)).length, 1);
  });

  test("a decision that takes longer than its lock's time keeps the lock: whoever waits is second", async (t) => {
    const { a, b, sim, waiting } = await fleet(t);
    const asked = await waiting();
    await sim.forget();
    await sim.fault({ method: "GET", kind: { slow: 13_000 } });
    const slow = a.send("ann", { op: "approve", ...asked, key: "a" });
    await until("a request", async () => (await sim.requests()).length >= 1);
    const second = await b.send("ben", { op: "approve", ...asked, key: "b" });
    assert.deepEqual([(await slow).outcome?.by, second.error?.by], ["ann", "ann"], JSON.stringify(second));
    assert.equal((await sim.posts()).length, 1);
  });

  test("a trigger that was lost with its process is not sent again", async (t) => {
    const { a, b, sim } = await fleet(t);
    await sim.fault({ method: "POST", pathContains: "build", kind: { slow: 5000 } });
    const body = { op: "trigger", job: "quick", key: "k" };
    const lost = a.send("ann", body).then(() => "answered", () => "lost");
    await until("the POST", async () => (await sim.posts()).length === 1);
    await a.kill();
    assert.equal(await lost, "lost");
    const again = await b.send("ann", body);
    assert.deepEqual([again.error?.code, again.error?.sent], ["trigger_unconfirmed", "maybe"], JSON.stringify(again));
    assert.equal((await sim.posts()).length, 1);
  });

  test("a process that was held up for longer than its lock sends nothing, and frees nobody else's lock", async (t) => {
    const { a, b, sim, waiting } = await fleet(t);
    const asked = await waiting();
    await sim.forget();
    await sim.fault({ method: "GET", kind: { slow: 1000 } });
    const late = a.send("ann", { op: "approve", ...asked, key: "a" });
    await until("a request", async () => (await sim.requests()).length >= 1);
    a.pause();
    const won = await b.send("ben", { op: "approve", ...asked, key: "b" });
    a.goOn();
    assert.equal(won.outcome?.outcome, "approved", JSON.stringify(won));
    const refused = await late;
    assert.ok(["store_failed", "input_already_settled"].includes(refused.error?.code), JSON.stringify(refused));
    assert.equal((await approvals(sim)).length, 1);
  });

  test("a Redis that is gone: nothing is sent, nothing is answered from memory, and with it back all goes on", async (t) => {
    const { a, b, redis, sim, waiting } = await fleet(t);
    const asked = await waiting();
    await sim.forget();
    // It goes while the decision is under way.
    await sim.fault({ method: "GET", kind: { slow: 1500 } });
    const under = a.send("ann", { op: "approve", ...asked, key: "1" });
    await until("a request", async () => (await sim.requests()).length >= 1);
    await redis.kill();
    const refused = await under;
    assert.deepEqual([refused.status, refused.error?.code, refused.error?.sent], [503, "store_failed", "no"], JSON.stringify(refused));
    for (const [gateway, body] of [[a, { op: "approve", ...asked, key: "2" }], [b, { op: "abort", ...asked, key: "3" }], [b, { op: "trigger", job: "quick", key: "4" }], [a, { op: "stop", job: asked.job, run: asked.run, key: "5" }]]) {
      const began = Date.now();
      const answer = await gateway.send("ben", body);
      assert.deepEqual([answer.status, answer.error?.code], [503, "store_failed"], JSON.stringify(answer));
      assert.ok(Date.now() - began < 2500, `${Date.now() - began} ms`);
    }
    assert.deepEqual(await sim.posts(), []);
    await redis.start();
    const back = await until("the store", async () => {
      const answer = await a.send("ann", { op: "approve", ...asked, key: "6" });
      return answer.error?.code === "store_failed" ? undefined : answer;
    });
    assert.equal(back.outcome?.outcome, "approved", JSON.stringify(back));
    // A line when it is away and one when it is back, however many were refused. Each process finds that out for itself.
    for (const gateway of [a, b]) {
      const lines = await until("the log", async () => {
        await gateway.send("ben", { op: "describe", job: "quick" });
        return gateway.log().length >= 2 && gateway.log();
      });
      assert.deepEqual(lines.map((line) => /cannot be reached, so that nothing is sent|is reached again, after \d+ s/.exec(line)?.[0].replace(/\d+/, "N")), ["cannot be reached, so that nothing is sent", "is reached again, after N s"], lines.join("\n"));
    }
  });

  test("a Redis that does not answer counts as gone", async (t) => {
    const { a, redis, sim, waiting } = await fleet(t);
    const asked = await waiting();
    await sim.forget();
    redis.pause();
    const refused = await a.send("ann", { op: "approve", ...asked, key: "1" });
    redis.goOn();
    assert.equal(refused.error?.code, "store_failed", JSON.stringify(refused));
    assert.deepEqual(await sim.posts(), []);
  });
});

test("the service account's token is in no answer, stream, log line or audit record, nor in the store", { skip: SKIPPED }, () => assertKept([TOKEN], ["answer", "log of a gateway", "store"]));
