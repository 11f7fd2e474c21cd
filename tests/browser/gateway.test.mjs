// The elements through the gateway: no wasm, no token and no address of Jenkins in the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertKept } from "../node/leaks.mjs";
import { desk, TOKEN } from "./desk.mjs";
import { launch } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("a run is triggered and approved in the page, by name, and the page holds nothing of Jenkins", async (t) => {
  const { open, records, jenkins } = await desk(t, browser, '<jenkins-trigger gateway="/gateway" job="Test Workflow"></jenkins-trigger><div id="place"></div>');
  const { page, asked, complaints } = await open("ann");
  await page.locator("jenkins-trigger").getByRole("button").first().click();
  await page.locator("jenkins-trigger").getByText("#", { exact: false }).first().waitFor();
  const { lastBuild } = await jenkins.call({ op: "job", job: "Test Workflow", tree: "lastBuild[number]" });
  await page.evaluate((run) => {
    const card = Object.assign(document.createElement("jenkins-approve"), { gateway: "/gateway", job: "Test Workflow", run });
    document.querySelector("#place").append(card);
  }, lastBuild.number);
  const card = page.locator("jenkins-approve");
  await card.getByRole("button", { name: "Proceed" }).click();
  await card.getByText(/Approved by Ann/).first().waitFor();
  assert.deepEqual(asked.filter((url) => url.endsWith(".wasm") || url.includes("/jenkins/")), []);
  const inside = await page.evaluate(() => [...document.querySelectorAll("jenkins-trigger, jenkins-approve")].map((e) => e.shadowRoot.innerHTML).join());
  assert.ok(![await page.content(), inside].some((text) => text.includes(TOKEN) || text.includes("/jenkins/")));
  assert.deepEqual(complaints, []);
  assert.deepEqual(records.filter((r) => r.phase === "done").map((r) => [r.verb, r.person.id]), [["trigger", "ann"], ["approve", "ann"]]);
});

test("9: two people, two browsers: both press, one approval, and both are told whose", async (t) => {
  const { open, jenkins, sim, records } = await desk(t, browser, "");
  const { run } = await jenkins.job("Test Workflow").trigger();
  for await (const view of run.follow({ untilPaused: true })) void view;
  await sim.forget();
  const pages = await Promise.all(["ann", "ben"].map(open));
  const cards = await Promise.all(
    pages.map(async ({ page }) => {
      await page.evaluate((number) => document.body.append(Object.assign(document.createElement("jenkins-approve"), { gateway: "/gateway", job: "Test Workflow", run: number })), run.number);
      const card = page.locator("jenkins-approve");
      await card.getByRole("button", { name: "Proceed" }).waitFor();
      return card;
    }),
  );
  await Promise.all(cards.map((card) => card.getByRole("button", { name: "Proceed" }).click()));
  const texts = await Promise.all(cards.map((card) => card.locator(".outcome").first().innerText()));
  const winner = /Approved by (\w+)/.exec(texts.join())?.[1];
  assert.ok(winner, texts.join());
  // The same outcome with the right name in both, and no error in either.
  for (const text of texts) assert.match(text, new RegExp(`^Approved by ${winner}, `), texts.join());
  for (const card of cards) assert.equal(await card.locator("[part~=error]").count(), 0);
  const decided = records.filter((record) => record.verb === "approve" && record.phase === "done");
  assert.deepEqual(decided.map(({ person }) => person.name), [winner]);
  assert.equal((await sim.posts()).length, 1);
});

test("3: who may not is told so beforehand, and Jenkins hears nothing", async (t) => {
  const { open, jenkins, sim } = await desk(t, browser, "");
  const { run } = await jenkins.job("Test Workflow").trigger();
  for await (const view of run.follow({ untilPaused: true })) void view;
  await sim.forget();
  const { page } = await open("eve");
  await page.evaluate((number) => document.body.append(Object.assign(document.createElement("jenkins-approve"), { gateway: "/gateway", job: "Test Workflow", run: number })), run.number);
  const card = page.locator("jenkins-approve");
  await card.getByText("You may not decide this: You are not among those who may do this.").waitFor();
  const button = card.getByRole("button", { name: "Proceed" });
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal((await sim.posts()).length, 0);
});

test("Jenkins away for a moment: the card says so, and it passes", async (t) => {
  const { open, sim, paused, card: place } = await desk(t, browser, "");
  const run = await paused();
  const { page } = await open("ann");
  const card = await place(page, run);
  await card.getByRole("button", { name: "Proceed" }).waitFor();
  for (const kind of ["starting", "login_page"]) {
    await sim.fault({ method: "GET", kind, times: 3 });
    const said = card.getByText(/Jenkins cannot be reached; trying again in/).first();
    await said.waitFor();
    await said.waitFor({ state: "detached" });
  }
  await card.getByRole("button", { name: "Proceed" }).click();
  await card.getByText(/Approved by Ann/).first().waitFor();
});

test("the service account's token is in no answer, stream, log line or audit record", () => assertKept([TOKEN], ["answer", "audit"]));
