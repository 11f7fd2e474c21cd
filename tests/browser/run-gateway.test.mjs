// <jenkins-run> and <jenkins-log> through the gateway, and bundled: nothing of Jenkins in the page, and what the policy keeps back is said.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { Jenkins } from "bellpull";
import { createGateway, toNode } from "bellpull/gateway";
import { build } from "esbuild";
import { launch, longest, root, simulate, watchTasks } from "./harness.mjs";

const TOKEN = "11admin00000000000000000000000token";
const CSP = "default-src 'self'; img-src data:; require-trusted-types-for 'script'";
const TYPES = { ".js": "text/javascript", ".html": "text/html" };
const LOOK = ["describe", "status", "follow"];
const RULES = [
  { name: "look", jobs: [{ glob: "**" }], verbs: LOOK, who: [{ everybody: true }] },
  { name: "all", jobs: [{ glob: "**" }], verbs: ["log", "artifacts", "changes", "approve", "abort"], who: [{ person: "ann" }] },
];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function desk(t, job, { url, script = "/bellpull.js", files = {}, tag = "jenkins-run", untilPaused = true, rules = RULES, records = [] } = {}) {
  const sim = url ? undefined : await simulate({});
  t.after(() => sim?.stop());
  const jenkins = new Jenkins({ url: url ?? `${sim.origin}/jenkins`, credentials: { kind: "token", user: "admin", token: TOKEN } });
  let number = 1;
  if (sim) {
    const { run } = await jenkins.job(job).trigger();
    number = run.number;
    for await (const view of run.follow({ untilPaused })) void view;
  }
  let gateway;
  const server = createServer(async (request, response) => {
    if (request.url === "/gateway") return toNode(gateway)(request, response);
    response.setHeader("content-security-policy", CSP);
    if (request.url === "/") return response.setHeader("content-type", "text/html").end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><script type="module" src="${script}"></script><body><${tag} gateway="/gateway" job="${job}" run="${number}"></${tag}>`);
    const file = files[request.url] ?? (await readFile(join(root, "pkg/dist", request.url)).catch(() => null));
    if (!file) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(request.url)] ?? "application/octet-stream").end(file);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const who = (request) => ({ id: /person=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? "nobody" });
  gateway = createGateway({ jenkins, policy: { rules }, authenticate: who, origins: [origin], audit: (record) => void records.push(record) });
  t.after(async () => (await gateway.close(), server.closeAllConnections(), server.close()));
  return async (person) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    await context.addCookies([{ name: "person", value: person, url: origin }]);
    const page = await context.newPage();
    const [asked, complaints, ops] = [[], [], []];
    page.on("request", (request) => {
      asked.push(request.url());
      if (request.method() === "POST") ops.push(request.postDataJSON().op);
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && !message.text().includes("403") && complaints.push(message.text()));
    await page.goto(origin);
    return { page, element: page.locator(tag), asked, complaints, ops };
  };
}

test("a comment that the policy requires arrives from a card within the run view", async (t) => {
  const records = [];
  const open = await desk(t, "multi/feature%2Fux-1", { rules: RULES.map((rule) => (rule.name === "all" ? { ...rule, comment: "required" } : rule)), records });
  const { element, complaints } = await open("ann");
  const card = element.locator("jenkins-approve");
  await card.getByRole("button", { name: /…$/ }).first().click();
  await card.getByRole("textbox").fill("ticket 4711");
  await card.locator(".form button[part=approve]").click();
  await element.getByText("approved", { exact: false }).first().waitFor();
  assert.deepEqual(records.filter((r) => r.phase === "done").map((r) => [r.verb, r.comment]), [["approve", "ticket 4711"]]);
  assert.deepEqual(complaints, []);
});

test("all of it through the gateway: no wasm, nothing of Jenkins in the page", async (t) => {
  const open = await desk(t, "release");
  const { page, element, asked, complaints, ops } = await open("ann");
  await element.getByRole("button", { name: /^Build,/ }).click();
  await element.getByText("built", { exact: true }).waitFor();
  await element.getByRole("button", { name: "Whole log" }).click();
  await element.locator("jenkins-log .text", { hasText: "Input requested" }).waitFor();
  await element.getByText("more may come").waitFor();
  await element.getByRole("button", { name: "Changes" }).click();
  await element.getByText("Nothing has changed since the run before.").waitFor();
  await element.locator("jenkins-approve").getByRole("heading", { name: "Approve release?" }).waitFor();
  // The card hears what the view hears: a browser has few connections.
  assert.deepEqual(ops.filter((op) => op === "follow"), ["follow"]);
  assert.deepEqual(asked.filter((url) => url.endsWith(".wasm") || url.includes("/jenkins/")), []);
  const inside = await page.evaluate(() => document.querySelector("jenkins-run").shadowRoot.innerHTML);
  assert.ok(!inside.includes(TOKEN) && !inside.includes("/jenkins/"));
  assert.deepEqual(complaints, []);
});

test("of an archived file the name is told, not the address", async (t) => {
  const { element } = await (await desk(t, "archiver"))("ann");
  await element.getByRole("button", { name: "Artifacts" }).click();
  await element.getByText("out/report one.txt").waitFor();
  assert.equal(await element.getByRole("link").count(), 0);
});

test("each part that somebody may not see says so in words, and offers nothing", async (t) => {
  const { element } = await (await desk(t, "release"))("eve");
  await element.getByRole("button", { name: /^Build,/ }).waitFor();
  for (const name of ["Log", "Artifacts", "Changes"]) {
    await element.getByRole("button", { name, exact: true }).click();
    await element.getByText("You may not see this: You are not among those who may do this.").waitFor();
    assert.equal(await element.getByRole("button", { name: "Try again" }).count(), 0, name);
    await element.getByRole("button", { name, exact: true }).click();
  }
});

test("a run that somebody may not see at all says that alone", async (t) => {
  const open = await desk(t, "release");
  const look = RULES[0];
  look.who = [{ person: "ann" }];
  t.after(() => (look.who = [{ everybody: true }]));
  const closed = await desk(t, "release");
  void open;
  const { element } = await closed("eve");
  await element.locator("[part=forbidden]").waitFor();
  assert.equal(await element.getByRole("button").count(), 0);
});

test("fifty megabytes through the gateway", async (t) => {
  const LINES = 500_000;
  const http = createServer((request, response) => {
    if (request.url.includes("tree=fullName")) return response.writeHead(200, { "content-type": "application/json", "x-jenkins": "2.528" }).end('{"fullName":"x"}');
    response.writeHead(200, { "content-type": "text/plain;charset=utf-8", "x-text-size": String(LINES * 101) });
    let line = 0;
    const more = () => {
      while (line < LINES) {
        let block = "";
        for (let n = 0; n < 1000; n += 1, line += 1) block += `${`line ${line}`.padEnd(99, ".")}\r\n`;
        if (!response.write(block)) return response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  t.after(() => (http.closeAllConnections(), http.close()));
  const { page, element, complaints } = await (await desk(t, "x", { url: `http://127.0.0.1:${http.address().port}`, tag: "jenkins-log" }))("ann");
  const began = Date.now();
  await watchTasks(page);
  await element.getByText("500,000 lines").waitFor({ timeout: 60_000 });
  await element.getByText("line 499999", { exact: false }).waitFor();
  t.diagnostic(`read in ${Date.now() - began} ms, longest task ${await longest(page)} ms`);
  assert.deepEqual(complaints, []);
});

test("bundled, the run view and the log are files that are fetched when they are first needed", async (t) => {
  const outdir = await mkdtemp(join(tmpdir(), "bellpull-bundle-"));
  t.after(() => rm(outdir, { recursive: true, force: true }));
  const stdin = { contents: 'import "bellpull/elements/define";', resolveDir: root, sourcefile: "page.js" };
  const { outputFiles } = await build({ stdin, bundle: true, splitting: true, format: "esm", outdir, write: false, logLevel: "error" });
  const files = Object.fromEntries(outputFiles.map(({ path, contents }) => [path.slice(outdir.length), Buffer.from(contents)]));
  const { element, asked, complaints } = await (await desk(t, "quick", { script: "/stdin.js", files, untilPaused: false }))("ann");
  await element.getByText("This run has no stages.").waitFor();
  const names = () => asked.filter((url) => /\/(run|log)-\w+\.js$/.test(url)).map((url) => /(run|log)-/.exec(url)[1]);
  assert.deepEqual(names(), ["run"]);
  await element.getByRole("button", { name: "Log" }).click();
  await element.locator("jenkins-log .text", { hasText: /^quick$/ }).waitFor();
  assert.deepEqual(names(), ["run", "log"]);
  assert.deepEqual(complaints, []);
});
