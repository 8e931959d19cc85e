// @ts-check
// The paper and the cards lead to each other: the paragraph and the words of the card at hand are
// marked and brought into sight, a click on a paragraph goes to its card.

export function enhance(root) {
  const review = root.querySelector("[data-review]");
  let wait = 0;
  review.addEventListener("focusin", (event) => show(event.target.closest("[data-card]")));
  review.addEventListener("pointerover", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || event.pointerType === "touch") return;
    clearTimeout(wait);
    wait = setTimeout(show, 180, card);
  });
  review.addEventListener("click", (event) => {
    const clause = event.target.closest(".clause");
    const chosen = String(getSelection() ?? "");
    const link = event.target.closest("a") ?? (chosen ? null : clause?.querySelector(".clause-links a"));
    const card = link?.hash?.startsWith("#d") && document.getElementById(link.hash.slice(1));
    if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "center" });
  });
}

/** Mark what the card rests on, and bring it into sight where the paper stands beside the cards. */
function show(card) {
  if (!card) return;
  const named = card.dataset.clauses.split(" ").filter(Boolean);
  const clauses = named.map((id) => document.getElementById(id)).filter(Boolean);
  for (const old of document.querySelectorAll(".clause.here")) old.classList.remove("here");
  for (const old of document.querySelectorAll(".gave.mine")) old.classList.remove("mine");
  for (const clause of clauses) clause.classList.add("here");
  const key = card.id.slice(1);
  for (const words of document.querySelectorAll(".gave[data-of]")) {
    if (words.dataset.of.split(" ").includes(key)) words.classList.add("mine");
  }
  const paper = document.querySelector("[data-paper]");
  if (!clauses.length || getComputedStyle(paper).position !== "sticky") return;
  const top = clauses[0].getBoundingClientRect().top - paper.getBoundingClientRect().top;
  paper.scrollTop += top - paper.clientHeight / 3;
}
