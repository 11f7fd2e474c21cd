// The gateway in Fastify, with a signed cookie.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import cookie from "@fastify/cookie";
import { createGateway, original, toFastify } from "bellpull/gateway";
import fastify from "fastify";

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
  authenticate: (request) => {
    const own = original(request);
    const { valid, value } = own.unsignCookie(own.cookies.person ?? "");
    return valid ? PEOPLE[value] : null;
  },
  origins: [ORIGIN],
  audit: { file: AUDIT },
});

const app = fastify();
app.register(cookie, { secret: SECRET });
app.register(toFastify(gateway), { prefix: "/jenkins-gateway" });
app.addHook("onRequest", async (request, reply) => {
  reply.header("content-security-policy", "default-src 'self'; frame-ancestors 'none'");
});
app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))));
app.post("/sign-in", async (request, reply) => {
  const person = request.body?.person;
  if (!Object.hasOwn(PEOPLE, person)) return reply.code(400).send();
  reply.setCookie("person", person, { signed: true, path: "/", httpOnly: true, sameSite: "strict", secure: ORIGIN.startsWith("https:") });
  return reply.redirect("/", 303);
});
for (const [path, file, type] of [
  ["/", new URL("public/index.html", import.meta.url), "text/html; charset=utf-8"],
  ["/page.js", new URL("public/page.js", import.meta.url), "text/javascript"],
  ["/bellpull.js", new URL(import.meta.resolve("bellpull/bellpull.js")), "text/javascript"],
]) {
  app.get(path, async (request, reply) => reply.type(type).send(await readFile(file)));
}
await app.listen({ port: Number(PORT) });
console.log(`listening on ${ORIGIN}`);
