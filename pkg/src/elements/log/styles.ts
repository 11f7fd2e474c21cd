import { css } from "../kit.js";

/**
 * The sixteen colours keep 4.5:1 against the surface, light and dark; what is coloured behind is a tint, so that every colour can
 * be read on it.
 */
export const styles = css`
  :host {
    --_1: var(--bellpull-ansi-black, light-dark(#1f2328, #b6bdc6));
    --_2: var(--bellpull-ansi-red, light-dark(#b3261e, #ff9d94));
    --_3: var(--bellpull-ansi-green, light-dark(#17692f, #79d391));
    --_4: var(--bellpull-ansi-yellow, light-dark(#7a5300, #e5c07b));
    --_5: var(--bellpull-ansi-blue, light-dark(#0b57b0, #8ab8ff));
    --_6: var(--bellpull-ansi-magenta, light-dark(#8a2a8f, #e5a1ea));
    --_7: var(--bellpull-ansi-cyan, light-dark(#0b6470, #74d3df));
    --_8: var(--bellpull-ansi-white, light-dark(#575e66, #d6dbe1));
    --_9: light-dark(#5b626b, #a3abb5);
    --_10: light-dark(#a4201a, #ffb0a8);
    --_11: light-dark(#1a6e33, #93e0a8);
    --_12: light-dark(#735000, #f0d08f);
    --_13: light-dark(#1559b8, #a3c8ff);
    --_14: light-dark(#93308f, #efb5f2);
    --_15: light-dark(#0e6874, #93e2ec);
    --_16: light-dark(#4a5057, #f0f3f6);
    --_log: color-mix(in srgb, var(--_text) 4%, var(--_surface));
  }
  .log { display: grid; gap: 0.5em; min-inline-size: 0; }
  .tools { display: flex; flex-wrap: wrap; gap: 0.375em; align-items: center; font-size: 0.875em; min-block-size: 2.6em; }
  .find { position: relative; flex: 1 1 12em; max-inline-size: 24em; min-inline-size: 0; }
  .find.counting input[type="search"] { padding-inline-end: 7.5em; }
  .steps { display: inline-flex; gap: inherit; }
  .find input::-webkit-search-cancel-button { display: none; }
  .find .count { position: absolute; inset-block: 0; inset-inline-end: 0.6em; display: flex; align-items: center; pointer-events: none; color: var(--_muted); font-variant-numeric: tabular-nums; font-size: 0.9em; }
  .tools button { padding: 0.3em 0.7em; }
  .tools button[aria-pressed="true"] { background: color-mix(in srgb, var(--_accent) 14%, transparent); border-color: var(--_accent); }
  .tools .step { padding-inline: 0.55em; }
  .tools svg { display: block; block-size: 1.4em; }
  .scroll {
    position: relative;
    block-size: var(--bellpull-log-height, 18em);
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_log);
  }
  .lines, .probe { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.8125em; line-height: 1.5; tab-size: 8; }
  .scroll:focus-visible { outline-offset: -2px; }
  .space { inline-size: 1px; }
  .lines { position: absolute; inset-block-start: 0; inset-inline: 0; min-inline-size: max-content; contain: layout style; }
  .wrapped .lines { min-inline-size: 0; }
  .line { display: grid; grid-template-columns: 5.5ch minmax(0, 1fr); min-block-size: 1.5em; padding-inline-end: 1ch; unicode-bidi: isolate; }
  .line::before { content: attr(data-line); color: var(--_muted); text-align: end; padding-inline-end: 1.5ch; user-select: none; }
  .text { white-space: pre; unicode-bidi: isolate; min-inline-size: 0; justify-self: start; text-align: start; }
  .wrapped .text { white-space: pre-wrap; overflow-wrap: anywhere; word-break: break-all; }
  .line button { grid-column: 2; justify-self: start; font: inherit; padding: 0 0.7em; }
  .probe { position: absolute; visibility: hidden; white-space: pre; }
  .state { position: absolute; inset: 0; display: grid; place-content: center; gap: 0.75em; margin: 0; padding: 1em; overflow: auto; color: var(--_muted); }
  .state .hint { color: var(--_muted); }
  .foot { display: flex; flex-wrap: wrap; gap: 0.25em 1em; color: var(--_muted); font-size: 0.8125em; min-block-size: 1.5em; line-height: 1.5; }
  mark { background: light-dark(#ffe9a8, #453700); color: inherit; border-radius: 0.15em; }
  mark.current { background: var(--_accent); color: var(--_on-accent); }
  .bold { font-weight: 700; }
  .italic { font-style: italic; }
  .underline { text-decoration: underline; }
  .f1 { --_f: var(--_1); } .f2 { --_f: var(--_2); } .f3 { --_f: var(--_3); } .f4 { --_f: var(--_4); }
  .f5 { --_f: var(--_5); } .f6 { --_f: var(--_6); } .f7 { --_f: var(--_7); } .f8 { --_f: var(--_8); }
  .f9 { --_f: var(--_9); } .f10 { --_f: var(--_10); } .f11 { --_f: var(--_11); } .f12 { --_f: var(--_12); }
  .f13 { --_f: var(--_13); } .f14 { --_f: var(--_14); } .f15 { --_f: var(--_15); } .f16 { --_f: var(--_16); }
  :is(.f1, .f2, .f3, .f4, .f5, .f6, .f7, .f8, .f9, .f10, .f11, .f12, .f13, .f14, .f15, .f16) { color: var(--_f); }
  .b1 { --_b: var(--_1); } .b2 { --_b: var(--_2); } .b3 { --_b: var(--_3); } .b4 { --_b: var(--_4); }
  .b5 { --_b: var(--_5); } .b6 { --_b: var(--_6); } .b7 { --_b: var(--_7); } .b8 { --_b: var(--_8); }
  .b9 { --_b: var(--_9); } .b10 { --_b: var(--_10); } .b11 { --_b: var(--_11); } .b12 { --_b: var(--_12); }
  .b13 { --_b: var(--_13); } .b14 { --_b: var(--_14); } .b15 { --_b: var(--_15); } .b16 { --_b: var(--_16); }
  :is(.b1, .b2, .b3, .b4, .b5, .b6, .b7, .b8, .b9, .b10, .b11, .b12, .b13, .b14, .b15, .b16) { background: color-mix(in srgb, var(--_b) 9%, var(--_surface)); box-shadow: inset 0 -1px var(--_b); }
  .inverse { background: var(--_f, var(--_text)); color: var(--_surface); box-shadow: none; }
  @media (forced-colors: active) {
    mark { background: Mark; color: MarkText; }
    mark.current { forced-color-adjust: none; background: Highlight; color: HighlightText; }
    .tools button[aria-pressed="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
    .text * { color: CanvasText; }
    .inverse { outline: 1px solid; outline-offset: -1px; }
  }
  @media print { .tools { display: none; } .scroll { block-size: auto; overflow: visible; } }
`;
