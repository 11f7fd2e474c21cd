import type { Engine, HostOptions } from "./engine.js";
import type { ClientConfig } from "./generated/types.js";
import { WasmEngine } from "./wasm-engine.js";

/** The options that this engine's host knows. */
export const HOST_OPTIONS: readonly (keyof HostOptions)[] = ["fetch", "timeoutMillis", "clock"];

/** The engine of browsers, workers, Deno and Bun: wasm, and the host's fetch. */
export function defaultEngine(config: ClientConfig, host: HostOptions): Engine {
  return new WasmEngine(config, host);
}
