import { type CSSResult, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { JenkinsError } from "../error.js";
import type { OperationEvent } from "../generated/types.js";
import type { Jenkins } from "../jenkins.js";
import type { Run } from "../run.js";
import { JenkinsElement } from "./base.js";
import type { JenkinsEventMap } from "./events.js";
import type { Voice } from "./language.js";
import type { Section } from "./texts/section.js";

/** What an element lends to the part of it that is loaded later. */
export interface Host<E> {
  readonly element: E;
  readonly root: ShadowRoot;
  readonly jenkins: Jenkins | null;
  /** The run, once server, job and number are known. */
  readonly run: Run | null;
  readonly voice: Voice;
  /** Begins anew, after something went wrong. */
  restart(): void;
  /** Draws anew. */
  redraw(): void;
  drawn(): Promise<unknown>;
  say(text: string): void;
  tell<N extends keyof JenkinsEventMap>(name: N, detail: JenkinsEventMap[N]["detail"]): boolean;
  failed(thrown: unknown): JenkinsError;
  hear(event: OperationEvent): void;
  heard(): void;
  connection(): TemplateResult | typeof nothing;
}

/** What is loaded later: all that an element does and shows. */
export interface Part {
  readonly styles: CSSResult;
  readonly sections: readonly Section<object>[];
  readonly ticking: boolean;
  draw(): TemplateResult;
  /** Server, job or run are others, or the element has come into the page. */
  start(): void;
  /** The element has left the page. */
  stop(): void;
  /** What was drawn stands in the page. */
  drawn?(): void;
  awake?(): void;
}

export type Attach<E> = (host: Host<E>) => Part;

/** An element of which the greater part is loaded when the first of its kind is in the page. */
export abstract class LazyElement extends JenkinsElement {
  static override properties: PropertyDeclarations = {
    ...JenkinsElement.properties,
    run: { type: Number },
    broken: { state: true },
  };

  /** The run's number. */
  declare run: number | null;
  declare private broken: boolean;

  #part: Part | undefined;
  #loading = false;

  constructor() {
    super();
    this.run = null;
    this.broken = false;
  }

  /** Fetches the part. */
  protected abstract load(): Promise<{ attach: Attach<never> }>;

  /** The properties that say what is shown; with another of them it begins anew. */
  protected get subject(): readonly string[] {
    return ["url", "gateway", "job", "branch", "run", "client"];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#part) this.#part.start();
    else void this.#fetch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#part?.stop();
  }

  async #fetch(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.broken = false;
    try {
      const { attach } = await this.load();
      await this.updateComplete;
      const part = attach(this.#host() as Host<never>);
      const sheet = part.styles.styleSheet;
      const root = this.renderRoot as ShadowRoot;
      if (sheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      this.#part = part;
      this.speak();
      if (this.isConnected) part.start();
    } catch (thrown) {
      console.error("bellpull: a part of an element cannot be loaded", thrown);
      this.broken = true;
    } finally {
      this.#loading = false;
    }
  }

  #host(): Host<this> {
    const self = this;
    return {
      element: this,
      get root() {
        return self.renderRoot as ShadowRoot;
      },
      get jenkins() {
        return self.jenkins;
      },
      get run() {
        return self.run === null ? null : (self.theJob?.run(self.run) ?? null);
      },
      get voice() {
        return self.voice;
      },
      restart: () => this.#part?.start(),
      redraw: () => this.requestUpdate(),
      drawn: () => this.updateComplete,
      say: (text) => this.say(text),
      tell: (name, detail) => this.tell(name, detail),
      failed: (thrown) => this.failed(thrown),
      hear: (event) => this.hear(event),
      heard: () => this.heard(),
      connection: () => this.connection(),
    };
  }

  protected override get sections(): readonly Section<object>[] {
    return this.#part ? [...super.sections, ...this.#part.sections] : super.sections;
  }

  protected override get ticking(): boolean {
    return super.ticking || this.#part?.ticking === true;
  }

  protected override awake(): void {
    this.#part?.awake?.();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Before the first change there is nothing to begin anew.
    if (this.#part && this.subject.some((name) => changed.has(name) && changed.get(name) !== undefined)) this.#part.start();
    this.#part?.drawn?.();
  }

  protected override draw(): TemplateResult {
    if (this.#part) return this.#part.draw();
    if (!this.broken) return this.skeleton();
    return html`<div class="card"><div class="summary" tabindex="-1"><p class="error">${this.text.errors["network"]}</p></div>
      <div class="actions"><button type="button" @click=${() => void this.#fetch()}>${this.text.tryAgain}</button></div></div>`;
  }
}
