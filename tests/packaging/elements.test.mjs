// The examples with the elements, each built and started as its README says, and used in a browser against a simulated Jenkins.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch, simulate } from "../browser/harness.mjs";
import { freePort, node } from "./programs.mjs";

const PLACE = process.env.BELLPULL_EXAMPLES;
const SKIP = PLACE ? false : "without BELLPULL_EXAMPLES; `cargo xtask dist` installs them";
const TOKEN = "11admin00000000000000000000000token";
const VITE = join("..", "node_modules/vite/bin/vite.js");
const SHARED = join("..", "elements-plain/server.mjs");

let browser;
before(async () => (browser = SKIP ? undefined : await launch()));
after(() => browser?.close());

async function start(t, name, { build = false, site, server = "server.mjs" } = {}) {
  const dir = join(PLACE, name);
  const sim = await simulate();
  t.after(() => sim.stop());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = { PORT: port, ORIGIN: origin, SECRET: "of the test", AUDIT: join(dir, `audit-${port}.jsonl`), JENKINS_URL: `${sim.origin}/jenkins`, JENKINS_USER: "admin", JENKINS_TOKEN: TOKEN, ...(site ? { SITE: site } : {}) };
  if (build) {
    const building = node([VITE, "build"], dir, env);
    assert.equal(await building.ended, 0, building.said());
  }
  const running = node([server], dir, env);
  t.after(async () => {
    assert.equal(running.child.exitCode, null, running.said());
    running.child.kill();
    await running.ended;
  });
  for (let tries = 0; !(await fetch(origin).catch(() => null))?.ok; tries += 1) {
    assert.ok(tries < 200 && running.child.exitCode === null, running.said());
    await sleep(50);
  }
  const records = async () => (await readFile(env.AUDIT, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  const visit = async (person, options = {}) => {
    const context = await browser.newContext(options);
    t.after(() => context.close());
    const page = await context.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(origin);
    await page.locator(`button[value=${person}]`).click();
    await page.waitForLoadState("load");
    complaints.length = 0;
    return { page, context, complaints };
  };
  return { origin, sim, records, visit };
}

for (const [name, how] of [
  ["elements-plain", {}],
  ["elements-react", { build: true, site: "dist", server: SHARED }],
  ["elements-vue", { build: true, site: "dist", server: SHARED }],
]) {
  test(`${name}: a run is triggered and approved, and the page hears of it`, { skip: SKIP, timeout: 90_000 }, async (t) => {
    const { sim, visit, records } = await start(t, name, how);
    const { page, complaints } = await visit("ann");
    const trigger = page.locator("jenkins-trigger");
    await trigger.locator("[part~=trigger]").click();
    const card = page.locator("jenkins-approve");
    await card.locator("[part~=approve]").click();
    await card.locator("form select").selectOption("us");
    await card.locator("form [part~=approve]").click();
    await card.getByText(/Approved by Ann/).first().waitFor();
    await page.getByText("The page heard that run 18 was approved.").waitFor();
    await trigger.getByText("succeeded").first().waitFor();
    assert.match((await sim.as("admin", "GET", "job/release/18/consoleText")).text, /region us .*/);
    assert.deepEqual(complaints, []);
    assert.deepEqual((await records()).filter((r) => r.phase === "done").map((r) => [r.verb, r.person.id]), [["trigger", "ann"], ["approve", "ann"]]);
  });
}

const RENDERED = "elements-server-rendered";

test(`${RENDERED}: without scripts a run is triggered and approved by plain forms`, { skip: SKIP, timeout: 60_000 }, async (t) => {
  const { sim, visit, records, origin } = await start(t, RENDERED);
  const { page } = await visit("ann", { javaScriptEnabled: false });
  await page.getByRole("button", { name: "Run" }).click();
  const question = page.getByRole("heading", { name: "Approve release?" });
  for (let tries = 0; (await question.count()) === 0; tries += 1) {
    assert.ok(tries < 40, await page.content());
    await sleep(200);
    await page.reload();
  }
  await sim.forget();
  await page.getByLabel("REGION").selectOption("us");
  await page.getByLabel("DRY_RUN").check();
  // Sent twice, as an impatient person does: the key is the form's own.
  const form = await page.locator("form[action='/decide']").evaluate((element) => new URLSearchParams(new FormData(element)).toString());
  await page.getByRole("button", { name: "Yes" }).click();
  await page.getByText("approved by Ann").waitFor();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const post = (body, headers = {}) => fetch(`${origin}/decide`, { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded", cookie, origin, ...headers }, body });
  assert.equal((await post(`${form}&verb=approve`)).status, 303);
  assert.equal((await sim.posts()).length, 1);
  assert.match((await sim.as("admin", "GET", "job/release/18/consoleText")).text, /region us dry true/);
  assert.deepEqual((await records()).filter((r) => r.phase === "done").map((r) => [r.verb, r.person.id]), [["trigger", "ann"], ["approve", "ann"]]);

  // Another site's form: no token that it could know, and its own origin.
  const forged = form.replace(/token=[^&]*/, "token=ann.x");
  assert.equal((await post(`${forged}&verb=abort`)).status, 403);
  assert.equal((await post(`${form}&verb=abort`, { origin: "https://evil.example.com" })).status, 403);
  assert.equal((await post(`${form}&verb=abort`, { cookie: "" })).status, 403);
  assert.equal((await sim.posts()).length, 1);
});

test(`${RENDERED}: who may not is told so in words, by a plain form too`, { skip: SKIP, timeout: 60_000 }, async (t) => {
  const { sim, visit, origin } = await start(t, RENDERED);
  await sim.as("releaser", "POST", "job/release/build");
  const { page } = await visit("ben", { javaScriptEnabled: false });
  const button = page.getByRole("button", { name: "Yes" });
  for (let tries = 0; (await button.count()) === 0; tries += 1) {
    assert.ok(tries < 40, await page.content());
    await sleep(200);
    await page.goto(`${origin}/?run=18`);
  }
  await sim.forget();
  await button.click();
  await page.getByRole("alert").getByText("no_rule").waitFor();
  assert.deepEqual(await sim.posts(), []);
});

test(`${RENDERED}: the elements take the forms' place, but not of one that is being filled in`, { skip: SKIP, timeout: 60_000 }, async (t) => {
  const { visit, origin } = await start(t, RENDERED);
  const { page, context, complaints } = await visit("ann");
  await page.locator("jenkins-trigger").locator("[part~=trigger]").waitFor();
  assert.equal(await page.locator("form[action='/trigger']").isVisible(), false);
  assert.deepEqual(complaints, []);
  const slow = await context.newPage();
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await slow.route("**/bellpull.js", async (route) => (await held, route.continue()));
  await slow.goto(origin, { waitUntil: "domcontentloaded" });
  await slow.locator("form[action='/trigger']").waitFor();
  await slow.evaluate(() => document.dispatchEvent(new Event("input", { bubbles: true })));
  go();
  await sleep(500);
  assert.equal(await slow.evaluate("document.querySelector('jenkins-trigger').shadowRoot"), null);
  assert.ok(await slow.getByRole("button", { name: "Run", exact: true }).isVisible());
});
