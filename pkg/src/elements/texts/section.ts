// The texts: sections of them, each in English here and in other languages as files that are fetched when they are wanted.

/** Texts in which whatever is left out stays as it is. */
export type Replacing<T> = { [K in keyof T]?: T[K] extends (...args: never[]) => string ? T[K] : T[K] extends object ? Partial<T[K]> : T[K] };

type Loaders<T> = Record<string, () => Promise<{ default: T }>>;

const changed = new EventTarget();
/** What the page has put in place of texts, by language; for all languages under "". */
const replaced = new Map<string, object>();

/** Puts texts in place of others: in every language, or in one. */
export function setTexts(texts: object, language = ""): void {
  const key = language.toLowerCase();
  replaced.set(key, over(replaced.get(key) ?? {}, texts));
  changed.dispatchEvent(new Event("change"));
}

/** Is called back when texts were replaced or have come; gives a way to end that. */
export function onTexts(heard: () => void): () => void {
  changed.addEventListener("change", heard);
  return () => changed.removeEventListener("change", heard);
}

/** Some of the elements' texts. Keys are unique over all sections, since the page replaces them by key alone. */
export class Section<T extends object> {
  readonly #english: T;
  readonly #load: Loaders<T>;
  readonly #loaded = new Map<string, T | null>();
  #made = new Map<string, T>();

  constructor(english: T, load: Loaders<T>) {
    this.#english = english;
    this.#load = load;
    onTexts(() => (this.#made = new Map()));
  }

  /** The texts in a language, or undefined until they have come. */
  in(tag: string): T | undefined {
    const language = primary(tag);
    if (this.#load[language] && !this.#loaded.has(language)) return undefined;
    let made = this.#made.get(tag);
    if (!made) {
      made = ["", language, tag.toLowerCase()].reduce((texts, key) => over(texts, replaced.get(key) ?? {}), this.#loaded.get(language) ?? this.#english);
      this.#made.set(tag, made);
    }
    return made;
  }

  /** Fetches what is not here yet. If that fails, it stays English, and is tried again by the next element. */
  fetch(tag: string): void {
    const language = primary(tag);
    const load = this.#load[language];
    if (!load || this.#loaded.get(language)) return;
    load()
      .then(({ default: texts }) => this.#loaded.set(language, texts))
      .catch((thrown: unknown) => {
        this.#loaded.set(language, null);
        console.warn(`bellpull: the texts in ${language} cannot be loaded`, thrown);
      })
      .finally(() => changed.dispatchEvent(new Event("change")));
  }

  /** The language in which the texts for `tag` are. */
  spoken(tag: string): string {
    const language = primary(tag);
    return this.#loaded.get(language) || replaced.has(language) || replaced.has(tag.toLowerCase()) ? tag : /^en\b/i.test(tag) ? tag : "en";
  }
}

function primary(tag: string): string {
  return (tag.split("-")[0] as string).toLowerCase();
}

/** Lays texts over others; what is a table within, entry by entry. */
export function over<T extends object>(texts: T, above: object): T {
  const laid = { ...texts } as Record<string, unknown>;
  for (const [key, value] of Object.entries(above)) {
    if (value !== undefined) laid[key] = typeof value === "object" && value !== null ? { ...(laid[key] as object | undefined), ...value } : value;
  }
  return laid as T;
}
