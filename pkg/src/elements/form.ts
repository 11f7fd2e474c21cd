import { html, nothing, type TemplateResult } from "lit";
import type { ParameterDefinition } from "../generated/types.js";
import type { May } from "../may.js";
import type { Values } from "../values.js";
import type { Voice } from "./language.js";
import { linked } from "./parts.js";

/** Whether a comment can be given. */
export type CommentMode = "optional" | "required" | null;

/** The stricter of what a gateway's policy and the page ask for. */
export function commentMode(may: May | undefined, own: CommentMode): CommentMode {
  const modes = [may?.code === "comment_required" ? "required" : may?.comment, own];
  return modes.includes("required") ? "required" : modes.includes("optional") ? "optional" : null;
}

/** What is wrong with fields, by name; `null` is the comment. */
export type Invalid = ReadonlyMap<string | null, string>;

/** A form of parameter definitions. Ids are unique within the element's shadow root. */
export interface FormState {
  voice: Voice;
  /** Tells forms of one element apart. */
  key: string;
  definitions: readonly ParameterDefinition[];
  invalid: Invalid;
  comment: CommentMode;
  /** Whether a file can be given. */
  files: boolean;
  /** Where to answer what cannot be shown here. */
  jenkinsUrl: string;
}

/** Whether a parameter can only be given in Jenkins. */
export function beyond({ kind }: ParameterDefinition, files: boolean): boolean {
  return kind === "unknown" || kind === "credentials" || (kind === "file" && !files);
}

/** The fields, below a list of what has to be corrected. */
export function formFields(state: FormState): TemplateResult {
  return html`${problems(state)} ${state.definitions.map((definition, index) => field(state, definition, index))}
    ${commentField(state.voice, state.key, state.comment, state.invalid.get(null) ?? null)}`;
}

/** The id of a parameter's field; of the comment's for `null`. */
function idOf({ key, definitions }: Pick<FormState, "key" | "definitions">, name: string | null): string {
  return name === null ? `${key}-comment` : `${key}-${definitions.findIndex((definition) => definition.name === name)}`;
}

function problems(state: FormState): TemplateResult | typeof nothing {
  const { voice, invalid } = state;
  if (invalid.size === 0) return nothing;
  const go = (event: Event): void => {
    event.preventDefault();
    const link = event.currentTarget as HTMLAnchorElement;
    (link.getRootNode() as ShadowRoot).querySelector<HTMLElement>(link.hash)?.focus();
  };
  return html`<div class="summary" part="error" tabindex="-1" data-focus>
    <p class="error">${voice.text.toCorrect(voice.format.number(invalid.size), invalid.size)}</p>
    <ul>
      ${[...invalid].map(([name, wrong]) => html`<li><a href="#${idOf(state, name)}" @click=${go}><bdi>${name ?? voice.text.comment}</bdi></a>: ${wrong}</li>`)}
    </ul>
  </div>`;
}

function field(state: FormState, definition: ParameterDefinition, index: number): TemplateResult {
  const id = `${state.key}-${index}`;
  const { text } = state.voice;
  const wrong = state.invalid.get(definition.name);
  const secret = definition.kind === "password";
  const notes = [definition.description ? `${id}-d` : "", secret ? `${id}-s` : "", wrong ? `${id}-e` : ""];
  const control = beyond(definition, state.files)
    ? html`<span class="hint" id=${id} tabindex="-1">${text.unsupported(definition.type)} ${state.jenkinsUrl === "" ? nothing : linked(state.jenkinsUrl, text.openInJenkins)}</span>`
    : controlOf(definition, id, notes.filter(Boolean).join(" ") || nothing, wrong === undefined ? nothing : "true");
  const label = html`<label for=${id}><bdi>${definition.name}</bdi></label>`;
  const check = definition.kind === "boolean";
  return html`<div class="field ${check ? "check" : ""}" part="field">
    ${check ? html`${control}${label}` : html`${label}${control}`}
    ${definition.description ? html`<span class="hint" id="${id}-d" tabindex=${definition.description.length > 250 ? "0" : nothing}>${definition.description}</span>` : nothing}
    ${secret ? html`<span class="hint" id="${id}-s">${text.secretKept}</span>` : nothing}
    ${wrong ? html`<span class="error" id="${id}-e">${wrong}</span>` : nothing}
  </div>`;
}

type Attribute = string | typeof nothing;

function controlOf(definition: ParameterDefinition, id: string, by: Attribute, invalid: Attribute): TemplateResult {
  const initial = typeof definition.default === "string" ? definition.default : "";
  const { name } = definition;
  switch (definition.kind) {
    case "text":
      return html`<textarea id=${id} name=${name} rows="3" dir="auto" aria-describedby=${by} aria-invalid=${invalid} .defaultValue=${initial}></textarea>`;
    case "boolean":
      return html`<input id=${id} name=${name} type="checkbox" aria-describedby=${by} aria-invalid=${invalid} .defaultChecked=${definition.default === true} />`;
    case "choice":
      return html`<select id=${id} name=${name} aria-describedby=${by} aria-invalid=${invalid}>
        ${definition.choices.map((choice) => html`<option value=${choice} ?selected=${choice === initial}>${choice}</option>`)}
      </select>`;
    case "password":
      return html`<input id=${id} name=${name} type="password" autocomplete="off" aria-describedby=${by} aria-invalid=${invalid} />`;
    case "file":
      return html`<input id=${id} name=${name} type="file" aria-describedby=${by} aria-invalid=${invalid} />`;
    default:
      return html`<input id=${id} name=${name} type="text" dir="auto" autocomplete="off" aria-describedby=${by} aria-invalid=${invalid} .defaultValue=${initial} />`;
  }
}

/** The field of a comment, if one is asked for. */
export function commentField({ text }: Voice, key: string, mode: CommentMode, wrong: string | null): TemplateResult | typeof nothing {
  if (mode === null) return nothing;
  const id = `${key}-comment`;
  return html`<div class="field" part="comment">
    <label for=${id}>${text.comment}${mode === "optional" ? html` <span class="hint">(${text.optional})</span>` : nothing}</label>
    <textarea id=${id} rows="2" dir="auto" maxlength="2000" ?required=${mode === "required"} aria-invalid=${wrong === null ? nothing : "true"} aria-describedby=${wrong === null ? nothing : `${id}-e`}></textarea>
    ${wrong === null ? nothing : html`<span class="error" id="${id}-e">${wrong}</span>`}
  </div>`;
}

/** The comment that was given; null for none. */
export function commentIn(root: ParentNode, key: string): string | null {
  return root.querySelector<HTMLTextAreaElement>(`#${CSS.escape(key)}-comment`)?.value.trim() || null;
}

/** What the person has given. An untouched secret and an empty file keep their defaults. */
export function formValues(root: ParentNode, state: Pick<FormState, "key" | "definitions">): Values {
  const values: Values = {};
  for (const definition of state.definitions) {
    const value = valueOf(definition, root.querySelector<HTMLElement>(`#${CSS.escape(idOf(state, definition.name))}`));
    if (value !== undefined) values[definition.name] = value;
  }
  return values;
}

function valueOf(definition: ParameterDefinition, control: HTMLElement | null): Values[string] {
  if (control instanceof HTMLInputElement) {
    if (definition.kind === "boolean") return control.checked;
    if (definition.kind === "file") return control.files?.[0];
    const optional = definition.kind === "password" || definition.kind === "run";
    return optional && control.value === "" ? undefined : control.value;
  }
  if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) return control.value;
  return undefined;
}

/** What is wrong with values before they are sent; files as Base64 have to fit into a request. */
export function validate({ text, format }: Voice, definitions: readonly ParameterDefinition[], values: Values, comment: string | null, mode: CommentMode, limit: number | null): Map<string | null, string> {
  const wrong = new Map<string | null, string>();
  for (const { name, kind } of definitions) {
    const value = values[name];
    if (kind === "run" && typeof value === "string" && !/^[^#]+#[1-9]\d*$/.test(value)) wrong.set(name, text.chooseRun);
    // Four characters for three bytes, and some for the rest.
    const most = limit === null ? Infinity : Math.floor((limit - 4096) * 0.75);
    if (value instanceof Blob && value.size > most) wrong.set(name, text.fileTooLarge(format.bytes(most)));
  }
  if (mode === "required" && comment === null) wrong.set(null, text.commentRequired);
  return wrong;
}
