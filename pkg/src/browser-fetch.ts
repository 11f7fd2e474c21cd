import type { Answer, Send } from "./drive.js";
import { canUpload, LARGE, upload } from "./upload.js";
import { OPAQUE_REDIRECT } from "./generated/constants.js";

/** Whether this is a page, where cookies go along and redirects are hidden from scripts. */
const inPage = typeof document !== "undefined";

/** Sends by a fetch: the browser's, a worker's, Deno's, or the caller's own. */
export function fetchSend(own?: typeof fetch): Send {
  return async (request, body, { signal }, progress): Promise<Answer> => {
    if (progress && canUpload && !own && request.method === "POST" && request.cookies === "browser" && body.length >= LARGE) {
      const { moved, ...answer } = await upload(request.url, request.headers, body, true, signal, progress);
      return moved ? { status: 302, headers: [[OPAQUE_REDIRECT, "1"]], body: new Uint8Array() } : answer;
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
    if (response.type === "opaqueredirect") return { status: 302, headers: [[OPAQUE_REDIRECT, "1"]], body: new Uint8Array() };
    if (request.stream && response.ok && response.body) return kept(response, response.body);
    if (request.pieces && response.ok && response.body) return { status: response.status, headers: response.headers, body: new Uint8Array(), stream: response.body };
    return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) };
  };
}

function kept(response: Response, stream: ReadableStream<Uint8Array>): Answer {
  const body = new Uint8Array();
  if (!response.redirected) return { status: response.status, headers: response.headers, body, stream };
  if (new URL(response.url).origin !== location.origin) return { status: response.status, headers: response.headers, body, stream, elsewhere: true };
  // Within Jenkins a redirect is an answer: to the login page, or from a folder's name to its page.
  void stream.cancel();
  return { status: 302, headers: [["location", response.url]], body };
}
