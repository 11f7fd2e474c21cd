// A back end with the gateway for pages with the elements: those in `public`, or in the folder SITE.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createGateway, toNode } from "bellpull/gateway";
import { person, signIn } from "./people.mjs";

const { PORT = "3000", ORIGIN = `http://localhost:${PORT}`, AUDIT = "audit.jsonl", SITE = fileURLToPath(new URL("public", import.meta.url)), JOB = "release" } = process.env;
const { JENKINS_URL = "http://localhost:8080/jenkins", JENKINS_USER = "admin", JENKINS_TOKEN = "" } = process.env;
// All that the elements need through a gateway; docs/elements.md tells what each is for.
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html vue";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

const gateway = createGateway({
  jenkins: { url: JENKINS_URL, credentials: { kind: "token", user: JENKINS_USER, token: JENKINS_TOKEN } },
  policy: {
    rules: [
      { name: "all may look and trigger", jobs: [{ exact: JOB }], verbs: ["describe", "status", "follow", "log", "trigger"], who: [{ everybody: true }] },
      { name: "the release team decides", jobs: [{ exact: JOB }], verbs: ["approve", "abort", "stop"], who: [{ group: "release" }] },
    ],
  },
  authenticate: (request) => person(request.headers.get("cookie")),
  origins: [ORIGIN],
  audit: { file: AUDIT },
});
const mounted = toNode(gateway);

async function signedIn(request, response) {
  let form = "";
  for await (const chunk of request) if ((form += chunk).length > 1000) return response.writeHead(413).end();
  const cookie = signIn(new URLSearchParams(form).get("person") ?? "");
  if (cookie === null) return response.writeHead(400).end();
  response.writeHead(303, { location: "/", "set-cookie": cookie }).end();
}

/** A file of the page, or the script with the elements for pages that are not bundled. */
async function file(path) {
  if (path === "/bellpull.js") return readFile(new URL(import.meta.resolve("bellpull/bellpull.js")));
  const place = join(resolve(SITE), normalize(decodeURIComponent(path)));
  return readFile(place.startsWith(resolve(SITE)) ? place : "").catch(() => null);
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, ORIGIN);
  if (pathname === "/jenkins-gateway") return mounted(request, response);
  if (pathname === "/sign-in" && request.method === "POST") return signedIn(request, response).catch(() => response.destroy());
  const path = pathname === "/" ? "/index.html" : pathname;
  const found = request.method === "GET" ? await file(path).catch(() => null) : null;
  if (!found) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-security-policy": CSP }).end(found);
}).listen(Number(PORT), () => console.log(`listening on ${ORIGIN}`));
