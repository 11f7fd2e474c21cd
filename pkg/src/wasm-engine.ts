import { fetchSend } from "./browser-fetch.js";
import { drive, PATIENCE, type Send } from "./drive.js";
import type { CallOptions, Clock, Engine, HostOptions } from "./engine.js";
import { JenkinsError } from "./error.js";
import { BUTTON_OPERATIONS } from "./generated/constants.js";
import type { ClientConfig, Operation } from "./generated/types.js";

type Buttons = typeof import("./wasm/bellpull_buttons.js");
type Whole = typeof import("./wasm/bellpull_wasm.js");

/** Starts something when it is first wanted, once; a failed download may be tried again. */
function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= start().catch((thrown: unknown) => {
      started = undefined;
      throw JenkinsError.unloaded(thrown);
    });
    return started;
  };
}

const buttons = once(async (): Promise<Buttons> => {
  const wasm = await import("./wasm/bellpull_buttons.js");
  await wasm.default();
  return wasm;
});

const whole = once(async (): Promise<Whole> => {
  const wasm = await import("./wasm/bellpull_wasm.js");
  await wasm.default();
  return wasm;
});

/**
 * Runs operations in the page. What a button needs is a small wasm file; the first operation beyond that, and
 * a server that lacks what the small one reads by, load the whole one. Both are fetched from beside this script.
 */
export class WasmEngine implements Engine {
  readonly #cookies: boolean;
  readonly #buttons: () => Promise<InstanceType<Buttons["Client"]>>;
  readonly #whole: () => Promise<InstanceType<Whole["Client"]>>;
  readonly #send: Send;
  readonly #patience: number;
  readonly #clock: Clock | undefined;

  constructor(config: ClientConfig, host: HostOptions = {}) {
    this.#send = fetchSend(host.fetch, config.maxBodyBytes);
    this.#patience = host.timeoutMillis ?? PATIENCE;
    this.#clock = host.clock;
    const text = JSON.stringify(config);
    this.#cookies = config.credentials === undefined || config.credentials.kind === "browser" || config.credentials.kind === "anonymous";
    this.#buttons = once(async () => new (await buttons()).Client(text));
    this.#whole = once(async () => new (await whole()).Client(text));
  }

  async call(operation: Operation, options: CallOptions): Promise<unknown> {
    if (this.#cookies && options.whole !== true && BUTTON_OPERATIONS.includes(operation.op)) {
      try {
        return await this.#run(await this.#buttons(), operation, options);
      } catch (thrown) {
        if (!beyond(thrown)) throw thrown;
      }
    }
    return this.#run(await this.#whole(), operation, options);
  }

  #run(client: Pick<InstanceType<Whole["Client"]>, "start">, operation: Operation, options: CallOptions): Promise<unknown> {
    return drive(client.start(JSON.stringify(operation)), this.#send, options, this.#patience, this.#clock);
  }
}

/** Whether the small file has found that another way of reading is needed; it has written nothing then. */
function beyond(thrown: unknown): boolean {
  return thrown instanceof JenkinsError && (thrown.code === "unsupported" || thrown.code === "inputs_unreadable") && thrown.sent === "no";
}
