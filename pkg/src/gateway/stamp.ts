import { setTimeout as sleep } from "node:timers/promises";
import { JenkinsError } from "../error.js";
import type { Run } from "../run.js";
import type { Handler, Work } from "./gateway.js";
import { runKey } from "./store.js";

/** How often an item of the queue is looked at for its run, and for how long. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const PATIENCE = 24 * 3_600_000;
/** Two who are written into one description at the same moment, in whatever process, take turns. */
const LOCKED = 10_000;
const TURN = 60_000;
const TRIES = 3;
/** While Jenkins is away an item of the queue is no further. */
const AWAY: readonly string[] = ["network", "timed_out", "server_starting", "too_many_requests"];

/**
 * Writes people into descriptions of runs, behind the answer to what they did: that it fails changes nothing about that, and is taken down. It is
 * done as the service account, which needs `Run/Update` for it.
 */
export class Stamps {
  readonly #stop = new AbortController();
  readonly #going = new Set<Promise<void>>();

  constructor(readonly handler: Handler) {}

  /** Of a run that is known. */
  run(work: Work, line: string, rule: string | null): void {
    const { jenkins } = this.handler.settings;
    this.#behind(work, rule, () => this.#write(this.handler.run({ ...work, jenkins }), runKey(work.job, work.ask.run), line));
  }

  /** Of what is in the queue, once it is a run. */
  queued(work: Work, queueId: number, rule: string | null): void {
    this.#behind(work, rule, async () => {
      const number = await this.#started(queueId);
      const { jenkins } = this.handler.settings;
      const run = this.handler.run({ ...work, jenkins, ask: { ...work.ask, run: number } });
      await this.#write(run, runKey(work.job, number), `Started by ${work.person.id}`);
      return number;
    });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#going);
  }

  #behind(work: Work, rule: string | null, act: () => Promise<number | void>): void {
    const going = act().then(
      (run) => this.#record(work, { code: "allowed", rule, outcome: "the person stands in the run's description", ...(run === undefined ? {} : { run }) }),
      (thrown: unknown) => this.#record(work, { code: codeOf(thrown), rule, outcome: "the person does not stand in the run's description" }),
    );
    const mine = going.finally(() => this.#going.delete(mine));
    this.#going.add(mine);
  }

  async #record(work: Work, told: { code: string; rule: string | null; outcome: string; run?: number }): Promise<void> {
    await this.handler.record(work, { phase: "stamp", ...told }).catch((thrown: unknown) => console.error("bellpull gateway: an audit record could not be written", thrown));
  }

  async #started(queueId: number): Promise<number> {
    const { jenkins } = this.handler.settings;
    const signal = this.#stop.signal;
    const until = Date.now() + PATIENCE;
    for (let pause = FIRST_PAUSE; Date.now() < until; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const item = await jenkins.call({ op: "queue_item", id: queueId }, { signal }).catch((thrown: unknown) => {
        if (signal.aborted || !(thrown instanceof JenkinsError) || !AWAY.includes(thrown.code)) throw thrown;
        return undefined;
      });
      const { executable, cancelled } = item ?? {};
      const run = (executable as { number?: unknown } | null | undefined)?.number;
      if (typeof run === "number") return run;
      if (cancelled) break;
      await sleep(pause, undefined, { signal, ref: false });
    }
    throw new Left("It has left the queue without a run.");
  }

  /** Behind what stands there. Written anew as a whole, since Jenkins has no other way; a line that is there already is not written again. */
  async #write(run: Run, key: string, line: string): Promise<void> {
    const { store, jenkins } = this.handler.settings;
    const signal = this.#stop.signal;
    const lock = await store.lock(`stamp:${key}`, { ttlMillis: LOCKED, waitMillis: TURN });
    if (!lock) throw new Left("Somebody else is being written into it.");
    try {
      const added = plain(line);
      for (let tries = 1; ; tries += 1) {
        const { description } = await jenkins.call({ op: "run", ...run.address, tree: "description" }, { signal });
        const lines = typeof description === "string" && description !== "" ? description.split("\n") : [];
        // Also if the answer to the last try was lost.
        if (lines.includes(added)) break;
        await lock.hold();
        try {
          await jenkins.call({ op: "submit_description", ...run.address, description: [...lines, added].join("\n") }, { signal });
          break;
        } catch (thrown) {
          if (tries >= TRIES || !(thrown instanceof JenkinsError) || thrown.sent !== "maybe") throw thrown;
        }
      }
      this.handler.looks.forget(key);
    } finally {
      await lock.free();
    }
  }
}

/** Nothing to write into, or no turn. */
class Left extends Error {
  readonly code = "not_stamped";
}

function codeOf(thrown: unknown): string {
  const { code } = thrown as { code?: unknown };
  if (thrown instanceof JenkinsError || thrown instanceof Left || code === "store_failed") return String(code);
  return (thrown as Error).name === "AbortError" ? "cancelled" : "gateway_failed";
}

/** Jenkins may take a description for HTML: an id is none. */
function plain(line: string): string {
  return line.replace(/[<>&"']/g, "?");
}
