// Reviewing the clusters of a draft: their forms, and what a person may do to them.

import { html, nothing } from "./lit-html.js";
import { get, post } from "./api.js";
import { CLUSTER_FACETS, filters } from "./filters.js";
import { list, row } from "./rows.js";
import { changed, state } from "./state.js";
import { bdi, counted, visible } from "./text.js";

const SUGGESTED = 30; // clusters that may be merged with

export const noun = "cluster";
export const waiting = noun;
export const idAt = (index) => row(index)?.id;

export { openOnes as start } from "./state.js";

export async function load(signal) {
  state.chosen = new Set();
  const id = idAt(state.selected);
  return id ? get("item", { id }, signal) : null;
}

const current = () => state.item?.members[state.place];

export function actions(base) {
  const act = (question, more, next = false) => {
    const { item } = state;
    if (item) base.decide(async () => ({ ...(await post(question, { id: item.id, ...more })), next }));
  };
  const meant = () => (state.chosen.size ? [...state.chosen] : [current().form]);
  const own = {
    clear: () => base.narrow({ search: "", states: [], kinds: [], languages: [] }),
    verdict: (verdict) => act("decide", { verdict, why: state.note }, true),
    skip: () => base.select(state.selected + 1),
    step(by) {
      if (!state.item) return;
      state.place = Math.max(0, Math.min(state.place + by, state.item.members.length - 1));
      changed();
    },
    choosePlace(at) {
      state.place = at;
      changed();
    },
    toggle(form) {
      if (!state.chosen.delete(form)) state.chosen.add(form);
      changed();
    },
    drop: () => state.item && act("drop", { forms: meant() }),
    split: () => state.item && act("split", { forms: meant() }),
    canonical: () => state.item && act("rename", { canonical: current().form }),
    rename: () => state.item && base.open("rename", { item: state.item }),
    saveName(event) {
      event.preventDefault();
      const canonical = document.getElementById("name").value;
      base.close();
      act("rename", { canonical });
    },
    async look(search) {
      const told = await get("list", { filter: { search }, start: 0, count: SUGGESTED });
      if (state.dialog?.kind !== "merge") return;
      state.dialog.others = told.rows.filter((one) => one.id !== state.dialog.item.id);
      changed();
    },
    merge() {
      if (!state.item) return;
      base.open("merge", { item: state.item, others: [] });
      base.then(() => own.look(""));
    },
    saveMerge(event) {
      event.preventDefault();
      const other = event.target.querySelector("input[name=other]:checked")?.value;
      if (!other) return;
      base.close();
      act("merge", { other });
    },
  };
  return own;
}

export function keys(actions) {
  return {
    a: () => actions.verdict("accept"),
    r: () => actions.verdict("reject"),
    s: actions.skip,
    n: () => actions.step(1),
    p: () => actions.step(-1),
    x: () => current() && actions.toggle(current().form),
    c: actions.canonical,
    d: actions.drop,
    t: actions.split,
    m: actions.merge,
    e: actions.rename,
    w: () => document.getElementById("note")?.focus(),
  };
}

function line(shown) {
  return html`<span class="what">${bdi(shown.canonical)}</span>
    <span class="count"><span class="unseen">, mentions to settle: </span>${shown.settles.toLocaleString("en")}</span>
    <span class="facts"
      >${shown.state === "open" ? nothing : html`<span class="state" aria-hidden="true">✓</span>${shown.state} · `}${
        shown.kind
      } · ${counted(shown.forms, "form")} · ${counted(shown.mentions, "mention")}${shown.onto ? " · known entry" : ""}</span
    >`;
}

function member(one, at, actions) {
  const { item } = state;
  const right = one.form === (one.role === "acronym" ? item.acronym : item.canonical);
  const languages = Object.entries(one.languages).map(([lang, count]) => `${lang} ${count}`);
  return html`<tr class=${at === state.place ? "current" : ""}>
    <td>
      <input
        type="checkbox"
        aria-label="choose ${one.shown}"
        .checked=${state.chosen.has(one.form)}
        @change=${() => actions.toggle(one.form)}
      />
    </td>
    <td class="form ${right ? "right" : ""}">
      <button type="button" class="quiet" aria-pressed=${at === state.place} @click=${() => actions.choosePlace(at)}>
        ${bdi(one.shown)}
      </button>
      ${right ? html`<span class="tag safe">canonical</span>` : nothing}
    </td>
    <td class="number">
      ${one.count.toLocaleString("en")}${one.within ? ` + ${one.within.toLocaleString("en")} in longer names` : nothing}
    </td>
    <td class="number">${one.documents.toLocaleString("en")}</td>
    <td>${languages.join(", ")}</td>
    <td>${visible(one.why)}</td>
  </tr>`;
}

function context(one) {
  return html`<li class="place">
    <div class="where"><span class="path">${bdi(one.path)}${one.record === null ? nothing : `, record ${one.record}`}</span></div>
    <p dir="auto">${visible(one.before)}<mark>${bdi(one.text)}</mark>${visible(one.behind)}</p>
  </li>`;
}

function answer(actions) {
  const many = state.chosen.size;
  const what = many ? counted(many, "chosen form") : "this form";
  const one = state.item.members.length === 1;
  return html`<section class="answer" aria-label="Decision">
    <div class="buttons">
      <button type="button" @click=${actions.canonical}>Make canonical <kbd>c</kbd></button>
      <button type="button" ?disabled=${one} @click=${actions.drop}>Drop ${what} <kbd>d</kbd></button>
      <button type="button" ?disabled=${one} @click=${actions.split}>Split off ${what} <kbd>t</kbd></button>
      <button type="button" @click=${actions.merge}>Merge … <kbd>m</kbd></button>
      <button type="button" @click=${actions.rename}>Rename … <kbd>e</kbd></button>
    </div>
    <div class="note">
      <label for="note">Note <kbd>w</kbd></label>
      <input id="note" autocomplete="off" .value=${state.note} @input=${(event) => (state.note = event.target.value)} />
    </div>
    <div class="buttons">
      <button type="button" class="accept" @click=${() => actions.verdict("accept")}>Accept <kbd>a</kbd></button>
      <button type="button" class="reject" @click=${() => actions.verdict("reject")}>Reject <kbd>r</kbd></button>
      <button type="button" @click=${actions.skip}>Skip <kbd>s</kbd></button>
    </div>
    <p class="reach">Decisions on clusters hold for <b>this corpus</b>.</p>
  </section>`;
}

function detail(actions) {
  const { item } = state;
  if (!item) return html`<section class="detail empty"><p>Nothing in this list.</p></section>`;
  const shown = current();
  return html`<section class="detail" aria-labelledby="question">
    <h2 id="question" dir="auto">${bdi(item.canonical)}${item.acronym ? html` (${bdi(item.acronym)})` : nothing}</h2>
    <p class="facts">
      ${item.kind} · ${counted(item.mentions, "mention")}, ${item.settles.toLocaleString("en")} to be written otherwise ·
      <span class="state ${item.state}">${item.state}</span>
    </p>
    <p class="why" dir="auto">Proposed because: ${visible(item.reason)}</p>
    <div class="scroll">
      <table class="members">
        <thead>
          <tr>
            <th scope="col"><span class="unseen">Chosen</span></th>
            <th scope="col">Form</th>
            <th scope="col" class="number">Mentions</th>
            <th scope="col" class="number">Documents</th>
            <th scope="col">Languages</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          ${item.members.map((one, at) => member(one, at, actions))}
        </tbody>
      </table>
    </div>
    ${shown
      ? html`<section class="places" aria-labelledby="places-title">
          <h3 id="places-title">${bdi(shown.shown)} in the corpus</h3>
          <ol>
            ${shown.contexts.map(context)}
          </ol>
        </section>`
      : nothing}
    ${item.apart.length
      ? html`<section aria-labelledby="apart-title">
          <h3 id="apart-title">Kept apart</h3>
          <ul class="apart">
            ${item.apart.map((one) => html`<li>${bdi(one.name)} <span class="faint">${visible(one.why)}</span></li>`)}
          </ul>
        </section>`
      : nothing}
    ${answer(actions)}
  </section>`;
}

function rename(actions) {
  return html`<form method="dialog" @submit=${actions.saveName}>
    <h2>Rename</h2>
    <label for="name">Canonical form of ${bdi(state.dialog.item.canonical)}</label>
    <input id="name" dir="auto" autocomplete="off" spellcheck="false" .value=${state.dialog.item.canonical} />
    <div class="buttons">
      <button type="submit" class="accept">Save</button>
      <button type="button" @click=${actions.close}>Cancel <kbd>Esc</kbd></button>
    </div>
  </form>`;
}

function merge(actions) {
  const { item, others } = state.dialog;
  return html`<form method="dialog" @submit=${actions.saveMerge}>
    <h2>Merge into ${bdi(item.canonical)}</h2>
    <label for="other">Search a cluster</label>
    <input
      id="other"
      type="search"
      autocomplete="off"
      @input=${(event) => actions.then(() => actions.look(event.target.value))}
    />
    <fieldset class="choices">
      <legend class="unseen">Clusters</legend>
      ${others.map(
        (one, at) => html`<label class="value">
          <input type="radio" name="other" value=${one.id} ?checked=${at === 0} />
          <span class="name">${bdi(one.canonical)}</span>
          <span class="count">${counted(one.mentions, "mention")}</span>
        </label>`,
      )}
    </fieldset>
    <div class="buttons">
      <button type="submit" class="accept" ?disabled=${!others.length}>Merge</button>
      <button type="button" @click=${actions.close}>Cancel <kbd>Esc</kbd></button>
    </div>
  </form>`;
}

export const dialogs = { rename, merge };

export function page(actions, redraw) {
  const total = counted(state.total, noun);
  return html`${filters(CLUSTER_FACETS, actions, redraw)}
    <section class="column" aria-label="Clusters">
      <div class="bar"><h2>${total}</h2></div>
      ${list(actions.select, line, total)}
    </section>
    ${detail(actions)}`;
}
