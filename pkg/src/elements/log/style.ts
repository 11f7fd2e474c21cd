// A style of text as one number: which colours, and how it is written.

export const BOLD = 1 << 10;
export const ITALIC = 1 << 11;
export const UNDERLINE = 1 << 12;
export const INVERSE = 1 << 13;

const BACKGROUND = 5;
const COLOURS = 0x1f;

/** xterm's sixteen, by which others are judged. */
const PALETTE: readonly (readonly [number, number, number])[] = [
  [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
  [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255], [255, 255, 255],
];

/** The classes of a style: `f3` and `b3` for the third of sixteen colours, in the text and behind it. */
export function classes(style: number): string {
  const [front, back] = [style & COLOURS, (style >> BACKGROUND) & COLOURS];
  const names = [front ? `f${front}` : "", back ? `b${back}` : "", style & BOLD ? "bold" : "", style & ITALIC ? "italic" : "", style & UNDERLINE ? "underline" : "", style & INVERSE ? "inverse" : ""];
  return names.filter(Boolean).join(" ");
}

/** The style after a "select graphic rendition" with these parameters. What is not known changes nothing. */
export function select(style: number, parameters: string): number {
  const codes = parameters.split(";");
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? "";
    if (code.includes(":")) {
      const [kind, ...rest] = code.split(":");
      // With a colour space, which may be empty, before red, green and blue.
      style = extended(style, Number(kind), (rest[0] === "2" && rest.length > 4 ? [rest[0], ...rest.slice(2)] : rest).map(Number));
      continue;
    }
    const number = Number(code);
    if (number === 38 || number === 48) {
      const taken = codes[at + 1] === "2" ? 4 : 2;
      style = extended(style, number, codes.slice(at + 1, at + 1 + taken).map(Number));
      at += taken;
    } else style = plain(style, number);
  }
  return style;
}

function plain(style: number, code: number): number {
  if (code === 0) return 0;
  if (code === 1) return style | BOLD;
  if (code === 3) return style | ITALIC;
  if (code === 4) return style | UNDERLINE;
  if (code === 7) return style | INVERSE;
  if (code === 22) return style & ~BOLD;
  if (code === 23) return style & ~ITALIC;
  if (code === 24) return style & ~UNDERLINE;
  if (code === 27) return style & ~INVERSE;
  if (code >= 30 && code <= 37) return front(style, code - 29);
  if (code === 39) return front(style, 0);
  if (code >= 40 && code <= 47) return back(style, code - 39);
  if (code === 49) return back(style, 0);
  if (code >= 90 && code <= 97) return front(style, code - 81);
  if (code >= 100 && code <= 107) return back(style, code - 91);
  return style;
}

/** `38;5;N`, `38;2;R;G;B`, and 48 for what is behind. */
function extended(style: number, kind: number, [mode, ...values]: number[]): number {
  const colour = mode === 5 ? indexed(values[0] ?? NaN) : mode === 2 ? nearest(values[0] ?? NaN, values[1] ?? NaN, values[2] ?? NaN) : 0;
  if (colour === 0) return style;
  return kind === 38 ? front(style, colour) : kind === 48 ? back(style, colour) : style;
}

/** One of 256. */
function indexed(index: number): number {
  if (!(index >= 0 && index <= 255)) return 0;
  if (index < 16) return index + 1;
  if (index >= 232) {
    const grey = (index - 232) * 10 + 8;
    return nearest(grey, grey, grey);
  }
  const level = (step: number): number => (step === 0 ? 0 : step * 40 + 55);
  const cube = index - 16;
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

function nearest(red: number, green: number, blue: number): number {
  if (![red, green, blue].every((value) => value >= 0 && value <= 255)) return 0;
  const distances = PALETTE.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
  return distances.indexOf(Math.min(...distances)) + 1;
}

function front(style: number, colour: number): number {
  return (style & ~COLOURS) | colour;
}

function back(style: number, colour: number): number {
  return (style & ~(COLOURS << BACKGROUND)) | (colour << BACKGROUND);
}
