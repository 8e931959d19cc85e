"""What every page owes its reader, checked on each page that a test opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

_LEAKED = re.compile(r"\bNone\b|\{\{|\{%|%\(\w+\)|<\w+ object at|\bTraceback\b")
_UNSEEN_INPUTS = {"hidden", "submit", "button", "reset", "image"}
_NAMED_BY_THEMSELVES = ("aria-label", "aria-labelledby", "title")


def faults(soup: BeautifulSoup) -> list[str]:
    """Sentences about what is wrong; empty for a decent page."""
    checks = (_head, _ids, _labels, _forms, _links, _images, _inline, _tables, _words)
    return [fault for check in checks for fault in check(soup)]


def _head(soup: BeautifulSoup) -> Iterator[str]:
    html = soup.find("html")
    if not isinstance(html, Tag) or html.get("lang") not in ("vi", "en"):
        yield "the page does not say its language"
    if soup.title is None or not soup.title.get_text(strip=True):
        yield "the page has no title"
    headings = soup.find_all("h1")
    if len(headings) != 1 or not headings[0].get_text(strip=True):
        yield f"the page has {len(headings)} h1 with words, not one"
    if soup.find("main") is None:
        yield "the page has no main part"


def _ids(soup: BeautifulSoup) -> Iterator[str]:
    seen: set[str] = set()
    for tag in soup.find_all(id=True):
        name = str(tag["id"])
        if name in seen:
            yield f"the id “{name}” stands twice"
        seen.add(name)


def _labels(soup: BeautifulSoup) -> Iterator[str]:
    ids = {str(tag["id"]) for tag in soup.find_all(id=True)}
    bound = set()
    for label in soup.find_all("label"):
        target = label.get("for")
        if target is not None and target not in ids:
            yield f"the label “{label.get_text(strip=True)}” is bound to nothing"
        if label.get_text(strip=True):
            bound.add(target)
    for field in soup.find_all(["input", "select", "textarea"]):
        if field.name == "input" and field.get("type") in _UNSEEN_INPUTS:
            continue
        if field.get("id") in bound or field.find_parent("label") is not None:
            continue
        if not any(field.get(name) for name in _NAMED_BY_THEMSELVES):
            yield f"the field “{field.get('name')}” has no label"


def _forms(soup: BeautifulSoup) -> Iterator[str]:
    for form in soup.find_all("form"):
        where = form.get("action")
        if not where:
            yield "a form does not say where it leads (action)"
        if str(form.get("method", "get")).lower() != "post":
            continue
        if form.find("input", attrs={"name": "csrf_token"}) is None:
            yield f"the form to {where} has no CSRF token"


def _links(soup: BeautifulSoup) -> Iterator[str]:
    for thing in soup.find_all(["a", "button"]):
        if thing.name == "a" and (thing.get("href") or "#") == "#":
            yield f"the link “{thing.get_text(strip=True)}” leads nowhere"
        if thing.get_text(strip=True) or any(thing.get(name) for name in _NAMED_BY_THEMSELVES):
            continue
        if not any(image.get("alt") for image in thing.find_all("img")):
            yield f"a link or button says nothing: {thing}"


def _images(soup: BeautifulSoup) -> Iterator[str]:
    for image in soup.find_all("img"):
        if image.get("alt") is None:
            yield f"the image {image.get('src')} has no alt text"


def _inline(soup: BeautifulSoup) -> Iterator[str]:
    """The content security policy would block these without a word."""
    for script in soup.find_all("script"):
        if script.get("src") is None and script.get("type") != "application/json":
            yield "a script stands inside the page"
    for _style in soup.find_all("style"):
        yield "a style sheet stands inside the page"
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            if name == "style" or name.startswith("on"):
                yield f"<{tag.name}> carries {name}="
            elif str(value).lower().startswith("javascript:"):
                yield f"<{tag.name}> carries a javascript: address"


def _tables(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.find_all("table"):
        if table.find("th") is None:
            yield "a table has no headings"


def _words(soup: BeautifulSoup) -> Iterator[str]:
    """What a person would see of a programmer's slip."""
    for text in soup.find_all(string=_LEAKED):
        if text.find_parent(["script", "textarea", "pre"]) is None:
            yield f"the page shows “{text.strip()[:60]}”"
