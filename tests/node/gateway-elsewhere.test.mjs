// What a client says where something else answers at the gateway's address.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Jenkins } from "bellpull";

const PAGE = "<!doctype html><title>the application</title>";
const CASES = [
  { name: "a page of the application", answer: (response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE), says: /with status 200/ },
  { name: "a redirect to its sign-in", answer: (response) => response.writeHead(302, { location: "/login" }).end(), says: /with (status 302|a redirect)/ },
  { name: "JSON of something else", answer: (response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"), says: /with status 200/ },
  { name: "nothing at this path", answer: (response) => response.writeHead(404).end("Cannot POST /jenkins-gateway"), says: /with status 404/ },
];

for (const { name, answer, says } of CASES) {
  test(`${name} is proxy_answer, by one request`, async (t) => {
    const asked = [];
    const server = createServer((request, response) => (asked.push(request.url), answer(response)));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    t.after(() => (server.closeAllConnections(), server.close()));
    const job = new Jenkins({ gateway: `http://127.0.0.1:${server.address().port}/jenkins-gateway` }).job("release");
    const operations = [() => job.describe(), () => job.trigger(), () => job.run(1).follow().next(), () => job.run(1).log().next()];
    for (const operation of operations) {
      await assert.rejects(operation(), { name: "JenkinsError", code: "proxy_answer", message: says, remedy: /the gateway's address/ });
      assert.deepEqual(asked.splice(0), ["/jenkins-gateway"]);
    }
  });
}
