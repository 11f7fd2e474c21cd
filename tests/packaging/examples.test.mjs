// The gateway's examples, each started as its README says, against a simulated Jenkins. `BELLPULL_EXAMPLES` is where they were
// copied to and what they need was installed.
import assert from "node:assert/strict";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Jenkins } from "bellpull";
import { toFastify } from "bellpull/gateway";
import { simulate } from "../browser/harness.mjs";
import { assertKept, hear, heard, hearChild } from "../node/leaks.mjs";
import { freePort, node } from "./programs.mjs";

const PLACE = process.env.BELLPULL_EXAMPLES;
const JOB = "Test Workflow";
const TOKEN = "11admin00000000000000000000000token";
const SERVER = ["server.mjs"];
const NEXT = join("..", "node_modules/next/dist/bin/next");
const SKIP = PLACE ? false : "without BELLPULL_EXAMPLES; `cargo xtask dist` installs them";
const EXAMPLES = [
  { name: "gateway-node", run: SERVER },
  { name: "gateway-express", run: SERVER },
  // The same file with the older one in its place.
  { name: "gateway-express", run: SERVER, instead: ["express", "express4"] },
  { name: "gateway-fastify", run: SERVER },
  { name: "gateway-hono", run: SERVER },
  { name: "gateway-next", build: [NEXT, "build"], run: [NEXT, "start"] },
];

async function start(t, { name, build, run, instead }) {
  let dir = join(PLACE, name);
  if (instead) {
    const [package_, other] = instead;
    dir = join(PLACE, `${name}-${other}`);
    await rm(dir, { recursive: true, force: true });
    await cp(join(PLACE, name), dir, { recursive: true });
    await mkdir(join(dir, "node_modules"));
    await symlink(join(PLACE, "node_modules", other), join(dir, "node_modules", package_));
  }
  const sim = await simulate();
  t.after(() => sim.stop());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = { PORT: port, ORIGIN: origin, SECRET: "of the test", AUDIT: "audit.jsonl", JENKINS_URL: `${sim.origin}/jenkins`, JENKINS_USER: "admin", JENKINS_TOKEN: TOKEN, NEXT_TELEMETRY_DISABLED: "1" };
  await rm(join(dir, "audit.jsonl"), { force: true });
  if (build) {
    const building = node(build, dir, env);
    assert.equal(await building.ended, 0, building.said());
  }
  const server = node(run, dir, env);
  hearChild(name, server.child);
  t.after(async () => {
    assert.equal(server.child.exitCode, null, `the server has ended: ${server.said()}`);
    server.child.kill();
    await server.ended;
    hear("audit", await readFile(join(dir, "audit.jsonl"), "utf8"));
  });
  for (let tries = 0; ; tries += 1) {
    const there = await fetch(origin).catch(() => null);
    if (there?.ok) return { origin, dir, sim, page: await there.text() };
    assert.ok(tries < 200 && server.child.exitCode === null, server.said());
    await sleep(50);
  }
}

/** What a server answers, heard. */
const listening = async (...asked) => heard(await fetch(...asked));

async function signIn(origin, person) {
  const answer = await fetch(`${origin}/sign-in`, { method: "POST", body: new URLSearchParams({ person }), redirect: "manual" });
  assert.equal(answer.status, 303);
  const set = answer.headers.getSetCookie();
  for (const cookie of set) assert.match(cookie, /HttpOnly/i);
  assert.match(set.join(), /SameSite=Strict/i);
  return set.map((cookie) => cookie.split(";")[0]).join("; ");
}

for (const example of EXAMPLES) {
  const title = `${example.name}${example.instead ? ` with ${example.instead[1]}` : ""}`;
  test(`${title}: Ben triggers and is refused, Ann approves, both see it`, { skip: SKIP, timeout: 120_000 }, async (t) => {
    const { origin, dir, sim, page } = await start(t, example);
    const address = `${origin}/jenkins-gateway`;
    assert.match(page, /<jenkins-trigger [^>]*gateway="\/jenkins-gateway"/);
    const send = (cookie, body, headers = {}) =>
      listening(address, { method: "POST", headers: { "content-type": "application/json", "x-bellpull": "1", origin, cookie, ...headers }, body: typeof body === "string" ? body : JSON.stringify(body) });
    const refused = async (answer) => [answer.status, (await answer.json()).error.code];
    const as = (cookie) => new Jenkins({ gateway: address, fetch: (input, init) => listening(input, { ...init, headers: { ...init.headers, origin, cookie } }) });

    const [ann, ben] = [await signIn(origin, "ann"), await signIn(origin, "ben")];
    const [forged] = [ann.replace(/[\w-]{8}(?=[^\w-]*$|;|%)/, "AAAAAAAA")];
    assert.notEqual(forged, ann);
    for (const cookie of ["", forged]) assert.deepEqual(await refused(await send(cookie, { op: "describe", job: JOB })), [401, "not_signed_in"]);
    assert.equal((await fetch(`${origin}/sign-in`, { method: "POST", body: new URLSearchParams({ person: "constructor" }), redirect: "manual" })).status, 400);

    const { run } = await as(ben).job(JOB).trigger();
    let waiting;
    for await (const view of run.follow({ untilPaused: true })) waiting = view;
    const [input] = waiting.inputs;
    await sim.forget();
    const refusal = await run.input(input).approve().catch((thrown) => thrown);
    assert.equal(refusal.code, "no_rule");
    assert.deepEqual(await sim.posts(), []);
    const watched = (async () => {
      let last;
      for await (const view of run.follow()) last = view.status.word;
      return last;
    })();
    const settled = await as(ann).job(JOB).run(run.number).input(input).approve();
    assert.deepEqual([settled.outcome, settled.approvers], ["approved", ["Ann"]]);
    assert.equal(await watched, "success");
    const records = (await readFile(join(dir, "audit.jsonl"), "utf8")).trim().split("\n").map((line) => JSON.parse(line)).filter((r) => r.verb === "approve");
    assert.deepEqual(records.map((r) => [r.person.id, r.phase, r.code]), [["ben", "refused", "no_rule"], ["ann", "sending", "allowed"], ["ann", "done", "allowed"]]);

    assert.deepEqual(await refused(await send(ann, { op: "describe", job: JOB }, { origin: "https://evil.example.com" })), [403, "origin_not_allowed"]);
    assert.deepEqual(await refused(await send(ann, "op=describe", { "content-type": "text/plain" })), [415, "not_json"]);
    // What a parser before the gateway cannot read it answers in its own words.
    assert.equal((await send(ann, "{")).status, 400);
    assert.equal((await send(ann, JSON.stringify({ op: "describe", job: "x".repeat(70_000) }))).status, 413);

    // Twenty may be watched at a time: that those who have left are let go shows in that others may come.
    const other = await as(ann).job(JOB).trigger();
    const follow = { op: "follow", job: JOB, run: other.run.number };
    const streams = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const gone = new AbortController();
        const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json", "x-bellpull": "1", origin, cookie: ann }, body: JSON.stringify(follow), signal: gone.signal });
        assert.equal(answer.headers.get("content-type"), "text/event-stream");
        const { value } = await answer.body.getReader().read();
        assert.match(new TextDecoder().decode(value), /^id: .*\nevent: view\n/, "an event comes when it happens");
        return gone;
      }),
    );
    assert.deepEqual(await refused(await send(ann, follow)), [429, "too_many_requests"]);
    for (const stream of streams) stream.abort();
    for (let tries = 0; ; tries += 1) {
      const answer = await send(ann, follow);
      await answer.body.cancel();
      if (answer.status === 200) break;
      assert.ok(tries < 40, "who has left still watches");
      await sleep(50);
    }
  });
}

test("in Fastify who does not read is not written for, and who leaves ends the stream, also before there is one", { skip: SKIP }, async (t) => {
  let [bytes, cancelled, wait] = [0, 0, 0];
  const endless = async () => {
    await sleep(wait);
    return new Response(new ReadableStream({ pull: (controller) => (controller.enqueue(new Uint8Array(10_000)), void (bytes += 10_000)), cancel: () => void (cancelled += 1) }));
  };
  const app = createRequire(join(PLACE, "package.json"))("fastify")();
  app.register(toFastify(endless), { prefix: "/gateway" });
  await app.listen({ port: 0, host: "127.0.0.1" });
  t.after(() => app.close());
  const ask = () => {
    const socket = connect(app.server.address().port, "127.0.0.1", () => socket.write("POST /gateway HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"));
    return socket.on("error", () => {});
  };
  const until = async (holds) => {
    for (let tries = 0; !holds(); tries += 1) {
      assert.ok(tries < 100, String(holds));
      await sleep(20);
    }
  };
  const slow = ask();
  slow.pause();
  await until(() => bytes > 0);
  await sleep(500);
  const held = bytes;
  await sleep(300);
  assert.equal(bytes, held);
  assert.ok(held < 32 << 20, `${held} bytes`);
  slow.destroy();
  await until(() => cancelled === 1);
  wait = 200;
  const leaving = ask();
  await once(leaving, "connect");
  await sleep(100);
  leaving.destroy();
  await until(() => cancelled === 2);
});

test("the service account's token is in no answer, stream, log line or audit record", { skip: SKIP }, () => assertKept([TOKEN], ["answer", "audit", "log of gateway"]));
