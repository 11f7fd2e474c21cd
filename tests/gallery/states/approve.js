// The approve card: each state that ../shared/ux names, in the order in which a person meets them.
const MINUTE = 60_000;
const DEPLOY = "Ops/deploy";
const RELEASE = "Ops/release";
const WAITING = "[part~=approve]";
const DONE = "[part~=outcome]";

/** A card of a run that waits. */
async function card(stage, job = DEPLOY, properties = {}) {
  const run = await stage.paused(job);
  stage.add("jenkins-approve", { job, run, ...properties });
  await stage.until(WAITING);
  return run;
}

async function form(stage, properties) {
  const run = await card(stage, RELEASE, properties);
  await stage.press(WAITING);
  await stage.until("form");
  return run;
}

/** Somebody else answers. */
async function elsewhere(stage, job, run, verb) {
  const other = stage.client("ada").job(job).run(run);
  await stage.run(async () => {
    const [input] = await other.inputs();
    await input[verb]();
  });
}

const DECIDE = { name: "the release team decides", jobs: [{ folder: "Ops" }], verbs: ["approve", "abort", "stop"], who: [{ group: "release" }] };
const ANN = { id: "ann", name: "Ann Abebe", groups: ["release"] };
const BEN = { id: "ben", name: "Ben Brandt", groups: ["release"] };
const EVE = { id: "eve", name: "Eve Ek" };

/** A card through the gateway, whose policy has this rule, of a run that Ben has started. */
async function through(stage, rule, person, job = DEPLOY) {
  const as = await stage.gateway([{ ...DECIDE, ...rule }]);
  const { run } = await stage.drive(as(BEN).job(job).trigger());
  await stage.run(async () => {
    for await (const view of stage.client("ada").job(job).run(run.number).follow({ untilPaused: true })) void view;
  });
  stage.add("jenkins-approve", { job, run: run.number, client: as(person) });
  await stage.within(MINUTE, WAITING);
  await stage.pass(1_000);
  return { as, run: run.number };
}

export const APPROVE = [
  {
    name: "loading",
    about: "before anything has come",
    async show(stage) {
      const run = await stage.paused(DEPLOY);
      stage.sim.fault({ kind: { slow: 600_000 }, times: 100 });
      stage.add("jenkins-approve", { job: DEPLOY, run });
      await stage.until("[aria-busy=true]");
    },
  },
  { name: "waiting", about: "mine to decide", show: (stage) => card(stage) },
  {
    name: "waited",
    about: "for twelve minutes",
    async show(stage) {
      await card(stage);
      await stage.pass(12 * MINUTE);
    },
  },
  {
    name: "refused",
    about: "not mine to decide, and why",
    async show(stage) {
      await card(stage, "Ops/hotfix");
      await stage.press(WAITING);
      await stage.until("[part~=approve][aria-disabled=true]");
    },
  },
  { name: "form", about: "asks before it goes on", show: (stage) => form(stage) },
  {
    name: "kinds",
    about: "every kind of parameter",
    async show(stage) {
      await card(stage, "Ops/kinds");
      await stage.press(WAITING);
      await stage.until("form");
    },
  },
  {
    name: "wrong",
    about: "a field that has to be corrected",
    async show(stage) {
      await card(stage, "Ops/kinds");
      await stage.press(WAITING);
      await stage.press("form [part~=approve]");
      await stage.until("[aria-invalid=true], [part~=error]");
    },
  },
  {
    name: "confirming",
    about: "before it is aborted",
    tall: true,
    async show(stage) {
      await card(stage);
      await stage.press("[part~=abort]");
      await stage.until("dialog[open]");
    },
  },
  {
    name: "sending",
    async show(stage) {
      await card(stage);
      stage.sim.fault({ method: "POST", kind: { slow: 600_000 } });
      await stage.press(WAITING);
      await stage.until("[aria-busy=true]");
    },
  },
  {
    name: "slow",
    about: "after some seconds",
    async show(stage) {
      await card(stage);
      stage.sim.fault({ method: "POST", kind: { slow: 600_000 } });
      await stage.press(WAITING);
      await stage.pass(6_000);
      await stage.until("[aria-busy=true]");
    },
  },
  {
    name: "approved",
    async show(stage) {
      await card(stage);
      await stage.press(WAITING);
      await stage.within(MINUTE, DONE);
    },
  },
  {
    name: "aborted",
    async show(stage) {
      await card(stage);
      await stage.press("[part~=abort]");
      await stage.press("dialog[open] [part~=confirm-abort]");
      await stage.within(MINUTE, DONE);
    },
  },
  {
    name: "settled",
    about: "somebody else was first",
    async show(stage) {
      const run = await card(stage);
      await elsewhere(stage, DEPLOY, run, "approve");
      await stage.within(MINUTE, DONE);
    },
  },
  {
    name: "settled-aborted",
    about: "somebody else has aborted it",
    async show(stage) {
      const run = await card(stage);
      await elsewhere(stage, DEPLOY, run, "abort");
      await stage.within(MINUTE, DONE);
    },
  },
  {
    name: "several",
    about: "two questions of one run",
    async show(stage) {
      await card(stage, "Ops/rollout");
      await stage.until("[part~=card]", 2);
    },
  },
  {
    name: "ambiguous",
    about: "two questions of one name",
    async show(stage) {
      const run = await stage.paused("Ops/twins");
      stage.add("jenkins-approve", { job: "Ops/twins", run });
      await stage.until("[part~=card]", 2);
    },
  },
  {
    name: "nothing",
    about: "the run does not ask",
    async show(stage) {
      const run = await stage.triggered(DEPLOY);
      stage.add("jenkins-approve", { job: DEPLOY, run });
      await stage.until(".stages, [part~=stages]");
    },
  },
  {
    name: "offline",
    about: "Jenkins is not reached",
    async show(stage) {
      await card(stage);
      stage.sim.fault({ kind: "lost_request", times: 1_000 });
      await stage.within(2 * MINUTE, "[data-connection]");
    },
  },
  {
    name: "error",
    about: "what happened, what to do, try again",
    async show(stage) {
      stage.add("jenkins-approve", { job: DEPLOY, run: 7_777 });
      await stage.until("[part~=error]");
    },
  },
  {
    name: "failed",
    about: "the answer is refused",
    async show(stage) {
      await card(stage);
      stage.sim.fault({ method: "POST", pathContains: "/input/", kind: { status: 500 } });
      await stage.press(WAITING);
      await stage.within(MINUTE, "[part~=error]");
    },
  },
  {
    name: "long",
    about: "long words, captions and names",
    async show(stage) {
      const job = "Ops/a job with a long name that goes on/and a folder/deploy to the staging environment of the customers in the north";
      await card(stage, job);
    },
  },
  { name: "gateway", about: "through the gateway, mine to decide", show: (stage) => through(stage, {}, ANN) },
  {
    name: "gateway-refused",
    about: "no rule of the policy",
    async show(stage) {
      await through(stage, {}, EVE);
      if (stage.one(WAITING).getAttribute("aria-disabled") !== "true") await stage.press(WAITING);
      await stage.until("[part~=approve][aria-disabled=true], [part~=error]");
    },
  },
  {
    name: "gateway-self",
    about: "whoever started it may not approve it",
    async show(stage) {
      await through(stage, { selfApproval: "forbidden" }, BEN);
      if (stage.one(WAITING).getAttribute("aria-disabled") !== "true") await stage.press(WAITING);
      await stage.until("[part~=approve][aria-disabled=true], [part~=error]");
    },
  },
  {
    name: "gateway-comment",
    about: "with a word on it",
    async show(stage) {
      await through(stage, { comment: "required" }, ANN);
      await stage.press(WAITING);
      await stage.until("[data-phase=form], [part~=error]");
    },
  },
  { name: "gateway-quorum", about: "two have to approve", show: (stage) => through(stage, { quorum: 2 }, ANN) },
  {
    name: "gateway-counted",
    about: "one of two has approved",
    async show(stage) {
      await through(stage, { quorum: 2 }, ANN);
      await stage.press(WAITING);
      await stage.within(MINUTE, "[part~=approve][aria-disabled=true]:not(.busy)");
    },
  },
  {
    name: "gateway-settled",
    about: "another of the team was first",
    async show(stage) {
      const { as, run } = await through(stage, {}, ANN);
      const other = as(BEN).job(DEPLOY).run(run);
      const [input] = await stage.drive(stage.client("ada").job(DEPLOY).run(run).inputs());
      await stage.drive(other.input(input.pending).approve());
      await stage.within(MINUTE, DONE);
    },
  },
];
