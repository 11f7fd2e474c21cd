import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { JenkinsError } from "../error.js";
import type { OperationEvent } from "../generated/types.js";
import { Jenkins } from "../jenkins.js";
import type { Job } from "../job.js";
import { everySecond } from "./clock.js";
import type { ElementErrorCode, JenkinsEventMap } from "./events.js";
import { directionOf, Format, languageOf, type Voice } from "./language.js";
import { styles } from "./styles.js";
import { BUTTONS, type Messages, type Texts } from "./texts/index.js";
import { onTexts, over, type Section } from "./texts/section.js";

/** How long after a try no news is good news. */
const QUIET = 3000;

/** What the elements have in common: which server and job, being connected, language, time, focus, telling page and person. */
export abstract class JenkinsElement extends LitElement {
  static override styles: CSSResultGroup = styles;
  static override properties: PropertyDeclarations = {
    url: {},
    gateway: {},
    job: {},
    branch: {},
    client: { attribute: false },
    messages: { attribute: false },
    offline: { state: true },
    retryAt: { state: true },
    said: { state: true },
  };

  /** Base URL of Jenkins; may be relative to the page. */
  declare url: string | null;
  /** The address of a gateway in front of Jenkins, in place of `url`. */
  declare gateway: string | null;
  /** The job's full name. */
  declare job: string | null;
  /** A branch of a multibranch project, as git names it. */
  declare branch: string | null;
  /** A client of the page's own, in place of `url`. */
  declare client: Jenkins | null;
  /** Texts of this element's own, over those of `setMessages`. */
  declare messages: Messages | null;
  /** Whether the browser knows that it has no network. */
  declare protected offline: boolean;
  /** When Jenkins is asked again, in milliseconds since 1970, while it cannot be reached. */
  declare protected retryAt: number | null;
  /** What a screen reader is told. */
  declare private said: string;

  /** The texts in the language here. */
  protected text!: Texts;
  /** Numbers, times and lists in the language here. */
  protected format!: Format;
  /** When something last came from Jenkins. */
  protected heardAt = 0;

  #own: { place: string; client: Jenkins } | undefined;
  #ends: (() => void)[] = [];
  #endClock: (() => void) | undefined;
  #tag = "en";
  #ready = false;
  #out = false;

  constructor() {
    super();
    this.url = null;
    this.gateway = null;
    this.job = null;
    this.branch = null;
    this.client = null;
    this.messages = null;
    this.offline = false;
    this.retryAt = null;
    this.said = "";
  }

  /** `lang` is an attribute of every element; a change of it is heard at once, one further out when the element is connected. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name === "lang") this.speak();
    else super.attributeChangedCallback(name, old, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const network = (): void => {
      this.offline = navigator.onLine === false;
      if (!this.offline) this.awake();
    };
    this.offline = navigator.onLine === false;
    window.addEventListener("online", network);
    window.addEventListener("offline", network);
    this.#ends = [onTexts(() => this.speak()), () => window.removeEventListener("online", network), () => window.removeEventListener("offline", network)];
    this.speak();
    if (!this.#out) return;
    this.#out = false;
    if (this.hasUpdated) this.back();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#time(false);
    // What is only moved to another place is back at once, and goes on with what it does.
    queueMicrotask(() => {
      if (this.isConnected || this.#out) return;
      this.#out = true;
      this.left();
    });
  }

  /** It has left the page. */
  protected left(): void {}

  /** It has come back to the page. */
  protected back(): void {}

  /** The sections whose texts the element needs before it shows any. */
  protected get sections(): readonly Section<object>[] {
    return [BUTTONS];
  }

  /** Sees to texts in the language here. */
  protected speak(): void {
    const tag = languageOf(this);
    const missing = this.sections.filter((section) => section.in(tag) === undefined);
    if (this.#tag !== tag) for (const section of this.sections) section.fetch(tag);
    else for (const section of missing) section.fetch(tag);
    this.#tag = tag;
    this.#ready = missing.length === 0;
    this.requestUpdate();
  }

  /** Whether time is shown that goes on. */
  protected get ticking(): boolean {
    return this.retryAt !== null;
  }

  #time(on: boolean): void {
    if (!on) this.#endClock?.();
    this.#endClock = on
      ? (this.#endClock ??= everySecond((slept) => {
          if (slept) this.awake();
          // Nothing new was heard of a failure, and nothing else has changed: it went through.
          if (this.retryAt !== null && Date.now() > this.retryAt + QUIET) this.retryAt = null;
          this.requestUpdate();
        }))
      : undefined;
  }

  /** The network or the machine is back: what is shown may be old. */
  protected awake(): void {}

  /** The client: the page's own, one through the gateway, or one for `url` with the browser's cookies. */
  protected get jenkins(): Jenkins | null {
    if (this.client) return this.client;
    const [url, gateway] = [this.url, this.gateway];
    if (gateway === null && url === null) return null;
    const place = `${gateway ?? ""} ${url ?? ""}`;
    if (this.#own?.place !== place) this.#own = { place, client: new Jenkins(gateway !== null ? { gateway } : { url: url as string }) };
    return this.#own.client;
  }

  /** The job, once server and name are known. */
  protected get theJob(): Job | null {
    const jenkins = this.jenkins;
    if (!jenkins || !this.job) return null;
    const job = jenkins.job(this.job);
    return this.branch ? job.branch(this.branch) : job;
  }

  /** Tells the page; false if it said no. */
  protected tell<N extends keyof JenkinsEventMap>(name: N, detail: JenkinsEventMap[N]["detail"]): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name.startsWith("jenkins-before-") }));
  }

  /** Tells a screen reader, once. */
  protected say(text: string): void {
    this.said = text;
  }

  /** Tells the page about an error and gives it back to be shown. */
  protected failed(thrown: unknown): JenkinsError {
    if (!(thrown instanceof JenkinsError)) throw thrown;
    this.retryAt = null;
    this.tell("jenkins-error", { code: thrown.code as ElementErrorCode, error: thrown });
    return thrown;
  }

  /** Listens for whether Jenkins is reached. */
  protected hear = (event: OperationEvent): void => {
    if (event.event === "retrying") {
      this.retryAt = Date.now() + event.inMillis;
    } else {
      this.heard();
    }
  };

  /** Something came from Jenkins. */
  protected heard(): void {
    this.retryAt = null;
    this.heardAt = Date.now();
  }

  /** Puts the focus on something inside, after it was drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const tag = this.#tag;
    if (this.format?.language !== tag) this.format = new Format(tag);
    const texts = this.sections.map((section) => section.in(tag) ?? {});
    this.text = over(Object.assign({}, ...texts) as Texts, this.messages ?? {});
  }

  /** Draws; what had the focus and is gone hands it to what is marked by `tabindex="-1"` in the same `data-place`. */
  protected override update(changed: PropertyValues): void {
    const root = this.renderRoot as ShadowRoot;
    const before = root.activeElement;
    const place = before?.closest<HTMLElement>("[data-place]")?.dataset["place"];
    super.update(changed);
    if (before && !root.activeElement) {
      const within = place === undefined ? null : root.querySelector(`[data-place="${CSS.escape(place)}"]`);
      const at = within ?? root;
      (at.querySelector<HTMLElement>("[data-focus]") ?? at.querySelector<HTMLElement>('[tabindex="-1"], .title'))?.focus({ preventScroll: true });
    }
  }

  protected override updated(_changed: PropertyValues): void {
    this.#time(this.isConnected && this.ticking);
  }

  /** Texts and format, for what is drawn elsewhere. */
  protected get voice(): Voice {
    return { text: this.text, format: this.format };
  }

  /** What the element shows. */
  protected abstract draw(): TemplateResult;

  /** What stands in its place until its texts have come: of the final height, without words. */
  protected abstract skeleton(): TemplateResult;

  protected override render(): TemplateResult {
    const spoken = BUTTONS.spoken(this.#tag);
    return html`<div class="root" lang=${spoken} dir=${directionOf(this, spoken) ?? nothing}>
      ${this.#ready ? this.draw() : this.skeleton()}
      <div class="visually-hidden" role="status">${this.said}</div>
    </div>`;
  }

  /** How it stands with the connection, in words; nothing while all is well. */
  protected connection(): TemplateResult | typeof nothing {
    const { text, format } = this;
    const words = this.offline ? text.offline : this.retryAt === null ? null : text.reconnecting(format.duration(Math.max(1000, this.retryAt - Date.now())));
    if (words === null) return nothing;
    return html`<p class="note" part="connection" data-connection=${this.offline ? "offline" : "reconnecting"}>
      ${words} ${this.heardAt > 0 ? text.stale(format.time(this.heardAt)) : nothing}
    </p>`;
  }
}

/** Whether something thrown means that the element itself gave up. */
export function gaveUp(thrown: unknown): boolean {
  return thrown instanceof JenkinsError && thrown.code === "cancelled";
}
