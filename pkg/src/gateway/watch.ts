import { createHash } from "node:crypto";
import type { RunView } from "../generated/types.js";
import type { Run } from "../run.js";

/** How long a run is followed after the last watcher has left: a page that is loaded anew finds it. */
const LINGER = 10_000;
/** How many views may wait for a slow reader before it is let go; it comes back with `Last-Event-ID`. */
const QUEUE = 16;
const HEARTBEAT = 15_000;

/** One run, followed once however many watch. */
class Watched {
  #view: { id: string; text: string } | undefined;
  #end: string | undefined;
  /** Who watches, and what to do once he does no longer. */
  readonly #watchers = new Map<ReadableStreamDefaultController<Uint8Array>, () => void>();
  readonly #stop = new AbortController();
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(
    run: Run,
    readonly shown: (view: RunView) => Promise<RunView>,
    readonly over: (ended: boolean) => void,
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
    const data = JSON.stringify(view);
    // What was seen, not how many: a number would stand for another view in another process, or once the run is followed anew.
    const id = createHash("sha256").update(data).digest("base64url").slice(0, 22);
    this.#view = { id, text: `id: ${id}\nevent: view\ndata: ${data}\n\n` };
    this.#send(this.#view.text);
  }

  #finish(text: string): void {
    this.#end = text;
    this.#send(text);
    for (const watcher of this.#watchers.keys()) this.#drop(watcher);
  }

  #send(text: string): void {
    const bytes = new TextEncoder().encode(text);
    for (const watcher of this.#watchers.keys()) {
      if ((watcher.desiredSize ?? 0) > 0) watcher.enqueue(bytes);
      else this.#drop(watcher);
    }
  }

  /** Ends the stream of one who watches: he is too slow, or there is nothing more. */
  #drop(watcher: ReadableStreamDefaultController<Uint8Array>): void {
    watcher.close();
    this.#watchers.get(watcher)?.();
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
          if (this.#view && this.#view.id !== seen) controller.enqueue(encoder.encode(this.#view.text));
          if (this.#end !== undefined) {
            controller.enqueue(encoder.encode(this.#end));
            controller.close();
            left();
            return;
          }
          this.#watchers.set(controller, leave);
          heart = setInterval(() => {
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
    this.#leaving = setTimeout(() => {
      this.#stop.abort();
      // At once: somebody who came before the request under way has ended would watch what tells nothing more.
      this.over(false);
    }, LINGER);
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
