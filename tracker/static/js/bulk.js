// @ts-check
// Ticking rows: one box for all on the page, shift for a range, a count that is true.

export function enhance(root, { word }) {
  for (const table of root.querySelectorAll("table[data-bulk]")) {
    const bar = root.getElementById?.(table.dataset.bulk) ?? document.getElementById(table.dataset.bulk);
    const whole = bar?.querySelector("[data-bulk-all]");
    const boxes = [...table.querySelectorAll("tbody .cell-select input")];
    if (!bar || !boxes.length) continue;
    const head = table.querySelector("thead .cell-select");
    const all = document.createElement("input");
    all.type = "checkbox";
    all.className = "form-check-input";
    all.setAttribute("aria-label", head.textContent.trim());
    head.replaceChildren(all);
    const count = bar.querySelector("[data-bulk-count]");
    const silent = count.textContent;
    let last = -1;

    const tell = () => {
      const n = boxes.filter((box) => box.checked).length;
      all.checked = n === boxes.length;
      all.indeterminate = n > 0 && n < boxes.length;
      count.textContent = n ? word("selected", { n }) : silent;
      bar.toggleAttribute("data-any", n > 0);
      for (const button of bar.querySelectorAll("button")) button.disabled = !n && !whole?.checked;
    };
    whole?.addEventListener("change", tell);
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
    boxes.forEach((box, place) => box.addEventListener("click", (event) => {
      if (event.shiftKey && last >= 0) {
        const [from, to] = [Math.min(last, place), Math.max(last, place)];
        for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
      }
      last = place;
      tell();
    }));
    count.setAttribute("aria-live", "polite");
    tell();
  }
}
