"""What keeps somebody out of a page: axe-core, run inside the browser (WCAG 2.2 AA)."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

LAY_DOWN = """() => {
  window.followers = [...document.querySelectorAll("body *")]
    .filter(node => getComputedStyle(node).position === "sticky");
  for (const node of window.followers) node.style.position = "static";
}"""
TAKE_UP = "() => { for (const node of window.followers) node.style.position = ''; }"


def barriers(page: Page) -> list[str]:
    """One sentence for each place where the page breaks a rule.

    Bars that follow the scrolling lie at their own place meanwhile: what they happen to cover at
    one height of the page is not smaller for it.
    """
    page.evaluate(AXE)
    page.evaluate(LAY_DOWN)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    page.evaluate(TAKE_UP)
    return [
        f"{fault['id']}: {fault['help']} ({node['target'][0]})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
