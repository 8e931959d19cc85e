// @ts-check
// A grid of fields that takes a block of cells from Excel: the paste begins in the cell that has the
// focus and fills to the right and down. Enter goes down one row, in a field of several lines Ctrl+Enter.

export function enhance(root, { word, say }) {
  for (const table of root.querySelectorAll("table[data-grid]")) {
    const rows = [...table.tBodies[0].rows].map((row) =>
      [...row.cells].map((cell) => cell.querySelector("input:not([type=hidden]), select, textarea")).slice(1)).filter((fields) => fields.length);
    table.addEventListener("paste", (event) => {
      const cells = parse(event.clipboardData?.getData("text/plain") ?? "");
      if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return;
      const start = find(rows, event.target);
      if (!start) return;
      event.preventDefault();
      report(fill(rows, start, cells), word, say);
    });
    table.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.type === "submit") return;
      if (event.target.tagName === "TEXTAREA" && !event.ctrlKey) return;
      const place = find(rows, event.target);
      if (!place) return;
      event.preventDefault();
      rows[place[0] + 1]?.[place[1]]?.focus();
    });
  }
}

function report({ filled, cut }, word, say) {
  say(word("dropped", { n: filled }) + (cut ? ` ${word("cut")}` : ""));
}

function fill(rows, [top, left], cells) {
  let filled = 0;
  let cut = false;
  cells.forEach((line, down) => line.forEach((text, right) => {
    const field = rows[top + down]?.[left + right];
    if (!field) {
      cut = cut || text !== "";
      return;
    }
    if (field.readOnly || field.disabled || !write(field, text)) return;
    filled += 1;
    field.closest("td").classList.add("cell-pasted");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }));
  return { filled, cut };
}

/** Put text into a field; a list takes it by its words, a tick by x, có, 1. */
function write(field, text) {
  if (field.type === "checkbox") {
    field.checked = /^(x|có|co|1|true)$/i.test(text.trim());
    return true;
  }
  if (field.tagName !== "SELECT") {
    field.value = field.tagName === "TEXTAREA" ? text : text.replace(/\s+/g, " ").trim();
    return true;
  }
  const wanted = bare(text);
  const option = [...field.options].find((one) => bare(one.text) === wanted || one.value === text.trim());
  if (option) field.value = option.value;
  return Boolean(option);
}

const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").trim().toLowerCase();

function find(rows, target) {
  for (const [line, fields] of rows.entries()) {
    const place = fields.indexOf(target);
    if (place >= 0) return [line, place];
  }
  return null;
}

/** Excel's clipboard: tabs between cells, cells with line breaks in quotes, quotes doubled. */
function parse(text) {
  const lines = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') { cell += '"'; at += 1; }
    else if (quoted && sign === '"') quoted = false;
    else if (!quoted && sign === '"' && cell === "") quoted = true;
    else if (!quoted && sign === "\t") { lines.at(-1).push(cell); cell = ""; }
    else if (!quoted && sign === "\n") { lines.at(-1).push(cell); cell = ""; lines.push([]); }
    else if (sign !== "\r") cell += sign;
  }
  lines.at(-1).push(cell);
  if (lines.length > 1 && lines.at(-1).length === 1 && lines.at(-1)[0] === "") lines.pop();
  return lines;
}
