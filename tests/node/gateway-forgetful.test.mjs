// A Redis that is started anew while a decision is under way, with what it kept and without: nothing is sent twice. And one node of a
// Redis Cluster, which refuses what is about keys of several slots.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createCluster } from "redis";
import { RedisStore } from "bellpull/gateway/redis";
import { fleet, SKIPPED, startRedis, TOKEN, until } from "./fleet.mjs";
import { assertKept } from "./leaks.mjs";

const approvals = async (sim) => (await sim.posts()).filter((post) => /proceed|abort/i.test(post.path));
/** Asks until the store and whoever holds the lock let it through. */
const insist = (gateway, person, body) => until(`an answer to ${person}`, async () => {
  const answer = await gateway.send(person, body);
  return ["store_failed", "still_running"].includes(answer.error?.code) ? undefined : answer;
}, 60_000);

describe("a Redis that is started anew", { skip: SKIPPED, concurrency: 2, timeout: 150_000 }, () => {
  for (const persistent of [true, false]) {
    const what = persistent ? "with what it kept" : "without what it kept";
    test(`${what}, between a decision's POST and its answer`, async (t) => {
      const { a, b, redis, sim, waiting } = await fleet(t, {}, { persistent });
      const asked = await waiting();
      await sim.forget();
      await sim.fault({ method: "POST", pathContains: "proceed", kind: { slow: 3000 } });
      const body = { op: "approve", ...asked, key: "k" };
      const first = a.send("ann", body);
      await until("the POST", async () => (await approvals(sim)).length === 1);
      await redis.kill();
      await redis.start();
      // While the first is still under way, and afterwards.
      const others = [insist(b, "ben", { op: "approve", ...asked, key: "b" }), insist(b, "ann", body)];
      assert.deepEqual([(await first).outcome?.outcome, (await first).outcome?.by], ["approved", "ann"]);
      const [other, again] = await Promise.all(others);
      assert.equal(other.error?.code, "input_already_settled", JSON.stringify(other));
      assert.ok(again.outcome?.outcome === "approved" || again.error?.code === "input_already_settled", JSON.stringify(again));
      assert.equal((await approvals(sim)).length, 1);
    });

    test(`${what}, while the process that decides is lost as well`, async (t) => {
      const { a, b, redis, sim, waiting } = await fleet(t, {}, { persistent });
      const asked = await waiting();
      await sim.forget();
      await sim.fault({ method: "POST", pathContains: "proceed", kind: { slow: 3000 } });
      const body = { op: "approve", ...asked, key: "k" };
      const lost = a.send("ann", body).then(() => "answered", () => "lost");
      await until("the POST", async () => (await approvals(sim)).length === 1);
      await Promise.all([a.kill(), redis.kill()]);
      assert.equal(await lost, "lost");
      await redis.start();
      const again = await insist(b, "ann", body);
      if (persistent) assert.deepEqual([again.outcome?.outcome, again.outcome?.by], ["approved", "ann"], JSON.stringify(again));
      else assert.equal(again.error?.code, "input_already_settled", JSON.stringify(again));
      assert.equal((await approvals(sim)).length, 1);
    });
  }

  test("one node of a cluster takes every command", async (t) => {
    const redis = await startRedis(t, { cluster: true });
    const client = await createCluster({ rootNodes: [{ url: redis.url }] }).on("error", () => {}).connect();
    t.after(() => client.destroy());
    const store = new RedisStore(inCluster(client));
    await store.set("k", "v", { ttlMillis: 60_000 });
    assert.equal(await store.get("k"), "v");
    for (const member of ["a", "b"]) await store.add("s", member, { ttlMillis: 60_000 });
    assert.deepEqual([await store.members("s"), await store.count("c", { ttlMillis: 60_000 })], [["a", "b"], 1]);
    const lock = await store.lock("l", { ttlMillis: 5000, waitMillis: 0 });
    await lock.hold();
    assert.equal(await store.lock("l", { ttlMillis: 5000, waitMillis: 0 }), null);
    await lock.free();
    await store.delete("k");
    assert.equal(await store.get("k"), null);
  });
});

/** What a cluster's client wants to know besides: the key by which a node is chosen. */
function inCluster(client) {
  const keyOf = ([name, ...rest]) => (name === "EVAL" ? rest[2] : rest[0]);
  return { isReady: true, sendCommand: (args) => client.sendCommand(keyOf(args), false, args) };
}

test("the service account's token is in no answer, stream, log line or audit record, nor in the store", { skip: SKIPPED }, () => assertKept([TOKEN], ["answer", "log of a gateway", "store"]));
