// `cargo xtask gallery`: takes the sheets; with --check compares them with the baselines, with --update renews these; with --open serves the page.
import { spawn } from "node:child_process";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../browser/harness.mjs";
import { compare, small } from "./compare.mjs";
import { onlyOurFonts } from "./fonts.mjs";
import { folder, pictures, play, PLAYS } from "./sheets.mjs";
import { assemble, serve } from "./site.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const BASELINES = join(root, "tests/gallery/baselines");
const OUT = join(root, "target/gallery");
const AT_ONCE = 2;

const [how = "take", ...only] = process.argv.slice(2);
await assemble();
if (how === "open") await open();
else await sheets();

async function open() {
  const { origin } = await serve();
  console.error(`\n  The gallery is at  ${origin}/\n  Ctrl-C ends it.\n`);
  const opener = { darwin: "open", win32: "explorer" }[process.platform] ?? "xdg-open";
  spawn(opener, [origin], { stdio: "ignore" }).on("error", () => console.error("  (no browser could be opened from here; open the address yourself)"));
}

async function sheets() {
  const { origin, close } = await serve();
  const browser = await launch(["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"], await onlyOurFonts(root, join(OUT, "fonts")));
  const [taken, kept, apart] = [await folder(OUT), await folder(BASELINES), await folder(join(OUT, "differences"))];
  const wanted = ({ name }) => only.length === 0 || only.some((part) => name.includes(part));
  const waiting = PLAYS.map((one) => ({ ...one, sheets: one.sheets.filter(wanted) })).filter(({ sheets }) => sheets.length > 0);
  const problems = [];
  const one = async (sheet, picture) => {
    await writeFile(taken(sheet.name), picture);
    if (how === "update") await writeFile(kept(sheet.name), small(picture));
    const problem = how === "check" ? await differs(sheet, picture, kept, apart) : null;
    if (problem) problems.push(`${sheet.name}: ${problem}`);
    console.error(`  ${sheet.name} … ${problem ?? "ok"}`);
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await play(browser, origin, next, one).catch((error) => problems.push(`${next.group} in ${next.lang}: ${error.message}`));
    }),
  );
  if (how === "update" && only.length === 0) await pictures(browser, origin, (name, picture) => writeFile(join(root, `docs/${name}.png`), picture));
  await browser.close();
  await close();
  if (how === "update" && only.length === 0) await forget();
  if (problems.length === 0) return console.error(`  the sheets are in target/gallery/`);
  console.error(`\n${problems.join("\n")}\n\nLook at target/gallery/ and target/gallery/differences/; if this is what is wanted: cargo xtask gallery --update`);
  process.exitCode = 1;
}

async function differs(sheet, picture, kept, apart) {
  const before = await readFile(kept(sheet.name)).catch(() => null);
  if (!before) return "there is no baseline";
  const { share, worst, size, picture: difference } = compare(before, small(picture));
  await rm(apart(sheet.name), { force: true });
  if (share <= sheet.tolerance.share && worst <= sheet.tolerance.worst) return null;
  await writeFile(apart(sheet.name), difference);
  return `${(share * 100).toFixed(2)} % of its pixels differ, ${(worst * 100).toFixed(0)} % of the worst square (${size.join(" before, ")} now)`;
}

/** Baselines of sheets that are no more. */
async function forget() {
  const names = PLAYS.flatMap(({ sheets }) => sheets.map((sheet) => `${sheet.name}.png`));
  for (const name of await readdir(BASELINES)) if (!names.includes(name)) await rm(join(BASELINES, name));
}
