"""What is wrong, where, and what to write instead; the one place that words it for every reader."""

import json
import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeAlias, TypeVar

SHOWN_LENGTH = 60
FEW = 5  # options that are always shown
MANY = 12  # options shown at most
LISTED = 200  # problems of a summary: GitHub takes 1 MiB a step
LIKELY, CERTAIN = 0.6, 0.8  # likeness of two words: the default of difflib, and a slip of one letter in five
LONGEST = 128  # characters of a word that is compared with others: the work for a pair grows with their square
COMPARED = 8192  # characters of options that a word is compared with at most, as 512 options of 16


class Severity(StrEnum):
    """How grave a problem is: an error stops publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in what somebody wrote.

    path: the file as the reader would open it, with forward slashes.
    line, column: where it stands, both counted from 1 in characters; 0 where the file as a whole is meant.
    says: what is wrong, in plain words and without a full stop; do: what to write instead.
    """

    path: str
    line: int
    column: int
    says: str
    do: str
    severity: Severity = Severity.ERROR


T = TypeVar("T")
Staged: TypeAlias = tuple[T, Sequence[Problem]]


class Refused(Exception):  # noqa: N818 - a build is refused, which is no fault of the program
    """A build that published nothing, with every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


class Tally:
    """Collects the problems of all stages, and hands each stage's value on."""

    def __init__(self) -> None:
        self._problems: set[Problem] = set()

    def __call__(self, staged: Staged[T]) -> T:
        """Keep the problems of one stage and return its value."""
        value, problems = staged
        self._problems.update(problems)
        return value

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep problems that come without a value."""
        self._problems.update(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem so far, each once, in the order of files and lines."""
        return tuple(sorted(self._problems))

    def need(self, value: T | None) -> T:
        """Return the value, or raise `Refused` where it is empty: nothing more can be looked at then."""
        if not value:
            raise Refused(self.problems)
        return value

    def refuse_on_error(self) -> None:
        """Raise `Refused` with all problems when one of them is an error."""
        if any(problem.severity is Severity.ERROR for problem in self._problems):
            raise Refused(self.problems)


def near(word: str, options: Iterable[str], cutoff: float = LIKELY) -> str | None:
    """Return the option that was probably meant by `word`, or None where nothing is close.

    Upper and lower case count as equal. cutoff: how alike they must be, from 0 to 1, as `difflib` counts it.
    Of very many options only those are compared that stand next to the word in the order of letters.
    """
    if len(word) > LONGEST:
        return None
    wanted = word.casefold()
    folded = {option.casefold(): option for option in options}
    matches = get_close_matches(wanted, _neighbors(wanted, folded), n=1, cutoff=cutoff)
    return folded[matches[0]] if matches else None


def _neighbors(word: str, options: Collection[str]) -> Collection[str]:
    most = COMPARED // max(1, len(word))
    if len(options) <= most:
        return options
    ordered = sorted(options)
    place = max(0, bisect(ordered, word) - most // 2)
    return ordered[place : place + most]


def choose(word: str, options: Sequence[str]) -> str:
    """Say what to write instead of the unknown `word`: the option that was meant, or the choice where that is open."""
    if not options:
        return "remove it, or define it first; none is defined yet"
    if len(options) > FEW and (sure := near(word, options, CERTAIN)):
        return f"did you mean {quote(sure)}?"
    meant = near(word, options)
    hint = f" (did you mean {meant}?)" if meant else ""
    return f"use one of {', '.join(options[:MANY])}{', …' if len(options) > MANY else ''}{hint}"


def quote(text: str) -> str:
    """Return what somebody wrote in quotation marks, cut where it is long."""
    return f"'{text[:SHOWN_LENGTH]}…'" if len(text) > SHOWN_LENGTH else f"'{text}'"


def as_text(problems: Sequence[Problem]) -> str:
    """Return one line a problem, `path:line:column: severity: says; do`."""
    return "".join(f"{safe_line(_line(problem))}\n" for problem in problems)


def as_github(problems: Sequence[Problem]) -> str:
    """Return one workflow command a problem, so that a pull request shows it on the line it is about.

    The form and its escapes are those of GitHub's documentation, "Workflow commands".
    """
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON object with the list `problems`, each with the fields of `Problem`."""
    rows = [
        {
            "path": _visible(problem.path),
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "says": _visible(problem.says),
            "do": _visible(problem.do),
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, indent=2) + "\n"


def as_markdown(problems: Sequence[Problem]) -> str:
    """Return the problems for the summary of a workflow: how many, then the errors, then the warnings, in plain words.

    What somebody wrote stands in code spans that it cannot end, so that nothing in it is a link, a picture or HTML.
    """
    gravest_first = sorted(problems, key=lambda problem: problem.severity)
    rows = "".join(f"{_item(problem)}\n" for problem in gravest_first[:LISTED])
    more = f"\n{len(problems) - LISTED} more are not listed here.\n" if len(problems) > LISTED else ""
    heading = summary(problems)
    return f"### {heading[0].upper()}{heading[1:]}\n" + (f"\n{rows}{more}" if problems else "")


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "markdown": as_markdown,
}


def summary(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are and in how many files, as in `3 errors in 3 files`."""
    parts = [
        f"{_counted(len(found), severity.value)} in {_counted(len({problem.path for problem in found}), 'file')}"
        for severity in Severity
        if (found := [problem for problem in problems if problem.severity is severity])
    ]
    return ", ".join(parts) or "no problems"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _line(problem: Problem) -> str:
    where = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
    return f"{where}: {problem.severity}: {problem.says}; {problem.do}"


# Printable for Python, and yet shown by nothing: Unicode, DerivedCoreProperties, Default_Ignorable_Code_Point.
_SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def _visible(text: str) -> str:
    """Return the text with an escape for whatever a reader cannot see or that acts on a terminal or a workflow.

    That is what `str.isprintable` refuses: control characters (ESC among them), line ends, marks that turn the
    direction of text, spaces of other widths, halves of characters. GitHub obeys `##[command]` anywhere in a line
    (actions/runner, ActionCommand.TryParse).
    """
    shown = "".join(char if char.isprintable() else _escape(char) for char in text)
    return _SHOWS_NOTHING.sub(lambda found: _escape(found[0]), shown).replace("##[", "#\\u0023[")


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def safe_line(line: str) -> str:
    """Return a line so that a terminal shows it as it is and a workflow finds no command at its start."""
    line = _visible(line)
    return f"./{line}" if line.lstrip().startswith("::") else line


def _annotation(problem: Problem) -> str:
    place = f",line={problem.line},col={problem.column}" if problem.line else ""
    path = _escaped(_visible(problem.path)).replace(":", "%3A").replace(",", "%2C")
    return f"::{problem.severity} file={path}{place}::{_escaped(_visible(f'{problem.says}; {problem.do}'))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _item(problem: Problem) -> str:
    place = f", line {problem.line}" if problem.line else ""
    wrong, mend = _code(problem.says), _code(problem.do)
    return f"- {problem.severity.capitalize()} in {_code(problem.path)}{place}: {wrong}. To mend it: {mend}"


def _code(text: str) -> str:
    """Return a code span that ends where the text does: its fence is longer than any in the text (CommonMark, 6.1)."""
    text = _visible(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}"
