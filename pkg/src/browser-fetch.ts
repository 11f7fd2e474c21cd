import type { Answer, Send } from "./drive.js";
import { OPAQUE_REDIRECT } from "./generated/constants.js";

/** Sends by the browser's fetch. */
export const browserFetch: Send = async (request, body, signal): Promise<Answer> => {
  // A redirect to where artifacts are kept is hidden from scripts, so the browser has to follow it; that is left
  // to it where nothing goes along that another host must not see.
  const follow = request.stream && request.headers.every(([name]) => name.toLowerCase() === "accept");
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: body.length > 0 ? (body as BodyInit) : null,
    credentials: request.cookies === "browser" ? "same-origin" : "omit",
    // Redirects are answers: Jenkins says "stopped" and "please sign in" with them.
    redirect: follow ? "follow" : "manual",
    cache: "no-store",
    signal,
  });
  if (response.type === "opaqueredirect") return { status: 302, headers: [[OPAQUE_REDIRECT, "1"]], body: new Uint8Array() };

function kept(response: Response): Answer {
  const body = new Uint8Array();
  const stream = response.body as ReadableStream<Uint8Array>;
  if (!response.redirected) return { status: response.status, headers: response.headers, body, stream };
  if (new URL(response.url).origin !== location.origin) return { status: response.status, headers: response.headers, body, stream, elsewhere: true };
  // Within Jenkins a redirect is an answer: to the login page, or from a folder's name to its page.
  void stream.cancel();
  return { status: 302, headers: [["location", response.url]], body };
}
  if (request.stream && response.ok && response.body) return kept(response);
  return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) };
};
