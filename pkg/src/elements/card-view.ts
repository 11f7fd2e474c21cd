import { html, nothing, type TemplateResult } from "lit";
import type { RunView } from "../generated/types.js";
import type { May } from "../may.js";
import { caption, type Card, type Outcome, pausedStage, type Verb } from "./cards.js";
import { formFields, type CommentMode } from "./form.js";
import { icon } from "./icons.js";
import type { Voice } from "./language.js";
import { errorText, linked, type Piece, rich, runLink, startedBy } from "./parts.js";

/** What a card is shown with, and what is done with it. */
export interface CardHost {
  voice: Voice;
  view: RunView;
  /** When `view` came. */
  seenAt: number;
  /** The level of the question as a heading. */
  level: number;
  /** When the time to decide is over. */
  deadline: number | null;
  offline: boolean;
  comment(card: Card, verb: Verb): CommentMode;
  press(card: Card, verb: Verb): void;
  submit(card: Card): void;
  back(card: Card): void;
}

/** A key that can stand in an id. */
export function formKey(card: Card): string {
  return `f${card.pending.fingerprint.slice(0, 12)}`;
}

/** How a decision reads; `write` puts names and times into a text. */
function outcomeOf<T>({ text, format }: Voice, { kind, by, at, approvers }: Outcome, write: (say: (...args: string[]) => string, ...args: string[]) => T): T {
  const time = format.time(at);
  if (kind === "approved") return by === null ? write(text.approved, time) : write(text.approvedBy, by, time);
  if (kind === "aborted") return by === null ? write(text.aborted, time) : write(text.abortedBy, by, time);
  if (kind === "superseded") return write(() => text.superseded);
  return approvers.length > 0 ? write(text.settledBy, format.list(approvers)) : write(() => text.settled);
}

/** The same as plain text. */
export function outcomeText(voice: Voice, outcome: Outcome): string {
  return outcomeOf(voice, outcome, (say, ...args) => say(...args));
}

/** Why the person may not do this now; null if nothing is known to stand against it. */
export function hindrance({ voice: { text, format }, deadline }: CardHost, card: Card, verb: Verb): string | null {
  const may = card.may?.[verb];
  if (deadline !== null && Date.now() >= deadline) return text.expired;
  if (may?.voted && verb === "approve") return text.voted(format.number(may.votes), format.number(may.quorum), format.number(may.quorum - may.votes), may.quorum - may.votes);
  if (may && !may.allowed) return text.mayNot(text.errors[may.code] ?? may.reason);
  if (card.refusal && verb === "approve") return text.mayNot(card.refusal.jenkins ?? text.errors[card.refusal.code] ?? card.refusal.message);
  return null;
}

/** A card in the state that it is in. */
export function cardView(host: CardHost, card: Card): TemplateResult {
  const { voice, view } = host;
  return html`<section class="card" part="card" role="group" aria-labelledby="q-${formKey(card)}" aria-busy=${card.phase === "sending" ? "true" : "false"} data-phase=${card.phase} data-place=${card.key}>
    <div class="head" part="run">${runLink(voice, view)} ${startedBy(voice, view)}</div>
    <div class="title" part="question" id="q-${formKey(card)}" role="heading" aria-level=${host.level} tabindex=${card.pending.message.length > 250 ? "0" : "-1"}><bdi>${card.pending.message}</bdi></div>
    ${facts(host, card)} ${card.changed && card.phase !== "done" ? html`<p class="note" part="changed">${voice.text.changed}</p>` : nothing}
    ${card.error ? errorText(voice, card.error) : nothing}
    ${card.outcome ? outcomeLine(voice, card.outcome) : card.pending.ambiguous ? inJenkins(host) : answer(host, card)}
  </section>`;
}

/** The state of loading, of the height that the card will have. */
export function cardSkeleton(words: string): TemplateResult {
  return html`<section class="card" part="card" aria-busy="true" data-phase="loading" data-place="loading">
    <div class="head"><span class="bone small"></span></div>
    <div class="title" tabindex="-1"><span class="bone"></span><span class="visually-hidden">${words}</span></div>
    <div class="head"><span class="bone small"></span></div>
    <div class="actions"><span class="bone button"></span><span class="bone button"></span></div>
  </section>`;
}

function outcomeLine(voice: Voice, outcome: Outcome): TemplateResult {
  const name = outcome.kind === "approved" ? "succeeded" : outcome.kind === "aborted" ? "aborted" : "skipped";
  return html`<p class="outcome ${name}" part="outcome" tabindex="-1" data-focus>${icon(name)} <bdi>${outcomeOf<Piece>(voice, outcome, rich)}</bdi></p>`;
}

function facts(host: CardHost, card: Card): TemplateResult {
  const { view, voice, seenAt } = host;
  const { text, format } = voice;
  const stage = pausedStage(view);
  const open = card.phase !== "done";
  const may = card.may?.approve;
  return html`<div class="head" part="facts">
    ${stage && open ? html`<span class="with-icon">${icon("waiting")} ${text.waitingFor(format.duration(stage.pauseDurationMillis + Date.now() - seenAt))}</span>` : nothing}
    ${card.stage === null ? nothing : html`<bdi>${card.stage.slice(0, 300)}</bdi>`} ${open ? who(voice, card) : nothing}
    ${open && may && may.quorum > 1 ? html`<span>${text.votesNeeded(format.number(may.quorum), may.quorum)}</span>` : nothing}
    ${open && host.deadline !== null ? html`<span class="deadline">${timeLeft(voice, host.deadline)}</span>` : nothing}
  </div>`;
}

/** What is left of the time to decide, in steps. */
export function timeLeft({ text, format }: Voice, deadline: number): string {
  const left = deadline - Date.now();
  if (left <= 0) return text.expired;
  return left < 60_000 ? text.lastMinute : text.timeLeft(format.duration(Math.floor(left / 60_000) * 60_000));
}

function who({ text, format }: Voice, { pending, may }: Card): TemplateResult | typeof nothing {
  if (pending.submitters?.length) return html`<span>${rich(text.onlyMay, format.list(pending.submitters, "disjunction").slice(0, 300))}</span>`;
  // Through a gateway its policy decides, not who may build the job.
  return pending.submittersKnown && may === null ? html`<span>${text.anybodyMay}</span>` : nothing;
}

function inJenkins({ view, voice: { text } }: CardHost): TemplateResult {
  return html`<p class="note">${text.ambiguous} ${view.inputsUrl === "" ? nothing : linked(view.inputsUrl, text.openInJenkins)}</p>`;
}

function answer(host: CardHost, card: Card): TemplateResult {
  const { text, format } = host.voice;
  const form = card.phase === "form" || (card.phase === "sending" && card.verb === "approve" && asksMore(host, card));
  const why = [...new Set([hindrance(host, card, "approve"), hindrance(host, card, "abort")].filter((reason) => reason !== null))];
  return html`${form ? formOf(host, card) : html`<div class="actions" part="actions">${approveButton(host, card, false)} ${abortButton(host, card)}</div>`}
    ${why.map((reason) => html`<p class="hint" part="reason" id="why-${formKey(card)}-${reason === hindrance(host, card, "approve") ? "approve" : "abort"}">${reason}</p>`)}
    ${card.sent === null ? nothing : html`<p class="hint"><progress max="1" .value=${card.sent} aria-label=${text.sending}></progress> ${text.uploading(format.percent(card.sent))}</p>`}
    ${card.slow ? html`<p class="hint" part="slow">${text.slow}</p>` : nothing}`;
}

/** Whether a form follows. */
export function asksMore(host: Pick<CardHost, "comment">, card: Card): boolean {
  return card.pending.parameters.length > 0 || host.comment(card, "approve") !== null;
}

/** What a button has in common: it can always be focused, and says why it does nothing. */
function button(host: CardHost, card: Card, verb: Verb, look: string, words: string, click: (() => void) | null): TemplateResult {
  const busy = card.phase === "sending";
  const reason = hindrance(host, card, verb);
  const mine = busy && card.verb === verb;
  const same = reason === hindrance(host, card, "approve") ? "approve" : verb;
  return html`<button class="${look} ${mine ? "busy" : ""}" part=${verb} type=${click === null ? "submit" : "button"}
    aria-disabled=${busy || reason !== null || host.offline ? "true" : "false"} aria-describedby=${reason === null ? nothing : `why-${formKey(card)}-${same}`}
    @click=${click}>${mine ? host.voice.text.sending : words}</button>`;
}

function approveButton(host: CardHost, card: Card, last: boolean): TemplateResult {
  return button(host, card, "approve", "primary", caption(host.voice, card, "approve") + (!last && asksMore(host, card) ? "…" : ""), last ? null : () => host.press(card, "approve"));
}

function abortButton(host: CardHost, card: Card): TemplateResult {
  return button(host, card, "abort", "danger", caption(host.voice, card, "abort"), () => host.press(card, "abort"));
}

function formOf(host: CardHost, card: Card): TemplateResult {
  const { voice, view } = host;
  const submit = (event: Event): void => {
    event.preventDefault();
    host.submit(card);
  };
  const state = { voice, key: formKey(card), definitions: card.pending.parameters, invalid: card.invalid, comment: host.comment(card, "approve"), files: false, jenkinsUrl: view.inputsUrl };
  return html`<form class="form" part="form" @submit=${submit} novalidate>
    ${formFields(state)}
    <div class="actions" part="actions">
      ${approveButton(host, card, true)} ${abortButton(host, card)}
      <button type="button" part="back" aria-disabled=${card.phase === "sending" ? "true" : "false"} @click=${() => host.back(card)}>${voice.text.back}</button>
    </div>
  </form>`;
}
