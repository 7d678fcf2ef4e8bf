"""A text in the pieces in which Markdown reads it, each of which knows its place in the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from certsite.problem import Problem

Words: TypeAlias = tuple[str, str]  # what is wrong, and the mend

# Signs at the start of a line that open quotes and lists, as far as more than one of them may follow each other.
CONTAINERS = r"^(?:[ \t]|>|(?:[-*+]|\d++\.)(?=[ \t]))*+"

# Code of several lines, between lines of three backticks or more; the first may name its language.
FENCED = re.compile(r"(`{3,}+)[^`\n]*+\n(.*)\n\1[ \t]*+", re.DOTALL)

_CODE = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines without a blank one between them. shown: path of the file; first_line: counted from 1 in it."""

    shown: str
    first_line: int
    text: str

    @property
    def prose(self) -> str:
        """The text with spaces in the place of its code, so that every sign keeps its offset."""
        return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file, both from 1, of an offset in the text."""
        line = self.first_line + self.text.count("\n", 0, offset)
        return line, offset - self.text.rfind("\n", 0, offset)

    def problem(self, offset: int, words: Words) -> Problem:
        """Return a problem of what stands at an offset of the text."""
        return Problem(self.shown, *self.place(offset), *words)


def split(text: str, shown: str, first_line: int) -> Iterator[Block]:
    """Yield the blocks of a text that begins on a line of the file."""
    lines = enumerate(re.split(r"\r\n?|\n", text), first_line)
    for blank, group in groupby(lines, key=lambda line: not line[1].strip(" \t")):
        if not blank:
            numbers, written = zip(*group, strict=True)
            yield Block(shown, numbers[0], "\n".join(written))
