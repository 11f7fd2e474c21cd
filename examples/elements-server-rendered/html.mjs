/** Markup; whatever is put into it is text, unless it is markup itself. */
export function html(parts, ...values) {
  return new Markup(parts.reduce((text, part, index) => text + shown(values[index - 1]) + part));
}

class Markup {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function shown(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(shown).join("");
  return String(value ?? "").replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}
