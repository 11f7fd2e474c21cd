import { css } from "lit";

/** Shared by the elements: at home in somebody else's page, themed by custom properties. */
export const styles = css`
  :host {
    --_accent: var(--bellpull-accent, light-dark(#0b5fbf, #7db8ff));
    --_on-accent: var(--bellpull-on-accent, light-dark(#fff, #06182e));
    --_surface: var(--bellpull-surface, Canvas);
    --_text: var(--bellpull-text, CanvasText);
    --_muted: var(--bellpull-muted, color-mix(in srgb, var(--_text) 70%, var(--_surface)));
    --_border: var(--bellpull-border, color-mix(in srgb, var(--_text) 20%, var(--_surface)));
    --_field: var(--bellpull-field, color-mix(in srgb, var(--_text) 55%, var(--_surface)));
    --_danger: var(--bellpull-danger, light-dark(#b3261e, #ff9d94));
    --_on-danger: var(--bellpull-on-danger, light-dark(#fff, #3b0906));
    --_good: var(--bellpull-good, light-dark(#17692f, #79d391));
    --_radius: var(--bellpull-radius, 0.5em);
    --_gap: var(--bellpull-gap, 0.75em);
    display: block;
    font: inherit;
    color: var(--_text);
    text-align: start;
  }
  :host([hidden]) { display: none; }
  *, ::backdrop { box-sizing: border-box; }
  .root { position: relative; display: grid; gap: var(--_gap); }
  .card {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    padding: 1em;
    display: grid;
    gap: var(--_gap);
    align-content: start;
    overflow-wrap: anywhere;
    min-inline-size: 0;
  }
  .head { display: flex; flex-wrap: wrap; gap: 0.125em 1em; color: var(--_muted); font-size: 0.875em; line-height: 1.45; min-block-size: 1.45em; }
  .with-icon { display: inline-flex; gap: 0.35em; align-items: center; }
  a { color: var(--_accent); }
  .title { font-size: 1.125em; font-weight: 600; line-height: 1.35; min-block-size: 1.35em; max-block-size: 12em; overflow: auto; }
  .title bdi { white-space: pre-wrap; }
  .title .bone { display: block; margin-block: 0.175em; }
  p { margin: 0; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.5em; align-items: center; min-block-size: 2.425em; }
  button {
    font: inherit;
    line-height: 1.4;
    padding: 0.45em 1em;
    border-radius: calc(var(--_radius) * 0.75);
    border: 1px solid var(--_field);
    background: transparent;
    color: inherit;
    cursor: pointer;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  button:hover:not([aria-disabled="true"]) { background: color-mix(in srgb, currentColor 8%, transparent); }
  button.primary { background: var(--_accent); border-color: var(--_accent); color: var(--_on-accent); font-weight: 600; }
  button.primary:hover:not([aria-disabled="true"]) { background: color-mix(in srgb, var(--_accent) 88%, var(--_text)); }
  button.danger { border-color: var(--_danger); color: var(--_danger); }
  dialog button.danger { background: var(--_danger); color: var(--_on-danger); font-weight: 600; }
  dialog button.danger:hover { background: color-mix(in srgb, var(--_danger) 88%, var(--_text)); }
  button[aria-disabled="true"] { cursor: default; border-style: dashed; color: var(--_muted); border-color: var(--_field); background: transparent; }
  button.busy { border-style: solid; }
  :is(button, input, select, textarea, a, [tabindex]):focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  .form { display: grid; gap: 1em; }
  .field { display: grid; gap: 0.25em; min-inline-size: 0; }
  .field label { font-weight: 600; }
  .field.check { grid-template-columns: auto 1fr; align-items: center; column-gap: 0.5em; }
  .field.check > :not(input, label) { grid-column: 1 / -1; }
  input, select, textarea { accent-color: var(--_accent); }
  input:not([type="checkbox"]), select, textarea {
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_field);
    border-radius: calc(var(--_radius) * 0.5);
    padding: 0.4em 0.5em;
    inline-size: 100%;
    min-inline-size: 0;
  }
  ::file-selector-button { font: inherit; }
  textarea { resize: vertical; }
  [aria-invalid="true"] { border-color: var(--_danger) !important; }
  .hint { color: var(--_muted); font-size: 0.875em; white-space: pre-wrap; max-block-size: 12em; overflow: auto; }
  .note { font-size: 0.875em; border-inline-start: 3px solid var(--_field); padding-inline-start: 0.75em; }
  .error { color: var(--_danger); }
  .summary { border-inline-start: 3px solid var(--_danger); padding-inline-start: 0.75em; display: grid; gap: 0.25em; }
  .summary ul { margin: 0; padding-inline-start: 1.25em; }
  .outcome { display: flex; gap: 0.5em; align-items: center; font-weight: 600; min-block-size: 2.425em; }
  .outcome .hint { font-weight: 400; }
  .outcome > span:not(:has(bdi)) { overflow-wrap: normal; }
  progress { inline-size: 100%; accent-color: var(--_accent); block-size: 0.75em; }
  .bone { border-radius: 0.25em; background: var(--_border); block-size: 1em; inline-size: 60%; }
  .bone.button { block-size: 2.425em; inline-size: 7em; border-radius: calc(var(--_radius) * 0.75); }
  .bone.small { inline-size: 35%; block-size: 1em; margin-block: 0.225em; }
  .visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  dialog { font: inherit; color: var(--_text); background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius); inline-size: min(30em, calc(100vw - 2em)); padding: 1.25em; overflow-wrap: anywhere; text-align: start; }
  dialog::backdrop { background: rgb(0 0 0 / 45%); }
  dialog > * + * { margin-block-start: 1em; }
  ol.stages { display: flex; flex-wrap: wrap; gap: 0.375em 1.25em; list-style: none; margin: 0; padding: 0; }
  ol.stages li { display: flex; gap: 0.4em; align-items: center; min-inline-size: 0; }
  svg { inline-size: 1em; block-size: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  svg.succeeded { color: var(--_good); }
  svg.failed { color: var(--_danger); }
  svg.running { color: var(--_accent); }
  @media (prefers-reduced-motion: no-preference) {
    svg.running { animation: turn 1.2s linear infinite; }
    @keyframes turn { to { rotate: 360deg; } }
    .bone { animation: breathe 1.6s ease-in-out infinite alternate; }
    @keyframes breathe { to { opacity: 0.45; } }
  }
  @media (forced-colors: active) {
    button.primary, dialog button.danger { forced-color-adjust: none; background: ButtonText; color: ButtonFace; border-color: ButtonText; }
    button[aria-disabled="true"] { forced-color-adjust: none; background: ButtonFace; color: GrayText; border-color: GrayText; }
    .bone { background: GrayText; }
    svg { color: CanvasText !important; }
  }
  @media print {
    button, dialog, progress { display: none; }
    .card { break-inside: avoid; }
    .title, .hint { max-block-size: none; overflow: visible; }
  }
`;
