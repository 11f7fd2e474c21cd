// A page behind a gateway, with people who sign in by a cookie.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { Jenkins } from "bellpull";
import { createGateway, toNode } from "bellpull/gateway";
import { hear } from "../node/leaks.mjs";
import { root, simulate } from "./harness.mjs";

export const TOKEN = "11admin00000000000000000000000token";
const CSP = "default-src 'self'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:";
const TYPES = { ".js": "text/javascript", ".html": "text/html" };
const RULES = [
  { name: "look", jobs: [{ glob: "**" }], verbs: ["describe", "status", "follow", "log"], who: [{ everybody: true }] },
  { name: "release", jobs: [{ exact: "Test Workflow" }], verbs: ["trigger", "approve", "abort", "stop"], who: [{ group: "release" }] },
];

/** A page with some markup in the body; `rules` and `limits` are the gateway's. */
export async function desk(t, browser, body, { rules = RULES, limits = {}, lang = "en", scenario } = {}) {
  const sim = await simulate({}, { scenario });
  t.after(() => sim.stop());
  const records = [];
  let gateway;
  const people = { ann: { id: "ann", name: "Ann", groups: ["release"] }, ben: { id: "ben", name: "Ben", groups: ["release"] }, eve: { id: "eve" } };
  const server = createServer(async (request, response) => {
    if (request.url === "/gateway") return toNode(gateway)(request, response);
    response.setHeader("content-security-policy", CSP);
    if (request.url === "/") return response.setHeader("content-type", "text/html").end(`<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><script type="module" src="/bellpull.js"></script><body>${body}</body></html>`);
    const file = await readFile(join(root, "pkg/dist", request.url)).catch(() => null);
    if (!file) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(request.url)] ?? "application/octet-stream").end(file);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const jenkins = new Jenkins({ url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "admin", token: TOKEN } });
  const who = (request) => people[/person=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1]] ?? null;
  gateway = createGateway({ jenkins, policy: { rules }, authenticate: who, origins: [origin], limits, audit: (record) => (hear("audit", record), void records.push(record)) });
  t.after(async () => (await gateway.close(), server.closeAllConnections(), server.close()));
  const open = async (person) => {
    const context = await browser.newContext();
    sim.shows(context);
    await context.addCookies([{ name: "person", value: person, url: origin }]);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const complaints = [];
    page.on("console", (message) => hear("log", message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(origin);
    return { page, context, asked, complaints };
  };
  /** A run of this job that waits. */
  const paused = async (job = "Test Workflow") => {
    const { run } = await jenkins.job(job).trigger();
    for await (const view of run.follow({ untilPaused: true })) void view;
    await sim.forget();
    return run.number;
  };
  /** A card in a page. */
  const card = async (page, run, properties = {}) => {
    await page.evaluate((all) => document.body.append(Object.assign(document.createElement("jenkins-approve"), all)), { gateway: "/gateway", job: "Test Workflow", run, ...properties });
    return page.locator("jenkins-approve");
  };
  return { sim, jenkins, records, open, paused, card, gateway, origin };
}
