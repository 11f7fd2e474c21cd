import type { ParameterDefinition, PendingInput, Status } from "../generated/types.js";
import { type Colour, harmless, type Output } from "./output.js";

const COLOUR: Partial<Record<Status["word"], Colour>> = { success: "green", failure: "red", unstable: "yellow", aborted: "grey", paused: "blue", running: "bold" };

/** A status in its colour, in words. */
export function status(out: Output, { word }: Status): string {
  const colour = COLOUR[word];
  const text = word.replaceAll("_", " ");
  return colour === undefined ? text : out.paint(text, colour);
}

/** A duration for people. */
export function duration(millis: number): string {
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return millis < 1000 ? `${Math.round(millis)} ms` : `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** What a parameter asks for, a line or two. */
export function parameter({ name, kind, type, description, default: preset, choices }: ParameterDefinition): string {
  const what = kind === "choice" ? choices.map(harmless).join(" | ") : kind === "unknown" ? type : kind;
  const has = preset === null ? "" : ` [${harmless(String(preset)).replaceAll("\n", "\\n")}]`;
  const about = description === null || description === "" ? "" : `\n      ${harmless(description)}`;
  return `  ${harmless(name)}: ${what}${has}${about}`;
}

/** A pending input with who may answer and what it asks for. */
export function input(out: Output, pending: PendingInput): string {
  const { id, message, ok, cancel, submitters, submittersKnown, parameters, ambiguous } = pending;
  const lines = [`${out.paint(harmless(id), "bold")}: ${harmless(message)}`];
  if (ok !== null || cancel !== null) lines.push(`  captions: ${harmless(ok ?? "Proceed")} / ${harmless(cancel ?? "Abort")}`);
  lines.push(`  may answer: ${submitters ? harmless(submitters.join(", ")) : submittersKnown ? "who may build the job" : "not told by this server"}`);
  if (ambiguous) lines.push("  another input has the same id, so neither can be answered from here");
  return [...lines, ...parameters.map(parameter), `  fingerprint: ${pending.fingerprint}`].join("\n");
}
