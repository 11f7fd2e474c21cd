// <jenkins-approve> with several questions, and where it is moved within its page or leaves it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, paused, simulate, withTag } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A page with the card of a paused run. */
async function card(t, job, run) {
  const sim = await simulate(withTag(`<jenkins-approve url="/jenkins" job="${job}" run="${run}"></jenkins-approve>`));
  t.after(() => sim.stop());
  await paused(sim, job, run);
  const { page } = await open(browser, sim, "index.html", "releaser");
  return { sim, page, element: page.locator("jenkins-approve") };
}

test("11: several questions are several cards, and a shared name is left to Jenkins", async (t) => {
  const two = await card(t, "parallel inputs", 3);
  await two.element.getByRole("heading", { name: "Deploy to EU?" }).waitFor();
  await two.element.getByRole("heading", { name: "Deploy to US?" }).waitFor();
  const same = await card(t, "same message", 1);
  await same.element.getByText(/Two questions share one name/).first().waitFor();
  assert.equal(await same.element.getByRole("button").count(), 0);
});

test("11: of several questions each has its own focus, in its form and on what has to be corrected", async (t) => {
  const { sim, page, element } = await card(t, "parallel inputs", 3);
  await element.evaluate((node) => (node.comment = "required"));
  const of = (name) => element.getByRole("group", { name });
  const focused = () => element.evaluate((host) => { const at = host.shadowRoot.activeElement; return [at.className || at.localName, at.closest(".card").querySelector("[part=question]").textContent]; });
  const questions = ["Deploy to EU?", "Deploy to US?"];
  for (const question of questions) {
    await of(question).getByRole("button", { name: "Proceed…" }).click();
    await of(question).locator("form").waitFor();
    assert.equal((await focused())[1], question);
  }
  for (const question of questions) {
    await of(question).getByRole("button", { name: "Proceed", exact: true }).focus();
    await page.keyboard.press("Enter");
    await of(question).locator(".summary").waitFor();
    assert.deepEqual(await focused(), ["summary", question]);
  }
  assert.deepEqual(await sim.posts(), []);
});

test("7: a card that is moved to another place in the page keeps what was typed, and sends a decision once", async (t) => {
  const { sim, page, element } = await card(t, "release", 18);
  const move = () => page.evaluate(() => document.body.appendChild(document.createElement("div")).append(document.querySelector("jenkins-approve")));
  await element.getByRole("button", { name: "Yes…" }).click();
  await element.getByLabel("IS_APPROVED").fill("typed");
  await move();
  await page.waitForTimeout(300);
  assert.equal(await element.getByLabel("IS_APPROVED").inputValue(), "typed");
  await sim.fault({ method: "POST", pathContains: "/input/", kind: { slow: 1500 } });
  await element.getByRole("button", { name: "Yes", exact: true }).click();
  await element.getByRole("button", { name: "Sending…" }).waitFor();
  await move();
  await page.waitForTimeout(300);
  assert.ok(await element.getByRole("button", { name: "Sending…" }).isVisible());
  await element.getByText(/Approved by releaser, /).first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("a card that has left the page asks no more, and begins anew when it is back", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await page.evaluate(() => (globalThis.kept = document.querySelector("jenkins-approve")).remove());
  await page.waitForTimeout(500);
  await sim.forget();
  await page.waitForTimeout(2500);
  assert.deepEqual(await sim.requests(), []);
  await page.evaluate(() => document.body.append(globalThis.kept));
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.getByText(/Approved by releaser, /).first().waitFor();
});
