import type { CallOptions, Engine } from "./engine.js";
import { JenkinsError } from "./error.js";
import type { ClientConfig, Operation } from "./generated/types.js";

type Wasm = typeof import("./wasm/bellpull_wasm.js");

let loading: Promise<Wasm> | undefined;

/** The core as wasm, fetched from beside this script when it is first needed. */
function load(): Promise<Wasm> {
  loading ??= start();
  // A failed download may be tried again.
  loading.catch(() => (loading = undefined));
  return loading;
}

async function start(): Promise<Wasm> {
  const wasm = await import("./wasm/bellpull_wasm.js");
  await wasm.default();
  return wasm;
}

/** Runs operations in the page, with the browser's fetch. */
export class WasmEngine implements Engine {
  readonly #config: ClientConfig;
  #client: Promise<InstanceType<Wasm["Client"]>> | undefined;

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

  #connect(): Promise<InstanceType<Wasm["Client"]>> {
    this.#client ??= load().then((wasm) => new wasm.Client(this.#config));
    this.#client.catch(() => (this.#client = undefined));
    return this.#client;
  }
}
