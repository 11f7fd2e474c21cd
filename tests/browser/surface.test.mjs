// What is beyond a button, in a page: the whole wasm file, and the front end that fetches in Rust.
import assert from "node:assert/strict";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { launch, open, paused, root, simulate, until } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const html = '<!doctype html><html lang="en"><title>t</title><script type="module" src="page.js"></script><body></body></html>';

/** A page whose script has a client; `wanted` are files of wasm that were asked for. */
async function page(t, options = {}) {
  const stdin = { contents: 'import { Jenkins } from "bellpull"; globalThis.jenkins = new Jenkins({ url: "/jenkins" });', resolveDir: root, sourcefile: "page.js" };
  const external = { name: "glue", setup: (b) => b.onResolve({ filter: /wasm\/bellpull_\w+\.js$/ }, ({ path }) => ({ path, external: true })) };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", write: false, plugins: [external] });
  const sim = await simulate({ "index.html": html, "page.js": outputFiles[0].text }, options);
  t.after(() => sim.stop());
  const opened = await open(browser, sim, "index.html");
  const wanted = [];
  opened.page.on("request", (request) => request.url().endsWith(".wasm") && wanted.push(request.url().split("/").pop()));
  await until(opened.page, "Boolean(globalThis.jenkins)");
  return { sim, wanted, ...opened };
}

async function builtin(plugins) {
  const scenario = JSON.parse(await readFile(join(root, "crates/sim/scenarios/builtin.json"), "utf8"));
  return { ...scenario, plugins: { ...scenario.plugins, ...plugins } };
}

test("a server with the graph view alone is followed by the whole file, after the small one has found that out", async (t) => {
  const { sim, page: p, wanted, complaints } = await page(t, { scenario: await builtin({ wfapi: false, blueOcean: false, graphView: "stages" }) });
  const view = await p.evaluate(async () => {
    const { run } = await jenkins.job("Test Workflow").trigger();
    let last;
    for await (const view of run.follow({ untilPaused: true })) last = view;
    return last;
  });
  assert.deepEqual([view.stagesSource, view.inputsSource, view.inputs.length], ["graph_view", "core", 1]);
  assert.deepEqual(wanted, ["bellpull_buttons_bg.wasm", "bellpull_wasm_bg.wasm"]);
  const found = await p.evaluate(() => jenkins.capabilities());
  assert.deepEqual([found.wfapi, found.graphViewAt, found.stagesSource, found.user], [false, "stages", "graph_view", "releaser"]);
  assert.equal((await sim.posts()).length, 1);
  // The browser itself reports each 404 of the search.
  assert.deepEqual(complaints.filter((c) => !c.includes("404")), []);
});

test("lists are read page by page as they are taken, and left when they are left", async (t) => {
  const { sim, page: p } = await page(t);
  for (let i = 0; i < 5; i += 1) await sim.as("releaser", "POST", "job/quick/build");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await sim.forget();
  const taken = await p.evaluate(async () => {
    const ids = [];
    for await (const run of jenkins.list({ op: "blue_runs", job: "quick" }, { pageSize: 2 })) {
      ids.push(run.id);
      if (ids.length === 3) break;
    }
    return ids;
  });
  assert.equal(new Set(taken).size, 3);
  const pages = (await sim.requests()).filter((r) => r.path.includes("/runs/"));
  assert.equal(pages.length, 2);
});

test("links are followed on this server alone", async (t) => {
  const { sim, page: p } = await page(t);
  await paused(sim, "Test Workflow", 10);
  const [steps, refused] = await p.evaluate(async () => {
    const run = await jenkins.call({ op: "blue_run", job: "Test Workflow", run: 10 });
    return [await jenkins.followLink(run, "steps"), await jenkins.followLink("https://evil.example.com/job/x/").catch((e) => e.code)];
  });
  assert.ok(steps.some((step) => step.input?.message === "Go on?") && steps[0].startTimeMillis > 0);
  assert.equal(refused, "link_outside_server");
});

test("an artifact comes as a stream, its page in its place does not", async (t) => {
  const { sim, page: p } = await page(t);
  await sim.as("releaser", "POST", "job/archiver/build");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const runs = await p.evaluate(() => jenkins.call({ op: "job", job: "archiver", tree: "builds[number,artifacts[relativePath]]" }));
  const { number, artifacts } = runs.builds[0];
  const [about, text, missing] = await p.evaluate(
    async ([number, path]) => {
      const run = jenkins.job("archiver").run(number);
      const { body, ...about } = await run.artifact(path);
      return [about, await new Response(body).text(), await run.artifact("nope.txt").catch((e) => e.code)];
    },
    [number, artifacts.find((a) => a.relativePath.endsWith(".txt")).relativePath],
  );
  assert.deepEqual([about.type, about.elsewhere, about.length > 0, about.length], ["text/plain", false, true, new TextEncoder().encode(text).length]);
  assert.equal(missing, "not_found");
});

test("the front end in Rust fetches, tells and gives up by itself", async (t) => {
  const sim = await simulate({
    "index.html": html,
    "page.js": 'import init, { Client } from "./fetch/bellpull_fetch.js"; await init(); globalThis.client = new Client(JSON.stringify({ url: `${location.origin}/jenkins` }));',
  });
  t.after(() => sim.stop());
  await cp(process.env.BELLPULL_FETCH ?? join(root, "target/fetch"), join(sim.directory, "fetch"), { recursive: true });
  const { page: p, complaints } = await open(browser, sim, "index.html");
  await until(p, "Boolean(globalThis.client)");
  const [who, events, settled, stopped, bad] = await p.evaluate(async () => {
    const events = [];
    const who = await client.call({ op: "who_am_i" });
    const { run } = await client.call({ op: "trigger", job: "Test Workflow" }, (event) => events.push(event.event));
    const paused = await client.call({ op: "follow", job: "Test Workflow", run, untilPaused: true });
    const settled = await client.call({ op: "approve", job: "Test Workflow", run, input: paused.inputs[0].id });
    const gone = new AbortController();
    setTimeout(() => gone.abort(), 50);
    const long = await client.call({ op: "trigger", job: "sleeper" });
    const stopped = await client.call({ op: "follow", job: "sleeper", run: long.run }, undefined, gone.signal).catch((e) => e.code);
    return [who, events, settled, stopped, await client.call({ op: "launch" }).catch((e) => [e.code, e.remedy.length > 10])];
  });
  assert.deepEqual([who.name, settled.outcome, stopped, bad], ["releaser", "approved", "cancelled", ["invalid_operation", true]]);
  assert.ok(events.includes("queued"));
  // The browser itself reports that this server has no graph view.
  assert.deepEqual(complaints.filter((c) => !c.includes("404")), []);
});
