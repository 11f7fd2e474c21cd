import type { Lock, Store } from "./store.js";

interface Entry {
  value: string;
  until: number;
}

/** The store of a single process; it is lost with it. */
export class MemoryStore implements Store {
  readonly #values = new Map<string, Entry>();
  readonly #sets = new Map<string, { members: string[]; until: number }>();
  readonly #locks = new Map<string, Promise<void>>();
  readonly #channels = new Map<string, Set<(message: string) => void>>();
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

  members(key: string): Promise<string[]> {
    const known = this.#sets.get(key);
    return Promise.resolve(known && known.until > Date.now() ? [...known.members] : []);
  }

  count(key: string, { ttlMillis }: { ttlMillis: number }): Promise<number> {
    const entry = this.#live(key);
    const count = Number(entry?.value ?? 0) + 1;
    this.#values.set(key, { value: String(count), until: entry?.until ?? Date.now() + ttlMillis });
    this.#sweep();
    return Promise.resolve(count);
  }

  /** Held until it is let go: nobody but its holder's process could be lost, and that takes the lock along. */
  async lock(key: string, { waitMillis }: { ttlMillis: number; waitMillis: number }): Promise<Lock | null> {
    const deadline = Date.now() + waitMillis;
    for (let held = this.#locks.get(key); held; held = this.#locks.get(key)) {
      const left = deadline - Date.now();
      if (left <= 0 || !(await within(held, left))) return null;
    }
    let wake = (): void => undefined;
    const mine = new Promise<void>((resolve) => (wake = resolve));
    this.#locks.set(key, mine);
    const free = (): Promise<void> => {
      if (this.#locks.get(key) === mine) this.#locks.delete(key);
      wake();
      return Promise.resolve();
    };
    return { hold: () => Promise.resolve(), lost: new AbortController().signal, free };
  }

  publish(channel: string, message: string): Promise<void> {
    for (const listener of this.#channels.get(channel) ?? []) listener(message);
    return Promise.resolve();
  }

  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>> {
    const listeners = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, listeners.add(listener));
    return Promise.resolve(() => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#channels.get(channel) === listeners) this.#channels.delete(channel);
      return Promise.resolve();
    });
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
