// Those who watch a run on several processes: Jenkins is polled by one of them.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test as run } from "node:test";
import { fleet, SKIPPED, TOKEN, until } from "./fleet.mjs";
import { assertKept } from "./leaks.mjs";

const test = (name, body) => run(name, { skip: SKIPPED, timeout: 90_000 }, body);
const ids = (text) => [...text.matchAll(/^id: (\d+)$/gm)].map((found) => found[1]);

test("one polls for all; when it is killed another does, and all go on to the end", async (t) => {
  const { a, b, gateway, sim, waiting } = await fleet(t);
  const asked = await waiting();
  const asking = async () => {
    await sim.forget();
    await sleep(4000);
    return (await sim.requests()).length;
  };
  const first = await a.watch("ann", asked);
  await until("a view", () => first.text.includes("event: view"));
  const one = await asking();
  const others = await Promise.all([a, b, b, b].map((process) => process.watch("ben", asked)));
  await until("views", () => others.every((other) => other.text.includes("event: view")));
  const five = await asking();
  assert.ok(one >= 1 && five <= one + 1, `${one} requests for one who watches, ${five} for five on two processes`);
  // The same view has the same id everywhere: who comes back to another process is told nothing twice.
  const [id] = ids(others[1].text).slice(-1);
  assert.equal(id, ids(first.text).slice(-1)[0]);
  const back = await b.watch("ann", asked, id);

  await a.kill();
  await first.done;
  await sim.forget();
  await until("another one polls", async () => (await sim.requests()).length > 0, 12_000);
  // Who begins to follow asks more often at first.
  await sleep(6000);
  assert.ok((await asking()) <= one + 1);
  const c = await gateway();
  const late = await c.watch("ann", asked);
  const { outcome } = await b.send("ben", { op: "approve", ...asked, key: "1" });
  assert.equal(outcome?.outcome, "approved");
  const left = [...others.slice(1), back, late];
  await until("the end", () => left.every((other) => other.over));
  for (const { text } of left) assert.match(text, /event: view[\s\S]*"word":"success"[\s\S]*event: end/);
  assert.ok(!ids(back.text).includes(id), "what was seen does not come again");
  for (const { text } of left) assert.equal(new Set(ids(text)).size, ids(text).length, "no view comes twice");
});

test("a Redis that is started anew: those who watch go on", async (t) => {
  const { a, b, redis, sim, waiting } = await fleet(t);
  const asked = await waiting();
  const watching = [await a.watch("ann", asked), await b.watch("ben", asked)];
  await until("views", () => watching.every((other) => other.text.includes("event: view")));
  await redis.kill();
  await sleep(1000);
  await redis.start();
  await sim.as("admin", "POST", `job/${encodeURIComponent(asked.job)}/${asked.run}/input/${asked.input}/proceedEmpty`);
  await until("the end", () => watching.every((other) => other.over), 30_000);
  for (const { text } of watching) assert.match(text, /"word":"success"[\s\S]*event: end/);
});

test("the service account's token is in no answer, stream, log line or audit record, nor in the store", { skip: SKIPPED }, () => assertKept([TOKEN], ["answer", "log of a gateway", "store"]));
