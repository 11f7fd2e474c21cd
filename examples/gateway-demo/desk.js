// The page of the release desk: two elements that go through the gateway, and the audit log as it is written.
const element = (id) => document.getElementById(id);
const { job, person } = await (await fetch("desk.json")).json();
const run = () => new URLSearchParams(location.search).get("run");

/** An element through the gateway. */
function through(name, attributes) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries({ gateway: "/jenkins-gateway", job, ...attributes })) made.setAttribute(attribute, value);
  return made;
}

function show(number) {
  if (element("approve").firstElementChild?.getAttribute("run") === String(number)) return;
  element("approve").replaceChildren(through("jenkins-approve", { run: number }));
  element("nothing").hidden = true;
  history.replaceState(null, "", `?run=${number}`);
}

function record({ time, person, verb, run, phase, rule, code, outcome }) {
  const row = document.createElement("tr");
  const cells = [new Date(time).toLocaleTimeString(), person?.name ?? person?.id ?? "nobody", run === null ? verb : `${verb} #${run}`, phase, rule ?? code, outcome ?? ""];
  row.dataset.phase = phase;
  row.append(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
  element("records").prepend(row);
}

element("who").addEventListener("change", async ({ target }) => {
  await fetch(`sign-in?as=${encodeURIComponent(target.value)}`, { method: "POST" });
  location.reload();
});

if (person) {
  document.querySelector(`[value=${person.id}]`).checked = true;
  const trigger = through("jenkins-trigger", {});
  trigger.addEventListener("jenkins-run", ({ detail }) => show(detail.run));
  element("trigger").replaceChildren(trigger);
  if (run()) show(run());
  const audit = new EventSource("audit");
  audit.addEventListener("message", ({ data }) => record(JSON.parse(data)));
  audit.addEventListener("open", () => (document.documentElement.dataset.ready = person.id));
} else {
  document.documentElement.dataset.ready = "nobody";
}
