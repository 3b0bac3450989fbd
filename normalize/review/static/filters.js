// What narrows the list: a search, facets with their counts, and a threshold over a histogram of the scores.

import { html, nothing, svg } from "./lit-html.js";
import { state } from "./state.js";
import { bdi, counted } from "./text.js";

export const FINDING_FACETS = [
  ["states", "Decision"],
  ["applicability", "Applicability"],
  ["rules", "Rule"],
  ["entries", "Entry"],
  ["languages", "Language"],
  ["folder", "Folder"],
];
export const CLUSTER_FACETS = [
  ["states", "Decision"],
  ["kinds", "Kind"],
  ["languages", "Language"],
];
export const AUDIT_FACETS = [
  ["states", "Answer"],
  ["strata", "Stratum"],
];
const SORTS = [
  ["places", "Most places first"],
  ["sure", "Highest score first"],
  ["unsure", "Lowest score first"],
  ["text", "By text"],
  ["rule", "By rule"],
];
const OPEN_FIRST = new Set(["states", "applicability", "rules"]);
const HEIGHT = 40;

function named(facet, value) {
  if (value === "") return html`<span class="faint">none</span>`;
  if (facet === "rules") return html`${value} <span class="faint">${state.about.rules[value] ?? ""}</span>`;
  return bdi(value);
}

function chosen(facet) {
  const given = state.filter[facet];
  return facet === "folder" ? (given ? [given] : []) : (given ?? []);
}

function toggled(facet, value) {
  const now = chosen(facet);
  if (facet === "folder") return { folder: now.includes(value) ? "" : value };
  return { [facet]: now.includes(value) ? now.filter((held) => held !== value) : [...now, value] };
}

function facet([name, label], narrow) {
  const now = chosen(name);
  const counts = new Map(state.facets[name] ?? []);
  for (const value of now) if (!counts.has(value)) counts.set(value, 0);
  if (!counts.size) return nothing;
  const values = [...counts].filter(([value, count]) => count > 0 || now.includes(value));
  const mark = now.length ? html`<span class="chosen">${now.length}<span class="unseen"> chosen</span></span>` : nothing;
  return html`<details ?open=${OPEN_FIRST.has(name)}>
    <summary>${label} ${mark}</summary>
    <fieldset>
      <legend class="unseen">${label}</legend>
      ${values.map(
        ([value, count]) => html`<label class="value">
          <input type="checkbox" .checked=${now.includes(value)} @change=${() => narrow(toggled(name, value))} />
          <span class="name">${named(name, value)}</span>
          <span class="count">${count.toLocaleString("en")}</span>
        </label>`,
      )}
    </fieldset>
  </details>`;
}

const sum = (counts) => counts.reduce((total, count) => total + count, 0);

function bars(threshold) {
  const most = Math.max(1, ...state.bins);
  const up = (count) => Math.max(1.5, (HEIGHT * Math.log1p(count)) / Math.log1p(most));
  return html`<svg viewBox="0 0 102 ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${state.bins.map((count, at) => {
      if (!count) return nothing;
      const kind = at >= threshold === (state.side !== "below") ? "bin in" : "bin";
      return svg`<rect class=${kind} x=${at} y=${HEIGHT - up(count)} width="1.8" height=${up(count)} />`;
    })}
    <line class="threshold" x1=${threshold} x2=${threshold} y1="0" y2=${HEIGHT} />
  </svg>`;
}

// The bounds of the score that a threshold in hundredths sets, from it up or below it.
export function bounds(threshold, side) {
  if (side === "below") return { least: 0, most: Math.max(0, threshold / 100 - 1e-9) };
  return { least: threshold / 100, most: 1 };
}

function histogram(narrow, changed) {
  if (!state.bins.length) return nothing;
  const threshold = state.threshold ?? 0;
  const [low, high] = [state.bins.slice(0, threshold), state.bins.slice(threshold)];
  const [lowPlaces, highPlaces] = [state.places.slice(0, threshold), state.places.slice(threshold)];
  const set = (side, at) => {
    Object.assign(state, { side, threshold: at });
    narrow(bounds(at, side));
  };
  return html`<section class="scores" aria-label="Scores">
    <div class="head">
      <label for="threshold">Score</label>
      <select
        id="side"
        aria-label="Which side of the threshold"
        @change=${(event) => set(event.target.value, threshold)}
      >
        <option value="from" ?selected=${state.side !== "below"}>from</option>
        <option value="below" ?selected=${state.side === "below"}>below</option>
      </select>
      <output for="threshold">${(threshold / 100).toFixed(2)}</output>
    </div>
    ${bars(threshold)}
    <input
      id="threshold"
      type="range"
      min="0"
      max="100"
      .value=${String(threshold)}
      @input=${(event) => {
        state.threshold = Number(event.target.value);
        changed();
      }}
      @change=${(event) => set(state.side ?? "from", Number(event.target.value))}
    />
    <p class="would">
      <b>${(threshold / 100).toFixed(2)} or more</b>: accepting would change ${counted(sum(highPlaces), "place")} of
      ${counted(sum(high), "proposal")}<br />
      <b>less</b>: ${counted(sum(lowPlaces), "place")} of ${counted(sum(low), "proposal")}
    </p>
  </section>`;
}

function sorting(narrow) {
  return html`<label class="unseen" for="sort">Order</label>
    <select id="sort" @change=${(event) => narrow({ sort: event.target.value })}>
      ${SORTS.map(([value, label]) => html`<option value=${value} ?selected=${state.filter.sort === value}>${label}</option>`)}
    </select>`;
}

function search(narrow) {
  return html`<div class="search">
    <label class="unseen" for="search">Search</label>
    <input
      id="search"
      type="search"
      placeholder="Search  ( / )"
      autocomplete="off"
      spellcheck="false"
      .value=${state.filter.search ?? ""}
      @input=${(event) => narrow({ search: event.target.value }, true)}
    />
  </div>`;
}

// The column of filters; in a narrow window it folds away.
export function filters(facets, actions, changed) {
  const { narrow, clear } = actions;
  return html`<search class="filters ${state.unfolded ? "unfolded" : ""}" aria-label="Filters">
    ${search(narrow)}
    <div class="sort">
      ${state.filter.sort ? sorting(narrow) : nothing}
      <button
        type="button"
        class="fold"
        aria-expanded=${Boolean(state.unfolded)}
        @click=${() => {
          state.unfolded = !state.unfolded;
          changed();
        }}
      >
        Filters
      </button>
      <button type="button" class="quiet" @click=${clear}>Clear</button>
    </div>
    <div class="more">${histogram(narrow, changed)} ${facets.map((one) => facet(one, narrow))}</div>
  </search>`;
}
