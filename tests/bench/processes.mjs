// Child processes: one for each client, and one for the server.
import { fork } from "node:child_process";
import { once } from "node:events";
import { CLIENTS } from "./clients.mjs";

const file = (name) => new URL(name, import.meta.url).pathname;

/** The fixed-answer server. */
export async function startServer() {
  const child = fork(file("server.mjs"));
  const [{ origin }] = await once(child, "message");
  return { origin, stop: () => child.kill() };
}

/** A client that does one task at a time. */
export async function startClient(name, url, argv = []) {
  const { engine } = CLIENTS[name];
  const child = fork(file("child.mjs"), [name, url], { execArgv: ["--expose-gc", ...argv], env: { ...process.env, ...(engine ? { BELLPULL_ENGINE: engine } : {}) } });
  const answer = async () => {
    const [{ done, failed }] = await once(child, "message");
    if (failed) throw new Error(failed);
    return done;
  };
  await answer();
  return {
    name,
    ask(task, how) {
      const told = answer();
      child.send({ task, ...how });
      return told;
    },
    async stop() {
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

/** The middle of several values. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
