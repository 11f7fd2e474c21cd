import type { SimClock } from "./clock.js";
import type { Core, Reply } from "./core.js";

const MOST_REDIRECTS = 20;
const WITHOUT_BODY = [101, 204, 205, 304];

/** A request as it would be on the wire. */
interface Message {
  method: string;
  url: URL;
  headers: Headers;
  body: Uint8Array;
}

/**
 * A fetch that the simulator answers, under this origin alone and that of its store of artifacts. With cookies, those
 * of the origin, it keeps them as a browser does: they go along, and new ones take their place.
 */
export function simFetch(core: Core, clock: SimClock, origin: string, cookies?: Map<string, string>): typeof fetch {
  const send = async ({ method, url, headers, body }: Message, signal: AbortSignal): Promise<Reply> => {
    if (url.origin !== origin && url.hostname !== core.artifactHost) throw failed(`${url.origin} is not the simulator, which is ${origin}`);
    signal.throwIfAborted();
    const jar = url.origin === origin ? cookies : undefined;
    if (jar && jar.size > 0) headers.set("cookie", Array.from(jar, ([name, value]) => `${name}=${value}`).join("; "));
    const reply = core.ask(clock.now(), method, url.pathname + url.search, [...headers, ["host", url.host]], body);
    if (jar) for (const [name, value] of reply.headers) if (name === "set-cookie") keep(jar, value);
    if (typeof reply.delivery === "number") await clock.sleep(reply.delivery, signal, "answer");
    signal.throwIfAborted();
    if (reply.delivery === "lost") throw failed("the connection was closed without an answer");
    return reply;
  };
  return async (input, init) => {
    const request = new Request(input, init);
    const { method, signal, redirect } = request;
    let message: Message = { method, url: new URL(request.url), headers: headersOf(request, init), body: new Uint8Array(await request.arrayBuffer()) };
    for (let redirects = 0; ; redirects += 1) {
      const reply = await send(message, signal);
      const next = redirect === "manual" ? undefined : redirected(message, reply);
      if (!next) return response(reply, message.url, redirects > 0);
      if (redirect === "error") throw failed("unexpected redirect");
      if (redirects === MOST_REDIRECTS) throw failed("redirect count exceeded");
      message = next;
    }
  };
}

/** Takes a cookie over. Of its attributes none matters here: there is one origin, and nothing expires but by its server. */
export function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = ""] = cookie.split(";");
  const at = pair.indexOf("=");
  jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
}

/** A page's Request drops what scripts may not send, such as cookies; here no server has to be protected from them. */
function headersOf(request: Request, init: RequestInit | undefined): Headers {
  const headers = new Headers(request.headers);
  if (init?.headers) new Headers(init.headers).forEach((value, name) => headers.set(name, value));
  return headers;
}

/** The request that a redirect leads to, as the fetch standard has it. */
function redirected(from: Message, { status, headers }: Reply): Message | undefined {
  const location = headers.find(([name]) => name === "location")?.[1];
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const to: Message = { ...from, url: new URL(location, from.url), headers: new Headers(from.headers) };
  if (to.url.origin !== from.url.origin) for (const name of ["authorization", "cookie"]) to.headers.delete(name);
  const again = from.method === "GET" || from.method === "HEAD" || status > 303 || (status < 303 && from.method !== "POST");
  if (again) return to;
  for (const name of ["content-type", "content-length", "content-encoding", "content-language", "content-location"]) to.headers.delete(name);
  return { ...to, method: "GET", body: new Uint8Array() };
}

function response(reply: Reply, url: URL, redirected: boolean): Response {
  const body = WITHOUT_BODY.includes(reply.status) ? null : (reply.body as BodyInit);
  return dressed(new Response(body, { status: reply.status }), reply.headers, url.href, redirected);
}

/** A response that a script makes has no URL, and in a page no cookies, so they are put over it. */
function dressed(bare: Response, pairs: [string, string][], url: string, redirected: boolean): Response {
  const headers = new Headers();
  for (const [name, value] of pairs) headers.append(name, value);
  const clone = (): Response => dressed(Response.prototype.clone.call(bare), pairs, url, redirected);
  return Object.defineProperties(bare, { headers: { value: headers }, url: { value: url }, redirected: { value: redirected }, clone: { value: clone } });
}

/** As a fetch fails that gets no answer. */
function failed(why: string): TypeError {
  return new TypeError("fetch failed", { cause: new Error(why) });
}
