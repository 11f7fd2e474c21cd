/**
 * What several processes of a gateway share: decisions, votes, keys of requests, locks, rates. Values are texts. The
 * one in memory is for a single process; it is lost with it.
 */
export interface Store {
  get(key: string): Promise<string | null>;
  /** Sets a value for so long; with `ifAbsent` only if there is none. Gives whether it was set. */
  set(key: string, value: string, options: { ttlMillis: number; ifAbsent?: boolean }): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Adds a member to a set and gives all its members, in the order of adding. */
  add(key: string, member: string, options: { ttlMillis: number }): Promise<string[]>;
  /** Adds one to a counter, which begins anew after so long; gives the count. */
  count(key: string, options: { ttlMillis: number }): Promise<number>;
  /** Waits until a lock is free and takes it. It is let go by the function that is given, or after its time. */
  lock(key: string, options: { ttlMillis: number; waitMillis: number }): Promise<(() => Promise<void>) | null>;
}

interface Entry {
  value: string;
  until: number;
}

/** The store of a single process. */
export class MemoryStore implements Store {
  readonly #values = new Map<string, Entry>();
  readonly #sets = new Map<string, { members: string[]; until: number }>();
  readonly #locks = new Map<string, Promise<void>>();
  #swept = 0;

  get(key: string): Promise<string | null> {
    return Promise.resolve(this.#live(key)?.value ?? null);
  }

  set(key: string, value: string, { ttlMillis, ifAbsent = false }: { ttlMillis: number; ifAbsent?: boolean }): Promise<boolean> {
    if (ifAbsent && this.#live(key)) return Promise.resolve(false);
    this.#values.set(key, { value, until: Date.now() + ttlMillis });
    this.#sweep();
    return Promise.resolve(true);
  }

  delete(key: string): Promise<void> {
    this.#values.delete(key);
    return Promise.resolve();
  }

  add(key: string, member: string, { ttlMillis }: { ttlMillis: number }): Promise<string[]> {
    const now = Date.now();
    const known = this.#sets.get(key);
    const members = known && known.until > now ? known.members : [];
    if (!members.includes(member)) members.push(member);
    this.#sets.set(key, { members, until: now + ttlMillis });
    return Promise.resolve([...members]);
  }

  count(key: string, { ttlMillis }: { ttlMillis: number }): Promise<number> {
    const entry = this.#live(key);
    const count = Number(entry?.value ?? 0) + 1;
    this.#values.set(key, { value: String(count), until: entry?.until ?? Date.now() + ttlMillis });
    this.#sweep();
    return Promise.resolve(count);
  }

  async lock(key: string, { waitMillis }: { ttlMillis: number; waitMillis: number }): Promise<(() => Promise<void>) | null> {
    const deadline = Date.now() + waitMillis;
    for (let held = this.#locks.get(key); held; held = this.#locks.get(key)) {
      const left = deadline - Date.now();
      if (left <= 0 || !(await within(held, left))) return null;
    }
    let free = (): void => undefined;
    this.#locks.set(key, new Promise((resolve) => (free = resolve)));
    return () => {
      this.#locks.delete(key);
      free();
      return Promise.resolve();
    };
  }

  #live(key: string): Entry | undefined {
    const entry = this.#values.get(key);
    return entry && entry.until > Date.now() ? entry : undefined;
  }

  /** Forgets what is over, now and then. */
  #sweep(): void {
    const now = Date.now();
    if (now - this.#swept < 60_000) return;
    this.#swept = now;
    for (const map of [this.#values, this.#sets]) {
      for (const [key, { until }] of map) if (until <= now) map.delete(key);
    }
  }
}

function within(promise: Promise<void>, millis: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), millis);
    void promise.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
