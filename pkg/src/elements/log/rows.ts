import type { Chunk, Lines } from "./lines.js";

/** So much of a line is shown until more is asked for: a page that lays out lines of 100 KB stands still. */
export const SHOWN = 4_000;
/** So much of a line that was opened. */
export const OPENED = 100_000;

/**
 * Where lines are, counted in rows of text. Without wrapping a line is a row; with it a line takes as many as its length
 * needs in a font of one width. What that misses (wide characters) is made good where lines are drawn.
 */
export class Rows {
  /** How many characters a row has; 0 without wrapping. */
  #columns = 0;
  readonly #opened = new Set<number>();
  /** The first row of each sealed chunk, as far as it was counted. */
  #firsts: number[] = [0];

  constructor(readonly lines: Lines) {}

  wrap(columns: number): void {
    if (columns === this.#columns) return;
    this.#columns = columns;
    this.#firsts = [0];
  }

  get columns(): number {
    return this.#columns;
  }

  /** Shows more of a line. */
  open(line: number): void {
    this.#opened.add(line);
    this.#firsts = [0];
  }

  /** Whether more of it is shown. */
  isOpen(line: number): boolean {
    return this.#opened.has(line);
  }

  /** How much of a line is shown. */
  shown(line: number): number {
    return this.#opened.has(line) ? OPENED : SHOWN;
  }

  total(): number {
    if (this.#columns === 0) return this.lines.count;
    const { sealed, count } = this.lines;
    const first = this.#first(sealed.length);
    return first + this.#count(this.lines.chunkOf(count), count);
  }

  /** How many rows a line takes. */
  heightOf(line: number): number {
    return this.#columns === 0 ? 1 : this.#height(line, this.lines.chunkOf(line));
  }

  /** The first row of a line. */
  rowOf(line: number): number {
    if (this.#columns === 0) return line;
    const chunk = this.lines.chunkOf(line);
    return this.#first(this.#index(chunk)) + this.#count(chunk, line);
  }

  /** The line of a row, and which row of that line it is. */
  lineAt(row: number): { line: number; row: number } {
    if (this.#columns === 0) return { line: Math.max(0, Math.min(row, this.lines.count - 1)), row: 0 };
    const index = this.#chunkAt(row);
    const chunk = index < this.lines.sealed.length ? (this.lines.sealed[index] as Chunk) : this.lines.chunkOf(this.lines.count);
    let at = this.#first(index);
    const end = Math.min(this.lines.count, chunk.first + chunk.starts.length);
    for (let line = chunk.first; line < end; line += 1) {
      const height = this.#height(line, chunk);
      if (row < at + height) return { line, row: row - at };
      at += height;
    }
    return { line: Math.max(0, end - 1), row: 0 };
  }

  #index(chunk: Chunk): number {
    const { sealed } = this.lines;
    let [low, high] = [0, sealed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sealed[middle] as Chunk).first < chunk.first) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #chunkAt(row: number): number {
    this.#first(this.lines.sealed.length);
    let [low, high] = [0, this.lines.sealed.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#firsts[middle] as number) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #first(index: number): number {
    for (let known = this.#firsts.length; known <= index; known += 1) {
      const chunk = this.lines.sealed[known - 1] as Chunk;
      this.#firsts.push((this.#firsts[known - 1] as number) + this.#count(chunk, chunk.first + chunk.starts.length));
    }
    return this.#firsts[index] as number;
  }

  /** The rows of a chunk's lines before one of them. */
  #count(chunk: Chunk, before: number): number {
    let rows = 0;
    const end = Math.min(before, this.lines.count);
    for (let line = chunk.first; line < end; line += 1) rows += this.#height(line, chunk);
    return rows;
  }

  #height(line: number, { starts, text, first }: Chunk): number {
    const index = line - first;
    const end = index + 1 < starts.length ? (starts[index + 1] as number) - 1 : text.length - (text.endsWith("\n") ? 1 : 0);
    const length = end - (starts[index] as number);
    const shown = this.#opened.size > 0 ? this.shown(line) : SHOWN;
    return Math.max(1, Math.ceil(Math.min(length, shown) / this.#columns));
  }
}
