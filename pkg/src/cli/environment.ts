import type { Credentials } from "../generated/types.js";
import { Failure, usage } from "./failure.js";

/** Asks a person for a secret; undefined where nobody is there to be asked. */
export type Ask = (question: string) => Promise<string | undefined>;

/** The server, from the option or the environment. */
export function server(option: string | undefined, env: NodeJS.ProcessEnv): string {
  const url = option ?? env["JENKINS_URL"];
  if (url === undefined || url === "") throw usage("No server is named.", "Set JENKINS_URL to the root of Jenkins with its context path, such as https://ci.example.com/jenkins, or give --url.");
  const parsed = parse(url);
  // Checked here, because the URL itself must not be told then.
  if (parsed.username !== "" || parsed.password !== "") {
    throw new Failure("invalid_url", "The URL holds a user or password.", "Leave them out of it; set JENKINS_USER and JENKINS_TOKEN or JENKINS_PASSWORD.");
  }
  return url;
}

function parse(url: string): URL {
  try {
    const parsed = new URL(url);
    if (parsed.protocol === "http:" || parsed.protocol === "https:") return parsed;
  } catch {
    // Told below, as any URL that is none of http.
  }
  throw new Failure("invalid_url", "The URL of the server is not an http(s) URL.", "Give the root URL of Jenkins, such as https://ci.example.com/jenkins.");
}

/** Who signs in, by the environment alone. */
export async function credentials(env: NodeJS.ProcessEnv, ask: Ask): Promise<Credentials> {
  const user = env["JENKINS_USER"] || undefined;
  const token = env["JENKINS_TOKEN"] || undefined;
  const password = env["JENKINS_PASSWORD"] || undefined;
  if (token !== undefined && password !== undefined) throw wrong("Both JENKINS_TOKEN and JENKINS_PASSWORD are set.", "Unset one of them: a token signs in by itself, a password opens a session.");
  if (user === undefined) {
    if (token ?? password) throw wrong(`${token ? "JENKINS_TOKEN" : "JENKINS_PASSWORD"} is set without JENKINS_USER.`, "Set JENKINS_USER to the id of the user whom it belongs to.");
    return { kind: "anonymous" };
  }
  if (token !== undefined) return { kind: "token", user, token };
  if (password !== undefined) return { kind: "password", user, password };
  const secret = await ask(`API token or password of ${user}: `);
  if (secret === undefined || secret === "") {
    throw wrong("JENKINS_USER is set, but neither JENKINS_TOKEN nor JENKINS_PASSWORD.", "Set one of them, or run this at a terminal to be asked. Unset JENKINS_USER to go without signing in.");
  }
  // As Jenkins makes tokens: 32 hexadecimal digits, since 2.129 with "11" before them.
  return /^(11)?[0-9a-f]{32}$/.test(secret) ? { kind: "token", user, token: secret } : { kind: "password", user, password: secret };
}

function wrong(message: string, remedy: string): Failure {
  return new Failure("invalid_credentials", message, remedy);
}
