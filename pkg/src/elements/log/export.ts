import type { Lines } from "./lines.js";

/** More than this is too much for a clipboard, in characters. */
const COPIED = 10_000_000;

/** Copies all of a log. */
export async function copyAll(lines: Lines): Promise<"copied" | "large" | "failed"> {
  const chunks = lines.chunks.map(({ text }) => text);
  if (chunks.reduce((sum, { length }) => sum + length, 0) > COPIED) return "large";
  // Without a secure context there is no clipboard.
  return (navigator.clipboard as Clipboard | undefined)?.writeText(chunks.join("")).then(() => "copied" as const, () => "failed" as const) ?? "failed";
}

/** Hands all of a log over as a file, as it was read; what is in it was made plain. */
export function downloadAll(lines: Lines, names: readonly string[]): void {
  const url = URL.createObjectURL(new Blob(lines.chunks.map(({ text }) => text), { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${names.join("-").replace(/[^\p{L}\p{N}._-]+/gu, "-")}.log`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
