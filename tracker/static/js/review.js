// @ts-check
// The review by keyboard, and a draft's page opened inside its card. Without script every deed is a
// link or a button; nothing here does what they do not.

export function enhance(root, { say, start }) {
  const review = root.querySelector("[data-review]");
  const cards = [...review.querySelectorAll("[data-card]")];
  for (const link of review.querySelectorAll("a[data-inline]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openInside(link, start);
    });
  }
  for (const card of cards) card.addEventListener("focusin", () => showSource(card));
  count(root, cards);
  const keys = root.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  document.addEventListener("keydown", (event) => onKey(event, cards, say));
}

/** Bring the form of the draft's own page into its card; where that fails, go to the page. */
async function openInside(link, start) {
  const place = link.closest("[data-card]").querySelector("[data-inline-place]");
  if (place.dataset.of === link.href && place.hasChildNodes()) {
    place.replaceChildren();
    return;
  }
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("main form.form");
    if (!form) throw new Error("no form");
    prefix(form, place.closest("[data-card]").id);
    place.replaceChildren(document.importNode(form, true));
    place.dataset.of = link.href;
    start(place);
    place.querySelector("textarea, select, input:not([type=hidden])")?.focus();
    const back = place.querySelector(".submit-row a");
    back?.addEventListener("click", (event) => {
      event.preventDefault();
      place.replaceChildren();
      link.focus();
    });
  } catch {
    location.assign(link.href);
  }
}

/** Ids of a form that came from another page must not meet those of this one. */
function prefix(form, name) {
  for (const thing of form.querySelectorAll("[id]")) thing.id = `${name}-${thing.id}`;
  for (const attribute of ["for", "aria-describedby", "list"]) {
    for (const thing of form.querySelectorAll(`[${attribute}]`)) {
      const ids = thing.getAttribute(attribute).split(" ").filter(Boolean);
      thing.setAttribute(attribute, ids.map((id) => `${name}-${id}`).join(" "));
    }
  }
}

/** The paragraph of a card comes into sight beside it and is marked. */
function showSource(card) {
  document.querySelectorAll(".clause.here").forEach((clause) => clause.classList.remove("here"));
  const link = card.querySelector(".to-source");
  const clause = link && document.querySelector(link.getAttribute("href"));
  if (!clause) return;
  clause.classList.add("here");
  const paper = clause.closest(".review-paper");
  if (getComputedStyle(paper).position === "sticky") {
    paper.scrollTop = clause.offsetTop - paper.clientHeight / 3;
  }
}

function onKey(event, cards, say) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at.matches("input:not([type=checkbox]), textarea, select")) return;
  const here = cards.indexOf(at.closest("[data-card]"));
  if (event.key === "j" || event.key === "k") {
    const next = cards[Math.max(0, Math.min(cards.length - 1, here + (event.key === "j" ? 1 : -1)))];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    say(next.getAttribute("aria-label"));
    return;
  }
  const card = cards[here];
  if (!card) return;
  if (event.key === " " && at === card) {
    event.preventDefault();
    card.querySelector("input[name=picks]")?.click();
    return;
  }
  const deed = card.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (deed && !at.closest("[data-inline-place]")) {
    event.preventDefault();
    deed.click();
  }
}

/** How many are ticked, on the panel that acts on them. */
function count(root, cards) {
  const words = root.querySelector("[data-picked-count]");
  const boxes = cards.map((card) => card.querySelector("input[name=picks]")).filter(Boolean);
  if (!words || !boxes.length) return;
  const idle = words.textContent;
  const show = () => {
    const picked = boxes.filter((box) => box.checked).length;
    words.textContent = picked ? words.dataset.words.replace("{n}", String(picked)) : idle;
  };
  for (const box of boxes) box.addEventListener("change", show);
  const all = root.querySelector("[data-pick-all]");
  all.hidden = false;
  all.addEventListener("click", () => {
    const every = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !every;
    show();
  });
  show();
}
