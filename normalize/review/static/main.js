// The page: what it is about, its frame, its keys, and news from other tabs.

import { html, nothing, render } from "./lit-html.js";
import { get, post } from "./api.js";
import * as audit from "./audit.js";
import * as clusters from "./clusters.js";
import { dialog } from "./dialogs.js";
import * as findings from "./findings.js";
import { indexOf, place, refresh, screenful, scrollToSelected } from "./rows.js";
import { changed, drawBy, say, state } from "./state.js";
import { bdi, counted } from "./text.js";

const NEWS = 1500; // milliseconds between two questions whether another tab decided something
const TYPED = 150; // milliseconds after a key in the search
const SLOW = 500; // milliseconds after which it is said that something goes on
const MOVES = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

const root = document.getElementById("app");
const list = () => document.getElementById("list");
let subject = findings;
let queue = Promise.resolve();
let pending = 0;
let typing = 0;
let loading = null;

function busy(by) {
  pending += by;
  root.setAttribute("aria-busy", String(pending > 0));
}

// One thing after the other, so that keys that are typed fast are all answered, in their order.
function then(act) {
  busy(1);
  queue = queue
    .then(act)
    .catch((error) => {
      if (error.name === "AbortError") return;
      state.trouble = error.message;
      changed();
    })
    .finally(() => busy(-1));
  return queue;
}

async function loadItem() {
  loading?.abort();
  loading = new AbortController();
  state.item = await subject.load(loading.signal);
  changed();
}

async function reload() {
  await refresh();
  await loadItem();
}

function narrow(how, later = false) {
  state.filter = { ...state.filter, ...how };
  Object.assign(state, { selected: 0, place: 0 });
  clearTimeout(typing);
  typing = later ? setTimeout(flush, TYPED) : 0;
  if (!later) then(reload);
}

// What was typed into the search is looked for now.
function flush() {
  clearTimeout(typing);
  typing = 0;
  then(reload);
}

function select(index) {
  if (!state.total) return;
  Object.assign(state, { selected: Math.max(0, Math.min(index, state.total - 1)), place: 0 });
  changed();
  then(async () => {
    scrollToSelected(list());
    await loadItem();
  });
}

// A decision: what is said afterwards, and what is shown then: the row behind it (`next`), it again (not `next`) at one of
// its places (`place`), or what stands in its place (null).
function decide(ask) {
  return then(async () => {
    const before = state.item?.id;
    const slow = setTimeout(() => say("Working …"), SLOW);
    const told = await ask().finally(() => clearTimeout(slow));
    state.trouble = "";
    state.note = "";
    await refresh();
    const stays = before ? indexOf(before) : -1; // a change may have put it elsewhere
    if (stays >= 0 && told.next !== null) state.selected = told.next ? Math.min(stays + 1, state.total - 1) : stays;
    state.place = told.next === false ? told.place ?? 0 : 0;
    await loadItem();
    scrollToSelected(list());
    say(`${told.told}. ${counted(state.left, subject.waiting)} left.`);
  });
}

const undo = () => decide(async () => ({ ...(await post("undo")), next: null }));

const base = {
  narrow,
  decide,
  select,
  then,
  reload,
  loadItem,
  undo,
  open(kind, more = {}) {
    state.dialog = { kind, ...more };
    changed();
  },
  close() {
    document.getElementById("dialog").close();
  },
  closed() {
    state.dialog = null;
    changed();
    list()?.focus();
  },
  toggleKeys(event) {
    state.keys = event.target.checked;
    localStorage.setItem("normalize-review-keys", state.keys ? "on" : "off");
  },
};
let actions = base;

function header() {
  const { about } = state;
  const done = state.about.total - state.left;
  return html`<header>
    <h1>Review <span class="title">${bdi(about.title)}</span></h1>
    <p class="progress">
      <progress max=${Math.max(1, about.total)} .value=${done} aria-label="Decided"></progress>
      ${counted(state.left, subject.waiting)} left of ${about.total.toLocaleString("en")}
    </p>
    <div class="buttons">
      ${subject.undoes === false ? nothing : html`<button type="button" @click=${undo}>Undo <kbd>u</kbd></button>`}
      <button type="button" @click=${() => actions.open("help")}>Keys <kbd>?</kbd></button>
    </div>
  </header>`;
}

function footer() {
  const { about } = state;
  return html`<footer>
    <p>Decisions are in <code>${bdi(about.file)}</code>, each as soon as it is taken.</p>
    ${about.next ? html`<p>Then: <code>${bdi(about.next)}</code></p>` : nothing}
  </footer>`;
}

function draw() {
  const trouble = state.trouble ? html`<p class="trouble" role="alert">${state.trouble}</p>` : nothing;
  if (!state.about) {
    render(html`<main class="start">${trouble}</main>`, root);
    return;
  }
  const told = html`<p class="told">${state.told}</p>`;
  render(
    html`${header()}<main>${trouble}${subject.page(actions, changed)}</main>${told}${footer()}
      ${dialog(actions, subject.dialogs)}`,
    root,
  );
  place(list());
  const shown = document.getElementById("dialog");
  if (state.dialog && !shown.open) {
    shown.showModal();
    shown.querySelector("textarea, input, button")?.focus();
  }
}

function isWriting(target) {
  return target.matches?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
}

function move(event) {
  if (event.target.matches?.("[type=radio], [type=range], select")) return false;
  const box = list();
  const pages = { PageDown: screenful(box), PageUp: -screenful(box), Home: -state.total, End: state.total };
  const inList = event.target === box || event.target === document.body;
  const by = event.key.length === 1 && !state.keys ? 0 : MOVES[event.key] ?? (inList ? pages[event.key] : 0);
  if (!by) return false;
  select(state.selected + by);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!state.about || state.dialog || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isWriting(event.target)) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target.matches("input"))) {
      if (typing) flush();
      list()?.focus();
    }
    return;
  }
  const act = state.keys ? subject.keys(actions)[event.key] ?? common[event.key] : undefined;
  if (act) act();
  else if (!move(event)) return;
  event.preventDefault();
});

const common = {
  u: undo,
  "?": () => actions.open("help"),
  "/": () => document.getElementById("search")?.focus(),
};

async function news() {
  if (document.visibilityState === "hidden" || !state.about) return;
  const told = await get("revision");
  if (told.revision !== state.revision) await reload();
}

async function start() {
  state.about = await get("about");
  subject = { audit, clusters, findings }[state.about.kind];
  actions = { ...base, ...subject.actions(base) };
  document.title = `Review ${state.about.title} – normalize`;
  await subject.start(refresh);
  await loadItem();
  await new Promise(requestAnimationFrame);
  if (document.activeElement === document.body) list()?.focus();
  setInterval(() => then(news), NEWS);
}

drawBy(draw);
window.addEventListener("resize", changed);
then(start);
