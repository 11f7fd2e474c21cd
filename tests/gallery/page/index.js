// All states, each in a frame of its own: it has a simulator, a time, a language and, for dialogs, a window of its own.
import { GROUPS } from "./states/index.js";

const switches = document.querySelector("#switches");
const main = document.querySelector("main");
const wanted = new URLSearchParams(location.search);
/** What can be changed without a state being played again. */
const LOOKS = ["theme", "width", "zoom"];
/** How many frames start at the same time. */
const AT_ONCE = 4;

for (const { name } of GROUPS) switches.elements.group.append(new Option(name));
for (const field of switches.elements) field.value = wanted.get(field.name) ?? "";
if (switches.elements.lang.value === "") switches.elements.lang.value = "en";
switches.hidden = wanted.has("bare");
switches.addEventListener("change", ({ target }) => {
  const chosen = Object.fromEntries(new FormData(switches));
  history.replaceState(null, "", `?${new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ""))}`);
  if (LOOKS.includes(target.name)) show(chosen);
  else location.reload();
});

/** Shows all states in another way, as they are. */
globalThis.show = show;
function show(look) {
  const pages = [document, ...[...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument)];
  for (const { documentElement: html } of pages) for (const name of LOOKS) html.dataset[name] = look[name] ?? "";
}

function figure(group, state) {
  const path = `${group.name}/${state.name}`;
  const query = new URLSearchParams(wanted);
  query.set("state", path);
  const frame = Object.assign(document.createElement("iframe"), { title: path });
  const link = Object.assign(document.createElement("a"), { href: `state.html?${query}`, textContent: path, target: "_blank" });
  const about = Object.assign(document.createElement("span"), { textContent: state.about ?? "" });
  const caption = document.createElement("figcaption");
  caption.append(link, " ", about);
  const made = document.createElement("figure");
  if (state.wide || group.wide) made.dataset.wide = "";
  made.append(frame, caption);
  return { made, start: () => start(frame, link.href) };
}

/** Resolves when the frame shows its state, as high as that is. */
function start(frame, href) {
  return new Promise((resolve) => {
    frame.addEventListener("load", () => {
      const html = frame.contentDocument.documentElement;
      const look = () => {
        if (html.dataset.state === undefined) return;
        const content = frame.contentDocument.querySelector("main");
        const fit = () => (frame.style.blockSize = `${Math.ceil(content.getBoundingClientRect().height) + 2}px`);
        fit();
        new ResizeObserver(fit).observe(content);
        if (html.dataset.state === "failed") document.documentElement.dataset.failed = `${document.documentElement.dataset.failed ?? ""}\n${frame.title}: ${html.dataset.why}`;
        watch.disconnect();
        resolve();
      };
      const watch = new MutationObserver(look);
      watch.observe(html, { attributes: true });
      look();
    });
    frame.src = href;
  });
}

const waiting = [];
for (const group of GROUPS.filter(({ name }) => !wanted.get("group") || wanted.get("group") === name)) {
  const section = document.createElement("section");
  section.append(Object.assign(document.createElement("h2"), { textContent: group.title }));
  const list = document.createElement("div");
  list.className = "states";
  for (const state of group.states) {
    const { made, start: begin } = figure(group, state);
    list.append(made);
    waiting.push(begin);
  }
  section.append(list);
  main.append(section);
}
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  }),
);
show(Object.fromEntries(wanted));
document.documentElement.dataset.state = "ready";
