// docs/client.md against the code: its options, kinds of credentials and methods, each way round.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Input, Jenkins, JenkinsError, Job, Run } from "bellpull";

const docs = await readFile(new URL("../../docs/client.md", import.meta.url), "utf8");
const section = (title) => new RegExp(`^## ${title}$([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(docs)[1];
const first = (text) => [...text.matchAll(/^\| (?:`(\w+)`[^|]*)\|/gm)].map(([, name]) => name);
const thrown = (act) => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

test("every option is told, and every kind of credentials", async () => {
  const [options, credentials] = section("Options").split("`Credentials` have");
  const known = /it knows (.*)$/.exec(thrown(() => new Jenkins({ url: "http://127.0.0.1:1", no: 1 })).message)[1].split(", ");
  assert.deepEqual(first(options).sort(), known.sort());
  const wrong = await new Jenkins({ url: "http://127.0.0.1:1", credentials: { kind: "none" } }).whoAmI().catch((error) => error);
  assert.deepEqual(first(credentials).filter((name) => name !== "kind").sort(), /\((.*)\)/.exec(wrong.message)[1].split(", ").sort());
});

test("every method is told, of its class", () => {
  const rows = [...section("What there is").matchAll(/^\| (?:`(\w+)`)? ?\| (`[^|]*)\|/gm)];
  let of;
  const written = { Jenkins: ["job"], Job: ["branch", "mayI"], Run: ["mayI"], Input: [] };
  for (const [, name, methods] of rows) for (const [, method] of methods.matchAll(/`(\w+)\(/g)) written[(of = name ?? of)].push(method);
  // By names of their own: a bundle's classes have others.
  for (const [called, Class] of Object.entries({ Jenkins, Job, Run, Input })) {
    const own = Object.entries(Object.getOwnPropertyDescriptors(Class.prototype)).filter(([name, { value }]) => name !== "constructor" && value).map(([name]) => name);
    assert.deepEqual([...new Set(written[called])].sort(), own.sort(), called);
  }
});

test("every field of an error is told", async () => {
  const error = await new Jenkins({ url: "ftp://127.0.0.1" }).whoAmI().catch((told) => told);
  assert.ok(error instanceof JenkinsError);
  const written = [...section("Errors").matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  assert.deepEqual(written.sort(), [...Object.keys(error).filter((name) => name !== "name"), "message"].sort());
});
