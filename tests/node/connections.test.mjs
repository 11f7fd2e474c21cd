// How the engine of Node connects: certificates of a company's own, a client that shows one, a proxy of the environment, kept connections.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createPlain } from "node:http";
import { createServer } from "node:https";
import { connect } from "node:net";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Jenkins } from "bellpull";
import { root } from "../browser/harness.mjs";

// Made for these tests alone; the authority's key was thrown away.
const certificate = (name) => readFileSync(new URL(`certificates/${name}`, import.meta.url));
const CREDENTIALS = { kind: "token", user: "u", token: "t" };
const WHO = JSON.stringify({ name: "u", anonymous: false });
const json = (response) => response.setHeader("content-type", "application/json").end(WHO);

async function listen(t, server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => (server.closeAllConnections?.(), server.close()));
  return server.address().port;
}

function client(t, port, options, scheme = "https") {
  const jenkins = new Jenkins({ url: `${scheme}://127.0.0.1:${port}/jenkins`, credentials: CREDENTIALS, ...options });
  t.after(() => jenkins.close());
  return jenkins;
}

test("a certificate of a company's own is trusted when its authority is given, and only then", async (t) => {
  const port = await listen(t, createServer({ key: certificate("server.key"), cert: certificate("server.pem") }, (_, response) => json(response)));
  assert.equal((await client(t, port, { tls: { ca: certificate("ca.pem") } }).whoAmI()).name, "u");
  const refused = await client(t, port, {}).job("x").run(1).stop().catch((e) => e);
  assert.deepEqual([refused.code, refused.sent], ["network", "no"]);
  assert.match(refused.message, /certificate/i);
});

test("a client shows its certificate to Jenkins, and to nobody else", async (t) => {
  const seen = [];
  const store = createServer({ key: certificate("server.key"), cert: certificate("server.pem"), ca: certificate("ca.pem"), requestCert: true, rejectUnauthorized: false }, (request, response) => {
    seen.push(request.socket.getPeerCertificate().subject?.CN);
    response.setHeader("content-type", "application/octet-stream").end("file");
  });
  const storePort = await listen(t, store);
  const strict = { key: certificate("server.key"), cert: certificate("server.pem"), ca: certificate("ca.pem"), requestCert: true, rejectUnauthorized: true };
  const port = await listen(
    t,
    createServer(strict, (request, response) => {
      if (request.url.includes("/artifact/")) return response.writeHead(302, { location: `https://127.0.0.1:${storePort}/x` }).end();
      json(response);
    }),
  );
  const tls = { ca: certificate("ca.pem"), cert: certificate("client.pem"), key: certificate("client.key") };
  const jenkins = client(t, port, { tls });
  assert.equal((await jenkins.whoAmI()).name, "u");
  const without = await client(t, port, { tls: { ca: certificate("ca.pem") } }).job("x").run(1).stop().catch((e) => e.code);
  assert.equal(without, "network");
  // The store has a certificate of the same authority, which is trusted only for Jenkins.
  const elsewhere = await jenkins.job("x").run(1).artifact("a.bin").catch((e) => e.code);
  assert.equal(elsewhere, "network");
  assert.deepEqual(seen.filter(Boolean), []);
});

/** A proxy that answers what it is asked for by a whole URL, and tunnels to a port of this machine. */
async function proxyTo(t, port) {
  const asked = [];
  const proxy = createPlain((request, response) => (asked.push(`${request.method} ${request.url} for ${request.headers.host}`), json(response)));
  proxy.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on("error", () => (socket.destroy(), onward.destroy()));
  });
  return { asked, proxyPort: await listen(t, proxy) };
}

/** What a program says that asks who it is, in an environment of its own. */
async function asks(url, env) {
  const program = `import { Jenkins } from "bellpull"; const j = new Jenkins({ url: "${url}", credentials: ${JSON.stringify(CREDENTIALS)} }); console.log((await j.whoAmI()).name); await j.close();`;
  const { http_proxy, https_proxy, no_proxy, HTTP_PROXY, HTTPS_PROXY, NO_PROXY, ...rest } = process.env;
  const { stdout } = await promisify(execFile)("node", ["--input-type=module", "-e", program], { cwd: root, env: { ...rest, ...env } });
  return stdout.trim();
}

test("a proxy of the environment is asked for the whole URL, but not for hosts that NO_PROXY names", async (t) => {
  const port = await listen(t, createPlain((_, response) => json(response)));
  const { asked, proxyPort } = await proxyTo(t, port);
  for (const [name, value] of [["HTTP_PROXY", `http://127.0.0.1:${proxyPort}`], ["http_proxy", `127.0.0.1:${proxyPort}`], ["HTTP_PROXY", `localhost:${proxyPort}`]]) {
    assert.equal(await asks("http://jenkins.invalid:8080/a%252Fb", { [name]: value }), "u");
    assert.deepEqual(asked.splice(0), ["GET http://jenkins.invalid:8080/a%252Fb/whoAmI/api/json for jenkins.invalid:8080"], `${name}=${value}`);
  }
  assert.equal(await asks(`http://127.0.0.1:${port}/jenkins`, { HTTP_PROXY: `http://127.0.0.1:${proxyPort}`, NO_PROXY: "127.0.0.1" }), "u");
  assert.deepEqual(asked, []);
});

test("for https the proxy of the environment makes a tunnel, in which the certificate is Jenkins'", async (t) => {
  const port = await listen(t, createServer({ key: certificate("server.key"), cert: certificate("server.pem") }, (_, response) => json(response)));
  const { asked, proxyPort } = await proxyTo(t, port);
  const NODE_EXTRA_CA_CERTS = fileURLToPath(new URL("certificates/ca.pem", import.meta.url));
  for (const [name, value] of [["HTTPS_PROXY", `127.0.0.1:${proxyPort}`], ["http_proxy", `http://127.0.0.1:${proxyPort}`]]) {
    assert.equal(await asks(`https://127.0.0.1:${port}/jenkins`, { NODE_EXTRA_CA_CERTS, [name]: value }), "u");
    assert.deepEqual(asked.splice(0), [`CONNECT 127.0.0.1:${port}`], name);
  }
});

test("a variable that names no proxy is told by its name at once, without its value", async () => {
  for (const [name, value] of [["HTTP_PROXY", "http://u:s3cret@:1"], ["https_proxy", "proxy corp s3cret"], ["HTTPS_PROXY", "ftp://u:s3cret@proxy.corp"], ["http_proxy", "u:%zzs3cret@proxy.corp:3128"]]) {
    const { stderr } = await asks("http://127.0.0.1:1/", { [name]: value }).catch((e) => e);
    assert.match(stderr, new RegExp(`TypeError: The environment's ${name} is no address of a proxy`));
    assert.doesNotMatch(stderr, /s3cret/);
  }
});

test("connections are kept: many requests, few connections", async (t) => {
  let connections = 0;
  const server = createPlain((_, response) => json(response));
  server.on("connection", () => (connections += 1));
  const jenkins = client(t, await listen(t, server), {}, "http");
  for (let i = 0; i < 20; i += 1) await jenkins.whoAmI();
  assert.ok(connections <= 2, `${connections} connections`);
  await Promise.all(Array.from({ length: 100 }, () => jenkins.whoAmI()));
  assert.ok(connections <= 17, `${connections} connections`);
});
