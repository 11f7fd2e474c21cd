import { select } from "./style.js";

/** What a terminal would not show as a character: C0 but tab and line feed, DEL, C1, and what ends lines elsewhere. */
const SPECIAL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
const ESCAPE = "\u001b";
/** Of what was begun and does not end, so much is held back; then it is shown as the text that it is. */
const LONGEST = 1 << 16;

/** A piece of a log as plain text, and where its style changes: offset, style, offset, style … */
export interface Cleaned {
  text: string;
  marks: number[];
}

/**
 * Makes plain text of what a process wrote for a terminal: colours become marks, everything else that would move a cursor, ring,
 * name a window or hide something is left out or made visible. So are Jenkins' own notes. Pieces may be cut anywhere.
 */
export class Terminal {
  #rest = "";
  #style = 0;

  feed(piece: string): Cleaned {
    const text = this.#rest + piece;
    this.#rest = "";
    const out: Out = { parts: [], length: 0, marks: [] };
    let at = 0;
    SPECIAL.lastIndex = 0;
    for (let found = SPECIAL.exec(text); found; found = SPECIAL.exec(text)) {
      put(out, text.slice(at, found.index));
      at = this.#special(text, found.index, out);
      if (at < 0) {
        this.#rest = text.slice(found.index);
        return cleaned(out);
      }
      SPECIAL.lastIndex = at;
    }
    put(out, text.slice(at));
    return cleaned(out);
  }

  /** What is left when nothing more comes. */
  end(): Cleaned {
    const rest = this.#rest;
    this.#rest = "";
    return { text: rest === "\r" ? "\n" : "", marks: [] };
  }

  /** Handles one of SPECIAL, and tells where to go on; -1 if more has to come first. */
  #special(text: string, at: number, out: Out): number {
    const code = text.charCodeAt(at);
    if (code === 0x0d) {
      if (at + 1 === text.length) return -1;
      // A bar of progress that is drawn over itself becomes lines.
      if (text[at + 1] !== "\n") put(out, "\n");
      return at + 1;
    }
    if (code !== 0x1b) {
      put(out, picture(code));
      return at + 1;
    }
    const end = this.#sequence(text, at, out);
    if (end >= 0 || text.length - at < LONGEST) return end;
    put(out, picture(code));
    return at + 1;
  }

  /** Where an escape sequence ends; -1 if it does not yet. */
  #sequence(text: string, at: number, out: Out): number {
    const kind = text[at + 1];
    if (kind === undefined) return -1;
    if (kind === "[") return this.#control(text, at, out);
    if ("]PX^_".includes(kind)) {
      const [bell, string] = [text.indexOf("\u0007", at), text.indexOf(`${ESCAPE}\\`, at + 2)];
      if (bell < 0 && string < 0) return -1;
      return bell >= 0 && (string < 0 || bell < string) ? bell + 1 : string + 2;
    }
    if ("()*+#% ".includes(kind)) return at + 3 <= text.length ? at + 3 : -1;
    return /[0-~]/.test(kind) ? at + 2 : at + 1;
  }

  /** `ESC [ … letter` */
  #control(text: string, at: number, out: Out): number {
    let end = at + 2;
    while (end < text.length && /[ -?]/.test(text[end] as string)) end += 1;
    if (end === text.length) return -1;
    if (!/[@-~]/.test(text[end] as string)) return end;
    const parameters = text.slice(at + 2, end);
    end += 1;
    if (text[end - 1] !== "m" || !/^[\d;:]*$/.test(parameters)) return end;
    if (parameters === "8") return note(text, end);
    this.#style = select(this.#style, parameters);
    if (out.marks.at(-2) === out.length) out.marks.splice(-2);
    out.marks.push(out.length, this.#style);
    return end;
  }
}

/** One of Jenkins' own notes, `ESC[8mha:…ESC[0m`, which its pages turn into links: their end; hidden text of others is shown. */
function note(text: string, at: number): number {
  const head = text.slice(at, at + 3);
  if (head !== "ha:") return "ha:".startsWith(head) ? -1 : at;
  const end = text.indexOf(`${ESCAPE}[0m`, at);
  return end < 0 ? -1 : end + 4;
}

/** A control character as something to be seen. */
function picture(code: number): string {
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
}

interface Out {
  parts: string[];
  length: number;
  marks: number[];
}

function put(out: Out, text: string): void {
  if (text === "") return;
  out.parts.push(text);
  out.length += text.length;
}

function cleaned(out: Out): Cleaned {
  return { text: out.parts.length === 1 ? (out.parts[0] as string) : out.parts.join(""), marks: out.marks };
}
