// What somebody malicious could have written in Jenkins: it has to stay text, within its element.
const MINUTE = 60_000;
const TEXTS = "Hostile/texts";
const LONG = "Hostile/long";
const NAMED = `Hostile/${"n".repeat(200)}`;

/** A neighbour whose words nothing may turn round or push away. */
function neighbour(stage) {
  const made = (text) => Object.assign(document.createElement("p"), { className: "neighbour", textContent: text });
  stage.place.prepend(made("before (1) abc"));
  stage.place.append(made("after (2) xyz"));
}

async function shown(stage, tag, job, properties, selector) {
  stage.add(tag, { job, ...properties });
  neighbour(stage);
  await stage.until(selector);
}

export const HOSTILE = [
  { name: "approve", show: async (stage) => shown(stage, "jenkins-approve", TEXTS, { run: await stage.paused(TEXTS) }, "[part~=approve]") },
  {
    name: "approve-form",
    async show(stage) {
      await shown(stage, "jenkins-approve", TEXTS, { run: await stage.paused(TEXTS) }, "[part~=approve]");
      await stage.press("[part~=approve]");
      await stage.until("form select");
    },
  },
  {
    name: "approve-dialog",
    tall: true,
    async show(stage) {
      await shown(stage, "jenkins-approve", TEXTS, { run: await stage.paused(TEXTS) }, "[part~=approve]");
      await stage.press("[part~=abort]");
      await stage.until("dialog[open]");
    },
  },
  { name: "approve-long", about: "100 KB of message", show: async (stage) => shown(stage, "jenkins-approve", LONG, { run: await stage.paused(LONG, {}, "ada") }, "[part~=approve]") },
  { name: "trigger", show: (stage) => shown(stage, "jenkins-trigger", NAMED, {}, "[part~=trigger]") },
  {
    name: "trigger-form",
    async show(stage) {
      await shown(stage, "jenkins-trigger", TEXTS, {}, "[part~=trigger]");
      await stage.press("[part~=trigger]");
      await stage.until("form select");
    },
  },
  {
    name: "trigger-run",
    async show(stage) {
      await shown(stage, "jenkins-trigger", "Hostile/failing", {}, "[part~=trigger]");
      await stage.press("[part~=trigger]");
      await stage.pass(MINUTE);
      await stage.until("[part~=outcome]");
    },
  },
  { name: "run", wide: true, show: async (stage) => shown(stage, "jenkins-run", TEXTS, { run: await stage.paused(TEXTS) }, "[part~=stage]") },
  { name: "run-long", wide: true, show: async (stage) => shown(stage, "jenkins-run", LONG, { run: await stage.paused(LONG, {}, "ada") }, "[part~=stage]") },
  { name: "run-failing", wide: true, show: async (stage) => shown(stage, "jenkins-run", "Hostile/failing", { run: await stage.finished("Hostile/failing") }, "[part~=stage]") },
  {
    name: "log",
    wide: true,
    async show(stage) {
      await shown(stage, "jenkins-log", TEXTS, { run: await stage.paused(TEXTS) }, "[part~=log][aria-busy=false]");
      await stage.pass(2_000);
    },
  },
  {
    name: "log-wrapped",
    wide: true,
    about: "with its long lines broken",
    async show(stage) {
      await shown(stage, "jenkins-log", TEXTS, { run: await stage.paused(TEXTS) }, "[part~=log][aria-busy=false]");
      await stage.pass(2_000);
      stage.all("[part~=tools] button").forEach((button) => button.getAttribute("aria-pressed") === "false" && /wrap/i.test(button.textContent) && button.click());
      await stage.settled();
    },
  },
];
