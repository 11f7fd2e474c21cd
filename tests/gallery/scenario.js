// The Jenkins of the gallery: what an operations team has, and what somebody malicious could have put there.
const MINUTE = 60_000;
const build = { stage: "Build", steps: [{ node: [{ sh: "make release", millis: 2 * MINUTE }] }] };
const tests = {
  stage: "Test",
  steps: [
    {
      parallel: [
        { name: "unit", steps: [{ sh: "make test", millis: MINUTE }] },
        { name: "end to end", steps: [{ sh: "make e2e", millis: 3 * MINUTE }] },
      ],
    },
  ],
};
const deploy = { stage: "Deploy", steps: [{ sh: "make deploy", millis: 4 * MINUTE }, { echo: "deployed" }] };
const gate = (input) => ({ stage: "Approve", steps: [{ input }] });

const VERSION = { type: "string", name: "VERSION", default: "2.4.1", description: "Which version to ship" };
const REGION = { type: "choice", name: "REGION", choices: ["Europe", "North America", "Asia Pacific"], description: "Where to start" };
const CANARY = { type: "boolean", name: "CANARY", default: true, description: "Begin with one machine in ten" };
const NOTES = { type: "text", name: "NOTES", default: "", description: "For the release notes" };
const TOKEN = { type: "password", name: "DEPLOY_TOKEN", default: "kept", description: "Only if another one than usual shall be used" };

/** Every kind of parameter, and one that nothing but Jenkins can show. An input takes no files. */
const KINDS = [
  VERSION,
  NOTES,
  CANARY,
  REGION,
  TOKEN,
  { type: "run", name: "BASELINE", description: "The run to compare with" },
  { type: "file", name: "CHECKLIST", description: "The signed checklist" },
  { type: "credentials", name: "ACCOUNT", description: "As whom to deploy" },
  { type: "net.example.GitBranchParameterDefinition", name: "BRANCH", description: "Which branch" },
];

const LONG = "x".repeat(100_000);
/** Turns around what follows, and is closed by nothing. */
const RLO = "\u202e";
export const HOSTILE = {
  message: `<script>globalThis.hurt = 1</script> <b>bold</b> ${RLO}evil\u2066\u200b\u200d\nsecond line`,
  name: `<img src=x onerror="globalThis.hurt = 1">${RLO}gnirts`,
};

export const scenario = {
  context: "/jenkins",
  users: [
    { id: "rita", fullName: "Rita Romero", password: "p1", token: "11rita", permissions: ["Overall/Read", "Job/Read", "Job/Build", "Job/Cancel"] },
    { id: "vic", fullName: "Vic Voss", password: "p2", token: "11vic", permissions: ["Overall/Read", "Job/Read"] },
    { id: "ada", fullName: "Ada Abel", password: "p3", token: "11ada", permissions: ["Overall/Administer"], groups: ["release-team"] },
  ],
  jobs: [
    { name: "Ops/deploy", nextNumber: 42, script: [build, tests, gate({ id: "ship", message: "Deploy 2.4.1 to production?", ok: "Deploy", submitterParameter: "WHO" }), deploy] },
    {
      name: "Ops/release",
      nextNumber: 118,
      script: [build, tests, gate({ id: "release", message: "Release 2.4.1?", ok: "Release", submitterParameter: "WHO", parameters: [REGION, CANARY, NOTES, TOKEN] }), deploy],
    },
    { name: "Ops/hotfix", nextNumber: 7, script: [build, gate({ id: "hotfix", message: "Roll out the hotfix?", submitter: "release-team" }), deploy] },
    { name: "Ops/timed", nextNumber: 3, script: [build, { stage: "Approve", steps: [{ timeout: 10 * MINUTE, steps: [{ input: { id: "timed", message: "Deploy within ten minutes?", ok: "Deploy" } }] }] }, deploy] },
    { name: "Ops/kinds", script: [gate({ id: "kinds", message: "Fill in everything", ok: "Send", parameters: KINDS.filter(({ type }) => type !== "file") })] },
    {
      name: "Ops/rollout",
      nextNumber: 9,
      script: [build, { stage: "Regions", steps: [{ parallel: [{ name: "eu", steps: [gate({ id: "eu", message: "Roll out to Europe?" })] }, { name: "us", steps: [gate({ id: "us", message: "Roll out to North America?", parameters: [CANARY] })] }] }] }],
    },
    { name: "Ops/twins", script: [{ parallel: [{ name: "a", steps: [{ input: { message: "Really?" } }] }, { name: "b", steps: [{ input: { message: "Really?" } }] }] }] },
    {
      name: "Ops/a job with a long name that goes on/and a folder/deploy to the staging environment of the customers in the north",
      script: [gate({ id: "long", message: "This question is long because its author has explained what has to be looked at before somebody answers it: the dashboards of the last hour, the list of open incidents, whether the on-call person of the other team knows about it, and whether the change has been announced to the customers.\n\nThere are two paragraphs.", ok: "I have looked at all of it and want to go on", cancel: "Do not go on, and tell the authors" })],
    },
    { name: "Ops/nightly", nextNumber: 301, script: [{ stage: "Check", steps: [{ node: [{ sh: "make check", millis: 5 * MINUTE }] }] }, { stage: "Report", steps: [{ echo: "all good" }] }] },
    { name: "Ops/parameterized", nextNumber: 12, parameters: [VERSION, { type: "choice", name: "ENVIRONMENT", choices: ["staging", "production"], description: "Where it goes" }, CANARY, NOTES, TOKEN], script: [build] },
    { name: "Ops/kinds of parameters", kind: "freestyle", parameters: KINDS, script: [{ echo: "done" }] },
    { name: "Ops/disabled", disabled: true, script: [{ echo: "never" }] },
    { name: "Ops/no executor", noExecutor: "There are no nodes with the label ‘gpu’", script: [{ echo: "late" }] },
    { name: "Ops/one at a time", single: true, quietMillis: 5_000, script: [{ sleep: 20 * MINUTE }] },
    { name: "Ops/quiet", quietMillis: 5 * MINUTE, script: [{ echo: "late" }] },
    { name: "Ops/failing", nextNumber: 88, script: [build, { stage: "Test", steps: [{ node: [{ sh: "make test", millis: MINUTE }, { fail: "3 of 214 tests failed" }] }] }, deploy] },
    { name: "Ops/unstable", nextNumber: 5, script: [build, { stage: "Test", steps: [{ node: [{ junit: [{ class: "shop.CartTest", name: "empties", status: "failed", seconds: 1.5, details: "expected 0" }] }] }] }] },
    {
      name: "Ops/pipeline",
      nextNumber: 1024,
      changes: [
        {
          run: 1024,
          commits: [
            { id: "6e1e8d9db7094dc928404b6246e18508f1564a02", author: "Lin Liu", email: "lin@example.com", message: "Charge the card once\n\nThe retry sent it again.", at: 1_800_000_000_000, paths: ["src/pay.ts", "src/pay.test.ts"] },
            { id: "957c800ed786b37749674925f87205e658d00a4c", author: "Omar Haddad", email: "omar@example.com", message: "Warn before the session ends", at: 1_800_000_400_000, paths: ["src/session.ts"] },
          ],
        },
      ],
      script: [
        { stage: "Checkout", steps: [{ node: [{ sh: "git fetch", millis: 12_000 }] }] },
        { stage: "Build", steps: [{ node: [{ sh: "make release", millis: 2 * MINUTE }, { echo: "\u001b[32mbuilt\u001b[0m in \u001b[1m118 s\u001b[0m" }, { archive: [{ path: "dist/shop-2.4.1.tar.gz", size: 1_400_000 }, { path: "reports/coverage/index.txt", text: "87 %\n" }] }] }] },
        tests,
        { stage: "Package for the registry of the customers in the north", steps: [{ sh: "make package", millis: 30_000 }] },
        gate({ id: "ship", message: "Deploy 2.4.1 to production?", ok: "Deploy" }),
        deploy,
        { stage: "Smoke test", steps: [{ sh: "make smoke", millis: 45_000 }] },
      ],
    },
    {
      name: "Hostile/texts",
      parameters: [
        { type: "string", name: HOSTILE.name, default: HOSTILE.message, description: HOSTILE.message },
        { type: "choice", name: "CHOICE", choices: ["</select><script>globalThis.hurt = 1</script>", `${RLO}a`, "w".repeat(2_000)], description: "y".repeat(5_000) },
        { type: "string", name: "NUL", default: "a\u0000b", description: "a\u0000b" },
      ],
      description: HOSTILE.message,
      displayName: HOSTILE.name,
      script: [
        {
          stage: HOSTILE.name,
          steps: [
            { echo: `${HOSTILE.message}\u001b[31mred\u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007 \u001b[2J\u001b[H\u0000` },
            { echo: LONG },
            { input: { id: "hostile", message: HOSTILE.message, ok: `<i>Go</i>${RLO}og`, cancel: "<i>No</i>", submitterParameter: "WHO", parameters: [{ type: "choice", name: HOSTILE.name, choices: ["<b>1</b>", "</select><script>globalThis.hurt = 1</script>", "z".repeat(500)], description: HOSTILE.message }] } },
          ],
        },
      ],
    },
    { name: "Hostile/long", script: [{ stage: "s".repeat(2_000), steps: [{ echo: LONG }, { input: { id: "long", message: LONG, ok: "o".repeat(500), cancel: "c".repeat(500), submitter: "u".repeat(3_000) } }] }] },
    { name: `Hostile/${"n".repeat(200)}`, script: [{ echo: "named long" }] },
    { name: "Hostile/failing", script: [{ stage: "Fails", steps: [{ fail: HOSTILE.message + "e".repeat(20_000) }] }] },
  ],
};
