// What report.html does beyond being read: a theme, a table of contents that follows, tables that sort. Without it the page
// is whole. It asks nothing of the network; the one thing that it remembers is the theme.
(function () {
  "use strict";
  const root = document.documentElement;
  const remembered = {
    get() { try { return localStorage.getItem("theme"); } catch { return null; } },
    set(theme) { try { localStorage.setItem("theme", theme); } catch { /* a page that may not remember still works */ } },
  };
  // Before the first paint, or a dark page would flash.
  const chosen = remembered.get();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  root.classList.add("scripted");

  function themeButton(button) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remembered.set(root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
    button.hidden = false;
  }

  function printButton(button) {
    button.addEventListener("click", () => print());
    button.hidden = false;
  }

  // The entry of the last heading above the upper third of the window is the current one.
  function follow(contents) {
    const links = new Map();
    for (const link of contents.querySelectorAll("a")) links.set(link.hash.slice(1), link);
    const headings = [...document.querySelectorAll("main :is(h1, h2, h3)")].filter((heading) => links.has(heading.id));
    const wide = matchMedia("(min-width: 70rem)");
    let current = null;
    let waiting = false;
    function update() {
      waiting = false;
      const line = innerHeight / 3;
      let low = 0;
      let high = headings.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (headings[middle].getBoundingClientRect().top <= line) low = middle + 1;
        else high = middle;
      }
      const heading = headings[Math.max(low - 1, 0)];
      const link = heading && links.get(heading.id);
      if (!link || link === current) return;
      if (current) current.removeAttribute("aria-current");
      for (const open of contents.querySelectorAll("li.open")) open.classList.remove("open");
      for (let item = link.closest("li"); item; item = item.parentElement.closest("li")) item.classList.add("open");
      link.setAttribute("aria-current", "location");
      current = link;
      if (wide.matches) {
        const [box, place] = [contents.getBoundingClientRect(), link.getBoundingClientRect()];
        if (place.top < box.top + 40 || place.bottom > box.bottom - 40) contents.scrollTop += place.top - box.top - box.height / 3;
      }
    }
    const later = () => { if (!waiting) { waiting = true; requestAnimationFrame(update); } };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    update();
    // On a narrow screen the contents stand above the text, closed.
    const details = contents.querySelector("details");
    const fold = () => { details.open = wide.matches; };
    wide.addEventListener("change", fold);
    fold();
    details.addEventListener("click", (event) => { if (!wide.matches && event.target.closest("a")) details.open = false; });
  }

  // Keys: numbers one after the other, nothing for a hidden cell, which comes last either way, and words without a key.
  function compared(words) {
    return (one, other) => {
      if (one.last || other.last) return { order: one.last - other.last, fixed: true };
      const length = Math.min(one.numbers.length, other.numbers.length);
      for (let at = 0; at < length; at += 1) {
        if (one.numbers[at] !== other.numbers[at]) return { order: one.numbers[at] - other.numbers[at] };
      }
      return { order: words.compare(one.text, other.text) };
    };
  }

  function sortable(table, words, status, body) {
    const rows = table.tBodies[table.tBodies.length - 1];
    const start = [...rows.rows];
    const headers = [...table.tHead.rows[0].cells];
    const compare = compared(words);
    const keyOf = (row, column) => {
      const cell = row.cells[column];
      const key = cell.dataset.key;
      return { row, last: key === "", numbers: key ? key.split(" ").map(Number) : [], text: cell.textContent };
    };
    headers.forEach((header, column) => {
      const button = document.createElement("button");
      const name = header.textContent;
      button.type = "button";
      button.title = body.sort;
      button.append(...header.childNodes);
      header.append(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const next = { none: "ascending", ascending: "descending", descending: "none" }[header.getAttribute("aria-sort")];
        for (const other of headers) other.setAttribute("aria-sort", "none");
        header.setAttribute("aria-sort", next);
        const sign = next === "descending" ? -1 : 1;
        const keys = start.map((row) => keyOf(row, column));
        if (next !== "none") {
          keys.sort((one, other) => {
            const { order, fixed } = compare(one, other);
            return fixed ? order : sign * order;
          });
        }
        rows.append(...keys.map((key) => key.row));
        status.textContent = next === "none" ? body.back : `${next === "ascending" ? body.up : body.down} ${name}`;
      });
    });
  }

  // A box that does not scroll needs no stop of the Tab key; one that does says what it holds.
  function stops() {
    const measure = (box) => { box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1; };
    for (const title of document.querySelectorAll(".picture > svg > title")) {
      const box = title.closest(".picture");
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", title.id);
    }
    const watch = new ResizeObserver((entries) => entries.forEach((entry) => measure(entry.target)));
    for (const box of document.querySelectorAll(".table, .picture")) watch.observe(box);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const action = (name, start) => document.querySelectorAll(`[data-action="${name}"]`).forEach(start);
    action("theme", themeButton);
    action("print", printButton);
    const contents = document.getElementById("page-contents");
    if (contents) follow(contents);
    const words = new Intl.Collator(root.lang, { numeric: true });
    const status = document.getElementById("page-status");
    for (const table of document.querySelectorAll("table.sortable")) sortable(table, words, status, document.body.dataset);
    stops();
  });
})();
