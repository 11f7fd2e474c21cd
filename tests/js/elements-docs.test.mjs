// docs/elements.md against the code: its attributes, events, custom properties and parts, each way round.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { JenkinsApprove, JenkinsLog, JenkinsRun, JenkinsTrigger } from "bellpull/elements";
import { CSP } from "../gallery/site.mjs";

const root = new URL("../../", import.meta.url);
const docs = await readFile(new URL("docs/elements.md", root), "utf8");
const folder = new URL("pkg/src/elements/", root);
const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
const sources = (await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n");
const section = (title) => new RegExp(`^## ${title}$([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(docs)[1];
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

test("attributes and properties are those of the classes", () => {
  const classes = { "jenkins-approve": JenkinsApprove, "jenkins-trigger": JenkinsTrigger, "jenkins-run": JenkinsRun, "jenkins-log": JenkinsLog };
  const rows = [...section("Attributes and properties").matchAll(/^\| (all|`([\w-]+)`) \| `(\w+)`( \(property\))? \|/gm)].map(([, , element, name, property]) => ({ element, name, property: property !== undefined }));
  for (const [tag, element] of Object.entries(classes)) {
    const own = rows.filter((row) => row.element === undefined || row.element === tag);
    assert.deepEqual(own.filter(({ property }) => !property).map(({ name }) => name).sort(), [...new Set(element.observedAttributes)].sort(), tag);
    const properties = [...element.elementProperties].filter(([, { attribute, state }]) => attribute === false && !state).map(([name]) => name);
    assert.deepEqual(own.filter(({ property }) => property).map(({ name }) => name).sort(), properties.sort(), tag);
  }
});

test("events are those of the types, and cancelable where they say before", () => {
  const rows = [...section("Events").matchAll(/^\| `(jenkins-[\w-]+)` \| .* \| (.*) \|$/gm)];
  assert.deepEqual(rows.map(([, name]) => name).sort(), found(sources, /^ {2}"(jenkins-[\w-]+)": CustomEvent/gm));
  for (const [, name, detail] of rows) assert.equal(detail.includes("cancelable"), name.startsWith("jenkins-before-"), name);
});

test("custom properties are those of the styles", () => {
  assert.deepEqual(found(docs, /`(--bellpull-[\w-]+)`/g), found(sources, /var\((--bellpull-[\w-]+)/g));
});

test("parts are those of the templates", () => {
  const looks = section("Looks").split("| parts |")[1];
  const written = found(looks, /(?<!\| )`([a-z-]+)`/g).concat(found(looks, /\| (?:`jenkins-\w+` )\| `([a-z-]+)`/g)).filter((name) => !name.startsWith("jenkins-") && name !== "dir");
  // Those whose name is put in are the verbs, and what the dialogs ask.
  const parts = [...found(sources, /\spart="([a-z-]+)"/g), ...found(sources, /\bpart: "([a-z-]+)"/g), "approve", "abort", "cancel", "stop"];
  assert.deepEqual([...new Set(written)].sort(), [...new Set(parts)].sort());
});

test("the texts that are replaced are texts", async () => {
  const written = [...section("Texts and languages").matchAll(/^setMessages\(\{ (.*?) \}/gm)].flatMap(([, inner]) => found(inner, /(\w+): "/g));
  const texts = (await Promise.all(["buttons.en.ts", "runs.en.ts"].map((name) => readFile(new URL(`texts/${name}`, folder), "utf8")))).join("\n");
  assert.ok(written.length > 1);
  for (const name of written) assert.match(texts, new RegExp(`^ {2}${name}: `, "m"), name);
});

test("the policy that is written is no laxer than the one under which the gallery is tested", () => {
  const written = /^Content-Security-Policy: (.*)$/m.exec(docs)[1].split("; ");
  for (const directive of written) assert.ok(CSP.split("; ").some((other) => other.replace(" 'wasm-unsafe-eval'", "") === directive), directive);
});
