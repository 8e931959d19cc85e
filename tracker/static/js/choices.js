// @ts-check
// A long list of checks gets a search line; it folds accents on both sides ("dong phu" finds
// "Đông Phú"). What is ticked always stays in sight.

const LONG = 10;

export function enhance(root, { word }) {
  for (const list of root.querySelectorAll("[data-choices]")) {
    const rows = [...list.querySelectorAll(".form-check")];
    if (rows.length <= LONG) continue;
    const search = document.createElement("input");
    search.type = "search";
    search.className = "form-control choices-search";
    search.placeholder = word("search");
    search.setAttribute("aria-label", word("search"));
    search.addEventListener("input", (event) => {
      event.stopPropagation();
      const wanted = bare(search.value);
      for (const row of rows) {
        row.hidden = !bare(row.textContent).includes(wanted) && !row.querySelector("input").checked;
      }
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    list.before(search);
  }
}

const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").trim().toLowerCase();
