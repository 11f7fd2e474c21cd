import { SLICE, turn } from "./reader.js";
import type { Lines } from "./lines.js";
import { Search } from "./search.js";

/** A search that somebody makes, while the log may still grow. */
export class Finder {
  search: Search | null = null;
  /** Which of the places is looked at; -1 for none. */
  at = -1;
  #running = false;

  constructor(readonly changed: (found: boolean) => void) {}

  /** Looks for something else; for nothing if it is empty. */
  ask(query: string): void {
    this.search = query === "" ? null : new Search(query);
    this.at = -1;
    this.changed(false);
  }

  /** Goes on, in what has come as well; the first place at or behind a line becomes the one that is looked at. */
  async run(lines: () => Lines, over: () => boolean, line: number): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let done = false; !done; ) {
        const search: Search | null = this.search;
        if (!search) return;
        const began = performance.now();
        done = search.step(lines(), over(), () => performance.now() - began > SLICE);
        const found = this.at < 0 && search.count > 0 && (done || (search.places.at(-2) as number) >= line);
        if (found) this.at = search.from(line) % search.count;
        this.changed(found);
        if (!done) await turn();
        // Another question was asked in the meantime.
        done &&= search === this.search;
      }
    } finally {
      this.#running = false;
    }
  }

  /** The next place, or the one before, around the ends. */
  step(by: 1 | -1): void {
    const count = this.search?.count ?? 0;
    if (count === 0) return;
    this.at = this.at < 0 ? (by > 0 ? 0 : count - 1) : (this.at + by + count) % count;
  }

  /** Line and column of the place that is looked at. */
  get place(): { line: number; column: number } | null {
    if (!this.search || this.at < 0) return null;
    const [line, column] = this.search.places.slice(this.at * 2, this.at * 2 + 2);
    return line === undefined || column === undefined ? null : { line, column };
  }
}
