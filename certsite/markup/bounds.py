"""What a text may ask of Python-Markdown, looked at before it reads the text.

It works in the square of a paragraph's length on unclosed brackets, emphasis and headings, fills up the rows of a table
to the width of its head, and calls itself once for each level of quotes and lists. Within these bounds the worst text
known costs less than two seconds; its HTML is less than twenty times as long, besides what tables and names add.
"""

import re
from collections.abc import Iterator, Sequence

from certsite.markup.blocks import CONTAINERS, Block, Words
from certsite.problem import Problem

MAX_TEXT = 65_536
MAX_PARAGRAPH = 8_000
MAX_PARAGRAPH_LINES = 200
MAX_EMPHASIS_MARKS = 1_000
MAX_NESTING = 8
MAX_OPEN_BRACKETS = 10
MAX_COLUMNS = 20
MAX_CELLS = 2_000
MAX_NAMED = MAX_TEXT  # characters of addresses and titles that links by name repeat, all in all

TOO_LONG: Words = (f"the text is longer than {MAX_TEXT:,} characters", "write a shorter text")
TOO_OPEN: Words = (f"more than {MAX_OPEN_BRACKETS} brackets are open at once", "close each bracket, or remove it")
TOO_OFTEN_NAMED: Words = (
    f"links by name repeat more than {MAX_NAMED:,} characters of addresses",
    "write fewer of them, or shorter addresses",
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTAINERS = re.compile(CONTAINERS, re.MULTILINE)
_LEVEL = re.compile(r">|[-*+]|\d+\.|\t| {4}")
_SEPARATOR = re.compile(r"[|:\- \t]*")


def overload(blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield what would make Python-Markdown slow, call itself too often, or read other lines than we do."""
    for block in blocks:
        yield from _paragraph(block)
        yield from _nesting(block)
        yield from _columns(block)
    yield from _cells(blocks)


def too_open(text: str) -> int | None:
    """Return the offset of the first bracket within more open ones of its form than the bound, or None."""
    for opening, closing in ("[]", "()"):
        depth = 0
        for bracket in re.finditer(f"[{re.escape(opening + closing)}]", text):
            depth = depth + 1 if bracket[0] == opening else max(0, depth - 1)
            if depth > MAX_OPEN_BRACKETS:
                return bracket.start()
    return None


def _paragraph(block: Block) -> Iterator[Problem]:
    part = "part it by a blank line"
    if control := _CONTROL.search(block.text):
        yield block.problem(control.start(), ("a control character stands here", "remove it"))
    if len(block.text) > MAX_PARAGRAPH:
        yield block.problem(MAX_PARAGRAPH, (f"the paragraph is longer than {MAX_PARAGRAPH:,} characters", part))
    if block.text.count("\n") >= MAX_PARAGRAPH_LINES:
        says = f"more than {MAX_PARAGRAPH_LINES} lines follow each other"
        yield block.problem(0, (says, "part them by a blank line"))
    if sum(map(block.text.count, "*_")) > MAX_EMPHASIS_MARKS:
        yield block.problem(0, (f"the paragraph has more than {MAX_EMPHASIS_MARKS:,} signs * and _", part))
    if (offset := too_open(block.text)) is not None:
        yield block.problem(offset, TOO_OPEN)


def _nesting(block: Block) -> Iterator[Problem]:
    """Yield the first line that lies too deep in quotes and lists; four spaces are one level, as in a list."""
    for containers in _CONTAINERS.finditer(block.text):
        levels = list(_LEVEL.finditer(containers[0]))
        if len(levels) > MAX_NESTING:
            says = f"quotes and lists lie in each other deeper than {MAX_NESTING} levels"
            do = "write fewer signs and spaces at the start of the line, or --- for a line across the page"
            yield block.problem(containers.start() + levels[MAX_NESTING].start(), (says, do))
            return


def _columns(block: Block) -> Iterator[Problem]:
    """Yield the first line that makes a table too wide."""
    offset = 0
    for line in block.text.split("\n"):
        if _width(line) > MAX_COLUMNS:
            says = f"the table has more than {MAX_COLUMNS} columns"
            yield block.problem(offset, (says, "write fewer, or exchange columns and rows"))
            return
        offset += len(line) + 1


def _cells(blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield the table with which the text has too many cells: every row is as wide as the head, whatever it says."""
    cells = 0
    for block in blocks:
        lines = block.text.split("\n")
        cells += len(lines) * max(map(_width, lines))
        if cells > MAX_CELLS:
            says = f"the tables of the text have more than {MAX_CELLS:,} cells up to here"
            yield block.problem(0, (says, "write fewer rows, or fewer tables"))
            return


def _width(line: str) -> int:
    """Return how many columns the line gives a table if it stands below a head, 0 where it cannot."""
    row = _CONTAINERS.sub("", line).strip(" \t")
    if "|" not in row or not _SEPARATOR.fullmatch(row):
        return 0
    return row.removeprefix("|").removesuffix("|").count("|") + 1
