// @ts-check
// Ticking drafts: one by one, a stretch with shift, a whole section, all that are clear; the panel
// that acts on them says how many there are.

export function enhance(root) {
  const review = root.querySelector("[data-review]");
  const count = () => document.querySelector("[data-picked-count]");
  const idle = count()?.textContent ?? "";
  let last = null;

  const boxes = () => [...review.querySelectorAll("[data-card] input[name=picks]")];
  const tell = () => {
    const words = count();
    if (!words) return;
    const n = boxes().filter((box) => box.checked).length;
    words.textContent = n ? words.dataset.words.replace("{n}", String(n)) : idle;
    words.closest("[data-bulk-panel]").toggleAttribute("data-any", n > 0);
  };
  /** Tick what `wanted` says; when that changes nothing, untick it. */
  const tick = (wanted) => {
    const meant = boxes().filter(wanted);
    const every = meant.every((box) => box.checked);
    for (const box of meant) box.checked = !every;
    tell();
  };
  const unveil = () => {
    for (const each of document.querySelectorAll("[data-pick-tools], [data-pick-section]")) each.hidden = false;
  };

  review.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=picks]");
    if (box) {
      const all = boxes();
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      if (event.shiftKey && from >= 0) for (const each of all.slice(from, to)) each.checked = box.checked;
      last = box;
    }
    if (event.target.closest("[data-pick-section]")) pickSection(event.target.closest("[data-section]"));
  });
  review.addEventListener("change", tell);
  document.addEventListener("click", (event) => {
    const which = event.target.closest("[data-pick]")?.dataset.pick;
    if (!which) return;
    if (which === "none") for (const box of boxes()) box.checked = false;
    const act = () => tick((box) => which === "all" || isClear(box.closest("[data-card]")));
    if (which === "none") tell();
    else document.dispatchEvent(new CustomEvent("review:more", { detail: { all: true, then: act } }));
  });
  document.addEventListener("review:section", (event) => pickSection(event.detail));
  document.addEventListener("review:changed", () => { unveil(); tell(); });
  unveil();
  tell();

  function pickSection(section) {
    const keys = section.dataset.picks.split(" ").map((pick) => pick.split(":")[0]);
    const act = () => tick((box) => keys.includes(box.value.split(":")[0]));
    const there = keys.every((key) => document.getElementById(`d${key}`));
    if (there) act();
    else document.dispatchEvent(new CustomEvent("review:more", { detail: { all: true, then: act } }));
  }
}

const isClear = (card) => card.hasAttribute("data-waits") && !card.hasAttribute("data-unclear");
