// Forced colours, as far as a page can have them without the system: the rules for them apply, over the system's colours.
const BASE = `* { background-color: Canvas !important; color: CanvasText; border-color: CanvasText !important; box-shadow: none !important; }
a { color: LinkText !important; } button, input, select, textarea { border-color: ButtonBorder !important; }`;

export function force(root) {
  const base = new CSSStyleSheet();
  base.replaceSync(BASE);
  root.adoptedStyleSheets = [base, ...root.adoptedStyleSheets];
  for (const sheet of root.adoptedStyleSheets) {
    for (const rule of sheet.cssRules) if (rule instanceof CSSMediaRule && rule.conditionText.includes("forced-colors")) rule.media.mediaText = "all";
  }
  for (const element of root.querySelectorAll("*")) if (element.shadowRoot) force(element.shadowRoot);
}
