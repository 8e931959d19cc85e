// @ts-check
// A button beside a typed day opens the browser's own calendar; the day is written back as
// dd/mm/yyyy. Days are taken apart as text: a Date object would move them by a time zone.

export function enhance(root, { word, icon }) {
  for (const input of root.querySelectorAll("input[data-date]")) {
    const native = document.createElement("input");
    native.type = "date";
    if (typeof native.showPicker !== "function") return;
    native.className = "date-native";
    native.tabIndex = -1;
    native.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.setAttribute("aria-label", `${word("pick")}: ${input.labels?.[0]?.firstChild?.textContent?.trim() ?? ""}`);
    button.append(icon("calendar"));
    button.addEventListener("click", () => {
      native.value = machine(input.value);
      native.showPicker();
    });
    native.addEventListener("change", () => {
      if (!native.value) return;
      const [year, month, day] = native.value.split("-");
      input.value = `${day}/${month}/${year}`;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    });
    input.after(button, native);
  }
}

function machine(text) {
  const found = /^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*$/.exec(text);
  return found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : "";
}
