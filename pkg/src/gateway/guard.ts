import { Refusal } from "./refusal.js";

/** Keys that mean something to JavaScript itself. */
const KEYS = new Set(["__proto__", "constructor", "prototype"]);
const DEEPEST = 16;
const HEADER = "x-bellpull";

/** What a request has to be like before anything of it is believed. */
export interface Guarding {
  /** The application's own origins, such as `https://desk.example.com`. */
  origins: readonly string[];
  /** How many bytes a body may have. */
  bodyBytes: number;
}

/**
 * Checks what a hostile page could send in a signed-in person's name: the origin, which a browser sets and a script cannot, a
 * header that no form can send, and JSON. `Host` and `X-Forwarded-*` are not looked at: whoever sends a request chooses them.
 */
export function guard(request: Request, { origins }: Guarding): void {
  if (request.method !== "POST") throw new Refusal("method_not_allowed", `The gateway takes POST, not ${word(request.method)}.`);
  const origin = request.headers.get("origin");
  if (origin === null || !origins.includes(origin)) throw new Refusal("origin_not_allowed", "The request does not come from a page of this application.");
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") throw new Refusal("origin_not_allowed", "The request comes from another site.");
  if (request.headers.get(HEADER) === null) throw new Refusal("header_missing", "The request lacks the header X-Bellpull.");
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new Refusal("not_json", "The request is not application/json.");
}

/** Reads the body as plain data, no further than it may reach. */
export async function read(request: Request, { bodyBytes }: Guarding): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) break;
    length += next.value.byteLength;
    if (length > bodyBytes) {
      await reader?.cancel().catch(() => undefined);
      throw new Refusal("body_too_large", `The request has more than ${bodyBytes} bytes.`);
    }
    chunks.push(next.value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return parse(body);
}

function parse(body: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal("invalid_request", "The request is no JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal("invalid_request", "The request is no object.");
  harmless(value, 0);
  return value as Record<string, unknown>;
}

function harmless(value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > DEEPEST) throw new Refusal("invalid_request", "The request is nested too deeply.");
  for (const [name, inner] of Object.entries(value)) {
    if (KEYS.has(name)) throw new Refusal("invalid_request", "The request has a field that no operation has.");
    harmless(inner, depth + 1);
  }
}

/** A word of somebody else's, short and without what would leave its line. */
export function word(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, "?").slice(0, 40);
}
