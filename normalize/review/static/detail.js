// One proposal: the question, what speaks for it, its places with the text before and after, and how to answer.

import { html, nothing } from "./lit-html.js";
import { REACHES, state } from "./state.js";
import { bdi, change, counted, visible } from "./text.js";

const VERDICTS = { accept: "accepted", reject: "rejected", edit: "edited" };

function parts(pieces, side) {
  return pieces.map(([text, kind]) => {
    if (kind === "") return visible(text);
    const shown = kind === "here" ? bdi(text) : html`<bdi>${visible(text)}</bdi>`;
    return side === "source" ? html`<del class=${kind}>${shown}</del>` : html`<ins class=${kind}>${shown}</ins>`;
  });
}

function where(place) {
  const record = place.record === null ? nothing : html`, record ${place.record}`;
  const field = place.field === null ? nothing : html`, ${bdi(place.field)}`;
  const line = place.line ? html`:${place.line}:${place.column}` : nothing;
  return html`${bdi(place.path)}${line}${record}${field}`;
}

function status(place) {
  const said = place.judgement;
  const { written } = state.about;
  const now = place.made ? (written ? "made" : "would be made") : written ? "not made" : "would stay";
  if (!said) return html`<span class="faint">${place.applicability} · ${place.score.toFixed(2)} · ${now}</span>`;
  const by = said.who ? html` by ${bdi(said.who)}` : nothing;
  const why = said.why ? html`: ${bdi(said.why)}` : nothing;
  const put = said.put ? html` to ${bdi(said.put)}` : nothing;
  return html`<span class="said ${said.verdict}">${VERDICTS[said.verdict]}${put} (${said.reach})${by}${why}</span>`;
}

function place(one, choose) {
  const current = one.number === state.place;
  return html`<li class="place ${current ? "current" : ""}" aria-current=${current ? "true" : nothing}>
    <div class="where">
      <button type="button" class="quiet" aria-pressed=${current} @click=${() => choose(one.number)}>
        ${one.number + 1}<span class="unseen"> of ${state.item.count}, choose this place</span>
      </button>
      <span class="path">${where(one)}</span>
      ${status(one)}
    </div>
    ${one.gone
      ? html`<p class="gone">${visible(one.gone)}</p>`
      : html`<div class="sides">
          <div class="side"><h4>Source</h4><p dir="auto">${parts(one.source, "source")}</p></div>
          <div class="side"><h4>Clean</h4><p dir="auto">${parts(one.clean, "clean")}</p></div>
        </div>`}
  </li>`;
}

function places(actions) {
  const { item } = state;
  const last = item.first + item.places.length;
  const pager =
    item.count > item.places.length
      ? html`<div class="pager">
          <button type="button" @click=${() => actions.step(-1)} ?disabled=${state.place === 0}>Previous <kbd>p</kbd></button>
          <button type="button" @click=${() => actions.step(1)} ?disabled=${state.place >= item.count - 1}>
            Next <kbd>n</kbd>
          </button>
        </div>`
      : nothing;
  return html`<section class="places" aria-labelledby="places-title">
    <div class="bar">
      <h3 id="places-title">
        ${item.count === 1 ? "The place" : `Places ${item.first + 1}–${last} of ${item.count.toLocaleString("en")}`}
      </h3>
      ${pager}
    </div>
    <ol>
      ${item.places.map((one) => place(one, actions.choosePlace))}
    </ol>
  </section>`;
}

function reachTold() {
  const { item } = state;
  const [, , told] = REACHES.find(([name]) => name === state.reach);
  const current = item.places.find((one) => one.number === state.place);
  const path = current && state.reach !== "corpus" && state.reach !== "always" ? html` (${bdi(current.path)})` : nothing;
  return html`A decision holds for <b>${told}</b>${path}.`;
}

export function scope(actions) {
  return html`<fieldset class="scope">
    <legend>Scope</legend>
    <div class="segments">
      ${REACHES.map(
        ([name, label], at) => html`<label class=${state.reach === name ? "on" : ""}>
          <input
            type="radio"
            name="reach"
            value=${name}
            .checked=${state.reach === name}
            @change=${() => actions.reach(name)}
          />
          ${label} <kbd>${at + 1}</kbd>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function answer(actions) {
  const { item } = state;
  return html`<section class="answer" aria-label="Decision">
    ${scope(actions)}
    <p class="reach">${reachTold()}</p>
    <div class="note">
      <label for="note">Note <kbd>w</kbd></label>
      <input id="note" autocomplete="off" .value=${state.note} @input=${(event) => (state.note = event.target.value)} />
    </div>
    <div class="buttons">
      <button type="button" class="accept" ?disabled=${item.replacement === null} @click=${() => actions.decide("accept")}>
        Accept <kbd>a</kbd>
      </button>
      <button type="button" class="reject" @click=${() => actions.decide("reject")}>Reject <kbd>r</kbd></button>
      <button type="button" @click=${actions.edit}>Edit … <kbd>e</kbd></button>
      <button type="button" @click=${actions.skip}>Skip <kbd>s</kbd></button>
    </div>
  </section>`;
}

function kinds(item) {
  return item.kinds.length > 1 ? ` (${item.kinds.map(([kind, count]) => `${count} ${kind}`).join(", ")})` : "";
}

export function detail(actions) {
  const { item } = state;
  if (!item) {
    const told = state.total ? "Choose a proposal." : "Nothing in this list.";
    return html`<section class="detail empty"><p>${told}</p></section>`;
  }
  const evidence = item.evidence.filter(([, text]) => text);
  return html`<section class="detail" aria-labelledby="question">
    <h2 id="question" tabindex="-1" dir="auto">${change(item.text, item.replacement)}</h2>
    <p class="facts">
      ${counted(item.count, "place")} in ${counted(item.documents, "document")}${kinds(item)} ·
      <span title=${item.rule_what}>${item.rule} ${item.rule_name}</span> ·
      <span class="tag ${item.applicability}">${item.applicability}</span> · score ${item.score.toFixed(2)} ·
      <span class="state ${item.state}">${item.state}</span>
    </p>
    <p class="why" dir="auto">${visible(item.why)}</p>
    <dl class="evidence">
      ${evidence.map(([name, text]) => html`<div><dt>${name}</dt><dd>${bdi(text)}</dd></div>`)}
    </dl>
    ${places(actions)} ${answer(actions)}
  </section>`;
}
