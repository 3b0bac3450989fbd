// Texts of documents, shown as what they are: never as markup, and with what cannot be seen made visible.

import { html } from "./lit-html.js";

// Control characters but the line feed and the tab, and characters that have no width or turn the direction of others.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

function code(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

// A text with a sign for each character that cannot be seen.
export function visible(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(UNSEEN)) {
    if (found.index > at) parts.push(text.slice(at, found.index));
    parts.push(html`<span class="sign">${code(found[0])}</span>`);
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

// A text on one line, by itself: its direction tells nothing about what stands beside it. Blanks that would not be seen
// at its ends, or beside others, are shown.
export function bdi(text) {
  if (text === "") return html`<span class="nothing">nothing</span>`;
  const shown = text
    .replaceAll(/^ +| +$| {2,}/g, (blanks) => "␣".repeat(blanks.length))
    .replaceAll("\u00a0", "⍽")
    .replaceAll(/\r\n|\n/g, "↵")
    .replaceAll("\t", "⇥");
  return html`<bdi>${visible(shown)}</bdi>`;
}

// The question of a proposal: what stands there, and what is to stand there.
export function change(text, replacement) {
  if (replacement === null) return html`${bdi(text)}`;
  return html`${bdi(text)} <span class="arrow" aria-hidden="true">→</span><span class="unseen"> becomes </span>
    ${bdi(replacement)}`;
}

export function counted(count, noun, plural = `${noun}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}
