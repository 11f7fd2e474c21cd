// <jenkins-run> in a real browser, directly: stages, their logs, what waits, artifacts and changes, in each state.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, paused, root, simulate, until } from "./harness.mjs";

const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'";
const { users } = JSON.parse(await readFile(join(root, "crates/sim/scenarios/builtin.json"), "utf8"));
const commit = (id, author, message) => ({ id: id.padEnd(40, "0"), author, email: `${author}@example.com`, message, at: 1795165500000, paths: ["a.txt"] });
const say = (echo) => ({ echo });
const LONG = "end to end in a real browser with a name that is long";

const JOBS = [
  {
    name: "Ops Team/ship",
    nextNumber: 42,
    changes: [{ run: 42, commits: [commit("6e1e8d9d", "Ada", "Add <b>one</b> (#12)\n\nmore"), commit("957c800e", "ben", "Fix zwei")] }],
    script: [
      { node: [
        { stage: "Build", steps: [{ echo: "\u001b[32mbuilding\u001b[0m" }, { sh: "echo made", millis: 60 }] },
        { stage: "Test", steps: [{ parallel: [
          { name: "unit", steps: [say("unit tests")] },
          { name: LONG, steps: [{ stage: "prepare", steps: [say("preparing")] }, { stage: "drive", steps: [say("driving"), { catchError: [{ fail: "boom" }] }] }] },
          { name: "lint", steps: [{ unstable: "flaky" }] },
        ] }] },
        { stage: "Archive", steps: [{ archive: [{ path: "dist/app+1.bin", size: 1000 }, { path: "out/report one.txt", text: "report\n" }] }] },
        { stage: "Approve", steps: [{ input: { id: "Ship", message: "Ship it to production?", ok: "Ship it" } }] },
        { stage: "Deploy", steps: [say("deploying"), { sleep: 1500 }, say("deployed")] },
      ] },
    ],
  },
  { name: "many", script: Array.from({ length: 30 }, (_, n) => ({ stage: `Stage ${n}`, steps: [say(`${n}`)] })) },
  { name: "bare", script: [say("no stages")] },
  { name: "hostile", script: [{ stage: `<img src=x onerror=alert(1)>\u202e${"x".repeat(100_000)}`, steps: [say("<script>alert(1)</script>")] }, { stage: "ok", steps: [say("fine")] }] },
  { name: "endless", script: [{ stage: "Wait", steps: [say("waiting"), { sleep: 600000 }] }] },
];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A page with the view of a run, in a Jenkins with these plugins. */
async function view(t, job, run, { plugins = { graphView: "stages" }, wait, user = "releaser", html = 'lang="en"', context, start = true, tag, script } = {}) {
  const element = tag ?? `<jenkins-run url="/jenkins" job="${job}" run="${run}"></jenkins-run>`;
  const files = {
    "index.html": `<!doctype html><html ${html}><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>t</title><script type="module" src="bellpull.js"></script>${script ? '<script type="module" src="page.js"></script>' : ""}<body>${element}</body></html>`,
    ...(script ? { "page.js": script } : {}),
  };
  const sim = await simulate(files, { scenario: { context: "/jenkins", users, plugins, jobs: JOBS }, csp: CSP });
  t.after(() => sim.stop());
  if (wait) await paused(sim, job, run);
  else if (start) await sim.as("releaser", "POST", `${job.split("/").map((name) => `job/${encodeURIComponent(name)}`).join("/")}/build`);
  const opened = await open(browser, sim, "index.html", user, context);
  t.after(() => opened.context.close());
  return { sim, ...opened, element: opened.page.locator("jenkins-run") };
}

const stage = (element, name) => element.getByRole("button", { name: new RegExp(`^${name},`) });
const inside = (page, expression) => page.evaluate(`(() => { const root = document.querySelector("jenkins-run").shadowRoot; return ${expression}; })()`);
const focused = (page) => inside(page, 'root.activeElement?.dataset.id ? root.activeElement.getAttribute("aria-label").split(",")[0] : root.activeElement?.textContent.trim()');

test("stages stand in the order of the pipeline, branches below each other, each with shape, word and time", async (t) => {
  const { page, element, complaints } = await view(t, "Ops Team/ship", 42, { wait: true });
  await stage(element, "Approve").waitFor();
  const names = ["Build", "Test", "unit", LONG, "prepare", "drive", "lint", "Archive", "Approve"];
  const boxes = {};
  for (const name of names) boxes[name] = await stage(element, name).boundingBox();
  const right = (one, other) => assert.ok(boxes[other].x >= boxes[one].x + boxes[one].width, `${other} is behind ${one}`);
  const below = (one, other) => assert.ok(boxes[other].y >= boxes[one].y + boxes[one].height && Math.abs(boxes[other].x - boxes[one].x) < 1, `${other} is below ${one}`);
  right("Build", "Test");
  right("Test", "unit");
  below("unit", LONG);
  below(LONG, "lint");
  right(LONG, "prepare");
  right("prepare", "drive");
  right("drive", "Archive");
  right("Archive", "Approve");
  const how = async (name) => [await stage(element, name).locator(".how").textContent(), await stage(element, name).locator("svg").getAttribute("class")].map((text) => text.replace(/ · .*/, ""));
  assert.deepEqual([await how("Build"), await how("drive"), await how("lint"), await how("Approve")], [["succeeded", "succeeded"], ["failed", "failed"], ["unstable", "failed"], ["waiting", "waiting"]]);
  await element.getByRole("link", { name: "Ops Team/ship #42" }).first().waitFor();
  // A long name keeps its end, and is whole on focus and below the pointer.
  assert.match(await stage(element, LONG).locator(".end").textContent(), /s long$/);
  await stage(element, LONG).hover();
  assert.match(await element.locator(".detail").innerText(), new RegExp(`^${LONG} · failed`));
  await stage(element, "Build").focus();
  assert.match(await element.locator(".detail").innerText(), /^Build · succeeded/);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true, "the page does not scroll");
  // The browser itself reports what this server does not have.
  assert.deepEqual(complaints.filter((text) => !text.includes("404")), []);
});

test("by arrow keys from stage to stage, one of them by Tab; Enter opens its log", async (t) => {
  const { page, element } = await view(t, "Ops Team/ship", 42, { wait: true });
  await stage(element, "Approve").waitFor();
  assert.equal(await inside(page, 'root.querySelectorAll("button.stage[tabindex=\\"0\\"]").length'), 1);
  await stage(element, "Build").focus();
  const path = [];
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowDown", "End", "Home"]) {
    await page.keyboard.press(key);
    path.push(await focused(page));
  }
  assert.deepEqual(path, ["Test", "unit", LONG, "prepare", LONG, "lint", "Approve", "Build"]);
  assert.equal(await inside(page, 'root.querySelector("button.stage[tabindex=\\"0\\"]").getAttribute("aria-label").split(",")[0]'), "Build");
  await page.keyboard.press("Enter");
  assert.equal(await stage(element, "Build").getAttribute("aria-expanded"), "true");
  await element.getByRole("log", { name: "Log of Build" }).waitFor();
  await element.getByText("made", { exact: true }).waitFor();
  await element.locator("jenkins-log .f3", { hasText: "building" }).waitFor();
  assert.equal(await focused(page), "Build", "the focus stays where it was");
  assert.equal(await element.getByText("unit tests").count(), 0, "of this stage alone");
  await page.keyboard.press("Enter");
  assert.equal(await stage(element, "Build").getAttribute("aria-expanded"), "false");
});

test("a stage's log has those within it, and the whole log is one press away", async (t) => {
  const { element } = await view(t, "Ops Team/ship", 42, { wait: true });
  await stage(element, "Test").click();
  for (const text of ["unit tests", "preparing", "driving"]) await element.getByText(text, { exact: true }).waitFor();
  await element.getByRole("button", { name: "Whole log" }).click();
  await element.getByRole("log", { name: "Log", exact: true }).waitFor();
  await element.getByText("Ship it or Abort", { exact: true }).waitFor();
});

test("what waits is decided in place, and the run is followed to its end", async (t) => {
  const { sim, page, element } = await view(t, "Ops Team/ship", 42, { wait: true });
  await page.evaluate(() => document.addEventListener("jenkins-run", (event) => ((globalThis.words ??= []).push(event.detail.view.status.word))));
  await stage(element, "Approve").waitFor();
  const card = element.locator("jenkins-approve");
  await card.getByRole("heading", { name: "Ship it to production?" }).waitFor();
  await card.getByRole("button", { name: "Ship it" }).click();
  await card.getByText(/Approved by releaser/).first().waitFor();
  await stage(element, "Deploy").click();
  await element.getByText("deploying", { exact: true }).waitFor();
  await element.getByText("deployed", { exact: true }).waitFor({ timeout: 15_000 });
  await element.getByText("complete").waitFor({ timeout: 15_000 });
  await element.locator(".run-title", { hasText: "failed" }).or(element.locator(".run-title", { hasText: "unstable" })).waitFor();
  assert.equal((await sim.posts()).length, 1);
  const words = await page.evaluate("words");
  assert.ok(["failure", "unstable"].includes(words.at(-1)), words.join());
  assert.ok(await card.getByText(/Approved by releaser/).first().isVisible(), "its outcome stays");
});

test("artifacts are links, changes have authors; of neither there may be any", async (t) => {
  const { element } = await view(t, "Ops Team/ship", 42, { wait: true });
  await element.getByRole("button", { name: "Artifacts" }).click();
  const link = element.getByRole("link", { name: "app+1.bin" });
  assert.match(await link.getAttribute("href"), /^http:\/\/127\.0\.0\.1:\d+\/jenkins\/job\/Ops%20Team\/job\/ship\/42\/artifact\/dist\/app\+1\.bin$/);
  await element.getByText("out/report one.txt").waitFor();
  await element.getByRole("button", { name: "Changes" }).click();
  await element.getByText("Add <b>one</b> (#12)", { exact: true }).waitFor();
  await element.getByText("6e1e8d9d").waitFor();
  await element.getByText(/^Ada, /).or(element.locator(".hint", { hasText: "Ada" })).first().waitFor();
  const bare = await view(t, "bare", 1);
  await bare.element.getByText("This run has no stages.").waitFor();
  await bare.element.getByRole("button", { name: "Artifacts" }).click();
  await bare.element.getByText("This run has archived nothing.").waitFor();
  await bare.element.getByRole("button", { name: "Changes" }).click();
  await bare.element.getByText("Nothing has changed since the run before.").waitFor();
  await bare.element.getByRole("button", { name: "Log" }).click();
  await bare.element.getByText("no stages", { exact: true }).waitFor();
});

test("what fails is told where it failed, and may be tried again", async (t) => {
  const { sim, element, page } = await view(t, "bare", 1);
  await element.getByText("This run has no stages.").waitFor();
  await sim.fault({ pathContains: "artifacts", kind: { status: 403 }, times: 9 });
  await element.getByRole("button", { name: "Artifacts" }).click();
  await element.getByText("You are not signed in to Jenkins, or no longer. Sign in and try again.").waitFor();
  await sim.fault({ pathContains: "changeSets", kind: { status: 404 } });
  await element.getByRole("button", { name: "Changes" }).click();
  await element.locator("[data-code=not_found]").waitFor();
  await element.getByRole("button", { name: "Try again" }).click();
  await element.getByText("Nothing has changed since the run before.").waitFor();
  await page.evaluate("document.querySelector('jenkins-run').run = 99");
  await element.locator("[data-code=not_found]").waitFor();
  await page.evaluate("document.querySelector('jenkins-run').run = 1");
  await element.getByText("This run has no stages.").waitFor();
  const nobody = await view(t, "bare", 1, { user: null });
  await nobody.element.locator("[data-code=login_required]").waitFor();
});

test("moved to another place in the page it keeps what is open, and goes on", async (t) => {
  const { page, element } = await view(t, "endless", 1);
  await stage(element, "Wait").click();
  await element.getByText("waiting", { exact: true }).first().waitFor();
  await page.evaluate(() => document.body.appendChild(document.createElement("div")).append(document.querySelector("jenkins-run")));
  await page.waitForTimeout(500);
  assert.equal(await stage(element, "Wait").getAttribute("aria-expanded"), "true");
  assert.ok(await element.locator("jenkins-log").isVisible());
  const took = await inside(page, "root.querySelector('.run-title').textContent");
  await until(page, (before) => document.querySelector("jenkins-run").shadowRoot.querySelector(".run-title").textContent !== before, took);
});

test("a number that is given later than all else is shown, by run view and log alike", async (t) => {
  const { page, complaints } = await view(t, "bare", 1, { tag: "<p>nothing yet</p>" });
  for (const [tag, words] of [["jenkins-run", "This run has no stages."], ["jenkins-log", "no stages"]]) {
    await page.evaluate((name) => document.body.append(Object.assign(document.createElement(name), { url: "/jenkins", job: "bare", run: undefined })), tag);
    await until(page, (name) => document.querySelector(name).shadowRoot.adoptedStyleSheets.length > 0, tag);
    await page.waitForTimeout(700);
    await page.evaluate((name) => (document.querySelector(name).run = 1), tag);
    await page.locator(tag).getByText(words, { exact: true }).first().waitFor();
  }
  assert.deepEqual(complaints, []);
});

test("a long pipeline scrolls inside, shows what goes on, and is reached by keys", async (t) => {
  const { page, element } = await view(t, "many", 1);
  await stage(element, "Stage 29").waitFor();
  await element.locator(".run-title", { hasText: "succeeded" }).waitFor();
  const row = element.locator(".row");
  assert.equal(await row.getAttribute("tabindex"), "0");
  assert.ok(await inside(page, 'root.querySelector(".row").scrollWidth > root.querySelector(".row").clientWidth * 3'));
  assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
  await stage(element, "Stage 0").focus();
  await page.keyboard.press("End");
  assert.equal(await focused(page), "Stage 29");
  await until(page, () => {
    const root = document.querySelector("jenkins-run").shadowRoot;
    const [seen, there] = [root.querySelector(".row").getBoundingClientRect(), root.activeElement.getBoundingClientRect()];
    return there.left >= seen.left && there.right <= seen.right + 1;
  });
  assert.equal(await page.evaluate("scrollX"), 0);
});

test("names with markup, bidi controls and 100 KB do no harm", async (t) => {
  const { page, element, complaints } = await view(t, "hostile", 1);
  await stage(element, "ok").waitFor();
  assert.equal(await inside(page, 'root.querySelectorAll("img, script").length'), 0);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
  const [one, two] = [await element.locator("button.stage").first().boundingBox(), await stage(element, "ok").boundingBox()];
  assert.deepEqual([one.width, one.height], [two.width, two.height]);
  await element.locator("button.stage").first().click();
  await element.getByText("<script>alert(1)</script>", { exact: true }).waitFor();
  assert.ok((await element.boundingBox()).height < 1200);
  assert.deepEqual(complaints.filter((text) => !text.includes("404")), []);
});

test("with wfapi, Blue Ocean or core alone the stages and their logs are there too", async (t) => {
  for (const plugins of [{ wfapi: true, blueOcean: false }, { wfapi: false, blueOcean: true }, { wfapi: false, blueOcean: false }]) {
    const { element } = await view(t, "many", 1, { plugins });
    await stage(element, "Stage 3").waitFor();
    await stage(element, "Stage 3").click();
    await element.locator("jenkins-log .text", { hasText: /^3$/ }).waitFor();
  }
});

test("from right to left, narrow, zoomed and in forced colours it reads like the pipeline and keeps within the page", async (t) => {
  const rtl = await view(t, "Ops Team/ship", 42, { wait: true, html: 'lang="ar" dir="rtl"' });
  await rtl.element.locator("button.stage").nth(8).waitFor();
  const [first, second] = [await rtl.element.locator("button.stage").nth(0).boundingBox(), await rtl.element.locator("button.stage").nth(1).boundingBox()];
  assert.ok(second.x < first.x, "the second is to the left");
  await rtl.element.locator("button.stage").nth(0).focus();
  await rtl.page.keyboard.press("ArrowLeft");
  assert.equal(await inside(rtl.page, 'root.activeElement === root.querySelectorAll("button.stage")[1]'), true);
  await rtl.element.getByRole("button", { name: "السجل" }).waitFor();
  for (const context of [{ viewport: { width: 320, height: 700 } }, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, { forcedColors: "active" }]) {
    const { page, element } = await view(t, "many", 1, { context });
    await stage(element, "Stage 5").click();
    await element.locator("jenkins-log .text", { hasText: /^5$/ }).waitFor();
    assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true, JSON.stringify(context));
  }
});

test("a running icon stands still for those who want that", async (t) => {
  for (const [reducedMotion, name] of [["reduce", "none"], ["no-preference", "turn"]]) {
    const { element } = await view(t, "endless", 1, { context: { reducedMotion } });
    await stage(element, "Wait").waitFor();
    assert.equal(await element.locator(".run-title svg").evaluate((svg) => getComputedStyle(svg).animationName), name);
  }
});

test("what it shows is loaded when the first one is in the page, the log when it is opened", async (t) => {
  const { page, element } = await view(t, "bare", 1, { tag: "<p>nothing yet</p>" });
  const files = [];
  page.on("request", (request) => files.push(request.url().replace(/.*\//, "")));
  await page.reload({ waitUntil: "networkidle" });
  assert.deepEqual(files.filter((name) => /^bellpull-|wasm/.test(name)), []);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("jenkins-run"), { url: "/jenkins", job: "bare", run: 1 })));
  await element.getByText("This run has no stages.").waitFor();
  assert.deepEqual(files.filter((name) => /^bellpull-/.test(name)).sort(), ["bellpull-direct.js", "bellpull-run.js"]);
  await element.getByRole("button", { name: "Log" }).click();
  await element.getByText("no stages", { exact: true }).waitFor();
  assert.deepEqual(files.filter((name) => /^bellpull-/.test(name)).sort(), ["bellpull-direct.js", "bellpull-log.js", "bellpull-run.js"]);
});

/** A client whose run is what a test says. */
const ENGINE = `
import { Jenkins, JenkinsError } from "./bellpull.js";
const words = ["success", "failure", "unstable", "aborted", "not_built", "not_executed", "queued", "running", "paused", "unknown"];
const stages = words.map((word, at) => ({ id: String(at), name: "Stage " + word, parent: null, branch: false, status: { word, raw: null }, startTimeMillis: Date.now() - 5000, durationMillis: 4000, pauseDurationMillis: 0, error: null }));
const view = (more) => ({ job: "x", run: 7, url: "", inputsUrl: "", status: { word: "running", raw: null }, building: true, result: null, displayName: null, description: null, queueId: null, startTimeMillis: Date.now() - 60_000, durationMillis: 1, estimatedDurationMillis: null, stages: [], stagesSource: null, inputs: [], inputsSource: null, causes: [], approvers: [], ...more });
globalThis.told = [];
const engine = {
  async call({ op }, { onEvent, signal }) {
    if (op !== "follow") throw new JenkinsError({ code: "forbidden", message: "no", status: 403, jenkins: null, remedy: "", parameter: null, sent: "no" });
    globalThis.tell = (more) => onEvent({ event: "run", view: view(more) });
    globalThis.retry = () => onEvent({ event: "retrying", code: "network", message: "lost", inMillis: 4000 });
    await new Promise((resolve, reject) => signal.addEventListener("abort", () => reject(JenkinsError.cancelled(null))));
  },
};
globalThis.all = () => tell({ stages });
document.querySelector("jenkins-run").client = new Jenkins({ url: "/jenkins", engine });
`;

test("every status has its shape and its word; loading, nothing yet and no connection are said", async (t) => {
  const { page, element, complaints } = await view(t, "bare", 7, { script: ENGINE, start: false, tag: '<jenkins-run job="bare" run="7"></jenkins-run>' });
  assert.equal(await element.locator("section").getAttribute("aria-busy"), "true");
  assert.ok(await element.locator(".bone").count() > 0);
  await page.evaluate("tell({})");
  await element.getByText("No stage has begun yet.").waitFor();
  await page.evaluate("all()");
  const shown = {};
  for (const button of await element.locator("button.stage").all()) shown[(await button.getAttribute("aria-label")).split(",")[0].slice(6)] = [await button.locator("svg").getAttribute("class"), (await button.locator(".how").textContent()).replace(/ · .*/, "")];
  assert.deepEqual(shown, {
    success: ["succeeded", "succeeded"],
    failure: ["failed", "failed"],
    unstable: ["failed", "unstable"],
    aborted: ["aborted", "aborted"],
    not_built: ["skipped", "skipped"],
    not_executed: ["skipped", "not run"],
    queued: ["waiting", "queued"],
    running: ["running", "running"],
    paused: ["waiting", "waiting"],
    unknown: ["skipped", "unknown"],
  });
  assert.equal(await element.getByRole("button", { name: /Stage not_built, skipped$/ }).count(), 1, "what did not run took no time");
  // The focus is kept when the run changes.
  await element.getByRole("button", { name: /Stage running/ }).focus();
  await page.evaluate("all()");
  await page.waitForTimeout(100);
  assert.equal(await focused(page), "Stage running");
  await page.evaluate("retry()");
  await element.getByText(/Jenkins cannot be reached; trying again in \d sec/).waitFor();
  await page.evaluate("tell({ status: { word: 'success', raw: null }, building: false, durationMillis: 61000 })");
  await element.getByText("This run has no stages.").waitFor();
  await element.locator(".run-title", { hasText: "succeeded · 1 min" }).waitFor();
  assert.equal(await element.locator("[role=status]").first().textContent(), "x #7, succeeded", "said once");
  await element.getByRole("button", { name: "Artifacts" }).click();
  await element.getByText("You may not see this: You lack a permission in Jenkins.").waitFor();
  assert.deepEqual(complaints, []);
});

test("the log of a stage alone, without a run view around it", async (t) => {
  const { sim, page } = await view(t, "Ops Team/ship", 42, { wait: true, tag: '<jenkins-log url="/jenkins" job="Ops Team/ship" run="42" stage="none"></jenkins-log>' });
  const element = page.locator("jenkins-log");
  await element.getByText("The log is empty.").or(element.locator("[part=error]")).waitFor();
  const { text } = await sim.as("releaser", "GET", "job/Ops%20Team/job/ship/42/stages/tree");
  const build = JSON.parse(text).data.stages[0].id;
  await page.evaluate((id) => document.querySelector("jenkins-log").setAttribute("stage", id), build);
  await element.locator(".f3", { hasText: "building" }).waitFor();
  await element.getByText("+ echo made").waitFor();
  assert.equal(await element.getByText("unit tests").count(), 0);
});
