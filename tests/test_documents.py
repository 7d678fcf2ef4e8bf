"""What the documents name is there: the files that they link to, the tests that hold a promise, the targets of make."""

import ast
import re
from itertools import chain

import pytest

from tests.small import ROOT

DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(chain(ROOT.glob("*.md"), (ROOT / ".github").glob("*.md"), (ROOT / "docs").rglob("*.md")))
}
LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
TARGET = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_links_to_what_is_there(name: str) -> None:
    folder = (ROOT / name).parent
    assert [link for link in LINK.findall(DOCUMENTS[name]) if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_names_targets_that_make_knows(name: str) -> None:
    assert set(TARGET.findall(DOCUMENTS[name])) <= TARGETS


def test_every_promise_of_security_is_held_by_a_test() -> None:
    promises = [line for line in DOCUMENTS["SECURITY.md"].splitlines() if line.startswith("| ")][2:]
    assert len(promises) > 10
    for promise in promises:
        named = TEST.findall(promise)
        assert named, promise
        for path, test in named:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, promise
