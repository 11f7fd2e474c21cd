// What a run view asks the gateway for: logs as they grow, steps, artifacts, changes; each only for whom the policy lets.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Jenkins } from "bellpull";
import { createGateway, toNode } from "bellpull/gateway";
import { simulate } from "../browser/harness.mjs";

const TOKEN = "11admin00000000000000000000000token";
const PEOPLE = { ann: { id: "ann" }, ben: { id: "ben" }, eve: { id: "eve" } };
const RULES = [
  { name: "logs", jobs: [{ glob: "**" }], verbs: ["status", "follow", "log"], who: [{ person: "ann" }] },
  { name: "what it left", jobs: [{ exact: "archiver" }, { glob: "multi/*" }], verbs: ["artifacts", "changes"], who: [{ person: "ben" }] },
];

/** A gateway in a server of its own, and a client of it as a page has one. */
async function setUp(t, url, options = {}) {
  const jenkins = new Jenkins({ url, credentials: { kind: "token", user: "admin", token: TOKEN } });
  let gateway;
  let cut = Infinity;
  const server = createServer((request, response) => {
    // A line that breaks off after so many bytes.
    const write = response.write.bind(response);
    let sent = 0;
    response.write = (chunk, ...rest) => {
      sent += chunk.length;
      if (sent < cut) return write(chunk, ...rest);
      cut = Infinity;
      response.destroy();
      return false;
    };
    void toNode(gateway)(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  gateway = createGateway({ jenkins, policy: { rules: RULES }, authenticate: (request) => PEOPLE[request.headers.get("x-person")] ?? null, origins: [origin], audit: () => {}, ...options });
  t.after(async () => (await gateway.close(), server.closeAllConnections(), server.close()));
  const asked = [];
  const as = (person) =>
    new Jenkins({
      gateway: `${origin}/`,
      fetch: (address, init) => {
        asked.push(JSON.parse(init.body));
        return fetch(address, { ...init, credentials: undefined, headers: { ...init.headers, origin, "x-person": person } });
      },
    });
  return { as, asked, jenkins, cutAfter: (bytes) => (cut = bytes) };
}

async function simulated(t, job) {
  const sim = await simulate({});
  t.after(() => sim.stop());
  const made = await setUp(t, `${sim.origin}/jenkins`);
  const { run } = await made.jenkins.job(job).trigger();
  for await (const view of run.follow({ untilPaused: true })) void view;
  await sim.forget();
  return { sim, run, ...made };
}

async function text(pieces) {
  let all = "";
  for await (const piece of pieces) all += piece.text;
  return all;
}

test("a log is told as it is in Jenkins, of the run and of a step", async (t) => {
  const { run, as, jenkins, asked } = await simulated(t, "archiver");
  const mine = as("ann").job("archiver").run(run.number);
  const log = await text(mine.log());
  assert.match(log, /Finished: SUCCESS\n$/);
  assert.equal(log, await text(run.log()));
  const view = await (async () => {
    for await (const seen of mine.follow()) return seen;
  })();
  const steps = await mine.steps(view.stages[0].id);
  assert.equal(steps[0].name, "Shell Script");
  assert.equal(await text(mine.log({ node: steps[0].id })), await text(jenkins.job("archiver").run(run.number).log({ node: steps[0].id })));
  assert.match(await text(mine.log({ node: steps[0].id })), /made\n$/);
  assert.deepEqual(asked.map(({ op }) => op), ["follow_log", "follow", "steps", "follow_log", "follow_log"]);
  // What there is now, without waiting for more.
  const events = [];
  const outcome = await as("ann").call({ op: "log", job: "archiver", run: run.number, follow: false }, { onEvent: (event) => void events.push(event) });
  assert.deepEqual([outcome.complete, events.map((event) => event.text).join("")], [true, log]);
  assert.equal((await mine.log({ node: "999" }).next().catch((error) => error)).code, "not_found");
});

test("artifacts and changes are listed, without Jenkins' addresses", async (t) => {
  const { as, run } = await simulated(t, "archiver");
  assert.deepEqual(await as("ben").job("archiver").run(run.number).artifacts(), [{ path: "dist/app+1.bin", name: "app+1.bin", url: "" }, { path: "out/report one.txt", name: "report one.txt", url: "" }]);
  const multi = await simulated(t, "multi/main");
  const second = await multi.jenkins.job("multi/main").trigger();
  for await (const view of second.run.follow()) void view;
  const changes = await multi.as("ben").job("multi/main").run(second.run.number).changes();
  assert.deepEqual(changes.map(({ author, message }) => [author, message]), [["ada", "Add file one (#12)"], ["ada", "Fix zwei"]]);
  assert.equal(changes[0].timeMillis, 1795165500000);
});

test("each is refused to whom no rule lets, and Jenkins is not asked", async (t) => {
  const { as, run, sim } = await simulated(t, "archiver");
  const mine = (person) => as(person).job("archiver").run(run.number);
  const codes = async (person) =>
    Promise.all([mine(person).log().next(), mine(person).steps("6"), mine(person).artifacts(), mine(person).changes()].map((asked) => asked.then(() => "allowed", (error) => error.code)));
  assert.deepEqual(await codes("eve"), ["no_rule", "no_rule", "no_rule", "no_rule"]);
  assert.deepEqual(await sim.requests(), []);
  assert.deepEqual(await codes("ann"), ["allowed", "allowed", "no_rule", "no_rule"]);
  assert.deepEqual(await codes("ben"), ["no_rule", "no_rule", "allowed", "allowed"]);
});

/** Jenkins with a log of so many lines, which comes no faster than it is taken. */
async function long(t, lines) {
  const state = { answers: 0, sent: 0, closed: 0 };
  const http = createServer((request, response) => {
    if (request.url.includes("tree=fullName")) return response.writeHead(200, { "content-type": "application/json", "x-jenkins": "2.528" }).end('{"fullName":"x"}');
    if (!request.url.includes("progressiveText")) return response.writeHead(404).end();
    state.answers += 1;
    response.on("close", () => (state.closed += 1));
    response.writeHead(200, { "content-type": "text/plain;charset=utf-8", "x-text-size": String(lines * 101) });
    let line = 0;
    const more = () => {
      while (line < lines) {
        let block = "";
        for (let n = 0; n < 100 && line < lines; n += 1, line += 1) block += `${`line ${line}`.padEnd(99, ".")}\r\n`;
        state.sent += block.length;
        if (!response.write(block)) return response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  t.after(() => (http.closeAllConnections(), http.close()));
  return { url: `http://127.0.0.1:${http.address().port}`, state };
}

test("fifty megabytes go through, no faster than they are read, and after a lost line nothing is missing or told twice", async (t) => {
  const { url, state } = await long(t, 500_000);
  const { as, asked, cutAfter } = await setUp(t, url);
  const mine = as("ann").job("x").run(1);
  const slow = mine.log();
  await slow.next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.ok(state.sent < 20 << 20, `${state.sent >> 20} MB were read ahead`);
  await slow.return();
  cutAfter(5 << 20);
  let [line, characters] = [0, 0];
  let rest = "";
  for await (const piece of mine.log()) {
    characters += piece.text.length;
    const lines = (rest + piece.text).split("\n");
    rest = lines.pop();
    for (const one of lines) assert.ok(one.startsWith(`line ${line++}.`), one);
  }
  assert.deepEqual([line, characters, rest], [500_000, 50_000_000, ""]);
  assert.equal(asked.length, 3, "it was asked for again once");
});

test("a reader who leaves ends the reading, and counts among those who watch until then", async (t) => {
  const { url, state } = await long(t, 500_000);
  const { as } = await setUp(t, url, { limits: { watchers: 1 } });
  const mine = as("ann").job("x").run(1);
  const first = mine.log();
  await first.next();
  assert.equal((await mine.log().next().catch((error) => error)).code, "too_many_requests");
  await first.return();
  for (let tries = 0; state.closed === 0 && tries < 100; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(state.closed >= 1, "Jenkins' answer was given up");
  const second = mine.log();
  assert.equal((await second.next()).done, false);
  await second.return();
});
