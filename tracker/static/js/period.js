// @ts-check
// The words of the period before, put into the lines that say nothing yet: in place, so that
// nothing typed is lost. Without script the link does the same by asking for the page anew.

export function enhance(root, { word, say }) {
  for (const link of root.querySelectorAll("[data-take-over]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      let n = 0;
      for (const source of root.querySelectorAll("[data-before]")) {
        const row = source.closest("tr");
        const field = row?.querySelector("textarea");
        if (!field || field.value.trim() || row.querySelector("input[type=checkbox]")?.checked) continue;
        field.value = source.dataset.before;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        n += 1;
      }
      say(word("takenover", { n }));
      root.querySelector("table[data-grid] textarea")?.focus();
    });
  }
}
