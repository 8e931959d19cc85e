"""An office's own .docx with placeholders: checked, and filled in by a sandbox.

A template is a stranger's program. It may name placeholders, repeat over lists, and ask whether
something is there; everything else is refused by the shape of the expression, before anything
runs, in every part that is filled in. The sandbox stands behind that, and every value is escaped.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError

from tracker.documents.safe_xml import BadXml, parse_xml
from tracker.documents.template_catalogue import Catalogue
from tracker.domain.errors import InvalidInput

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT_HOLDERS = frozenset(f"{W}{name}" for name in ("t", "instrText", "delText", "delInstrText"))
_LOOP = frozenset({"index", "first", "last", "length"})
_FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "length", "join", "first", "last"})
_SHAPES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For,
    nodes.If, nodes.Filter, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not,
)  # fmt: skip
#: A paper needs few; more would only keep the server busy.
_MOST_LOOPS, _DEEPEST_LOOP = 40, 2
#: Relations that bring in what no paper needs: programs, foreign files, other templates.
_REFUSED_RELATIONS = (
    "oleObject", "vbaProject", "attachedTemplate", "aFChunk", "subDocument", "frame", "control",
)  # fmt: skip
_CORE = b"schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_OTHER_CORE = (
    b"schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class _Checked(ImmutableSandboxedEnvironment):
    """Looks at each source before it compiles it: docxtpl hands over part after part."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.catalogue = catalogue

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        check_source(self.parse(source), self.catalogue)
        return super().from_string(source, *args, **kwargs)


def fill(template: bytes, values: Mapping[str, Any], catalogue: Catalogue) -> bytes:
    """The paper. Raises InvalidInput (field ``files``) for a template that must not be filled."""
    _check_relations(template)
    try:
        document = DocxTemplate(io.BytesIO(_with_core_properties(template)))
        document.render(dict(values), jinja_env=_Checked(catalogue), autoescape=True)
        out = io.BytesIO()
        document.save(out)
    except TemplateError as error:
        raise InvalidInput(
            "Mẫu có chỗ điền viết sai: %(what)s.", field="files", what=str(error)[:200]
        ) from error
    except (OpcError, BadZipFile, LxmlError, KeyError, ValueError) as error:
        raise InvalidInput(
            "Không mở được tệp mẫu. Hãy lưu lại thành .docx bằng Word hoặc LibreOffice.",
            field="files",
        ) from error
    return _tidy(out.getvalue())


def check_source(tree: nodes.Template, catalogue: Catalogue) -> None:
    """Raises InvalidInput for an unknown placeholder, or anything a template has no need of."""
    loops = list(tree.find_all(nodes.For))
    if len(loops) > _MOST_LOOPS or _depth(tree) > _DEEPEST_LOOP:
        raise _hostile("for")
    own = {name.name for loop in loops for name in _targets(loop)}
    if taken := own & (catalogue.names | {"loop"}):
        raise _hostile(f"for {min(taken)}")
    for node in _all(tree):
        _check_shape(node, own, catalogue)
    asked = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
    unknown = asked - catalogue.names - own - {"loop"} | _unknown_fields(tree, catalogue)
    if unknown:
        raise InvalidInput(
            "Mẫu có chỗ điền không có trong danh mục: %(names)s. Hãy xem trang các chỗ điền.",
            field="files",
            names=", ".join(sorted(unknown))[:200],
        )


def _check_shape(node: nodes.Node, own: set[str], catalogue: Catalogue) -> None:
    if not isinstance(node, _SHAPES):
        raise _hostile(type(node).__name__)
    if isinstance(node, nodes.Getattr):
        base = node.node.name if isinstance(node.node, nodes.Name) else ""
        allowed = base in own | catalogue.records and not node.attr.startswith("_")
        if not (allowed or (base == "loop" and node.attr in _LOOP)):
            raise _hostile(f".{node.attr}")
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        raise _hostile(f"|{node.name}")
    if isinstance(node, nodes.For):
        named = isinstance(node.iter, nodes.Name) and node.iter.name in catalogue.lists
        if not named or node.recursive or not isinstance(node.target, nodes.Name):
            raise _hostile("for")


def _unknown_fields(tree: nodes.Template, catalogue: Catalogue) -> set[str]:
    """What is asked of a record, or of a row of the lists that its name goes over, and is not."""
    fields = {name: set(catalogue.fields[name]) for name in catalogue.records}
    for loop in tree.find_all(nodes.For):
        for name in _targets(loop):
            rows = loop.iter.name if isinstance(loop.iter, nodes.Name) else ""
            fields.setdefault(name.name, set()).update(catalogue.fields.get(rows, ()))
    return {
        f"{asked.node.name}.{asked.attr}"
        for asked in tree.find_all(nodes.Getattr)
        if isinstance(asked.node, nodes.Name)
        and asked.node.name in fields
        and asked.attr not in fields[asked.node.name]
    }


def _targets(loop: nodes.For) -> Iterator[nodes.Name]:
    if isinstance(loop.target, nodes.Name):
        yield loop.target


def _all(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _all(child)


def _depth(node: nodes.Node) -> int:
    deepest = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return deepest + isinstance(node, nodes.For)


def _hostile(what: str) -> InvalidInput:
    return InvalidInput(
        "Mẫu có lệnh không được phép (%(what)s). Mẫu chỉ được dùng chỗ điền, lặp danh sách và điều "
        "kiện trong danh mục.",
        field="files",
        what=what[:60],
    )


def _check_relations(template: bytes) -> None:
    """Programs, foreign objects, and whatever would be fetched from outside."""
    try:
        with ZipFile(io.BytesIO(template)) as package:
            rels = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
    except BadZipFile as error:
        raise InvalidInput("Tệp mẫu không phải là .docx.", field="files") from error
    for raw in rels:
        for relation in parse_xml(raw):
            kind = relation.get("Type", "").rpartition("/")[2]
            outside = relation.get("TargetMode") == "External" and kind != "hyperlink"
            if outside or kind in _REFUSED_RELATIONS:
                raise InvalidInput(
                    "Mẫu có đối tượng nhúng, macro hoặc liên kết ra ngoài (%(kind)s) nên không "
                    "được nhận. Hãy bỏ đối tượng này rồi tải lại.",
                    field="files",
                    kind=kind,
                )


def _with_core_properties(template: bytes) -> bytes:
    """LibreOffice names the relation of the properties otherwise, so the library would add them
    a second time under the same name, and Word would call the paper corrupt."""
    with ZipFile(io.BytesIO(template)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(_OTHER_CORE, _CORE)
    return _zipped(parts)


def _tidy(filled: bytes) -> bytes:
    """Each name once and one fixed time, so that the same paper is the same; no text astray."""
    with ZipFile(io.BytesIO(filled)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    _check_text(parts["word/document.xml"])
    return _zipped(parts)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, _ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def _check_text(document: bytes) -> None:
    """A placeholder of a kind that needs markup leaves its words outside any text."""
    try:
        root = parse_xml(document)
    except BadXml as error:
        raise _astray() from error
    for element in root.iter():
        if _strays(element):
            raise _astray()


def _strays(element: Element) -> bool:
    own = bool((element.text or "").strip()) and element.tag not in _TEXT_HOLDERS
    ours = element.tag.startswith(W)
    return ours and (own or bool((element.tail or "").strip()))


def _astray() -> InvalidInput:
    return InvalidInput(
        "Mẫu có chỗ điền đặt sai chỗ nên văn bản điền ra không mở được. Hãy làm theo tệp ví dụ.",
        field="files",
    )
