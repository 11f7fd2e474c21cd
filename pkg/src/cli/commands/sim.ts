import { readFile } from "node:fs/promises";
import { once } from "node:events";
import type { Command } from "../command.js";
import { EXIT } from "../exit.js";
import { Failure, usage } from "../failure.js";

export const sim: Command = {
  name: "sim",
  operands: "",
  counts: [0, 0],
  about: "a simulated Jenkins on this machine, to try things with",
  options: {
    port: { type: "string", value: "N", about: "the port; a free one by default" },
    scenario: { type: "string", value: "FILE", about: "what the server is and has, as JSON; a server with all kinds of jobs by default" },
  },
  more: "It listens on the loopback address alone, and its users' tokens are no secrets: they are told, to be used. Ctrl-C ends it. `bellpull/testing` has the same for tests.",
  examples: [
    ["bellpull sim --port 8090", "the built-in server; its first lines are for the shell that uses it"],
    ["bellpull sim --scenario server.json --json", "a server of one's own, for programs"],
  ],
  writes: false,
  async run({ given, out, signal }) {
    const port = portOf(given.text("port"));
    const scenario = await read(given.text("scenario"));
    const { createSimulator } = await import("../../testing/index.js");
    const simulator = await createSimulator(scenario).catch((thrown: unknown) => {
      throw thrown instanceof TypeError ? usage(thrown.message, "Correct the scenario; its fields are those of the type Scenario of bellpull/testing.") : thrown;
    });
    const server = await simulator.listen({ port }).catch((thrown: NodeJS.ErrnoException) => {
      throw new Failure("network", `The port ${port} cannot be listened on: ${thrown.code ?? thrown.message}.`, "Choose another one, or none.");
    });
    const users = simulator.users.map((id) => ({ id, token: (simulator.token(id) as { token: string }).token }));
    const lines = users.map(({ id, token }) => `export JENKINS_URL=${server.url} JENKINS_USER=${id} JENKINS_TOKEN=${token}`);
    out.value({ url: server.url, users }, [`A simulated Jenkins listens on ${server.url}`, ...lines].join("\n"));
    if (!signal.aborted) await once(signal, "abort");
    await server.close();
    return EXIT.ok;
  },
};

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw usage("--port is no port.", "Give a number up to 65535, or leave it out.");
  return port;
}

async function read(file: string | undefined): Promise<never | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch((thrown: NodeJS.ErrnoException) => {
    throw usage(`The scenario cannot be read: ${thrown.code ?? thrown.message}.`, "Check the file's name.");
  });
  try {
    return JSON.parse(text) as never;
  } catch {
    throw usage("The scenario is no JSON.", "Write it as an object with users and jobs: the type Scenario of bellpull/testing.");
  }
}
