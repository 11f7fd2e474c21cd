import { html, nothing, type TemplateResult } from "lit";
import { commentField, type CommentMode } from "./form.js";
import type { Voice } from "./language.js";

/** What is asked before something is done that cannot be taken back. */
export interface Confirmation {
  title: string;
  text: string;
  /** Words from Jenkins. */
  quote: string | null;
  /** The caption of what changes nothing. */
  safe: string;
  /** The caption of what is about to be done. */
  act: string;
  danger: boolean;
  part: string;
  comment: CommentMode;
  /** What is wrong with the comment. */
  wrong: string | null;
}

/** A native dialog, with the focus on the safe choice; Esc closes it. `syncDialog` opens it once it is drawn. */
export function confirmation(voice: Voice, asked: Confirmation | null, closed: () => void, confirmed: () => void): TemplateResult {
  return html`<dialog aria-labelledby="confirm" @close=${closed}>
    ${asked === null
      ? nothing
      : html`<strong id="confirm">${asked.title}</strong>
          <p>${asked.text} ${asked.quote === null ? nothing : html`<bdi>${asked.quote}</bdi>`}</p>
          ${commentField(voice, "confirm", asked.comment, asked.wrong)}
          <div class="actions">
            <button type="button" autofocus @click=${closes}>${asked.safe}</button>
            <button type="button" class=${asked.danger ? "danger" : "primary"} part=${asked.part} @click=${confirmed}>${asked.act}</button>
          </div>`}
  </dialog>`;
}

function closes(event: Event): void {
  (event.currentTarget as HTMLElement).closest("dialog")?.close();
}

/** Opens the dialog when something is asked, and closes it when nothing is. */
export function syncDialog(root: ParentNode, open: boolean): void {
  const dialog = root.querySelector("dialog");
  if (dialog && dialog.open !== open) open ? dialog.showModal() : dialog.close();
}
