// Listens for renderings and shows each in place. Everything told is set as text, never as markup.
"use strict";

const part = (id) => document.getElementById(id);
const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
let last = null;

function make(kind, className, text) {
  const made = document.createElement(kind);
  made.className = className;
  made.textContent = text;
  return made;
}

function showPages(view) {
  const pages = part("pages");
  while (pages.children.length > view.pages.length) pages.lastElementChild.remove();
  view.pages.forEach((size, index) => {
    // a picture that is there stays until its successor has come, and keeps its place: nothing jumps
    const img = pages.children[index] ?? pages.appendChild(new Image());
    img.alt = `Page ${index + 1} of ${view.pages.length}: ${view.title}`;
    const [width, height] = [size.width, size.height].map((points) => Math.round(points * 96 / 72));
    img.setAttribute("width", width);
    img.setAttribute("height", height);
    img.style.maxWidth = `${width}px`;
    img.loading = index < 2 ? "eager" : "lazy";
    const src = `/pages/${index + 1}.png?version=${view.version}`;
    if (img.getAttribute("src") !== src) img.src = src;
  });
}

function showProblems(view) {
  const found = view.problems;
  part("problems").hidden = !found.length;
  part("problems").classList.toggle("failed", view.failed);
  part("problems-head").textContent = heading(view);
  part("list").replaceChildren(...found.map((problem) => {
    const item = make("li", problem.level, "");
    if (problem.place) item.append(make("div", "place", problem.place));
    item.append(make("div", "message", problem.level === "error" ? problem.message : `${problem.level}: ${problem.message}`));
    if (problem.hint) item.append(make("div", "hint", problem.hint));
    return item;
  }));
}

function heading(view) {
  const count = view.problems.length;
  if (!view.failed) return `Drawn, with ${counted(count, "warning")}`;
  return `${counted(count, "problem")}: ${view.version ? "these are the last pages that could be drawn" : "nothing could be drawn yet"}`;
}

function say(text, isBad) {
  part("status").textContent = text;
  part("status").classList.toggle("bad", isBad);
}

function show(view) {
  last = view;
  document.body.dataset.number = view.number;
  part("name").textContent = `${view.name} · ${view.case}`;
  part("title").textContent = view.title;
  part("files").hidden = !view.version;
  const name = `${view.name} – ${view.case}`;
  document.title = view.failed ? `✗ ${counted(view.problems.length, "problem")} – ${name}` : name;
  part("pages").classList.toggle("stale", view.failed);
  showPages(view);
  showProblems(view);
  if (!view.number) return say("Rendering…", false);
  const time = new Date().toLocaleTimeString();
  if (view.failed) return say(`${time}: ${counted(view.problems.length, "problem")}`, true);
  say(`${time}: ${counted(view.pages.length, "page")} in ${view.milliseconds} ms`, false);
}

const events = new EventSource("/events");
events.onmessage = (event) => show(JSON.parse(event.data));
events.onerror = () => {
  document.title = `(ended) ${last ? `${last.name} – ${last.case}` : "casefile preview"}`;
  say("The preview has ended; what you see is the last rendering. Start it again in the terminal.", true);
};
