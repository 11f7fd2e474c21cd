import type { TemplateResult } from "lit";
import { errorText, html, nothing, svg } from "../kit.js";
import { refusal } from "../refusal.js";
import type { LogPart } from "./part.js";

const UP = svg`<path d="m4 10 4-4 4 4"/>`;
const DOWN = svg`<path d="m4 6 4 4 4-4"/>`;
/** So much of the last line is read out. */
const SPOKEN = 200;

/** Search and buttons above the log. */
export function drawTools(log: LogPart): TemplateResult {
  const { text } = log.host.voice;
  const none = (log.finder.search?.count ?? 0) === 0;
  const counts = counted(log);
  const step = (by: 1 | -1, shape: TemplateResult, name: string): TemplateResult =>
    html`<button type="button" class="step" aria-label=${name} aria-disabled=${none ? "true" : "false"} @click=${() => log.find(by)}><svg viewBox="0 0 16 16" aria-hidden="true">${shape}</svg></button>`;
  const pressed = (on: boolean, name: string, act: () => void): TemplateResult => html`<button type="button" aria-pressed=${on ? "true" : "false"} @click=${act}>${name}</button>`;
  return html`<div class="tools" part="tools">
    <span class="find ${counts === "" ? "" : "counting"}"><input type="search" aria-label=${text.search} placeholder=${text.search} autocomplete="off" spellcheck="false" @input=${(event: Event) => log.ask((event.target as HTMLInputElement).value)} /><span class="count" role="status">${counts}</span></span>
    <span class="steps">${step(-1, UP, text.previousMatch)}${step(1, DOWN, text.nextMatch)}</span>
    ${pressed(log.following, text.follow, () => log.follow(!log.following))} ${pressed(log.wrapping, text.wrap, () => log.wrap(!log.wrapping))}
    <button type="button" @click=${() => void log.copy()}>${text.copy}</button>
    <button type="button" @click=${() => log.download()}>${text.download}</button>
    <button type="button" @click=${() => log.summary()}>${text.summary}</button>
  </div>`;
}

function counted({ finder: { search, at }, host, reader }: LogPart): string {
  const { text, format } = host.voice;
  if (!search) return "";
  const count = search.full ? text.manyMatches(format.number(search.count)) : format.number(search.count);
  if (search.count > 0) return text.matchOf(format.number(at + 1), count);
  return reader.phase === "over" || reader.phase === "failed" ? text.noMatch : "";
}

/** What stands in place of lines. */
export function drawState(log: LogPart): TemplateResult {
  const { reader, host } = log;
  const { text } = host.voice;
  if (reader.phase === "failed") return html`<div class="state">${failure(log)}</div>`;
  return html`<p class="state">${reader.phase === "loading" ? text.logLoading : reader.phase === "over" ? text.logEmpty : text.logEmptyYet}</p>`;
}

/** How much there is, and what went wrong. */
export function drawFoot(log: LogPart): TemplateResult {
  const { reader, host } = log;
  const { text, format } = host.voice;
  const { count } = reader.lines;
  if (reader.error && count > 0) return failure(log);
  if (reader.error) return html`<p class="foot"></p>`;
  return html`<p class="foot"><span>${text.lines(format.number(count), count)}</span>${count > 0 || reader.phase === "over" ? html`<span>${reader.phase === "over" ? text.logEnds : text.logGrows}</span>` : nothing}</p>`;
}

function failure({ reader: { error }, host }: LogPart): TemplateResult {
  if (!error) return html``;
  const refused = refusal(host.voice, error);
  if (refused) return refused;
  return html`${errorText(host.voice, error)}<div class="actions"><button type="button" @click=${() => host.restart()}>${host.voice.text.tryAgain}</button></div>`;
}

/** All of it in a sentence or two, for those who do not see it. */
export function summaryOf(log: LogPart): string {
  const { text, format } = log.host.voice;
  const { lines, phase } = log.reader;
  const last = Math.max(0, lines.count - 1);
  const parts = [text.lines(format.number(lines.count), lines.count), phase === "over" ? text.logEnds : text.logGrows, counted(log)];
  if (lines.count > 0) parts.push(text.lastLine(lines.text(last).slice(0, SPOKEN)));
  return parts.filter(Boolean).join(". ");
}
