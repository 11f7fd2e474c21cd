// The gateway as a route handler: it takes the web's own requests, so nothing stands between.
import { createGateway } from "bellpull/gateway";
import { signedIn } from "../../lib/session.js";

const { PORT = "3000", ORIGIN = `http://localhost:${PORT}`, AUDIT = "audit.jsonl" } = process.env;
const { JENKINS_URL = "http://localhost:8080/jenkins", JENKINS_USER = "admin", JENKINS_TOKEN = "" } = process.env;
const JOB = "Test Workflow";

export const dynamic = "force-dynamic";

export const POST = createGateway({
  jenkins: { url: JENKINS_URL, credentials: { kind: "token", user: JENKINS_USER, token: JENKINS_TOKEN } },
  policy: {
    rules: [
      { name: "all may look and trigger", jobs: [{ exact: JOB }], verbs: ["describe", "status", "follow", "log", "trigger"], who: [{ everybody: true }] },
      { name: "the release team decides", jobs: [{ exact: JOB }], verbs: ["approve", "abort", "stop"], who: [{ group: "release" }] },
    ],
  },
  authenticate: (request) => signedIn(request.cookies.get("person")?.value),
  origins: [ORIGIN],
  audit: { file: AUDIT },
});
