import { createHash } from "node:crypto";
import type { RunView } from "../generated/types.js";
import type { Run } from "../run.js";
import { relay, type Told } from "./relay.js";
import type { Store } from "./store.js";
import { eventStream, type Watcher } from "./watcher.js";

/** How long a run is followed after the last watcher has left: a page that is loaded anew finds it. */
const LINGER = 10_000;
/** Proxies end connections on which nothing is sent. */
const HEARTBEAT = 15_000;
const encoder = new TextEncoder();
const BEAT = encoder.encode(":\n\n");

/** How a run is watched. */
export interface Watching {
  run: Run;
  /** A view as pages may see it. */
  shown: (view: RunView) => Promise<RunView>;
  /** Why Jenkins is not reached, as pages may know it. */
  told: (code: string, message: string) => string;
}

/** One run, followed once however many watch. */
class Watched {
  #view: { id: string; bytes: Uint8Array } | undefined;
  /** That Jenkins is not reached at present. */
  #away: Uint8Array | undefined;
  #end: Uint8Array | undefined;
  readonly #watchers = new Map<Watcher, () => void>();
  readonly #stop = new AbortController();
  #leaving: ReturnType<typeof setTimeout> | undefined;
  /** One for all who watch, since a timer for each would cost more than its watcher. */
  readonly #heart = setInterval(() => this.#send(BEAT), HEARTBEAT);
  readonly #over: Promise<void>;

  constructor(store: Store, key: string, { run, ...how }: Watching, over: (ended: boolean) => void) {
    this.#heart.unref();
    const followed = relay(store, key, run, (told) => this.#tell(told, how), this.#stop.signal);
    this.#over = followed.finally(() => over(this.#end !== undefined)).catch((thrown: unknown) => console.error("bellpull gateway:", thrown));
  }

  async #tell(told: Told, how: Omit<Watching, "run">): Promise<void> {
    if (this.#end !== undefined) return;
    if ("end" in told) return this.#finish("event: end\ndata: {}\n\n");
    const plain = <T extends { code: string; message: string }>(of: T): string => JSON.stringify({ ...of, message: how.told(of.code, of.message) });
    if ("failed" in told) return this.#finish(`event: failed\ndata: ${plain(told.failed)}\n\n`);
    if ("retrying" in told) {
      this.#away = encoder.encode(`event: retrying\ndata: ${plain(told.retrying)}\n\n`);
      return this.#send(this.#away);
    }
    const data = JSON.stringify(await how.shown(told.view));
    // By content: the same view has the same id in each process, so that a page may come back to another one.
    const id = createHash("sha256").update(data).digest("base64url").slice(0, 22);
    // After Jenkins was away the same view tells that it is back.
    if (id === this.#view?.id && !this.#away) return;
    this.#away = undefined;
    this.#view = { id, bytes: encoder.encode(`id: ${id}\nevent: view\ndata: ${data}\n\n`) };
    this.#send(this.#view.bytes);
  }

  #finish(text: string): void {
    clearInterval(this.#heart);
    this.#end = encoder.encode(text);
    if (text !== "") this.#send(this.#end);
    for (const watcher of [...this.#watchers.keys()]) this.#drop(watcher);
  }

  #send(bytes: Uint8Array): void {
    // One that is too slow is let go.
    for (const watcher of this.#watchers.keys()) if (!watcher.write(bytes)) this.#drop(watcher);
  }

  #drop(watcher: Watcher): void {
    watcher.end();
    this.#leave(watcher);
  }

  #leave(watcher: Watcher): void {
    const left = this.#watchers.get(watcher);
    if (!left) return;
    this.#watchers.delete(watcher);
    left();
    if (this.#watchers.size === 0 && this.#end === undefined) this.#linger();
  }

  /** The events from the last one that the watcher has seen. */
  join(watcher: Watcher, seen: string | null, left: () => void): () => void {
    clearTimeout(this.#leaving);
    this.#watchers.set(watcher, left);
    if (this.#view && this.#view.id !== seen) watcher.write(this.#view.bytes);
    if (this.#away && this.#end === undefined) watcher.write(this.#away);
    if (this.#end !== undefined) {
      watcher.write(this.#end);
      this.#drop(watcher);
    }
    return () => this.#leave(watcher);
  }

  #linger(): void {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => {
      clearInterval(this.#heart);
      this.#stop.abort();
    }, LINGER);
    this.#leaving.unref();
  }

  /** Whether it is followed no longer, although it is not over. */
  get left(): boolean {
    return this.#stop.signal.aborted;
  }

  async close(): Promise<void> {
    clearTimeout(this.#leaving);
    this.#stop.abort();
    this.#finish("");
    await this.#over;
  }
}

/** The runs that are watched. Jenkins is asked as often for one watcher as for thousands. */
export class Watches {
  readonly #runs = new Map<string, Watched>();

  constructor(readonly store: Store) {}

  /** An answer with the events of a run. */
  answer(key: string, watching: Watching, seen: string | null, left: () => void): Response {
    // Looked up when it is read: one that was followed no longer would tell nothing.
    return eventStream((watcher) => this.#watched(key, watching).join(watcher, seen, left), left);
  }

  #watched(key: string, watching: Watching): Watched {
    const known = this.#runs.get(key);
    if (known && !known.left) return known;
    const mine: Watched = new Watched(this.store, key, watching, (ended) => {
      const forget = (): void => {
        if (this.#runs.get(key) === mine) this.#runs.delete(key);
      };
      if (!ended) return forget();
      // One that is over is kept for a moment, for those who come back for its end.
      setTimeout(forget, LINGER).unref();
    });
    this.#runs.set(key, mine);
    return mine;
  }

  async close(): Promise<void> {
    const all = [...this.#runs.values()];
    this.#runs.clear();
    await Promise.all(all.map((watched) => watched.close()));
  }
}
