// What holds in every state of the gallery: axe, keyboard, focus, live regions, the page's policy, hostile texts.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { accessible, blocked, focused, harmless, open, reachable, told, within } from "../gallery/checks.mjs";
import { assemble, serve } from "../gallery/site.mjs";
import { GROUPS, STATES } from "../gallery/states/index.js";
import { launch } from "./harness.mjs";

let [site, server, browser, context] = [];
before(async () => {
  site = await mkdtemp(join(tmpdir(), "bellpull-gallery-"));
  await assemble(site);
  server = await serve({ site });
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 420, height: 640 }, timezoneId: "UTC", locale: "en-GB" });
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(site, { recursive: true, force: true });
});

/** What each check finds, with its name. */
async function found(shown, checks) {
  const wrong = [];
  for (const check of checks) wrong.push(...(await check(shown)).map((text) => `${check.name}: ${text}`));
  return wrong;
}

const wide = (state) => GROUPS.find(({ name }) => state.startsWith(`${name}/`)).wide === true;

describe("every state", { concurrency: 2 }, () => {
  for (const state of STATES) {
    it(`${state}, light and dark`, async () => {
      const shown = await open(context, server.origin, state);
      try {
        if (wide(state)) await shown.page.setViewportSize({ width: 900, height: 640 });
        const wrong = await found(shown, [focused, told, within, harmless]);
        for (const colorScheme of ["light", "dark"]) {
          await shown.page.emulateMedia({ colorScheme });
          wrong.push(...(await accessible(shown)).map((text) => `${colorScheme}: ${text}`));
        }
        wrong.push(...(await found(shown, [reachable, blocked])));
        assert.deepEqual(wrong, []);
      } finally {
        await shown.page.close();
      }
    });

    it(`${state}, right to left and narrow`, async () => {
      const shown = await open(context, server.origin, state, { lang: "ar" });
      try {
        await shown.page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await found(shown, [within, harmless, accessible, blocked]), []);
      } finally {
        await shown.page.close();
      }
    });
  }
});

describe("the checks themselves", () => {
  const spoil = [
    [accessible, () => Object.assign(globalThis.stage.root.querySelector("button").style, { color: "#999", background: "#aaa" })],
    [reachable, () => globalThis.stage.place.append(Object.assign(document.createElement("button"), { textContent: "x", tabIndex: 0, onfocus: ({ target }) => target.blur() }))],
    [focused, () => ((globalThis.stage.pressed = true), document.activeElement.blur())],
    [told, () => globalThis.stage.said.push("Approved", "Approved")],
    [within, () => (globalThis.stage.element.style.inlineSize = "200vw")],
    [harmless, () => globalThis.stage.root.querySelector("button").before(document.createElement("img"))],
    [harmless, () => globalThis.stage.root.querySelector("[part~=facts] span:not(.with-icon)").append("\u202e", Object.assign(document.createElement("span"), { textContent: "turned" }))],
    [blocked, () => globalThis.stage.root.querySelector("button").setAttribute("style", "color: red")],
    [blocked, () => {
      try {
        globalThis.stage.root.querySelector("button").innerHTML = "<b>x</b>";
      } catch {
        // It throws as well as being told.
      }
    }],
  ];
  for (const [check, act] of spoil) {
    it(`${check.name} fails where it has to: ${String(act).slice(6, 90).replace(/\s+/g, " ")}`, async () => {
      const shown = await open(context, server.origin, "approve/waiting");
      await shown.page.evaluate(act);
      assert.notDeepEqual(await check(shown), []);
      await shown.page.close();
    });
  }
});
