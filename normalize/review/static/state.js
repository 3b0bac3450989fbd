// What the page knows, in one place, and drawing it: whoever changes it says so by `changed()`.

export const state = {
  about: null,
  filter: { states: ["open"], applicability: ["unsafe"], sort: "places" },
  total: 0,
  left: 0,
  facets: {},
  bins: [],
  places: [],
  revision: -1,
  selected: 0,
  item: null,
  place: 0,
  first: 0,
  reach: "corpus",
  note: "",
  told: "",
  trouble: "",
  dialog: null,
  chosen: new Set(),
  keys: localStorage.getItem("normalize-review-keys") !== "off",
};

let draw = () => {};
let waiting = false;

export function drawBy(function_) {
  draw = function_;
}

export function changed() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    draw();
  });
}

// Say what was done: on the page, and to screen readers.
export function say(text) {
  state.told = text;
  document.getElementById("said").textContent = text;
  changed();
}

export const REACHES = [
  ["this", "This place", "this one place alone"],
  ["document", "Document", "this document"],
  ["corpus", "Corpus", "this corpus"],
  ["always", "Always", "every corpus, from now on"],
];

// A list begins with what is open; with everything where nothing is.
export async function openOnes(refresh) {
  state.filter = { states: ["open"] };
  await refresh();
  if (state.total) return;
  state.filter = {};
  await refresh();
}
