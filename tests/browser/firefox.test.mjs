// The elements in Firefox, where there is one: driven by WebDriver BiDi, which it has built in.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { firefox } from "playwright-core";
import { accessible, blocked, focused, harmless, open, told, within } from "../gallery/checks.mjs";
import { assemble, serve } from "../gallery/site.mjs";

const program = process.env.BELLPULL_FIREFOX ?? ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync);
const skip = program && existsSync(program) ? false : "there is no Firefox; on Debian as root `cargo xtask test` installs firefox-esr, elsewhere set BELLPULL_FIREFOX";
/** The core of what the gallery shows. */
const STATES = ["approve/waiting", "approve/form", "approve/confirming", "approve/approved", "approve/aborted", "approve/settled", "trigger/form", "trigger/succeeded", "run/paused", "run/stage-log", "log/whole", "hostile/approve", "hostile/run", "hostile/log"];

let [site, server, browser, context] = [];
before(async () => {
  if (skip) return;
  site = await mkdtemp(join(tmpdir(), "bellpull-firefox-"));
  await assemble(site);
  server = await serve({ site });
  browser = await firefox.launch({ channel: "moz-firefox", executablePath: program });
  // Firefox has no such emulation by BiDi yet.
  context = await browser.newContext({ viewport: { width: 800, height: 640 }, colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null });
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (site) await rm(site, { recursive: true, force: true });
});

for (const state of STATES) {
  for (const lang of ["en", "ar"]) {
    test(`${state} in ${lang}`, { skip }, async () => {
      const shown = await open(context, server.origin, state, { lang });
      const wrong = [];
      for (const check of [focused, told, within, harmless, accessible, blocked]) wrong.push(...(await check(shown)).map((text) => `${check.name}: ${text}`));
      await shown.page.close();
      assert.deepEqual(wrong, []);
    });
  }
}

test("a question is answered by keys alone: the dialog, its safe choice, Esc, the form, Enter", { skip }, async () => {
  const { page } = await open(context, server.origin, "approve/form");
  const keys = page.keyboard;
  const card = page.locator("jenkins-approve");
  const focus = () => page.evaluate("globalThis.stage.root.activeElement?.textContent?.trim() || globalThis.stage.root.activeElement?.name");
  await card.getByRole("button", { name: "Abort" }).focus();
  await keys.press("Enter");
  await card.getByRole("dialog").waitFor();
  assert.equal(await focus(), "Keep waiting");
  await keys.press("Escape");
  await card.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal(await focus(), "Abort");
  await card.locator("select").focus();
  await keys.press("ArrowDown");
  await card.getByRole("button", { name: "Release" }).focus();
  await keys.press("Enter");
  await page.evaluate("globalThis.stage.within(60_000, '[part~=outcome]').then(() => true)");
  assert.match(await card.locator("[part~=outcome]").innerText(), /^Approved by /);
  assert.deepEqual((await page.evaluate("globalThis.stage.sim.requests().filter(({ method, path }) => method === 'POST' && path.includes('/input/')).length")), 1);
  await page.close();
});
