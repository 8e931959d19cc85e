// @ts-check
// A matrix of ticks: a box at the head of a row or a column ticks its cells; a count that is true.

export function enhance(root, { word }) {
  for (const table of root.querySelectorAll("table[data-matrix]")) {
    const count = root.querySelector("[data-matrix-count]");
    const cells = [...table.querySelectorAll("input[name=pick]")];
    const heads = [...table.querySelectorAll("input[name=row], input[name=col]")];
    const own = (head) => cells.filter((cell) => cell.dataset[head.name] === head.value);
    const silent = count?.textContent ?? "";

    const tell = () => {
      const n = cells.filter((cell) => cell.checked).length;
      if (count) count.textContent = n ? word("ticked", { n }) : silent;
    };
    for (const head of heads) {
      head.addEventListener("change", () => {
        for (const cell of own(head)) cell.checked = head.checked;
        for (const other of heads) if (other !== head && !own(other).every((cell) => cell.checked)) other.checked = false;
        tell();
      });
    }
    for (const cell of cells) {
      cell.addEventListener("change", () => {
        if (!cell.checked) for (const head of heads) if (own(head).includes(cell)) head.checked = false;
        tell();
      });
    }
    for (const head of heads) if (head.checked) for (const cell of own(head)) cell.checked = true;
    count?.setAttribute("aria-live", "polite");
    tell();
  }
}
