"use strict";
(() => {
  const told = JSON.parse(document.getElementById("pages").textContent);
  const form = document.getElementById("form"), input = document.getElementById("search");
  const status = document.getElementById("status"), hits = document.getElementById("hits");
  const results = document.getElementById("results"), all = document.getElementById("all");
  const MOST = 200, BEFORE = 60, AFTER = 160;

  // Letters that Unicode does not take for others with an accent, as they are typed where the keyboard lacks them.
  const SPELT = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ı": "i", "ς": "σ",
  };
  // Letters without their accents, in small: what is typed finds what is written, with the place of each letter kept.
  const bare = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþħŧŋıς]/g, (letter) => SPELT[letter]);
  const pages = told.pages.map(bare);
  const titles = told.documents.map((each) => bare(`${each.label} ${each.title}`));

  const wanted = (query) =>
    [...query.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]?|([^\s"“”„«»]+)/g)].map((found) => bare(found[1] ?? found[2]).trim()).filter(Boolean);
  const holds = (text, parts) => parts.every((part) => text.includes(part));
  const named = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const last = (list, page) => list.reduce((found, each) => (each.first <= page ? each : found));

  function address(page) {
    const file = last(told.files, page);
    return `${file.href}#page=${page - file.first + 1}`;
  }

  // Where each letter of a text without accents stands in the text itself.
  function places(text) {
    const found = [];
    let place = 0;
    for (const letter of text) {
      for (let count = bare(letter).length; count; count -= 1) found.push(place);
      place += letter.length;
    }
    found.push(text.length);
    return found;
  }

  function around(page, parts) {
    const text = told.pages[page - 1], where = places(text), plain = pages[page - 1];
    const first = Math.min(...parts.map((part) => plain.indexOf(part)).filter((place) => place >= 0));
    const early = Math.max(first - BEFORE, 0), blank = plain.lastIndexOf(" ", first + AFTER);
    const from = early && plain.slice(early, first).includes(" ") ? plain.indexOf(" ", early) + 1 : early;
    const to = first + AFTER >= plain.length ? plain.length : blank > first ? blank : first + AFTER;
    const line = document.createElement("span");
    line.className = "words";
    let done = where[from];
    line.append(from ? "… " : "");
    for (let place = from; place < to; ) {
      const part = parts.find((each) => plain.startsWith(each, place));
      if (!part) { place += 1; continue; }
      line.append(text.slice(done, where[place]));
      const mark = document.createElement("mark"), begun = where[place];
      place += part.length;
      while (where[place] === where[place - 1]) place += 1;  // the rest of a letter that is spelt with two
      done = where[place];
      mark.textContent = text.slice(begun, done);
      line.append(mark);
    }
    line.append(text.slice(done, Math.max(where[to], done)), to < plain.length ? " …" : "");
    return line;
  }

  function row(page, under) {
    const item = document.createElement("li"), link = document.createElement("a");
    const head = document.createElement("span"), name = document.createElement("span"), number = document.createElement("span");
    const document_ = last(told.documents, page);
    link.href = address(page);
    head.className = "head";
    name.textContent = `${document_.label} ${document_.title}`.trim();
    number.className = "page";
    number.textContent = named(told.words.page, { page: told.numbers[page - 1] });
    head.append(name, number);
    link.append(head);
    if (under) link.append(under);
    item.append(link);
    return item;
  }

  function search() {
    const parts = wanted(input.value);
    results.hidden = !parts.length;
    all.hidden = Boolean(parts.length);
    hits.replaceChildren();
    status.textContent = "";
    if (!parts.length) return;
    const titled = told.documents.filter((_, number) => holds(titles[number], parts));
    const found = pages.flatMap((text, number) => (holds(text, parts) ? [number + 1] : []));
    hits.append(...titled.slice(0, MOST).map((each) => row(each.first)));
    hits.append(...found.slice(0, MOST).map((page) => row(page, around(page, parts))));
    const count = named(told.words.found, { count: found.length });
    const shown = found.length > MOST ? ` ${named(told.words.first, { count: MOST })}` : "";
    status.textContent = found.length || titled.length ? count + shown : told.words.nothing;
  }

  function keep() {
    const mark = input.value ? `#q=${encodeURIComponent(input.value)}` : "#";
    if (location.hash !== mark) location.replace(mark);
  }

  function move(step) {
    const links = [...(results.hidden ? all : results).querySelectorAll("a.go, #hits a")];
    if (!links.length) return;
    const at = links.indexOf(document.activeElement) + step;
    if (at < 0) input.focus();
    else links[Math.min(at, links.length - 1)].focus();
  }

  function leave() {
    input.value = "";
    search();
    keep();
    input.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = document.activeElement === input, moving = typing || document.activeElement.matches("a.go, #hits a");
    if (event.key === "/" && !typing) { input.focus(); input.select(); }
    else if (event.key === "ArrowDown" && moving) move(1);
    else if (event.key === "ArrowUp" && moving) move(-1);
    else if (event.key === "Escape" && (typing || input.value)) leave();
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hits.querySelector("a")?.click();
  });
  input.addEventListener("input", search);
  input.addEventListener("change", keep);
  hits.addEventListener("click", keep);
  if (location.hash.startsWith("#q=")) {
    try { input.value = decodeURIComponent(location.hash.slice(3)); } catch { input.value = ""; }
  }
  form.hidden = false;
  search();
})();
