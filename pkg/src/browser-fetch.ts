import type { Answer, Send } from "./drive.js";
import { canUpload, LARGE, upload } from "./upload.js";
import { BODY_LIMIT, OPAQUE_REDIRECT } from "./generated/constants.js";
import type { Limit } from "./limit.js";

/** Whether this is a page, where cookies go along and redirects are hidden from scripts. */
const inPage = typeof document !== "undefined";

/** Sends by a fetch: the browser's, a worker's, Deno's, or the caller's own. Of a body no more is read than tells that it is larger than `most`. */
export function fetchSend(own?: typeof fetch, most = BODY_LIMIT): Send {
  const send: Send = async (request, body, { signal }, progress) => {
    if (progress && canUpload && !own && request.method === "POST" && request.cookies === "browser" && body.length >= LARGE) {
      const { moved, ...answer } = await upload(request.url, request.headers, body, true, signal, progress);
      return moved ? { status: 302, headers: `${OPAQUE_REDIRECT}: 1`, body: new Uint8Array() } : answer;
    }
    // A redirect to where artifacts are kept is hidden from a page's scripts, so the browser has to follow it; that is
    // left to it where nothing goes along that another host must not see.
    const follow = inPage && request.stream && request.headers.every(([name]) => name.toLowerCase() === "accept");
    const page: RequestInit = inPage ? { credentials: request.cookies === "browser" ? "same-origin" : "omit", cache: "no-store" } : {};
    const response = await (own ?? fetch)(request.url, {
      ...page,
      method: request.method,
      headers: request.headers,
      body: body.length > 0 ? (body as BodyInit) : null,
      // Redirects are answers: Jenkins says "stopped" and "please sign in" with them.
      redirect: follow ? "follow" : "manual",
      signal,
    });
    if (response.type === "opaqueredirect") return { status: 302, headers: `${OPAQUE_REDIRECT}: 1`, body: new Uint8Array() };
    if (request.stream && response.ok && response.body) return kept(response, response.body);
    if (request.pieces && response.ok && response.body) return { ...head(response), stream: response.body };
    return { ...head(response), body: await read(response, most) };
  };
  return (request, body, limit, progress) => first(send(request, body, limit, progress), limit);
}

/** The answer, or the end of the limit. A fetch that does not heed it is left behind, and what it brings too late is let go. */
function first(sending: Promise<Answer>, limit: Limit): Promise<Answer> {
  return new Promise((resolve, reject) => {
    limit.listen(() => reject(new Error("the request was given up")));
    sending.then((answer) => (limit.over ? void answer.stream?.cancel().catch(() => undefined) : resolve(answer)), reject);
  });
}

async function read(response: Response, most: number): Promise<Uint8Array> {
  // A fetch of the caller's own may have none that can be read piece by piece.
  if (!response.body?.getReader) return new Uint8Array(await response.arrayBuffer());
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length <= most) {
    const { value } = await reader.read();
    if (!value) break;
    chunks.push(value);
    length += value.length;
  }
  void reader.cancel().catch(() => undefined);
  const body = new Uint8Array(length);
  for (const chunk of chunks.reverse()) body.set(chunk, (length -= chunk.length));
  return body;
}

function head({ status, headers }: Response): Answer {
  return { status, headers: Array.from(headers, ([name, value]) => `${name}: ${value}`).join("\n"), body: new Uint8Array() };
}

function kept(response: Response, stream: ReadableStream<Uint8Array>): Answer {
  if (!response.redirected) return { ...head(response), stream };
  if (new URL(response.url).origin !== location.origin) return { ...head(response), stream, elsewhere: true };
  // Within Jenkins a redirect is an answer: to the login page, or from a folder's name to its page.
  void stream.cancel().catch(() => undefined);
  return { status: 302, headers: `location: ${response.url}`, body: new Uint8Array() };
}
