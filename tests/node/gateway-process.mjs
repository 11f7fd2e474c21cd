// One process of a gateway, for tests with several; tells its address.
import { createServer } from "node:http";
import { Jenkins } from "bellpull";
import { createGateway, toNode } from "bellpull/gateway";
import { RedisStore } from "bellpull/gateway/redis";

const { redis, jenkins, token, origin, quorum } = JSON.parse(process.argv[2]);
const PEOPLE = { ann: { id: "ann", name: "Ann" }, ben: { id: "ben", name: "Ben" } };
const rules = [{ name: "all", jobs: [{ glob: "**" }], verbs: ["describe", "status", "follow", "log", "trigger", "approve", "abort", "stop"], who: [{ everybody: true }], ...(quorum ? { quorum } : {}) }];
const gateway = createGateway({
  jenkins: new Jenkins({ url: jenkins, credentials: { kind: "token", user: "admin", token } }),
  policy: { rules },
  authenticate: (request) => PEOPLE[request.headers.get("x-person")] ?? null,
  origins: [origin],
  // For whoever listens to what is written here.
  audit: (record) => process.stderr.write(`audit ${JSON.stringify(record)}\n`),
  store: await RedisStore.connect({ url: redis, timeoutMillis: 1000 }),
  limits: { requestsPerMinute: 10_000, watchers: 1000 },
});
const server = createServer((request, response) => void toNode(gateway)(request, response));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
process.stdin.resume().on("end", () => process.exit());
