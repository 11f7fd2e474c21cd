// The engine's files, where they do not come or may not run: told, and tried again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, simulate, withTag } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const TRIGGER = '<jenkins-trigger url="/jenkins" job="quick"></jenkins-trigger>';
const NOTE = 'document.addEventListener("jenkins-error", (event) => (globalThis.told = [event.detail.code, event.detail.error.message]));';

for (const file of ["bellpull-direct.js", "wasm/bellpull_buttons_bg.wasm"]) {
  test(`${file} that does not come is told, and fetched again when that is asked for`, async (t) => {
    const sim = await simulate(withTag(TRIGGER, NOTE));
    t.after(() => sim.stop());
    const { page } = await open(browser, sim, "jenkins/login");
    let asked = 0;
    await page.route(`**/${file}`, (route) => (asked++ === 0 ? route.abort() : route.continue()));
    await page.goto(`${sim.origin}/index.html`);
    await page.locator("[data-code=network]").getByText("The engine cannot be loaded").waitFor();
    assert.equal((await page.evaluate("told"))[0], "network");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Run" }).waitFor();
    assert.equal(asked, 2);
  });
}

test("a policy without wasm is told by the element and its event", async (t) => {
  const sim = await simulate(withTag(TRIGGER, NOTE), { csp: "default-src 'self'" });
  t.after(() => sim.stop());
  const { page } = await open(browser, sim, "index.html");
  await page.locator("[data-code=network]").waitFor();
  assert.match((await page.evaluate("told"))[1], /^The engine cannot be loaded: .*Content Security Policy/i);
});
