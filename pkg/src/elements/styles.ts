import { css } from "lit";

/** Shared by the elements: at home in somebody else's page, themed by custom properties. */
export const styles = css`
  :host {
    --_accent: var(--bellpull-accent, light-dark(#0b5fbf, #7db8ff));
    --_on-accent: var(--bellpull-on-accent, light-dark(#fff, #06182e));
    --_surface: var(--bellpull-surface, Canvas);
    --_text: var(--bellpull-text, CanvasText);
    --_muted: var(--bellpull-muted, color-mix(in srgb, var(--_text) 72%, var(--_surface)));
    --_border: var(--bellpull-border, color-mix(in srgb, var(--_text) 22%, var(--_surface)));
    --_danger: var(--bellpull-danger, light-dark(#b3261e, #ff9d94));
    --_on-danger: var(--bellpull-on-danger, light-dark(#fff, #3b0906));
    --_good: var(--bellpull-good, light-dark(#17692f, #79d391));
    --_radius: var(--bellpull-radius, 0.5em);
    --_gap: var(--bellpull-gap, 0.75em);
    color-scheme: light dark;
    display: block;
    font: inherit;
    color: var(--_text);
  }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  .card {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    padding: 1em;
    display: grid;
    gap: var(--_gap);
    min-block-size: 7.5em;
    align-content: start;
    overflow-wrap: anywhere;
  }
  .card + .card { margin-block-start: var(--_gap); }
  .head { display: flex; flex-wrap: wrap; gap: 0.25em 1em; color: var(--_muted); font-size: 0.875em; }
  .head a, .note a, .outcome a { color: var(--_accent); }
  h3 { margin: 0; font-size: 1.125em; font-weight: 600; white-space: pre-wrap; unicode-bidi: isolate; max-block-size: 12em; overflow: auto; }
  p { margin: 0; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.5em; align-items: center; }
  button {
    font: inherit;
    padding: 0.45em 1em;
    border-radius: calc(var(--_radius) * 0.75);
    border: 1px solid var(--_border);
    background: transparent;
    color: inherit;
    cursor: pointer;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  button.primary { background: var(--_accent); border-color: var(--_accent); color: var(--_on-accent); font-weight: 600; }
  button.danger { border-color: var(--_danger); color: var(--_danger); }
  dialog button.danger { background: var(--_danger); color: var(--_on-danger); font-weight: 600; }
  button[aria-disabled="true"] { opacity: 0.6; cursor: default; }
  :is(button, input, select, textarea, a, [tabindex]):focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  .form { display: grid; gap: 1em; }
  .field { display: grid; gap: 0.25em; }
  .field label, legend { font-weight: 600; }
  .field.check { grid-template-columns: auto 1fr; align-items: center; column-gap: 0.5em; }
  .field.check > :not(input, label) { grid-column: 1 / -1; }
  input:not([type="checkbox"]), select, textarea {
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_muted);
    border-radius: calc(var(--_radius) * 0.5);
    padding: 0.4em 0.5em;
    inline-size: 100%;
  }
  [aria-invalid="true"] { border-color: var(--_danger); }
  .hint { color: var(--_muted); font-size: 0.875em; white-space: pre-wrap; }
  .error { color: var(--_danger); }
  .summary { border-inline-start: 3px solid var(--_danger); padding-inline-start: 0.75em; display: grid; gap: 0.25em; }
  .outcome { display: flex; gap: 0.5em; align-items: center; font-weight: 600; }
  .outcome.good { color: var(--_good); }
  .skeleton { block-size: 1em; inline-size: 60%; border-radius: 0.25em; background: var(--_border); }
  .visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  dialog { font: inherit; color: var(--_text); background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius); max-inline-size: 30em; padding: 1.25em; }
  dialog::backdrop { background: rgb(0 0 0 / 40%); }
  dialog > * + * { margin-block-start: 1em; }
  ol.stages { display: flex; flex-wrap: wrap; gap: 0.5em 1.25em; list-style: none; margin: 0; padding: 0; }
  ol.stages li { display: flex; gap: 0.4em; align-items: center; }
  svg { inline-size: 1em; block-size: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  .success svg { color: var(--_good); }
  .failure svg { color: var(--_danger); }
  .running svg { color: var(--_accent); }
  @media (prefers-reduced-motion: no-preference) {
    .running svg { animation: turn 1.2s linear infinite; }
    @keyframes turn { to { rotate: 360deg; } }
  }
  @media (forced-colors: active) {
    button.primary, dialog button.danger { forced-color-adjust: none; background: ButtonText; color: ButtonFace; border-color: ButtonText; }
  }
`;
