// The gateway in a page: it answers a `fetch` that an element's client is given, for one person, over the page's simulator.
import { createGateway } from "../../pkg/src/gateway/gateway.js";
import { Jenkins } from "../../pkg/src/jenkins.js";

const ORIGIN = "https://desk.example.com";
/** All may look; each state adds who may decide. */
const LOOK = { name: "all may look", jobs: [{ glob: "**" }], verbs: ["describe", "status", "follow", "log", "trigger"], who: [{ everybody: true }] };

/** A gateway that its users share: each gets a `fetch` of his own by `as`. */
export function create({ sim, rules }) {
  const jenkins = new Jenkins({ url: sim.url, fetch: sim.signedIn("ada"), clock: sim.clock });
  let person = null;
  const gateway = createGateway({ jenkins, policy: { rules: [LOOK, ...rules] }, authenticate: () => person, origins: [ORIGIN], audit: () => {}, links: true });
  const as = (who) => async (_, init) => {
    // A page's own Request has no Origin that could be set.
    const headers = new Headers({ ...init.headers, origin: ORIGIN });
    const body = new Response(init.body).body;
    person = who;
    return gateway({ method: "POST", headers, body, signal: init.signal ?? new AbortController().signal });
  };
  return { as };
}
