import type { Cleaned } from "./terminal.js";

/** How long a chunk of lines becomes, in characters. */
const CHUNK = 1 << 16;
/** A line that is longer is kept as several. */
export const LONGEST_LINE = 1 << 20;

/** Whole lines: their text, where each begins, and where the style changes. An object for each line would take several times the memory. */
export interface Chunk {
  readonly text: string;
  /** The offset of each line. */
  readonly starts: Uint32Array | readonly number[];
  /** Offset, style, offset, style … */
  readonly marks: Uint32Array | readonly number[];
  /** The style at its beginning. */
  readonly style: number;
  /** The number of its first line, from 0. */
  readonly first: number;
}

/** A stretch of a line in one style. */
export interface Span {
  text: string;
  style: number;
}

/** A log's lines, as many as there are. */
export class Lines {
  readonly #chunks: Chunk[] = [];
  #tail = { text: "", starts: [0], marks: [] as number[], style: 0, first: 0 };
  #style = 0;

  /** How many lines there are; the last one may not be whole. */
  get count(): number {
    const { first, starts, text } = this.#tail;
    return first + starts.length - (starts.at(-1) === text.length ? 1 : 0);
  }

  /** How many lines are whole. */
  get whole(): number {
    return this.#tail.first + this.#tail.starts.length - 1;
  }

  /** The chunks in their order; the last one may grow. */
  get chunks(): readonly Chunk[] {
    return [...this.#chunks, this.#tail];
  }

  get sealed(): readonly Chunk[] {
    return this.#chunks;
  }

  append({ text, marks }: Cleaned): void {
    let at = 0;
    let mark = 0;
    while (at < text.length) {
      const end = cut(text, at, CHUNK);
      const base = this.#tail.text.length - at;
      for (; mark < marks.length && (marks[mark] as number) < end; mark += 2) {
        this.#style = marks[mark + 1] as number;
        this.#tail.marks.push((marks[mark] as number) + base, this.#style);
      }
      this.#add(text.slice(at, end));
      at = end;
      if (this.#tail.text.length >= CHUNK) this.#seal();
    }
    // A change at the very end holds for what comes.
    for (; mark < marks.length; mark += 2) {
      this.#style = marks[mark + 1] as number;
      this.#tail.marks.push(this.#tail.text.length, this.#style);
    }
  }

  #add(text: string): void {
    const base = this.#tail.text.length;
    for (let found = text.indexOf("\n"); found >= 0; found = text.indexOf("\n", found + 1)) this.#tail.starts.push(base + found + 1);
    this.#tail.text += text;
    const open = this.#tail.text.length - (this.#tail.starts.at(-1) as number);
    if (open < LONGEST_LINE) return;
    this.#tail.text += "\n";
    this.#tail.starts.push(this.#tail.text.length);
  }

  /** Puts the whole lines of the tail away. */
  #seal(): void {
    const { text, starts, marks, style, first } = this.#tail;
    const end = starts.at(-1) as number;
    if (end === 0) return;
    let mark = 0;
    while (mark < marks.length && (marks[mark] as number) < end) mark += 2;
    const own = marks.slice(0, mark);
    this.#chunks.push({ text: text.slice(0, end), starts: Uint32Array.from(starts.slice(0, -1)), marks: Uint32Array.from(own), style, first });
    const later = marks.slice(mark).map((value, index) => (index % 2 === 0 ? value - end : value));
    this.#tail = { text: text.slice(end), starts: [0], marks: later, style: own.at(-1) ?? style, first: first + starts.length - 1 };
  }

  /** The chunk that a line is in. */
  chunkOf(line: number): Chunk {
    if (line >= this.#tail.first) return this.#tail;
    let [low, high] = [0, this.#chunks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#chunks[middle] as Chunk).first <= line) low = middle;
      else high = middle - 1;
    }
    return this.#chunks[low] as Chunk;
  }

  /** How many characters a line has. */
  length(line: number): number {
    const [from, to] = place(this.chunkOf(line), line);
    return to - from;
  }

  /** A line's text. */
  text(line: number): string {
    const chunk = this.chunkOf(line);
    const [from, to] = place(chunk, line);
    return chunk.text.slice(from, to);
  }

  /** The beginning of a line, in stretches of one style. */
  spans(line: number, longest: number): Span[] {
    const chunk = this.chunkOf(line);
    const [from, end] = place(chunk, line);
    const to = Math.min(end, from + longest);
    let mark = after(chunk.marks, from);
    let style = mark === 0 ? chunk.style : (chunk.marks[mark - 1] as number);
    const spans: Span[] = [];
    let at = from;
    while (at < to) {
      const next = mark < chunk.marks.length ? Math.min(to, chunk.marks[mark] as number) : to;
      if (next > at) spans.push({ text: chunk.text.slice(at, next), style });
      if (next === to) break;
      style = chunk.marks[mark + 1] as number;
      mark += 2;
      at = next;
    }
    return spans;
  }
}

/** From where to where a line goes, without its end. */
export function place(chunk: Chunk, line: number): [number, number] {
  const index = line - chunk.first;
  const from = chunk.starts[index];
  if (from === undefined) return [chunk.text.length, chunk.text.length];
  const next = chunk.starts[index + 1];
  if (next !== undefined) return [from, next - 1];
  return [from, chunk.text.endsWith("\n") && chunk.text.length > from ? chunk.text.length - 1 : chunk.text.length];
}

/** The first mark behind an offset; marks at the offset itself hold there. */
function after(marks: Chunk["marks"], offset: number): number {
  let [low, high] = [0, marks.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle * 2] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

/** Where to cut a text so that no character is halved. */
function cut(text: string, at: number, longest: number): number {
  const end = Math.min(text.length, at + longest);
  const code = text.charCodeAt(end - 1);
  return end < text.length && code >= 0xd800 && code < 0xdc00 && end - 1 > at ? end - 1 : end;
}
