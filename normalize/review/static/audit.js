// Judging the sample of an audit: each item is right, wrong or unsure, and damage beside it may have been missed.

import { html, nothing } from "./lit-html.js";
import { get, post } from "./api.js";
import { AUDIT_FACETS, filters } from "./filters.js";
import { list, row } from "./rows.js";
import { changed, state } from "./state.js";
import { bdi, change, counted, visible } from "./text.js";

const ANSWERS = [
  ["right", "Right", "r", "accept"],
  ["wrong", "Wrong", "w", "reject"],
  ["unsure", "Unsure", "u", ""],
];
const CLASSES = { old: "other", new: "other", "asked-old": "here", "asked-new": "here" };

export const noun = "item";
export const waiting = noun;
export const undoes = false;
export const dialogs = {};
export const idAt = (index) => row(index)?.id;

export { openOnes as start } from "./state.js";

export async function load(signal) {
  const id = idAt(state.selected);
  const item = id ? await get("item", { id }, signal) : null;
  state.missed = item?.missed ?? false;
  return item;
}

export function actions(base) {
  return {
    clear: () => base.narrow({ search: "", states: [], strata: [] }),
    judge(answer) {
      const { item, missed } = state;
      if (item) base.decide(async () => ({ ...(await post("judge", { id: item.id, answer, missed })), next: true }));
    },
    skip: () => base.select(state.selected + 1),
    back: () => base.select(state.selected - 1),
    miss() {
      if (!state.item?.rule) return;
      state.missed = !state.missed;
      changed();
    },
  };
}

export function keys(actions) {
  const answers = Object.fromEntries(ANSWERS.map(([answer, , key]) => [key, () => actions.judge(answer)]));
  return { ...answers, m: actions.miss, b: actions.back, s: actions.skip };
}

function line(shown) {
  return html`<span class="what">${change(shown.text, shown.replacement)}</span>
    <span class="facts">${shown.state === "open" ? nothing : `${shown.state} · `}${bdi(shown.stratum)}</span>`;
}

function part([text, what]) {
  if (what === "text") return visible(text);
  if (what === "known") return html`<u>${visible(text)}</u>`;
  const kind = CLASSES[what];
  return what.endsWith("old") ? html`<del class=${kind}>${bdi(text)}</del>` : html`<ins class=${kind}>${bdi(text)}</ins>`;
}

function answer(actions) {
  const { item } = state;
  return html`<section class="answer" aria-label="Answer">
    <p class="why"><b>${item.question}</b></p>
    ${item.rule
      ? html`<label class="value">
          <input type="checkbox" .checked=${state.missed} @change=${actions.miss} />
          <span class="name">Damage beside it was missed <kbd>m</kbd></span>
        </label>`
      : nothing}
    <div class="buttons">
      ${ANSWERS.map(
        ([name, label, key, kind]) => html`<button type="button" class=${kind} @click=${() => actions.judge(name)}>
          ${item.rule ? label : { right: "Nothing is left", wrong: "Damage is left" }[name] ?? label} <kbd>${key}</kbd>
        </button>`,
      )}
      <button type="button" @click=${actions.back}>Back <kbd>b</kbd></button>
    </div>
  </section>`;
}

function detail(actions) {
  const { item } = state;
  if (!item) return html`<section class="detail empty"><p>Nothing in this list.</p></section>`;
  return html`<section class="detail" aria-labelledby="question">
    <h2 id="question" dir="auto">${item.rule ? change(item.text, item.replacement) : "A passage without edits"}</h2>
    <p class="facts">
      ${item.rule ? html`${item.rule} ${item.rule_name}` : item.part} · ${bdi(item.place)} ·
      <span class="state ${item.state}">${item.state}</span>
    </p>
    ${item.why ? html`<p class="why" dir="auto">Because: ${visible(item.why)}</p>` : nothing}
    <section class="places" aria-label="Passage">
      <ol><li class="place">
        ${item.gone ? html`<p class="faint">${item.gone}</p>` : html`<p dir="auto">${item.parts.map(part)}</p>`}
      </li></ol>
    </section>
    ${item.known.length
      ? html`<section aria-labelledby="known-title">
          <h3 id="known-title">Pointed out and left</h3>
          <ul class="apart">
            ${item.known.map(([text, message]) => html`<li>${bdi(text)} <span class="faint">${visible(message)}</span></li>`)}
          </ul>
        </section>`
      : nothing}
    ${answer(actions)}
  </section>`;
}

export function page(actions, redraw) {
  const total = counted(state.total, noun);
  return html`${filters(AUDIT_FACETS, actions, redraw)}
    <section class="column" aria-label="Sample">
      <div class="bar"><h2>${total}</h2></div>
      ${list(actions.select, line, total)}
    </section>
    ${detail(actions)}`;
}
