import { StoreError } from "./store.js";

/** What the store needs of a client of the npm package `redis`; named here, so that its types are not needed without it. */
export interface RedisClient {
  readonly isReady: boolean;
  sendCommand(args: string[], options?: { timeout?: number }): Promise<unknown>;
  duplicate(): RedisClient;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: "error", listener: (error: Error) => void): unknown;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
}

/**
 * Commands that come to an end. A client keeps what it cannot send for later; a lock that is taken later is nobody's, so nothing is
 * asked of a client without a connection, and an answer that does not come in time counts as none.
 */
export class Commands {
  constructor(
    readonly client: RedisClient,
    readonly timeoutMillis: number,
  ) {}

  async send(...args: string[]): Promise<unknown> {
    if (!this.client.isReady) throw new StoreError("Redis is not connected");
    return this.within(this.client.sendCommand(args, { timeout: this.timeoutMillis }));
  }

  /** Runs a script on one key. Redis runs it as a whole, with nothing of others in between. */
  script(text: string, key: string, ...args: string[]): Promise<unknown> {
    return this.send("EVAL", text, "1", key, ...args);
  }

  async within<T>(answer: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${this.timeoutMillis} ms`)), this.timeoutMillis);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (cause) {
      throw new StoreError(`Redis failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
