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

  #log(text: string): void {
    const now = Date.now();
    if (text === this.#last.text && now < this.#last.until) return;
    this.#last = { text, until: now + QUIET };
    console.error(`bellpull gateway: Jenkins cannot be reached: ${text}`);
  }
}
