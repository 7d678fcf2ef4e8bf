"""What a parser's complaint means to an editor, found by looking at the text itself.

The two parsers of PyYAML word a mistake differently but find it at the same place. What stands there says what
happened, so that the message does not depend on which of them is installed.
"""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from certsite.load.nodes import Flaw, Mark

Words: TypeAlias = tuple[str, str]

QUESTION_MARK = ("a question mark stands unquoted inside brackets", "put the value in quotes")
NO_SPACE_IN_BRACKETS = ("a colon inside brackets has no space after it", "write the space, or put the value in quotes")

_NO_SPACE = ("a space is missing after the colon", "write it as in 'key: value'")
_OTHER_SPACE = ("a no-break space stands after the colon", "write an ordinary space instead")
_NO_COLON = ("no colon follows the key", "write 'key: value', or indent the line if it continues the one above")
_COLON_IN_VALUE = ("a colon followed by a space stands inside a value", "put the whole value in quotes")
_DEEPER = ("the line is indented although the line above has a value", "indent both by the same number of spaces")
_NOT_ALIGNED = ("the indentation fits no line above", "indent it by as many spaces as the lines it belongs with")
_ITEM_BESIDE_KEY = ("a list begins on the line of its key", "begin it on the next line, or put the value in quotes")
_ITEM_AMONG_KEYS = ("a list item stands among keys", "put the list below a key of its own")
_KEY_AMONG_ITEMS = (
    "a key stands among list items",
    "move it to the keys it belongs with, indented as they are, or write '- ' before it",
)
_KEY_MISSING = ("no key stands before the colon", "write the key, or remove the colon")
_NEVER_CLOSED = ("the quote opened here is never closed", "write the closing quote")
_CLOSED_LATE = ("the quote opened here is closed only on a later line", "write the closing quote after the value")
_AFTER_QUOTE = ("text follows the closing quote", "put the whole value in quotes of the other kind")
_AFTER_BRACKET = ("text follows the closing bracket", "put the whole value in quotes")
_BACKSLASH = ("a backslash in double quotes has a meaning of its own", "write it twice, or use single quotes")
_BESIDE_BLOCK = ("text follows the sign that begins a block", "begin the text on the next line, or put it in quotes")
_FALLBACK = ("the line is not valid YAML", "check its indentation, quotes and brackets")

_KEY_WITHOUT_SPACE = re.compile(r"[ -]*[\w-]+:(?=[^ :/])")
_COLON = re.compile(r":( |$)")
_CLOSING = {"[": "]", "{": "}"}


REFERENCES = {"&": "an anchor", "*": "an alias", "!": "a tag"}


def reference(sign: str) -> Words:
    """Say that a value beginning with this key of `REFERENCES` is refused, and what to write instead."""
    says = f"{sign} at the beginning of a value makes it {REFERENCES[sign]} in YAML, which is not used here"
    return says, f"put the whole value in quotes, or remove {sign} and the word after it"


@dataclass(frozen=True, slots=True)
class _Complaint:
    """Where a parser of `lines` gave up, counted from 0, and where that began which it was reading, its `context`."""

    lines: list[str]
    row: int
    column: int
    opened_row: int
    opened_column: int
    context: str

    @property
    def line(self) -> str:
        return self.lines[self.row]

    @property
    def before(self) -> str:
        return self.line[: self.column]

    @property
    def sign(self) -> str:
        return self.line[self.column : self.column + 1]

    @property
    def opening(self) -> str:
        return self.lines[self.opened_row][self.opened_column : self.opened_column + 1]

    @property
    def row_above(self) -> int | None:
        return next((row for row in range(self.row - 1, -1, -1) if self.lines[row].strip()), None)

    def here(self, words: Words) -> Flaw:
        return _flaw(self.row, self.column, words)

    def at_opening(self, words: Words) -> Flaw:
        return _flaw(self.opened_row, self.opened_column, words)


def explained(text: str, error: yaml.MarkedYAMLError) -> Flaw:
    """Return the flaw at which a parser of `text` gave up, worded for editors and the same for both parsers."""
    complaint = _complaint(text, error)
    return next((flaw for explain in _EXPLANATIONS if (flaw := explain(complaint))), None) or _unexplained(complaint)


def _complaint(text: str, error: yaml.MarkedYAMLError) -> _Complaint:
    problem = _place(error.problem_mark)
    return _Complaint(text.split("\n"), *problem, *_place(error.context_mark, problem), error.context or "")


def _place(mark: Any, otherwise: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else otherwise


def _flaw(row: int, column: int, words: Words) -> Flaw:
    return Flaw(Mark(row + 1, column + 1), *words)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _in_brackets(complaint: _Complaint) -> Flaw | None:
    if "plain scalar" in complaint.context:
        return complaint.at_opening(NO_SPACE_IN_BRACKETS)
    if "flow" in complaint.context and complaint.sign == "?":
        return complaint.here(QUESTION_MARK)
    closing = _CLOSING.get(complaint.opening, "")
    over_lines = "simple key" in complaint.context and closing not in complaint.lines[complaint.opened_row]
    if closing and ("flow" in complaint.context or over_lines):
        says = f"the bracket {complaint.opening} opened here is not closed, or a comma is missing after a value"
        return complaint.at_opening((says, f"write {closing} or the comma, or put the whole value in quotes"))
    return None


def _in_quotes(complaint: _Complaint) -> Flaw | None:
    if "scalar" not in complaint.context or complaint.opening not in {'"', "'"}:
        return None
    return complaint.at_opening(_BACKSLASH if "\\" in complaint.line else _NEVER_CLOSED)


def _beside_block(complaint: _Complaint) -> Flaw | None:
    return complaint.at_opening(_BESIDE_BLOCK) if "block scalar" in complaint.context else None


def _key_alone(complaint: _Complaint) -> Flaw | None:
    if "simple key" not in complaint.context:
        return None
    return _missing_colon(complaint.lines, complaint.opened_row)


def _missing_colon(lines: list[str], row: int) -> Flaw | None:
    if found := _KEY_WITHOUT_SPACE.match(lines[row]):
        return _flaw(row, found.end(), _OTHER_SPACE if lines[row][found.end()].isspace() else _NO_SPACE)
    if _COLON.search(lines[row]):
        return None
    return _flaw(row, _indent(lines[row]), _NO_COLON)


def _unexpected_colon(complaint: _Complaint) -> Flaw | None:
    if complaint.context or complaint.sign != ":":
        return None
    if _COLON.search(complaint.before):
        return complaint.here(_COLON_IN_VALUE)
    if complaint.row_above is None:
        return None
    deeper = _flaw(complaint.row, _indent(complaint.line), _DEEPER)
    return _missing_colon(complaint.lines, complaint.row_above) or deeper


def _impossible_value(complaint: _Complaint) -> Flaw | None:
    if "block mapping" in complaint.context or "block collection" in complaint.context:
        return None
    if complaint.sign == ":" and "node" in complaint.context:
        return complaint.here(_KEY_MISSING)
    if complaint.sign == "-" and complaint.before.strip():
        return complaint.here(_ITEM_BESIDE_KEY)
    if complaint.opening in REFERENCES:
        return complaint.at_opening(reference(complaint.opening))
    if complaint.opening and complaint.opening in "@`%?|>,]}":
        says = f"a value cannot begin with {complaint.opening}"
        missing = ", or write the missing value" if complaint.opening in ",]}" else ""
        return complaint.at_opening((says, f"put the whole value in quotes{missing}"))
    return None


def _after_closing(complaint: _Complaint) -> Flaw | None:
    before = complaint.before.rstrip()
    if before.endswith(("]", "}")):
        return complaint.here(_AFTER_BRACKET)
    if not before.endswith(('"', "'")):
        return None
    return _closed_late(complaint, before[-1]) or complaint.here(_AFTER_QUOTE)


def _closed_late(complaint: _Complaint, quote: str) -> Flaw | None:
    """Find the line above with the quote that belongs to the one before the place, if none on its own line does."""
    if complaint.before.count(quote) % 2 == 0:
        return None
    for row in range(complaint.row - 1, -1, -1):
        if complaint.lines[row].count(quote) % 2:
            return _flaw(row, complaint.lines[row].rindex(quote), _CLOSED_LATE)
    return None


def _at_start_of_line(complaint: _Complaint) -> Flaw | None:
    if complaint.before.strip() or not complaint.sign:
        return None
    if complaint.sign == ":":
        return complaint.here(_KEY_MISSING)
    if complaint.sign == "-" and "mapping" in complaint.context:
        return complaint.here(_ITEM_AMONG_KEYS)
    if "collection" in complaint.context and complaint.column == complaint.opened_column:
        return complaint.here(_KEY_AMONG_ITEMS)
    return complaint.here(_NOT_ALIGNED)


def _unexplained(complaint: _Complaint) -> Flaw:
    """Point to the beginning of the line, or of the last line where the parser wanted more than there is."""
    row = complaint.row if complaint.line.strip() else complaint.row_above or 0
    return _flaw(row, _indent(complaint.lines[row]), _FALLBACK)


_EXPLANATIONS = (
    _in_brackets,
    _in_quotes,
    _beside_block,
    _key_alone,
    _unexpected_colon,
    _impossible_value,
    _after_closing,
    _at_start_of_line,
)
