// The clients that are compared. Each reads a run, and a whole log line by line or as it comes; nothing is shared between them.
const USER = "releaser";
const SECRET = "11releaser00000000000000000000token";
const authorization = `Basic ${Buffer.from(`${USER}:${SECRET}`).toString("base64")}`;

async function bellpull(url) {
  const { Jenkins } = await import("bellpull");
  const jenkins = new Jenkins({ url, credentials: { kind: "token", user: USER, token: SECRET } });
  return {
    read: (job) => jenkins.call({ op: "run", job, run: 1, tree: "" }),
    async log(job) {
      let length = 0;
      for await (const piece of jenkins.job(job).run(1).log()) length += piece.text.length;
      return length;
    },
    jenkins,
  };
}

async function jenkins(url) {
  const { default: Jenkins } = await import("jenkins");
  const client = new Jenkins({ baseUrl: url.replace("//", `//${USER}:${SECRET}@`), crumbIssuer: false });
  return { read: (job) => client.build.get(job, 1), log: async (job) => (await client.build.log(job, 1)).length, client };
}

async function bareFetch(url) {
  const get = (path, init) => fetch(`${url}/${path}`, { ...init, redirect: "manual", headers: { authorization, ...init?.headers } });
  return {
    read: async (job) => (await get(`job/${job}/1/api/json`)).json(),
    log: async (job) => lengthOf((await get(`job/${job}/1/logText/progressiveText?start=0`)).body),
    send: async (method, path, body) => {
      const answer = await get(path, { method, ...(body === undefined ? {} : { body, headers: { "content-type": "application/x-www-form-urlencoded" } }) });
      return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
    },
  };
}

async function bareUndici(url) {
  const { Pool } = await import("undici");
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 16 });
  const ask = (method, path, more) => pool.request({ method, path: `${pathname === "/" ? "" : pathname}/${path}`, headers: { authorization, ...more?.headers }, body: more?.body });
  return {
    read: async (job) => (await ask("GET", `job/${job}/1/api/json`)).body.json(),
    log: async (job) => lengthOf((await ask("GET", `job/${job}/1/logText/progressiveText?start=0`)).body),
    send: async (method, path, body) => {
      const answer = await ask(method, path, body === undefined ? {} : { body, headers: { "content-type": "application/x-www-form-urlencoded" } });
      return { status: answer.statusCode, location: answer.headers.location, text: await answer.body.text() };
    },
  };
}

async function lengthOf(stream) {
  const decoder = new TextDecoder();
  let length = 0;
  for await (const chunk of stream) length += decoder.decode(chunk, { stream: true }).length;
  return length;
}

/** By the names under which they are told. */
export const CLIENTS = {
  "bellpull, native": { make: bellpull, engine: "native" },
  "bellpull, wasm": { make: bellpull, engine: "wasm" },
  "npm jenkins": { make: jenkins },
  fetch: { make: bareFetch },
  undici: { make: bareUndici },
};
