// The command line against a simulated Jenkins, as its users run it: piped, and with --json.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { Jenkins } from "bellpull";
import { paused, root } from "../browser/harness.mjs";
import { between, environment, PROGRAM, run, server, start } from "./cli-harness.mjs";

test("a run is triggered, listed, approved with values and followed", async (t) => {
  const { cli, json } = await server(t);
  const triggered = await cli(["trigger", "release"]);
  assert.equal(triggered.code, 0, triggered.stderr);
  assert.match(triggered.stdout, /^release #18 is started\.\n {2}bellpull follow release 18\n$/);
  const waiting = await cli(["inputs", "release", "18"]);
  assert.match(waiting.stdout, /^Proceed-to-prod: Approve release\?\n/);
  assert.match(waiting.stdout, /REGION: eu \| us/);
  const approved = await json(["approve", "release", "18", "Proceed-to-prod", "REGION=us", "DRY_RUN=true"]);
  assert.deepEqual([approved.code, approved.values.length, approved.values[0].outcome, approved.values[0].sent.REGION, approved.values[0].sent.DRY_RUN], [0, 1, "approved", "us", true]);
  const followed = await cli(["follow", "release", "18"]);
  assert.equal(followed.code, 0);
  assert.match(followed.stdout, /\n {2}Build: success\b.*\n[^]*\nrelease #18: success/);
  assert.doesNotMatch(followed.stdout, /\u001b|\r/);
  const again = await json(["approve", "release", "18", "Proceed-to-prod"]);
  assert.deepEqual([again.code, again.error.code, again.values], [39, "run_finished", []]);
});

test("a followed run ends with a code of its result, and JSON is a line for each event", async (t) => {
  const { cli, json, sim } = await server(t);
  for (const [job, code] of [["quick", 0], ["failing", 80], ["unstable only", 81]]) {
    const { code: got, values } = await json(["trigger", job, "--follow"]);
    assert.equal(got, code, job);
    const names = values.map((v) => v.event);
    assert.deepEqual([names.filter((n) => n === "triggered").length, names.at(-1)], [1, "run"]);
    assert.equal(values.at(-1).view.building, false);
  }
  await paused(sim, "release", 18);
  assert.match((await cli(["abort", "release", "18"])).stdout, /Proceed-to-prod rejected/);
  assert.equal((await cli(["follow", "release", "18"])).code, 82);
  const withLog = await cli(["trigger", "failing", "--follow", "--log"]);
  assert.equal(withLog.code, 80);
  assert.match(withLog.stdout, /\nFinished: FAILURE\n/);
  assert.match(withLog.stdout, /^== {3}Error: failure: boom/m);
});

test("of several inputs none is taken, and of none likewise", async (t) => {
  const { cli, json, sim } = await server(t);
  await paused(sim, "parallel inputs", 3);
  await sim.forget();
  for (const verb of ["approve", "abort"]) {
    const plain = await cli([verb, "parallel inputs", "3"]);
    assert.equal(plain.code, 35);
    assert.match(plain.stderr, /input_ambiguous: 2 inputs wait in parallel inputs #3, and none was named: Eu \(Deploy to EU\?\), Us/);
    const { code, error, values } = await json([verb, "parallel inputs", "3"]);
    assert.deepEqual([code, error.code, error.exit, error.inputs.map((i) => i.id), values], [35, "input_ambiguous", 35, ["Eu", "Us"], []]);
  }
  assert.deepEqual(await sim.posts(), []);
  assert.equal((await cli(["approve", "parallel inputs", "3", "Eu"])).code, 0);
  // One is left, so it need not be named.
  const left = await json(["approve", "parallel inputs", "3", "WINDOW=later"]);
  assert.deepEqual([left.code, left.values[0].input], [0, "Us"]);
  assert.equal((await json(["abort", "parallel inputs", "3"])).error.code, "run_finished");
  await sim.as("releaser", "POST", "job/sleeper/build");
  await paused(sim, "same message", 1);
  const twins = await json(["approve", "same message", "1"]);
  assert.deepEqual([twins.code, twins.error.inputs.length], [35, 2]);
  const sleeping = await json(["approve", "sleeper", "8"]);
  assert.deepEqual([sleeping.code, sleeping.error.code], [32, "input_not_found"]);
});

test("a decision is bound to the question that was seen", async (t) => {
  const { json, sim } = await server(t);
  await paused(sim, "release", 18);
  const other = await json(["approve", "release", "18", "Proceed-to-prod", "--fingerprint", "00000000000000000000000000000000"]);
  assert.deepEqual([other.code, other.error.code], [36, "input_changed"]);
  const { values } = await json(["inputs", "release", "18"]);
  const { id, fingerprint } = values[0].inputs[0];
  assert.equal((await json(["approve", "release", "18", "--input", id, "--fingerprint", fingerprint])).code, 0);
});

test("errors end with their code's number, in words or as JSON", async (t) => {
  const { cli, json, sim, viewer } = await server(t);
  const missing = await cli(["describe", "nope"]);
  assert.deepEqual([missing.code, missing.stdout], [11, ""]);
  assert.match(missing.stderr, /^bellpull: not_found: .*\(HTTP 404\)\n/);
  for (const [argv, code, number, env] of [
    [["trigger", "disabled"], "job_disabled", 26],
    [["trigger", "params", "STRR=x"], "parameter_unknown", 5],
    [["trigger", "release", "X=1"], "parameter_unknown", 5],
    [["trigger", "Ops Team/deploy", "ENVIRONMENT=moon"], "parameter_invalid", 7],
    [["trigger", "quick"], "forbidden", 12, viewer],
    [["describe", "quick"], "credentials_rejected", 14, { JENKINS_TOKEN: "wrong" }],
    [["call", '{"op":"nope"}'], "invalid_operation", 3],
    [["describe", "a//b"], "invalid_job_name", 2],
  ]) {
    const { code: exit, error, values } = await json(argv, { env });
    assert.deepEqual([exit, error?.code, error?.exit, values], [number, code, number, []], argv.join(" "));
    assert.ok(error.remedy.length > 10);
  }
  assert.deepEqual(await sim.posts().then((posts) => posts.filter((p) => p.status < 300)), []);
});

test("files, values of the environment, branches and delays arrive", async (t) => {
  const { cli, json, url } = await server(t);
  const dir = await mkdtemp(join(tmpdir(), "bellpull-"));
  t.after(() => rm(dir, { recursive: true }));
  const file = join(dir, "data.txt");
  await writeFile(file, "some data\n");
  let heard = "";
  const through = await between(t, url, { hear: (data) => (heard += data) });
  const { code } = await json(["trigger", "freestyle params", "--file", `FILE=${file}`, "--env", "STR=MINE", "--follow", "--url", `${through}/jenkins`], { env: { MINE: "of the environment" } });
  assert.equal(code, 0);
  assert.match(heard, /name="FILE"; filename="data\.txt"[^]*\r\n\r\nsome data\n\r\n/);
  assert.match((await cli(["log", "freestyle params", "1"])).stdout, /STR=of the environment /);
  const branch = await json(["trigger", "multi", "--branch", "feature/ux-1"]);
  assert.deepEqual([branch.code, branch.values[0].run], [0, 3]);
  const settled = await cli(["approve", "multi", "3", "--branch", "feature/ux-1"]);
  assert.match(settled.stdout, /^multi \(feature\/ux-1\) #3: Merge-ok approved/);
  const queued = await json(["trigger", "quick", "--delay", "30", "--until", "queued"]);
  assert.deepEqual([queued.code, queued.values[0].state, queued.values[0].run], [0, "queued", null]);
  assert.match((await cli(["trigger", "freestyle params", "--file", "FILE=/no/such"])).stderr, /cannot be read \(ENOENT\)/);
});

test("what somebody takes from the queue has an exit code of its own", async (t) => {
  const { env, sim } = await server(t);
  const waiting = start(["trigger", "slow queue", "--follow"], { env });
  await waiting.until(/Queued as item (\d+)/, "stderr");
  await sim.as("releaser", "POST", "queue/cancelItem?id=1");
  const { code, stdout } = await waiting.ended;
  assert.equal(code, 85);
  assert.match(stdout, /took item 1 from the queue/);
});

test("a log is read whole, from an offset, and without waiting", async (t) => {
  const { cli, json, sim } = await server(t);
  await cli(["trigger", "long log"]);
  const whole = await cli(["log", "long log", "1"]);
  assert.match(whole.stdout, /line 0 of a log[^]*\nFinished: SUCCESS\n$/);
  const pieces = await json(["log", "long log", "1"]);
  assert.equal(pieces.values.filter((v) => v.event === "log").map((v) => v.text).join(""), whole.stdout);
  const { size, complete } = pieces.values.at(-1);
  assert.equal(complete, true);
  const end = await cli(["log", "long log", "1", "--start", String(size - 18)]);
  assert.equal(end.stdout, "Finished: SUCCESS\n");
  await sim.as("releaser", "POST", "job/sleeper/build");
  const now = await json(["log", "sleeper", "8", "--no-follow"]);
  assert.deepEqual([now.code, now.values.at(-1).complete], [0, false]);
});

test("runs are stopped, and by which way is chosen", async (t) => {
  const { cli, json, sim } = await server(t);
  for (const [option, path] of [[[], "stop"], [["--term"], "term"], [["--kill"], "kill"]]) {
    const { values } = await json(["trigger", "sleeper"]);
    await sim.forget();
    const stopped = await cli(["stop", "sleeper", String(values[0].run), ...option]);
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.match((await sim.posts()).at(-1).path, new RegExp(`/${path}$`));
    assert.equal((await cli(["follow", "sleeper", String(values[0].run)])).code, 82);
  }
  assert.equal((await cli(["stop", "sleeper", "8", "--term", "--kill"])).code, 64);
});

test("a job is described, and any operation called", async (t) => {
  const { cli, json } = await server(t);
  const described = await cli(["describe", "Ops Team/deploy"]);
  assert.match(described.stdout, /^Ops Team\/deploy\n {2}http[^]*ENVIRONMENT: staging \| production \[staging\]\n {6}Where it goes/);
  assert.doesNotMatch(described.stdout, /s3cret/);
  assert.equal((await json(["describe", "release"])).values[0].buildable, true);
  assert.equal(JSON.parse((await cli(["call", '{"op":"who_am_i"}'])).stdout).name, "releaser");
  assert.equal(JSON.parse((await cli(["call", "-"], { input: '{"op":"who_am_i"}' })).stdout).name, "releaser");
  const lines = (await cli(["call", "--events", '{"op":"trigger","job":"quick"}'])).stdout.trim().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual([lines[0].event, lines.at(-1).state], ["queued", "started"]);
  const bad = await cli(["call", "{op: geheim}"]);
  assert.equal(bad.code, 64);
  assert.doesNotMatch(bad.stderr, /geheim/);
});

test("a download goes into a file", async (t) => {
  const { cli } = await server(t);
  const dir = await mkdtemp(join(tmpdir(), "bellpull-"));
  t.after(() => rm(dir, { recursive: true }));
  await cli(["trigger", "archiver", "--follow"]);
  const operation = JSON.stringify({ op: "artifact", job: "archiver", run: 1, path: "out/report one.txt" });
  const { code, stdout } = await cli(["call", operation, "--output", join(dir, "out")]);
  assert.deepEqual([code, JSON.parse(stdout).name, await readFile(join(dir, "out"), "utf8")], [0, "report one.txt", "report\n"]);
});

test("a download that does not end well says why, and leaves no part of a file", async (t) => {
  const store = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": 1_000_000, "x-jenkins": "2.500" });
    response.write(Buffer.alloc(50_000));
    if (request.url.endsWith("/drop")) setTimeout(() => response.destroy(), 100);
  });
  await new Promise((resolve) => store.listen(0, "127.0.0.1", resolve));
  t.after(() => (store.closeAllConnections(), store.close()));
  const dir = await mkdtemp(join(tmpdir(), "bellpull-"));
  t.after(() => rm(dir, { recursive: true }));
  const env = { JENKINS_URL: `http://127.0.0.1:${store.address().port}`, JENKINS_USER: "" };
  const download = (path, ...more) => start(["call", JSON.stringify({ op: "artifact", job: "a", run: 1, path }), "--json", ...more], { env });
  const error = ({ code, stdout, stderr }) => [code, stdout, JSON.parse(stderr.trim().split("\n").at(-1)).code];
  const out = join(dir, "out");
  assert.deepEqual(error(await download("drop", "--output", out).ended), [9, "", "network"]);
  assert.deepEqual(error(await download("drop").ended), [9, "", "network"]);
  const stopped = download("stall", "--output", out);
  for (let size = 0; size < 50_000; size = (await stat(out).catch(() => ({ size: 0 }))).size) await new Promise((resolve) => setTimeout(resolve, 25));
  stopped.child.kill("SIGINT");
  assert.deepEqual(error(await stopped.ended), [43, "", "cancelled"]);
  await mkdir(join(dir, "folder"));
  for (const [file, code] of [[join(dir, "no/such"), "ENOENT"], [join(dir, "folder"), "EISDIR"], ["/dev/full", "ENOSPC"]]) {
    const refused = await download("drop", "--output", file).ended;
    assert.deepEqual(error(refused), [64, "", "usage"]);
    assert.ok(refused.stderr.includes(`${file} cannot be written (${code})`), refused.stderr);
  }
  assert.deepEqual(await readdir(dir), ["folder"]);
  assert.ok((await stat("/dev/full")).isCharacterDevice());
});

test("for an operation that gives no file --output is refused before anything is sent", async (t) => {
  const { json, sim } = await server(t);
  for (const operation of [{ op: "build", job: "quick" }, { op: "who_am_i" }, { op: "toString" }, {}]) {
    const { code, error, values } = await json(["call", JSON.stringify(operation), "--output", "/nowhere/x"]);
    assert.deepEqual([code, error.code, error.sent, values], [64, "usage", "no", []], operation.op);
  }
  assert.deepEqual(await sim.posts(), []);
});

test("what Jenkins says cannot move a terminal's cursor or turn a text", async (t) => {
  const { cli, sim } = await server(t);
  await paused(sim, "hostile", 1);
  const { stdout } = await cli(["inputs", "hostile", "1"]);
  assert.match(stdout, /<script>alert\(1\)<\/script> <b>bold<\/b> evil/);
  assert.doesNotMatch(stdout, /\u202e/);
});

test("the codes in docs/cli.md are those that the program ends with", async () => {
  const { stdout } = await run(["help", "exit-codes", "--json"]);
  const told = JSON.parse(stdout).map(({ exit, name }) => `${exit} ${name}`);
  const page = await readFile(join(root, "docs/cli.md"), "utf8");
  const written = [...page.matchAll(/^\| (\d+) \| `(\w+)` \|/gm)].map(([, exit, name]) => `${exit} ${name}`);
  assert.deepEqual(written, told);
  const errors = JSON.parse(stdout).filter(({ meaning }) => meaning === null);
  assert.ok(errors.length > 40 && errors.every(({ exit }) => exit > 0 && exit < 64), "errors stay below the program's own codes");
  assert.equal(new Set(JSON.parse(stdout).map(({ exit }) => exit)).size, told.length);
});

test("each command has help with examples, and all of it is in docs/cli.md", async () => {
  const page = await readFile(join(root, "docs/cli.md"), "utf8");
  const overview = await run(["help"]);
  const names = [...overview.stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name).filter((name) => name !== "help");
  assert.ok(names.length >= 10, names.join());
  for (const name of names) {
    const { code, stdout } = await run([name, "--help"]);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^bellpull ${name}\\b[^]*\\nExamples:\\n  bellpull ${name}`));
    assert.ok(page.includes(`\`bellpull ${name}`), `docs/cli.md does not know ${name}`);
  }
  const { version } = JSON.parse(await readFile(join(root, "pkg/package.json"), "utf8"));
  assert.equal((await run(["--version"])).stdout, `${version}\n`);
});

test("a simulated Jenkins is started, says how to use it, and ends with Ctrl-C", async () => {
  // Its tokens are no secrets, so that this is not run by the harness that looks for them.
  const child = spawn(process.execPath, [PROGRAM, "sim", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const [first] = await once(child.stdout.setEncoding("utf8"), "data");
  const { url, users } = JSON.parse(first);
  const { id, token } = users.find((user) => user.id === "releaser");
  const jenkins = new Jenkins({ url, credentials: { kind: "token", user: id, token } });
  assert.equal((await jenkins.whoAmI()).name, "releaser");
  await jenkins.close();
  child.kill("SIGINT");
  const [code] = await once(child, "exit");
  assert.ok(code === 0 || code === 47, `it ended with ${code}`);
});

test("a variable that names no proxy is told as such", async () => {
  const { code, stderr } = await run(["describe", "quick", "--json"], { env: { JENKINS_URL: "http://127.0.0.1:1/", https_proxy: "ftp://proxy.corp" } });
  const { message, ...told } = JSON.parse(stderr);
  assert.deepEqual([code, told.code, told.sent, /https_proxy is no address of a proxy/.test(message)], [64, "usage", "no", true]);
});

test("a full disk behind stdout is told, with whether anything may have been carried out", async (t) => {
  const { env } = await server(t);
  const full = await open("/dev/full", "w");
  t.after(() => full.close());
  for (const [argv, sent] of [[["describe", "quick"], "no"], [["trigger", "quick"], "maybe"], [["help"], "no"]]) {
    const child = spawn(process.execPath, [PROGRAM, ...argv, "--json"], { env: environment(env), stdio: ["ignore", full.fd, "pipe"] });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    const error = JSON.parse(said);
    assert.deepEqual([code, error.code, error.sent, /ENOSPC/.test(error.message)], [74, "unwritable", sent, true], said);
  }
});

test("a reader who goes away, and Ctrl-C while the operation is read, end the program quietly", { timeout: 60_000 }, async (t) => {
  const { env } = await server(t);
  const gone = start(["trigger", "quick", "--follow", "--log"], { env });
  gone.child.stdout.destroy();
  const { code, stderr } = await gone.ended;
  assert.deepEqual([code, /    at /.test(stderr)], [141, false]);
  const child = spawn(process.execPath, [PROGRAM, "call", "-", "--json"], { env: environment(env), stdio: ["pipe", "pipe", "pipe"] });
  t.after(() => child.kill("SIGKILL"));
  // More than a pipe holds is gone only once it reads.
  await new Promise((resolve) => child.stdin.write(" ".repeat(1 << 20), resolve));
  child.kill("SIGINT");
  const [said, [exit]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  assert.deepEqual([exit, JSON.parse(said).code, JSON.parse(said).sent], [43, "cancelled", "no"]);
});

test("a wrong scenario and a wrong port are told as such", async () => {
  const bad = await run(["sim", "--port", "x"]);
  assert.deepEqual([bad.code, /--port is no port/.test(bad.stderr)], [64, true]);
  const missing = await run(["sim", "--scenario", "/nowhere.json"]);
  assert.deepEqual([missing.code, /cannot be read/.test(missing.stderr)], [64, true]);
});

test("an engine that there is not is the caller's mistake, not this program's", async () => {
  const { code, stderr } = await run(["describe", "quick", "--url", "http://127.0.0.1:1"], { env: { BELLPULL_ENGINE: "fast" } });
  assert.deepEqual([code, /BELLPULL_ENGINE is "fast"/.test(stderr), /fault of bellpull/.test(stderr)], [64, true, false]);
});

test("every option of every command is in docs/cli.md", async () => {
  const page = await readFile(join(root, "docs/cli.md"), "utf8");
  const overview = (await run(["help"])).stdout;
  const commands = [...overview.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name).filter((name) => name !== "help");
  const pages = await Promise.all(commands.map(async (name) => (await run([name, "--help"])).stdout));
  const options = new Set([overview, ...pages].flatMap((text) => [...text.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name)));
  assert.ok(options.size > 20, [...options].join());
  for (const name of options) assert.match(page, new RegExp(`[ \\\`]${name}[ \\\`]`), name);
});
