// The elements through the gateway: no wasm, no token and no address of Jenkins in the page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { Jenkins } from "bellpull";
import { createGateway, toNode } from "bellpull/gateway";
import { assertKept, hear } from "../node/leaks.mjs";
import { launch, root, simulate } from "./harness.mjs";

const TOKEN = "11admin00000000000000000000000token";
const CSP = "default-src 'self'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:";
const TYPES = { ".js": "text/javascript", ".html": "text/html" };
const RULES = [
  { name: "look", jobs: [{ glob: "**" }], verbs: ["describe", "status", "follow", "log"], who: [{ everybody: true }] },
  { name: "release", jobs: [{ exact: "Test Workflow" }], verbs: ["trigger", "approve", "abort", "stop"], who: [{ group: "release" }] },
];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function desk(t, body) {
  const sim = await simulate({});
  t.after(() => sim.stop());
  const records = [];
  let gateway;
  const people = { ann: { id: "ann", name: "Ann", groups: ["release"] }, ben: { id: "ben", name: "Ben", groups: ["release"] }, eve: { id: "eve" } };
  const server = createServer(async (request, response) => {
    if (request.url === "/gateway") return toNode(gateway)(request, response);
    response.setHeader("content-security-policy", CSP);
    if (request.url === "/") return response.setHeader("content-type", "text/html").end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><script type="module" src="/bellpull.js"></script><body>${body}</body></html>`);
    const file = await readFile(join(root, "pkg/dist", request.url)).catch(() => null);
    if (!file) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(request.url)] ?? "application/octet-stream").end(file);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const jenkins = new Jenkins({ url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "admin", token: TOKEN } });
  const who = (request) => people[/person=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1]] ?? null;
  gateway = createGateway({ jenkins, policy: { rules: RULES }, authenticate: who, origins: [origin], audit: (record) => (hear("audit", record), void records.push(record)) });
  t.after(async () => (await gateway.close(), server.closeAllConnections(), server.close()));
  const open = async (person) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    await context.addCookies([{ name: "person", value: person, url: origin }]);
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const complaints = [];
    page.on("console", (message) => hear("log", message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(origin);
    return { page, asked, complaints };
  };
  return { sim, jenkins, records, open };
}

test("a run is triggered and approved in the page, by name, and the page holds nothing of Jenkins", async (t) => {
  const { open, records, jenkins } = await desk(t, '<jenkins-trigger gateway="/gateway" job="Test Workflow"></jenkins-trigger><div id="place"></div>');
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

test("two people, two browsers: both press, one approval, and both are told whose", async (t) => {
  const { open, jenkins, sim } = await desk(t, "");
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
  assert.ok(texts.every((text) => text.includes(winner)), texts.join());
  assert.equal((await sim.posts()).length, 1);
});

test("who may not is told so, and Jenkins hears nothing", async (t) => {
  const { open, jenkins, sim } = await desk(t, "");
  const { run } = await jenkins.job("Test Workflow").trigger();
  for await (const view of run.follow({ untilPaused: true })) void view;
  await sim.forget();
  const { page } = await open("eve");
  await page.evaluate((number) => document.body.append(Object.assign(document.createElement("jenkins-approve"), { gateway: "/gateway", job: "Test Workflow", run: number })), run.number);
  const card = page.locator("jenkins-approve");
  await card.getByRole("button", { name: "Proceed" }).click();
  await card.getByText(/No rule lets eve approve Test Workflow/).first().waitFor();
  assert.equal((await sim.posts()).length, 0);
});

test("Jenkins away for a moment: the card says so, and it passes", async (t) => {
  const { open, jenkins, sim } = await desk(t, "");
  const { run } = await jenkins.job("Test Workflow").trigger();
  for await (const view of run.follow({ untilPaused: true })) void view;
  const { page } = await open("ann");
  await page.evaluate((number) => document.body.append(Object.assign(document.createElement("jenkins-approve"), { gateway: "/gateway", job: "Test Workflow", run: number })), run.number);
  const card = page.locator("jenkins-approve");
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
