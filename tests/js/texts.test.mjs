// The elements' texts: the same in every language, by the nearest `lang`, replaced by the page.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { build } from "esbuild";

const folder = new URL("../../pkg/src/elements/texts/", import.meta.url);

/** A module of the sources, loaded. */
async function load(name) {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL(name, folder))], bundle: true, format: "esm", write: false, external: ["lit"] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** What a table of texts has: each key with how many arguments it takes, and the keys of tables within. */
function shape(texts) {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, typeof text === "function" ? "text" : typeof text === "object" ? shape(text) : typeof text]));
}

const files = await readdir(folder);
const sections = files.filter((name) => name.endsWith(".en.ts")).map((name) => name.slice(0, -".en.ts".length));

test("every section is in every language, with the same keys, and each text takes what the English one takes", async () => {
  assert.ok(sections.includes("buttons"));
  const seen = new Set();
  for (const section of sections) {
    const { english } = await load(`${section}.en.ts`);
    for (const key of Object.keys(english)) assert.ok(!seen.has(key) && seen.add(key), `${key} stands in two sections`);
    for (const language of ["de", "zh", "ar"]) {
      const { default: texts } = await load(`${section}.${language}.ts`);
      assert.deepEqual(shape(texts), shape(english), `${section} in ${language}`);
      for (const [key, text] of Object.entries(english)) {
        if (typeof text !== "function") continue;
        const args = Array.from({ length: text.length }, (_, index) => `<${index}>`);
        const wanted = args.filter((arg) => text(...args).includes(arg));
        const said = texts[key](...args);
        assert.ok(wanted.every((arg) => said.includes(arg)), `${section}.${key} in ${language} leaves out an argument: ${said}`);
      }
    }
  }
});

test("plurals follow the language's rules", async () => {
  const { english } = await load("buttons.en.ts");
  const { default: arabic } = await load("buttons.ar.ts");
  assert.deepEqual([1, 2].map((n) => english.votesNeeded(String(n), n)), ["1 person has to approve", "2 people have to approve"]);
  assert.equal(new Set([1, 2, 3, 11].map((n) => arabic.votesNeeded("N", n))).size, 4);
});

test("texts are replaced in every language or in one, and tables entry by entry", async () => {
  const { Section, setTexts } = await load("section.ts");
  const section = new Section({ go: "Go", status: { a: "A", b: "B" } }, { de: async () => ({ default: { go: "Los", status: { a: "Ä", b: "B" } } }) });
  assert.equal(section.in("de"), undefined, "it has not come");
  section.fetch("de");
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(section.in("de-CH").go, "Los");
  setTexts({ status: { a: "!" } });
  setTexts({ go: "Gömmer" }, "de-CH");
  setTexts({ go: "Kør" }, "da");
  assert.deepEqual(section.in("de-CH"), { go: "Gömmer", status: { a: "!", b: "B" } });
  assert.deepEqual([section.in("de").go, section.in("en").go, section.in("da").go, section.in("sv").go], ["Los", "Go", "Kør", "Go"]);
  assert.deepEqual([section.spoken("de-CH"), section.spoken("da"), section.spoken("sv"), section.spoken("en-GB")], ["de-CH", "da", "en", "en-GB"]);
});

test("a language that cannot be fetched stays English, and may be tried again", async (t) => {
  t.mock.method(console, "warn", () => undefined);
  const { Section } = await load("section.ts");
  let tries = 0;
  const section = new Section({ go: "Go" }, { de: async () => { tries += 1; if (tries === 1) throw new Error("404"); return { default: { go: "Los" } }; } });
  section.fetch("de");
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([section.in("de").go, section.spoken("de")], ["Go", "en"]);
  section.fetch("de");
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(section.in("de").go, "Los");
});
