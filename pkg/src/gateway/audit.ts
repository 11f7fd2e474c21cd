import { open, rename, stat } from "node:fs/promises";
import type { Person } from "../generated/policy.js";

/** One line of the audit log. */
export interface AuditRecord {
  /** When, as ISO 8601 in UTC. */
  time: string;
  /** The request, the same in all records of one. */
  request: string;
  /** Who; null if nobody is signed in. */
  person: Pick<Person, "id" | "name"> | null;
  /** What for; as it was asked, where the request was refused before it was understood. */
  verb: string;
  job: string | null;
  run: number | null;
  input: string | null;
  /** The fingerprint of what the person saw. */
  fingerprint: string | null;
  /** The values that were given or are sent; secrets as dots. */
  parameters: Record<string, unknown>;
  comment: string | null;
  /** `refused` and `counted` end a request; `sending` comes before Jenkins is asked, `done` or `failed` after; `stamp` tells whether the person was written into the run's description. */
  phase: "refused" | "counted" | "sending" | "done" | "failed" | "stamp";
  /** The decision's or the refusal's code. */
  code: string;
  /** The policy's rule that decided. */
  rule: string | null;
  /** What came of it. */
  outcome: string | null;
  /** How long it took, in milliseconds. */
  millis: number;
}

/** Takes audit records down. An approval whose record cannot be written is not sent. */
export interface AuditSink {
  write(record: AuditRecord): Promise<void>;
}

/** Where a file of JSON lines is, and how large it may become. */
export interface AuditFile {
  file: string;
  /** The file is renamed to `FILE.1` at this size, and older ones move on; 64 MB unless told otherwise. */
  maxBytes?: number;
  /** How many older files are kept; 10 unless told otherwise. */
  keep?: number;
}

/** JSON lines in a file, each on the disk before it counts as written. */
export class FileSink implements AuditSink {
  readonly #options: Required<AuditFile>;
  /** One record after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(options: AuditFile) {
    this.#options = { maxBytes: 64 << 20, keep: 10, ...options };
  }

  write(record: AuditRecord): Promise<void> {
    const next = this.#last.then(() => this.#append(`${JSON.stringify(record)}\n`));
    // A record that fails is told to whoever wrote it, and does not hold up the next.
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #append(line: string): Promise<void> {
    const { file, maxBytes } = this.#options;
    const size = await stat(file).then((s) => s.size, () => 0);
    if (size > 0 && size + line.length > maxBytes) await this.#rotate();
    const handle = await open(file, "a", 0o600);
    try {
      await handle.appendFile(line);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  async #rotate(): Promise<void> {
    const { file, keep } = this.#options;
    for (let number = keep - 1; number >= 1; number -= 1) {
      await rename(`${file}.${number}`, `${file}.${number + 1}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
    }
    await rename(file, `${file}.1`);
  }
}
