import type { TemplateResult } from "lit";
import { html, nothing } from "../kit.js";
import type { Lines, Span } from "./lines.js";
import { pattern } from "./search.js";
import { classes } from "./style.js";

/** So many stretches of their own are drawn at a time; beyond it text is plain, whatever wrote it. */
const STRETCHES = 900;

/** What lines are drawn with. */
export interface Drawing {
  lines: Lines;
  shown: (line: number) => number;
  query: string | null;
  place: { line: number; column: number } | null;
  /** A button behind a line of which more can be shown. */
  more: (line: number, hidden: number) => TemplateResult;
  number: (line: number) => string;
}

/** Some lines, each apart from the others in its direction. */
export function drawLines(drawing: Drawing, from: number, to: number): TemplateResult[] {
  let left = STRETCHES;
  const drawn: TemplateResult[] = [];
  for (let line = from; line < to; line += 1) {
    const pieces = marked(drawing, line, drawing.lines.spans(line, drawing.shown(line)));
    const plain = pieces.length > left;
    left -= plain ? 0 : pieces.length;
    const hidden = drawing.lines.length(line) - drawing.shown(line);
    drawn.push(html`<div class="line" data-line=${drawing.number(line)}><span class="text" dir="auto">${plain ? pieces.map(({ text }) => text).join("") : pieces.map(piece)}</span>${hidden > 0 ? drawing.more(line, hidden) : nothing}</div>`);
  }
  return drawn;
}

type Piece = Span & { mark?: "found" | "current" };

function piece({ text, style, mark }: Piece): TemplateResult | string {
  const names = classes(style);
  if (mark) return html`<mark class="${names} ${mark}">${text}</mark>`;
  return names === "" ? text : html`<span class=${names}>${text}</span>`;
}

/** The stretches of a line, cut where something was found. */
function marked({ query, place }: Drawing, line: number, spans: Span[]): Piece[] {
  if (query === null) return spans;
  const found = [...spans.map(({ text }) => text).join("").matchAll(pattern(query))].slice(0, STRETCHES);
  const cuts = found.map((match): [number, number, Piece["mark"]] => [match.index, match.index + match[0].length, place?.line === line && place.column === match.index ? "current" : "found"]);
  const pieces: Piece[] = [];
  let [at, next] = [0, 0];
  for (const { text, style } of spans) {
    const end = at + text.length;
    const begin = at;
    while (at < end) {
      while (next < cuts.length && (cuts[next] as (typeof cuts)[number])[1] <= at) next += 1;
      const cut = cuts[next];
      const inside = cut !== undefined && cut[0] <= at;
      const to = Math.min(end, cut === undefined ? end : inside ? cut[1] : cut[0]);
      pieces.push({ text: text.slice(at - begin, to - begin), style, ...(inside && cut[2] ? { mark: cut[2] } : {}) });
      at = to;
    }
  }
  return pieces;
}
