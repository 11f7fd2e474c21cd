// Requests and bytes of whole flows against the simulator. What npm jenkins and the bare clients need is written out here, as a
// user of theirs would: the fewest requests that reach the same knowledge, and a second between two looks.
import { readFile } from "node:fs/promises";
import { simulate } from "../browser/harness.mjs";
import { CLIENTS } from "./clients.mjs";
import { counting } from "./counting.mjs";

const BUILTIN = new URL("../../crates/sim/scenarios/builtin.json", import.meta.url);
const SECOND = 1000;
const pause = () => new Promise((resolve) => setTimeout(resolve, SECOND));
const STAGES = Array.from({ length: 10 }, (_, at) => ({ stage: `Stage ${at + 1}`, steps: [{ echo: `working on ${at + 1}` }, { sleep: 600 }] }));
const SCENARIO = {
  jobs: [
    { name: "params", parameters: [{ type: "string", name: "STR", default: "d", description: "s" }], script: [{ echo: "STR=${STR}" }] },
    { name: "ten", script: STAGES },
    { name: "gate", script: [{ stage: "Gate", steps: [{ input: { id: "Ship", message: "Ship it?", parameters: [{ type: "string", name: "WHY", default: "", description: "why" }] } }] }] },
  ],
};

/** How each client does each flow. A flow may prepare what is not counted. */
const FLOWS = {
  "trigger to run number": {
    bellpull: ({ jenkins }) => async () => (await jenkins.job("params").trigger({ STR: "x" })).run.number,
    jenkins: ({ client }) => async () => {
      const item = await client.job.build("params", { parameters: { STR: "x" } });
      for (;; await pause()) {
        const { executable } = await client.queue.item(item);
        if (executable) return executable.number;
      }
    },
    bare: ({ send }) => async () => {
      const { location } = await send("POST", "job/params/buildWithParameters", "STR=x");
      const item = /\/queue\/item\/(\d+)/.exec(location)[1];
      for (;; await pause()) {
        const { executable } = JSON.parse((await send("GET", `queue/item/${item}/api/json`)).text);
        if (executable) return executable.number;
      }
    },
    check: (number) => number > 0,
  },
  "click to approval confirmed, input known": {
    async bellpull({ jenkins }, paused) {
      const run = jenkins.job("gate").run(await paused());
      const [input] = await run.inputs();
      return async () => (await jenkins.call({ op: "approve", ...run.address, input: input.id, known: input.pending, parameters: { WHY: "x" } })).outcome === "approved";
    },
    async bare({ send }, paused) {
      const run = await paused();
      return () => proceed(send, run);
    },
    check: (done) => done === true,
  },
  "click to approval confirmed, input not known": {
    async bellpull({ jenkins }, paused) {
      const run = jenkins.job("gate").run(await paused());
      return async () => (await jenkins.call({ op: "approve", ...run.address, input: "Ship", parameters: { WHY: "x" } })).outcome === "approved";
    },
    async bare({ send }, paused) {
      const run = await paused();
      return async () => {
        const [{ id }] = JSON.parse((await send("GET", `job/gate/${run}/wfapi/pendingInputActions`)).text);
        return id === "Ship" && (await proceed(send, run));
      };
    },
    check: (done) => done === true,
  },
  "following ten stages": {
    async bellpull({ jenkins }) {
      const { run } = await jenkins.job("ten").trigger();
      return async () => {
        let last;
        for await (const view of run.follow()) last = view;
        return last.stages.length;
      };
    },
    async bare({ send }, _, started) {
      const run = await started("ten");
      return async () => {
        for (;; await pause()) {
          const { status, stages } = JSON.parse((await send("GET", `job/ten/${run}/wfapi/describe`)).text);
          if (!/IN_PROGRESS|NOT_EXECUTED|PAUSED/.test(status)) return stages.length;
        }
      };
    },
    check: (stages) => stages === 10,
  },
};

async function proceed(send, run) {
  await send("POST", `job/gate/${run}/input/Ship/proceed`, new URLSearchParams({ json: JSON.stringify({ parameter: [{ name: "WHY", value: "x" }] }) }).toString());
  const { status } = JSON.parse((await send("GET", `job/gate/${run}/wfapi/describe`)).text);
  return status !== "PAUSED_PENDING_INPUT";
}

const way = (name) => (name.startsWith("bellpull") ? "bellpull" : name === "npm jenkins" ? "jenkins" : "bare");

/** Each flow by each client of this process; the engine of Bellpull does not change what is sent. */
export async function flows(names) {
  const builtin = JSON.parse(await readFile(BUILTIN, "utf8"));
  const sim = await simulate({}, { scenario: { ...builtin, jobs: SCENARIO.jobs, views: [] } });
  const proxy = await counting(new URL(sim.origin).port);
  const url = `http://127.0.0.1:${proxy.port}/jenkins`;
  const started = async (job) => {
    const { nextBuildNumber } = JSON.parse((await sim.as("releaser", "GET", `job/${job}/api/json?tree=nextBuildNumber`)).text);
    await sim.as("releaser", "POST", `job/${job}/build`);
    while ((await sim.as("releaser", "GET", `job/${job}/${nextBuildNumber}/api/json?tree=number`)).status !== 200) await new Promise((r) => setTimeout(r, 20));
    return nextBuildNumber;
  };
  const paused = async () => {
    const run = await started("gate");
    while (!/PAUSED/.test((await sim.as("releaser", "GET", `job/gate/${run}/wfapi/describe`)).text)) await new Promise((r) => setTimeout(r, 20));
    return run;
  };
  const out = {};
  try {
    for (const [flow, ways] of Object.entries(FLOWS)) {
      out[flow] = {};
      for (const name of names) {
        const prepare = ways[way(name)];
        if (!prepare) continue;
        // A client of its own: nothing is remembered from another flow.
        const client = await CLIENTS[name].make(url);
        const run = await prepare(client, paused, started);
        await sim.forget();
        proxy.take();
        const begun = performance.now();
        const result = await run();
        const millis = performance.now() - begun;
        if (!ways.check(result)) throw new Error(`${name}: ${flow} gave ${result}`);
        const bytes = proxy.take();
        const requests = (await sim.requests()).length;
        out[flow][name] = { requests, bytes, millis };
      }
    }
  } finally {
    proxy.stop();
    await sim.stop();
  }
  return out;
}
