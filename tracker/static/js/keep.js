// @ts-check
// What was typed is never lost. Text of a form marked data-keep is kept in this tab only
// (sessionStorage) until its form has been taken in; after a lost session or a fault it is offered
// again. Leaving a page with unsent text asks first. Passwords, files and hidden values are not kept.
//
// A sent form is taken in when the next page is an ordinary one; a plain page (sign-in, refusal;
// data-keeps-typed) means that it was not. A form that comes back with faults was not taken in
// either: what the server gave back in it stays kept against what stood there before anybody typed.

const PREFIX = "typed:";

export function enhance(root, { word }) {
  settle(root);
  for (const form of root.querySelectorAll("form[data-keep]")) keep(form, word);
  for (const form of root.querySelectorAll("form[data-forget-typed]")) {
    form.addEventListener("submit", () => forget(() => true));
  }
}

/** Decide what became of forms sent from the page before. */
function settle(root) {
  const body = root.body ?? document.body;
  if (body.hasAttribute("data-keeps-typed")) {
    each((key, entry) => write(key, { ...entry, sent: false }));
    return;
  }
  const actor = body.dataset.actor;
  const back = new Set([...root.querySelectorAll("form[data-keep]")].filter(faulty).map(keyOf));
  forget((entry, key) => (entry.sent && !back.has(key)) || (actor && entry.actor !== actor));
}

const faulty = (form) => Boolean(form.querySelector(".error-summary"));
const keyOf = (form) => `${PREFIX}${location.pathname}#${form.id || form.getAttribute("action") || ""}`;

/** @param {HTMLFormElement} form */
function keep(form, word) {
  const key = keyOf(form);
  const first = faulty(form) ? given(form, read(key)) : {};
  let dirty = false;
  let timer = 0;
  const save = (sent) => {
    clearTimeout(timer);
    write(key, { actor: document.body.dataset.actor, at: clock(), values: typed(form, first), sent });
  };
  const gone = () => {
    if (dirty) save(true);
    dirty = false;
  };
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 400, false);
  });
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) gone(); });
  form.addEventListener("form:sent", gone);
  form.addEventListener("form:failed", () => {
    dirty = true;
    save(false);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && form.isConnected) event.preventDefault();
  });
  if (faulty(form)) {
    save(false);
    return;
  }
  const before = read(key);
  if (before) dirty = offer(form, key, before, word);
}

/** Put the kept words back where the page still says what it said then, and tell. */
function offer(form, key, entry, word) {
  let changed = 0;
  const undo = [];
  for (const field of fields(form)) {
    const kept = entry.values[`${field.name}=${choice(field)}`];
    if (!kept || kept.base !== base(field) || kept.now === now(field)) continue;
    undo.push([field, now(field)]);
    put(field, kept.now);
    changed += 1;
  }
  if (!changed) return false;
  const note = document.createElement("p");
  note.className = "notice notice-info";
  note.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = word("restored", { time: entry.at });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-small";
  button.textContent = word("forget");
  button.addEventListener("click", () => {
    for (const [field, value] of undo) put(field, value);
    sessionStorage.removeItem(key);
    note.remove();
    form.querySelector("input, select, textarea")?.focus();
  });
  note.append(words, button);
  form.prepend(note);
  return true;
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && field.name !== "csrf_token" &&
    !["hidden", "password", "file", "submit", "button"].includes(field.type));
}

/** What stood in a field before it was typed into and came back with its form; else what stands now. */
function given(form, entry) {
  const first = {};
  for (const field of fields(form)) {
    const name = `${field.name}=${choice(field)}`;
    const kept = entry?.values?.[name];
    if (kept && kept.now === base(field)) first[name] = kept.base;
  }
  return first;
}

function typed(form, first) {
  const values = {};
  for (const field of fields(form)) {
    const name = `${field.name}=${choice(field)}`;
    const stood = first[name] ?? base(field);
    if (now(field) !== stood) values[name] = { base: stood, now: now(field) };
  }
  return values;
}

const ticked = (field) => field.type === "checkbox" || field.type === "radio";
const choice = (field) => (ticked(field) ? field.value : "");
const now = (field) => (ticked(field) ? String(field.checked) : field.value);

/** What the server had put there. */
function base(field) {
  if (ticked(field)) return String(field.defaultChecked);
  if (field.tagName !== "SELECT") return field.defaultValue;
  return [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value ?? "";
}

function put(field, value) {
  if (ticked(field)) field.checked = value === "true";
  else field.value = value;
}

function clock() {
  const at = new Date();
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

// A browser may refuse storage (private windows, full disk): then nothing is kept, nothing breaks.
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function write(key, entry) {
  try {
    sessionStorage.setItem(key, JSON.stringify(entry));
  } catch { /* no storage */ }
}

function each(act) {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) act(key, read(key) ?? {});
  } catch { /* no storage */ }
}

function forget(which) {
  each((key, entry) => { if (which(entry, key)) sessionStorage.removeItem(key); });
}
