// <jenkins-log> in a real browser: what a log may hold, searching, following, and one of 50 MB.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { launch, root } from "./harness.mjs";

const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; require-trusted-types-for 'script'";
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const PAGE = "body { margin: 1em; font: 16px/1.5 sans-serif }";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A page with a log, of which a server writes the lines; `answer` writes what Jenkins does from an offset on. */
async function page(t, answer, { attributes = "", context = {}, html = 'lang="en"' } = {}) {
  const asked = [];
  const server = createServer(async (request, response) => {
    response.setHeader("content-security-policy", CSP);
    const { pathname, searchParams } = new URL(request.url, "http://x");
    if (pathname === "/") return response.setHeader("content-type", "text/html").end(`<!doctype html><html ${html}><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>t</title><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css"><script type="module" src="bellpull.js"></script><body><jenkins-log url="/jenkins" job="x" run="1" ${attributes}></jenkins-log><p id="after">after</p></body></html>`);
    if (pathname === "/page.css") return response.setHeader("content-type", "text/css").end(PAGE);
    if (pathname.startsWith("/jenkins/")) {
      asked.push(request.url);
      return answer(response, { pathname, start: Number(searchParams.get("start")), asked });
    }
    const file = await readFile(join(root, "pkg/dist", pathname)).catch(() => null);
    if (!file) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(pathname)] ?? "application/octet-stream").end(file);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => (server.closeAllConnections(), server.close()));
  const opened = await browser.newContext(context);
  t.after(() => opened.close());
  const view = await opened.newPage();
  const complaints = [];
  view.on("pageerror", (error) => complaints.push(error.message));
  view.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await view.goto(`http://127.0.0.1:${server.address().port}/`);
  return { page: view, element: view.locator("jenkins-log"), complaints, asked };
}

const PLAIN = { "content-type": "text/plain;charset=utf-8" };

/** Answers with a text that is whole. */
function whole(text) {
  const bytes = Buffer.from(text.replaceAll("\n", "\r\n"));
  return (response) => response.writeHead(200, { ...PLAIN, "x-text-size": String(text.length) }).end(bytes);
}

const inside = (page, expression) => page.evaluate(`(() => { const root = document.querySelector("jenkins-log").shadowRoot; return ${expression}; })()`);

test("fifty megabytes: the page goes on, the DOM stays small, and every line can be reached", async (t) => {
  const LINES = 500_000;
  const { page: view, element, complaints } = await page(t, (response) => {
    response.writeHead(200, { ...PLAIN, "x-text-size": String(LINES * 101) });
    let line = 0;
    const more = () => {
      while (line < LINES) {
        let block = "";
        for (let n = 0; n < 1000; n += 1, line += 1) block += `${`\u001b[3${line % 8}m[2026-11-25T22:00:00Z]\u001b[0m line ${line} ${line === 250_000 ? "the needle" : "of a log"}`.padEnd(99, ".")}\r\n`;
        if (!response.write(block)) return response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  const began = Date.now();
  await view.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ entryTypes: ["longtask"] });
  });
  await element.getByText("500,000 lines").waitFor({ timeout: 60_000 });
  await element.getByText("complete").waitFor();
  const took = Date.now() - began;
  await element.getByText("line 499999 of a log", { exact: false }).waitFor();
  const nodes = await inside(view, 'root.querySelectorAll("*").length');
  const heap = await view.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
  const searched = Date.now();
  await element.getByRole("searchbox").fill("THE NEEDLE");
  await element.getByText("1 of 1", { exact: true }).waitFor({ timeout: 20_000 });
  await element.locator("mark.current", { hasText: "the needle" }).waitFor();
  const found = Date.now() - searched;
  await element.locator(".scroll").focus();
  await view.keyboard.press("Home");
  await element.getByText("line 0 of a log", { exact: false }).waitFor();
  const long = Math.max(0, ...(await view.evaluate("long")));
  t.diagnostic(`read in ${took} ms, found in ${found} ms, longest task ${long} ms, ${nodes} elements, heap ${heap >> 20} MB`);
  assert.ok(long < 200, `a task of ${long} ms`);
  assert.ok(nodes < 2000, `${nodes} elements`);
  assert.ok(took < 45_000, `${took} ms`);
  assert.deepEqual(complaints, []);
});
