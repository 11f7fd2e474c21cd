import { JenkinsError } from "../error.js";
import type { OperationEvent, RunView } from "../generated/types.js";
import type { Run } from "../run.js";
import { Refusal } from "./refusal.js";

/** How long a single look is tried again while Jenkins is away, in milliseconds of waiting. */
const PATIENCE = 15_000;
/** How old what others have just seen may be. */
const SHARED = 1000;

/** How a run stands now. Jenkins is waited for no longer than somebody waits for an answer. */
export async function look(run: Run): Promise<RunView> {
  const stop = new AbortController();
  let waited = 0;
  const onEvent = (event: OperationEvent): void => {
    if (event.event !== "retrying") return;
    waited += event.inMillis;
    const { code, message } = event;
    if (waited > PATIENCE) stop.abort(new JenkinsError({ code, message, status: null, jenkins: null, remedy: "Wait a moment, and look again.", parameter: null, sent: "no" }));
  };
  try {
    for await (const view of run.follow({ signal: stop.signal, onEvent })) return view;
  } catch (thrown) {
    throw stop.signal.aborted ? stop.signal.reason : thrown;
  }
  throw new Refusal("gateway_failed", "The run cannot be read.");
}

/** What somebody sees, and how old it is at most. */
export interface Seen {
  view: RunView;
  ageMillis: number;
}

/** Looks at runs that many want to see at a time: they share one. */
export class Looks {
  readonly #shared = new Map<string, { at: number; view: Promise<RunView> }>();

  /** One look for all who want it while it is under way or new; what fails is not kept. */
  async share(key: string, take: () => Promise<RunView>): Promise<Seen> {
    let one = this.#shared.get(key);
    if (!one) {
      const mine = { at: Date.now(), view: take() };
      this.#shared.set(key, (one = mine));
      const forget = (): void => {
        if (this.#shared.get(key) === mine) this.#shared.delete(key);
      };
      mine.view.then(() => setTimeout(forget, mine.at + SHARED - Date.now()).unref(), forget);
    }
    const view = await one.view;
    return { view, ageMillis: Date.now() - one.at };
  }

  /** What was seen before something was done is not shown afterwards. */
  forget(key: string): void {
    this.#shared.delete(key);
  }
}
