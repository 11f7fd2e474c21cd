// bellpull/testing in a page: the wasm comes from beside the script, and a script's responses keep their cookies.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, simulate } from "./harness.mjs";

const PAGE = `
import { Jenkins } from "./index.js";
import { createSimulator } from "./testing.browser.js";
const sim = await createSimulator(undefined, { time: "virtual" });
const jenkins = new Jenkins({ url: sim.url, ...sim.host, credentials: sim.password("releaser") });
const view = await sim.run(async () => {
  const { run } = await jenkins.job("sleeper").trigger();
  let last;
  for await (last of run.follow());
  return last;
});
const login = await sim.fetch(sim.url + "/login");
const wrong = await createSimulator({ users: [] }).catch((e) => e.message);
const listen = await sim.listen().catch((e) => e.message);
const cookie = sim.requests().some((r) => r.cookie);
const told = { word: view.status.word, url: login.url, cookies: login.headers.getSetCookie().length, wrong, listen, cookie };
document.body.dataset.told = JSON.stringify(told);
`;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("ten minutes pass in a page under a strict policy, with nothing sent", async (t) => {
  const sim = await simulate({ "index.html": '<!doctype html><meta charset="utf-8"><title>t</title><script type="module" src="page.js"></script>', "page.js": PAGE });
  t.after(() => sim.stop());
  const { page, complaints } = await open(browser, sim, "index.html", null);
  // The page's policy forbids what waits for an expression to evaluate.
  const body = await page.waitForSelector("body[data-told]", { state: "attached", timeout: 10_000 });
  const { wrong, listen, ...told } = JSON.parse(await body.getAttribute("data-told"));
  assert.deepEqual(told, { word: "success", url: "http://sim.invalid/jenkins/login", cookies: 1, cookie: true });
  assert.match(wrong, /missing field `jobs`/);
  assert.match(listen, /node:http/);
  assert.deepEqual(complaints, []);
  assert.deepEqual(await sim.requests(), []);
});
