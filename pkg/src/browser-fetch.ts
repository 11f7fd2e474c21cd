import type { Answer, Send } from "./drive.js";
import { OPAQUE_REDIRECT } from "./generated/constants.js";

/** Sends by the browser's fetch. */
export const browserFetch: Send = async (request, body, signal): Promise<Answer> => {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: body.length > 0 ? (body as BodyInit) : null,
    credentials: request.cookies === "browser" ? "same-origin" : "omit",
    // Redirects are answers: Jenkins says "stopped" and "please sign in" with them.
    redirect: "manual",
    cache: "no-store",
    signal,
  });
  if (response.type === "opaqueredirect") return { status: 302, headers: [[OPAQUE_REDIRECT, "1"]], body: new Uint8Array() };
  return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) };
};
