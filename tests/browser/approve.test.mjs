// <jenkins-approve> in a real browser, under a strict Content-Security-Policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, paused, simulate, until, withTag } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A page with the card of a paused run. */
async function card(t, job, run, options = {}) {
  const files = withTag(`<jenkins-approve url="/jenkins" job="${job}" run="${run}"></jenkins-approve>`, options.script);
  const sim = await simulate(files);
  t.after(() => sim.stop());
  for (let n = 0; n < (options.runs ?? 1); n += 1) await paused(sim, job, run);
  const { page, complaints } = await open(browser, sim, "index.html", "user" in options ? options.user : "releaser", options.context);
  const element = page.locator("jenkins-approve");
  return { sim, page, element, complaints };
}

const events = `globalThis.heard = [];
for (const name of ["before-approve", "before-abort", "approved", "aborted", "settled", "error"])
  document.addEventListener("jenkins-" + name, (event) => {
    heard.push(name);
    if (globalThis.veto === name) event.preventDefault();
  });`;

test("1, 5: shows what is asked, and approves with changed values", async (t) => {
  const { sim, page, element, complaints } = await card(t, "release", 18, { script: events });
  await element.getByRole("heading", { name: "Approve release?" }).waitFor();
  await element.getByRole("link", { name: "release #18" }).waitFor();
  await element.getByText("Started by Releaser User").waitFor();
  await element.getByText(/Waiting for \d+ sec/).waitFor();
  await element.locator("[part=facts]", { hasText: "Approve" }).waitFor();
  assert.equal(await element.getByRole("link", { name: "release #18" }).getAttribute("href"), `${sim.origin}/jenkins/job/release/18/`);
  await element.getByRole("button", { name: "Abort" }).waitFor();
  await element.getByRole("button", { name: "Yes…" }).click();
  await element.getByLabel("IS_APPROVED").fill("us & <co>");
  await element.getByLabel("REGION").selectOption("us");
  await element.getByLabel("DRY_RUN").check();
  await element.getByRole("button", { name: "Yes", exact: true }).click();
  await element.getByText(/Approved by releaser, /).first().waitFor();
  const { text } = await sim.as("releaser", "GET", "job/release/18/consoleText");
  assert.match(text, /approved us & <co> region us dry true notes  by releaser/);
  assert.deepEqual(await page.evaluate("heard"), ["before-approve", "approved"]);
  assert.deepEqual(complaints, [], "nothing is refused by the policy");
});

test("7: a double click is one POST", async (t) => {
  const { sim, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).dblclick();
  await element.getByText(/Approved by releaser, /).first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("4: aborting asks first, with the focus on the safe choice, and Esc goes back", async (t) => {
  const { sim, page, element } = await card(t, "release", 18);
  await element.getByRole("button", { name: "Abort" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.equal(await page.evaluate("document.querySelector('jenkins-approve').shadowRoot.activeElement.textContent.trim()"), "Keep waiting");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await page.evaluate("document.querySelector('jenkins-approve').shadowRoot.activeElement.textContent.trim()"), "Abort");
  assert.deepEqual(await sim.posts(), []);
  await element.getByRole("button", { name: "Abort" }).click();
  await dialog.getByRole("button", { name: "Abort" }).click();
  await element.getByText(/^Aborted, /).first().waitFor();
});

test("by keyboard alone, and the focus is never lost", async (t) => {
  const { page, element } = await card(t, "release", 18);
  await element.getByRole("button", { name: "Yes…" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("ap");
  await page.keyboard.press("Enter");
  await element.getByText(/Approved by releaser, /).first().waitFor();
});

test("3: somebody who may not is told why, in Jenkins' words", async (t) => {
  const { element } = await card(t, "restricted", 1);
  await element.getByText("Only admin may decide").waitFor();
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.getByText("You may not decide this: You need to be admin to submit this.").first().waitFor();
  assert.equal(await element.getByRole("button", { name: "Proceed" }).getAttribute("aria-disabled"), "true");
});

test("9: decided elsewhere is an outcome, not an error", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10, { script: events });
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await sim.as("admin", "POST", "job/Test%20Workflow/10/input/2a3ce1d6fa76bea0f33be2685f406cac/proceedEmpty".replace("2a3ce1d6fa76bea0f33be2685f406cac", await id(sim, "Test%20Workflow", 10)));
  await element.getByText(/^Approved by admin, /).first().waitFor();
  assert.deepEqual(await page.evaluate("heard"), ["settled"]);
  assert.equal(await element.locator(".error").count(), 0);
});

async function id(sim, job, run) {
  const { text } = await sim.as("releaser", "GET", `job/${job}/${run}/wfapi/pendingInputActions`);
  return JSON.parse(text)[0].id;
}

test("a lost answer is not followed by a second POST", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await sim.fault({ method: "POST", pathContains: "/input/", kind: "lost_answer" });
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.locator("[part=outcome]").waitFor();
  assert.match(await element.locator("[part=outcome]").innerText(), /This was decided elsewhere/);
  assert.equal((await sim.posts()).length, 1);
});

test("12: another question than the one seen is refused", async (t) => {
  const { sim, page, element } = await card(t, "release", 18);
  await element.getByRole("button", { name: "Yes…" }).click();
  const code = await page.evaluate(async () => {
    const { Jenkins } = await import("./bellpull.js");
    const run = new Jenkins({ url: "/jenkins" }).job("release").run(18);
    const [input] = await run.inputs();
    const other = run.input({ ...input.pending, fingerprint: "0".repeat(32) });
    return other.approve().then(() => "approved", (error) => error.code);
  });
  assert.equal(code, "input_changed");
  assert.deepEqual(await sim.posts(), []);
});

test("1: texts from Jenkins do no harm", async (t) => {
  const { page, element, complaints } = await card(t, "hostile", 1);
  await element.getByRole("heading").waitFor();
  assert.match(await element.getByRole("heading").textContent(), /<script>alert\(1\)<\/script> <b>bold<\/b>/);
  await element.getByRole("button", { name: "<i>Go</i>…" }).click();
  assert.equal(await page.evaluate("document.querySelector('jenkins-approve').shadowRoot.querySelectorAll('script, b, i, u, img').length"), 0);
  assert.deepEqual(complaints, []);
});

test("nobody signed in, a run that is not there, and trying again", async (t) => {
  const { sim, page, element } = await card(t, "release", 18, { user: null });
  await element.locator("[data-code=login_required]").waitFor();
  const missing = await card(t, "release", 18);
  await missing.page.evaluate("document.querySelector('jenkins-approve').setAttribute('run', '99')");
  await missing.element.locator("[data-code=not_found]").waitFor();
  assert.ok(await page.getByRole("button", { name: "Try again" }).isVisible());
  assert.deepEqual(await sim.posts(), []);
});

test("14: a host page may say no before anything is sent", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10, { script: `${events} globalThis.veto = "before-approve";` });
  await element.getByRole("button", { name: "Proceed" }).click();
  await until(page, "heard.length > 0");
  assert.deepEqual(await sim.posts(), []);
  assert.equal(await element.getByRole("button", { name: "Proceed" }).getAttribute("aria-disabled"), "false");
});

test("5: a secret left alone keeps its configured value", async (t) => {
  const { sim, element } = await card(t, "release", 18);
  await element.getByRole("button", { name: "Yes…" }).click();
  assert.equal(await element.getByLabel("SECRET", { exact: true }).inputValue(), "");
  await element.getByRole("button", { name: "Yes", exact: true }).click();
  await element.getByText(/Approved by releaser, /).first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("5: what cannot be shown is explained with a link, errors are tied to their fields, and their summary gets the focus", async (t) => {
  const { sim, page, element } = await card(t, "all kinds", 1);
  await element.getByRole("button", { name: "Send…" }).click();
  await element.getByRole("link", { name: "Open in Jenkins" }).waitFor();
  await element.getByLabel("RUN", { exact: true }).fill("nonsense");
  await element.getByRole("button", { name: "Send", exact: true }).click();
  const summary = element.locator(".summary");
  await summary.getByText("Please correct 2 fields:").waitFor();
  assert.ok(await summary.evaluate((node) => node.getRootNode().activeElement === node));
  const field = element.getByLabel("RUN", { exact: true });
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const told = await field.evaluate((node) => node.getAttribute("aria-describedby").split(" ").map((id) => node.getRootNode().getElementById(id).textContent));
  assert.ok(told.includes("Please name a run, such as deploy#42."), told.join());
  await summary.getByRole("link", { name: "RUN" }).click();
  assert.equal(await element.evaluate((host) => host.shadowRoot.activeElement.name), "RUN");
  assert.deepEqual(await sim.posts(), []);
  assert.deepEqual(await page.evaluate("document.querySelector('jenkins-approve').shadowRoot.querySelectorAll('[style]').length"), 0);
});

test("2: both actions are there at once with the author's captions, whichever they are", async (t) => {
  const captions = await card(t, "cancel caption", 1);
  await captions.element.getByRole("button", { name: "Go" }).waitFor();
  const names = await captions.element.getByRole("button").allInnerTexts();
  assert.deepEqual(names.slice(0, 2), ["Go", "Stop it"]);
  assert.ok(await captions.element.getByRole("button", { name: "Stop it" }).isVisible());
});

test("4: the page can ask for confirmation before an approval, and Enter presses the safe choice", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10);
  await element.evaluate((node) => (node.confirm = true));
  await element.getByRole("button", { name: "Proceed" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Go on?").waitFor();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  assert.deepEqual(await sim.posts(), []);
  assert.equal(await element.evaluate((host) => host.shadowRoot.activeElement.textContent.trim()), "Proceed");
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await element.getByText(/Approved by releaser, /).first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("7: while it is sent one button is busy and the other locked, and after some seconds Jenkins is slow", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await sim.fault({ method: "POST", pathContains: "/input/", kind: { slow: 6000 } });
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.getByRole("button", { name: "Sending…" }).waitFor();
  assert.equal(await element.locator("section").getAttribute("aria-busy"), "true");
  assert.deepEqual(await element.getByRole("button").evaluateAll((all) => all.map((b) => b.getAttribute("aria-disabled"))), ["true", "true"]);
  await element.getByRole("button", { name: "Abort" }).click({ force: true });
  assert.equal(await page.getByRole("dialog").count(), 0);
  await element.locator("[part=slow]").waitFor();
  assert.equal(await element.getByRole("status").innerText(), "Jenkins is slow; still waiting for its answer.");
  await element.getByText(/Approved by releaser, /).first().waitFor();
});

test("8: an answer of 200 alone is no success: the run has to have left its paused state", async (t) => {
  const { page, element } = await card(t, "Test Workflow", 10, { script: events });
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await page.route(/\/input\/.*\/proceed/, (route) => route.fulfill({ status: 200, body: "" }));
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.locator("[data-code=approval_unconfirmed]").waitFor({ timeout: 60_000 });
  assert.equal(await element.getByText(/Approved/).count(), 0);
  assert.ok(!(await page.evaluate("heard")).includes("approved"));
});

test("8: success is said once, in place", async (t) => {
  const { page, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await page.evaluate(() => {
    globalThis.told = [];
    const region = document.querySelector("jenkins-approve").shadowRoot.querySelector("[role=status]");
    new MutationObserver(() => told.push(region.textContent)).observe(region, { characterData: true, childList: true, subtree: true });
  });
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.locator("[part=outcome]").waitFor();
  await page.waitForTimeout(1500);
  const told = await page.evaluate("told");
  assert.equal(told[0], "Sending…");
  assert.equal(told.filter((text) => text.startsWith("Approved by releaser")).length, 1, told.join(" | "));
});

test("10: elapsed time counts up, a deadline counts down in steps, and is told twice alone", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  const first = await element.locator(".with-icon").innerText();
  await page.waitForTimeout(2200);
  assert.notEqual(await element.locator(".with-icon").innerText(), first);
  const status = element.getByRole("status");
  const at = (millis) => element.evaluate((node, left) => (node.deadline = new Date(Date.now() + left).toISOString()), millis);
  await at(5 * 60_000 + 5_000);
  await element.getByText("5 min left to decide").waitFor();
  assert.equal(await status.innerText(), "");
  await at(2_000);
  await element.locator(".deadline", { hasText: "Less than a minute left to decide" }).waitFor();
  await element.locator("[part=reason]", { hasText: "The time to decide is over." }).waitFor();
  assert.equal(await status.innerText(), "The time to decide is over.");
  await element.getByRole("button", { name: "Proceed" }).click({ force: true });
  assert.deepEqual(await sim.posts(), []);
});

test("10: what Jenkins ends by its own time limit is shown as that", async (t) => {
  const { element } = await card(t, "timed gate", 1);
  await element.getByText(/^Aborted, /).first().waitFor();
  assert.equal(await element.locator(".error").count(), 0);
});

test("12: offline and reconnecting are shown, and what was seen is what is sent", async (t) => {
  const { page, element, sim } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await page.context().setOffline(true);
  await element.locator("[data-connection=offline]").waitFor();
  await element.getByText(/Last heard from Jenkins at/).waitFor();
  assert.equal(await element.getByRole("button", { name: "Proceed" }).getAttribute("aria-disabled"), "true");
  await element.getByRole("button", { name: "Proceed" }).click({ force: true });
  await page.context().setOffline(false);
  await element.locator("[data-connection]").waitFor({ state: "detached" });
  assert.deepEqual(await sim.posts(), []);
  await page.route("**/jenkins/**", (route) => route.abort());
  await element.locator("[data-connection=reconnecting]").waitFor({ timeout: 20_000 });
  await page.unroute("**/jenkins/**");
  await element.locator("[data-connection]").waitFor({ state: "detached", timeout: 30_000 });
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.getByText(/Approved by releaser, /).first().waitFor();
});

test("12: what is old is looked at first, and another question than the one on the card is not answered", async (t) => {
  const { page, element, sim } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  // The card's own looks after the machine has woken up are not answered, so that it stays old; only the button's is.
  const held = await page.evaluateHandle(() => {
    const [answered, looks] = [globalThis.fetch, { count: 0, end: () => (globalThis.fetch = answered) }];
    globalThis.fetch = () => ((looks.count += 1), new Promise(() => {}));
    window.dispatchEvent(new Event("online"));
    return looks;
  });
  await until(page, (looks) => looks.count > 0, held);
  let asked = 0;
  await page.route(/\/10\/(api|wfapi)/, async (route) => {
    asked += 1;
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll("Go on?", "Go back?") });
  });
  await held.evaluate((looks) => looks.end());
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.locator("[data-code=input_changed]").waitFor();
  assert.ok(asked > 0);
  assert.deepEqual(await sim.posts(), []);
});

test("13: from right to left, at 200 %, in forced colours and in print nothing overflows, and motion stands still where it is not wanted", async (t) => {
  const { page, element } = await card(t, "release", 18, { context: { viewport: { width: 320, height: 800 }, reducedMotion: "reduce", forcedColors: "active" } });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await element.getByRole("button", { name: "Yes…" }).click();
  await element.getByLabel("REGION").waitFor();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await wide(), 0);
  assert.equal(await element.evaluate((host) => host.shadowRoot.getAnimations({ subtree: true }).length), 0);
  const [title, host] = await Promise.all([element.locator("[part=question] bdi").boundingBox(), element.boundingBox()]);
  assert.ok(title.x + title.width > host.x + host.width - 30, "the question begins at the right");
  await page.emulateMedia({ media: "print" });
  assert.equal(await element.getByRole("button").count(), 0);
  assert.ok(await element.getByRole("heading").isVisible());
});

test("14: events are told with what they are about, across shadow roots", async (t) => {
  const script = `globalThis.told = [];
    for (const name of ["jenkins-before-approve", "jenkins-approved", "jenkins-error"]) document.addEventListener(name, ({ type, detail, composed, cancelable }) => told.push({ type, composed, cancelable, ...detail, error: undefined, view: undefined }));
    const host = document.querySelector("#host"), inner = document.createElement("jenkins-approve");
    Object.assign(inner, { url: "/jenkins", job: "Test Workflow", run: 11 });
    host.attachShadow({ mode: "open" }).append(inner);`;
  const files = withTag('<div id="host"></div>', script);
  const sim = await simulate(files);
  t.after(() => sim.stop());
  for (const run of [10, 11]) await paused(sim, "Test Workflow", run);
  const { page } = await open(browser, sim, "index.html");
  await page.getByRole("button", { name: "Proceed" }).click();
  await page.getByText(/Approved by releaser/).first().waitFor();
  const [before, approved] = JSON.parse(await page.evaluate("JSON.stringify(told)"));
  assert.deepEqual(before, { type: "jenkins-before-approve", composed: true, cancelable: true, job: "Test Workflow", run: 11, input: before.input, values: {}, comment: null });
  assert.deepEqual([approved.type, approved.run, approved.outcome, approved.approvers], ["jenkins-approved", 11, "approved", ["releaser"]]);
  await page.evaluate(() => (document.querySelector("#host").shadowRoot.firstElementChild.run = 99));
  await page.locator("[data-code=not_found]").waitFor();
  assert.equal((await page.evaluate("told")).at(-1).code, "not_found");
});

test("the first paint waits for nothing, and the layout does not shift when data comes", async (t) => {
  const files = withTag('<jenkins-approve url="/jenkins" job="Test Workflow" run="10"></jenkins-approve><p id="after">after</p>', `globalThis.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: "layout-shift", buffered: true });`);
  files["index.html"] = files["index.html"].replace("<title>", '<link rel="stylesheet" href="bellpull.css"><title>');
  const sim = await simulate(files);
  t.after(() => sim.stop());
  await paused(sim, "Test Workflow", 10);
  const { page } = await open(browser, sim, "index.html");
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route("**/jenkins/**", async (route) => (await held, route.continue()));
  await page.goto(`${sim.origin}/index.html`);
  const element = page.locator("jenkins-approve");
  await element.locator("[data-phase=loading]").waitFor();
  const loading = await element.boundingBox();
  assert.ok(loading.height > 100, "the skeleton has its height");
  await page.waitForTimeout(300);
  answer();
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await page.waitForTimeout(300);
  const waiting = await element.boundingBox();
  assert.equal(waiting.height, loading.height);
  assert.deepEqual(await page.evaluate("shifts"), []);
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.locator("[part=outcome]").waitFor();
  assert.equal((await element.boundingBox()).height, loading.height, "and keeps it to the end");
});
