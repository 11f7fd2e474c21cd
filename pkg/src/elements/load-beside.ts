import * as kit from "./kit.js";
import type { Attach } from "./lazy.js";
import type { JenkinsLog } from "./log.js";
import type { JenkinsRun } from "./run.js";

/** A file beside the script: a module in the form of a function, which is given what it shares with the script. */
interface Beside<T> {
  default: (require: () => typeof kit) => T;
}

async function given<T>(file: Promise<Beside<T>>): Promise<T> {
  return (await file).default(() => kit);
}

export const loadRun = (): Promise<{ attach: Attach<JenkinsRun> }> => given(import("./beside/run.js") as Promise<Beside<{ attach: Attach<JenkinsRun> }>>);
export const loadLog = (): Promise<{ attach: Attach<JenkinsLog> }> => given(import("./beside/log.js") as Promise<Beside<{ attach: Attach<JenkinsLog> }>>);
export const loadEngine = (): Promise<Pick<typeof import("../wasm-engine.js"), "WasmEngine">> => given(import("./beside/direct.js") as Promise<Beside<typeof import("../wasm-engine.js")>>);
