// What holds in every state of the gallery. Each check gets a page that shows a state, and gives what is wrong with it, in words.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Rules about whole pages: these are for the page that has the elements. */
const OF_PAGES = ["region", "landmark-one-main", "page-has-heading-one", "heading-order", "bypass"];
/** Experimental, and not to be had: it takes a comma of Arabic for a letter, and a name that is cut for another one. */
const EXPERIMENTAL = ["label-content-name-mismatch"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Opens a state, and throws if it is not reached. */
export async function open(context, origin, state, query = {}) {
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(`${origin}/state.html?${new URLSearchParams({ state, ...query })}`);
  await page.waitForSelector("html[data-state]", { state: "attached", timeout: 60_000 });
  const why = await page.locator("html").getAttribute("data-why");
  if (why !== null) throw new Error(`${state} is not reached: ${why}`);
  return { page, complaints };
}

/** Nothing was blocked by the page's policy, and nothing went wrong unseen. */
export async function blocked({ page, complaints }) {
  return [...(await page.evaluate("globalThis.violations")), ...complaints];
}

/** What axe finds, contrast included. */
export async function accessible({ page }) {
  if (!(await page.evaluate("typeof globalThis.axe === 'object'"))) await page.evaluate(axe);
  const { violations } = await page.evaluate(([tags, off]) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, rules: Object.fromEntries(off.map((id) => [id, { enabled: false }])), resultTypes: ["violations"] }), [TAGS, [...OF_PAGES, ...EXPERIMENTAL]]);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) => `axe ${id}: ${target.flat().join(" ")} ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, " ").slice(0, 300)}`));
}

/** Runs in the page: what has the focus, through shadow roots. */
const FOCUSED = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
})()`;

/** Tab comes to everything that can be pressed or filled in, each with a ring to be seen, and gets out again. */
export async function reachable({ page }) {
  const wanted = await page.evaluate(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const controls = all(document).filter((element) => element.matches("a[href], button, input, select, textarea") && element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0 && !element.disabled);
    const dialog = controls.find((element) => element.closest("dialog[open]"))?.closest("dialog");
    globalThis.wanted = dialog ? controls.filter((element) => dialog.contains(element)) : controls;
    globalThis.met = new Set();
    document.activeElement?.blur();
    return globalThis.wanted.length;
  });
  const wrong = [];
  let left = false;
  let missing = wanted;
  // The browser goes on from where the focus was last, so it comes round once.
  for (let presses = 0; presses < wanted * 3 + 25 && !(left && missing === 0); presses += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(`(() => {
      const at = ${FOCUSED};
      if (!at || at === document.body || at === document.documentElement) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const again = globalThis.met.has(at);
      globalThis.met.add(at);
      return { again, ring: outlineStyle !== "none" && outlineWidth !== "0px", what: at.outerHTML.replace(/<!--.*?-->/gs, "").slice(0, 120) };
    })()`);
    left ||= seen === null || seen.again;
    missing = await page.evaluate("globalThis.wanted.filter((element) => !globalThis.met.has(element)).length");
    if (seen && !seen.again && !seen.ring) wrong.push(`no ring around ${seen.what}`);
  }
  if (!left) wrong.push("Tab does not get out");
  const missed = await page.evaluate("globalThis.wanted.filter((element) => !globalThis.met.has(element)).map((element) => element.outerHTML.slice(0, 120))");
  return [...wrong, ...missed.map((what) => `Tab does not come to ${what}`)];
}

/** Whoever has pressed something finds the focus in the element, not at the page's beginning. */
export async function focused({ page }) {
  return page.evaluate(`(() => {
    if (!globalThis.stage.pressed) return [];
    const at = ${FOCUSED};
    return at === document.body || at === null ? ["the focus is lost"] : [];
  })()`);
}

/** A screen reader is told each change once. */
export async function told({ page }) {
  const said = await page.evaluate("globalThis.stage.said");
  return said.filter((text, at) => said.indexOf(text) !== at).map((text) => `said again: ${text.slice(0, 200)}`);
}

/** The element stays within its place, and the page does not scroll sideways. */
export async function within({ page }) {
  return page.evaluate(() => {
    const wrong = [];
    const { documentElement: html } = document;
    if (html.scrollWidth > html.clientWidth) wrong.push(`the page scrolls sideways: ${html.scrollWidth} > ${html.clientWidth}`);
    const place = document.querySelector("main").getBoundingClientRect();
    const box = globalThis.stage.element.getBoundingClientRect();
    if (box.left < place.left - 0.5 || box.right > place.right + 0.5) wrong.push(`the element leaves its place: ${box.left}–${box.right} of ${place.left}–${place.right}`);
    if (box.height > 3 * innerHeight && box.height > 3000) wrong.push(`the element is ${box.height} px high`);
    return wrong;
  });
}

/** Hostile texts stay text: no script has run, nothing was made of them, and no word beside them is turned round. */
export async function harmless({ page }) {
  return page.evaluate(() => {
    const wrong = globalThis.hurt === undefined ? [] : ["a script of theirs has run"];
    const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const elements = all(globalThis.stage.element.shadowRoot);
    for (const element of elements) {
      if (element.matches("script, img, iframe, object, embed, b, i, u, style, link")) wrong.push(`there is a ${element.localName}`);
      for (const { name, value } of element.attributes) if (/^on/.test(name) || /^\s*javascript:/i.test(value)) wrong.push(`${element.localName} has ${name}=${value.slice(0, 40)}`);
    }
    // A text that turns round what follows has to be alone in its paragraph, or set apart.
    const turning = /[\u202a-\u202e\u2066-\u2069]/;
    const apart = (style) => style.display !== "inline" || /isolate|plaintext/.test(style.unicodeBidi);
    for (const element of elements) {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !turning.test(node.data)) continue;
        let box = element;
        while (!apart(getComputedStyle(box))) box = box.parentElement;
        const others = box.textContent.replace(node.data, "").trim();
        if (others !== "" && getComputedStyle(box).display !== "flex") wrong.push(`not set apart: ${node.data.slice(0, 60)} in ${box.localName}.${box.className} beside ${others.slice(0, 60)}`);
      }
    }
    for (const paragraph of document.querySelectorAll(".neighbour")) {
      const text = paragraph.firstChild;
      const left = [...text.data].map((_, at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      });
      if (document.documentElement.dir !== "rtl" && left.some((x, at) => at > 0 && x < left[at - 1])) wrong.push(`turned round: ${text.data}`);
    }
    return wrong;
  });
}
