// What each store promises, held to the one in memory and the one in Redis alike.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { MemoryStore } from "bellpull/gateway";
import { RedisStore } from "bellpull/gateway/redis";
import { createClient } from "redis";
import { SKIPPED, startRedis, until } from "./fleet.mjs";

async function inRedis(t) {
  const redis = await startRedis(t);
  const [one, two] = await Promise.all([1, 2].map(() => RedisStore.connect({ url: redis.url, timeoutMillis: 500 })));
  t.after(() => Promise.all([one.close(), two.close()]));
  return { one, two, redis };
}

function inMemory() {
  const one = new MemoryStore();
  return { one, two: one };
}

for (const [name, make, skip] of [["memory", inMemory, false], ["Redis", inRedis, SKIPPED]]) {
  describe(`the store in ${name}`, { skip }, () => {
    test("values are set, kept for their time, and set once if absent", async (t) => {
      const { one, two } = await make(t);
      assert.equal(await one.get("k"), null);
      assert.equal(await one.set("k", "1", { ttlMillis: 60_000, ifAbsent: true }), true);
      assert.equal(await two.set("k", "2", { ttlMillis: 60_000, ifAbsent: true }), false);
      assert.equal(await two.get("k"), "1");
      assert.equal(await two.set("k", "3", { ttlMillis: 100 }), true);
      assert.equal(await one.get("k"), "3");
      await sleep(150);
      assert.equal(await one.get("k"), null);
      await one.set("k", "4", { ttlMillis: 60_000 });
      await two.delete("k");
      assert.equal(await one.get("k"), null);
    });

    test("members keep their order, and a counter begins anew", async (t) => {
      const { one, two } = await make(t);
      for (const member of ["zoe", "ann", "zoe", "ben"]) await one.add("s", member, { ttlMillis: 60_000 });
      assert.deepEqual(await two.add("s", "ann", { ttlMillis: 60_000 }), ["zoe", "ann", "ben"]);
      assert.deepEqual(await one.members("s"), ["zoe", "ann", "ben"]);
      assert.deepEqual(await two.members("none"), []);
      await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 ? one : two).add("race", `m${i}`, { ttlMillis: 60_000 })));
      assert.equal(new Set(await one.members("race")).size, 50);
      await one.add("short", "m", { ttlMillis: 50 });
      const counts = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).count("c", { ttlMillis: 1000 })));
      assert.deepEqual(counts.sort((x, y) => x - y), Array.from({ length: 20 }, (_, i) => i + 1));
      await sleep(1050);
      assert.equal(await one.count("c", { ttlMillis: 1000 }), 1);
      assert.deepEqual(await one.members("short"), []);
    });

    test("a lock is one's alone, is waited for, and is not waited for too long", async (t) => {
      const { one, two } = await make(t);
      const first = await one.lock("l", { ttlMillis: 5000, waitMillis: 0 });
      await first.hold();
      assert.equal(await two.lock("l", { ttlMillis: 5000, waitMillis: 100 }), null);
      const second = two.lock("l", { ttlMillis: 5000, waitMillis: 5000 });
      await first.free();
      const taken = await second;
      assert.ok(taken);
      // Let go twice, it is not the other's that is let go.
      await first.free();
      assert.equal(await one.lock("l", { ttlMillis: 5000, waitMillis: 0 }), null);
      await taken.free();
      let [inside, most] = [0, 0];
      await Promise.all(Array.from({ length: 8 }, async (_, i) => {
        const lock = await (i % 2 ? one : two).lock("m", { ttlMillis: 5000, waitMillis: 10_000 });
        most = Math.max(most, (inside += 1));
        await sleep(5);
        inside -= 1;
        await lock.free();
      }));
      assert.equal(most, 1);
    });

    test("all who listen are told, until they leave", async (t) => {
      const { one, two } = await make(t);
      const heard = [];
      const leave = await one.subscribe("c", (message) => heard.push(`one ${message}`));
      await two.subscribe("c", (message) => heard.push(`two ${message}`));
      await two.publish("other", "0");
      await two.publish("c", "1");
      await until("two messages", () => heard.length === 2);
      await leave();
      await one.publish("c", "2");
      await until("a third", () => heard.length >= 3);
      await sleep(50);
      assert.deepEqual(heard.sort(), ["one 1", "two 1", "two 2"]);
    });
  });
}

describe("what Redis alone has to hold", { skip: SKIPPED }, () => {
  test("a lock lives with its holder, and of one that was lost a late renewal and unlock do nothing", async (t) => {
    const { one, two, redis } = await inRedis(t);
    const lock = await one.lock("l", { ttlMillis: 300, waitMillis: 0 });
    await sleep(1000);
    assert.equal(await two.lock("l", { ttlMillis: 300, waitMillis: 0 }), null, "it was renewed");
    const client = await createClient({ url: redis.url }).on("error", () => {}).connect();
    t.after(() => client.destroy());
    assert.ok((await client.keys("*")).every((key) => key.startsWith("bellpull:")));
    await client.del("bellpull:l");
    const others = await two.lock("l", { ttlMillis: 5000, waitMillis: 0 });
    assert.ok(others);
    await assert.rejects(lock.hold(), { code: "store_failed" });
    assert.equal(lock.lost.aborted, true);
    await lock.free();
    await others.hold();
    assert.equal(await one.lock("l", { ttlMillis: 5000, waitMillis: 0 }), null);
  });

  test("a lock that cannot be renewed in its time is known to be lost; what waits in vain says so", async (t) => {
    const { one, redis } = await inRedis(t);
    const lock = await one.lock("l", { ttlMillis: 600, waitMillis: 0 });
    await redis.kill();
    await until("the loss", () => lock.lost.aborted, 3000);
    for (const call of [() => one.get("k"), () => one.set("k", "v", { ttlMillis: 1000 }), () => one.add("s", "m", { ttlMillis: 1000 }), () => one.count("c", { ttlMillis: 1000 }), () => one.lock("x", { ttlMillis: 1000, waitMillis: 1000 }), () => one.publish("c", "m"), () => one.subscribe("c", () => {}), () => lock.hold()]) {
      await assert.rejects(call(), { code: "store_failed" }, String(call));
    }
    await lock.free();
    await redis.start();
    await until("the store", () => one.set("k", "v", { ttlMillis: 60_000 }).catch(() => false));
    assert.equal(await one.get("k"), "v");
  });

  test("over a client of the application's, which stays open; for require as well", async (t) => {
    const { redis } = await inRedis(t);
    const client = await createClient({ url: redis.url }).on("error", () => {}).connect();
    t.after(() => client.destroy());
    const { RedisStore: Required } = createRequire(import.meta.url)("bellpull/gateway/redis");
    for (const Store of [RedisStore, Required]) {
      const store = new Store(client, { prefix: `${Store === Required}:` });
      await store.set("k", "v", { ttlMillis: 60_000 });
      await store.subscribe("c", () => {});
      await store.close();
      assert.equal(client.isOpen, true);
    }
    assert.deepEqual((await client.keys("*")).sort(), ["false:k", "true:k"]);
    assert.throws(() => new RedisStore({}), TypeError);
    await assert.rejects(RedisStore.connect({ url: "redis://127.0.0.1:1", timeoutMillis: 300 }), { code: "store_failed" });
    const own = await Required.connect({ url: redis.url });
    await own.close();
  });
});
