import { type FileHandle, open, rename, stat } from "node:fs/promises";
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
  /** The file is renamed to `FILE.1` at this size, and older ones move on; 64 MB unless told otherwise. `FILE.anonymous` may become as large. */
  maxBytes?: number;
  /** How many older files are kept; 10 unless told otherwise. */
  keep?: number;
}

/**
 * JSON lines in a file, each on the disk before it counts as written. What is refused to nobody in particular stands in `FILE.anonymous`: anybody can
 * cause that, as fast as he likes, and it takes neither the others' place nor their time.
 */
export class FileSink implements AuditSink {
  readonly #known: Lines;
  readonly #anonymous: Lines;

  constructor(options: AuditFile) {
    const all = { maxBytes: 64 << 20, keep: 10, ...options };
    this.#known = new Lines({ ...all, sync: true });
    this.#anonymous = new Lines({ ...all, file: `${all.file}.anonymous`, keep: 1, sync: false });
  }

  write(record: AuditRecord): Promise<void> {
    return (isAnonymous(record) ? this.#anonymous : this.#known).write(`${JSON.stringify(record)}\n`);
  }
}

/** Without a person, or one more of a person's too many. */
function isAnonymous({ phase, person, code }: AuditRecord): boolean {
  return phase === "refused" && (person === null || code === "too_many_requests");
}

/** A file to which lines are added, one after the other. */
class Lines {
  #last: Promise<void> = Promise.resolve();
  /** Whether the last line may lack its end: of a process that was lost, or of a full disk. */
  #torn = true;

  constructor(readonly options: Required<AuditFile> & { sync: boolean }) {}

  write(line: string): Promise<void> {
    const next = this.#last.then(() => this.#append(line));
    // A record that fails is told to whoever wrote it, and does not hold up the next.
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #append(line: string): Promise<void> {
    const { file, maxBytes, sync } = this.options;
    const size = await stat(file).then((s) => s.size, () => 0);
    if (size > 0 && size + line.length > maxBytes) await this.#rotate();
    const handle = await open(file, "a+", 0o600);
    try {
      const begin = this.#torn && !(await isWhole(handle)) ? "\n" : "";
      this.#torn = true;
      await handle.appendFile(begin + line);
      if (sync) await handle.datasync();
      this.#torn = false;
    } finally {
      await handle.close();
    }
  }

  async #rotate(): Promise<void> {
    const { file, keep } = this.options;
    for (let number = keep - 1; number >= 1; number -= 1) {
      await rename(`${file}.${number}`, `${file}.${number + 1}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
    }
    await rename(file, `${file}.1`);
  }
}

/** Whether a file ends with a line's end, or is empty. */
async function isWhole(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}
