import { JenkinsError } from "../error.js";
import { Refusal } from "./refusal.js";
import { isStoreError } from "./store.js";

/** A text that comes again within this time is not logged again. */
const QUIET = 60_000;

/**
 * What is told of a way to Jenkins that fails: the words of the host for it have Jenkins' address in them, which pages know with the option `links`
 * alone. The application's log has them.
 */
export class Away {
  #last = { text: "", until: 0 };

  constructor(readonly links: boolean) {}

  /** An error's message as a page may know it. */
  told(code: string, message: string): string {
    if (this.links || code !== "network") return message;
    this.#log(message);
    const [bare] = /\b(?:UND_)?E[A-Z][A-Z_]{2,}\b/.exec(message) ?? [];
    return `Jenkins cannot be reached${bare === undefined ? "" : ` (${bare})`}.`;
  }

  /** What went wrong, as a page is told. */
  refusalOf(thrown: unknown): Refusal {
    if (thrown instanceof Refusal) return thrown;
    if (thrown instanceof JenkinsError) {
      const { code, message, remedy, jenkins, parameter, sent } = thrown;
      return new Refusal(code, this.told(code, message), { remedy, jenkins, parameter, sent });
    }
    // Whatever fails after Jenkins was asked does not come here: see `happened`. That the store is away is in the log already.
    if (isStoreError(thrown)) return new Refusal("store_failed", "What this application's processes share cannot be reached, so that nothing was sent.", { sent: "no" });
    console.error("bellpull gateway:", thrown);
    return new Refusal("gateway_failed", "The gateway failed.");
  }

  #log(text: string): void {
    const now = Date.now();
    if (text === this.#last.text && now < this.#last.until) return;
    this.#last = { text, until: now + QUIET };
    console.error(`bellpull gateway: Jenkins cannot be reached: ${text}`);
  }
}
