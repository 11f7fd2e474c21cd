import type { CallOptions } from "../engine.js";
import { JenkinsError } from "../error.js";
import type { Job } from "../job.js";
import type { May, MayI } from "../may.js";
import type { Run } from "../run.js";

/** How long a refusal is believed that ends with time, in milliseconds. */
const BELIEVED = 60_000;

/** Whether a window that opens, or a freeze that ends, would allow it. */
function passing(may: May | null | undefined): boolean {
  return may?.code === "denied" || may?.code === "outside_window";
}

/** Asks what the person may, and tells when to ask again. */
export class Verdict {
  #askedAt = 0;

  ask(of: Job | Run, how: CallOptions): Promise<MayI | null> {
    this.#askedAt = Date.now();
    return of.mayI(how);
  }

  /** Null also if that cannot be known before it is tried. What fails here, following the run tells as well: it is told once. */
  async quietly(of: Job | Run, signal: AbortSignal): Promise<MayI | null> {
    try {
      return await this.ask(of, { signal });
    } catch (thrown) {
      if (thrown instanceof JenkinsError) return null;
      throw thrown;
    }
  }

  /** Whether time alone refuses one of these, and has had some to think again. */
  due(mays: readonly (May | null | undefined)[]): boolean {
    return mays.some(passing) && Date.now() - this.#askedAt >= BELIEVED;
  }

  /** Whether one of these may come to be due. */
  static passes(mays: readonly (May | null | undefined)[]): boolean {
    return mays.some(passing);
  }
}
