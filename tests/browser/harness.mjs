// What the browser tests share: a simulated Jenkins with a page on one origin, and a real Chromium.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
export const PASSWORDS = { releaser: "password-2-", viewer: "password-3-", admin: "password-1-" };

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function program() {
  const known = process.env.BELLPULL_CHROMIUM;
  const found = known ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (!found) throw new Error("no Chromium; set BELLPULL_CHROMIUM");
  return found;
}

/** A browser for one test file. */
export function launch(more = [], env = process.env) {
  return chromium.launch({ executablePath: program(), args: [...ARGS, ...more], env });
}

/** A simulated Jenkins that serves these files beside itself. */
export async function simulate(files = {}, options = {}) {
  const dir = await mkdtemp(join(tmpdir(), "bellpull-"));
  await cp(join(root, "pkg/dist"), dir, { recursive: true });
  await writeFile(join(dir, "favicon.ico"), "");
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  const binary = process.env.BELLPULL_SIM ?? join(root, "target/debug/bellpull-sim");
  const args = ["--port", "0", "--static", dir, "--control", "--csp", options.csp ?? STRICT];
  if (options.scenario) {
    await writeFile(join(dir, "scenario.json"), JSON.stringify(options.scenario));
    args.push("--scenario", join(dir, "scenario.json"));
  }
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"] });
  const origin = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
      const found = /listening on (http:\/\/[^/]+)/.exec(text);
      if (found) resolve(found[1]);
    });
    child.once("exit", (code) => reject(new Error(`the simulator ended with ${code}`)));
    child.once("error", reject);
  });
  const control = async (path, init) => {
    const answer = await fetch(`${origin}/_sim/${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const pages = [];
  return {
    origin,
    directory: dir,
    /** Pages that are closed before the server stops: what they still ask for is nobody's failure. */
    shows: (context) => void pages.push(context),
    fault: (fault) => control("faults", { method: "POST", body: JSON.stringify(fault) }),
    requests: async () => (await control("requests")).json(),
    posts: async () => (await (await control("requests")).json()).filter((r) => r.method === "POST" && !r.path.includes("j_spring")),
    forget: () => control("requests", { method: "DELETE" }),
    dropSessions: () => control("drop-sessions", { method: "POST" }),
    /** Something done by somebody else, with a token of his own. */
    async as(user, method, path, body) {
      const token = { releaser: "11releaser00000000000000000000token", viewer: "11viewer0000000000000000000000token", admin: "11admin00000000000000000000000token" }[user];
      const headers = { Authorization: `Basic ${btoa(`${user}:${token}`)}`, "Content-Type": "application/x-www-form-urlencoded" };
      const answer = await fetch(`${origin}/jenkins/${path}`, { method, headers, ...(body === undefined ? {} : { body }), redirect: "manual" });
      return { status: answer.status, text: await answer.text() };
    },
    async stop() {
      await Promise.all(pages.map(shut));
      child.kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Closes a browser's context, whatever is still being answered in the server's place. */
async function shut(context) {
  await Promise.all([context, ...context.pages()].map((routed) => routed.unrouteAll({ behavior: "ignoreErrors" })));
  await context.close();
}

/** A page that is signed in, with what it was refused and what it complained about. */
export async function open(browser, sim, path, user = "releaser", options = {}) {
  const context = await browser.newContext(options);
  sim.shows(context);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()}`));
  if (user) {
    await page.goto(`${sim.origin}/jenkins/login`);
    await page.fill("[name=j_username]", user);
    await page.fill("[name=j_password]", PASSWORDS[user]);
    await Promise.all([page.waitForURL(`${sim.origin}/jenkins/`), page.click("[name=Submit]")]);
  }
  await sim.forget();
  await page.goto(`${sim.origin}/${path}`);
  return { page, context, complaints };
}

/** Waits until this holds in a page. Playwright's own looks again by `eval`, which the pages' policy refuses. */
export async function until(page, holds, arg) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await page.evaluate(holds, arg)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it does not come to hold: ${holds}`);
}

/** Takes down from now on how long a page is busy at a time. */
export function watchTasks(page) {
  return page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ entryTypes: ["longtask"] });
  });
}

/**
 * The longest task in milliseconds, once it is sure that the page was not busy for long. A machine with other work lets a task wait
 * now and then; a page that does too much at once has many that are long.
 */
export async function longest(page) {
  const tasks = (await page.evaluate("long")).sort((a, b) => b - a);
  assert.ok((tasks[3] ?? 0) < 200 && (tasks[0] ?? 0) < 1000, `tasks of ${tasks.slice(0, 5).join(", ")} ms`);
  return tasks[0] ?? 0;
}

/** A page with some markup and the script tag. */
export function withTag(body, script = "") {
  return {
    "index.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><script type="module" src="bellpull.js"></script>${script ? '<script type="module" src="page.js"></script>' : ""}<body>${body}</body></html>`,
    ...(script ? { "page.js": script } : {}),
  };
}

/** Triggers a job as its releaser and waits until it pauses. */
export async function paused(sim, job, number, body) {
  const path = job.split("/").map((n) => `job/${encodeURIComponent(n)}`).join("/");
  await sim.as("releaser", "POST", `${path}/${body === undefined ? "build" : "buildWithParameters"}`, body);
  for (let i = 0; i < 100; i += 1) {
    const { status, text } = await sim.as("releaser", "GET", `${path}/${number}/wfapi/describe`);
    if (status === 200 && JSON.parse(text).status === "PAUSED_PENDING_INPUT") return number;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${job} #${number} does not pause`);
}

/** Saves a screenshot for people. */
export async function shot(page, name) {
  await mkdir(join(root, "target/demo"), { recursive: true });
  await page.screenshot({ path: join(root, `target/demo/${name}.png`), fullPage: true });
}
