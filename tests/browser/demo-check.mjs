// `cargo xtask demo --check`: what a person does on the demo page, in a real browser without a window.
import assert from "node:assert/strict";
import { launch, shot } from "./harness.mjs";

const url = process.env.BELLPULL_DEMO_URL;
if (!url) throw new Error("BELLPULL_DEMO_URL is not set; run `cargo xtask demo --check`");

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
const complaints = [];
page.on("pageerror", (error) => complaints.push(error.message));
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));

async function step(text, action) {
  process.stderr.write(`  ${text} … `);
  await action();
  process.stderr.write("ok\n");
}

const trigger = page.locator("jenkins-trigger");
const approve = page.locator("jenkins-approve");

try {
  await step("the page opens, signed in", async () => {
    await page.goto(url);
    await page.waitForSelector("html[data-ready]");
    await trigger.getByRole("button", { name: "Run…" }).waitFor();
    await shot(page, "1-ready");
  });
  await step("the job is triggered with parameters", async () => {
    await trigger.getByRole("button", { name: "Run…" }).click();
    await trigger.getByLabel("VERSION").fill("9.9.1");
    await trigger.getByLabel("ENVIRONMENT").selectOption("production");
    await trigger.getByLabel("NOTES").fill("checked by a machine");
    await shot(page, "2-form");
    await trigger.getByRole("button", { name: "Run", exact: true }).click();
  });
  await step("its run goes through stages and pauses", async () => {
    await approve.getByRole("heading", { name: "Ship 9.9.1 to production?" }).waitFor({ timeout: 20_000 });
    await trigger.getByText("Approve", { exact: true }).waitFor();
    await shot(page, "3-waiting");
  });
  await step("it is approved with changed parameters", async () => {
    await approve.getByRole("button", { name: "Ship it…" }).click();
    await approve.getByLabel("REGION").selectOption("us");
    await approve.getByLabel("CANARY").uncheck();
    await approve.getByLabel("COMMENT").fill("go & <b>see</b>");
    await shot(page, "4-approve-form");
    await approve.getByRole("button", { name: "Ship it", exact: true }).click();
    await approve.getByText("Approved by releaser").first().waitFor();
    await shot(page, "5-approved");
  });
  await step("the Pipeline has received exactly these values", async () => {
    const wanted = "deploying 9.9.1 to production: region=us canary=false comment=go & <b>see</b> approved by releaser";
    await page.locator("#log", { hasText: "Finished: SUCCESS" }).waitFor({ timeout: 20_000 });
    const log = await page.locator("#log").textContent();
    assert.ok(log.includes(wanted), `the log has no line ${JSON.stringify(wanted)}:\n${log}`);
    assert.ok(log.includes("notes: checked by a machine"), log);
    await trigger.locator("[part=outcome]", { hasText: "succeeded" }).waitFor();
    await shot(page, "6-done");
  });
  await step("a second run is aborted at its question", async () => {
    await trigger.getByRole("button", { name: "Run…" }).click();
    await trigger.getByRole("button", { name: "Run", exact: true }).click();
    await approve.getByRole("heading", { name: "Ship 2.4.1 to staging?" }).waitFor({ timeout: 20_000 });
    await approve.getByRole("button", { name: "Abort" }).click();
    await page.getByRole("dialog").waitFor();
    await shot(page, "7-abort-dialog");
    await page.getByRole("dialog").getByRole("button", { name: "Abort" }).click();
    await approve.getByText(/^Aborted, /).first().waitFor();
    await trigger.locator("[part=outcome]", { hasText: "aborted" }).waitFor();
    await page.locator("#log", { hasText: "Finished: ABORTED" }).waitFor();
    await shot(page, "8-aborted");
  });
  assert.deepEqual(complaints, [], "the page complained");
  process.stderr.write("the demo does its main job\n");
} catch (error) {
  await shot(page, "failed");
  console.error(`\n${error.message}\nwhat the page complained about: ${JSON.stringify(complaints)}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
