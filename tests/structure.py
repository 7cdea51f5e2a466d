"""Reads who imports whom from the code itself, imports inside functions counted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.machine import ROOT

APPS = ("knowledge", "examples", "search")


def modules() -> dict[str, Path]:
    """Name → file of every module of ours, migrations left out."""
    found = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                found[name.removesuffix(".__init__")] = path
    return found


def imports(name: str, known: dict[str, Path]) -> set[str]:
    """The modules of ours that this one imports when it runs, wherever the import stands."""
    return {other for node in _running(ast.parse(known[name].read_text(encoding="utf-8")))
            for other in _named(node, known)} - {name}  # fmt: skip


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        yield from _running(node)


def _named(node: ast.AST, known: dict[str, Path]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from _nearest(alias.name, known)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield from [whole] if whole in known else _nearest(node.module, known)


def _nearest(name: str, known: dict[str, Path]) -> list[str]:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return [name] if name else []


def circles() -> list[list[str]]:
    """Every group of modules each of which needs each other, by Tarjan's algorithm; [] is the aim."""
    known = modules()
    graph = {name: sorted(imports(name, known)) for name in known}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in graph[name]:
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            group = stack[at:]
            del stack[at:]
            if len(group) > 1:
                found.append(sorted(group))

    for name in graph:
        if name not in index:
            visit(name)
    return found
