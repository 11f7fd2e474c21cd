// Shows one state: `state.html?state=approve/waiting&lang=ar&theme=dark&zoom=200&contrast=forced`.
import "./bellpull.js";
import { Stage } from "./stage.js";
import { find } from "./states/index.js";
import { force } from "./forced.js";

const wanted = new URLSearchParams(location.search);
const { documentElement: html } = document;
const violations = (globalThis.violations = []);
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => violations.push(`${violatedDirective} ${blockedURI} ${sample}`));

html.lang = wanted.get("lang") ?? "en";
html.dir = wanted.get("dir") ?? (html.lang === "ar" ? "rtl" : "ltr");
for (const name of ["theme", "zoom"]) if (wanted.has(name)) html.dataset[name] = wanted.get(name);

const state = find(wanted.get("state"));
document.title = state.name;
document.body.classList.toggle("tall", state.tall === true);
try {
  const stage = await Stage.open(document.querySelector("main"));
  globalThis.stage = stage;
  await state.show(stage);
  await document.fonts.ready;
  await stage.settled();
  if (wanted.get("contrast") === "forced") force(document);
  html.dataset.state = "ready";
} catch (error) {
  html.dataset.state = "failed";
  html.dataset.why = String(error.stack ?? error);
  document.querySelector("main").append(Object.assign(document.createElement("pre"), { textContent: html.dataset.why }));
}
