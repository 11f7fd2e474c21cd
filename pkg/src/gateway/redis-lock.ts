import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Commands } from "./redis-client.js";
import { type Lock, StoreError } from "./store.js";

/** How long to wait before a lock is tried again. */
const PAUSE = 50;
const RENEW = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";
const FREE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/** Takes a lock, or gives null if it is not free in time. */
export async function lock(commands: Commands, key: string, { ttlMillis, waitMillis }: { ttlMillis: number; waitMillis: number }): Promise<Lock | null> {
  const token = randomUUID();
  const deadline = Date.now() + waitMillis;
  for (;;) {
    const asked = Date.now();
    if (await taken(commands, key, token, ttlMillis)) return new RedisLock(commands, key, token, ttlMillis, asked + ttlMillis);
    const left = deadline - Date.now();
    if (left <= 0) return null;
    // Not all who wait ask at the same moment.
    await sleep(Math.min(left, PAUSE + Math.random() * PAUSE));
  }
}

async function taken(commands: Commands, key: string, token: string, ttlMillis: number): Promise<boolean> {
  try {
    return (await commands.send("SET", key, token, "NX", "PX", String(ttlMillis))) === "OK";
  } catch (thrown) {
    // An answer that was lost may have been a yes; nobody holds this then.
    void commands.script(FREE, key, token).catch(() => undefined);
    throw thrown;
  }
}

/** A key with a value that nobody else has: whoever comes late neither renews nor frees what has become another's. */
class RedisLock implements Lock {
  readonly #lost = new AbortController();
  readonly #heart: ReturnType<typeof setInterval>;

  constructor(
    readonly commands: Commands,
    readonly key: string,
    readonly token: string,
    readonly ttlMillis: number,
    /** Until when it is held in any case: counted from before Redis was asked. */
    private until: number,
  ) {
    this.#heart = setInterval(() => void this.#beat(), ttlMillis / 3);
    this.#heart.unref();
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  async hold(): Promise<void> {
    const asked = Date.now();
    if (!this.lost.aborted && (await this.commands.script(RENEW, this.key, this.token, String(this.ttlMillis))) === 1) {
      this.until = asked + this.ttlMillis;
      return;
    }
    this.#lose();
    throw new StoreError(`The lock ${this.key} was lost`);
  }

  async free(): Promise<void> {
    clearInterval(this.#heart);
    await this.commands.script(FREE, this.key, this.token).catch(() => undefined);
  }

  /** A Redis that is away for a moment does not lose the lock; one that is away for the lock's time does. */
  async #beat(): Promise<void> {
    await this.hold().catch(() => {
      if (Date.now() >= this.until) this.#lose();
    });
  }

  #lose(): void {
    clearInterval(this.#heart);
    this.#lost.abort();
  }
}
