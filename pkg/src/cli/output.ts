import type { Told } from "./failure.js";

const COLOURS = { red: 31, green: 32, yellow: 33, blue: 34, grey: 90, bold: 1 } as const;

export type Colour = keyof typeof COLOURS;

/** Where output goes. */
export interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: NodeJS.ProcessEnv;
}

// Everything that moves a terminal's cursor, and what turns the direction of writing.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const COLOURED = /(\u001b\[[0-9;]*m)/;

/** A text from Jenkins, without what a terminal would obey. */
export function harmless(text: string): string {
  return text.replace(CONTROL, "");
}

/** Says things: to people, or as JSON to programs. */
export class Output {
  readonly json: boolean;
  readonly verbose: boolean;
  /** Whether stdout is a terminal that a line can be redrawn on. */
  readonly live: boolean;
  readonly #streams: Streams;
  #status = "";

  constructor(streams: Streams, json: boolean, verbose: boolean) {
    this.#streams = streams;
    this.json = json;
    this.verbose = verbose;
    this.live = !json && streams.stdout.isTTY === true && streams.env["TERM"] !== "dumb";
  }

  /** How many columns the terminal has. */
  get columns(): number {
    // A terminal that does not tell says 0.
    return this.#streams.stdout.columns || 80;
  }

  /** Coloured where stdout is a terminal and nobody has objected. */
  paint(text: string, colour: Colour): string {
    return this.#coloured(this.#streams.stdout) ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
  }

  /** A line for people. What Jenkins said in it has been made {@link harmless}. */
  line(text: string): void {
    if (!this.json) this.#aside(this.#streams.stdout, `${text}\n`);
  }

  /** The one value of a command; for people the text that is given with it. */
  value(value: unknown, text: string): void {
    if (this.json) this.#streams.stdout.write(`${JSON.stringify(value)}\n`);
    else this.line(text);
  }

  /** An event, for programs alone. */
  event(value: unknown): void {
    if (this.json) this.#streams.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** JSON for both. */
  data(value: unknown): void {
    this.#streams.stdout.write(`${JSON.stringify(value, null, this.live ? 2 : 0)}\n`);
  }

  /** Whole lines of a log: as they are into a file or pipe, harmless but with their colours on a terminal. */
  log(text: string): Promise<void> {
    return this.raw(this.#streams.stdout.isTTY ? this.#logLine(text) : text);
  }

  /** Bytes as they are. Waits while the reader is behind. */
  raw(bytes: string | Uint8Array): Promise<void> {
    this.#clear();
    const { stdout } = this.#streams;
    const goesOn = stdout.write(bytes);
    this.#draw();
    return goesOn ? Promise.resolve() : new Promise((resolve) => stdout.once("drain", resolve));
  }

  /** A remark beside the result, on stderr; with `--json` only the verbose see it. */
  note(text: string): void {
    if (this.json && !this.verbose) return;
    this.#aside(this.#streams.stderr, this.json ? `${JSON.stringify({ note: text })}\n` : `${text}\n`);
  }

  /** A remark for the verbose. */
  detail(text: string): void {
    if (this.verbose) this.note(text);
  }

  /** The line at the bottom of a terminal that is drawn anew; empty takes it away. */
  status(text: string): void {
    if (!this.live || text === this.#status) return;
    this.#clear();
    this.#status = text;
    this.#draw();
  }

  /** An error, and nothing but it. */
  error(told: Told): void {
    const { stderr } = this.#streams;
    if (this.json) {
      stderr.write(`${JSON.stringify(told)}\n`);
      return;
    }
    const red = (text: string): string => (this.#coloured(stderr) ? `\u001b[${COLOURS.red}m${text}\u001b[0m` : text);
    const status = told.status === null ? "" : ` (HTTP ${told.status})`;
    const said = told.jenkins === null ? "" : `\n  Jenkins said: ${harmless(told.jenkins)}`;
    this.#aside(stderr, `${red(`bellpull: ${told.code}:`)} ${harmless(told.message)}${status}${said}\n  ${harmless(told.remedy)}\n`);
  }

  #aside(stream: NodeJS.WriteStream, text: string): void {
    this.#clear();
    stream.write(text);
    this.#draw();
  }

  #clear(): void {
    if (this.#status !== "") this.#streams.stdout.write("\r\u001b[2K");
  }

  #draw(): void {
    if (this.#status !== "") this.#streams.stdout.write(this.#status);
  }

  #coloured(stream: NodeJS.WriteStream): boolean {
    const { env } = this.#streams;
    return !this.json && stream.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  }

  #logLine(text: string): string {
    const colours = this.#coloured(this.#streams.stdout);
    // Split by a group, colours stand at the odd places.
    const parts = text.split(COLOURED).map((part, i) => (i % 2 === 0 ? harmless(part) : colours ? part : ""));
    return parts.join("");
  }
}
