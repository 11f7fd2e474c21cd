// `cargo xtask demo --check`: what two people do at the release desk, in a real browser without a window.
import assert from "node:assert/strict";
import { launch, shot } from "./harness.mjs";

const url = process.env.BELLPULL_DEMO_URL;
if (!url) throw new Error("BELLPULL_DEMO_URL is not set; run `cargo xtask demo --check`");

const browser = await launch();
const complaints = [];
const asked = [];

async function step(text, action) {
  process.stderr.write(`  ${text} … `);
  await action();
  process.stderr.write("ok\n");
}

async function person(name) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && !message.text().includes("403") && complaints.push(message.text()));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  await page.waitForSelector("html[data-ready=nobody]");
  await page.locator(`[value=${name}]`).check();
  await page.waitForSelector(`html[data-ready=${name}]`);
  return page;
}

try {
  let [ann, ben] = [];
  await step("two people sign in", async () => {
    ann = await person("ann");
    ben = await person("ben");
    await ben.locator("jenkins-trigger").getByRole("button", { name: "Run…" }).waitFor();
    await shot(ben, "1-ready");
  });
  await step("Ben, who may not decide, starts a run", async () => {
    const trigger = ben.locator("jenkins-trigger");
    await trigger.getByRole("button", { name: "Run…" }).click();
    await trigger.getByLabel("VERSION").fill("9.9.1");
    await trigger.getByLabel("ENVIRONMENT").selectOption("production");
    await shot(ben, "2-form");
    await trigger.getByRole("button", { name: "Run", exact: true }).click();
    await ben.locator("jenkins-approve").getByRole("heading", { name: "Ship 9.9.1 to production?" }).waitFor({ timeout: 20_000 });
    await shot(ben, "3-waiting");
  });
  await step("that he may not decide is told beforehand, in words", async () => {
    const card = ben.locator("jenkins-approve");
    await card.getByText("You may not decide this: You are not among those who may do this.").waitFor();
    const button = card.getByRole("button", { name: "Ship it…" });
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    await shot(ben, "4-refused");
  });
  await step("Ann approves it with changed values", async () => {
    await ann.goto(`${url}${new URL(ben.url()).search}`);
    const card = ann.locator("jenkins-approve");
    await card.getByRole("heading", { name: "Ship 9.9.1 to production?" }).waitFor();
    await card.getByRole("button", { name: "Ship it…" }).click();
    await card.getByLabel("REGION").selectOption("us");
    await shot(ann, "5-approve-form");
    await card.getByRole("button", { name: "Ship it", exact: true }).click();
    await card.getByText("Approved by Ann").first().waitFor();
    await ann.locator("#records tr[data-phase=done]", { hasText: "approved" }).waitFor();
    await shot(ann, "6-approved");
  });
  await step("Ben sees what became of it", async () => {
    await ben.locator("jenkins-trigger [part=outcome]", { hasText: "succeeded" }).waitFor({ timeout: 20_000 });
    await ben.locator("#records tr[data-phase=done]", { hasText: "Ann" }).waitFor();
    await shot(ben, "7-done");
  });
  assert.deepEqual(asked.filter((address) => address.endsWith(".wasm") || !address.startsWith(new URL(url).origin)), [], "the pages asked for more than the desk");
  assert.deepEqual(complaints, [], "the pages complained");
  process.stderr.write("the demo does its main job\n");
} catch (error) {
  for (const context of browser.contexts()) for (const page of context.pages()) await shot(page, `failed-${browser.contexts().indexOf(context)}`);
  console.error(`\n${error.message}\nwhat the pages complained about: ${JSON.stringify(complaints)}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
