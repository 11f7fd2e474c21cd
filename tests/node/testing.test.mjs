// bellpull/testing: the simulator in process. The examples of docs/testing.md are among these.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Jenkins } from "bellpull";
import { createSimulator } from "bellpull/testing";

const root = fileURLToPath(new URL("../..", import.meta.url));

const SCENARIO = {
  users: [{ id: "ada", fullName: "Ada", password: "pass", token: "11ada", permissions: ["Overall/Read", "Job/Read", "Job/Build", "Job/Cancel"] }],
  jobs: [
    {
      name: "deploy",
      quietMillis: 5_000,
      parameters: [{ type: "string", name: "VERSION", default: "1" }],
      script: [
        { stage: "Build", steps: [{ echo: "building ${VERSION}" }, { sleep: 240_000 }] },
        { stage: "Approve", steps: [{ input: { id: "Ship", message: "Ship it?", submitterParameter: "WHO", parameters: [{ type: "choice", name: "REGION", choices: ["eu", "us"] }] } }] },
        { stage: "Deploy", steps: [{ echo: "to ${input.REGION}" }, { sleep: 180_000 }] },
      ],
    },
    { name: "quick", script: [{ echo: "quick" }] },
    { name: "files", script: [{ node: [{ archive: [{ path: "out/a.txt", text: "from the store" }] }] }] },
  ],
};

async function virtual(scenario = SCENARIO, user = "ada") {
  const sim = await createSimulator(scenario, { time: "virtual", now: 1_800_000_000_000 });
  return { sim, jenkins: new Jenkins({ url: sim.url, ...sim.host, credentials: sim.token(user) }) };
}

async function last(run, options) {
  let view;
  for await (view of run.follow(options));
  return view;
}

// Loads what is loaded once.
before(async () => (await virtual()).jenkins.whoAmI());

test("seven minutes of Jenkins pass in no time", async () => {
  const begun = performance.now();
  const { sim, jenkins } = await virtual();
  const seen = [];
  const log = await sim.run(async () => {
    const { run } = await jenkins.job("deploy").trigger({ VERSION: "2.4.1" });
    const paused = await last(run, { untilPaused: true });
    const settled = await run.input(paused.inputs[0]).approve({ REGION: "us" });
    assert.equal(settled.outcome, "approved");
    for await (const view of run.follow()) seen.push([view.status.word, sim.now]);
    let text = "";
    for await (const piece of run.log()) text += piece.text;
    return text;
  });
  assert.match(log, /building 2\.4\.1\n[^]*to us\n[^]*Finished: SUCCESS/);
  const [word, over] = seen.at(-1);
  assert.equal(word, "success");
  const passed = over - 1_800_000_000_000;
  assert.ok(passed >= 425_000 && passed < 480_000, `${passed} ms of virtual time`);
  assert.ok(performance.now() - begun < 20_000, `${performance.now() - begun} ms of real time`);
});

test("virtual time stands still until it is advanced, and goes as far as it is told", async () => {
  const { sim, jenkins } = await virtual();
  let started;
  jenkins.job("deploy").trigger().then(({ run }) => (started = run));
  await sim.advance(4_000);
  assert.deepEqual([started, sim.now], [undefined, 1_800_000_004_000]);
  await sim.advance(4_000);
  assert.equal(started.number, 1);
  const before = sim.requests().length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.deepEqual([sim.now, sim.requests().length], [1_800_000_008_000, before]);
  const views = [];
  const following = (async () => {
    for await (const view of started.follow({ untilPaused: true })) views.push(view.status.word);
  })();
  await sim.advance(100_000);
  assert.deepEqual(views, ["running"]);
  await sim.advance(200_000);
  await following;
  assert.equal(views.at(-1), "paused");
  await assert.rejects(sim.advance(-1), TypeError);
});

test("what never ends is told instead of being waited for", async () => {
  const { sim, jenkins } = await virtual();
  const forever = async () => {
    const { run } = await jenkins.job("deploy").trigger();
    await last(run);
  };
  await assert.rejects(sim.run(forever, { atMost: 3_600_000 }), /3600000 ms of virtual time/);
});

test("two operations at once wake each at its own time", async () => {
  const { sim, jenkins } = await virtual();
  const ends = await sim.run(
    Promise.all(
      ["deploy", "quick"].map(async (name) => {
        const { run } = await jenkins.job(name).trigger();
        await last(run, { untilPaused: true });
        return sim.now - 1_800_000_000_000;
      }),
    ),
  );
  assert.ok(ends[0] >= 245_000 && ends[1] < 60_000, ends.join());
});

test("faults: an answer is lost, a crumb refused, an answer late", async () => {
  const { sim, jenkins } = await virtual();
  sim.fault({ method: "POST", kind: "lost_answer" });
  const { run } = await sim.run(jenkins.job("deploy").trigger({}, { delaySeconds: 0 }).catch(() => ({ run: jenkins.job("deploy").run(1) })));
  assert.equal((await sim.run(last(run, { untilPaused: true }))).status.word, "paused");
  assert.equal(sim.requests().filter(({ method }) => method === "POST").length, 1);

  sim.fault({ pathContains: "/stop", kind: "lost_request" });
  await assert.rejects(sim.run(run.stop()), { code: "network", sent: "maybe" });
  // Reads are tried again.
  sim.fault({ kind: { status: 503 }, times: 100 });
  await assert.rejects(sim.run(jenkins.whoAmI()), { status: 503 });
  sim.clearFaults();

  const before = sim.now;
  sim.fault({ kind: { slow: 30_000 } });
  assert.equal((await sim.run(jenkins.whoAmI())).name, "ada");
  assert.equal(sim.now - before, 30_000);
  sim.fault({ pathContains: "/stop", kind: { slow: 120_000 } });
  await assert.rejects(sim.run(run.stop()), { code: "timed_out", sent: "maybe" });
  assert.equal(sim.now - before, 90_000);

  sim.fault({ kind: "html", times: 100 });
  await assert.rejects(sim.run(jenkins.whoAmI()), { code: "proxy_answer" });
  sim.clearFaults();
  assert.equal((await jenkins.whoAmI()).name, "ada");
  assert.throws(() => sim.fault({ kind: "lost" }), { name: "TypeError", message: /the fault is wrong: unknown variant `lost`/ });
  assert.throws(() => sim.fault({ kind: "html", time: 1 }), { name: "TypeError", message: /unknown field `time`/ });
});

test("sessions: a password signs in, and again after a restart", async () => {
  const { sim } = await virtual();
  const jenkins = new Jenkins({ url: sim.url, ...sim.host, credentials: sim.password("ada") });
  const trigger = () => sim.run(jenkins.job("quick").trigger({}, { until: "queued" }));
  await trigger();
  sim.forget();
  await trigger();
  assert.deepEqual(sim.requests().filter(({ path }) => path.includes("j_spring")), []);
  sim.dropSessions();
  await trigger();
  assert.equal(sim.requests().filter(({ path }) => path.includes("j_spring")).length, 1);
  assert.throws(() => sim.token("bob"), { name: "TypeError", message: /no user "bob"; it has ada/ });
});

test("a browser that is signed in sends its cookie and a crumb, until its session ends", async () => {
  const { sim } = await virtual();
  const jenkins = new Jenkins({ url: sim.url, ...sim.host, fetch: sim.signedIn("ada") });
  assert.equal((await jenkins.whoAmI()).name, "ada");
  await sim.run(jenkins.job("quick").trigger());
  assert.ok(sim.requests().every(({ cookie, authorization }) => cookie && !authorization));
  assert.equal(sim.requests().filter(({ path }) => path.includes("crumbIssuer")).length, 1);
  sim.dropSessions();
  const { code } = await sim.run(jenkins.job("quick").trigger().catch((e) => e));
  assert.equal(code, "login_required");
  assert.throws(() => sim.signedIn("bob"), TypeError);
});

test("what was asked is told without what is secret", async () => {
  const { sim, jenkins } = await virtual();
  await jenkins.whoAmI();
  const [seen] = sim.requests();
  assert.deepEqual([seen.method, seen.status, seen.at, seen.host, seen.authorization, seen.cookie], ["GET", 200, sim.now, "sim.invalid", true, false]);
  assert.doesNotMatch(JSON.stringify(sim.requests()), /11ada|MTFhZGE/);
});

test("a wrong scenario is a TypeError that names the field", async () => {
  const job = (fields) => ({ users: [], jobs: [{ name: "a", ...fields }] });
  for (const [scenario, message] of [
    [{ users: [], jobs: [], crsf: true }, /the scenario is wrong: crsf: unknown field/],
    [{ users: [] }, /missing field `jobs`/],
    [job({ skript: [] }), /jobs\[0\]\.skript: unknown field/],
    [job({ script: [{ stage: "S", steps: [{ ehco: "x" }] }] }), /jobs\[0\]\.script\[0\]\.steps\[0\]: .*there is no step "ehco"/],
    [job({ script: [{ input: { id: "x" } }] }), /jobs\[0\]\.script\[0\]\.input: missing field `message`/],
    [7, /a scenario is an object/],
    [null, /a scenario is an object/],
  ]) {
    await assert.rejects(createSimulator(scenario), { name: "TypeError", message });
  }
  for (const options of [{ tyme: "virtual" }, { time: "fake" }, { now: -1 }, { now: "today" }]) await assert.rejects(createSimulator(SCENARIO, options), TypeError);
});

test("two simulators side by side know nothing of each other", async () => {
  const [one, other] = [await virtual(), await virtual()];
  await one.sim.run(one.jenkins.job("quick").trigger());
  await one.sim.run(one.jenkins.job("quick").trigger());
  assert.equal((await other.sim.run(other.jenkins.job("quick").trigger())).run.number, 1);
  assert.ok(one.sim.now > other.sim.now);
  assert.equal(other.sim.requests().filter(({ method }) => method === "POST").length, 1);
});

test("the built-in scenario, in real time by default", async () => {
  const sim = await createSimulator();
  const jenkins = new Jenkins({ url: sim.url, fetch: sim.fetch, credentials: sim.token("releaser") });
  assert.equal(sim.url, "http://sim.invalid/jenkins");
  const { run } = await jenkins.job("Test Workflow").trigger();
  const paused = await last(run, { untilPaused: true });
  assert.equal((await run.input(paused.inputs[0]).approve()).outcome, "approved");
  assert.ok(Math.abs(sim.now - Date.now()) < 1_000);
  const long = await jenkins.job("sleeper").trigger();
  const sleeping = new Jenkins({ url: sim.url, ...sim.host, credentials: sim.token("releaser") }).job("sleeper").run(long.run.number);
  const over = last(sleeping);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await sim.advance(600_000);
  assert.equal((await sim.run(over)).status.word, "success");
});

test("a server on a port, for what takes no fetch; virtual time goes on over the network as well", async (t) => {
  const { sim } = await virtual();
  const server = await sim.listen();
  t.after(() => server.close());
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/jenkins$/);
  const jenkins = new Jenkins({ url: server.url, clock: sim.clock, credentials: sim.password("ada") });
  t.after(() => jenkins.close());
  const paused = await sim.run(async () => {
    const { run } = await jenkins.job("deploy").trigger();
    return last(run, { untilPaused: true });
  });
  assert.equal(paused.status.word, "paused");
  sim.fault({ pathContains: "whoAmI", kind: "lost_answer", times: 100 });
  await assert.rejects(sim.run(jenkins.whoAmI()), { code: "network" });
  sim.clearFaults();
  const before = sim.now;
  sim.fault({ pathContains: "whoAmI", kind: { slow: 40_000 } });
  assert.equal((await sim.run(jenkins.whoAmI())).name, "ada");
  assert.equal(sim.now - before, 40_000);
  const plain = await fetch(`${server.url}/login`);
  assert.deepEqual([plain.status, plain.headers.getSetCookie().length], [200, 1]);
  await server.close();
  await assert.rejects(fetch(server.url), TypeError);
});

test("fetch: methods, bodies, redirects, cookies and signals are those of a fetch", async () => {
  const { sim } = await virtual({ ...SCENARIO, artifactHost: "store.invalid" });
  const authorization = `Basic ${btoa("ada:11ada")}`;
  const post = (path, body) => sim.fetch(`${sim.url}/${path}`, { method: "post", body, headers: { authorization }, redirect: "manual" });
  const form = new FormData();
  form.append("VERSION", "form");
  for (const body of [new URLSearchParams({ VERSION: "search" }), form]) {
    const answer = await post("job/deploy/buildWithParameters?delay=0sec", body);
    assert.equal(answer.status, 201);
    assert.match(answer.headers.get("location"), /^http:\/\/sim\.invalid\/jenkins\/queue\/item\/\d+\/$/);
  }
  await sim.advance(0);
  const values = [];
  for (const number of [1, 2]) {
    const { actions } = await (await sim.fetch(new Request(`${sim.url}/job/deploy/${number}/api/json`, { headers: { authorization } }))).json();
    values.push(actions.find((a) => a.parameters).parameters[0].value);
  }
  assert.deepEqual(values, ["search", "form"]);

  const login = await sim.fetch(`${sim.url}/login`);
  assert.equal(login.headers.getSetCookie().length, 1);
  assert.match(login.clone().headers.get("set-cookie"), /^JSESSIONID/);
  const head = await sim.fetch(`${sim.url}/login`, { method: "HEAD" });
  assert.deepEqual([head.status, await head.text()], [200, ""]);
  const cookie = login.headers.getSetCookie()[0].split(";")[0];
  await sim.fetch(`${sim.url}/login`, { headers: [["cookie", cookie]] });
  assert.equal(sim.requests().at(-1).cookie, true);

  const bare = await sim.fetch(sim.url, { redirect: "manual" });
  assert.deepEqual([bare.status, bare.redirected], [302, false]);
  const followed = await sim.fetch(sim.url, { headers: { authorization } });
  assert.deepEqual([followed.redirected, followed.url], [true, `${sim.url}/`]);
  await assert.rejects(sim.fetch(sim.url, { redirect: "error" }), TypeError);

  await post("job/files/build?delay=0sec");
  const artifact = await sim.fetch(`${sim.url}/job/files/1/artifact/out/a.txt`, { headers: { authorization } });
  assert.deepEqual([await artifact.text(), new URL(artifact.url).host, sim.requests().at(-1).authorization], ["from the store", "store.invalid", false]);

  const reason = new Error("enough");
  await assert.rejects(sim.fetch(sim.url, { signal: AbortSignal.abort(reason) }), (thrown) => thrown === reason);
  sim.fault({ kind: { slow: 1_000 } });
  const late = new AbortController();
  const waiting = sim.fetch(sim.url, { signal: late.signal });
  setTimeout(() => late.abort(), 10);
  await assert.rejects(waiting, { name: "AbortError" });
  sim.fault({ kind: "lost_answer" });
  await assert.rejects(sim.fetch(sim.url), { name: "TypeError", message: "fetch failed" });
  await assert.rejects(sim.fetch("http://ci.example.com/jenkins/"), { name: "TypeError" });
});

test("giving up ends a virtual wait", async () => {
  const { sim, jenkins } = await virtual();
  const stop = new AbortController();
  const waiting = jenkins.job("deploy").trigger({}, { signal: stop.signal });
  await sim.advance(1_000);
  stop.abort();
  await assert.rejects(waiting, { code: "cancelled" });
});

test("import and require give the same names, and require works", async () => {
  const required = createRequire(import.meta.url)("bellpull/testing");
  assert.deepEqual(Object.keys(required).sort(), Object.keys(await import("bellpull/testing")).sort());
  const sim = await required.createSimulator();
  assert.equal((await sim.fetch(`${sim.url}/whoAmI/api/json`)).status, 200);
});

test("the examples of docs/testing.md run", async () => {
  const page = await readFile(new URL("../../docs/testing.md", import.meta.url), "utf8");
  const programs = [...page.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, program]) => program);
  assert.equal(programs.length, 5);
  // In the checkout, where the package's name is known.
  const run = (program) => promisify(execFile)("node", ["--input-type=module", "-e", program], { cwd: root, timeout: 20_000 });
  await Promise.all(programs.map(run));
});
