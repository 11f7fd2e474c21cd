// The gateway in Hono, with a signed cookie. It takes the web's own requests, so nothing stands between.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { serve } from "@hono/node-server";
import { createGateway } from "bellpull/gateway";
import { Hono } from "hono";
import { setSignedCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import { parseSigned } from "hono/utils/cookie";

const { PORT = "3000", ORIGIN = `http://localhost:${PORT}`, SECRET = randomBytes(32).toString("hex"), AUDIT = "audit.jsonl" } = process.env;
const { JENKINS_URL = "http://localhost:8080/jenkins", JENKINS_USER = "admin", JENKINS_TOKEN = "" } = process.env;
const JOB = "Test Workflow";
// In place of these: whom the application knows.
const PEOPLE = { ann: { id: "ann", name: "Ann", groups: ["release"] }, ben: { id: "ben", name: "Ben" } };

const gateway = createGateway({
  jenkins: { url: JENKINS_URL, credentials: { kind: "token", user: JENKINS_USER, token: JENKINS_TOKEN } },
  policy: {
    rules: [
      { name: "all may look and trigger", jobs: [{ exact: JOB }], verbs: ["describe", "status", "follow", "log", "trigger"], who: [{ everybody: true }] },
      { name: "the release team decides", jobs: [{ exact: JOB }], verbs: ["approve", "abort", "stop"], who: [{ group: "release" }] },
    ],
  },
  authenticate: async (request) => {
    const { person } = await parseSigned(request.headers.get("cookie") ?? "", SECRET, "person");
    return person ? PEOPLE[person] : null;
  },
  origins: [ORIGIN],
  audit: { file: AUDIT },
});

const app = new Hono();
app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"], frameAncestors: ["'none'"] } }));
app.all("/jenkins-gateway", (c) => gateway(c.req.raw));
app.post("/sign-in", async (c) => {
  const { person } = await c.req.parseBody();
  if (!Object.hasOwn(PEOPLE, person)) return c.body(null, 400);
  await setSignedCookie(c, "person", person, SECRET, { path: "/", httpOnly: true, sameSite: "Strict", secure: ORIGIN.startsWith("https:") });
  return c.redirect("/", 303);
});
for (const [path, file, type] of [
  ["/", new URL("public/index.html", import.meta.url), "text/html; charset=utf-8"],
  ["/page.js", new URL("public/page.js", import.meta.url), "text/javascript"],
  ["/bellpull.js", new URL(import.meta.resolve("bellpull/bellpull.js")), "text/javascript"],
]) {
  app.get(path, async (c) => c.body(await readFile(file), 200, { "content-type": type }));
}
serve({ fetch: app.fetch, port: Number(PORT) }, () => console.log(`listening on ${ORIGIN}`));
