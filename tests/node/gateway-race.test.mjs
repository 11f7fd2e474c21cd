// Two inputs of one run, approved in the same moment: both names stay, whichever store keeps them.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { MemoryStore } from "bellpull/gateway";
import { RedisStore } from "bellpull/gateway/redis";
import { assertQuiet, setUp, watch } from "./desk.mjs";
import { SKIPPED, startRedis, until } from "./fleet.mjs";

const JOB = "parallel inputs";
const RULES = [{ name: "all", jobs: [{ glob: "**" }], verbs: ["describe", "status", "trigger", "approve"], who: [{ everybody: true }] }];

/** What lies between reading and writing takes its time. */
function slowed(store) {
  const { get } = store;
  store.get = async (key) => {
    const value = await get.call(store, key);
    await sleep(30);
    return value;
  };
  return store;
}

const inRedis = async (t) => {
  const redis = await startRedis(t);
  const store = await RedisStore.connect({ url: redis.url });
  t.after(() => store.close());
  return store;
};

for (const [name, make, skip] of [["memory", () => new MemoryStore(), false], ["Redis", inRedis, SKIPPED]]) {
  test(`in ${name}`, { skip }, async (t) => {
    const { send, sim, jenkins } = await setUp(t, { rules: RULES, store: slowed(await make(t)) });
    for (let round = 1; round <= 3; round += 1) {
      const { run } = await jenkins.job(JOB).trigger();
      const inputs = await until("two inputs", async () => (await run.inputs()).length === 2 && run.inputs());
      await sim.forget();
      const approve = (person, { pending }) => send(person, { op: "approve", job: JOB, run: run.number, input: pending.id, fingerprint: pending.fingerprint, key: `${person}${round}` });
      const answers = await Promise.all([approve("ann", inputs[0]), approve("ben", inputs[1])]);
      assert.deepEqual(answers.map((answer) => answer.outcome?.outcome), ["approved", "approved"], JSON.stringify(answers));
      assert.deepEqual((await send("ann", { op: "status", job: JOB, run: run.number })).outcome.approvers.sort(), ["Ann", "Ben"]);
      assert.equal((await sim.posts()).length, 2);
    }
  });
}

test("a run that goes on before the name is kept: the last view has the name nevertheless", async (t) => {
  const store = new MemoryStore();
  const { add } = store;
  store.add = async (key, ...rest) => {
    if (key.startsWith("approved:")) await sleep(1500);
    return add.call(store, key, ...rest);
  };
  const { send, gateway, waiting } = await setUp(t, { rules: [{ ...RULES[0], verbs: [...RULES[0].verbs, "follow"] }], store });
  const asked = await waiting();
  const heard = await watch(gateway, asked, { person: "ben" });
  await until("a view", () => heard.events.length > 0);
  assert.equal((await send("ann", { op: "approve", ...asked, key: "1" })).outcome?.outcome, "approved");
  await heard.done;
  const { data } = heard.events.filter(({ event }) => event === "view").at(-1);
  assert.deepEqual([data.building, data.approvers], [false, ["Ann"]]);
});

assertQuiet();
