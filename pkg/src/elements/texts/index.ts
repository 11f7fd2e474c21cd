import { type ButtonTexts, english } from "./buttons.en.js";
import type { RunTexts } from "./runs.en.js";
import { type Replacing, Section, setTexts } from "./section.js";

/** All texts. A section of its own adds its texts by declaring them here: `interface Texts extends RunTexts {}`. */
export interface Texts extends ButtonTexts, RunTexts {}

/** Texts of the page's own. */
export type Messages = Replacing<Texts>;

/** What the buttons say. Written out, since bundlers see no other names of files. */
export const BUTTONS = new Section(english, {
  ar: () => import("./buttons.ar.js"),
  de: () => import("./buttons.de.js"),
  zh: () => import("./buttons.zh.js"),
});

/**
 * Replaces texts of all elements: in every language, or in one (`de`, or `de-AT` for Austria alone). A language that the
 * elements do not have is English where it is not replaced.
 *
 * ```js
 * setMessages({ proceed: "Ship it" });
 * setMessages({ proceed: "Godkend", abort: "Afbryd" }, "da");
 * ```
 */
export function setMessages(messages: Messages, language?: string): void {
  setTexts(messages, language);
}
