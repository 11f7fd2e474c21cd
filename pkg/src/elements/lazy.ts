import { type CSSResult, html, type nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { JenkinsError } from "../error.js";
import type { OperationEvent } from "../generated/types.js";
import type { Jenkins } from "../jenkins.js";
import type { Run } from "../run.js";
import { JenkinsElement } from "./base.js";
import type { JenkinsEventMap } from "./events.js";
import type { Voice } from "./language.js";
import type { Section } from "./texts/section.js";

/** What an element lends to the part of it that is loaded later: itself, with what is kept from others. */
export interface Host<E> {
  readonly element: E;
  readonly renderRoot: ShadowRoot;
  readonly jenkins: Jenkins | null;
  /** The run, once server, job and number are known. */
  readonly theRun: Run | null;
  readonly voice: Voice;
  readonly updateComplete: Promise<unknown>;
  requestUpdate(): void;
  /** Begins anew, after something went wrong. */
  restart(): void;
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
    if (!this.#part) void this.#fetch();
  }

  protected override back(): void {
    this.restart();
  }

  protected override left(): void {
    this.#part?.stop();
  }

  async #fetch(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.broken = false;
    try {
      const { attach } = await this.load();
      await this.updateComplete;
      const part = attach(this as unknown as Host<never>);
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

  protected get element(): this {
    return this;
  }

  protected get theRun(): Run | null {
    return this.run ? (this.theJob?.run(this.run) ?? null) : null;
  }

  protected restart(): void {
    this.#part?.start();
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
    if (this.#part && this.subject.some((name) => changed.has(name))) this.#part.start();
    this.#part?.drawn?.();
  }

  protected override draw(): TemplateResult {
    if (this.#part) return this.#part.draw();
    if (!this.broken) return this.skeleton();
    return html`<div class="card"><div class="summary" tabindex="-1"><p class="error">${this.text.errors["network"]}</p></div>
      <div class="actions"><button type="button" @click=${() => void this.#fetch()}>${this.text.tryAgain}</button></div></div>`;
  }
}
