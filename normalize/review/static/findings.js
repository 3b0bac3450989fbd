// Reviewing proposals: the three columns, and what the keys and buttons do.

import { html, nothing } from "./lit-html.js";
import { get, post } from "./api.js";
import { detail } from "./detail.js";
import { FINDING_FACETS, filters } from "./filters.js";
import { findingLine, list, row } from "./rows.js";
import { REACHES, changed, state } from "./state.js";
import { counted } from "./text.js";

const SHOWN = 3; // places in one answer

export const noun = "proposal";
export const waiting = "unsafe proposal";
export const dialogs = {};
export const idAt = (index) => row(index)?.id;

// The first list: what waits for a person; where nothing does, everything that is open, else everything.
export async function start(refresh) {
  await refresh();
  for (const wider of [{ applicability: [] }, { states: [] }]) {
    if (state.total) return;
    state.filter = { ...state.filter, ...wider };
    await refresh();
  }
}

export async function load(signal) {
  const id = idAt(state.selected);
  if (!id) return null;
  const first = Math.floor(state.place / SHOWN) * SHOWN;
  return get("item", { id, first }, signal);
}

export function actions(base) {
  const own = {
    clear() {
      Object.assign(state, { threshold: 0, side: "from" });
      base.narrow({ search: "", folder: "", least: 0, most: 1, rules: [], entries: [], languages: [], applicability: [], states: [] });
    },
    decide(verdict, put = undefined) {
      const { item, place, reach, note } = state;
      const body = { id: item?.id, place, verdict, reach, put, why: note };
      const ask = async () => {
        const told = await post("decide", body);
        return { ...told, next: told.place === null };
      };
      if (item) base.decide(ask);
    },
    skip: () => base.select(state.selected + 1),
    reach(name) {
      state.reach = name;
      changed();
    },
    choosePlace(number) {
      const other = Math.floor(number / SHOWN) !== Math.floor(state.place / SHOWN);
      state.place = number;
      changed();
      if (other) base.then(base.loadItem);
    },
    step(by) {
      const to = state.place + by;
      if (state.item && to >= 0 && to < state.item.count) own.choosePlace(to);
    },
    edit() {
      const { item } = state;
      if (!item) return;
      const put = item.places.find((one) => one.number === state.place)?.judgement?.put;
      base.open("edit", { item, put: put || (item.replacement ?? item.text) });
    },
    saveEdit(event) {
      event.preventDefault();
      const put = document.getElementById("put").value;
      base.close();
      own.decide("edit", put);
    },
    bulk(verdict) {
      const { filter, reach } = state;
      base.then(async () => {
        const { revision, left, ...impact } = await get("impact", { filter, verdict, reach });
        base.open("bulk", { verdict, impact });
      });
    },
    confirmBulk(event) {
      event.preventDefault();
      const { verdict, impact } = state.dialog;
      const { filter, reach, note } = state;
      base.close();
      const body = { filter, verdict, reach, why: note, expect: impact };
      base.decide(async () => ({ ...(await post("decide-all", body)), next: null }));
    },
  };
  return own;
}

export function keys(actions) {
  const scopes = Object.fromEntries(REACHES.map(([name], at) => [String(at + 1), () => actions.reach(name)]));
  return {
    ...scopes,
    a: () => state.item?.replacement !== null && actions.decide("accept"),
    r: () => actions.decide("reject"),
    e: actions.edit,
    s: actions.skip,
    n: () => actions.step(1),
    p: () => actions.step(-1),
    w: () => document.getElementById("note")?.focus(),
    A: () => actions.bulk("accept"),
    R: () => actions.bulk("reject"),
  };
}

export function page(actions, redraw) {
  const total = counted(state.total, noun);
  return html`${filters(FINDING_FACETS, actions, redraw)}
    <section class="column" aria-label="Proposals">
      <div class="bar">
        <h2>${total}</h2>
        ${state.total
          ? html`<div class="buttons">
              <button type="button" class="accept" @click=${() => actions.bulk("accept")}>Accept all … <kbd>A</kbd></button>
              <button type="button" class="reject" @click=${() => actions.bulk("reject")}>Reject all … <kbd>R</kbd></button>
            </div>`
          : nothing}
      </div>
      ${list(actions.select, findingLine, total)}
    </section>
    ${detail(actions)}`;
}
