// The command line and its user: who signs in, what is refused, what is never shown, Ctrl-C, and a terminal.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:http";
import { test } from "node:test";
import { paused } from "../browser/harness.mjs";
import { discreet, environment, PASSWORD, PROGRAM, run, server, start, TOKEN } from "./cli-harness.mjs";

test("who signs in is told by the environment alone", async (t) => {
  const { url, cli, json } = await server(t);
  const who = async (env) => (await json(["call", '{"op":"who_am_i"}'], { env })).values[0]?.name;
  assert.equal(await who({}), "releaser");
  assert.equal(await who({ JENKINS_TOKEN: "", JENKINS_PASSWORD: PASSWORD }), "releaser");
  assert.equal(await who({ JENKINS_USER: "", JENKINS_TOKEN: "" }), "anonymous");
  for (const [env, says] of [
    [{ JENKINS_PASSWORD: PASSWORD }, /Both JENKINS_TOKEN and JENKINS_PASSWORD/],
    [{ JENKINS_USER: "" }, /JENKINS_TOKEN is set without JENKINS_USER/],
    [{ JENKINS_TOKEN: "" }, /neither JENKINS_TOKEN nor JENKINS_PASSWORD/],
  ]) {
    const { code, stderr } = await cli(["describe", "quick"], { env });
    assert.equal(code, 4);
    assert.match(stderr, says);
  }
  assert.equal((await run(["describe", "quick", "--url", url], { env: { JENKINS_USER: "releaser", JENKINS_TOKEN: TOKEN } })).code, 0);
  const nowhere = await run(["describe", "quick"]);
  assert.equal(nowhere.code, 64);
  assert.match(nowhere.stderr, /Set JENKINS_URL/);
});

test("a secret as an argument or in the URL is refused, and shown nowhere", async (t) => {
  const { url, cli, sim } = await server(t);
  await sim.forget();
  for (const argv of [["--token", TOKEN], [`--token=${TOKEN}`], [`--password=${PASSWORD}`], ["--api-token", TOKEN], [`--auth=releaser:${TOKEN}`]]) {
    const { code, stdout, stderr } = await cli(["trigger", "quick", ...argv]);
    assert.deepEqual([code, stdout], [64, ""]);
    assert.match(stderr, /is refused: arguments can be read by every user of this machine/);
  }
  for (const json of [[], ["--json"]]) {
    const { code, stderr } = await cli(["describe", "quick", "--url", url.replace("//", `//releaser:${TOKEN}@`), ...json]);
    assert.equal(code, 1);
    assert.match(stderr, /The URL holds a user or password/);
  }
  // The harness looks for secrets in all that every run says; here the talkative ones.
  for (const env of [{}, { JENKINS_TOKEN: "", JENKINS_PASSWORD: PASSWORD }]) {
    for (const json of [[], ["--json"]]) {
      const { code, stderr } = await cli(["trigger", "release", "--verbose", ...json], { env });
      assert.equal(code, 0, stderr);
      assert.match(stderr, /POST http:[^ ]+\/build\S* 201/);
      assert.match(stderr, /As releaser, by (token|password)/);
    }
  }
  const wrong = await cli(["describe", "quick", "--verbose"], { env: { JENKINS_TOKEN: `${TOKEN}x` } });
  assert.equal(wrong.code, 14);
  assert.ok((await sim.requests()).every(({ path }) => !path.includes(TOKEN)));
});

test("what is not understood is an error with a hint, and nothing is sent", async (t) => {
  const { cli, json, sim } = await server(t);
  await sim.forget();
  for (const [argv, says] of [
    [["triger", "quick"], /There is no command triger\.\n.*Did you mean trigger\?/],
    [["trigger", "quick", "--folow"], /knows no option --folow\.\n.*Did you mean --follow\?/],
    [["follow", "release", "lastBuild"], /not a whole number from 1[^]*permalinks/],
    [["follow", "release"], /needs JOB RUN/],
    [["stop", "release", "1", "2"], /takes JOB RUN, and more was given/],
    [["trigger"], /needs JOB/],
    [["trigger", "quick", "VERSION"], /not written as NAME=VALUE/],
    [["trigger", "quick", "--until", "done"], /knows queued and started/],
    [["trigger", "quick", "--until", "queued", "--follow"], /Leave one of them out/],
    [["trigger", "quick", "--delay", "5m"], /--delay wants a whole number/],
    [["trigger", "quick", "--timeout", "0"], /--timeout wants a whole number from 1 to 86400/],
    [["trigger", "quick", "--delay"], /--delay needs a value/],
    [["trigger", "quick", "--follow=yes"], /--follow takes no value/],
    [["trigger", "quick", "--branch", "a", "--branch", "b"], /given twice/],
    [["trigger", "quick", "A=1", "A=2"], /The parameter A was given twice/],
    [["trigger", "quick", "--env", "A=NOT_THERE"], /is not set/],
    [["abort", "release", "18", "A=1"], /takes no values/],
    [["--json", "trigger", "quick"], /command comes first/],
    [["trigger", "quick", "--user", "ada"], /JENKINS_USER/],
  ]) {
    const { code, stdout, stderr } = await cli(argv);
    assert.deepEqual([code, stdout], [64, ""], argv.join(" "));
    const said = argv.includes("--json") ? JSON.parse(stderr).message : stderr;
    assert.match(said, says);
  }
  const { code, error } = await json(["trigger", "quick", "--folow"]);
  assert.deepEqual([code, error.code, error.exit], [64, "usage", 64]);
  assert.deepEqual(await sim.requests(), []);
});

test("Ctrl-C gives up, and says what is true of Jenkins then", async (t) => {
  const { env, sim } = await server(t);
  const following = start(["trigger", "sleeper", "--follow"], { env });
  await following.until(/Sleep: running/);
  following.child.kill("SIGINT");
  const followed = await following.ended;
  assert.equal(followed.code, 43);
  assert.match(followed.stderr, /cancelled: Given up\.\n {2}The job was triggered; sleeper #8 goes on\./);
  const waiting = start(["trigger", "slow queue", "--json", "--verbose"], { env });
  await waiting.until(/Queued as item/, "stderr");
  waiting.child.kill("SIGINT");
  const queued = await waiting.ended;
  const { code, remedy, sent } = JSON.parse(queued.stderr.trim().split("\n").at(-1));
  assert.deepEqual([queued.code, code, sent], [43, "cancelled", "yes"]);
  assert.match(remedy, /stays in the queue, as item/);
  // Asked again after the end, the run is where it was.
  const log = start(["log", "sleeper", "8"], { env });
  await log.until(/Sleeping|sleep/i);
  log.child.kill("SIGTERM");
  const read = await log.ended;
  assert.deepEqual([read.code, /Nothing was changed/.test(read.stderr)], [43, true]);
});

test("given up while a decision is on its way, it may have been taken", async (t) => {
  const { env, sim } = await server(t);
  await paused(sim, "release", 18);
  await sim.fault({ method: "POST", pathContains: "proceed", kind: { slow: 60_000 } });
  const approving = start(["approve", "release", "18", "--json"], { env });
  for (let i = 0; i < 200 && !(await sim.posts()).some((p) => p.path.includes("proceed")); i += 1) await new Promise((r) => setTimeout(r, 20));
  approving.child.kill("SIGINT");
  const { code, stderr } = await approving.ended;
  const error = JSON.parse(stderr);
  assert.deepEqual([code, error.code, error.sent], [43, "cancelled", "maybe"]);
  assert.match(error.remedy, /look at the job or run before trying again/);
});

test("a reader that goes away ends the program without a complaint", async (t) => {
  const { env, cli } = await server(t);
  await cli(["trigger", "sleeper", "--until", "started"]);
  const log = start(["follow", "sleeper", "8", "--log"], { env });
  log.child.stdout.destroy();
  const { code, stderr } = await log.ended;
  assert.deepEqual([code, stderr], [141, ""]);
});

test("a server that breaks off is asked again, and what became of a write is told", async (t) => {
  const { json, sim, cli } = await server(t);
  await sim.fault({ pathContains: "whoAmI", kind: { status: 502 } });
  const again = await cli(["follow", "nope", "1"]);
  assert.equal(again.code, 11);
  const silent = createServer(() => {});
  await new Promise((resolve) => silent.listen(0, "127.0.0.1", resolve));
  t.after(() => (silent.closeAllConnections(), silent.close()));
  const late = await json(["stop", "quick", "1", "--timeout", "1", "--url", `http://127.0.0.1:${silent.address().port}`]);
  assert.deepEqual([late.code, late.error.code, late.error.sent], [10, "timed_out", "maybe"]);
});

/** Whether `script` can put the program on a terminal of its own. */
function terminals() {
  try {
    execFileSync("script", ["-qec", "true", "/dev/null"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const ALONE = terminals() ? {} : { skip: "there is no `script -qec` here to put a program on a terminal" };

/** Runs the program on a terminal; `typed` is sent when it asks. */
function onTerminal(argv, env, typed) {
  const quoted = [process.execPath, PROGRAM, ...argv].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", quoted, "/dev/null"], { env: environment({ TERM: "xterm", ...env }), stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (data) => {
    text += data;
    if (typed !== undefined && text.includes("API token or password")) {
      child.stdin.write(typed);
      typed = undefined;
    }
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, text }));
  });
}

test("on a terminal there are colours and a bar that goes away; with NO_COLOR no colours", ALONE, async (t) => {
  const { env } = await server(t);
  const coloured = await onTerminal(["trigger", "long log", "--follow"], env);
  assert.equal(coloured.code, 0, coloured.text);
  assert.match(coloured.text, /\u001b\[32msuccess\u001b\[0m/);
  assert.match(coloured.text, /(no estimate yet|of about)[^\n]*\r\u001b\[2K/);
  const plain = await onTerminal(["trigger", "quick", "--follow", "--log"], { ...env, NO_COLOR: "1" });
  assert.equal(plain.code, 0);
  assert.doesNotMatch(plain.text, /\u001b\[[0-9;]*m/);
  assert.match(plain.text, /\nFinished: SUCCESS\r?\n/);
  const json = await onTerminal(["follow", "long log", "1", "--json"], env);
  assert.doesNotMatch(json.text, /\u001b/);
  discreet(coloured.text + plain.text + json.text);
});

test("a missing secret is asked for without showing it", ALONE, async (t) => {
  const { env } = await server(t);
  const { JENKINS_TOKEN, ...user } = env;
  const asked = await onTerminal(["call", '{"op":"who_am_i"}'], user, `${PASSWORD}x\u007f\r`);
  assert.equal(asked.code, 0, asked.text);
  assert.match(asked.text, /API token or password of releaser: [^]*"name": "releaser"/);
  discreet(asked.text);
  assert.equal(JENKINS_TOKEN, TOKEN);
  const given = await onTerminal(["describe", "quick"], user, "\u0003");
  assert.equal(given.code, 43);
  assert.match(given.text, /Nothing was changed/);
});
