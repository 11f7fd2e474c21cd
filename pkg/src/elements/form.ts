import { html, nothing, type TemplateResult } from "lit";
import type { JenkinsError } from "../error.js";
import type { ParameterDefinition } from "../generated/types.js";
import type { Values } from "../values.js";
import type { Voice } from "./language.js";
import { linked } from "./parts.js";

/** A form of parameter definitions. Ids are unique within the element's shadow root. */
export interface FormState {
  voice: Voice;
  /** Tells forms of one element apart. */
  key: string;
  definitions: readonly ParameterDefinition[];
  error: JenkinsError | null;
  /** Where to answer what cannot be shown here. */
  jenkinsUrl: string;
}

/** The fields. */
export function formFields(state: FormState): TemplateResult {
  return html`${state.definitions.map((definition, index) => field(state, definition, index))}`;
}

function field(state: FormState, definition: ParameterDefinition, index: number): TemplateResult {
  const id = `${state.key}-${index}`;
  const wrong = state.error?.parameter === definition.name;
  const notes = [definition.description ? `${id}-d` : "", wrong ? `${id}-e` : "", definition.kind === "password" ? `${id}-s` : ""];
  const describedBy = notes.filter(Boolean).join(" ") || nothing;
  const { text } = state.voice;
  const control = controlOf(state.voice, definition, id, describedBy, wrong, state.jenkinsUrl);
  const label = html`<label for=${id}><bdi>${definition.name}</bdi></label>`;
  const check = definition.kind === "boolean";
  return html`<div class="field ${check ? "check" : ""}" part="field">
    ${check ? html`${control}${label}` : html`${label}${control}`}
    ${definition.description ? html`<span class="hint" id="${id}-d">${definition.description}</span>` : nothing}
    ${definition.kind === "password" ? html`<span class="hint" id="${id}-s">${text.secretKept}</span>` : nothing}
    ${wrong ? html`<span class="error" id="${id}-e">${state.error?.message}</span>` : nothing}
  </div>`;
}

type Described = string | typeof nothing;

function controlOf(voice: Voice, definition: ParameterDefinition, id: string, by: Described, wrong: boolean, url: string): TemplateResult {
  const initial = typeof definition.default === "string" ? definition.default : "";
  const invalid = wrong ? "true" : nothing;
  const { name } = definition;
  switch (definition.kind) {
    case "text":
      return html`<textarea id=${id} name=${name} rows="3" aria-describedby=${by} aria-invalid=${invalid} .defaultValue=${initial}></textarea>`;
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
    case "string":
    case "run":
    case "credentials":
      return html`<input id=${id} name=${name} type="text" autocomplete="off" aria-describedby=${by} aria-invalid=${invalid} .defaultValue=${initial} />`;
    default:
      return html`<span class="hint" id=${id}>${voice.text.unsupported(definition.type)} ${url === "" ? nothing : linked(url, voice.text.openInJenkins)}</span>`;
  }
}

/** What the person has given. An untouched secret and an empty file keep their defaults. */
export function formValues(root: ParentNode, state: Pick<FormState, "key" | "definitions">): Values {
  const values: Values = {};
  state.definitions.forEach((definition, index) => {
    const control = root.querySelector<HTMLElement>(`#${CSS.escape(`${state.key}-${index}`)}`);
    const value = valueOf(definition, control);
    if (value !== undefined) values[definition.name] = value;
  });
  return values;
}

function valueOf(definition: ParameterDefinition, control: HTMLElement | null): Values[string] {
  if (control instanceof HTMLInputElement) {
    if (definition.kind === "boolean") return control.checked;
    if (definition.kind === "file") return control.files?.[0];
    const optional = definition.kind === "password" || definition.kind === "run" || definition.kind === "credentials";
    return optional && control.value === "" ? undefined : control.value;
  }
  if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) return control.value;
  return undefined;
}
