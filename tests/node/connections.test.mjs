// How the engine of Node connects: certificates of a company's own, a client that shows one, a proxy of the environment, kept connections.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createPlain } from "node:http";
import { createServer } from "node:https";
import { connect } from "node:net";
import { test } from "node:test";
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

test("a proxy of the environment is used, but not for hosts that NO_PROXY names", async (t) => {
  const port = await listen(t, createPlain((_, response) => json(response)));
  const tunnels = [];
  const proxy = createPlain();
  proxy.on("connect", (request, socket) => {
    tunnels.push(request.url);
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on("error", () => (socket.destroy(), onward.destroy()));
  });
  const proxyPort = await listen(t, proxy);
  const program = `import { Jenkins } from "bellpull"; const j = new Jenkins({ url: "http://jenkins.invalid:${port}/jenkins", credentials: ${JSON.stringify(CREDENTIALS)} }); console.log((await j.whoAmI()).name); await j.close();`;
  const env = { ...process.env, HTTP_PROXY: `http://127.0.0.1:${proxyPort}` };
  const { stdout } = await promisify(execFile)("node", ["--input-type=module", "-e", program], { cwd: root, env });
  assert.deepEqual([stdout.trim(), tunnels], ["u", [`jenkins.invalid:${port}`]]);
  const direct = await promisify(execFile)("node", ["--input-type=module", "-e", program.replace("jenkins.invalid", "127.0.0.1")], { cwd: root, env: { ...env, NO_PROXY: "127.0.0.1" } });
  assert.deepEqual([direct.stdout.trim(), tunnels.length], ["u", 1]);
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
