// @ts-check
// A draft's own page (edit, cut, join, set aside; what is set for a section) opened in its place.
// Where that fails, one goes to the page.

export function enhance(root, { start }) {
  const review = root.querySelector("[data-review]");
  review.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-inline]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      open(link, start);
      return;
    }
    if (event.target.closest("[data-inline-place] .submit-row a")) {
      event.preventDefault();
      close(event.target);
    }
  });
  review.addEventListener("keydown", (event) => {
    const place = event.target.closest("[data-inline-place]");
    if (!place) return;
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      close(event.target);
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form");
      form.requestSubmit(form.querySelector("button[value=ready]") ?? form.querySelector("button:not([type=button])"));
    }
  });
}

async function open(link, start) {
  const holder = link.closest("[data-card], [data-section]");
  const place = holder.querySelector("[data-inline-place]");
  if (place.dataset.of === link.href && place.hasChildNodes()) {
    close(place);
    return;
  }
  const review = holder.closest("[data-review]");
  review.setAttribute("aria-busy", "true"); // letters typed ahead are no keys (review_keys)
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = page.querySelectorAll("main form.form, main [data-inline-show]");
    if (!page.querySelector("main form.form")) throw new Error("no form");
    fill(place, [...parts], holder.id);
    place.dataset.of = link.href;
    start(place);
    (place.querySelector("textarea, select, input:not([type=hidden])") ?? place.querySelector("button")).focus({ preventScroll: true });
    place.scrollIntoView({ block: place.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
  } catch {
    location.assign(link.href);
  } finally {
    review.removeAttribute("aria-busy");
  }
}

/** Ids of a form that came from another page must not meet those of this one. */
export function fill(place, parts, name) {
  const mine = parts.map((part) => document.importNode(part, true));
  for (const part of mine) {
    for (const thing of part.querySelectorAll("[id]")) thing.id = `${name}-${thing.id}`;
    for (const attribute of ["for", "aria-describedby", "list"]) {
      for (const thing of part.querySelectorAll(`[${attribute}]`)) {
        const ids = thing.getAttribute(attribute).split(" ").filter(Boolean);
        thing.setAttribute(attribute, ids.map((id) => `${name}-${id}`).join(" "));
      }
    }
    for (const link of part.querySelectorAll('.error-summary a[href^="#"]')) {
      link.setAttribute("href", `#${name}-${link.getAttribute("href").slice(1)}`);
    }
  }
  place.replaceChildren(...mine);
}

function close(inside) {
  const holder = inside.closest("[data-card], [data-section]");
  holder.querySelector("[data-inline-place]").replaceChildren();
  if (holder.matches("[data-card]")) holder.focus({ preventScroll: true });
  else holder.querySelector("a").focus({ preventScroll: true });
}
