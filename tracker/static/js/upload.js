// @ts-check
// Uploads with a list of what was chosen, a check of kind and size before anything travels, progress
// and a way to stop. The answer is an ordinary page and takes the place of this one.

/** Whose page is on the screen: Back and Forward change the address alone and must load it. */
let shown = bare(location.href);
window.addEventListener("popstate", () => {
  if (bare(location.href) !== shown) location.reload();
});

export function enhance(root, tools) {
  for (const field of root.querySelectorAll("[data-upload-field] input[type=file]")) watch(field, tools);
  for (const form of root.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      const fields = [...form.querySelectorAll("input[type=file]")];
      const faulty = fields.find((field) => field.validationMessage);
      if (!faulty && !fields.some((field) => field.files.length)) return;
      event.preventDefault();
      if (faulty) faulty.focus();
      else if (!form.dataset.sent) send(form, event.submitter, tools);
    });
  }
}

function watch(field, { word }) {
  const list = field.closest("[data-upload-field]").querySelector("[data-chosen]");
  field.addEventListener("change", () => {
    const kinds = field.dataset.kinds.split(",");
    const limit = Number(field.dataset.limit);
    const faults = [];
    list.replaceChildren(...[...field.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name.normalize("NFC")} – ${size(file.size)}`;
      if (file.size > limit) faults.push(word("toolarge", { name: file.name, limit: size(limit) }));
      if (!kinds.includes(file.name.split(".").pop().toLowerCase())) {
        faults.push(word("wrongkind", { name: file.name, kinds: kinds.join(", ") }));
      }
      return line;
    }));
    for (const fault of faults) {
      const line = document.createElement("li");
      line.className = "fault";
      line.setAttribute("role", "alert");
      line.textContent = fault;
      list.append(line);
    }
    field.setCustomValidity(faults[0] ?? "");
  });
}

function send(form, submitter, { word, say, start }) {
  const request = new XMLHttpRequest();
  form.querySelector("[data-upload-state]")?.remove();
  const state = document.createElement("div");
  state.className = "upload-state";
  state.dataset.uploadState = "";
  const progress = document.createElement("progress");
  progress.max = 100;
  progress.value = 0;
  const words = document.createElement("span");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "btn btn-quiet btn-small";
  stop.textContent = word("cancel");
  stop.addEventListener("click", () => request.abort());
  progress.setAttribute("aria-label", word("sending"));
  state.append(progress, words, stop);
  form.append(state);
  form.dispatchEvent(new Event("form:sent"));

  const failed = (text) => {
    say(text);
    state.textContent = text;
    state.className = "fault";
    form.dispatchEvent(new Event("form:failed"));
  };
  request.upload.addEventListener("progress", (event) => {
    const n = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
    progress.value = n;
    words.textContent = n < 100 ? word("uploading", { n }) : word("received");
  });
  request.addEventListener("error", () => failed(word("failed")));
  request.addEventListener("abort", () => failed(word("cancelled")));
  request.addEventListener("load", () => show(request, start));
  request.open("POST", form.getAttribute("action") || location.href);
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  request.send(data);
}

/** The answered page takes the place of this one, with its own address. */
function show(request, start) {
  if (!(request.getResponseHeader("Content-Type") ?? "").startsWith("text/html")) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  if (request.responseURL !== location.href) history.pushState(null, "", request.responseURL);
  shown = bare(location.href);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  window.scrollTo(0, 0);
  document.getElementById("noi-dung")?.focus();
  start(document);
}

/** Without the place within the page: going there loads nothing. */
function bare(address) {
  return address.split("#")[0];
}

function size(bytes) {
  const text = bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return text.replace(".", ",");
}
