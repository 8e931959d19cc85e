"""Our own source as syntax trees, for the tests that watch over the house."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Import:
    """One imported module: its full dotted name, the line, and whether it hides in a function."""

    target: str
    line: int
    hidden: bool


@dataclass(frozen=True)
class Module:
    """One Python file of ours. ``name`` is dotted (``tracker.models.task``)."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        """The path as a reader of a failure would write it."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def lines(self) -> int:
        return len(self.path.read_text("utf-8").splitlines())

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree, in no order that matters."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def functions(self) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
        """Every function and method, also those inside others."""
        return tuple(
            node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every import, also those for type checking and those inside functions."""
        spans = [(function.lineno, function.end_lineno or 0) for function in self.functions]
        found = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                targets = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            hidden = any(first < node.lineno <= last for first, last in spans)
            found += [Import(target, node.lineno, hidden) for target in targets]
        return tuple(found)


@cache
def modules(folder: str = "tracker") -> tuple[Module, ...]:
    """All modules below ``folder`` of the repository, in the order of their paths."""
    found = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, ast.parse(path.read_text("utf-8"), str(path))))
    return tuple(found)
