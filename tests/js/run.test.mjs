// The row of stages, as a pipeline runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { arrange, halves, within } = await source("elements/run/tree.ts");

const stage = (id, parent = null, more = {}) => ({ id, name: id, parent, branch: false, startTimeMillis: 0, durationMillis: 0, ...more });
const draw = (groups) => groups.map((group) => group.map(({ stage: { id }, inner }) => (inner.length > 0 ? { [id]: draw(inner) } : id)));

test("branches stand beside each other, stages one after the other, nested as deep as they are", () => {
  const branch = { branch: true };
  const stages = [stage("build"), stage("test"), stage("unit", "test", branch), stage("web", "test", branch), stage("prepare", "web"), stage("drive", "web"), stage("ship")];
  assert.deepEqual(draw(arrange(stages)), [["build"], [{ test: [["unit", { web: [["prepare"], ["drive"]] }]] }], ["ship"]]);
  assert.deepEqual(within(stages, "test"), ["unit", "web", "prepare", "drive"]);
  assert.deepEqual(within(stages, "ship"), []);
});

test("two parallels in a row are two, if their times tell", () => {
  const at = (startTimeMillis, durationMillis) => ({ branch: true, startTimeMillis, durationMillis });
  assert.deepEqual(draw(arrange([stage("a", null, at(10, 5)), stage("b", null, at(10, 9)), stage("c", null, at(20, 5)), stage("d", null, at(20, 0))])), [["a", "b"], ["c", "d"]]);
  assert.deepEqual(draw(arrange([stage("a", null, at(10, 0)), stage("b", null, at(99, 0))])), [["a", "b"]]);
});

test("what is odd in a list of stages ends, and nothing is lost", () => {
  assert.deepEqual(draw(arrange([])), []);
  assert.deepEqual(draw(arrange([stage("a", "gone"), stage("b", "b")])), [["a"], ["b"]]);
  assert.deepEqual(within([stage("a", "b"), stage("b", "a")], "a"), ["b"]);
});

test("a name is cut in its middle, without halving a character", () => {
  assert.deepEqual(halves("Build"), ["Build", ""]);
  assert.deepEqual(halves("end to end in a browser"), ["end to end in a b", "rowser"]);
  assert.deepEqual(halves("\u{1f680}".repeat(13)), ["\u{1f680}".repeat(7), "\u{1f680}".repeat(6)]);
  const [start, end] = halves(`${"x".repeat(100_000)}the end`);
  assert.deepEqual([start.length, end], [200, "he end"]);
});
