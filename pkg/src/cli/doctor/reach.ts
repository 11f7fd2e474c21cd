import { request } from "undici";
import { connections } from "../../node/undici-send.js";
import type { OperationEvent, WhoAmI } from "../../generated/types.js";
import type { Jenkins } from "../../jenkins.js";
import { JenkinsError } from "../package.js";
import type { Wire } from "../wire.js";
import { attempt, failed, type Finding, note, ok, problem } from "./finding.js";

/** Whether anything answers, whether that is Jenkins, and whom it takes the caller for. */
export async function reach(jenkins: Jenkins, wire: Wire, user: string | undefined, signal: AbortSignal): Promise<{ findings: Finding[]; goesOn: boolean }> {
  const who = await attempt(jenkins.whoAmI({ signal, onEvent: atOnce }));
  if (who instanceof JenkinsError && (who.code === "network" || who.code === "timed_out")) return { findings: [unreachable(jenkins.url, who)], goesOn: false };
  const reachable = ok("reachable", `${jenkins.url} answers.`, { url: jenkins.url });
  const version = wire.exchanges.map(({ headers }) => headers.get("x-jenkins")).find((v) => v !== undefined);
  const is = version === undefined ? undefined : ok("is_jenkins", `Jenkins ${version}.`, { version });
  if (!(who instanceof JenkinsError)) return { findings: [reachable, is ?? unnamed(), signedIn(who, user)], goesOn: true };
  if (is || REFUSALS.has(who.code)) return { findings: [reachable, ...(is ? [is] : []), failed("signed_in", who)], goesOn: false };
  const suggestion = await elsewhere(jenkins.url, signal);
  return { findings: [reachable, notJenkins(jenkins.url, who, suggestion)], goesOn: false };
}

/** Elsewhere it is worth waiting for a server that is away; here that it is away is the finding. */
function atOnce(event: OperationEvent): void {
  if (event.event !== "retrying" || (event.code !== "network" && event.code !== "timed_out")) return;
  const { code, message } = event;
  throw new JenkinsError({ code, message, status: null, jenkins: null, remedy: "", parameter: null, sent: "no" });
}

// What only somebody says who knows of signing in: Jenkins, or a sign-in before it.
const REFUSALS = new Set(["login_required", "credentials_rejected", "sso_redirect", "forbidden", "server_starting"]);

function unreachable(url: string, error: JenkinsError): Finding {
  const remedy = error.code === "timed_out" ? "Check that the port is right and that no firewall drops the packets; a slow server is waited for with --timeout." : REMEDIES.find(([sign]) => error.message.includes(sign))?.[1];
  return { ...failed("reachable", error, { url }), remedy: remedy ?? `Check host, port and scheme of ${url}, and that it can be reached from here.` };
}

const REMEDIES: readonly [sign: string, remedy: string][] = [
  ["ENOTFOUND", "The host's name is unknown here: check its spelling, and whether a VPN or a proxy (HTTPS_PROXY) is needed."],
  ["EAI_AGAIN", "The host's name cannot be looked up here: check the network, and whether a VPN or a proxy (HTTPS_PROXY) is needed."],
  ["ECONNREFUSED", "Nothing listens at this host and port: check the port, and whether Jenkins is up."],
  ["CERT", "The server's certificate is not trusted here: name your company's with NODE_EXTRA_CA_CERTS=/path/to/ca.pem."],
  ["SELF_SIGNED", "The server's certificate is not trusted here: name your company's with NODE_EXTRA_CA_CERTS=/path/to/ca.pem."],
  ["UNABLE_TO_VERIFY", "The server's certificate is not trusted here: name your company's with NODE_EXTRA_CA_CERTS=/path/to/ca.pem."],
  ["SSL", "The server does not speak TLS at this port: check whether the URL has to start with http://, or the port."],
];

function unnamed(): Finding {
  return note("is_jenkins", "It answers like Jenkins, without the header X-Jenkins, so the version is unknown.", "Have the proxy pass X-Jenkins through.");
}

function signedIn({ name, anonymous }: WhoAmI, user: string | undefined): Finding {
  if (anonymous !== true) return ok("signed_in", `Signed in as ${String(name)}.`, { user: name });
  if (user === undefined) return note("signed_in", "Nobody is signed in: neither JENKINS_USER nor a secret is set.", "Set JENKINS_USER and JENKINS_TOKEN; a new token is made in Jenkins (user menu, Security).", { user: null });
  return problem("signed_in", `Jenkins takes the caller for nobody, although ${user} was named.`, "A proxy may drop the header Authorization, or Jenkins is not told to read it. Have the proxy pass it through.", { user: null });
}

function notJenkins(url: string, error: JenkinsError, suggestion: string | undefined): Finding {
  const status = error.status === null ? "" : ` (HTTP ${error.status})`;
  const finding = failed("is_jenkins", error, { url, suggestion: suggestion ?? null });
  const remedy = suggestion === undefined ? "Check host, port and context path: it is what stands between the host and the first page of Jenkins in a browser." : `Jenkins answers at ${suggestion}: set JENKINS_URL to that.`;
  return { ...finding, message: `What answers at ${url} is not Jenkins, or not its root${status}.`, remedy };
}

/**
 * Where Jenkins answers instead: a path above the one that was given, or the usual context path. Asked without
 * credentials, by the header that all its pages carry.
 */
async function elsewhere(url: string, signal: AbortSignal): Promise<string | undefined> {
  const { origin, pathname } = new URL(url);
  const parts = pathname.split("/").filter((part) => part !== "");
  // From the top: pages below the root carry the header as well.
  const above = parts.map((_, i) => `/${parts.slice(0, i).join("/")}`);
  const paths = new Set(["/", ...above, "/jenkins"]);
  paths.delete(`/${parts.join("/")}`);
  for (const path of paths) {
    const root = `${origin}${path.replace(/\/$/, "")}`;
    const answer = await bare(`${root}/`, signal);
    if (answer?.headers.get("x-jenkins") !== undefined) return root;
  }
  return undefined;
}

/** An answer to a GET without credentials, redirects not followed; undefined if none came. */
export async function bare(url: string, signal: AbortSignal): Promise<{ status: number; headers: Map<string, string> } | undefined> {
  const dispatcher = connections({});
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const { statusCode, headers, body } = await request(url, { dispatcher, signal: limit });
    await body.dump();
    return { status: statusCode, headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])) };
  } catch {
    // No answer is an answer here; giving up is noticed by the next operation.
    return undefined;
  } finally {
    await dispatcher.destroy();
  }
}
