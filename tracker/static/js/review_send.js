// @ts-check
// Deeds without a new page: the same forms are sent, the answer brings what became different. What
// the server refuses is shown where it was typed. A lost line changes nothing and says so.

export async function enhance(root, { word, say, start }) {
  const { fill } = await import(`./review_inline.js${new URL(import.meta.url).search}`);
  let line = Promise.resolve();
  let waiting = 0;
  /** The deed from which on a card is still to be brought that could not be changed yet. */
  let behind = null;

  // In the capture phase: before the modules that would let the form go.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const inline = form.closest("[data-inline-place]");
    if (form.id !== "bulk" && !inline) return;
    event.preventDefault();
    const button = event.submitter;
    // "Looked at" does not wait: the focus goes on at once, and what follows stands in line.
    const quick = button?.dataset.key === "r";
    if (button?.dataset.sent || (waiting && !quick)) return;
    const card = button?.closest("[data-card]") ?? inline?.closest("[data-card]");
    const onwards = plan(card, button);
    if (quick) {
      button.dataset.sent = "yes";
      card.removeAttribute("data-waits");
      go(onwards);
    }
    waiting += 1;
    line = line.then(() => send({ form, button, inline, card, onwards, quick })).finally(() => { waiting -= 1; });
  }, true);
  window.addEventListener("beforeunload", (event) => { if (waiting) event.preventDefault(); });
  document.addEventListener("review:refresh", () => refresh());

  async function send({ form, button, inline, card, onwards, quick }) {
    let done = false;
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(button?.getAttribute("formaction") ?? form.action, {
        method: "POST",
        body: body(form, button),
        headers: { "Review-Since": mark() },
      });
      const text = await answer.text();
      const there = new DOMParser().parseFromString(text, "text/html");
      const changes = there.querySelector("[data-changes]");
      if (inline && (answer.ok || answer.status === 409)) form.dispatchEvent(new Event("form:sent"));
      if (changes) {
        if (answer.ok && inline) inline.replaceChildren();
        apply(changes, inline, form.id === "bulk" && !button?.hasAttribute("formaction"));
        done = answer.ok;
        if (done && (!quick || document.activeElement === document.body)) go(onwards);
      } else if (answer.status === 422 && inline) {
        form.dispatchEvent(new Event("form:failed"));
        fill(inline, [...there.querySelectorAll("main form.form")], inline.parentElement.id);
        start(inline);
      } else if (answer.status === 409) {
        await showConflict(there, inline ?? card?.querySelector("[data-inline-place]"));
      } else if (answer.redirected) {
        location.assign(answer.url);
      } else {
        tell([...there.querySelectorAll("main h1, main p")].slice(0, 2));
      }
    } catch {
      if (inline) form.dispatchEvent(new Event("form:failed"));
      tell(word("failed"));
    } finally {
      form.removeAttribute("aria-busy");
      if (quick && !done) back(card, button);
    }
  }

  /** A card from which one had already gone on was refused. */
  function back(card, button) {
    delete button.dataset.sent;
    if (!card.isConnected) return;
    card.setAttribute("data-waits", "");
    go({ card: card.id });
  }

  /** What somebody else did meanwhile, or after a refusal. */
  async function refresh() {
    const review = root.querySelector("[data-review]");
    const answer = await fetch(review.dataset.url, { headers: { "Review-Since": mark() } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const changes = page.querySelector("[data-changes]");
    if (changes) apply(changes, null);
  }

  /** Both texts; what was typed stays to be copied, everything else is brought up to date. */
  async function showConflict(page, place) {
    const main = page.querySelector("main");
    main.querySelector(".submit-row")?.remove();
    const box = document.createElement("div");
    box.className = "notice notice-warning conflict-here";
    box.tabIndex = -1;
    box.append(...[...main.childNodes].map((node) => document.importNode(node, true)));
    const heading = box.querySelector("h1");
    if (heading) {
      const lower = document.createElement("h3");
      lower.textContent = heading.textContent;
      heading.replaceWith(lower);
    }
    const id = place?.closest("[data-card]")?.id;
    place?.replaceChildren();
    await refresh();
    const now = id ? document.getElementById(id)?.querySelector("[data-inline-place]") : null;
    const said = document.getElementById("review-said");
    (now ?? said).replaceChildren(box);
    box.focus();
  }

  function apply(changes, from, keepTicks = false) {
    if (changes.dataset.reload) {
      location.reload();
      return;
    }
    for (const card of document.querySelectorAll(".just-changed")) card.classList.remove("just-changed");
    const before = mark();
    behind = null;
    const heading = document.querySelector("h1");
    heading.textContent = changes.dataset.heading;
    document.querySelector("#bulk [name=receipt]").value = changes.dataset.receipt;
    for (const id of changes.dataset.gone.split(" ").filter(Boolean)) document.getElementById(`d${id}`)?.remove();
    for (const part of changes.querySelectorAll("#standing, #bulk-panel, .section-head, .clause")) {
      const old = document.getElementById(part.id);
      if (old?.querySelector("[data-inline-place] form") && !old.contains(from)) continue;
      old?.replaceWith(document.importNode(part, true));
    }
    const cards = [...changes.querySelectorAll("[data-card]")];
    for (const part of cards) if (!place(document.importNode(part, true), from, keepTicks)) behind = before;
    dropSections(changes, cards.map((card) => `${card.id.slice(1)}:`));
    const panel = changes.querySelector("#bulk-panel") && document.getElementById("bulk-panel");
    if (panel) start(panel);
    number(changes.dataset.numbers);
    tell([...changes.querySelectorAll("[data-said] .notice")]);
    document.dispatchEvent(new CustomEvent("review:changed"));
  }

  /** A card in its place; false for one in which somebody is typing: it is judged when it is sent. */
  function place(card, from, keepTicks) {
    card.classList.add("just-changed");
    const old = document.getElementById(card.id);
    if (old) {
      const typing = old.querySelector("[data-inline-place] form");
      if (typing && !old.contains(from)) return false;
      const ticked = old.querySelector("input[name=picks]")?.checked;
      const box = card.querySelector("input[name=picks]");
      if (box && ticked && keepTicks) box.checked = true;
      old.replaceWith(card);
      return true;
    }
    const after = [...document.querySelectorAll("[data-card]")].filter(
      (each) => Number(each.dataset.place) < Number(card.dataset.place)).pop();
    if (after) after.after(card);
    else document.querySelector("[data-cards]").prepend(card);
    return true;
  }

  /** Headings that no longer have anything open below them. */
  function dropSections(changes, starts) {
    for (const section of document.querySelectorAll("[data-section]")) {
      const meant = section.dataset.picks.split(" ").some((pick) => starts.some((start) => pick.startsWith(start)));
      if (meant && !changes.querySelector(`#${section.id}`)) section.remove();
    }
  }

  function number(pairs) {
    for (const pair of pairs.split(" ").filter(Boolean)) {
      const [key, n] = pair.split(":");
      const name = document.getElementById(`n${key}`);
      if (!name || name.textContent === word("draft", { n })) continue;
      name.textContent = word("draft", { n });
      for (const link of document.querySelectorAll(`.clause-links a[href="#d${key}"]`)) {
        link.textContent = word("draft", { n }).toLowerCase();
      }
    }
  }

  /** Where the person was heading, found before the cards change. */
  function plan(card, button) {
    if (button?.hasAttribute("data-undo")) return { first: true };
    if (!card) return { section: button?.closest("[data-section]")?.id ?? null };
    const forward = ["r", "x"].includes(button?.dataset.key) || ["ready", "usual"].includes(button?.name)
      || button?.value === "ready" || button?.closest("form")?.action.includes("set-aside");
    const wanted = button?.dataset.to === "unclear" ? "[data-unclear]" : "[data-waits]";
    const cards = [...document.querySelectorAll("[data-card]")];
    const behind = cards.slice(cards.indexOf(card) + 1);
    const next = behind.find((each) => each.matches(wanted)) ?? cards.find((each) => each !== card && each.matches(wanted));
    return { card: forward ? next?.id ?? card.id : card.id };
  }

  function go({ card, section, first }) {
    const undone = first ? document.querySelector("[data-card].just-changed") : null;
    const target = undone ?? document.getElementById(card ?? section ?? "");
    if (!target) {
      if (document.activeElement === document.body) document.querySelector("#standing summary")?.focus({ preventScroll: true });
      return;
    }
    (target.matches("[data-card]") ? target : target.querySelector("a")).focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
    say(document.getElementById(target.getAttribute("aria-labelledby"))?.textContent ?? "");
  }

  function tell(words) {
    const said = document.getElementById("review-said");
    if (typeof words === "string") said.textContent = words;
    else said.replaceChildren(...words.map((each) => document.importNode(each, true)));
  }

  const mark = () => behind ?? document.getElementById("standing").dataset.mark;
}

/** What the form holds, with the button that was pressed. */
function body(form, button) {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  return new URLSearchParams(data);
}
