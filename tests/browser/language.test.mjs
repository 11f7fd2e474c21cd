// The elements in the page's language: fetched under a strict policy, by the nearest `lang`, replaced by the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, paused, simulate, withTag } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function page(t, body, script) {
  const sim = await simulate(withTag(body, script));
  t.after(() => sim.stop());
  await paused(sim, "Test Workflow", 10);
  const { page: opened, complaints } = await open(browser, sim, "index.html");
  const texts = [];
  opened.on("request", (request) => request.url().includes("/texts/") && texts.push(request.url().split("/").pop()));
  await opened.reload();
  return { page: opened, complaints, texts };
}

const card = '<jenkins-approve url="/jenkins" job="Test Workflow" run="10"></jenkins-approve>';

test("four languages, each fetched once for those who need it, with its own direction", async (t) => {
  const { page: p, complaints, texts } = await page(t, `<div id="en">${card}</div><div lang="de-AT" id="de">${card}${card}</div><div lang="zh-CN" id="zh">${card}</div><div lang="ar" id="ar">${card}</div>`);
  await p.locator("#de jenkins-approve").first().getByRole("button", { name: "Abbrechen" }).waitFor();
  await p.locator("#zh jenkins-approve").getByRole("button", { name: "中止" }).waitFor();
  await p.locator("#ar jenkins-approve").getByRole("button", { name: "إيقاف نهائي" }).waitFor();
  await p.locator("#en jenkins-approve").getByRole("button", { name: "Abort" }).waitFor();
  await p.locator("#de jenkins-approve").first().getByText(/Wartet seit \d+ Sek\./).waitFor();
  assert.deepEqual([...new Set(texts)].sort(), ["buttons.ar.js", "buttons.de.js", "buttons.zh.js"]);
  const root = (id) => p.locator(`#${id} jenkins-approve`).first().evaluate((host) => [host.shadowRoot.querySelector(".root").lang, getComputedStyle(host.shadowRoot.querySelector(".card")).direction]);
  assert.deepEqual([await root("de"), await root("ar"), await root("en")], [["de-AT", "ltr"], ["ar", "rtl"], ["en", "ltr"]]);
  assert.deepEqual(complaints, []);
});

test("the page's direction is kept, an unknown language is English and says so, and lang is followed", async (t) => {
  const { page: p } = await page(t, `<div dir="rtl" lang="sv" id="sv">${card}</div><div id="moved">${card}</div>`);
  await p.locator("#sv jenkins-approve").getByRole("button", { name: "Abort" }).waitFor();
  assert.deepEqual(await p.locator("#sv jenkins-approve").evaluate((host) => [host.shadowRoot.querySelector(".root").lang, getComputedStyle(host.shadowRoot.querySelector(".card")).direction]), ["en", "rtl"]);
  const element = p.locator("#moved jenkins-approve");
  await element.evaluate((node) => (node.lang = "de"));
  await element.getByRole("button", { name: "Abbrechen" }).waitFor();
  await element.evaluate((node) => {
    node.removeAttribute("lang");
    node.parentElement.lang = "zh";
    node.parentElement.append(node);
  });
  await element.getByRole("button", { name: "中止" }).waitFor();
});

/** A client whose run is what a test says, by `tell`. */
const ENGINE = `
import { Jenkins, JenkinsError } from "./bellpull.js";
const input = { id: "Eu", message: "Roll out?", ok: null, cancel: null, submitters: null, submittersKnown: true, submitterParameter: null, parameters: [], source: "core", fingerprint: "f".repeat(32), ambiguous: false };
const stage = { id: "1", name: "Gate", parent: null, branch: false, status: { word: "success", raw: null }, startTimeMillis: null, durationMillis: 5000, pauseDurationMillis: 0, error: null };
const view = (more) => ({ job: "x", run: 7, url: "", inputsUrl: "", status: { word: "running", raw: null }, building: true, result: null, displayName: null, description: null, queueId: null, startTimeMillis: null, durationMillis: null, estimatedDurationMillis: null, stages: [stage], stagesSource: null, inputs: [], inputsSource: null, causes: [], approvers: [], ...more });
const tells = [];
globalThis.tell = (more) => tells.forEach((onEvent) => onEvent({ event: "run", view: view(more) }));
globalThis.ask = () => tell({ inputs: [input] });
const engine = {
  async call(_, { onEvent, signal }) {
    tells.push(onEvent);
    await new Promise((resolve, reject) => signal.addEventListener("abort", () => reject(JenkinsError.cancelled(null))));
  },
};
for (const element of document.querySelectorAll("jenkins-approve")) Object.assign(element, { client: new Jenkins({ url: "/jenkins", engine }), job: "x", run: 7 });
`;

test("a name of the other direction leaves the time behind it in its place, and words are joined by the language's own comma", async (t) => {
  const { page: p } = await page(t, '<jenkins-approve id="en"></jenkins-approve><jenkins-approve id="ar" lang="ar"></jenkins-approve>', ENGINE);
  await p.locator("#ar [aria-busy=true]").waitFor();
  await p.evaluate("tell({})");
  await p.locator("#ar .stages .hint", { hasText: /^\s*[^,]+، [^,]+$/ }).waitFor();
  await p.locator("#en .stages .hint", { hasText: "succeeded, 5 sec" }).waitFor();
  await p.evaluate("ask()");
  await p.locator("#en [part=approve]").waitFor();
  await p.evaluate("tell({ approvers: ['محمد علي'] })");
  await p.locator("#en").getByText(/^Approved by محمد علي, /).first().waitFor();
  // The time is written behind the name, as English reads.
  const places = await p.locator("#en [part=outcome]").evaluate((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const at = (text) => {
      walker.currentNode = node;
      while (walker.nextNode()) {
        const begin = walker.currentNode.data.search(text);
        if (begin < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, begin);
        range.setEnd(walker.currentNode, begin + 2);
        return range.getBoundingClientRect().left;
      }
    };
    return [at(/Approved/), at(/محمد/), at(/\d\d:/)];
  });
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
});

test("texts are replaced by the page for all elements and for one", async (t) => {
  const { page: p } = await page(t, `<div id="one">${card}</div><div id="da" lang="da">${card}</div>`, `import { setMessages } from "./bellpull.js";
    setMessages({ abort: "No go" });
    setMessages({ abort: "Afbryd" }, "da");
    globalThis.late = () => setMessages({ abort: "Never" });
    document.querySelector("#one jenkins-approve").messages = { onlyMay: (names) => names, anybodyMay: "All of you" };`);
  await p.locator("#one jenkins-approve").getByRole("button", { name: "No go" }).waitFor();
  await p.locator("#da jenkins-approve").getByRole("button", { name: "Afbryd" }).waitFor();
  assert.equal(await p.locator("#da jenkins-approve").evaluate((host) => host.shadowRoot.querySelector(".root").lang), "da");
  await p.evaluate("late()");
  await p.locator("#one jenkins-approve").getByRole("button", { name: "Never" }).waitFor();
});

test("a language that cannot be fetched is English, and the page is told on the console alone", async (t) => {
  const { page: p, complaints } = await page(t, `<div lang="de">${card}</div>`);
  await p.route("**/texts/**", (route) => route.abort());
  await p.reload();
  await p.locator("jenkins-approve").getByRole("button", { name: "Abort" }).waitFor();
  assert.deepEqual(complaints.filter((text) => text.startsWith("error:")), []);
});
