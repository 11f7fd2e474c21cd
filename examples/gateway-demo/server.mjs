// A release desk: an application's back end with the gateway in it, two people who sign in, and its audit log shown live.
// Jenkins is named by JENKINS_URL, JENKINS_USER and JENKINS_TOKEN; the job by DESK_JOB.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Jenkins } from "bellpull";
import { createGateway, FileSink, toNode } from "bellpull/gateway";

const { JENKINS_URL: url, JENKINS_USER: user, JENKINS_TOKEN: token, DESK_JOB: job = "Ops Team/deploy", DESK_AUDIT: file = "audit.jsonl", PORT: port = "0" } = process.env;
if (!url || !user || !token) throw new Error("set JENKINS_URL, JENKINS_USER and JENKINS_TOKEN");

const here = dirname(fileURLToPath(import.meta.url));
const scripts = dirname(fileURLToPath(import.meta.resolve("bellpull/bellpull.js")));
const FILES = { "/": join(here, "index.html"), "/desk.js": join(here, "desk.js"), "/desk.css": join(here, "desk.css"), "/bellpull.js": join(scripts, "bellpull.js") };
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };
const CSP = "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** Who can sign in. A real application has its own sign-in; this one believes what it is told. */
const PEOPLE = { ann: { id: "ann", name: "Ann", groups: ["release"] }, ben: { id: "ben", name: "Ben", groups: ["developers"] } };
const sessions = new Map();

/** Anybody may look and start; the release team decides. */
const policy = {
  rules: [
    { name: "everybody may look", jobs: [{ exact: job }], verbs: ["describe", "status", "follow", "log"], who: [{ everybody: true }] },
    { name: "everybody may start a run", jobs: [{ exact: job }], verbs: ["trigger", "stop"], who: [{ everybody: true }] },
    { name: "the release team decides", jobs: [{ exact: job }], verbs: ["approve", "abort"], who: [{ group: "release" }] },
  ],
};

const listeners = new Set();
const log = new FileSink({ file });
const audit = {
  async write(record) {
    await log.write(record);
    for (const listener of listeners) listener.write(`data: ${JSON.stringify(record)}\n\n`);
  },
};

const session = (cookies) => /(?:^|; )desk=([0-9a-f-]{36})/.exec(cookies ?? "")?.[1];

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
await new Promise((resolve) => server.listen(Number(port), "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const gateway = createGateway({
  jenkins: new Jenkins({ url, credentials: { kind: "token", user, token } }),
  policy,
  authenticate: (request) => sessions.get(session(request.headers.get("cookie"))) ?? null,
  origins: [origin],
  audit,
});

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, origin);
  const person = sessions.get(session(request.headers.cookie));
  response.setHeader("content-security-policy", CSP);
  if (pathname === "/jenkins-gateway") return toNode(gateway)(request, response);
  if (pathname === "/sign-in" && request.method === "POST" && request.headers.origin === origin) return signIn(PEOPLE[searchParams.get("as")], response);
  if (pathname === "/desk.json") return response.setHeader("content-type", "application/json").end(JSON.stringify({ job, person: person ?? null }));
  if (pathname === "/audit" && person) return listen(request, response);
  const path = FILES[pathname];
  if (request.method !== "GET" || !path) return response.writeHead(404).end();
  response.setHeader("content-type", TYPES[extname(path)]).end(await readFile(path));
}

function signIn(person, response) {
  if (!person) return response.writeHead(400).end();
  const id = randomUUID();
  sessions.set(id, person);
  response.writeHead(204, { "set-cookie": `desk=${id}; HttpOnly; SameSite=Strict; Path=/` }).end();
}

function listen(request, response) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).write(":\n\n");
  listeners.add(response);
  request.once("close", () => listeners.delete(response));
}

console.log(`listening on ${origin}/`);
