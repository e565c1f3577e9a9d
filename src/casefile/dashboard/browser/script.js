"use strict";
(() => {
  const table = document.querySelector("table.cases"), form = document.getElementById("find");
  if (!table || !form) return;
  const input = document.getElementById("q"), state = document.getElementById("state");
  const status = document.getElementById("status"), body = table.tBodies[0];
  let rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  // Letters without their accents, in small: what is typed finds what is written.
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const plain = { "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ё": "е", "’": "'" };
  const folded = (text) => bare(text).replace(/[łøđßæœё’]/g, (letter) => plain[letter]);

  const texts = new Map();
  const words = (row) => texts.get(row) ?? (texts.set(row, folded(row.textContent)), texts.get(row));

  // So many rows are shown until the rest is asked for; on paper all that were found.
  const first = 50, more = document.createElement("button"), line = document.createElement("p");
  let whole = false;
  more.type = "button";
  line.className = "more";
  line.append(more);
  table.after(line);

  function find() {
    const parts = folded(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = (!state.value || row.cells[3].textContent === state.value) && parts.every((part) => words(row).includes(part));
      count += fits ? 1 : 0;
      row.hidden = !fits || (!whole && count > first);
    }
    const left = whole ? 0 : Math.max(count - first, 0);
    line.hidden = !left;
    more.textContent = form.dataset.more.replace("{count}", left);
    status.textContent = form.dataset.shown.replace("{count}", count).replace("{all}", rows.length);
  }

  // Amounts of one currency stand together: those of two are never compared.
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v ?? cell.textContent;
  };
  const compared = [
    (one, other) => order.compare(one, other),
    (one, other) => order.compare(one.slice(0, 3), other.slice(0, 3)) || Number(one.slice(4)) - Number(other.slice(4)),
    (one, other) => Number(one) - Number(other),
    (one, other) => order.compare(one, other),
    (one, other) => (one < other ? -1 : one > other ? 1 : 0),
  ];

  function sort(column) {
    const head = heads[column], down = head.getAttribute("aria-sort") === "ascending" || (!head.hasAttribute("aria-sort") && (column === 1 || column === 2));
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const keyed = rows.map((row) => [value(row, column), row]);
    keyed.sort((one, other) => (down ? -1 : 1) * compared[column](one[0], other[0]));
    rows = keyed.map((each) => each[1]);
    body.append(...rows);
    find();
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column));
    head.append(button);
  });
  heads[2].setAttribute("aria-sort", "descending");

  more.addEventListener("click", () => {
    const next = rows.filter((row) => !row.hidden).length;
    whole = true;
    find();
    rows.filter((row) => !row.hidden)[next].querySelector("a").focus();
  });
  let asked = false;
  addEventListener("beforeprint", () => { asked = whole; whole = true; find(); });
  addEventListener("afterprint", () => { whole = asked; find(); });

  const kept = () => {
    const mark = input.value ? `#q=${encodeURIComponent(input.value)}` : "#cases";
    if (location.hash !== mark) history.replaceState(null, "", mark);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = document.activeElement === input;
    if (event.key === "/" && !typing && !document.activeElement.matches("input, select, textarea")) { input.focus(); input.select(); }
    else if (event.key === "Escape" && typing) { input.value = ""; find(); kept(); }
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", find);
  input.addEventListener("change", kept);
  state.addEventListener("change", find);
  form.hidden = false;
  if (location.hash.startsWith("#q=")) {
    try { input.value = decodeURIComponent(location.hash.slice(3)); } catch { input.value = ""; }
    document.getElementById("cases").scrollIntoView();
  }
  find();
})();
