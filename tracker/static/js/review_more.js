// @ts-check
// Long lists: further pages come by themselves while one reads on, and a line says when somebody
// else changed something. Without script there are pages to turn.

const ASK_EVERY = 30_000;

export function enhance(root) {
  const review = root.querySelector("[data-review]");
  const pages = () => review.querySelector("nav.pages");
  let loading = null;

  const watch = new IntersectionObserver((seen) => {
    if (seen.some((each) => each.isIntersecting)) more();
  }, { rootMargin: "1200px" });
  if (pages()) {
    tidy(pages());
    watch.observe(pages());
  }

  document.addEventListener("review:more", async (event) => {
    const { all, then } = event.detail;
    let brought = await more();
    while (all && brought && (await more())) brought = true;
    then(brought);
  });

  /** The next page behind the last card; false when there is none. */
  function more() {
    loading ??= bring().finally(() => { loading = null; });
    return loading;
  }

  async function bring() {
    const nav = pages();
    if (!nav?.querySelector("a[rel=next]")) return false;
    const last = [...review.querySelectorAll("[data-card]")].pop();
    const url = new URL(review.dataset.url, location.href);
    url.searchParams.set("after", last.id.slice(1));
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      addCards(page);
      addParagraphs(page);
      const further = page.querySelector("nav.pages");
      if (further?.querySelector("a[rel=next]")) {
        tidy(further);
        nav.replaceWith(further);
        watch.observe(further);
      } else nav.remove();
      document.dispatchEvent(new CustomEvent("review:changed"));
      return true;
    } catch {
      return false;
    }
  }

  function addCards(page) {
    const list = review.querySelector("[data-cards]");
    for (const part of [...page.querySelectorAll("[data-cards] > *")]) {
      if (!document.getElementById(part.id)) list.append(document.importNode(part, true));
    }
  }

  function addParagraphs(page) {
    const paper = review.querySelector("[data-paragraphs]");
    for (const part of [...page.querySelectorAll("[data-paragraphs] > .clause")]) {
      const old = document.getElementById(part.id);
      if (!old) paper.append(document.importNode(part, true));
      else if (part.querySelector("mark") && !old.querySelector("mark")) old.replaceWith(document.importNode(part, true));
      else if (part.querySelector("mark")) {
        for (const link of part.querySelectorAll(".clause-links a")) {
          if (!old.querySelector(`a[href="${link.getAttribute("href")}"]`)) old.querySelector(".clause-links").append(document.importNode(link, true));
        }
      }
    }
  }

  setInterval(ask, ASK_EVERY);
  document.addEventListener("visibilitychange", ask);

  async function ask() {
    if (document.hidden) return;
    try {
      const mark = document.getElementById("standing").dataset.mark;
      const answer = await fetch(review.dataset.url, { headers: { "Review-Since": mark, "Review-Peek": "1" } });
      if (answer.status !== 200 || answer.redirected) return;
      const words = await answer.text();
      const said = document.getElementById("review-said");
      const line = document.createElement("p");
      line.className = "notice notice-info";
      line.textContent = words;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-quiet btn-small";
      button.textContent = document.getElementById("words").dataset.bring;
      button.addEventListener("click", () => {
        document.dispatchEvent(new CustomEvent("review:refresh"));
        line.remove();
      });
      line.append(" ", button);
      said.replaceChildren(line);
    } catch { /* no line now: asked again later */ }
  }
}

/** Pages to turn back make no sense in a list that grows. */
function tidy(nav) {
  nav.querySelector(".pages-count")?.remove();
  nav.querySelector("a[rel=prev]")?.closest("li").remove();
}
