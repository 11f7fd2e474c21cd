import type { TemplateResult } from "lit";
import type { JenkinsError } from "../../error.js";
import type { Change, LeftFile, OperationEvent, RunView, Stage } from "../../generated/types.js";
import { errorText, gaveUp, html, nothing, rich, runLink, startedBy, statusIcon } from "../kit.js";
import type { Attach, Host, Part } from "../lazy.js";
import { refusal } from "../refusal.js";
import type { JenkinsRun } from "../run.js";
import { RUNS } from "../texts/runs.js";
import { drawChange, drawFile, drawListed, Listed } from "./lists.js";
import { Shared } from "./shared.js";
import { current, drawStages, type Row } from "./stages.js";
import { styles } from "./styles.js";
import { within } from "./tree.js";

type Panel = "log" | "artifacts" | "changes";

/** What `<jenkins-run>` does. */
export const attach: Attach<JenkinsRun> = (host) => new RunPart(host);

class RunPart implements Part {
  readonly styles = styles;
  readonly sections = [RUNS];
  #view: RunView | null = null;
  #error: JenkinsError | null = null;
  #seenAt = 0;
  #stop: AbortController | undefined;
  #panel: Panel | null = null;
  /** The stage whose log is open; null for the whole log. */
  #stage: Stage | null = null;
  #reached: string | null = null;
  #told: string | null = null;
  #scrolls = false;
  /** The stage that was brought into sight. */
  #seen: string | null = null;
  /** Whether something has waited while this was looked at: its card stays, and says what became of it. */
  #asked = false;
  #sizes: ResizeObserver | undefined;
  #watched: Element | undefined;
  /** What the cards within are told. */
  #shared: Shared | null = null;
  readonly #artifacts: Listed<LeftFile>;
  readonly #changes: Listed<Change>;

  constructor(readonly host: Host<JenkinsRun>) {
    this.#artifacts = new Listed(host, (signal) => host.theRun?.artifacts({ signal }));
    this.#changes = new Listed(host, (signal) => host.theRun?.changes({ signal }));
  }

  get ticking(): boolean {
    return this.#view?.building === true;
  }

  start(): void {
    this.stop();
    const { theRun: run } = this.host;
    this.#view = null;
    this.#error = null;
    this.#asked = false;
    this.#stage = null;
    this.#told = null;
    this.#reached = null;
    this.#seen = null;
    this.#artifacts.forget();
    this.#changes.forget();
    this.host.requestUpdate();
    const { jenkins } = this.host;
    if (!run || !jenkins) return;
    this.#shared = new Shared(jenkins);
    this.#stop = new AbortController();
    void this.#follow(this.#stop.signal);
    if (this.#panel === "artifacts") void this.#artifacts.load();
    if (this.#panel === "changes") void this.#changes.load();
  }

  stop(): void {
    this.#stop?.abort();
    this.#artifacts.stop();
    this.#changes.stop();
    this.#sizes?.disconnect();
    this.#watched = undefined;
  }

  awake(): void {
    if (this.#error || this.#view?.building) void this.#again();
  }

  /** Follows on, with what is shown left as it is. */
  async #again(): Promise<void> {
    this.#stop?.abort();
    this.#error = null;
    this.#stop = new AbortController();
    this.host.requestUpdate();
    await this.#follow(this.#stop.signal);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    try {
      const onEvent = (event: OperationEvent): void => {
        this.host.hear(event);
        this.#shared?.tell(event);
      };
      const how = { signal, whole: true, onEvent };
      for await (const view of this.host.theRun?.follow(how) ?? []) {
        if (signal.aborted) return;
        this.#show(view);
      }
      if (signal.aborted) return;
      this.#shared?.tell(null);
      // There may be more of them now.
      if (this.#panel === "artifacts") void this.#artifacts.load();
      else this.#artifacts.forget();
    } catch (thrown) {
      if (!signal.aborted && !gaveUp(thrown)) this.#error = this.host.failed(thrown);
    }
    this.host.requestUpdate();
  }

  #show(view: RunView): void {
    const { element, voice } = this.host;
    if (this.#view && this.#view.status.word !== view.status.word) this.host.say(voice.text.stageOf(voice.text.runOf(view.job, voice.format.plain(view.run)), voice.text.status[view.status.word], ""));
    this.#view = view;
    this.#seenAt = Date.now();
    this.host.heard();
    const known = view.stages.some(({ id }) => id === this.#reached);
    if (!known) this.#reached = current(view)?.id ?? null;
    this.#asked ||= view.inputs.length > 0;
    this.host.tell("jenkins-run", { job: element.job ?? view.job, run: view.run, view });
    this.host.requestUpdate();
  }

  #toggle(panel: Panel, stage: Stage | null = null): void {
    const same = this.#panel === panel && (panel !== "log" || this.#stage?.id === stage?.id);
    this.#panel = same ? null : panel;
    this.#stage = same ? null : stage;
    if (this.#panel === "artifacts" && !this.#artifacts.items) void this.#artifacts.load();
    if (this.#panel === "changes" && !this.#changes.items) void this.#changes.load();
    this.host.requestUpdate();
  }

  draw(): TemplateResult {
    const view = this.#view;
    return html`<section class="card run" part="card" data-place="run" aria-busy=${view || this.#error ? "false" : "true"}>
      ${view ? this.#head(view) : this.#error ? nothing : html`<div class="run-title"><div class="bone small"></div></div><div class="row"><div class="bone button"></div></div><p class="detail"></p>`}
      ${this.#error ? this.#failure(this.#error) : nothing}
      ${view ? html`${drawStages(this.#row(view))} ${this.#cards()} ${this.#parts(view)}` : this.#error ? nothing : html`<div class="parts"><div class="bone button"></div></div>`}
      ${this.host.connection()}
    </section>`;
  }

  #head(view: RunView): TemplateResult {
    const { voice } = this.host;
    const { word } = view.status;
    const began = view.startTimeMillis;
    const millis = view.building ? (began === null ? null : Date.now() - began) : view.durationMillis;
    const took = millis === null || millis <= 0 ? "" : ` · ${voice.format.duration(millis)}`;
    return html`<div class="run-title" tabindex="-1">${statusIcon(word)}<span class="name" role="heading" aria-level=${this.host.element.level}>${runLink(voice, view)}</span><span class="hint">${voice.text.status[word]}${took}</span><span class="head">${startedBy(voice, view)}</span></div>`;
  }

  #failure(error: JenkinsError): TemplateResult {
    const { voice } = this.host;
    const refused = refusal(voice, error);
    if (refused) return refused;
    return html`${errorText(voice, error)}<div class="actions"><button type="button" @click=${() => void this.#again()}>${voice.text.tryAgain}</button></div>`;
  }

  #row(view: RunView): Row {
    const tell = (stage: Stage | null): void => {
      this.#told = stage?.id ?? (this.host.renderRoot.activeElement as HTMLElement | null)?.dataset["id"] ?? this.#stage?.id ?? null;
      this.host.requestUpdate();
    };
    const reach = (stage: Stage): void => {
      this.#reached = stage.id;
      tell(stage);
    };
    const { voice } = this.host;
    const open = this.#panel === "log" ? (this.#stage?.id ?? null) : null;
    return { voice, view, seenAt: this.#seenAt, open, reached: this.#reached, told: this.#told, scrolls: this.#scrolls, act: (stage) => this.#toggle("log", stage), reach, tell };
  }

  /** What waits for a decision, where it waits. */
  #cards(): TemplateResult | typeof nothing {
    const { element } = this.host;
    if (!this.#asked || !this.#shared) return nothing;
    return html`<jenkins-approve .client=${this.#shared.client} .job=${element.job} .branch=${element.branch} .run=${element.run} .level=${element.level + 1} .messages=${element.messages}></jenkins-approve>`;
  }

  #parts(view: RunView): TemplateResult {
    const { text } = this.host.voice;
    const toggle = (panel: Panel, name: string): TemplateResult => {
      const open = this.#panel === panel && (panel !== "log" || this.#stage === null);
      return html`<button type="button" aria-expanded=${open ? "true" : "false"} aria-controls="panel" @click=${() => this.#toggle(panel)}>${name}</button>`;
    };
    return html`<div class="parts">${toggle("log", text.log)} ${toggle("artifacts", text.artifacts)} ${toggle("changes", text.changes)}</div>
      <div id="panel" class="panel" part="panel" data-place="panel" ?hidden=${this.#panel === null}>${this.#open(view)}</div>`;
  }

  #open(view: RunView): TemplateResult | typeof nothing {
    const { text } = this.host.voice;
    if (this.#panel === "log") return this.#log(view);
    if (this.#panel === "artifacts") return drawListed(this.#artifacts, text.artifacts, view.building ? text.noArtifactsYet : text.noArtifacts, drawFile);
    if (this.#panel === "changes") return drawListed(this.#changes, text.changes, text.noChanges, (change) => drawChange(this.host, change));
    return nothing;
  }

  #log(view: RunView): TemplateResult {
    const { element, voice } = this.host;
    const stage = this.#stage;
    const label = stage ? voice.text.logOf(stage.name.slice(0, 200)) : voice.text.log;
    const inside = stage ? within(view.stages, stage.id) : [];
    return html`${stage ? html`<div class="panel-head"><strong tabindex="-1">${rich(voice.text.logOf, stage.name.slice(0, 200))}</strong><button type="button" @click=${() => this.#toggle("log")}>${voice.text.wholeLog}</button></div>` : nothing}
      <jenkins-log .client=${this.#shared?.client ?? null} .job=${element.job} .branch=${element.branch} .run=${element.run} .stage=${stage?.id ?? null} .within=${inside} .label=${label} .messages=${element.messages}></jenkins-log>`;
  }

  /** Whether the row scrolls, so that the keyboard has to reach it. */
  drawn(): void {
    const row = this.host.renderRoot.querySelector(".row");
    if (!row) return;
    const measure = (): void => {
      const scrolls = row.scrollWidth > row.clientWidth + 1;
      if (scrolls === this.#scrolls) return;
      this.#scrolls = scrolls;
      this.host.requestUpdate();
    };
    if (this.#watched !== row) {
      this.#sizes?.disconnect();
      this.#sizes = new ResizeObserver(measure);
      this.#sizes.observe(row);
      this.#watched = row;
    }
    measure();
    this.#bring(row);
  }

  /** Brings the stage that goes on into sight, once for each, unless somebody is among the stages. */
  #bring(row: Element): void {
    const now = this.#view ? current(this.#view) : null;
    if (!now || now.id === this.#seen) return;
    this.#seen = now.id;
    const button = row.querySelector(`[data-id="${CSS.escape(now.id)}"]`);
    if (!button || row.contains(this.host.renderRoot.activeElement)) return;
    const [seen, there] = [row.getBoundingClientRect(), button.getBoundingClientRect()];
    if (there.left < seen.left || there.right > seen.right) row.scrollLeft += there.left - seen.left - (seen.width - there.width) / 2;
  }
}
