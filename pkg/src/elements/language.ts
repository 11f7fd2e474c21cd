import type { Texts } from "./texts/index.js";

const RTL = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

/** The nearest attribute of this name, out through shadow roots. */
function nearest(element: Element, name: string): string | null {
  for (let at: Element | null = element; at; ) {
    const value = at.getAttribute(name);
    if (value !== null) return value;
    const root: Node = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return null;
}

/** The language at an element, as `:lang()` finds it; English where the page tells none, or none that is known. */
export function languageOf(element: Element): string {
  try {
    return Intl.getCanonicalLocales(nearest(element, "lang") || "en")[0] ?? "en";
  } catch {
    return "en";
  }
}

/** The direction to write in: what the page says, else that of the language. */
export function directionOf(element: Element, language: string): "ltr" | "rtl" | null {
  return nearest(element, "dir") !== null ? null : RTL.test(language) ? "rtl" : "ltr";
}

/** Numbers, times and lists as a language writes them. */
export class Format {
  readonly language: string;

  constructor(language: string) {
    this.language = language;
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  percent(share: number): string {
    return new Intl.NumberFormat(this.language, { style: "percent" }).format(share);
  }

  /** A run's number: an identifier, without marks between its digits. */
  plain(value: number): string {
    return new Intl.NumberFormat(this.language, { useGrouping: false }).format(value);
  }

  /** A size of a file, such as `2.5 MB`. */
  bytes(value: number): string {
    const step = Math.min(3, Math.floor(Math.log(Math.max(1, value)) / Math.log(1000)));
    const unit = ["byte", "kilobyte", "megabyte", "gigabyte"][step] as string;
    return this.#unit(value / 1000 ** step, unit, { maximumFractionDigits: 1 });
  }

  /** A duration such as `12 sec`, `3 min`, `2 hr 5 min`; in whole minutes from one on. */
  duration(millis: number): string {
    const seconds = Math.max(0, Math.round(millis / 1000));
    const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
    if (seconds < 60) return this.#unit(seconds, "second");
    const parts = days > 0 ? [[days, "day"], [hours, "hour"]] : [[hours, "hour"], [minutes, "minute"]];
    const said = parts.filter(([n]) => n !== 0).map(([n, unit]) => this.#unit(n as number, unit as string));
    return new Intl.ListFormat(this.language, { type: "unit", style: "narrow" }).format(said);
  }

  /** A time of day; with the date if that is another day. */
  time(date: number | Date = Date.now()): string {
    const at = new Date(date);
    const today = at.toDateString() === new Date().toDateString();
    return new Intl.DateTimeFormat(this.language, { hour: "2-digit", minute: "2-digit", ...(today ? {} : { day: "numeric", month: "short" }) }).format(at);
  }

  /** `A, B or C`, or `A, B and C`. */
  list(names: readonly string[], type: "disjunction" | "conjunction" = "conjunction"): string {
    return new Intl.ListFormat(this.language, { type }).format(names);
  }

  #unit(value: number, unit: string, more: Intl.NumberFormatOptions = {}): string {
    return new Intl.NumberFormat(this.language, { style: "unit", unit, unitDisplay: "short", ...more }).format(value);
  }
}


/** What texts are composed with. */
export interface Voice {
  readonly text: Texts;
  readonly format: Format;
}
