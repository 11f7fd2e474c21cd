import type { CallOptions, Engine } from "./engine.js";
import { JenkinsError } from "./error.js";
import type { ClientConfig, Operation } from "./generated/types.js";

interface WasmClient {
  call(operation: Operation, onEvent?: CallOptions["onEvent"], signal?: AbortSignal): Promise<unknown>;
}

interface WasmModule {
  default(): Promise<unknown>;
  Client: new (config: ClientConfig) => WasmClient;
}

let loading: Promise<WasmModule> | undefined;

/** The core as wasm, fetched from beside this script when it is first needed. */
function load(): Promise<WasmModule> {
  loading ??= start();
  // A failed download may be tried again.
  loading.catch(() => (loading = undefined));
  return loading;
}

async function start(): Promise<WasmModule> {
  // @ts-ignore: written by the build, beside the bundles
  const module = (await import("./wasm/bellpull_wasm.js")) as WasmModule;
  await module.default();
  return module;
}

/** Runs operations in the page, with the browser's fetch. */
export class WasmEngine implements Engine {
  readonly #config: ClientConfig;
  #client: Promise<WasmClient> | undefined;

  constructor(config: ClientConfig) {
    this.#config = config;
  }

  async call(operation: Operation, options: CallOptions): Promise<unknown> {
    try {
      const client = await this.#connect();
      return await client.call(operation, options.onEvent, options.signal);
    } catch (thrown) {
      throw JenkinsError.from(thrown);
    }
  }

  #connect(): Promise<WasmClient> {
    this.#client ??= load().then((module) => new module.Client(this.#config));
    this.#client.catch(() => (this.#client = undefined));
    return this.#client;
  }
}
