import { css } from "../kit.js";

export const styles = css`
  .run { gap: 0.75em; }
  .run-title { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25em 0.5em; min-block-size: 1.6em; }
  .run-title .name { font-weight: 600; }
  .run-title .hint { max-block-size: none; }
  .run-title .head { margin-inline-start: 0.5em; }
  .row { overflow-x: auto; overflow-y: hidden; overscroll-behavior-x: contain; margin-inline: -1em; padding: 0.25em 1em 0.5em; min-block-size: 4.2em; scrollbar-width: thin; }
  .row .bone { inline-size: 11.5em; block-size: 3.2em; }
  .row:focus-visible { outline-offset: -2px; }
  .row ol { list-style: none; margin: 0; padding: 0; display: flex; align-items: flex-start; inline-size: max-content; }
  .row ol > li { display: flex; align-items: flex-start; position: relative; }
  .row ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.375em; }
  .row ul > li { display: flex; align-items: flex-start; position: relative; }
  .row ol > li + li::before, .row .inner::before { content: ""; flex: none; inline-size: 1.25em; block-size: 1px; margin-block-start: 1.6em; background: var(--_field); }
  .row .inner { display: flex; align-items: flex-start; }
  .beside > li { padding-inline-start: 0.75em; }
  .beside > li::before, .beside > li::after { content: ""; position: absolute; inset-inline-start: 0; background: var(--_field); }
  .beside > li::before { inset-block-start: 1.6em; inline-size: 0.75em; block-size: 1px; }
  .beside > li::after { inset-block: -0.375em 0; inline-size: 1px; }
  .beside > li:first-child::after { inset-block-start: 1.6em; }
  .beside > li:last-child::after { inset-block-end: auto; block-size: 1.975em; }
  button.stage {
    display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: 0.4em; align-items: center;
    inline-size: 11.5em; min-block-size: 3.2em; padding: 0.3em 0.6em; text-align: start; border-color: var(--_border); line-height: 1.3;
  }
  button.stage[aria-expanded="true"] { border-color: var(--_accent); background: color-mix(in srgb, var(--_accent) 8%, transparent); }
  button.stage .name { display: flex; white-space: pre; unicode-bidi: isolate; min-inline-size: 0; max-inline-size: 100%; justify-self: start; }
  button.stage .start { overflow: hidden; text-overflow: ellipsis; min-inline-size: 0; }
  button.stage .end { flex: none; }
  button.stage .how { grid-column: 2; font-size: 0.8125em; color: var(--_muted); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  button.stage svg { inline-size: 1.15em; block-size: 1.15em; }
  .of-not_executed svg, .of-not_built svg { color: var(--_muted); }
  .of-not_executed .name, .of-not_built .name { color: var(--_muted); }
  .detail { font-size: 0.875em; color: var(--_muted); min-block-size: 1.45em; line-height: 1.45; max-block-size: 7.25em; overflow: auto; margin: 0; overflow-wrap: anywhere; }
  .detail bdi { color: var(--_text); white-space: pre-wrap; }
  .parts { display: flex; flex-wrap: wrap; gap: 0.375em; }
  .parts button { font-size: 0.875em; padding: 0.3em 0.8em; }
  .parts button[aria-expanded="true"] { background: color-mix(in srgb, var(--_accent) 14%, transparent); border-color: var(--_accent); }
  .panel { display: grid; gap: 0.5em; min-inline-size: 0; }
  .panel[hidden] { display: none; }
  .panel-head strong { font-weight: 600; overflow-wrap: anywhere; max-block-size: 6em; overflow: auto; }
  .panel-head { display: flex; flex-wrap: wrap; gap: 0.25em 1em; align-items: baseline; }
  .panel-head button { font-size: 0.875em; padding: 0.15em 0.6em; }
  .list { list-style: none; margin: 0; padding: 0; max-block-size: 18em; overflow: auto; }
  .list li { padding-block: 0.4em; border-block-start: 1px solid var(--_border); display: grid; gap: 0.125em; }
  .list li:first-child { border-block-start: 0; }
  .list .hint { max-block-size: 4.5em; }
  .list code { font-size: 0.9em; }
  .list .what { unicode-bidi: isolate; max-block-size: 6em; overflow: auto; }
  @media (forced-colors: active) {
    button.stage[aria-expanded="true"], .parts button[aria-expanded="true"] { border: 2px solid Highlight; }
    .row ol > li + li::before, .row .inner::before, .beside > li::before, .beside > li::after { background: CanvasText; }
  }
  @media print { button.stage { display: grid; } .row { overflow: visible; } .row ol { flex-wrap: wrap; inline-size: auto; } .parts { display: none; } }
`;
