// Questions that need an answer before anything happens: an edit, a decision on a whole list, the keys.

import { html, nothing } from "./lit-html.js";
import { REACHES, state } from "./state.js";
import { change, counted } from "./text.js";

const KEYS = [
  ["j ↓, k ↑", "next, previous"],
  ["a", "accept"],
  ["r", "reject"],
  ["e", "edit: write what is to stand there"],
  ["s", "skip"],
  ["u", "take the last decision back"],
  ["1 2 3 4", "scope: this place, document, corpus, always"],
  ["n, p", "next, previous place"],
  ["w", "write a note"],
  ["/", "search"],
  ["Shift A, Shift R", "accept, reject the whole list"],
  ["?", "these keys"],
];
export const CLUSTER_KEYS = [
  ["j ↓, k ↑", "next, previous cluster"],
  ["a", "accept"],
  ["r", "reject"],
  ["s", "skip"],
  ["u", "take the last decision back"],
  ["n, p", "next, previous form"],
  ["x", "choose the form, for split and drop"],
  ["c", "make the form canonical"],
  ["d", "drop the chosen forms"],
  ["t", "split the chosen forms off"],
  ["m", "merge with another cluster"],
  ["e", "rename: write the canonical form"],
  ["i", "take in the first form that was kept apart"],
  ["y", "kind: a person’s family name is written alike, too"],
  ["/", "search"],
  ["?", "these keys"],
];
export const AUDIT_KEYS = [
  ["j ↓, k ↑", "next, previous item"],
  ["r", "right: the edit is right, or nothing is left in the passage"],
  ["w", "wrong: the edit is wrong, or damage is left"],
  ["u", "unsure"],
  ["m", "damage beside the edit was missed"],
  ["b", "back"],
  ["s", "skip"],
  ["/", "search"],
  ["?", "these keys"],
];
const OF_KIND = { clusters: CLUSTER_KEYS, audit: AUDIT_KEYS };

const told = (reach) => REACHES.find(([name]) => name === reach)[2];

function edit(actions) {
  const { item } = state.dialog;
  return html`<form method="dialog" @submit=${actions.saveEdit}>
    <h2>Edit</h2>
    <p>${change(item.text, item.replacement)}</p>
    <label for="put">Write instead</label>
    <textarea id="put" rows="2" dir="auto" spellcheck="false" .value=${state.dialog.put}></textarea>
    <p class="faint">Holds for ${told(state.reach)}. Empty deletes the text.</p>
    <div class="buttons">
      <button type="submit" class="accept">Save</button>
      <button type="button" @click=${actions.close}>Cancel <kbd>Esc</kbd></button>
    </div>
  </form>`;
}

function bulk(actions) {
  const { impact, verdict } = state.dialog;
  const doing = verdict === "accept" ? "Accept" : "Reject";
  return html`<form method="dialog" @submit=${actions.confirmBulk}>
    <h2>${doing} the whole list?</h2>
    <p class="big">${counted(impact.proposals, "proposal")}, ${counted(impact.places, "place")}</p>
    <p>The decision holds for ${told(state.reach)}. One undo takes all of it back.</p>
    ${impact.outside
      ? html`<p class="warn">${counted(impact.outside, "place")} of these ${impact.outside === 1 ? "lies" : "lie"} outside
          the folder of the filter. Choose the scope “Document” to stay in it.</p>`
      : nothing}
    ${impact.without
      ? html`<p>${counted(impact.without, "proposal")} without a replacement ${impact.without === 1 ? "is" : "are"} left
          out.</p>`
      : nothing}
    <div class="buttons">
      <button type="submit" class=${verdict} ?disabled=${impact.places === 0}>
        ${doing} ${counted(impact.proposals, "proposal")}
      </button>
      <button type="button" @click=${actions.close}>Cancel <kbd>Esc</kbd></button>
    </div>
  </form>`;
}

function help(actions) {
  const keys = OF_KIND[state.about.kind] ?? KEYS;
  return html`<form method="dialog" @submit=${actions.close}>
    <h2>Keys</h2>
    <dl class="keys">
      ${keys.map(([key, text]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}
    </dl>
    <label class="value">
      <input type="checkbox" .checked=${state.keys} @change=${actions.toggleKeys} />
      <span>Single keys act (Tab, Enter and Esc always do)</span>
    </label>
    <div class="buttons"><button type="submit">Close</button></div>
  </form>`;
}

const DIALOGS = { edit, bulk, help };

export function dialog(actions, more = {}) {
  const kind = state.dialog?.kind;
  const body = { ...DIALOGS, ...more }[kind];
  return html`<dialog id="dialog" aria-label=${kind ?? "Closed"} @close=${actions.closed}>
    ${body ? body(actions) : nothing}
  </dialog>`;
}
