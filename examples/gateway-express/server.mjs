// The gateway in Express, 5 or 4, with a signed session in a cookie.
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createGateway, original, toNode } from "bellpull/gateway";
import session from "cookie-session";
import express from "express";

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
  authenticate: (request) => PEOPLE[original(request).session.person] ?? null,
  origins: [ORIGIN],
  audit: { file: AUDIT },
});

const app = express();
app.use(session({ secret: SECRET, httpOnly: true, sameSite: "strict", secure: ORIGIN.startsWith("https:") }));
// As most applications have it: the gateway takes what was read before.
app.use(express.json());
app.use((request, response, next) => {
  response.set("content-security-policy", "default-src 'self'; frame-ancestors 'none'");
  next();
});
app.use("/jenkins-gateway", toNode(gateway));
app.post("/sign-in", express.urlencoded({ extended: false }), (request, response) => {
  const person = request.body?.person;
  if (!Object.hasOwn(PEOPLE, person)) return response.sendStatus(400);
  request.session.person = person;
  response.redirect(303, "/");
});
app.get("/bellpull.js", (request, response) => response.sendFile(fileURLToPath(import.meta.resolve("bellpull/bellpull.js"))));
app.use(express.static(fileURLToPath(new URL("public", import.meta.url))));
app.listen(Number(PORT), () => console.log(`listening on ${ORIGIN}`));
