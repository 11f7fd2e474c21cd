// The package as a front end uses it: bundled by esbuild from `bellpull` and `bellpull/elements/define`.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { launch, open, paused, root, simulate, withTag } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function bundled(source) {
  const stdin = { contents: source, resolveDir: root, sourcefile: "page.js" };
  // The wasm's glue stays beside the bundle, as a bundler's public folder would have it.
  const external = { name: "glue", setup: (b) => b.onResolve({ filter: /wasm\/bellpull_\w+\.js$/ }, ({ path }) => ({ path, external: true })) };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", write: false, plugins: [external] });
  return outputFiles[0].text;
}

test("importing the classes registers nothing, importing define does, and both share one client", async (t) => {
  const sim = await simulate({
    "index.html": '<!doctype html><html lang="en"><title>t</title><script type="module" src="page.js"></script><jenkins-approve job="Test Workflow" run="10"></jenkins-approve></html>',
    "page.js": await bundled(`
      import { Jenkins, JenkinsError } from "bellpull";
      import { JenkinsApprove } from "bellpull/elements";
      globalThis.early = customElements.get("jenkins-approve") === undefined;
      await import("bellpull/elements/define");
      globalThis.same = customElements.get("jenkins-approve") === JenkinsApprove;
      const element = document.querySelector("jenkins-approve");
      element.client = new Jenkins({ url: "/jenkins" });
      document.addEventListener("jenkins-error", (event) => (globalThis.shared = event.detail.error instanceof JenkinsError));
      globalThis.fail = () => (element.run = 99);
    `),
  });
  t.after(() => sim.stop());
  await paused(sim, "Test Workflow", 10);
  const { page, complaints } = await open(browser, sim, "index.html");
  await page.locator("jenkins-approve").getByRole("button", { name: "Proceed" }).click();
  await page.locator("jenkins-approve").getByText(/Approved by releaser/).first().waitFor();
  assert.deepEqual(await page.evaluate("[early, same]"), [true, true]);
  assert.deepEqual(complaints, []);
  await page.evaluate("fail()");
  await page.locator("[data-code=not_found]").waitFor();
  assert.equal(await page.evaluate("shared"), true);
});

test("the manifest names the attributes, properties and events that the elements have", async (t) => {
  const { modules } = JSON.parse(await readFile(join(root, "pkg/dist/custom-elements.json"), "utf8"));
  const declared = modules[0].declarations;
  const sim = await simulate(withTag(""));
  t.after(() => sim.stop());
  const { page } = await open(browser, sim, "index.html", null);
  assert.deepEqual(declared.map(({ tagName }) => tagName).sort(), ["jenkins-approve", "jenkins-log", "jenkins-run", "jenkins-trigger"]);
  for (const { tagName, attributes, events, members } of declared.filter(({ tagName }) => ["jenkins-approve", "jenkins-trigger"].includes(tagName))) {
    const observed = await page.evaluate((name) => customElements.get(name).observedAttributes, tagName);
    // `lang` is every element's own.
    assert.deepEqual(attributes.map(({ name }) => name).sort(), observed.filter((name) => name !== "lang").sort(), tagName);
    assert.ok(events.every(({ name }) => name.startsWith("jenkins-")) && events.length > 3, tagName);
    const there = await page.evaluate(([name, fields]) => fields.filter((field) => !(field in document.createElement(name))), [tagName, members.map(({ name }) => name)]);
    assert.deepEqual(there, [], tagName);
  }
});
