// What the shell does without asking the server: search by key, theme, rail, rows by keyboard, idle limit, input kept over a lost circuit.
(() => {
  const root = document.documentElement;
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private mode: lasts for this page only */ } };
  const typing = e => e.target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", e => {
    if ((e.key === "/" && !typing(e) && !e.ctrlKey && !e.metaKey && !e.altKey) || ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k")) {
      const box = document.querySelector("[data-search] input");
      if (box) { e.preventDefault(); box.focus(); box.select(); }
    }
    // A button that names its key is pressed by it, while the focus is in its region and nowhere else (WCAG 2.1.4).
    const keys = e.target.closest?.("[data-keys]");
    if (keys && !typing(e) && !e.ctrlKey && !e.metaKey && !e.altKey) {
      const named = [...keys.querySelectorAll("[aria-keyshortcuts]")].find(b => b.getAttribute("aria-keyshortcuts").split(" ").includes(e.key) && !b.disabled);
      if (named) { e.preventDefault(); named.click(); }
    }
    if (e.key === "Escape") document.querySelectorAll("details.who[open], details.chooser[open]").forEach(d => { d.open = false; d.querySelector("summary").focus(); });
    if ((e.key === "ArrowDown" || e.key === "ArrowUp") && e.target.matches("table.dense td > a")) {
      const row = e.target.closest("tr");
      const next = e.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
      const link = next?.querySelector("td > a");
      if (link) { e.preventDefault(); link.focus(); }
    }
  });

  document.addEventListener("click", e => {
    const at = s => e.target.closest(s);
    if (at("[data-theme-switch]")) {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      keep("theme", root.dataset.theme);
    } else if (at("[data-fold-rail]")) {
      if (root.dataset.rail) delete root.dataset.rail; else root.dataset.rail = "folded";
      keep("rail", root.dataset.rail ?? "");
    } else if (at("[data-skip]")) {
      e.preventDefault();
      document.getElementById("content").focus();
    } else if (at("[data-to-field]")) {
      const field = document.getElementById(at("[data-to-field]").dataset.toField);
      if (field) { e.preventDefault(); field.focus(); }
    } else if (at("[data-stay]")) {
      active(true);
    } else if (at("[data-reload]")) {
      keepInput();
      location.reload();
    } else if (at("[data-reconnect]")) {
      Blazor.reconnect?.();
    } else if (at("table.dense tbody tr") && !at("a, button, input, select, label") && !String(getSelection())) {
      at("tr").querySelector("td > a")?.click();
    }
    document.querySelectorAll("details.who[open], details.chooser[open]").forEach(d => { if (!d.contains(e.target)) d.open = false; });
  });

  // The search goes through the router when there is a circuit, so that the page does not start anew.
  document.addEventListener("submit", e => {
    if (e.target.matches("[data-search]") && window.Blazor?.navigateTo) {
      e.preventDefault();
      const q = new FormData(e.target).get("q").trim();
      if (q) Blazor.navigateTo("/search?q=" + encodeURIComponent(q));
    }
  });

  // Input of a page whose circuit is gone is put back after the reload, into fields of the same id or name that are still empty.
  const fields = () => [...document.querySelectorAll("main input:not([type=password], [type=file], [type=hidden], [type=search]), main textarea, main select")].filter(f => f.id || f.name);
  const place = "input:" + location.pathname;
  function keepInput() {
    const values = Object.fromEntries(fields().map(f => [f.id || f.name, /checkbox|radio/.test(f.type) ? f.checked : f.value]));
    try { sessionStorage.setItem("input:" + location.pathname, JSON.stringify(values)); } catch { /* nothing can be kept then */ }
  }
  function putBack() {
    const text = sessionStorage.getItem(place);
    const main = document.querySelector("main[data-interactive]:not([data-interactive=no])");
    if (!text || !main || fields().length === 0) return false;
    sessionStorage.removeItem(place);
    const values = JSON.parse(text);
    for (const f of fields()) {
      const value = values[f.id || f.name];
      if (value === undefined || value === "") continue;
      if (typeof value === "boolean") f.checked = value; else f.value = value;
      f.dispatchEvent(new Event("input", { bubbles: true }));
      f.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return true;
  }
  if (sessionStorage.getItem(place)) {
    let tries = 0;
    const timer = setInterval(() => { if (putBack() || ++tries > 40) clearInterval(timer); }, 250);
  }

  // A page that has just come is read from its heading; who types in it already is left where they are.
  window.focusHeading = () => {
    const heading = document.querySelector("h1");
    if (!heading || document.activeElement?.closest("main :is(input, textarea, select)")) return;
    if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  // Idle limit: the server ends the session; the page says so a minute before and keeps it alive while somebody works.
  const idleMs = Number(document.body.dataset.idleMinutes) * 60000;
  const warnMs = Math.min(60000, idleMs / 2);
  const notice = document.getElementById("idle-notice");
  let last = Date.now(), told = Date.now();
  function active(now) {
    if (!notice.hidden && now !== true) return;
    last = Date.now();
    notice.hidden = true;
    if (now === true || last - told > Math.min(60000, idleMs / 6)) {
      told = last;
      fetch("/session", { cache: "no-store" });
    }
  }
  if (document.querySelector(".boot, .shell")) {
    ["pointerdown", "keydown", "wheel"].forEach(name => addEventListener(name, () => active(false), { passive: true }));
    const watch = setInterval(() => {
      const left = idleMs - (Date.now() - last);
      notice.hidden = left > warnMs;
      if (left <= warnMs) notice.querySelector("[data-idle-left]").textContent = Math.max(0, Math.ceil(left / 1000));
      if (left <= 0) { clearInterval(watch); const form = document.getElementById("sign-out"); form.action = "/sign-out?why=idle"; form.submit(); }
    }, 1000);
  }

  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 40, retryIntervalMilliseconds: n => Math.min(500 * (n + 1), 5000) } } });
})();
