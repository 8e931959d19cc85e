// @ts-check
// A text to copy: a click into it selects all of it, a button copies it. Without script one selects
// by hand; where the browser refuses the clipboard (no https), the text is selected for Ctrl + C.

export function enhance(root, { word, say }) {
  for (const box of root.querySelectorAll("[data-copy]")) {
    const text = box.querySelector("[data-copy-text]");
    const button = box.querySelector("[data-copy-button]");
    text.addEventListener("focus", () => text.select());
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
        say(word("copied"));
      } catch {
        text.focus();
        text.select();
        say(word("copyselected"));
      }
    });
  }
}
