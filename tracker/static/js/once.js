// @ts-check
// A second click on a form that is on its way does nothing; the buttons stay in place and say so.
// (The server counts a form once anyway; this spares the wait and the doubt.)

export function enhance(root, { word, say }) {
  const forms = [...root.querySelectorAll("form")].filter((form) => form.method === "post");
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      hold(form, true);
      say(word("sending"));
    });
    form.addEventListener("form:sent", () => hold(form, true));
    form.addEventListener("form:failed", () => hold(form, false));
  }
  // Back brings the page as it was left: its forms can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of forms) hold(form, false);
  });
}

function hold(form, sent) {
  if (sent) form.dataset.sent = "yes";
  else delete form.dataset.sent;
  for (const button of form.elements) {
    if (button.type !== "submit") continue;
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
