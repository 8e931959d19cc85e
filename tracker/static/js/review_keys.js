// @ts-check
// The review by keyboard. A key presses a button or follows a link that is there anyway. Single
// letters can be switched off, for this machine, and never reach into a field, a list or a dialog.

const OFF = "review-keys-off";

export function enhance(root, { say, word }) {
  const dialog = root.querySelector("[data-keys-dialog]");
  const use = root.querySelector("[data-keys-use]");
  root.querySelector("[data-keys]").hidden = false;
  root.querySelector("[data-keys-open]").addEventListener("click", () => dialog.showModal());
  root.querySelector("[data-keys-close]").addEventListener("click", () => dialog.close());
  use.checked = !isOff();
  show(use.checked);
  use.addEventListener("change", () => {
    keep(!use.checked);
    show(use.checked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isOff() && event.key !== "?") return;
    if (dialog.open) {
      if (event.key === "?") dialog.close();
      return;
    }
    if (typing(event.target)) return;
    if (document.querySelector("[data-review][aria-busy]")) {
      event.preventDefault();
      return;
    }
    if (act(event.key, event.target)) event.preventDefault();
  });

  function act(key, at) {
    const cards = [...document.querySelectorAll("[data-card]")];
    const card = at.closest?.("[data-card]");
    const here = cards.indexOf(card);
    switch (key) {
      case "?": dialog.showModal(); return true;
      case "j": return step(cards, here, 1);
      case "k": return step(cards, here, -1);
      case "n": return unclear(here);
      case "u": return press(document.querySelector("[data-undo]"));
      case "b": return panel();
      case "s": case "m": return section(card ?? at.closest?.("[data-section]"), key);
      case " ":
        if (at !== card) return false;
        return press(card.querySelector("input[name=picks]"));
      case "r": case "R": {
        const done = card?.querySelector('[data-key="r"]');
        if (done) done.dataset.to = key === "R" ? "unclear" : "waiting";
        return press(done) || refuse(card);
      }
      case "e": case "x": case "t": case "g": case "a":
        return press(card?.querySelector(`[data-key="${key}"]`));
      default: return false;
    }
  }

  /** What lacks something cannot be looked at and done: say what. */
  function refuse(card) {
    const lacks = card?.querySelector(".lacks");
    if (!lacks) return false;
    say(lacks.textContent);
    lacks.classList.add("shown");
    setTimeout(() => lacks.classList.remove("shown"), 1500);
    return true;
  }

  function step(cards, here, by) {
    const next = here < 0 ? cards[0] : cards[here + by];
    if (next) return focus(next);
    if (by > 0) {
      document.dispatchEvent(new CustomEvent("review:more", { detail: { then: (more) => {
        const now = [...document.querySelectorAll("[data-card]")];
        if (more && now[here + 1]) focus(now[here + 1]);
      } } }));
    }
    return true;
  }

  function unclear(here) {
    const all = [...document.querySelectorAll("[data-card]")];
    const next = all.slice(here + 1).find((card) => card.matches("[data-unclear]"));
    if (next) return focus(next);
    document.dispatchEvent(new CustomEvent("review:more", { detail: { then: (more) => {
      if (more) unclear(here);
      else {
        const first = document.querySelector("[data-card][data-unclear]");
        if (first) focus(first);
        else document.getElementById("review-said").textContent = word("allclear");
      }
    } } }));
    return true;
  }
}

function focus(card) {
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "center" });
  return true;
}

function press(thing) {
  thing?.click();
  return Boolean(thing);
}

function panel() {
  const panel = document.querySelector("[data-bulk-panel]");
  if (!panel) return false;
  panel.open = !panel.open;
  panel.querySelector(panel.open ? "select" : "summary").focus();
  return true;
}

/** The innermost section around the card: ticked whole, or its form opened. */
function section(from, key) {
  let at = from;
  const id = from?.id.slice(1);
  while (at && !(at.matches("[data-section]") && (at === from || at.dataset.picks.split(" ").some((pick) => pick.startsWith(`${id}:`))))) {
    at = at.previousElementSibling;
  }
  if (!at) return false;
  if (key === "m") return press(at.querySelector("[data-section-key]"));
  document.dispatchEvent(new CustomEvent("review:section", { detail: at }));
  return true;
}

const typing = (at) => at.isContentEditable ||
  at.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [role=textbox], [role=listbox], [role=menu], [data-inline-place] form, #bulk-panel .bulk-fields");

function show(on) {
  document.body.classList.toggle("keys-on", on);
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function keep(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch { /* no storage: until the page is left */ }
}
