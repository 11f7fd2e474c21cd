// `bellpull doctor` at good servers, at bad ones, and behind proxies that change things.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { between, run, server } from "./cli-harness.mjs";

async function examined(json, argv = [], more) {
  const { code, values, error } = await json(["doctor", ...argv], more);
  assert.equal(values.length, 1, JSON.stringify(error));
  const [report] = values;
  const by = Object.fromEntries(report.findings.map((f) => [f.check, f]));
  for (const f of report.findings) assert.ok(f.state === "ok" || f.state === "unknown" || f.remedy !== "", `${f.check} has no remedy`);
  for (const f of report.findings.filter((f) => f.state === "problem")) assert.ok(f.remedy.length > 20, f.check);
  return { code, report, by };
}

test("a good server has no problems", async (t) => {
  const { json, cli } = await server(t);
  await cli(["trigger", "quick", "--follow"]);
  const { code, report, by } = await examined(json);
  assert.deepEqual([code, report.ok], [0, true]);
  for (const check of ["reachable", "is_jenkins", "signed_in", "crumb", "x_jenkins", "root_url", "location", "encoded_slash", "pipeline", "apis", "stages"]) assert.equal(by[check].state, "ok", check);
  assert.deepEqual([by.is_jenkins.facts.version, by.signed_in.facts.user, by.stages.facts.source], ["2.277.3", "releaser", "wfapi"]);
  assert.equal(by.cors.state, "note");
  const plain = await cli(["doctor"]);
  assert.match(plain.stdout, /^ok {6}reachable {6}http[^]*^note {4}cors[^\n]*\n +-> For a page/m);
});

test("a wrong context path: the right one is found", async (t) => {
  const { json, sim } = await server(t);
  for (const path of ["/other", "/jenkins/view/all", ""]) {
    const { code, by } = await examined(json, [`${sim.origin}${path}`]);
    assert.notEqual(code, 0);
    assert.equal(by.is_jenkins.facts.suggestion, `${sim.origin}/jenkins`, path);
    assert.match(by.is_jenkins.remedy, /set JENKINS_URL to that/);
    assert.deepEqual(Object.keys(by), ["reachable", "is_jenkins"]);
  }
  // Where it might be is asked without credentials.
  const seen = await sim.requests();
  assert.ok(seen.filter((r) => r.path === "/jenkins/").every((r) => !r.authorization));
});

test("nobody signed in, a wrong token, and an Authorization that is lost on the way", async (t) => {
  const { json, url } = await server(t);
  const nobody = await examined(json, [], { env: { JENKINS_USER: "", JENKINS_TOKEN: "" } });
  assert.deepEqual([nobody.code, nobody.by.signed_in.state, nobody.by.root_url.code], [13, "note", "login_required"]);
  assert.match(nobody.by.signed_in.remedy, /JENKINS_USER and JENKINS_TOKEN/);
  const wrong = await examined(json, [], { env: { JENKINS_TOKEN: "wrong" } });
  assert.deepEqual([wrong.code, wrong.by.signed_in.code, wrong.by.signed_in.facts.status], [14, "credentials_rejected", 401]);
  const deaf = await between(t, url, { ask: ({ authorization: _, ...rest }) => rest });
  const lost = await examined(json, [`${deaf}/jenkins`]);
  assert.deepEqual([lost.by.signed_in.state, lost.code], ["problem", 90]);
  assert.match(lost.by.signed_in.remedy, /drop the header Authorization/);
});

test("a server that is no Jenkins, a portal and a single sign-on", async (t) => {
  const { json, sim } = await server(t);
  const other = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<h1>It works!</h1>"));
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  t.after(() => (other.closeAllConnections(), other.close()));
  const none = await examined(json, [`http://127.0.0.1:${other.address().port}/jenkins`]);
  assert.deepEqual([none.code, none.by.is_jenkins.code, none.by.is_jenkins.facts.suggestion], [17, "proxy_answer", null]);
  await sim.fault({ kind: "login_redirect", times: 1 });
  const sso = await examined(json);
  assert.deepEqual([sso.code, sso.by.signed_in.code], [16, "sso_redirect"]);
  assert.match(sso.by.signed_in.remedy, /API token/);
  await sim.fault({ kind: "login_page", times: 1 });
  assert.equal((await examined(json)).by.signed_in.code, "login_required");
});

test("an unreachable server is told at once, with what to check", async (t) => {
  const { json } = await server(t);
  const begun = Date.now();
  const closed = await examined(json, ["http://127.0.0.1:9/jenkins"]);
  assert.deepEqual([closed.code, closed.by.reachable.code], [9, "network"]);
  assert.match(closed.by.reachable.remedy, /Nothing listens at this host and port/);
  assert.ok(Date.now() - begun < 8000);
  const nameless = await run(["doctor", "http://no-such-host.invalid/jenkins"], { env: { JENKINS_USER: "", JENKINS_TOKEN: "" } });
  assert.equal(nameless.code, 9);
  assert.match(nameless.stdout, /^problem reachable/);
  assert.match((await run(["doctor", "ftp://x/"])).stderr, /not an http\(s\) URL/);
});

test("a proxy that decodes slashes, hides headers, or names another place", async (t) => {
  const { json, url } = await server(t);
  const decoding = await between(t, url, { path: (p) => p.replaceAll("%252F", "%2F") });
  const decoded = await examined(json, [`${decoding}/jenkins`]);
  assert.deepEqual([decoded.code, decoded.by.encoded_slash.state], [90, "problem"]);
  assert.match(decoded.by.encoded_slash.remedy, /nocanon/);
  const refusing = await between(t, url, { path: (p) => (/%2f|%252f/i.test(p) ? undefined : p) });
  assert.equal((await examined(json, [`${refusing}/jenkins`])).by.encoded_slash.state, "problem");
  const hiding = await between(t, url, { headers: ({ "x-jenkins": _, ...rest }) => ({ ...rest, via: "1.1 corp", "access-control-allow-origin": "*" }) });
  const hidden = await examined(json, [`${hiding}/jenkins`]);
  assert.deepEqual([hidden.by.x_jenkins.state, hidden.by.is_jenkins.state, hidden.by.x_jenkins.facts.via, hidden.by.cors.facts.allowOrigin], ["note", "note", "1.1 corp", "*"]);
  const elsewhere = await between(t, url, {
    host: "ci.internal:8080",
    headers: (h) => (h.location ? { ...h, location: new URL(h.location, "http://ci.internal:8080").href } : h),
  });
  const moved = await examined(json, [`${elsewhere}/jenkins`]);
  assert.deepEqual([moved.by.location.state, moved.by.root_url.state], ["note", "note"]);
  assert.match(moved.by.location.message, /ci\.internal:8080/);
  assert.match(moved.by.root_url.facts.url, /ci\.internal:8080/);
});
