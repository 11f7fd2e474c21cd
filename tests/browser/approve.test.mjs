// <jenkins-approve> in a real browser, under a strict Content-Security-Policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, paused, simulate, withTag } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A page with the card of a paused run. */
async function card(t, job, run, options = {}) {
  const files = withTag(`<jenkins-approve url="/jenkins" job="${job}" run="${run}"></jenkins-approve>`, options.script);
  const sim = await simulate(files);
  t.after(() => sim.stop());
  for (let n = 0; n < (options.runs ?? 1); n += 1) await paused(sim, job, run);
  const { page, context, complaints } = await open(browser, sim, "index.html", "user" in options ? options.user : "releaser", options.context);
  t.after(() => context.close());
  const element = page.locator("jenkins-approve");
  return { sim, page, element, complaints };
}

const events = `globalThis.heard = [];
for (const name of ["before-approve", "before-abort", "approved", "aborted", "settled", "error"])
  document.addEventListener("jenkins-" + name, (event) => {
    heard.push(name);
    if (globalThis.veto === name) event.preventDefault();
  });`;

test("shows what is asked, and approves with changed values", async (t) => {
  const { sim, page, element, complaints } = await card(t, "release", 18, { script: events });
  await element.getByRole("heading", { name: "Approve release?" }).waitFor();
  await element.getByRole("link", { name: "release #18" }).waitFor();
  await element.getByText("Started by user Releaser User").waitFor();
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

test("a double click is one POST", async (t) => {
  const { sim, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).dblclick();
  await element.getByText(/Approved by releaser, /).first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("aborting asks first, with the focus on the safe choice, and Esc goes back", async (t) => {
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

test("by keyboard alone", async (t) => {
  const { page, element } = await card(t, "release", 18);
  await element.getByRole("button", { name: "Yes…" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("ap");
  await page.keyboard.press("Enter");
  await element.getByText(/Approved by releaser, /).first().waitFor();
});

test("somebody who may not is told why, in Jenkins' words", async (t) => {
  const { element } = await card(t, "restricted", 1);
  await element.getByText("May be answered by admin").waitFor();
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.getByText("You may not answer this: You need to be admin to submit this.").first().waitFor();
  assert.equal(await element.getByRole("button", { name: "Proceed" }).getAttribute("aria-disabled"), "true");
});

test("decided elsewhere is an outcome, not an error", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10, { script: events });
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await sim.as("admin", "POST", "job/Test%20Workflow/10/input/2a3ce1d6fa76bea0f33be2685f406cac/proceedEmpty".replace("2a3ce1d6fa76bea0f33be2685f406cac", await id(sim, "Test%20Workflow", 10)));
  await element.getByText("This was decided elsewhere. Approved so far by admin.").first().waitFor();
  assert.deepEqual(await page.evaluate("heard"), ["settled"]);
  assert.equal(await element.locator(".error").count(), 0);
});

async function id(sim, job, run) {
  const { text } = await sim.as("releaser", "GET", `job/${job}/${run}/wfapi/pendingInputActions`);
  return JSON.parse(text)[0].id;
}

test("a lost answer is not followed by a second POST", async (t) => {
  const { sim, element } = await card(t, "Test Workflow", 10);
  await element.getByRole("button", { name: "Proceed" }).waitFor();
  await sim.fault({ method: "POST", pathContains: "/input/", kind: "lost_answer" });
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.locator("[part=outcome]").waitFor();
  assert.match(await element.locator("[part=outcome]").innerText(), /This was decided elsewhere/);
  assert.equal((await sim.posts()).length, 1);
});

test("another question than the one seen is refused", async (t) => {
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

test("several questions are several cards, and a shared name is left to Jenkins", async (t) => {
  const two = await card(t, "parallel inputs", 3);
  await two.element.getByRole("heading", { name: "Deploy to EU?" }).waitFor();
  await two.element.getByRole("heading", { name: "Deploy to US?" }).waitFor();
  const same = await card(t, "same message", 1);
  await same.element.getByText(/Two questions share one name/).first().waitFor();
  assert.equal(await same.element.getByRole("button").count(), 0);
});

test("texts from Jenkins do no harm", async (t) => {
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

test("a host page may say no before anything is sent", async (t) => {
  const { sim, page, element } = await card(t, "Test Workflow", 10, { script: `${events} globalThis.veto = "before-approve";` });
  await element.getByRole("button", { name: "Proceed" }).click();
  await page.waitForFunction("heard.length > 0");
  assert.deepEqual(await sim.posts(), []);
  assert.equal(await element.getByRole("button", { name: "Proceed" }).getAttribute("aria-disabled"), "false");
});

test("a secret left alone keeps its configured value", async (t) => {
  const { sim, element } = await card(t, "all kinds", 1);
  await element.getByRole("button", { name: "Send…" }).click();
  assert.equal(await element.getByLabel("PASS", { exact: true }).inputValue(), "");
  await element.getByRole("button", { name: "Send", exact: true }).click();
  await element.locator("[data-code=parameter_missing]").waitFor();
  await element.getByLabel("CRED", { exact: true }).fill("id-1");
  await element.getByLabel("RUN", { exact: true }).fill("quick#1");
  await element.getByRole("button", { name: "Send", exact: true }).click();
  await element.getByText(/Approved by releaser, /).first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});
