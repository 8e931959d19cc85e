"""Forms as a browser would send them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag


def form_with(soup: BeautifulSoup, button: str) -> Tag:
    """The one form that has a button with these words."""
    forms = [form for form in soup.find_all("form") if _button(form, button) is not None]
    names = [words for form in soup.find_all("form") for words in _buttons(form)]
    assert len(forms) == 1, f"{len(forms)} forms have a button “{button}”; there are {names}"
    return forms[0]


def filled(form: Tag, button: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the browser sends: every field as it stands, ``fields`` instead of their own.

    A list fills a field that may be sent several times; None leaves a field out. Naming a field
    that the form does not have is a fault of the test.
    """
    data = _standing(form)
    named = form.find_all(["input", "select", "textarea"], attrs={"name": True})
    known = {str(field["name"]) for field in named}
    unknown = fields.keys() - known
    assert not unknown, f"the form has no field {sorted(unknown)}; it has {sorted(known)}"
    pressed = _button(form, button)
    if pressed is not None and pressed.get("name"):
        data[str(pressed["name"])] = str(pressed.get("value", ""))
    data.update(fields)
    return {name: value for name, value in data.items() if value is not None}


def _standing(form: Tag) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        if not name or field.has_attr("disabled"):
            continue
        for value in _values(field):
            data.setdefault(str(name), []).append(value)
    return data


def _values(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n")]
    if field.name == "select":
        options = field.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")]
        if not chosen and not field.has_attr("multiple"):
            chosen = options[:1]
        return [str(option.get("value", option.get_text(strip=True))) for option in chosen]
    kind = field.get("type", "text")
    if kind in ("submit", "button", "reset", "image", "file"):
        return []
    if kind in ("checkbox", "radio") and not field.has_attr("checked"):
        return []
    return [str(field.get("value", "on" if kind in ("checkbox", "radio") else ""))]


def _button(form: Tag, words: str) -> Tag | None:
    for button in form.find_all(["button", "input"]):
        if _says(button) == words:
            return button
    return None


def _buttons(form: Tag) -> list[str]:
    return [said for button in form.find_all(["button", "input"]) if (said := _says(button))]


def _says(button: Tag) -> str:
    """What stands on a submitting button; empty for anything else."""
    if button.name == "button":
        if button.get("type", "submit") != "submit":
            return ""
        return " ".join(button.get_text(" ").split()) or str(button.get("aria-label", ""))
    return str(button.get("value", "")) if button.get("type") == "submit" else ""
