// n or j goes to the next passage, p or k to the one before; the links of each passage do the same without this.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
  if (!step) return;
  const now = /^#c(\d+)$/.exec(location.hash);
  const next = document.getElementById("c" + (now ? Number(now[1]) + step : 1));
  if (!next) return;
  event.preventDefault();
  location.hash = next.id;
  next.focus({ preventScroll: true });
});
