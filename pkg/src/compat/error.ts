import { STATUS_CODES } from "node:http";
import type { Answer } from "../drive.js";
import { JenkinsError } from "../error.js";

/** How the failures of one call are worded. */
export interface Words {
  /** The call, as in `job.get`. */
  call: string;
  /** What a 404 did not find; without it a 404 is an answer like any other. */
  missing?: string;
  /** What any other refusal is called, where Jenkins gives no reason. */
  failed?: string;
}

/** What an exchange has left: its answer, or why there was none. */
export interface Trace {
  answer?: Answer;
  lost?: unknown;
}

/** An error as users of npm `jenkins` read it; `cause` is Bellpull's, with its code and remedy. */
export interface CompatError extends Error {
  /** The HTTP status of a refusal. */
  statusCode?: number;
  /** Whether the job, build or view does not exist. */
  notFound?: true;
  /** Of a lost connection, as in `ECONNREFUSED`. */
  code?: string;
  /** The answer's status and headers, without cookies. */
  res?: { statusCode: number; headers: Record<string, string> };
  isTimeout?: true;
}

/** Makes one of what a call ended in. */
export function worded(words: Words, thrown: unknown, { answer, lost }: Trace): CompatError {
  const error = (text: string, more: object = {}): CompatError => Object.assign(new Error(`jenkins: ${words.call}: ${text}`, { cause: thrown }), more);
  if (!(thrown instanceof JenkinsError)) return error(thrown instanceof Error ? thrown.message : String(thrown));
  if (answer && refused(answer.status)) {
    const headers = headersOf(answer);
    const res = { statusCode: answer.status, headers };
    if (answer.status === 404 && words.missing !== undefined) return error(`${words.missing} not found`, { notFound: true });
    const said = headers["x-error"]?.replaceAll("?", '"');
    return error(said ?? words.failed ?? short(answer, headers) ?? STATUS_CODES[answer.status]?.toLowerCase() ?? `request failed: ${answer.status}`, { statusCode: answer.status, res });
  }
  if (thrown.code === "timed_out") return error(thrown.message, { isTimeout: true });
  if (thrown.code === "network") {
    const message = lost instanceof Error ? lost.message : thrown.message;
    const [, code] = /\(([A-Z_]+)\)$/.exec(message) ?? [];
    return error(message, code === undefined ? {} : { code });
  }
  // An answer that is none, such as a login page with status 200, or what was refused before it was sent.
  return error(`${thrown.message} ${thrown.remedy}`, answer ? { statusCode: answer.status } : {});
}

/** Whether a status is none of success. */
export function refused(status: number): boolean {
  return status < 200 || status > 299;
}

function short({ body }: Answer, headers: Record<string, string>): string | undefined {
  const plain = headers["content-type"]?.split(";")[0]?.trim() === "text/plain";
  return plain && body.length > 0 && body.length < 80 ? new TextDecoder().decode(body) : undefined;
}

/** The headers by their names in lower case; cookies are nobody's business. */
export function headersOf(answer: Answer): Record<string, string> {
  const pairs = answer.headers.split("\n").map((line): [string, string] => {
    const at = line.indexOf(":");
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== "" && name !== "set-cookie"));
}
