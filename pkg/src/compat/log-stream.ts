import { EventEmitter } from "node:events";

/** Reads a piece from an offset on. */
type Piece = (start: string | number) => Promise<{ bytes: Uint8Array; more: boolean; size: string | undefined }>;

/** A log as it grows: `data` with a text, `error`, and `end` once. */
export class LogStream extends EventEmitter {
  readonly #piece: Piece;
  readonly #delay: number;
  // A character may be cut between two pieces.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #start: string | number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(piece: Piece, options: { start?: unknown; delay?: unknown }) {
    super();
    this.#piece = piece;
    this.#start = typeof options.start === "number" || typeof options.start === "string" ? options.start : 0;
    this.#delay = Number(options.delay) || 1000;
    process.nextTick(() => void this.#read());
  }

  /** Ends the stream; nothing is told after that. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    this.#ended = true;
    this.emit("end");
  }

  async #read(): Promise<void> {
    if (this.#ended) return;
    try {
      const { bytes, more, size } = await this.#piece(this.#start);
      if (this.#ended) return;
      const text = this.#decoder.decode(bytes, { stream: more });
      if (text !== "") this.emit("data", text);
      if (!more) return this.end();
      this.#start = size ?? this.#start;
      this.#timer = setTimeout(() => void this.#read(), this.#delay);
    } catch (thrown) {
      if (this.#ended) return;
      this.emit("error", thrown);
      this.end();
    }
  }
}
