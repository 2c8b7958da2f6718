// Before the first paint, so that neither the theme nor the rail jumps.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = name => { try { return localStorage.getItem(name); } catch { return null; } };
  const paint = () => { root.dataset.theme = kept("theme") ?? (dark.matches ? "dark" : "light"); };
  paint();
  dark.addEventListener("change", paint);
  if (kept("rail") === "folded") root.dataset.rail = "folded";
})();
