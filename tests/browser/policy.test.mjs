// What a gateway's policy asks of the elements: known beforehand, comments, votes, whose decision it was.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk } from "./desk.mjs";
import { launch } from "./harness.mjs";

const LOOK = { name: "look", jobs: [{ glob: "**" }], verbs: ["describe", "status", "follow", "log"], who: [{ everybody: true }] };
const RELEASE = { name: "release", jobs: [{ glob: "**" }], verbs: ["trigger", "approve", "abort", "stop"], who: [{ group: "release" }] };

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("6: a comment that the policy requires is asked for, and goes to the audit record", async (t) => {
  const { open, paused, card, records, sim } = await desk(t, browser, "", { rules: [LOOK, { ...RELEASE, comment: "required" }] });
  const { page, complaints } = await open("ann");
  const element = await card(page, await paused());
  await element.getByRole("button", { name: "Proceed…" }).click();
  await element.getByRole("button", { name: "Proceed", exact: true }).click();
  await element.locator(".summary", { hasText: "Please correct one field:" }).waitFor();
  assert.equal(await element.evaluate((host) => host.shadowRoot.activeElement.className), "summary");
  assert.deepEqual(await sim.posts(), []);
  await element.getByLabel("Comment").fill("ticket 4711");
  await element.getByRole("button", { name: "Proceed", exact: true }).click();
  await element.getByText(/Approved by Ann/).first().waitFor();
  assert.deepEqual(records.filter((r) => r.phase === "done").map((r) => [r.verb, r.comment]), [["approve", "ticket 4711"]]);
  assert.deepEqual(complaints, []);
});

test("6: a comment on an abort stands in its dialog; an optional one may be left out", async (t) => {
  const { open, paused, card, records } = await desk(t, browser, "", { rules: [LOOK, { ...RELEASE, comment: "optional" }] });
  const { page } = await open("ann");
  const element = await card(page, await paused());
  await element.getByRole("button", { name: "Abort" }).click();
  await page.getByRole("dialog").getByLabel("Comment").fill("wrong version");
  await page.getByRole("dialog").getByRole("button", { name: "Abort" }).click();
  await element.getByText(/^Aborted/).first().waitFor();
  assert.deepEqual(records.filter((r) => r.phase === "done").map((r) => [r.verb, r.comment]), [["abort", "wrong version"]]);
  await element.evaluate((node) => node.remove());
  const other = await card(page, await paused());
  await other.getByRole("button", { name: "Proceed…" }).click();
  await other.getByRole("button", { name: "Proceed", exact: true }).click();
  await other.getByText(/Approved by Ann/).first().waitFor();
});

/** A page with the trigger of a job, which Ann has pressed, for the reason that the policy wants. */
async function begun(t, job, rule = {}) {
  const all = await desk(t, browser, `<jenkins-trigger gateway="/gateway" job="${job}"></jenkins-trigger>`, { rules: [LOOK, { ...RELEASE, ...rule }] });
  const { page, complaints } = await all.open("ann");
  const element = page.locator("jenkins-trigger");
  await element.getByRole("button", { name: "Run" }).click();
  if (rule.comment) {
    await element.getByLabel("Comment").fill("ticket 1");
    await element.getByRole("button", { name: "Run", exact: true }).click();
  }
  return { ...all, page, element, complaints };
}

for (const [job, name, verb, became] of [["sleeper", "Stop", "stop", "aborted"], ["slow queue", "Cancel", "cancel", "Taken from the queue."]]) {
  test(`6: a comment that the policy requires is asked for before ${name}, too`, async (t) => {
    const { page, element, sim, records } = await begun(t, job, { comment: "required" });
    await element.getByRole("button", { name }).waitFor();
    await sim.forget();
    await element.getByRole("button", { name }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name }).click();
    await dialog.getByText("Please say why.").waitFor();
    assert.equal(await element.evaluate((host) => host.shadowRoot.activeElement.id), "confirm-comment");
    assert.deepEqual(await sim.posts(), []);
    await dialog.getByLabel("Comment").fill("wrong version");
    await dialog.getByRole("button", { name }).click();
    await element.getByText(became).first().waitFor();
    assert.deepEqual(records.filter((r) => r.phase === "done").map((r) => [r.verb, r.comment]), [["trigger", "ticket 1"], [verb, "wrong version"]]);
  });
}

test("a stop that is refused is told, and Stop is there to be pressed again while the run is followed", async (t) => {
  const { page, element, sim } = await begun(t, "sleeper");
  await element.getByText("running").first().waitFor();
  await sim.fault({ method: "POST", pathContains: "/stop", kind: { status: 500 } });
  const stop = async () => {
    await element.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
  };
  await stop();
  await element.locator("[part=error]").waitFor();
  assert.equal(await element.evaluate((host) => host.shadowRoot.activeElement.className), "summary");
  assert.equal(await element.getByRole("status").innerText(), await element.locator("p.error").innerText());
  assert.equal(await element.getByRole("button", { name: "Try again" }).count(), 0);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.waitForTimeout(500);
  assert.equal(await element.locator("[part=error]").count(), 1, "the run is followed anew, and the error stays");
  await stop();
  await element.getByText("aborted").first().waitFor();
  assert.equal(await element.locator("[part=error]").count(), 0);
});

test("whose session ends while a run waits in the queue is offered no second run, and can cancel it once signed in", async (t) => {
  const { page, element, sim } = await begun(t, "slow queue");
  await element.getByText(/In the queue: /).waitFor();
  await page.route("**/gateway", (route) => (route.request().postDataJSON().op === "queue" ? route.fulfill({ status: 401, json: { error: { code: "not_signed_in", message: "Nobody is signed in." } } }) : route.continue()));
  await element.locator("[data-code=not_signed_in]").waitFor();
  assert.equal(await element.getByRole("button", { name: "Run" }).count(), 0);
  await page.unroute("**/gateway");
  await element.getByRole("button", { name: "Cancel" }).click();
  await element.getByText("Taken from the queue.").first().waitFor();
  assert.deepEqual((await sim.posts()).map(({ path }) => /build|cancelItem/.exec(path)[0]), ["build", "cancelItem"]);
});

test("whose session ends while a run waits in the queue sees it again once signed in, and triggers nothing again", async (t) => {
  const { page, element, sim } = await begun(t, "quiet plain");
  await element.getByText(/In the queue: /).waitFor();
  await page.route("**/gateway", (route) => (route.request().postDataJSON().op === "queue" ? route.fulfill({ status: 401, json: { error: { code: "not_signed_in", message: "Nobody is signed in." } } }) : route.continue()));
  await element.locator("[data-code=not_signed_in]").waitFor();
  await page.unroute("**/gateway");
  await element.getByRole("button", { name: "Try again" }).click();
  await element.getByText("quiet plain #1").first().waitFor();
  await element.getByText("succeeded").first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("4: a policy can want an approval confirmed", async (t) => {
  const { open, paused, card, sim } = await desk(t, browser, "", { rules: [LOOK, { ...RELEASE, confirm: true }] });
  const { page } = await open("ann");
  const element = await card(page, await paused());
  await element.getByRole("button", { name: "Proceed" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Go on?").waitFor();
  assert.deepEqual(await sim.posts(), []);
  await dialog.getByRole("button", { name: "Proceed" }).click();
  await element.getByText(/Approved by Ann/).first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("3: two have to approve: a vote is counted in words, once, and the second one lets the run go on", async (t) => {
  const { open, paused, card, sim } = await desk(t, browser, "", { rules: [LOOK, { ...RELEASE, quorum: 2 }] });
  const run = await paused();
  const [ann, ben] = await Promise.all(["ann", "ben"].map(open));
  const first = await card(ann.page, run);
  await first.getByText("2 people have to approve").waitFor();
  await ann.page.evaluate(() => document.addEventListener("jenkins-settled", ({ detail }) => (globalThis.settled = detail.outcome)));
  await first.getByRole("button", { name: "Proceed" }).click();
  await first.locator("[part=reason]", { hasText: "Your approval counts: 1 of 2. One more person has to approve." }).waitFor();
  assert.equal(await ann.page.evaluate("settled"), "counted");
  assert.equal(await first.getByRole("button", { name: "Proceed" }).getAttribute("aria-disabled"), "true");
  assert.equal(await first.evaluate((host) => host.shadowRoot.activeElement.textContent.trim()), "Proceed", "the focus stays");
  assert.deepEqual(await sim.posts(), []);
  await ann.page.reload();
  await (await card(ann.page, run)).getByText(/Your approval counts: 1 of 2/).first().waitFor();
  const second = await card(ben.page, run);
  await second.getByRole("button", { name: "Proceed" }).click();
  await second.getByText(/Approved by Ben/).first().waitFor();
  await ann.page.locator("jenkins-approve").getByText(/Approved by Ben/).first().waitFor();
});

test("3: who started a run may not approve it, but abort it, and is told why", async (t) => {
  const { open, card, jenkins } = await desk(t, browser, '<jenkins-trigger gateway="/gateway" job="Test Workflow"></jenkins-trigger>', { rules: [LOOK, { ...RELEASE, selfApproval: "forbidden", verbs: ["approve"] }, { ...RELEASE, name: "rest", verbs: ["trigger", "abort", "stop"] }] });
  const { page } = await open("ann");
  await page.locator("jenkins-trigger").getByRole("button", { name: "Run" }).click();
  await page.locator("jenkins-trigger").getByText("Waiting for a decision.").waitFor();
  const { lastBuild } = await jenkins.call({ op: "job", job: "Test Workflow", tree: "lastBuild[number]" });
  const element = await card(page, lastBuild.number);
  await element.getByText("You may not decide this: Whoever started a run may not approve it.").waitFor();
  await element.getByText("Started by Ann").waitFor();
  const button = element.getByRole("button", { name: "Proceed" });
  const why = await button.evaluate((node) => node.getRootNode().getElementById(node.getAttribute("aria-describedby")).textContent);
  assert.match(why, /Whoever started/);
  await button.focus();
  await page.keyboard.press("Enter");
  assert.match(await element.getByRole("status").innerText(), /Whoever started/);
  assert.equal(await element.getByRole("button", { name: "Abort" }).getAttribute("aria-disabled"), "false");
});

test("2: through a gateway no card says that anybody may decide, for the policy does", async (t) => {
  const { open, paused, card } = await desk(t, browser, "", { rules: [LOOK, RELEASE] });
  const run = await paused();
  for (const person of ["ann", "eve"]) {
    const { page } = await open(person);
    const element = await card(page, run);
    await element.getByRole("button", { name: "Proceed" }).waitFor();
    assert.doesNotMatch(await element.locator("[part=facts]").innerText(), /may decide/);
  }
});

/** The gateway refuses for the time being, in all that it tells of what may be done, until it is told otherwise. */
async function frozen(page) {
  const state = { refused: true, asked: 0 };
  await page.route("**/gateway", async (route) => {
    if (route.request().postDataJSON().op !== "describe") return route.continue();
    state.asked += 1;
    const response = await route.fetch();
    const told = await response.json();
    const { mayI } = told.outcome;
    const all = [mayI.trigger, mayI.stop, ...(mayI.inputs ?? []).flatMap(({ approve, abort }) => [approve, abort])];
    if (state.refused) for (const may of all) Object.assign(may, { allowed: false, code: "outside_window", reason: "closed" });
    await route.fulfill({ response, json: told });
  });
  await page.clock.install();
  return state;
}

test("3: what is refused at this time alone is asked for again after a minute, without a word", async (t) => {
  const { open, paused, card } = await desk(t, browser, "", { rules: [LOOK, RELEASE] });
  const run = await paused();
  const { page } = await open("ann");
  const state = await frozen(page);
  const element = await card(page, run);
  await element.getByText("You may not decide this: This is not allowed at this time.").waitFor();
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("jenkins-trigger"), { gateway: "/gateway", job: "Test Workflow" })));
  const button = page.locator("jenkins-trigger").getByRole("button", { name: "Run" });
  await page.locator("jenkins-trigger").getByText("This is not allowed at this time.").waitFor();
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  const { asked } = state;
  await page.clock.runFor(50_000);
  assert.equal(state.asked, asked);
  state.refused = false;
  await page.clock.runFor(15_000);
  await element.locator("[part=approve][aria-disabled=false]").waitFor();
  await page.locator("jenkins-trigger [part=trigger][aria-disabled=false]").waitFor();
  assert.equal(await element.getByRole("status").innerText(), "");
  assert.equal(state.asked, asked + 2);
  await page.clock.runFor(150_000);
  assert.equal(state.asked, asked + 2, "what is allowed is not asked for again");
  await element.getByRole("button", { name: "Proceed" }).click();
  await element.getByText(/Approved by Ann/).first().waitFor();
});

test("9: who comes second is shown the same outcome with the right name", async (t) => {
  const { open, paused, card } = await desk(t, browser, "", { rules: [LOOK, RELEASE] });
  const run = await paused();
  const [ann, ben] = await Promise.all(["ann", "ben"].map(open));
  const [first, second] = [await card(ann.page, run), await card(ben.page, run)];
  await second.getByRole("button", { name: "Proceed" }).waitFor();
  let decided;
  const settled = new Promise((resolve) => (decided = resolve));
  await ben.page.route("**/gateway", async (route) => {
    if (route.request().postDataJSON().op === "approve") await settled;
    await route.continue();
  });
  await second.getByRole("button", { name: "Proceed" }).click();
  await first.getByRole("button", { name: "Abort" }).click();
  await ann.page.getByRole("dialog").getByRole("button", { name: "Abort" }).click();
  await first.locator("[part=outcome]").waitFor();
  decided();
  await second.getByText(/^Aborted by Ann, /).first().waitFor();
  assert.equal(await second.locator(".error").count(), 0);
});

test("a trigger that the policy does not allow says so beforehand, and stop is not there for those who may not", async (t) => {
  const { open } = await desk(t, browser, '<jenkins-trigger gateway="/gateway" job="sleeper"></jenkins-trigger>', { rules: [LOOK, { ...RELEASE, verbs: ["trigger"] }] });
  const eve = await open("eve");
  const element = eve.page.locator("jenkins-trigger");
  await element.getByText("You are not among those who may do this.").waitFor();
  assert.equal(await element.getByRole("button", { name: "Run" }).getAttribute("aria-disabled"), "true");
  const ann = await open("ann");
  const hers = ann.page.locator("jenkins-trigger");
  await hers.getByRole("button", { name: "Run" }).click();
  await hers.getByText("running").first().waitFor();
  await hers.locator("ol.stages").waitFor();
  assert.equal(await hers.getByRole("button", { name: "Stop" }).count(), 0);
});

test("a file goes through the gateway with its progress, and one that is too large is refused before it is sent", async (t) => {
  const { open } = await desk(t, browser, '<jenkins-trigger gateway="/gateway" job="freestyle params"></jenkins-trigger>', { rules: [LOOK, RELEASE], limits: { bodyBytes: 8 << 20 } });
  const { page, complaints } = await open("ann");
  const element = page.locator("jenkins-trigger");
  await element.getByRole("button", { name: "Run…" }).click();
  await element.getByLabel("FILE").setInputFiles({ name: "big.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(7 << 20) });
  await element.getByRole("button", { name: "Run", exact: true }).click();
  await element.locator(".summary", { hasText: "The file is larger than 6.3 MB." }).waitFor();
  await page.evaluate(() => {
    globalThis.seen = [];
    const root = document.querySelector("jenkins-trigger").shadowRoot;
    new MutationObserver(() => seen.push(root.querySelector("progress[max='1']")?.value)).observe(root, { subtree: true, childList: true, characterData: true });
  });
  await element.getByLabel("FILE").setInputFiles({ name: "small.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(4 << 20) });
  await element.getByRole("button", { name: "Run", exact: true }).click();
  await element.getByText("succeeded").first().waitFor();
  const seen = (await page.evaluate("seen")).filter((value) => typeof value === "number");
  assert.ok(seen.length > 0 && Math.max(...seen) === 1, seen.join());
  assert.deepEqual(complaints, []);
});
