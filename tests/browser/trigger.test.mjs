// <jenkins-trigger>, the script tag, and the client itself in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, simulate, until, withTag } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function button(t, job, user = "releaser", script = "") {
  const sim = await simulate(withTag(`<jenkins-trigger url="/jenkins" job="${job}"></jenkins-trigger>`, script));
  t.after(() => sim.stop());
  const { page, complaints } = await open(browser, sim, "index.html", user);
  return { sim, page, element: page.locator("jenkins-trigger"), complaints };
}

test("a plain job runs on one click, and its result is shown", async (t) => {
  const { sim, element, complaints } = await button(t, "quick");
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByText("succeeded").first().waitFor();
  await element.getByRole("link", { name: "quick #1" }).waitFor();
  assert.equal((await sim.posts()).length, 1);
  assert.deepEqual(complaints, []);
});

test("a form with every kind, and values that arrive", async (t) => {
  const { sim, element } = await button(t, "kinds");
  await element.getByRole("button", { name: "Run…" }).click();
  await element.getByLabel("STR").fill("ä + b & c");
  await element.getByLabel("CHOICE").selectOption("b & c");
  await element.getByLabel("BOOL").uncheck();
  await element.getByRole("button", { name: "Run", exact: true }).click();
  await element.getByText("succeeded").first().waitFor();
  const { text } = await sim.as("releaser", "GET", "job/kinds/1/consoleText");
  assert.match(text, /STR=ä \+ b & c TRIM=t TEXT=l1\nl2 BOOL=false CHOICE=b & c/);
});

test("waiting in the queue says why, and can be cancelled", async (t) => {
  const { element } = await button(t, "slow queue");
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByText(/In the queue: There are no nodes/).waitFor();
  await element.getByRole("button", { name: "Cancel" }).click();
  await element.getByText("Taken from the queue.").first().waitFor();
});

test("a trigger that joins an item of the queue says so", async (t) => {
  const { sim, element } = await button(t, "quiet plain");
  await sim.as("releaser", "POST", "job/quiet%20plain/build");
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByText("Joined with an equal request that was waiting already.").first().waitFor();
  await element.getByRole("link", { name: "quiet plain #1" }).waitFor();
  await element.getByText("succeeded").first().waitFor();
});

test("one that another run blocks says so", async (t) => {
  const { sim, element } = await button(t, "single");
  await sim.as("releaser", "POST", "job/single/build");
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByText(/^Blocked: /).first().waitFor();
  await element.getByRole("button", { name: "Cancel" }).click();
  await element.getByText("Taken from the queue.").first().waitFor();
});

/** A trigger that has lost sight of its item of the queue. */
async function lost(t, job) {
  const all = await button(t, job);
  await all.element.getByRole("button", { name: "Run" }).click();
  await all.element.getByText("In the queue").first().waitFor();
  await all.sim.fault({ pathContains: "queue/item/", kind: "login_redirect" });
  await all.element.locator("[part=error]").waitFor();
  assert.equal(await all.element.getByRole("button", { name: "Run" }).count(), 0);
  return all;
}

test("an item of the queue that was lost sight of is looked for again, never triggered again", async (t) => {
  const { sim, element } = await lost(t, "quiet plain");
  await element.getByRole("button", { name: "Try again" }).click();
  await element.locator("[part=error]").waitFor({ state: "detached" });
  await element.getByRole("link", { name: "quiet plain #1" }).waitFor();
  await element.getByText("succeeded").first().waitFor();
  assert.equal((await sim.posts()).length, 1);
});

test("an item of the queue that was lost sight of can still be cancelled", async (t) => {
  const { sim, element } = await lost(t, "slow queue");
  await element.getByRole("button", { name: "Cancel" }).click();
  await element.getByText("Taken from the queue.").first().waitFor();
  await element.getByRole("button", { name: "Run" }).waitFor();
  assert.equal(await element.locator("[part=error]").count(), 0);
  assert.deepEqual((await sim.posts()).map(({ path }) => /build|cancelItem/.exec(path)[0]), ["build", "cancelItem"]);
});

test("before an item of the queue is cancelled the page is told of it, and of no run before", async (t) => {
  const { page, element } = await button(t, "quick", "releaser", 'globalThis.told = []; document.addEventListener("jenkins-before-stop", ({ detail }) => told.push(detail));');
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByText("succeeded").first().waitFor();
  await page.route("**/queue/item/*/api/json*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), _class: "hudson.model.Queue$WaitingItem", executable: null, why: "busy" } });
  });
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByRole("button", { name: "Cancel" }).click();
  await until(page, "told.length > 0");
  const [{ run, queueId, comment }] = await page.evaluate("told");
  assert.deepEqual([run, typeof queueId, comment], [null, "number", null]);
});

test("what is moved to another place in the page goes on: it is triggered once, and followed", async (t) => {
  const { sim, page, element } = await button(t, "quick");
  await element.getByRole("button", { name: "Run" }).waitFor();
  await sim.fault({ method: "POST", pathContains: "/build", kind: { slow: 1500 } });
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByRole("button", { name: "Sending…" }).waitFor();
  const move = () => page.evaluate(() => document.body.appendChild(document.createElement("div")).append(document.querySelector("jenkins-trigger")));
  await move();
  assert.ok(await element.getByRole("button", { name: "Sending…" }).isVisible());
  await element.getByText("succeeded").first().waitFor();
  await move();
  assert.ok(await element.getByRole("link", { name: "quick #1" }).isVisible());
  assert.equal((await sim.posts()).length, 1);
});

test("a running one can be stopped, once that is confirmed", async (t) => {
  const { page, element } = await button(t, "sleeper");
  await element.getByRole("button", { name: "Run" }).click();
  await element.getByRole("button", { name: "Stop" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Stop this run?").waitFor();
  assert.equal(await element.evaluate((host) => host.shadowRoot.activeElement.textContent.trim()), "Keep running");
  await dialog.getByRole("button", { name: "Stop" }).click();
  await element.getByText("aborted").first().waitFor();
  assert.ok(await element.evaluate((host) => host.shadowRoot.activeElement !== null), "the focus is not lost");
});

test("a stop that Jenkins has lost can be sent again", async (t) => {
  const { page, element } = await button(t, "sleeper");
  let stops = 0;
  await page.route("**/stop", (route) => ((stops += 1), stops === 1 ? route.fulfill({ status: 302, headers: { location: "/jenkins/job/sleeper/1/" } }) : route.continue()));
  await page.clock.install();
  await element.getByRole("button", { name: "Run" }).click();
  const stop = async () => {
    await element.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
  };
  await stop();
  await element.getByRole("button", { name: "Being stopped…" }).waitFor();
  await page.clock.runFor(16_000);
  await stop();
  await element.getByText("aborted").first().waitFor();
  assert.equal(stops, 2);
});

test("disabled, forbidden and missing jobs are told in words", async (t) => {
  const disabled = await button(t, "disabled");
  await disabled.element.getByText("This job is disabled.").waitFor();
  assert.equal(await disabled.element.getByRole("button", { name: "Run" }).getAttribute("aria-disabled"), "true");
  const forbidden = await button(t, "quick", "viewer");
  await forbidden.element.getByRole("button", { name: "Run" }).click();
  await forbidden.element.locator("[data-code=forbidden]").waitFor();
  await forbidden.element.getByText(/is missing the Job\/Build permission/).waitFor();
  const missing = await button(t, "nope");
  await missing.element.locator("[data-code=not_found]").waitFor();
});

test("the wasm is fetched when it is first needed, not before", async (t) => {
  const sim = await simulate({ "index.html": '<!doctype html><title>t</title><script type="module" src="bellpull.js"></script>' });
  t.after(() => sim.stop());
  const { page } = await open(browser, sim, "index.html", null);
  const wasm = [];
  page.on("request", (request) => request.url().includes("wasm") && wasm.push(request.url()));
  await page.reload({ waitUntil: "networkidle" });
  assert.deepEqual(wasm, []);
  await page.evaluate(async () => (await import("./bellpull.js")).Jenkins.name);
  assert.deepEqual(wasm, []);
  const call = (name, ...args) => page.evaluate(async ([name, args]) => new (await import("./bellpull.js")).Jenkins({ url: "/jenkins" })[name](...args), [name, args]);
  const files = () => wasm.splice(0).map((url) => url.replace(/.*\//, ""));
  await assert.rejects(call("call", { op: "describe", job: "quick" }));
  assert.deepEqual(files(), ["bellpull_buttons.js", "bellpull_buttons_bg.wasm"]);
  const who = await call("whoAmI");
  assert.equal(who.anonymous, true);
  assert.deepEqual(files(), ["bellpull_wasm.js", "bellpull_wasm_bg.wasm"]);
});

test("a signal gives up in flight and between requests", async (t) => {
  const { sim, page } = await button(t, "sleeper");
  const codes = await page.evaluate(async () => {
    const { Jenkins } = await import("./bellpull.js");
    const jenkins = new Jenkins({ url: "/jenkins" });
    const { run } = await jenkins.job("sleeper").trigger();
    const waiting = new AbortController();
    setTimeout(() => waiting.abort(), 300);
    const between = await jenkins.call({ op: "follow", job: "sleeper", run: run.number }, { signal: waiting.signal }).catch((error) => error.code);
    const thrown = await jenkins.call({ op: "follow", job: "sleeper", run: run.number }, { onEvent: () => { throw new RangeError("mine"); } }).catch((error) => error.name);
    return [between, thrown];
  });
  assert.deepEqual(codes, ["cancelled", "RangeError"]);
  await sim.fault({ pathContains: "whoAmI", kind: { slow: 20_000 } });
  const inFlight = await page.evaluate(async () => {
    const { Jenkins } = await import("./bellpull.js");
    return new Jenkins({ url: "/jenkins" }).whoAmI({ signal: AbortSignal.timeout(200) }).catch((error) => error.code);
  });
  assert.equal(inFlight, "cancelled");
});

test("an ended session is told, and a stale crumb is renewed", async (t) => {
  const { sim, page } = await button(t, "quick");
  await page.locator("jenkins-trigger").getByRole("button", { name: "Run" }).waitFor();
  await sim.fault({ method: "POST", pathContains: "/build", kind: "crumb_refused" });
  await page.locator("jenkins-trigger").getByRole("button", { name: "Run" }).click();
  await page.locator("jenkins-trigger").getByText("succeeded").first().waitFor();
  await sim.dropSessions();
  const code = await page.evaluate(async () => {
    const { Jenkins } = await import("./bellpull.js");
    return new Jenkins({ url: "/jenkins" }).job("quick").trigger().catch((error) => error.code);
  });
  assert.equal(code, "login_required");
});

test("a page on another origin cannot call Jenkins, and is told what to do", async (t) => {
  const { sim, page } = await button(t, "quick");
  const other = await simulate({ "index.html": "<!doctype html><title>t</title>" }, { csp: "default-src * 'unsafe-eval'" });
  t.after(() => other.stop());
  await page.goto(`${other.origin}/index.html`);
  const error = await page.evaluate(async (url) => {
    const { Jenkins } = await import("./bellpull.js");
    return new Jenkins({ url }).job("quick").describe({ signal: AbortSignal.timeout(25_000) }).catch((e) => ({ code: e.code, remedy: e.remedy }));
  }, `${sim.origin}/jenkins`);
  assert.equal(error.code, "network");
  assert.match(error.remedy, /another origin/);
});

test("what is wrong with a field is told before anything is sent, and progress against the estimate is native", async (t) => {
  const { sim, page, element } = await button(t, "kinds");
  await element.getByRole("button", { name: "Run…" }).click();
  await element.getByLabel("RUN").fill("nonsense");
  await element.getByRole("button", { name: "Run", exact: true }).click();
  await element.locator(".summary").getByText("Please name a run, such as deploy#42.").waitFor();
  assert.equal(await element.evaluate((host) => host.shadowRoot.activeElement.className), "summary");
  assert.deepEqual(await sim.posts(), []);
  await page.evaluate(() => document.querySelector("jenkins-trigger").setAttribute("job", "sleeper"));
  await element.getByRole("button", { name: "Run", exact: true }).click();
  await element.locator("progress").waitFor();
  assert.ok(await element.getByRole("progressbar", { name: "Progress" }).isVisible());
});

/** A client whose run is what a test says, by `tell`. */
const ENGINE = `
import { Jenkins, JenkinsError } from "./bellpull.js";
const view = (more) => ({ job: "x", run: 7, url: "", inputsUrl: "", status: { word: "running", raw: null }, building: true, result: null, displayName: null, description: null, queueId: null, startTimeMillis: null, durationMillis: null, estimatedDurationMillis: null, stages: [], stagesSource: null, inputs: [], inputsSource: null, causes: [], approvers: [], ...more });
const engine = {
  async call({ op }, { onEvent, signal }) {
    if (op === "describe") return { job: "x", url: "", displayName: null, description: null, buildable: true, inQueue: false, parameters: [] };
    if (op === "trigger") return { state: "started", queueId: 1, run: 7, merged: false, mergedWith: [], why: null };
    globalThis.tell = (more) => onEvent({ event: "run", view: view(more) });
    await new Promise((resolve, reject) => signal.addEventListener("abort", () => reject(JenkinsError.cancelled(null))));
  },
};
document.querySelector("jenkins-trigger").client = new Jenkins({ url: "/jenkins", engine });
`;

test("where Jenkins does not tell how long a run has been, progress is by its start, and does not fall back", async (t) => {
  const { page, element } = await button(t, "x", "releaser", ENGINE);
  await element.getByRole("button", { name: "Run" }).click();
  const stages = ["Build", "Deploy"].map((name, at) => ({ id: String(at), name, parent: null, branch: false, status: { word: "running", raw: null }, startTimeMillis: null, durationMillis: 0, pauseDurationMillis: 0, error: null }));
  const told = async (startTimeMillis, count) => {
    await until(page, "Boolean(globalThis.tell)");
    await page.evaluate((more) => tell(more), { startTimeMillis, estimatedDurationMillis: 600_000, stages: stages.slice(0, count) });
    await element.locator(`ol.stages li:nth-child(${count})`).waitFor();
    return element.locator("progress").evaluate((node) => node.value);
  };
  const began = Date.now() - 300_000;
  const first = await told(began, 1);
  assert.ok(first >= 300_000, String(first));
  assert.ok((await told(began, 2)) >= first);
  assert.equal(await told(Date.now() + 60_000, 1), 0, "a clock that is ahead");
});

test("a file goes to Jenkins with its progress", async (t) => {
  const { page, element, complaints } = await button(t, "freestyle params");
  await element.getByRole("button", { name: "Run…" }).click();
  await page.evaluate(() => {
    globalThis.seen = [];
    const root = document.querySelector("jenkins-trigger").shadowRoot;
    new MutationObserver(() => seen.push(root.querySelector("progress[max='1']")?.value)).observe(root, { subtree: true, childList: true, characterData: true });
  });
  await element.getByLabel("FILE").setInputFiles({ name: "some.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(4 << 20) });
  await element.getByRole("button", { name: "Run", exact: true }).click();
  await element.getByText("succeeded").first().waitFor();
  const seen = (await page.evaluate("seen")).filter((value) => typeof value === "number");
  assert.ok(seen.length > 0 && Math.max(...seen) === 1, seen.join());
  assert.deepEqual(complaints, []);
});
