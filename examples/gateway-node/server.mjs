// The gateway in a plain server of Node, with a signed cookie.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createGateway, toNode } from "bellpull/gateway";

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
  authenticate: (request) => signedIn(request.headers.get("cookie")),
  origins: [ORIGIN],
  audit: { file: AUDIT },
});

function sign(id) {
  return `${id}.${createHmac("sha256", SECRET).update(id).digest("base64url")}`;
}

function signedIn(cookies) {
  const [, value, id] = /(?:^|;\s*)person=((\w+)\.[\w-]+)/.exec(cookies ?? "") ?? [];
  if (id === undefined || !Object.hasOwn(PEOPLE, id)) return null;
  const [given, own] = [Buffer.from(value), Buffer.from(sign(id))];
  return given.length === own.length && timingSafeEqual(given, own) ? PEOPLE[id] : null;
}

async function signIn(request, response) {
  let form = "";
  for await (const chunk of request) if ((form += chunk).length > 1000) return response.writeHead(413).end();
  const person = new URLSearchParams(form).get("person") ?? "";
  if (!Object.hasOwn(PEOPLE, person)) return response.writeHead(400).end();
  const secure = ORIGIN.startsWith("https:") ? "; Secure" : "";
  response.writeHead(303, { location: "/", "set-cookie": `person=${sign(person)}; Path=/; HttpOnly; SameSite=Strict${secure}` }).end();
}

const html = "text/html; charset=utf-8";
const FILES = {
  "/": [new URL("public/index.html", import.meta.url), html],
  "/page.js": [new URL("public/page.js", import.meta.url), "text/javascript"],
  "/bellpull.js": [new URL(import.meta.resolve("bellpull/bellpull.js")), "text/javascript"],
};

const mounted = toNode(gateway);
const server = createServer(async (request, response) => {
  if (request.url === "/jenkins-gateway") return mounted(request, response);
  if (request.url === "/sign-in" && request.method === "POST") return signIn(request, response).catch(() => response.destroy());
  const [file, type] = (Object.hasOwn(FILES, request.url) && FILES[request.url]) || [];
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": type, "content-security-policy": "default-src 'self'; frame-ancestors 'none'" }).end(await readFile(file));
});
server.listen(Number(PORT), () => console.log(`listening on ${ORIGIN}`));
