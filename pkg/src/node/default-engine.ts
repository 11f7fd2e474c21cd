import { setMaxListeners } from "node:events";
import { fetchSend } from "../browser-fetch.js";
import { drive, PATIENCE, type Machine, type Send } from "../drive.js";
import type { CallOptions, Clock, Engine, HostOptions } from "../engine.js";
import type { ClientConfig, Operation } from "../generated/types.js";
import { core, type CoreClient } from "./core.js";
import { undiciSend } from "./undici-send.js";

/** The options that this engine's host knows. */
export const HOST_OPTIONS: readonly (keyof HostOptions)[] = ["fetch", "dispatcher", "tls", "timeoutMillis", "clock"];

/** The engine of Node: the native addon, or wasm where none fits, and connections that are kept. */
export function defaultEngine(config: ClientConfig, host: HostOptions): Engine {
  return new NodeEngine(config, host);
}

const MOST_IDLE = 16;

class NodeEngine implements Engine {
  readonly #config: string;
  readonly #send: Send;
  readonly #patience: number;
  readonly #clock: Clock | undefined;
  readonly #close: () => Promise<void>;
  #client: Promise<CoreClient> | undefined;
  /** Handles that were freed, to be used again: one that is made anew is as dear as all that an operation says. */
  readonly #idle: Machine[] = [];

  constructor(config: ClientConfig, host: HostOptions) {
    if (host.fetch && (host.dispatcher || host.tls)) throw new TypeError("new Jenkins() takes a fetch, or a dispatcher or tls, not both");
    if (host.dispatcher && host.tls) throw new TypeError("new Jenkins() takes a dispatcher or tls, not both: a dispatcher has its own");
    this.#config = JSON.stringify(config);
    this.#patience = host.timeoutMillis ?? PATIENCE;
    this.#clock = host.clock;
    if (host.fetch) {
      this.#send = fetchSend(host.fetch, config.maxBodyBytes);
      this.#close = () => Promise.resolve();
    } else {
      const { send, close } = undiciSend(config, host);
      this.#send = send;
      this.#close = close;
    }
  }

  async call(operation: Operation, options: CallOptions): Promise<unknown> {
    this.#client ??= core().then((Client) => new Client(this.#config));
    const client = await this.#client;
    // One signal may end many operations; each listens to it for as long as it runs, and no longer.
    if (options.signal) setMaxListeners(0, options.signal);
    const text = JSON.stringify(operation);
    const idle = client.restart && this.#idle.pop();
    const machine = idle ?? client.start(text);
    try {
      return await drive(machine, this.#send, options, this.#patience, this.#clock, idle && client.restart?.(idle, text, (this.#clock ?? Date).now()));
    } finally {
      if (client.restart && this.#idle.length < MOST_IDLE) this.#idle.push(machine);
    }
  }

  close(): Promise<void> {
    return this.#close();
  }
}
