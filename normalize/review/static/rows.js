// The list: rows are fetched a page at a time, and only those that can be seen stand in the document.

import { html, nothing } from "./lit-html.js";
import { get } from "./api.js";
import { changed, state } from "./state.js";
import { bdi, change } from "./text.js";

const PAGE = 100; // rows of one answer
const SPARE = 8; // rows drawn above and below what can be seen
const SIGNS = { accepted: "✓", rejected: "✕", edited: "✎", mixed: "◐", open: "" };

let pages = new Map();
let generation = 0;
let height = 52;
let seen = { first: 0, count: 30 };

export const row = (index) => pages.get(Math.floor(index / PAGE))?.[index % PAGE];

// Where a row with an id stands among those that were fetched; -1 where it does not.
export function indexOf(id) {
  for (const [page, rows] of pages) {
    const at = rows.findIndex((one) => one.id === id);
    if (at >= 0) return page * PAGE + at;
  }
  return -1;
}

// Ask for the list of the filter anew; what was shown stays until the answer is there.
export async function refresh() {
  const mine = ++generation;
  const page = Math.floor(Math.min(state.selected, Math.max(0, state.total - 1)) / PAGE);
  let told = await get("list", { filter: state.filter, start: page * PAGE, count: PAGE });
  if (mine !== generation) return;
  let at = page;
  if (!told.rows.length && told.total) {
    at = Math.floor((told.total - 1) / PAGE);
    told = await get("list", { filter: state.filter, start: at * PAGE, count: PAGE });
    if (mine !== generation) return;
  }
  pages = new Map([[at, told.rows]]);
  Object.assign(state, { total: told.total, facets: told.facets ?? {}, bins: told.bins ?? [], places: told.places ?? [] });
  Object.assign(state, { left: told.left, revision: told.revision });
  state.selected = Math.max(0, Math.min(state.selected, state.total - 1));
  changed();
}

async function fetchPage(page) {
  if (pages.has(page)) return;
  pages.set(page, []);
  const mine = generation;
  const told = await get("list", { filter: state.filter, start: page * PAGE, count: PAGE });
  if (mine !== generation) return;
  pages.set(page, told.rows);
  changed();
}

function look(list) {
  height = list.querySelector(".row")?.offsetHeight || height;
  const first = Math.max(0, Math.floor(list.scrollTop / height) - SPARE);
  const count = Math.ceil(list.clientHeight / height) + 2 * SPARE;
  if (first !== seen.first || count !== seen.count) {
    seen = { first, count };
    changed();
  }
}

// After drawing: the sizes that only the browser knows, set as properties, for the page allows no inline style.
export function place(list) {
  if (!list) return;
  height = list.querySelector(".row")?.offsetHeight || height;
  const space = list.querySelector(".space");
  space.style.height = `${state.total * height}px`;
  list.querySelector(".rows").style.transform = `translateY(${seen.first * height}px)`;
  look(list);
  for (let page = Math.floor(seen.first / PAGE); page * PAGE < Math.min(seen.first + seen.count, state.total); page++) {
    fetchPage(page);
  }
}

export function scrollToSelected(list) {
  const top = state.selected * height;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
}

// How many rows can be seen at a time.
export const screenful = (list) => Math.max(1, Math.floor(list.clientHeight / height) - 1);

function drawn(index, choose, line) {
  const shown = row(index);
  const selected = index === state.selected;
  return html`<div
    class="row ${shown ? shown.state : ""}"
    id="row-${index}"
    role="option"
    aria-selected=${selected}
    aria-setsize=${state.total}
    aria-posinset=${index + 1}
    @click=${() => choose(index)}
  >
    ${shown ? line(shown) : html`<span class="faint">…</span>`}
  </div>`;
}

export function findingLine(shown) {
  const decided = shown.decided && shown.state === "open" ? `${shown.decided} of ` : "";
  return html`<span class="what">${change(shown.text, shown.replacement)}</span>
    <span class="count"><span class="unseen">, places: </span>${decided}${shown.count.toLocaleString("en")}</span>
    <span class="facts"
      ><span class="state" aria-hidden="true">${SIGNS[shown.state]}</span
      >${shown.state === "open" ? nothing : html`${shown.state} · `}${shown.rule} · ${shown.applicability} ·
      ${shown.score.toFixed(2)}${shown.lang ? html` · ${bdi(shown.lang)}` : nothing}</span
    >`;
}

export function list(choose, line, label) {
  const last = Math.min(state.total, seen.first + seen.count);
  const indexes = [];
  for (let index = Math.min(seen.first, last); index < last; index++) indexes.push(index);
  const active = state.selected >= seen.first && state.selected < last ? `row-${state.selected}` : nothing;
  return html`<div
    id="list"
    role="listbox"
    tabindex="0"
    aria-label=${label}
    aria-activedescendant=${active}
    @scroll=${(event) => look(event.currentTarget)}
  >
    <div class="space" role="presentation">
      <div class="rows" role="presentation">${indexes.map((index) => drawn(index, choose, line))}</div>
    </div>
  </div>`;
}
