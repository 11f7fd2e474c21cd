import type { Jenkins } from "../../jenkins.js";
import { JenkinsError } from "../package.js";
import type { Exchange, Wire } from "../wire.js";
import { attempt, failed, type Finding, note, ok, problem, unknown } from "./finding.js";
import { bare } from "./reach.js";

const ROOT_URL = "Set Jenkins' URL (Manage Jenkins, System, Jenkins Location) to the one that people use.";
const REWRITING = "Have the proxy pass Host, X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-Port; see https://www.jenkins.io/doc/book/system-administration/reverse-proxy-configuration-troubleshooting/.";

/** What stands between here and Jenkins, and what it changes on the way. */
export async function proxy(jenkins: Jenkins, withOrigin: Jenkins, wire: Wire, signal: AbortSignal): Promise<Finding[]> {
  return [header(wire.exchanges), await rootUrl(jenkins, signal), await location(jenkins.url, signal), await encodedSlash(jenkins, wire, signal), await cors(withOrigin, wire, signal)];
}

function header(exchanges: readonly Exchange[]): Finding {
  const via = exchanges.map(({ headers }) => headers.get("via")).find((v) => v !== undefined) ?? null;
  const through = via === null ? "" : ` A proxy names itself: ${via}.`;
  if (exchanges.some(({ headers }) => headers.has("x-jenkins"))) return ok("x_jenkins", `X-Jenkins comes through.${through}`, { via });
  return note("x_jenkins", `X-Jenkins does not come through.${through}`, "Have the proxy pass X-Jenkins; only the version is unknown without it.", { via });
}

/** The URL that Jenkins believes in, and writes into mails and links. */
async function rootUrl(jenkins: Jenkins, signal: AbortSignal): Promise<Finding> {
  const root = await attempt(jenkins.call({ op: "root", tree: "url" }, { signal }));
  if (root instanceof JenkinsError) {
    const remedy = root.code === "login_required" ? "Set JENKINS_USER and JENKINS_TOKEN: this Jenkins shows nothing to who is not signed in." : root.remedy;
    return { ...failed("root_url", root), message: `Jenkins' first page cannot be read: ${root.message}`, remedy };
  }
  const { url } = root;
  if (typeof url !== "string") return note("root_url", "Jenkins does not know its own URL.", ROOT_URL);
  if (slashed(url) === slashed(jenkins.url)) return ok("root_url", `Jenkins calls itself ${url}.`, { url });
  return note("root_url", `Jenkins calls itself ${url}; its answers name that place. Bellpull stays at ${jenkins.url} all the same.`, ROOT_URL, { url });
}

/** Where Jenkins redirects to, as seen from here: the base without its slash is redirected to the one with it. */
async function location(base: string, signal: AbortSignal): Promise<Finding> {
  const url = base.replace(/\/+$/, "");
  const context = new URL(url).pathname;
  if (context === "/") return unknown("location", "Without a context path nothing is redirected that could be looked at.");
  const answer = await bare(url, signal);
  const given = answer?.headers.get("location");
  if (given === undefined) return unknown("location", "The base URL without its slash is not redirected, so nothing is known of redirects.");
  const to = target(given, url);
  if (to === undefined) return problem("location", "Redirects name something that is no URL.", REWRITING);
  if (slashed(to) === slashed(url)) return ok("location", "Redirects stay on this host and context path.", { location: given });
  // A sign-in has its state in the query, which is nobody's business.
  const facts = { location: to.replace(/[?#].*/s, "") };
  if (new URL(to).origin === new URL(url).origin) return note("location", `The base URL is redirected to ${facts.location}.`, "If that is a sign-in, use an API token; if it is Jenkins' real place, use it as the URL.", facts);
  return note("location", `Redirects lead to ${facts.location}, another host, port or scheme. Bellpull takes the ids out of them and stays where it is; browsers do not.`, REWRITING, facts);
}

function target(given: string, base: string): string | undefined {
  try {
    return new URL(given, base).href;
  } catch {
    return undefined;
  }
}

function slashed(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/*$/, "/")}`;
}

/** Whether a branch with a slash in its name arrives as it was sent: Jenkins wants it encoded twice. */
async function encodedSlash(jenkins: Jenkins, wire: Wire, signal: AbortSignal): Promise<Finding> {
  const before = wire.exchanges.length;
  await attempt(jenkins.call({ op: "job", job: "bellpull-doctor", branch: "no/such" }, { signal }));
  const exchange = wire.exchanges.slice(before).at(-1);
  const remedy = "Have the proxy pass paths as they are: in Apache `AllowEncodedSlashes NoDecode` and `ProxyPass … nocanon`, in nginx a `proxy_pass` without a path, in Tomcat and IIS the same for encoded slashes.";
  if (!exchange) return unknown("encoded_slash", "Nothing is known of encoded slashes.");
  const facts = { status: exchange.status };
  if (exchange.body.includes("no%252Fsuch")) return ok("encoded_slash", "Encoded slashes arrive as they were sent.", facts);
  if (/no(\/|%2F)such/i.test(exchange.body)) return problem("encoded_slash", "Encoded slashes are decoded on the way: branches such as feature/x cannot be reached.", remedy, facts);
  if (exchange.headers.has("x-jenkins")) return ok("encoded_slash", "Paths with encoded slashes reach Jenkins.", facts);
  return problem("encoded_slash", `A path with an encoded slash was answered with ${exchange.status} by something before Jenkins.`, remedy, facts);
}

/** Whether scripts of pages on other origins may read the answers. */
async function cors(jenkins: Jenkins, wire: Wire, signal: AbortSignal): Promise<Finding> {
  const before = wire.exchanges.length;
  await attempt(jenkins.whoAmI({ signal }));
  const allowed = wire.exchanges.slice(before).at(-1)?.headers.get("access-control-allow-origin");
  const facts = { allowOrigin: allowed ?? null };
  if (allowed === undefined) {
    return note("cors", "No CORS headers, as Jenkins has none: a page on another origin cannot call it.", "For a page, put Jenkins and the page behind one host with a reverse proxy, or use a gateway. Programs outside a browser need nothing.", facts);
  }
  if (allowed === "*" || allowed === ORIGIN) return note("cors", `Pages of any origin may read the answers (Access-Control-Allow-Origin: ${allowed}).`, "Have the proxy name the origins that are meant; any page that a signed-in person visits can read Jenkins otherwise.", facts);
  return ok("cors", `Pages of ${allowed} may read the answers.`, facts);
}

/** An origin that nobody has allowed by its name. */
export const ORIGIN = "https://bellpull-doctor.invalid";
