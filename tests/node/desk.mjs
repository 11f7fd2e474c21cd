// A gateway over a simulated Jenkins in a test's process, with people, and ears.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Jenkins } from "bellpull";
import { createGateway } from "bellpull/gateway";
import { simulate } from "../browser/harness.mjs";
import { assertKept, hear, listened } from "./leaks.mjs";

export const TOKEN = "11admin00000000000000000000000token";
export const ORIGIN = "https://desk.example.com";
export const PEOPLE = { ann: { id: "ann", name: "Ann", groups: ["release"] }, ben: { id: "ben", name: "Ben", groups: ["release"] }, eve: { id: "eve" }, carl: { id: "Carl" } };
export const RULES = [
  { name: "all may look", jobs: [{ glob: "**" }], verbs: ["describe", "status", "follow", "log"], who: [{ everybody: true }] },
  { name: "the release team", jobs: [{ exact: "Test Workflow" }, { exact: "restricted" }, { exact: "quick" }, { exact: "sleeper" }], verbs: ["trigger", "approve", "abort", "stop"], who: [{ group: "release" }] },
];

/** A Jenkins with these jobs, and with the service account. */
export function scenarioOf(jobs, { users = [], ...more } = {}) {
  const admin = (id, token) => ({ id, fullName: id, password: "password", token, permissions: ["Overall/Administer"] });
  return { context: "/jenkins", users: [admin("admin", TOKEN), ...users.map((id) => admin(id, TOKEN.replace("admin", id)))], jobs, ...more };
}

/** A script that waits for `Ship`. */
export const gate = (more) => [{ stage: "Gate", steps: [{ input: { id: "Ship", message: "Ship it?", ...more } }] }];

export async function setUp(t, options = {}) {
  const { rules = RULES, scenario, jenkinsOptions, ...others } = options;
  const sim = await simulate({}, { scenario });
  t.after(() => sim.stop());
  const dir = await mkdtemp(join(tmpdir(), "bellpull-audit-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, "audit.jsonl");
  const jenkins = new Jenkins({ url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "admin", token: TOKEN }, ...jenkinsOptions });
  const gateway = listened(createGateway({ jenkins, policy: { rules }, authenticate: (request) => PEOPLE[request.headers.get("x-person")] ?? null, origins: [ORIGIN], ...others, audit: others.audit ? (record) => (hear("audit", record), others.audit(record)) : { file } }));
  t.after(() => gateway.close());
  const send = async (person, body, change = {}) => {
    const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "sec-fetch-site": "same-origin", ...(person ? { "x-person": person } : {}), ...change.headers };
    for (const [name, value] of Object.entries(headers)) if (value === undefined) delete headers[name];
    const response = await gateway(new Request("http://gateway.invalid/", { method: change.method ?? "POST", headers, body: change.raw ?? JSON.stringify(body), ...change.init }));
    return { status: response.status, ...(await response.json()) };
  };
  const lines = async (name) => (await readFile(name, "utf8").catch(() => "")).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  /** All records: first those of persons. */
  const audit = async () => [...(await lines(file)), ...(await lines(`${file}.anonymous`))];
  t.after(async () => hear("audit", await audit()));
  /** A run that waits, started by somebody through the gateway. */
  const waiting = async (job = "Test Workflow", person = "ann") => {
    const { outcome } = await send(person, { op: "trigger", job, key: `t${Math.random()}` });
    return pausedAt(job, outcome.queueId);
  };
  /** What an item of the queue becomes, once it waits. */
  const pausedAt = async (job, queueId) => {
    for (let i = 0; i < 200; i += 1) {
      const { executable } = await jenkins.call({ op: "queue_item", id: queueId });
      if (executable?.number) {
        const run = jenkins.job(job).run(executable.number);
        for await (const view of run.follow({ untilPaused: true })) if (view.inputs[0]) return { job, run: run.number, input: view.inputs[0].id, fingerprint: view.inputs[0].fingerprint };
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("no run");
  };
  return { sim, jenkins, gateway, send, audit, waiting, pausedAt, file };
}

/** Watches a run; collects the events, and says when one has come. */
export async function watch(gateway, { job, run }, { person = "ann", seen } = {}) {
  const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1", "x-person": person, ...(seen ? { "last-event-id": seen } : {}) };
  const response = await gateway(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify({ op: "follow", job, run }) }));
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const heard = { events: [], over: false };
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  heard.leave = () => reader.cancel();
  heard.done = (async () => {
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const of = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
        if (of("event")) heard.events.push({ event: of("event"), id: of("id"), data: JSON.parse(of("data")) });
      }
    }
  })().finally(() => (heard.over = true));
  return heard;
}

/** The last test of a file: nothing that was said in it has the service account's token. */
export function assertQuiet(kinds = ["answer", "audit"], tokens = [TOKEN]) {
  test("the service account's token is in no answer, stream, log line or audit record", () => assertKept(tokens, kinds));
}
