// @ts-check
// Menus are <details> and a link to #danh-muc; this closes them as one expects.

/** @param {Document} root */
export function enhance(root) {
  const menus = [...root.querySelectorAll("details.menu")];
  root.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  });
  root.addEventListener("keydown", (event) => {
    if (/** @type {KeyboardEvent} */ (event).key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.hasAttribute("open")) continue;
      menu.removeAttribute("open");
      /** @type {HTMLElement} */ (menu.querySelector("summary")).focus();
    }
    if (location.hash === "#danh-muc") location.hash = "#noi-dung";
  });
}
