// @ts-check
// Starts what a page asks for. Each module exports enhance(root, tools) and is loaded only where its
// selector is found; without script everything works, with less comfort. Modules take the version
// mark of this file, so that all of them may be cached for ever.

const version = new URL(import.meta.url).search;
const modules = [
  ["./menu.js", "details.menu, .main-nav"],
  ["./upload.js", "form[data-upload]"], // before once and keep: it sends by itself and tells them
  ["./once.js", "form"],
  ["./keep.js", "form[data-keep], [data-keeps-typed], [data-forget-typed]"],
  ["./calendar.js", "input[data-date]"],
  ["./bulk.js", "table[data-bulk]"],
  ["./matrix.js", "table[data-matrix]"],
  ["./period.js", "[data-take-over]"],
  ["./grid.js", "table[data-grid]"],
  ["./choices.js", "[data-choices]"],
  ["./review_paper.js", "[data-review]"],
  ["./review_pick.js", "[data-review]"],
  ["./review_inline.js", "[data-review]"],
  ["./review_send.js", "[data-review]"],
  ["./review_keys.js", "[data-review]"],
  ["./review_more.js", "[data-review]"],
  ["./scan.js", "[data-scan]"],
  ["./copy.js", "[data-copy]"],
];

/** What a script says, in the page's language; {name} places are filled from values. */
function word(name, values = {}) {
  const text = document.getElementById("words")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (_whole, key) => String(values[key] ?? ""));
}

/** Say something to those who listen. */
function say(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

/** An icon of ours, as the macro draws it. */
function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `${new URL("../icons.svg", import.meta.url).pathname}${version}#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Switch on everything that `root` asks for; also called for a page that a script brought. */
async function start(root) {
  root.querySelector("[data-focus]")?.focus();
  const wanted = modules.filter(([, selector]) => root.querySelector(selector));
  const loaded = await Promise.all(wanted.map(([path]) => import(path + version)));
  await Promise.all(loaded.map((module) => module.enhance(root, { word, say, icon, start })));
  document.body.dataset.enhanced = "yes";
}

start(document);
