// docs/gateway.md against the code: its codes, rules, options, operations and fields.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { createGateway, Refusal } from "bellpull/gateway";

const read = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const docs = await read("docs/gateway.md");
const ORIGIN = "https://desk.example.com";
const make = (policy, more = {}) => createGateway({ jenkins: { url: "https://ci.example.com", credentials: { kind: "anonymous" } }, policy, authenticate: () => ({ id: "ann" }), origins: [ORIGIN], audit: () => {}, ...more });

test("every code has the status that is written, and none of the gateway's or policy's is missing", async () => {
  const rows = [...docs.matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)];
  for (const [, code, status] of rows) assert.equal(new Refusal(code, "").status, Number(status), code);
  assert.equal(new Refusal("server_error", "").status, 502);
  const written = new Set(rows.map(([, code]) => code));
  const own = /export type GatewayCode =([^;]*);/.exec(await read("pkg/src/gateway/refusal.ts"))[1];
  const policy = /export type DecisionCode =([^;]*);/.exec(await read("pkg/src/generated/policy.ts"))[1];
  const codes = [...(own + policy).matchAll(/"(\w+)"/g)].map(([, code]) => code);
  assert.ok(codes.length > 15);
  assert.deepEqual(codes.filter((code) => !written.has(code) && !["allowed", "votes_needed"].includes(code)), []);
});

test("every rule that is shown is one, and all conditions are shown", async () => {
  const rules = [...docs.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text));
  assert.doesNotThrow(() => make({ rules }));
  const type = /export type Rule = \{([\s\S]*?)\n?\};/.exec(await read("pkg/src/generated/policy.ts"))[1];
  const fields = [...type.matchAll(/^(\w+)\??:/gm)].map(([, name]) => name);
  assert.ok(fields.length > 10);
  for (const field of fields) assert.ok(rules.some((rule) => field in rule), field);
});

test("every option stands in the table", () => {
  const known = /it knows ([\w, ]+)/.exec(assertThrown(() => make({ rules: [] }, { no: 1 })).message)[1].split(", ");
  for (const name of known) assert.match(docs, new RegExp(`^\\| \`${name}[\`.]`, "m"), name);
});

test("each operation takes the fields that are written, and wants those without a question mark", async () => {
  const gateway = make({ rules: [] }, { limits: { requestsPerMinute: 1000 } });
  const ask = async (body) => {
    const headers = { "content-type": "application/json", origin: ORIGIN, "x-bellpull": "1" };
    return (await (await gateway(new Request("http://gateway.invalid/", { method: "POST", headers, body: JSON.stringify(body) }))).json()).error ?? {};
  };
  const values = { run: 1, start: 0, node: "7", stage: "6", queueId: 1, parameters: {}, verb: "trigger", key: "k", input: "i", fingerprint: "f", comment: "c" };
  const rows = [...docs.matchAll(/^\| `(\w+)` \| (`[^|]*) \| (?:`(\w+)`|nothing) \|/gm)];
  assert.deepEqual(rows.map(([, op]) => op).sort(), ["abort", "approve", "artifacts", "cancel", "changes", "describe", "explain", "follow", "follow_log", "log", "queue", "status", "steps", "stop", "trigger"]);
  for (const [, op, text, verb] of rows) {
    const fields = [...text.matchAll(/`(\w+)(\??)`/g)].map(([, name, optional]) => ({ name, optional: optional !== "" }));
    const whole = { op, job: "x", ...Object.fromEntries(fields.map(({ name }) => [name, values[name]])) };
    const { code, message } = await ask({ ...whole, ...(op in { trigger: 1, approve: 1, abort: 1, stop: 1, cancel: 1 } ? { key: op } : {}) });
    if (verb) assert.deepEqual([code, message], ["no_rule", `No rule lets ann ${verb} x.`], op);
    else assert.equal(code, undefined);
    for (const { name, optional } of fields) {
      const { [name]: _, ...less } = whole;
      assert.equal((await ask({ ...less, ...(name === "key" ? {} : less.key && { key: `${op}-${name}` }) })).code === "invalid_request", !optional, `${op} without ${name}`);
    }
    for (const name of Object.keys(values).filter((n) => !fields.some((f) => f.name === n))) assert.match((await ask({ ...whole, [name]: values[name] })).message, new RegExp(`no field ${name}`), op);
  }
});

function assertThrown(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}
