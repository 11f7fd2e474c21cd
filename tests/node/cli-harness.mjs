// What the tests of the command line share: a simulated Jenkins, and the program as a user runs it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { root, simulate } from "../browser/harness.mjs";

export const PROGRAM = join(root, "pkg/dist/cli.js");
export const TOKEN = "11releaser00000000000000000000token";
export const PASSWORD = "password-2-";
const TOKENS = { releaser: TOKEN, viewer: "11viewer0000000000000000000000token" };
/** What must be in no output, in any dress. */
const SECRETS = [...Object.values(TOKENS), PASSWORD, ...Object.entries(TOKENS).map(([user, token]) => btoa(`${user}:${token}`)), btoa(`releaser:${PASSWORD}`)];

/** The environment of this machine without anything of Jenkins, colours or engines but the demanded one. */
export function environment(own = {}) {
  const { JENKINS_URL, JENKINS_USER, JENKINS_TOKEN, JENKINS_PASSWORD, NO_COLOR, FORCE_COLOR, ...rest } = process.env;
  return { ...rest, ...own };
}

/** Starts the program; `ended` gives its exit code and what it said. */
export function start(argv, { env = {}, input } = {}) {
  const child = spawn(process.execPath, [PROGRAM, ...argv], { env: environment(env), stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (said[name] += text));
  if (input !== undefined) child.stdin.end(input);
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      try {
        discreet(said.stdout + said.stderr);
        resolve({ code, signal, ...said });
      } catch (leak) {
        reject(leak);
      }
    });
  });
  const until = async (pattern, stream = "stdout") => {
    for (let i = 0; i < 400; i += 1) {
      if (pattern.test(said[stream])) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${pattern} did not come: ${said.stdout}\n${said.stderr}`);
  };
  return { child, ended, until };
}

export const run = (argv, options) => start(argv, options).ended;

/** No secret in it. */
export function discreet(text) {
  for (const secret of SECRETS) assert.ok(!text.includes(secret), `a secret was shown: ${text}`);
}

/** A simulated Jenkins and the program for it, as one of its users. */
export async function server(t, options = {}) {
  const sim = await simulate({}, options);
  t.after(() => sim.stop());
  const url = `${sim.origin}/jenkins`;
  const env = { JENKINS_URL: url, JENKINS_USER: "releaser", JENKINS_TOKEN: TOKEN };
  const cli = (argv, more = {}) => run(argv, { ...more, env: { ...env, ...more.env } });
  /** With `--json`: what was written to stdout, line by line, and the error. */
  const json = async (argv, more) => {
    const { code, stdout, stderr } = await cli([...argv, "--json"], more);
    const lines = (text) => text.split("\n").filter((l) => l !== "").map((l) => JSON.parse(l));
    return { code, values: lines(stdout), error: lines(stderr).at(-1) };
  };
  return { sim, url, env, cli, json, viewer: { ...env, JENKINS_USER: "viewer", JENKINS_TOKEN: TOKENS.viewer } };
}

/** A proxy before a server, that can change and hear what goes through it. */
export async function between(t, url, { path = (p) => p, headers = (h) => h, ask = (h) => h, host, hear = () => {} } = {}) {
  const to = new URL(url);
  const proxy = createServer((incoming, answer) => {
    const changed = path(incoming.url);
    if (changed === undefined) return answer.writeHead(404, { "content-type": "text/html" }).end("<h1>Not Found</h1>");
    const on = request({ host: to.hostname, port: to.port, path: changed, method: incoming.method, headers: { ...ask(incoming.headers), host: host ?? incoming.headers.host } }, (response) => {
      answer.writeHead(response.statusCode, headers({ ...response.headers }));
      response.pipe(answer);
    });
    on.on("error", () => answer.writeHead(502).end());
    incoming.on("data", hear);
    incoming.pipe(on);
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  t.after(() => (proxy.closeAllConnections(), proxy.close()));
  return `http://127.0.0.1:${proxy.address().port}`;
}
