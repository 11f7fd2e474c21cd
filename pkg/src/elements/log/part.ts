import type { TemplateResult } from "lit";
import { html, nothing } from "../kit.js";
import type { Attach, Host, Part } from "../lazy.js";
import type { JenkinsLog } from "../log.js";
import { RUNS } from "../texts/runs.js";
import { copyAll, downloadAll } from "./export.js";
import { Finder } from "./finder.js";
import { drawLines } from "./line.js";
import { Reader } from "./reader.js";
import { Rows } from "./rows.js";
import { styles } from "./styles.js";
import { drawFoot, drawState, drawTools, summaryOf } from "./tools.js";
import { type Drawn, heightOf, type Metrics, topOf, windowOf } from "./window.js";

/** What `<jenkins-log>` does. */
export const attach: Attach<JenkinsLog> = (host) => new LogPart(host);

export class LogPart implements Part {
  readonly styles = styles;
  readonly sections = [RUNS];
  readonly ticking = false;
  readonly reader: Reader;
  readonly finder = new Finder((found) => (found ? void this.#reveal() : this.host.requestUpdate()));
  following = true;
  wrapping = false;
  #rows: Rows;
  #metrics: Metrics = { top: 0, height: 0, row: 0 };
  #drawn: Drawn = { from: 0, to: 0, offset: 0 };
  #sizes: ResizeObserver | undefined;
  #watched: Element | undefined;
  #again = 0;

  constructor(readonly host: Host<JenkinsLog>) {
    const changed = (): void => {
      this.host.heard();
      this.#seek();
      this.host.requestUpdate();
    };
    const anew = (): void => {
      this.#rows = new Rows(this.reader.lines);
      // What was found is in another log.
      this.finder.ask(this.finder.search?.query ?? "");
    };
    this.reader = new Reader(changed, anew, (thrown) => this.host.failed(thrown));
    this.#rows = new Rows(this.reader.lines);
  }

  start(): void {
    const { theRun: run, element } = this.host;
    if (!run) return;
    const stages = element.stage === null ? [] : [element.stage, ...element.within];
    this.following = true;
    void this.reader.start(run, stages, { onEvent: (event) => this.host.hear(event) });
    this.#seek();
    this.host.requestUpdate();
  }

  stop(): void {
    this.reader.stop();
    this.#sizes?.disconnect();
    this.#watched = undefined;
  }

  /** Searches on, in what has come. */
  #seek(): void {
    if (!this.finder.search) return;
    void this.finder.run(() => this.reader.lines, () => this.reader.phase === "over", this.#drawn.from);
  }

  ask(query: string): void {
    this.finder.ask(query);
    this.#seek();
  }

  find(by: 1 | -1): void {
    this.finder.step(by);
    void this.#reveal();
  }

  /** Brings what was found into sight, without scrolling the page. */
  async #reveal(): Promise<void> {
    const { place } = this.finder;
    const scroll = this.#scroll;
    if (!place || !scroll) return;
    this.following = false;
    if (place.column >= this.#rows.shown(place.line)) this.#rows.open(place.line);
    const row = this.#rows.rowOf(place.line) + (this.wrapping ? Math.floor(place.column / Math.max(1, this.#rows.columns)) : 0);
    const middle = row - Math.floor(this.#metrics.height / this.#metrics.row / 2);
    this.#scrollTo(topOf(this.#rows, this.#metrics, Math.max(0, middle)));
    this.host.requestUpdate();
    await this.host.updateComplete;
    const mark = scroll.querySelector("mark.current")?.getBoundingClientRect();
    const seen = scroll.getBoundingClientRect();
    if (!mark) return;
    if (mark.left < seen.left || mark.right > seen.right) scroll.scrollLeft += mark.left - seen.left - seen.width / 3;
  }

  follow(on: boolean): void {
    this.following = on;
    this.host.requestUpdate();
  }

  wrap(on: boolean): void {
    const { from } = this.#drawn;
    const line = this.#rows.lineAt(Math.floor(this.#metrics.top / Math.max(1, this.#metrics.row))).line;
    this.wrapping = on;
    this.#measure();
    this.#scrollTo(topOf(this.#rows, this.#metrics, this.#rows.rowOf(Math.max(from, line))));
    this.host.requestUpdate();
  }

  async copy(): Promise<void> {
    const { text } = this.host.voice;
    const told = await copyAll(this.reader.lines);
    this.host.say(told === "copied" ? text.copied : told === "large" ? text.copyTooLarge : text.copyFailed);
  }

  download(): void {
    const { job, run, stage } = this.host.element;
    downloadAll(this.reader.lines, [job ?? "", String(run ?? ""), ...(stage === null ? [] : [stage])]);
  }

  summary(): void {
    this.host.say(summaryOf(this));
  }

  draw(): TemplateResult {
    const { element, voice } = this.host;
    const { lines, phase } = this.reader;
    // What stands there until all was measured is not drawn twice.
    const ready = this.#metrics.row > 0;
    const label = element.label ?? voice.text.log;
    return html`<div class="log" @keydown=${(event: KeyboardEvent) => this.#key(event)}>
      ${drawTools(this)}
      <div class="scroll ${this.wrapping ? "wrapped" : ""}" part="log" role="log" aria-live="off" aria-label=${label} aria-busy=${phase === "loading" ? "true" : "false"} tabindex="0" @scroll=${() => this.#scrolled()}>
        <div class="space"></div>
        <span class="probe" aria-hidden="true">${"0".repeat(50)}</span>
        <div class="lines">${ready && lines.count > 0 ? this.#lines() : nothing}</div>
        ${lines.count === 0 ? drawState(this) : nothing}
      </div>
      ${drawFoot(this)} ${this.host.connection()}
    </div>`;
  }

  #lines(): TemplateResult[] {
    const { format, text } = this.host.voice;
    this.#drawn = windowOf(this.#rows, this.#metrics);
    const more = (line: number, hidden: number): TemplateResult =>
      html`<button type="button" @click=${() => this.#open(line)}>${text.moreOfLine(format.number(hidden))}</button>`;
    const drawing = {
      lines: this.reader.lines,
      shown: (line: number) => this.#rows.shown(line),
      query: this.finder.search?.query ?? null,
      place: this.finder.place,
      // Of what is open as far as it goes nothing more is shown.
      more: (line: number, hidden: number) => (this.#rows.isOpen(line) ? html`<span class="hint">${text.moreOfLine(format.number(hidden))}</span>` : more(line, hidden)),
      number: (line: number) => format.plain(line + 1),
    };
    return drawLines(drawing, this.#drawn.from, this.#drawn.to);
  }

  #open(line: number): void {
    this.#rows.open(line);
    this.host.requestUpdate();
  }

  /** Puts what was drawn where it belongs; draws again if that shows other lines. */
  drawn(): void {
    const scroll = this.#scroll;
    if (!scroll) return;
    if (this.#watched !== scroll) this.#watch(scroll);
    this.#measure();
    (scroll.querySelector(".space") as HTMLElement).style.blockSize = `${heightOf(this.#rows, this.#metrics)}px`;
    const lines = scroll.querySelector(".lines") as HTMLElement;
    lines.style.transform = `translateY(${this.#drawn.offset}px)`;
    if (this.following && scroll.scrollTop + scroll.clientHeight < scroll.scrollHeight - 1) this.#scrollTo(scroll.scrollHeight);
    if (this.reader.lines.count === 0) return;
    const wanted = windowOf(this.#rows, this.#metrics);
    if (wanted.from !== this.#drawn.from || wanted.to !== this.#drawn.to || Math.abs(wanted.offset - this.#drawn.offset) > 1) this.#soon();
  }

  /** Draws again, but never more often than the browser does. */
  #soon(): void {
    this.#again ||= requestAnimationFrame(() => {
      this.#again = 0;
      this.host.requestUpdate();
    });
  }

  get #scroll(): HTMLElement | null {
    return this.host.renderRoot.querySelector("[role=log]");
  }

  #watch(scroll: HTMLElement): void {
    this.#sizes?.disconnect();
    this.#sizes = new ResizeObserver(() => this.host.requestUpdate());
    this.#sizes.observe(scroll);
    this.#watched = scroll;
  }

  #measure(): void {
    const scroll = this.#scroll;
    const probe = scroll?.querySelector(".probe")?.getBoundingClientRect();
    if (!scroll || !probe) return;
    this.#metrics = { top: scroll.scrollTop, height: scroll.clientHeight, row: probe.height };
    // Seven for the numbers and the edge.
    const columns = Math.max(10, Math.floor(scroll.clientWidth / (probe.width / 50) - 7));
    this.#rows.wrap(this.wrapping ? columns : 0);
  }

  #scrollTo(top: number): void {
    const scroll = this.#scroll;
    if (!scroll) return;
    scroll.scrollTop = top;
    this.#metrics.top = scroll.scrollTop;
  }

  /** Somebody scrolled, or the element did: up ends following, to the end begins it. */
  #scrolled(): void {
    const scroll = this.#scroll;
    if (!scroll) return;
    const up = scroll.scrollTop < this.#metrics.top - 1;
    const atEnd = scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - this.#metrics.row;
    if (up && !atEnd) this.following = false;
    else if (atEnd && !this.finder.place) this.following = true;
    this.#metrics.top = scroll.scrollTop;
    this.host.requestUpdate();
  }

  #key(event: KeyboardEvent): void {
    const input = this.host.renderRoot.querySelector<HTMLInputElement>("input[type=search]");
    const inSearch = this.host.renderRoot.activeElement === input;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f" && !inSearch) input?.focus();
    else if (event.key === "F3" || (event.key === "Enter" && inSearch)) this.find(event.shiftKey ? -1 : 1);
    else if (event.key === "End" && !inSearch && !event.shiftKey) this.follow(true);
    else if (event.key === "Escape" && inSearch && input?.value) {
      input.value = "";
      this.ask("");
    } else return;
    event.preventDefault();
  }
}
