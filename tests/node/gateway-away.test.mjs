// Jenkins away behind the gateway: restarting, answering 503, hanging, answering a login page or a portal's. Who watches sees it, and sees
// by itself that it is back.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Jenkins } from "bellpull";
import { toNode } from "bellpull/gateway";
import { assertQuiet, ORIGIN, setUp, TOKEN, watch } from "./desk.mjs";
import { until } from "./fleet.mjs";
import { quiet } from "./leaks.mjs";

const names = (heard) => heard.events.map((one) => one.event);
const away = (heard) => heard.events.filter((one) => one.event === "retrying").map((one) => one.data);

for (const [what, kind, code] of [
  ["restarts", "starting", "server_starting"],
  ["answers 503", { status: 503 }, "server_starting"],
  ["answers 502", { status: 502 }, "server_error"],
  ["fails", { status: 500 }, "server_error"],
  ["answers its login page", "login_page", "login_required"],
  ["sends to a single sign-on", "login_redirect", "login_required"],
  ["is hidden behind a portal's page", "html", "proxy_answer"],
  ["does not answer", "lost_request", "network"],
]) {
  test(`Jenkins ${what}: who watches sees it, and sees that it is back`, async (t) => {
    const { gateway, sim, waiting, send } = await setUp(t);
    const asked = await waiting();
    const first = await watch(gateway, asked);
    await until("a view", () => first.events.length === 1);
    await sim.fault({ method: "GET", kind, times: 2 });
    await until("that it is away", () => away(first).length >= 1);
    const told = away(first)[0];
    assert.deepEqual(Object.keys(told), ["code", "message", "inMillis"]);
    assert.ok(told.code === code || (kind === "login_redirect" && told.code === "sso_redirect"), told.code);
    assert.ok(told.inMillis > 0 && told.inMillis <= 15_000);
    assert.ok(!told.message.includes(sim.origin.slice(7)), told.message);
    // One who comes now is told as well.
    const late = await watch(gateway, asked);
    await until("the same", () => late.events.length >= 2);
    assert.deepEqual(names(late).slice(0, 2), ["view", "retrying"]);
    // Nothing has changed there: that it is back is told by the view again.
    await until("that it is back", () => names(first).at(-1) === "view" && names(late).at(-1) === "view");
    assert.deepEqual([first.events.at(-1), first.events[0]].map((one) => one.data.status.word), ["paused", "paused"]);
    const back = await watch(gateway, asked);
    await until("a view", () => back.events.length > 0);
    assert.deepEqual(names(back), ["view"]);
    await send("ben", { op: "approve", ...asked, key: "1" });
    await Promise.all([first.done, late.done, back.done]);
    for (const heard of [first, late, back]) assert.deepEqual([names(heard).at(-1), heard.events.at(-2).data.status.word], ["end", "success"]);
  });
}

test("Jenkins hangs: who watches is told when the time for an answer is over", async (t) => {
  const { sim, waiting, gateway } = await setUp(t, { jenkinsOptions: { timeoutMillis: 400 } });
  const asked = await waiting();
  const heard = await watch(gateway, asked);
  await until("a view", () => heard.events.length === 1);
  await sim.fault({ method: "GET", kind: { slow: 1500 }, times: 2 });
  await until("that it is away", () => away(heard).length >= 1);
  assert.equal(away(heard)[0].code, "timed_out");
  await until("that it is back", () => names(heard).at(-1) === "view");
  await heard.leave();
});

test("what tells of the run, or of how the gateway was set up, ends the stream with its code", async (t) => {
  const { gateway, sim, waiting } = await setUp(t);
  const asked = await waiting();
  const gone = await watch(gateway, { ...asked, run: 9999 });
  await gone.done;
  assert.deepEqual(gone.events.map((one) => [one.event, one.data.code]), [["failed", "not_found"]]);
  // Never seen, and not to be seen by this account.
  await sim.fault({ method: "GET", kind: "login_page", times: 5 });
  const never = await watch(gateway, { ...asked, run: 9998 });
  await never.done;
  assert.deepEqual(never.events.map((one) => [one.event, one.data.code]), [["failed", "login_required"]]);
});

test("what asks for an answer now is not kept waiting for as long as Jenkins is away", async (t) => {
  const { sim, waiting, send } = await setUp(t);
  const asked = await waiting();
  await sim.fault({ method: "GET", kind: "starting", times: 1000 });
  const began = Date.now();
  const { status, error } = await send("ben", { op: "status", job: asked.job, run: asked.run });
  assert.deepEqual([status, error.code], [502, "server_starting"]);
  assert.ok(Date.now() - began < 40_000, `${Date.now() - began} ms`);
});

for (const [links, shows] of [[false, /^Jenkins cannot be reached \(ECONNREFUSED\)\.$/], [true, /127\.0\.0\.1:\d+/]]) {
  test(`where Jenkins is stands in the log${links ? ", and with links in what pages are told" : " alone"}`, async (t) => {
    const { gateway, sim, waiting, send } = await setUp(t, { links });
    const asked = await waiting();
    const heard = await watch(gateway, asked);
    await until("a view", () => heard.events.length === 1);
    const told = quiet(t);
    await sim.stop();
    await until("that it is away", () => away(heard).some(({ message }) => shows.test(message)));
    const { error } = await send("ann", { op: "status", job: asked.job, run: asked.run });
    assert.equal(error.code, "network");
    assert.match(error.message, shows);
    if (!links) assert.ok(![error.message, JSON.stringify(heard.events)].some((text) => text.includes("127.0.0.1")));
    assert.equal(told.calls.some((call) => /127\.0\.0\.1/.test(String(call.arguments[0]))), !links);
    await heard.leave();
  });
}

test("the facade through the gateway tells it as the one without does", async (t) => {
  const { gateway, sim, waiting, send } = await setUp(t);
  const asked = await waiting();
  const server = createServer((incoming, outgoing) => void toNode(gateway)(incoming, outgoing));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => (server.closeAllConnections(), server.close()));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const own = (input, init) => fetch(input, { ...init, headers: { ...init.headers, origin: ORIGIN, "x-person": "ann" } });
  const heard = { through: [], direct: [] };
  const clients = { through: new Jenkins({ gateway: url, fetch: own }), direct: new Jenkins({ url: `${sim.origin}/jenkins`, credentials: { kind: "token", user: "admin", token: TOKEN } }) };
  const following = Object.entries(clients).map(async ([name, jenkins]) => {
    for await (const _ of jenkins.job(asked.job).run(asked.run).follow({ onEvent: (event) => heard[name].push(event) }));
  });
  await until("views", () => heard.through.length > 0 && heard.direct.length > 0);
  await sim.fault({ method: "GET", kind: "starting", times: 6 });
  const told = (name) => heard[name].find((event) => event.event === "retrying");
  await until("that it is away", () => told("through") && told("direct"));
  for (const name of ["through", "direct"]) assert.deepEqual(Object.keys(told(name)).sort(), ["code", "event", "inMillis", "message"], name);
  assert.deepEqual([told("through").code, told("through").message], [told("direct").code, told("direct").message]);
  await until("that it is back", () => heard.through.at(-1).event === "run" && heard.direct.at(-1).event === "run");
  // A gateway that is gone for a moment is told in the same way.
  server.closeAllConnections();
  await until("the loss", () => heard.through.some((event) => event.code === "network"));
  await send("ben", { op: "approve", ...asked, key: "1" });
  await Promise.all(following);
  assert.deepEqual([heard.through.at(-1).view.status.word, heard.direct.at(-1).view.status.word], ["success", "success"]);
});

assertQuiet();
