import type { RunView } from "../generated/types.js";
import type { Run } from "../run.js";

/** How long a run is followed after the last watcher has left: a page that is loaded anew finds it. */
const LINGER = 10_000;
/** How many views may wait for a slow reader before it is let go; it comes back with `Last-Event-ID`. */
const QUEUE = 16;
const HEARTBEAT = 15_000;

/** One run, followed once however many watch. */
class Watched {
  #view: { id: number; text: string } | undefined;
  #end: string | undefined;
  readonly #watchers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #stop = new AbortController();
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(
    run: Run,
    readonly shown: (view: RunView) => Promise<RunView>,
    over: (ended: boolean) => void,
  ) {
    void this.#follow(run).finally(() => over(this.#end !== undefined));
  }

  async #follow(run: Run): Promise<void> {
    try {
      for await (const view of run.follow({ signal: this.#stop.signal })) this.#tell(await this.shown(view));
      this.#finish("event: end\ndata: {}\n\n");
    } catch (thrown) {
      const { code = "gateway_failed", message = "The run cannot be followed." } = thrown as { code?: string; message?: string };
      if (!this.#stop.signal.aborted) this.#finish(`event: failed\ndata: ${JSON.stringify({ code, message })}\n\n`);
    }
  }

  #tell(view: RunView): void {
    const id = (this.#view?.id ?? 0) + 1;
    this.#view = { id, text: `id: ${id}\nevent: view\ndata: ${JSON.stringify(view)}\n\n` };
    this.#send(this.#view.text);
  }

  #finish(text: string): void {
    this.#end = text;
    this.#send(text);
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers.clear();
  }

  #send(text: string): void {
    const bytes = new TextEncoder().encode(text);
    for (const watcher of this.#watchers) {
      if ((watcher.desiredSize ?? 0) > 0) watcher.enqueue(bytes);
      else this.#drop(watcher);
    }
  }

  /** Ends a reader that is too slow. */
  #drop(watcher: ReadableStreamDefaultController<Uint8Array>): void {
    this.#watchers.delete(watcher);
    watcher.close();
  }

  /** The events from the last one that the watcher has seen. */
  stream(seen: string | null, left: () => void): ReadableStream<Uint8Array> {
    clearTimeout(this.#leaving);
    let heart: ReturnType<typeof setInterval>;
    let mine: ReadableStreamDefaultController<Uint8Array> | undefined;
    const leave = (): void => {
      clearInterval(heart);
      if (mine) this.#watchers.delete(mine);
      left();
      if (this.#watchers.size === 0 && this.#end === undefined) this.#linger();
    };
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          mine = controller;
          const encoder = new TextEncoder();
          if (this.#view && String(this.#view.id) !== seen) controller.enqueue(encoder.encode(this.#view.text));
          if (this.#end !== undefined) {
            controller.enqueue(encoder.encode(this.#end));
            controller.close();
            left();
            return;
          }
          this.#watchers.add(controller);
          heart = setInterval(() => {
            if (!this.#watchers.has(controller)) return leave();
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(":\n\n"));
          }, HEARTBEAT);
          (heart as { unref?(): void }).unref?.();
        },
        cancel: leave,
      },
      new CountQueuingStrategy({ highWaterMark: QUEUE }),
    );
  }

  #linger(): void {
    this.#leaving = setTimeout(() => this.#stop.abort(), LINGER);
    (this.#leaving as { unref?(): void }).unref?.();
  }

  close(): void {
    clearTimeout(this.#leaving);
    this.#stop.abort();
    this.#finish("");
  }
}

/** The runs that are watched. Jenkins is asked as often for one watcher as for thousands. */
export class Watches {
  readonly #runs = new Map<string, Watched>();

  stream(key: string, run: Run, shown: (view: RunView) => Promise<RunView>, seen: string | null, left: () => void): ReadableStream<Uint8Array> {
    let watched = this.#runs.get(key);
    if (!watched) {
      const mine: Watched = new Watched(run, shown, (ended) => {
        const forget = (): void => {
          if (this.#runs.get(key) === mine) this.#runs.delete(key);
        };
        if (!ended) return forget();
        // One that is over is kept for a moment, for those who come back for its end.
        const timer = setTimeout(forget, LINGER);
        (timer as { unref?(): void }).unref?.();
      });
      watched = mine;
      this.#runs.set(key, watched);
    }
    return watched.stream(seen, left);
  }

  close(): void {
    for (const watched of this.#runs.values()) watched.close();
    this.#runs.clear();
  }
}
