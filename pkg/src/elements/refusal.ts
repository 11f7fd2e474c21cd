import type { TemplateResult } from "lit";
import type { JenkinsError } from "../error.js";
import { html, sentenceOf } from "./kit.js";
import type { Voice } from "./language.js";

/** Codes that say that this person may not see something; trying again would change nothing. */
const CODES: readonly string[] = ["forbidden", "no_rule", "denied", "outside_window"];

/** That somebody may not see a part, in words; undefined for other errors. */
export function refusal(voice: Voice, error: JenkinsError): TemplateResult | undefined {
  if (!CODES.includes(error.code)) return undefined;
  return html`<p class="note" part="forbidden" tabindex="-1" data-code=${error.code}>${voice.text.maySee(sentenceOf(voice, error))}</p>`;
}
