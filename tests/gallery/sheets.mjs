// The sheets: all states of an element in one picture, for each way to show them.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { GROUPS } from "./states/index.js";

/** The clock of every sheet stands in one zone, and a sheet is as wide as a reader's window. */
const CONTEXT = { timezoneId: "UTC", locale: "en-GB", reducedMotion: "reduce", viewport: { width: 1330, height: 900 } };

/** `share`: of all pixels of a sheet, `worst`: of its worst square, so many may differ. */
const TOLERANCE = { share: 0.004, worst: 0.12 };

/** Ways to show the states. Those of one language are played once, and shown in each way. */
const LOOKS = [
  { name: "light", lang: "en", look: { theme: "light" } },
  { name: "dark", lang: "en", look: { theme: "dark" } },
  { name: "narrow", lang: "en", look: { theme: "light", width: "320" } },
  { name: "zoom", lang: "en", look: { theme: "light", zoom: "200" } },
  { name: "forced", lang: "en", look: { theme: "light" }, media: { forcedColors: "active" } },
  { name: "rtl", lang: "ar", look: { theme: "light" } },
];

/** Whether a sheet is made: hostile texts are about layout, which colours do not change. */
const made = (group, { name }) => group !== "hostile" || ["light", "rtl", "narrow"].includes(name);

/** What is played together, with its sheets. */
export const PLAYS = GROUPS.flatMap(({ name: group }) => ["en", "ar"].map((lang) => ({ group, lang, sheets: LOOKS.filter((look) => look.lang === lang && made(group, look)).map((look) => ({ ...look, name: `${group}-${look.name}`, tolerance: TOLERANCE })) })));

/** Plays the states of a group, and gives the picture of each of its sheets to `taken`; throws if a state is not reached. */
export async function play(browser, origin, { group, lang, sheets }, taken) {
  const context = await browser.newContext(CONTEXT);
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/index.html?${new URLSearchParams({ group, lang, bare: "1" })}`);
    await page.waitForSelector("html[data-state=ready]", { timeout: 180_000 });
    const failed = await page.locator("html").getAttribute("data-failed");
    if (failed !== null) throw new Error(`states that are not reached:${failed}`);
    for (const sheet of sheets) {
      await page.emulateMedia({ forcedColors: "none", ...sheet.media });
      await page.evaluate((look) => globalThis.show(look), sheet.look);
      // Frames grow to their height, and logs draw the lines that have come into sight.
      await page.waitForTimeout(500);
      await taken(sheet, await page.screenshot({ fullPage: true, animations: "disabled" }));
    }
  } finally {
    await context.close();
  }
}

/** Pictures for README: a state as a reader of it sees one. */
const PICTURES = [
  { name: "run", state: "run/paused", width: 900, query: { theme: "light" } },
  { name: "card-dark", state: "approve/form", width: 440, query: { theme: "dark" } },
  { name: "card-rtl", state: "approve/waited", width: 440, query: { theme: "light", lang: "ar" } },
];

/** Takes README's pictures. */
export async function pictures(browser, origin, taken) {
  for (const { name, state, width, query } of PICTURES) {
    const context = await browser.newContext({ ...CONTEXT, viewport: { width, height: 200 } });
    const page = await context.newPage();
    await page.goto(`${origin}/state.html?${new URLSearchParams({ state, ...query })}`);
    await page.waitForSelector("html[data-state=ready]");
    await taken(name, await page.locator("main").screenshot({ animations: "disabled" }));
    await context.close();
  }
}

export async function folder(path) {
  await mkdir(path, { recursive: true });
  return (name) => join(path, `${name}.png`);
}
