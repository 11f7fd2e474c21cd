// Parameter definitions as plain form fields, and what a posted form says. A field's name has its kind, so that the same form is read the
// same when it is sent again, after the question is gone.
import { html } from "./html.mjs";

/** The fields. A secret is never prefilled; an empty one keeps its configured value. */
export function fields(definitions) {
  return definitions.map((definition) => html`<p><label>${definition.name}<br />${control(definition)}</label><br /><small>${definition.description}</small></p>`);
}

function control({ name, kind, choices, ...definition }) {
  const field = `p.${kind}.${name}`;
  const text = typeof definition.default === "string" ? definition.default : "";
  switch (kind) {
    case "boolean":
      return html`<input type="hidden" name="${field}" value="false" /><input type="checkbox" name="${field}" value="true" ${definition.default === true ? html`checked` : ""} />`;
    case "choice":
      return html`<select name="${field}">${choices.map((choice) => html`<option ${choice === text ? html`selected` : ""}>${choice}</option>`)}</select>`;
    case "text":
      return html`<textarea name="${field}" rows="3">${text}</textarea>`;
    case "password":
      return html`<input type="password" name="${field}" autocomplete="off" />`;
    case "string":
    case "run":
    case "credentials":
      return html`<input name="${field}" value="${text}" />`;
    default:
      return html`<em>can be given with scripts alone</em>`;
  }
}

/** What was given, as the gateway takes it; it checks names and values. */
export function values(form) {
  const given = {};
  for (const [field, value] of form) {
    const [, kind, name] = /^p\.(\w+)\.(.*)$/s.exec(field) ?? [];
    if (kind === "boolean") given[name] = value === "true";
    else if (kind !== undefined && (value !== "" || kind === "string" || kind === "text")) given[name] = kind === "text" ? value.replaceAll("\r\n", "\n") : value;
  }
  return given;
}
