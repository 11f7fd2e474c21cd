import type { CallOptions, Engine, HostOptions } from "./engine.js";
import { JenkinsError } from "./error.js";
import type { ClientConfig, Operation } from "./generated/types.js";
import { loadEngine } from "./load-engine.js";

/** The options that this engine's host knows. */
export const HOST_OPTIONS: readonly (keyof HostOptions)[] = ["fetch", "timeoutMillis", "clock"];

/** The engine of browsers, workers, Deno and Bun: wasm, and the host's fetch. */
export function defaultEngine(config: ClientConfig, host: HostOptions): Engine {
  let loaded: Promise<Engine> | undefined;
  const engine = (): Promise<Engine> => {
    loaded ??= loadEngine()
      .then(({ WasmEngine }) => new WasmEngine(config, host))
      .catch((thrown: unknown) => {
        // A failed download may be tried again.
        loaded = undefined;
        throw JenkinsError.unloaded(thrown);
      });
    return loaded;
  };
  return { call: async (operation: Operation, options: CallOptions) => (await engine()).call(operation, options) };
}
