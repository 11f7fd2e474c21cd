import type { TemplateResult } from "lit";
import type { JenkinsError } from "../../error.js";
import type { Change, LeftFile } from "../../generated/types.js";
import { errorText, gaveUp, html, nothing, rich } from "../kit.js";
import type { Host } from "../lazy.js";
import { refusal } from "../refusal.js";

/** More than these are not shown. */
const MOST = 500;
const LONGEST = 2_000;

/** A list that is fetched when it is first to be seen. */
export class Listed<T> {
  items: readonly T[] | null = null;
  error: JenkinsError | null = null;
  #stop: AbortController | undefined;

  constructor(
    readonly host: Host<unknown>,
    readonly fetch: (signal: AbortSignal) => Promise<readonly T[]> | undefined,
  ) {}

  async load(): Promise<void> {
    this.stop();
    const { signal } = (this.#stop = new AbortController());
    this.error = null;
    try {
      const items = await this.fetch(signal);
      if (items && !signal.aborted) this.items = items;
    } catch (thrown) {
      if (!signal.aborted && !gaveUp(thrown)) this.error = this.host.failed(thrown);
    }
    if (!signal.aborted) this.host.requestUpdate();
  }

  stop(): void {
    this.#stop?.abort();
  }

  forget(): void {
    this.stop();
    this.items = null;
    this.error = null;
  }
}

/** A list in whichever state it is. */
export function drawListed<T>(list: Listed<T>, name: string, empty: string, item: (item: T) => TemplateResult): TemplateResult {
  const { voice } = list.host;
  if (list.error) {
    const again = html`<div class="actions"><button type="button" @click=${() => void list.load()}>${voice.text.tryAgain}</button></div>`;
    return refusal(voice, list.error) ?? html`${errorText(voice, list.error)}${again}`;
  }
  if (!list.items) return html`<div aria-busy="true" class="hint">${voice.text.loading}</div>`;
  if (list.items.length === 0) return html`<p class="hint">${empty}</p>`;
  const rest = list.items.length - MOST;
  return html`<ul class="list" role="list" aria-label=${name} tabindex="0">${list.items.slice(0, MOST).map(item)}${rest > 0 ? html`<li class="hint">+ ${voice.format.number(rest)}</li>` : nothing}</ul>`;
}

/** An artifact, as a link where the page may know its address. */
export function drawFile({ name, path, url }: LeftFile): TemplateResult {
  const link = /^https?:\/\//i.test(url);
  return html`<li>
    <span class="what">${link ? html`<a href=${url} download rel="noopener"><bdi>${name.slice(0, LONGEST)}</bdi></a>` : html`<bdi>${name.slice(0, LONGEST)}</bdi>`}</span>
    ${path === name ? nothing : html`<span class="hint"><bdi>${path.slice(0, LONGEST)}</bdi></span>`}
  </li>`;
}

/** A commit. */
export function drawChange({ voice }: Host<unknown>, { id, message, author, timeMillis }: Change): TemplateResult {
  const time = timeMillis === null ? "" : voice.format.time(timeMillis);
  const who = author === null ? html`${time}` : time === "" ? html`<bdi>${author}</bdi>` : rich(voice.text.changeBy, author.slice(0, LONGEST), time);
  return html`<li>
    <span class="what" dir="auto">${message.slice(0, LONGEST)}</span>
    <span class="hint">${id === null ? nothing : html`<code>${id.slice(0, 8)}</code> `}${who}</span>
  </li>`;
}
