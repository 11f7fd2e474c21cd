// <jenkins-log> in a real browser: what a log may hold, searching, following, and one of 50 MB.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { launch, longest, root, until, watchTasks } from "./harness.mjs";

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
  await watchTasks(view);
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
  const long = await longest(view);
  t.diagnostic(`read in ${took} ms, found in ${found} ms, longest task ${long} ms, ${nodes} elements, heap ${heap >> 20} MB`);
  assert.ok(nodes < 2000, `${nodes} elements`);
  assert.ok(took < 45_000, `${took} ms`);
  assert.deepEqual(complaints, []);
});

const lines = (from, to, text = (n) => `line ${n}`) => Array.from({ length: to - from }, (_, n) => `${text(from + n)}\n`).join("");

test("colours are classes, and what a log says does no harm", async (t) => {
  const hostile = '<img src=x onerror=alert(1)> <script>alert(2)</script> &amp; \u202eevil\u2066 \u001b[31mred \u001b[1mbold\u001b[0m\u0007 http://example.com/x';
  const { page: view, element, complaints } = await page(t, whole(`${hostile}\nمرحبا 123\nlast\n`));
  await element.getByText("3 lines").waitFor();
  assert.match(await element.locator(".text").first().textContent(), /^<img src=x onerror=alert\(1\)> <script>alert\(2\)<\/script> &amp; .*red bold␇ http/);
  assert.deepEqual(await inside(view, '[...root.querySelectorAll(".text span")].map((e) => [e.className, e.textContent])'), [["f2", "red "], ["f2 bold", "bold"]]);
  // Nothing is clickable in a log: a link would be a hostile process' words in a page that is trusted.
  assert.equal(await inside(view, 'root.querySelectorAll(".lines a, .lines img, .lines script").length'), 0);
  assert.equal(await inside(view, 'root.querySelectorAll("[style]:not(.space, .lines)").length'), 0);
  assert.deepEqual(await inside(view, '[...root.querySelectorAll(".text")].map((e) => [e.dir, getComputedStyle(e).direction, getComputedStyle(e).unicodeBidi])'), [["auto", "ltr", "isolate"], ["auto", "rtl", "isolate"], ["auto", "ltr", "isolate"]]);
  assert.deepEqual(complaints, []);
});

test("it follows the end, stays where somebody has scrolled to, and follows again", async (t) => {
  let grown = 200;
  const { page: view, element } = await page(t, (response, { start }) => {
    const text = start < grown ? lines(start, grown) : "";
    response.writeHead(200, { ...PLAIN, "x-text-size": String(grown), "x-more-data": "true" }).end(text.replaceAll("\n", "\r\n"));
  });
  const seen = () => inside(view, 'Math.round(root.querySelector(".scroll").scrollTop)');
  const follow = element.getByRole("button", { name: "Follow" });
  await element.getByText("line 199", { exact: true }).waitFor();
  await element.getByText("more may come").waitFor();
  grown = 300;
  await element.getByText("line 299", { exact: true }).waitFor();
  assert.equal(await follow.getAttribute("aria-pressed"), "true");
  await element.locator(".scroll").hover();
  await view.mouse.wheel(0, -1500);
  await until(view, () => document.querySelector("jenkins-log").shadowRoot.querySelector("[aria-pressed]").getAttribute("aria-pressed") === "false");
  const before = await seen();
  grown = 400;
  await element.getByText("400 lines").waitFor();
  assert.equal(await seen(), before, "what is read stays where it is");
  await follow.click();
  await element.getByText("line 399", { exact: true }).waitFor();
  grown = 450;
  await element.getByText("line 449", { exact: true }).waitFor();
  // By the keyboard as well.
  await element.locator(".scroll").focus();
  await view.keyboard.press("Home");
  await element.getByText("line 0", { exact: true }).waitFor();
  await view.keyboard.press("End");
  await element.getByText("line 449", { exact: true }).waitFor();
  assert.equal(await follow.getAttribute("aria-pressed"), "true");
});

test("searching by keyboard alone, around the ends and back", async (t) => {
  const { page: view, element } = await page(t, whole(lines(0, 5000, (n) => (n % 1000 === 7 ? `Needle ${n} needle` : `line ${n} \u001b[32mne\u001b[0medle?`))));
  await element.getByText("5,000 lines").waitFor();
  await element.locator(".scroll").focus();
  await view.keyboard.press("Control+f");
  await view.keyboard.type("needle ");
  // "ne" in green and "edle" behind it are one word.
  await element.getByText("of 5", { exact: false }).waitFor();
  await view.keyboard.press("Control+a");
  await view.keyboard.type("needle 7");
  await element.getByText("1 of 1", { exact: true }).waitFor();
  await element.locator("mark.current", { hasText: "Needle 7" }).waitFor();
  await view.keyboard.press("Control+a");
  await view.keyboard.type("needle");
  await element.getByText(/of 5,005$/).waitFor();
  await view.keyboard.press("Control+a");
  await view.keyboard.type("007 ");
  await element.getByText(/^\d of 4$/).waitFor();
  const at = async () => Number((await element.locator(".count").textContent()).split(" ")[0]);
  const first = await at();
  await view.keyboard.press("Enter");
  assert.equal(await at(), (first % 4) + 1);
  await view.keyboard.press("Shift+Enter");
  await view.keyboard.press("Shift+Enter");
  assert.equal(await at(), ((first + 2) % 4) + 1);
  assert.ok(await element.locator("mark.current").isVisible());
  await view.keyboard.press("Escape");
  assert.equal(await inside(view, 'root.querySelectorAll("mark").length'), 0);
  await view.keyboard.type("nowhere");
  await element.getByText("Not found").waitFor();
});

test("what is looked for is looked for again when another log comes", async (t) => {
  const logs = { 1: "error a\nfine\nerror b\nerror c\n", 2: "all is fine\nerror: disk full\n", 3: "all is fine\nhere too\n" };
  const { page: view, element } = await page(t, (response, { pathname }) => whole(logs[/\/x\/(\d)\//.exec(pathname)[1]])(response));
  await element.getByText("4 lines").waitFor();
  await element.locator("input[type=search]").fill("error");
  await element.getByText("1 of 3", { exact: true }).waitFor();
  for (const [run, count, marks] of [[2, "1 of 1", 1], [3, "Not found", 0]]) {
    await view.evaluate((number) => (document.querySelector("jenkins-log").run = number), run);
    await element.locator(".text", { hasText: "all is fine" }).waitFor();
    await element.locator(".count", { hasText: count }).waitFor();
    assert.equal(await inside(view, 'root.querySelectorAll("mark").length'), marks);
  }
});

test("a line of 100 KB does no harm: cut, opened, wrapped, and found in its middle", async (t) => {
  const long = `${"a".repeat(60_000)}needle${"b".repeat(40_000)}`;
  const { page: view, element } = await page(t, whole(`first\n${long}\nlast\n`));
  await element.getByText("3 lines").waitFor();
  assert.equal(await inside(view, 'root.querySelectorAll(".text")[1].textContent.length'), 4000);
  await element.getByRole("button", { name: "96,006 more characters" }).click();
  assert.equal(await inside(view, 'root.querySelectorAll(".text")[1].textContent.length'), 100_000);
  await element.getByRole("button", { name: "Wrap lines" }).click();
  await until(view, () => {
    const scroll = document.querySelector("jenkins-log").shadowRoot.querySelector(".scroll");
    return scroll.scrollWidth <= scroll.clientWidth && scroll.scrollHeight > 10_000;
  });
  await element.getByRole("searchbox").fill("needle");
  await element.getByText("1 of 1", { exact: true }).waitFor();
  await element.getByRole("searchbox").press("Enter");
  const visible = () =>
    inside(view, `(() => { const mark = root.querySelector("mark.current")?.getBoundingClientRect(); const seen = root.querySelector(".scroll").getBoundingClientRect(); return !!mark && mark.top >= seen.top && mark.bottom <= seen.bottom && mark.left >= seen.left && mark.right <= seen.right; })()`);
  await view.waitForTimeout(200);
  assert.equal(await visible(), true, "found while wrapped");
  await element.getByRole("button", { name: "Wrap lines" }).click();
  await element.getByRole("searchbox").press("Enter");
  await view.waitForTimeout(200);
  assert.equal(await visible(), true, "found without wrapping");
  assert.equal(await view.evaluate("document.documentElement.scrollWidth <= innerWidth"), true, "the page does not scroll");
});

test("empty, failed and forbidden are told in words, and trying again helps", async (t) => {
  const empty = await page(t, whole(""));
  await empty.element.getByText("The log is empty.").waitFor();
  let up = false;
  const failed = await page(t, (response) => (up ? whole("back\n")(response) : response.writeHead(404, { "content-type": "text/html", "x-jenkins": "2.1" }).end("<h1>Not Found</h1>")));
  await failed.element.locator("[data-code=not_found]").waitFor();
  up = true;
  await failed.element.getByRole("button", { name: "Try again" }).click();
  await failed.element.getByText("back", { exact: true }).waitFor();
  const forbidden = await page(t, (response) => response.writeHead(403, { "content-type": "text/html", "x-jenkins": "2.1", "x-you-are-authenticated-as": "eve" }).end("<p>eve is missing the Job/Read permission</p>"));
  await forbidden.element.getByText("You may not see this: You lack a permission in Jenkins.").waitFor();
  assert.equal(await forbidden.element.getByRole("button", { name: "Try again" }).count(), 0);
});

test("for a screen reader it is a log that is told when asked for", async (t) => {
  const { page: view, element } = await page(t, whole(lines(0, 20)), { attributes: 'label="Log of Build"' });
  await element.getByText("20 lines").waitFor();
  const log = element.getByRole("log", { name: "Log of Build" });
  assert.deepEqual([await log.getAttribute("aria-live"), await log.getAttribute("tabindex")], ["off", "0"]);
  await element.getByRole("button", { name: "Summary" }).focus();
  await view.keyboard.press("Enter");
  await element.getByText("20 lines. complete. Last line: line 19").waitFor();
});

test("it is handed over as a file and to the clipboard, made plain", async (t) => {
  const { page: view, element } = await page(t, whole("one \u001b[31mred\u001b[0m\ntwo\n"), { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await element.getByText("2 lines").waitFor();
  const [download] = await Promise.all([view.waitForEvent("download"), element.getByRole("button", { name: "Download" }).click()]);
  assert.equal(download.suggestedFilename(), "x-1.log");
  assert.equal(await readFile(await download.path(), "utf8"), "one red\ntwo\n");
  await element.getByRole("button", { name: "Copy" }).click();
  await element.getByText("The log was copied.").waitFor();
  assert.equal(await view.evaluate("navigator.clipboard.readText()"), "one red\ntwo\n");
});

test("narrow, zoomed, in forced colours and from right to left the page keeps its width", async (t) => {
  const text = `${lines(0, 50)}${"long ".repeat(500)}\n`;
  for (const [name, context, html] of [
    ["narrow", { viewport: { width: 320, height: 600 } }, 'lang="en"'],
    ["zoomed", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, 'lang="de"'],
    ["forced", { forcedColors: "active", colorScheme: "dark" }, 'lang="en"'],
    ["rtl", { viewport: { width: 320, height: 600 } }, 'lang="ar" dir="rtl"'],
  ]) {
    const { page: view, element, complaints } = await page(t, whole(text), { context, html });
    await element.locator(".foot").waitFor();
    await element.getByText("line 49", { exact: true }).waitFor();
    assert.equal(await view.evaluate("document.documentElement.scrollWidth <= innerWidth"), true, name);
    assert.deepEqual(complaints, [], name);
    if (name === "rtl") await element.getByRole("button", { name: "متابعة" }).waitFor();
  }
});

test("what was loaded and what has come does not move the page", async (t) => {
  const { page: view, element } = await page(t, whole(lines(0, 3000)));
  const below = () => view.evaluate(() => document.querySelector("#after").getBoundingClientRect().top);
  await view.route("**/bellpull-log.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await view.reload();
  await element.locator(".bone").first().waitFor();
  const first = await below();
  await element.getByText("3,000 lines").waitFor();
  assert.equal(await below(), first);
});
