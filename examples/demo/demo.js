// An ordinary application around two custom elements.
import { Jenkins } from "./bellpull.js";

const url = new URL("/jenkins/", location.href).href;
const people = { releaser: "password-2-", viewer: "password-3-", admin: "password-1-" };
const element = (id) => document.getElementById(id);
const trigger = element("trigger");
const approve = element("approve");
const log = element("log");

let jenkins;
let reading;

/** Signs in by Jenkins' own login form. A real page would find its visitor signed in already. */
async function signIn(user) {
  reading?.abort();
  await new Jenkins({ url, credentials: { kind: "password", user, password: people[user] } }).call({ op: "login" });
  jenkins = new Jenkins({ url });
  trigger.client = jenkins;
  approve.client = jenkins;
  document.documentElement.dataset.user = user;
}

/** Shows a run's log as it grows. */
async function follow(run) {
  reading?.abort();
  reading = new AbortController();
  log.textContent = "";
  try {
    for await (const piece of jenkins.job("Ops Team/deploy").run(run).log({ signal: reading.signal })) {
      log.textContent += piece.text.replaceAll(/^\[Pipeline\].*\n/gm, "");
      log.scrollTop = log.scrollHeight;
    }
  } catch (error) {
    if (error.code !== "cancelled") log.textContent += `\n${error.message}`;
  }
}

trigger.addEventListener("jenkins-run", ({ detail }) => {
  if (Number(approve.getAttribute("run")) === detail.run) return;
  approve.setAttribute("job", "Ops Team/deploy");
  approve.setAttribute("run", detail.run);
  approve.hidden = false;
  element("nothing").hidden = true;
  void follow(detail.run);
});

element("who").addEventListener("change", async (event) => {
  await signIn(event.target.value);
  const run = Number(approve.getAttribute("run"));
  if (run) void follow(run);
});

await signIn("releaser");
document.documentElement.dataset.ready = "true";
