// Pages made by the back end. Without scripts, or before they have loaded, plain forms are posted to it, and it asks the same gateway
// that the elements ask: the same policy, locks and audit log hold for both.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createGateway, toNode } from "bellpull/gateway";
import { person, sign, signed, signIn } from "../elements-plain/people.mjs";
import { values } from "./forms.mjs";
import { decision, page, queued, refusal, triggerForm } from "./pages.mjs";

const { PORT = "3000", ORIGIN = `http://localhost:${PORT}`, AUDIT = "audit.jsonl", JOB: job = "release" } = process.env;
const { JENKINS_URL = "http://localhost:8080/jenkins", JENKINS_USER = "admin", JENKINS_TOKEN = "" } = process.env;
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
const FILES = { "/bellpull.js": new URL(import.meta.resolve("bellpull/bellpull.js")), "/enhance.js": new URL("enhance.js", import.meta.url) };

const gateway = createGateway({
  jenkins: { url: JENKINS_URL, credentials: { kind: "token", user: JENKINS_USER, token: JENKINS_TOKEN } },
  policy: {
    rules: [
      { name: "all may look and trigger", jobs: [{ exact: job }], verbs: ["describe", "status", "follow", "log", "trigger"], who: [{ everybody: true }] },
      { name: "the release team decides", jobs: [{ exact: job }], verbs: ["approve", "abort", "stop"], who: [{ group: "release" }] },
    ],
  },
  authenticate: (request) => person(request.headers.get("cookie")),
  origins: [ORIGIN],
  audit: { file: AUDIT },
});
const mounted = toNode(gateway);

/** What the back end asks the gateway in the name of who has sent this request; `from` is what his browser says about where it comes from. */
async function ask({ headers }, body, from = { origin: ORIGIN }) {
  const own = { "content-type": "application/json", "x-bellpull": "1", cookie: headers.cookie ?? "", ...from };
  const answer = await gateway(new Request(`${ORIGIN}/jenkins-gateway`, { method: "POST", headers: own, body: JSON.stringify({ job, ...body }) }));
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.error.message), { status: answer.status, refusal: told.error });
  return told.outcome;
}

/** Another site can make a browser post a form with this person's cookie, but cannot know what only this back end can sign. */
function stampOf(who) {
  const key = randomUUID();
  return { key, token: sign(`${who.id}.${key}`) };
}

async function posted(request, who) {
  let text = "";
  for await (const chunk of request) if ((text += chunk).length > 60_000) throw Object.assign(new Error("too much"), { status: 413 });
  const form = new URLSearchParams(text);
  if (request.url !== "/sign-in" && (!who || signed(form.get("token") ?? "") !== `${who.id}.${form.get("key")}`)) {
    throw Object.assign(new Error("forged"), { status: 403, refusal: { code: "forged", message: "This form is not from a page of yours.", remedy: "Load the page again." } });
  }
  return form;
}

/** The browser's word on where a form comes from, for the gateway to judge. */
function sender({ headers }) {
  const site = headers["sec-fetch-site"];
  return { origin: headers.origin ?? "null", ...(site === undefined ? {} : { "sec-fetch-site": site }) };
}

const POSTS = {
  "/sign-in": async (request) => {
    const cookie = signIn((await posted(request, null)).get("person") ?? "");
    if (cookie === null) throw Object.assign(new Error("nobody"), { status: 400 });
    return { location: "/", "set-cookie": cookie };
  },
  "/trigger": async (request, who) => {
    const form = await posted(request, who);
    const outcome = await ask(request, { op: "trigger", parameters: values(form), key: form.get("key") }, sender(request));
    return { location: `/?queue=${outcome.queueId}` };
  },
  "/decide": async (request, who) => {
    const form = await posted(request, who);
    const about = { run: Number(form.get("run")), input: form.get("input"), fingerprint: form.get("fingerprint"), key: form.get("key") };
    const op = form.get("verb") === "abort" ? "abort" : "approve";
    await ask(request, { op, ...about, ...(op === "approve" ? { parameters: values(form) } : {}) }, sender(request));
    return { location: `/?run=${about.run}` };
  },
};

/** What a page shows: the job's form, an item in the queue, or a run. */
async function content(request, who, search) {
  const stamp = () => stampOf(who);
  if (search.has("run")) {
    const view = await ask(request, { op: "status", run: Number(search.get("run")) });
    return { content: decision(view, stamp), again: view.building && view.inputs.length === 0 };
  }
  if (search.has("queue")) {
    const item = await ask(request, { op: "queue", queueId: Number(search.get("queue")) });
    return item.state === "started" ? { location: `/?run=${item.run}` } : { content: queued(item), again: true };
  }
  return { content: triggerForm((await ask(request, { op: "describe" })).job, stamp()) };
}

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, ORIGIN);
  if (pathname === "/jenkins-gateway") return mounted(request, response);
  response.setHeader("content-security-policy", CSP);
  if (Object.hasOwn(FILES, pathname)) return response.writeHead(200, { "content-type": "text/javascript", "cache-control": "max-age=600" }).end(await readFile(FILES[pathname]));
  const who = person(request.headers.cookie);
  const show = (status, shown) => response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(String(page({ person: who, ...shown })));
  try {
    if (request.method === "POST" && Object.hasOwn(POSTS, pathname)) return response.writeHead(303, await POSTS[pathname](request, who)).end();
    if (pathname !== "/" || request.method !== "GET") return response.writeHead(404).end();
    const shown = who ? await content(request, who, searchParams) : {};
    return shown.location ? response.writeHead(303, { location: shown.location }).end() : show(200, shown);
  } catch (thrown) {
    if (thrown.status === undefined) throw thrown;
    return thrown.refusal ? show(thrown.status, { content: refusal(thrown.refusal) }) : response.writeHead(thrown.status).end();
  }
}

createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
}).listen(Number(PORT), () => console.log(`listening on ${ORIGIN}`));
