// The facade with an engine of the test's own, in Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { Jenkins, JenkinsError } from "../../pkg/dist/index.js";

const url = "https://ci.example.com/jenkins";
const pending = { id: "Ship", message: "Ship it?", fingerprint: "f1", parameters: [], ok: null, cancel: null };

function withEngine(answer) {
  const calls = [];
  const engine = {
    async call(operation, options) {
      calls.push(operation);
      return answer(operation, options);
    },
  };
  return { jenkins: new Jenkins({ url, engine }), calls };
}

test("wrong use fails at once with a TypeError", () => {
  for (const wrong of [undefined, {}, { url: "" }, { url: "not a url" }, { url, tokn: "x" }, { url, credentials: { kind: "token", token: "a", password: "b" } }]) {
    assert.throws(() => new Jenkins(wrong), TypeError);
  }
  const { jenkins } = withEngine(() => null);
  assert.throws(() => jenkins.job(5), TypeError);
  assert.throws(() => jenkins.job("a").branch(5), TypeError);
  for (const number of ["lastBuild", 0, 1.5]) assert.throws(() => jenkins.job("a").run(number), TypeError);
});

test("an address that is no URL is not quoted, since there may be a password in it", () => {
  for (const url of ["https://ada:s3cr/et@ci.example.com/", "https://ada:s3cret@:99999"]) {
    assert.throws(() => new Jenkins({ url }), (thrown) => thrown instanceof TypeError && /is no URL/.test(thrown.message) && !inspect(thrown, { showHidden: true }).includes("s3cr"));
  }
});

test("a trigger gives a run, values and files as plain data", async () => {
  const { jenkins, calls } = withEngine(() => ({ state: "started", run: 42, queueId: 7 }));
  const file = new File(["hello"], "a.txt", { type: "text/plain" });
  const { run } = await jenkins.job("multi").branch("feature/x").trigger({ A: "1", B: undefined, F: file }, { delaySeconds: 3 });
  assert.equal(run.number, 42);
  assert.deepEqual(calls, [{ op: "trigger", job: "multi", branch: "feature/x", parameters: { A: "1", F: { file: { name: "a.txt", type: "text/plain", base64: "aGVsbG8=" } } }, delaySeconds: 3 }]);
});

test("an approval sends what was seen: run, id and fingerprint", async () => {
  const { jenkins, calls } = withEngine((operation) => (operation.op === "inputs" ? { inputs: [pending] } : { outcome: "approved" }));
  const [input] = await jenkins.job("release").run(5).inputs();
  assert.equal((await input.approve({ SIZE: "m" })).outcome, "approved");
  await input.abort();
  const seen = { job: "release", run: 5, input: "Ship", fingerprint: "f1" };
  assert.deepEqual(calls.slice(1), [{ op: "approve", ...seen, parameters: { SIZE: "m" } }, { op: "abort", ...seen }]);
});

test("errors are JenkinsErrors with code, remedy and what Jenkins said", async () => {
  const shape = { code: "input_not_allowed", message: "no", status: 400, jenkins: "You need to be admin", remedy: "ask", parameter: null, sent: "yes" };
  const { jenkins } = withEngine(() => Promise.reject(shape));
  const error = await jenkins.whoAmI().catch((thrown) => thrown);
  assert.ok(error instanceof JenkinsError && error instanceof Error);
  assert.deepEqual([error.code, error.status, error.jenkins, error.remedy, error.sent], ["input_not_allowed", 400, "You need to be admin", "ask", "yes"]);
  const own = withEngine(() => Promise.reject(new RangeError("mine")));
  await assert.rejects(own.jenkins.whoAmI(), RangeError);
});

test("an aborted signal stops before anything is asked", async () => {
  const { jenkins, calls } = withEngine(() => null);
  await assert.rejects(jenkins.whoAmI({ signal: AbortSignal.abort() }), { code: "cancelled" });
  assert.deepEqual(calls, []);
});

test("following ends with the last view, and leaving the loop gives up", async () => {
  let inner;
  const { jenkins } = withEngine((operation, { signal, onEvent }) => {
    inner = signal;
    for (const run of [1, 2, 3]) onEvent({ event: "run", view: { run } });
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject({ code: "cancelled", remedy: "-" }));
      setTimeout(resolve, 30);
    });
  });
  const seen = [];
  for await (const view of jenkins.job("a").run(1).follow()) seen.push(view.run);
  assert.deepEqual(seen, [1, 2, 3]);
  for await (const view of jenkins.job("a").run(1).follow()) {
    assert.equal(view.run, 1);
    break;
  }
  assert.ok(inner.aborted);
});

test("an error of the operation is thrown in the loop", async () => {
  const { jenkins } = withEngine(() => Promise.reject({ code: "not_found", message: "m", remedy: "r" }));
  await assert.rejects(async () => {
    for await (const piece of jenkins.job("a").run(1).log()) assert.fail(piece);
  }, { code: "not_found" });
});
