// The run view and the log viewer.
const MINUTE = 60_000;
const JOB = "Ops/pipeline";
const STAGE = "[part~=stage]";

async function view(stage, run, job = JOB, properties = {}) {
  stage.add("jenkins-run", { job, run, ...properties });
  await stage.until(STAGE);
}

/** Presses what opens a panel: log, artifacts, changes, in this order. */
async function open(stage, which) {
  const buttons = stage.all(".parts button");
  buttons[["log", "artifacts", "changes"].indexOf(which)].click();
  await stage.settled();
}

/** Lets the run be approved, and come to its end. */
async function whole(stage, job = JOB) {
  const number = await stage.paused(job);
  const run = stage.client("ada").job(job).run(number);
  await stage.run(async () => {
    const [input] = await run.inputs();
    await input.approve();
    for await (const last of run.follow()) void last;
  });
  return number;
}

export const RUN = [
  {
    name: "loading",
    async show(stage) {
      const run = await stage.triggered(JOB);
      stage.sim.fault({ kind: { slow: 600_000 }, times: 100 });
      stage.add("jenkins-run", { job: JOB, run });
      await stage.until("[aria-busy=true]");
    },
  },
  {
    name: "running",
    async show(stage) {
      const run = await stage.triggered(JOB);
      await view(stage, run);
      await stage.pass(4 * MINUTE);
    },
  },
  {
    name: "paused",
    about: "the card in its place",
    async show(stage) {
      const run = await stage.paused(JOB);
      await view(stage, run);
      await stage.until("[part~=approve]");
    },
  },
  { name: "succeeded", show: async (stage) => view(stage, await whole(stage)) },
  { name: "failed", show: async (stage) => view(stage, await stage.finished("Ops/failing"), "Ops/failing") },
  { name: "unstable", show: async (stage) => view(stage, await stage.finished("Ops/unstable"), "Ops/unstable") },
  {
    name: "stage-log",
    about: "the log of one stage",
    async show(stage) {
      await view(stage, await whole(stage));
      await stage.press(`${STAGE}:is([aria-label*=Build])`);
      await stage.until("jenkins-log");
      await stage.until("[part~=log]");
      await stage.until(".line, [part~=log] [class*=line]");
    },
  },
  {
    name: "artifacts",
    async show(stage) {
      await view(stage, await whole(stage));
      await open(stage, "artifacts");
      await stage.until(".list li", 2);
    },
  },
  {
    name: "changes",
    async show(stage) {
      await view(stage, await whole(stage));
      await open(stage, "changes");
      await stage.until(".list li", 2);
    },
  },
  {
    name: "nothing-left",
    about: "no artifacts",
    async show(stage) {
      await view(stage, await stage.finished("Ops/failing"), "Ops/failing");
      await open(stage, "artifacts");
      await stage.until("#panel .hint");
    },
  },
  {
    name: "no-stages",
    about: "a job that has none",
    async show(stage) {
      const run = await stage.finished("Ops/kinds of parameters");
      stage.add("jenkins-run", { job: "Ops/kinds of parameters", run });
      await stage.until(".title [part~=card], .title, .head");
    },
  },
  {
    name: "reconnecting",
    async show(stage) {
      const run = await stage.triggered(JOB);
      await view(stage, run);
      stage.sim.fault({ kind: "lost_request", times: 1_000 });
      await stage.within(2 * MINUTE, "[data-connection]");
    },
  },
  {
    name: "forbidden",
    about: "not to be seen by this person",
    async show(stage) {
      const run = await stage.triggered(JOB);
      stage.sim.dropSessions();
      stage.add("jenkins-run", { job: JOB, run, client: stage.client("rita") });
      stage.sim.dropSessions();
      await stage.until("[data-code], .refusal, [part~=error]");
    },
  },
  {
    name: "error",
    async show(stage) {
      stage.add("jenkins-run", { job: JOB, run: 7_777 });
      await stage.until("[part~=error], [data-code]");
    },
  },
];

export const LOG = [
  {
    name: "loading",
    async show(stage) {
      const run = await stage.triggered(JOB);
      stage.sim.fault({ kind: { slow: 600_000 }, times: 100 });
      stage.add("jenkins-log", { job: JOB, run });
      await stage.until("[aria-busy=true]");
    },
  },
  {
    name: "whole",
    about: "with colours",
    async show(stage) {
      const run = await whole(stage);
      stage.add("jenkins-log", { job: JOB, run });
      await stage.until("[part~=log][aria-busy=false]");
      await stage.pass(2_000);
    },
  },
  {
    name: "growing",
    async show(stage) {
      const run = await stage.triggered(JOB);
      stage.add("jenkins-log", { job: JOB, run });
      await stage.until("[part~=log][aria-busy=false]");
      await stage.pass(3 * MINUTE);
    },
  },
  {
    name: "searched",
    async show(stage) {
      const run = await whole(stage);
      stage.add("jenkins-log", { job: JOB, run });
      await stage.until("[part~=log][aria-busy=false]");
      await stage.pass(2_000);
      await stage.fill("input[type=search], [part~=tools] input", "make");
      await stage.pass(1_000);
    },
  },
  {
    name: "error",
    async show(stage) {
      stage.add("jenkins-log", { job: JOB, run: 7_777 });
      await stage.until("[part~=error], [data-code]");
    },
  },
];
