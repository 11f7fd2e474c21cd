/**
 * What several processes of a gateway share, in Redis.
 *
 * @packageDocumentation
 */
import { Commands, type RedisClient } from "./redis-client.js";
import { lock } from "./redis-lock.js";
import { type Lock, type Store, StoreError } from "./store.js";

export { type RedisClient, type Store, StoreError };

/** Which keys are the gateway's, and how long it waits for Redis. */
export interface RedisStoreOptions {
  /**
   * What all keys and channels begin with, `bellpull:` unless told otherwise. Gateways to different Jenkins servers or with different
   * policies need different ones.
   */
  prefix?: string;
  /** How long an answer of Redis is waited for, in milliseconds; 2000 unless told otherwise. */
  timeoutMillis?: number;
}

const COUNT = "local n = redis.call('INCR', KEYS[1]) if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end return n";
/** Members by the order of adding: none is ever taken out, so the number of those before is a place of its own. */
const ADD = "if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then redis.call('ZADD', KEYS[1], redis.call('ZCARD', KEYS[1]), ARGV[1]) end redis.call('PEXPIRE', KEYS[1], ARGV[2]) return redis.call('ZRANGE', KEYS[1], 0, -1)";

/**
 * The store of several processes, by a connected client of the npm package `redis`, which the application installs.
 *
 * ```js
 * const client = await createClient({ url: "redis://127.0.0.1:6379", disableOfflineQueue: true }).on("error", console.error).connect();
 * const gateway = createGateway({ store: new RedisStore(client), jenkins, policy, authenticate, origins, audit });
 * ```
 *
 * Without its Redis a gateway answers `store_failed` and sends nothing. What a failover of Redis forgets, such as a vote that had
 * not reached the replica, is forgotten here: Jenkins is read before anything is sent, so that no input is decided twice.
 */
export class RedisStore implements Store {
  readonly #commands: Commands;
  readonly #prefix: string;
  /** A connection that listens can do nothing else. */
  #listening: Promise<RedisClient> | undefined;
  #own = false;

  constructor(client: RedisClient, { prefix = "bellpull:", timeoutMillis = 2000 }: RedisStoreOptions = {}) {
    if (typeof client?.sendCommand !== "function") throw new TypeError('RedisStore needs a connected client of the npm package "redis"');
    this.#commands = new Commands(client, timeoutMillis);
    this.#prefix = prefix;
  }

  /** A store with a client of its own, from the options of `createClient` in the npm package `redis`, such as `{ url }`. */
  static async connect({ prefix, timeoutMillis, ...options }: RedisStoreOptions & { url?: string; [option: string]: unknown }): Promise<RedisStore> {
    const { createClient } = await import("redis");
    const client = createClient({ ...options, disableOfflineQueue: true }) as unknown as RedisClient;
    // It connects again by itself; until then each command tells what is wrong.
    client.on("error", () => undefined);
    const store = new RedisStore(client, { ...(prefix === undefined ? {} : { prefix }), ...(timeoutMillis === undefined ? {} : { timeoutMillis }) });
    store.#own = true;
    try {
      await store.#commands.within(client.connect());
    } catch (thrown) {
      client.destroy();
      throw thrown;
    }
    return store;
  }

  async get(key: string): Promise<string | null> {
    return (await this.#commands.send("GET", this.#prefix + key)) as string | null;
  }

  async set(key: string, value: string, { ttlMillis, ifAbsent = false }: { ttlMillis: number; ifAbsent?: boolean }): Promise<boolean> {
    return (await this.#commands.send("SET", this.#prefix + key, value, "PX", String(ttlMillis), ...(ifAbsent ? ["NX"] : []))) === "OK";
  }

  async delete(key: string): Promise<void> {
    await this.#commands.send("DEL", this.#prefix + key);
  }

  async add(key: string, member: string, { ttlMillis }: { ttlMillis: number }): Promise<string[]> {
    return (await this.#commands.script(ADD, this.#prefix + key, member, String(ttlMillis))) as string[];
  }

  async members(key: string): Promise<string[]> {
    return (await this.#commands.send("ZRANGE", this.#prefix + key, "0", "-1")) as string[];
  }

  async count(key: string, { ttlMillis }: { ttlMillis: number }): Promise<number> {
    return Number(await this.#commands.script(COUNT, this.#prefix + key, String(ttlMillis)));
  }

  lock(key: string, options: { ttlMillis: number; waitMillis: number }): Promise<Lock | null> {
    return lock(this.#commands, this.#prefix + key, options);
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.#commands.send("PUBLISH", this.#prefix + channel, message);
  }

  async subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>> {
    const client = await this.#listener();
    // The client subscribes anew by itself whenever it had to connect again.
    await this.#commands.within(client.subscribe(this.#prefix + channel, listener));
    return async () => {
      await this.#commands.within(client.unsubscribe(this.#prefix + channel, listener)).catch(() => undefined);
    };
  }

  /** Ends the connections that are the store's own; a client that was given stays open. */
  async close(): Promise<void> {
    (await this.#listening?.catch(() => undefined))?.destroy();
    if (this.#own) this.#commands.client.destroy();
  }

  #listener(): Promise<RedisClient> {
    this.#listening ??= this.#listen().catch((thrown: unknown) => {
      this.#listening = undefined;
      throw thrown;
    });
    return this.#listening;
  }

  async #listen(): Promise<RedisClient> {
    const client = this.#commands.client.duplicate();
    client.on("error", () => undefined);
    try {
      await this.#commands.within(client.connect());
      return client;
    } catch (thrown) {
      client.destroy();
      throw thrown;
    }
  }
}
