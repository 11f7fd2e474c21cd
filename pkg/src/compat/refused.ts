import { failure } from "./arguments.js";

const XML = "there is none in Bellpull, which leaves the configuration of Jenkins alone; keep it in Jenkins' own configuration as code, or send the request by fetch";
const PRIVATE = "use `call` of `Jenkins` from \"bellpull\", which has an operation for each endpoint that is offered";

/** Calls of npm `jenkins` that are not offered, each with the way to do it. */
const CALLS: Record<string, Record<string, string>> = {
  job: all(XML, "config", "copy", "create", "destroy", "delete", "disable", "enable"),
  view: all(XML, "config", "create", "destroy", "delete", "add", "remove"),
  credentials: all(XML, "config", "create", "destroy", "exists", "list"),
  label: all("there is none in Bellpull, which leaves agents alone; send the request by fetch", "get"),
  node: all(
    "there is none in Bellpull, which leaves agents alone; send the request by fetch",
    ..."config create destroy delete doDisconnect toggleOffline changeOfflineCause disconnect disable enable exists get list".split(" "),
  ),
  plugin: all("there is none in Bellpull; `capabilities` of `Jenkins` from \"bellpull\" tells what its own calls need", "list"),
  crumbIssuer: all("a crumb stays within: it is sent with each POST that needs one", "get"),
  "": {
    ...all("there are no log events; set NODE_DEBUG=undici to see requests", "on", "once", "addListener"),
    ...all(PRIVATE, "_request", "_get", "_post", "_head", "_put", "_delete", "_plugin", "_ext"),
  },
};

function all(way: string, ...calls: string[]): Record<string, string> {
  return Object.fromEntries(calls.map((call) => [call, way]));
}

/** Adds the calls that are refused: those that return promises reject, the others throw. */
export function refuse(group: string, onto: object): void {
  for (const [name, way] of Object.entries(CALLS[group] ?? {})) {
    const error = (): Error => failure("", `${group === "" ? name : `${group}.${name}`} is not offered: ${way}`);
    const call = (): Promise<never> => {
      if (group === "" && !name.startsWith("_")) throw error();
      return Promise.reject(error());
    };
    Object.defineProperty(onto, name, { value: call, enumerable: false });
  }
}
