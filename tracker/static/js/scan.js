// @ts-check
// How far a scan is, without loading the page anew; when it is over, the page leads on by itself.

const PAUSE = 1500;

export function enhance(root) {
  for (const place of root.querySelectorAll("[data-scan]")) follow(place);
}

function follow(place) {
  const bar = place.querySelector("progress");
  const words = place.querySelector("[data-scan-words]");
  const figures = bar.nextElementSibling;
  const look = async () => {
    if (!place.isConnected) return;
    try {
      const answer = await fetch(place.dataset.scan, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return location.reload(); // signed out, or gone
      const { live, done, total, words: said } = await answer.json();
      if (!live) return location.assign(place.dataset.scan.replace(/\/progress$/, ""));
      bar.max = total || 1;
      bar.value = done;
      figures.textContent = `${done}/${total || 1}`;
      if (words.textContent !== said) words.textContent = said;
    } catch {
      // No connection for a moment: ask again.
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}
