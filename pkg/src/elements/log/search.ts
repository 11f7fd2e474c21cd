import { type Chunk, type Lines, place } from "./lines.js";

/** So many places are kept. */
export const MOST = 50_000;

/** Finds a text in a log, a slice at a time, also in what comes later. */
export class Search {
  /** Line, column, line, column … in their order. */
  readonly places: number[] = [];
  readonly #pattern: RegExp;
  #next = 0;

  constructor(readonly query: string) {
    this.#pattern = pattern(query);
  }

  /** How many were found. */
  get count(): number {
    return this.places.length / 2;
  }

  /** Whether there are more than are kept. */
  get full(): boolean {
    return this.count >= MOST;
  }

  /** Goes on until there is no time left; true when all was looked through. Without `all` an unfinished last line is left for later. */
  step(lines: Lines, all: boolean, late: () => boolean): boolean {
    const end = all ? lines.count : lines.whole;
    while (this.#next < end && !this.full) {
      this.#chunk(lines.chunkOf(this.#next), end);
      if (late()) break;
    }
    return this.full || this.#next >= end;
  }

  #chunk(chunk: Chunk, end: number): void {
    const last = Math.min(end, chunk.first + chunk.starts.length) - 1;
    const to = place(chunk, last)[1];
    let index = this.#next - chunk.first;
    this.#pattern.lastIndex = place(chunk, this.#next)[0];
    for (let found = this.#pattern.exec(chunk.text); found && found.index < to && !this.full; found = this.#pattern.exec(chunk.text)) {
      while (index + 1 < chunk.starts.length && (chunk.starts[index + 1] as number) <= found.index) index += 1;
      this.places.push(chunk.first + index, found.index - (chunk.starts[index] as number));
    }
    this.#next = last + 1;
  }

  /** The first place at or behind a line. */
  from(line: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle * 2] as number) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A text as it is, whatever its case. */
export function pattern(query: string): RegExp {
  return new RegExp(query.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu");
}
