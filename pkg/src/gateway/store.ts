/**
 * What several processes of a gateway share: decisions, votes, keys of requests, locks, rates, and the views of runs that are
 * watched. Values are texts. Each method is atomic. One that cannot do what it says throws, a {@link StoreError} for what is
 * known to happen; a store never goes on with something else in its place, since two processes would then decide twice.
 */
export interface Store {
  get(key: string): Promise<string | null>;
  /** Sets a value for so long; with `ifAbsent` only if there is none. Gives whether it was set. */
  set(key: string, value: string, options: { ttlMillis: number; ifAbsent?: boolean }): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Adds a member to a set and gives all its members, in the order of adding. */
  add(key: string, member: string, options: { ttlMillis: number }): Promise<string[]>;
  /** All members of a set, in the order of adding. */
  members(key: string): Promise<string[]>;
  /** Adds one to a counter, which begins anew after so long; gives the count. */
  count(key: string, options: { ttlMillis: number }): Promise<number>;
  /**
   * Waits until a lock is free and takes it; null if it is not free in time. While its process lives it is renewed; of a process
   * that was lost it becomes free after `ttlMillis`.
   */
  lock(key: string, options: { ttlMillis: number; waitMillis: number }): Promise<Lock | null>;
  /** Tells all who listen to a channel, in this process and others. What nobody listens to is gone. */
  publish(channel: string, message: string): Promise<void>;
  /** Listens to a channel until the function that is given is called. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
}

/** How long a decision is remembered, and votes count. */
export const MONTH = 30 * 24 * 3_600_000;

/** What is kept of a run is kept under this; of an input with its id behind. */
export function runKey(job: string, run: number | undefined): string {
  return `${job}#${run}`;
}

/** A lock that was taken. */
export interface Lock {
  /**
   * Makes sure that it is held, and for its whole time from now on. Throws if it was lost, or if that cannot be known: called right
   * before what must not happen twice.
   */
  hold(): Promise<void>;
  /** Aborted once it is known to be lost. */
  readonly lost: AbortSignal;
  /** Lets it go, unless it has become somebody else's. Does not throw: what cannot be let go runs out. */
  free(): Promise<void>;
}

/** A store that cannot be reached, or has lost what it held. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code = "store_failed";
}

/** Whether this is a {@link StoreError}; by its code, since stores are files of their own with a class of their own. */
export function isStoreError(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown as { code?: unknown }).code === "store_failed";
}
