// The trigger button.
const MINUTE = 60_000;
const BUTTON = "[part~=trigger]";

async function button(stage, job, properties = {}) {
  stage.add("jenkins-trigger", { job, ...properties });
  await stage.until(BUTTON);
}

async function pressed(stage, job) {
  await button(stage, job);
  await stage.press(BUTTON);
}

export const TRIGGER = [
  {
    name: "loading",
    async show(stage) {
      stage.sim.fault({ kind: { slow: 600_000 }, times: 100 });
      stage.add("jenkins-trigger", { job: "Ops/nightly" });
      await stage.until("[aria-busy=true], .bone");
    },
  },
  { name: "ready", show: (stage) => button(stage, "Ops/nightly") },
  {
    name: "form",
    async show(stage) {
      await pressed(stage, "Ops/parameterized");
      await stage.until("form");
    },
  },
  {
    name: "kinds",
    about: "every kind of parameter",
    async show(stage) {
      await pressed(stage, "Ops/kinds of parameters");
      await stage.until("form");
    },
  },
  {
    name: "sending",
    async show(stage) {
      await button(stage, "Ops/nightly");
      stage.sim.fault({ method: "POST", kind: { slow: 600_000 } });
      await stage.press(BUTTON);
      await stage.until("[aria-busy=true]");
    },
  },
  {
    name: "queued",
    about: "and why it waits",
    async show(stage) {
      await pressed(stage, "Ops/no executor");
      await stage.within(MINUTE, "[part~=cancel]");
      await stage.pass(10_000);
    },
  },
  {
    name: "blocked",
    about: "another run is under way",
    async show(stage) {
      await stage.triggered("Ops/one at a time");
      await pressed(stage, "Ops/one at a time");
      await stage.within(MINUTE, "[part~=cancel]");
      await stage.pass(10_000);
    },
  },
  {
    name: "merged",
    about: "with an equal one in the queue",
    async show(stage) {
      await stage.run(stage.client("ada").job("Ops/quiet").trigger({}, { until: "queued" }));
      await pressed(stage, "Ops/quiet");
      await stage.within(MINUTE, "[part~=cancel]");
    },
  },
  {
    name: "cancelled",
    about: "in the queue",
    async show(stage) {
      await pressed(stage, "Ops/no executor");
      await stage.within(MINUTE, "[part~=cancel]");
      await stage.press("[part~=cancel]");
      await stage.within(MINUTE, BUTTON);
    },
  },
  {
    name: "running",
    about: "for the first time",
    async show(stage) {
      await pressed(stage, "Ops/nightly");
      await stage.within(MINUTE, "[part~=stop]");
      await stage.pass(2 * MINUTE);
    },
  },
  {
    name: "progress",
    about: "against the time it usually takes",
    async show(stage) {
      await stage.finished("Ops/nightly");
      await pressed(stage, "Ops/nightly");
      await stage.within(MINUTE, "[part~=stop]");
      await stage.pass(2 * MINUTE);
    },
  },
  {
    name: "paused",
    about: "waits for a decision",
    async show(stage) {
      await pressed(stage, "Ops/deploy");
      await stage.within(MINUTE, "[part~=stop]");
      await stage.pass(10 * MINUTE);
    },
  },
  {
    name: "succeeded",
    async show(stage) {
      await pressed(stage, "Ops/nightly");
      await stage.pass(7 * MINUTE);
      await stage.until(`${BUTTON}, [part~=again]`);
    },
  },
  {
    name: "failed",
    async show(stage) {
      await pressed(stage, "Ops/failing");
      await stage.pass(7 * MINUTE);
      await stage.until(BUTTON);
    },
  },
  {
    name: "stopped",
    async show(stage) {
      await pressed(stage, "Ops/nightly");
      await stage.within(MINUTE, "[part~=stop]");
      await stage.press("[part~=stop]");
      if (stage.all("dialog[open]").length > 0) await stage.press("dialog[open] [part~=confirm-stop]");
      await stage.within(MINUTE, BUTTON);
    },
  },
  { name: "disabled", show: (stage) => button(stage, "Ops/disabled") },
  {
    name: "forbidden",
    about: "a permission is missing",
    async show(stage) {
      await button(stage, "Ops/nightly", { client: stage.client("vic") });
      await stage.press(BUTTON);
      await stage.until("[part~=error]");
    },
  },
  {
    name: "error",
    about: "there is no such job",
    async show(stage) {
      stage.add("jenkins-trigger", { job: "Ops/nowhere" });
      await stage.until("[part~=error]");
    },
  },
];
