"""What the files of `content/geo/` share: JSON of bounded size, whose paths can hold nothing but a drawing."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from certsite.geometry import Box, Point, Projection
from certsite.problem import Problem, quote

T = TypeVar("T")

FILE_LIMIT = 1_000_000
TEXT_LIMIT = 20_000
GRID_LIMIT = 1_000
PLACE_LIMIT = 1_000_000
ROUNDING = 0.05
"""By how much corners may lie off the grid: paths are made of tenths, whose sums are not exact."""

PLACE = (-PLACE_LIMIT, PLACE_LIMIT)

_PROJECTION_RANGES = {"lat0": (-90, 90), "lon0": (-180, 180), "scale": (1, PLACE_LIMIT), "x": PLACE, "y": PLACE}
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")


class Wrong(ValueError):  # noqa: N818 - the file is wrong, which is no fault of the program
    """What is wrong with a file or with one part of it; where they are known, its place and another mend than usual."""

    def __init__(self, says: str, line: int = 0, column: int = 0, do: str = "") -> None:
        super().__init__(says)
        self.says, self.line, self.column, self.do = says, line, column, do


def document(raw: bytes, keys: Collection[str]) -> tuple[str, dict[str, object]]:
    """Return the text of a file and the object in it, which has these keys and no other; every number is a float.

    Raises `Wrong`.
    """
    if len(raw) > FILE_LIMIT:
        raise Wrong(f"the file has {len(raw)} bytes, more than {FILE_LIMIT}")
    try:
        text = raw.decode()
        facts = json.loads(text, parse_int=float, object_pairs_hook=_without_twins)
    except UnicodeDecodeError:
        raise Wrong("the file is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise Wrong(f"the file is not JSON ({error.msg})", error.lineno, error.colno) from None
    except RecursionError:
        raise Wrong("the file is nested too deeply") from None
    return text, object_of(facts, "the file", keys)


@dataclass(frozen=True, slots=True)
class Blame:
    """How the mistakes of one file are told. shown: its name in messages; mend: what usually helps; text: all of it."""

    shown: str
    mend: str
    text: str = ""

    def whole(self, wrong: Wrong) -> Problem:
        """Return the problem of a file that cannot be used."""
        return Problem(self.shown, wrong.line, wrong.column, wrong.says, wrong.do or self.mend)

    def part(self, kind: str, name: str, wrong: Wrong) -> Problem:
        """Return the problem of one part of a file, in the line of its key."""
        line = _line(self.text, name)
        return Problem(self.shown, line, min(line, 1), f"{kind} {quote(name)}: {wrong.says}", wrong.do or self.mend)


def each(
    parts: Mapping[str, object], kind: str, read: Callable[[str, object], T], blame: Blame
) -> tuple[dict[str, T], list[Problem]]:
    """Read the parts of a file by their ids; one with a mistake is left out, the others are kept.

    kind: what a part is called; read: id and part to its value, raises `Wrong`.
    """
    values: dict[str, T] = {}
    problems = []
    for name, part in parts.items():
        try:
            values[name] = read(name, part)
        except Wrong as wrong:
            problems.append(blame.part(kind, name, wrong))
    return values, problems


def rings(path: str) -> tuple[tuple[Point, ...], ...]:
    """Return the closed rings of a path, each as its corners on the grid.

    A path is one or more rings `Mx yl dx dy dx dy…z`: the first corner, then the steps to the others. This part of
    SVG is all that is allowed, so that no path can hold anything but a drawing.

    Raises:
        ValueError: the path is something else.
    """
    *parts, rest = path.split("z")
    if rest or not parts:
        raise Wrong("every ring of path must end in z")
    return tuple(_ring(part) for part in parts)


def path_of(value: object, grid: Box, limit: int = TEXT_LIMIT) -> str:
    """Return a path that stays on the grid; raises `Wrong`."""
    path = text_of(value, "path", limit)
    if not all(grid.holds(corner, ROUNDING) for ring in rings(path) for corner in ring):
        raise Wrong("path leaves the grid")
    return path


def grid_of(value: object) -> tuple[int, int]:
    """Return width and height of a grid; raises `Wrong`."""
    width, height = numbers_of(value, "grid", 2, 1, GRID_LIMIT)
    return int(width), int(height)


def projection_of(value: object) -> Projection:
    """Return a projection of its five constants; raises `Wrong`."""
    constants = object_of(value, "projection", _PROJECTION_RANGES)
    return Projection(**{key: number_of(constants[key], key, *ends) for key, ends in _PROJECTION_RANGES.items()})


def object_of(value: object, what: str, keys: Collection[str]) -> dict[str, object]:
    """Return an object that has these keys, all of them and no other; raises `Wrong`."""
    if not isinstance(value, dict):
        raise Wrong(f"{what} must be an object")
    if missing := sorted(set(keys) - set(value)):
        raise Wrong(f"{missing[0]} is missing")
    if unknown := sorted(set(value) - set(keys)):
        raise Wrong(f"unknown key {quote(unknown[0])}")
    return value


def text_of(value: object, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return a text that is not empty and has at most so many characters; raises `Wrong`."""
    if not isinstance(value, str) or not 0 < len(value) <= limit:
        raise Wrong(f"{what} must be text of 1 to {limit} characters")
    return value


def numbers_of(value: object, what: str, count: int, low: float, high: float) -> list[float]:
    """Return a list of so many numbers of the range; raises `Wrong`."""
    if not isinstance(value, list) or len(value) != count:
        raise Wrong(f"{what} must be a list of {count} numbers")
    return [number_of(number, f"a number of {what}", low, high) for number in value]


def number_of(value: object, what: str, low: float, high: float) -> float:
    """Return a number of the range; NaN is in none. Raises `Wrong`."""
    if not isinstance(value, float) or not low <= value <= high:
        raise Wrong(f"{what} must be a number from {low} to {high}")
    return value


def _ring(part: str) -> tuple[Point, ...]:
    start, command, steps = part.removeprefix("M").partition("l")
    corners, moves = _pairs(start), _pairs(steps)
    if not (part.startswith("M") and command) or len(corners) != 1 or len(moves) < 2:
        raise Wrong("every ring of path must be M, a first corner, l, and two or more steps")
    for dx, dy in moves:
        x, y = corners[-1]
        corners.append((x + dx, y + dy))
    return tuple(corners)


def _pairs(text: str) -> list[Point]:
    """Return numbers two by two, told apart as SVG does: a space, a minus or a second point begins the next one."""
    if _NUMBER.sub("", text).strip(" "):
        raise Wrong("path may hold nothing but M, l, z, numbers and spaces")
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if len(numbers) % 2:
        raise Wrong("path must give each corner two numbers")
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    for key, count in Counter(key for key, _ in pairs).most_common(1):
        if count > 1:
            raise Wrong(f"the key {quote(key)} stands {count} times in one object")
    return dict(pairs)


def _line(text: str, key: str) -> int:
    """Return the line of a key of the JSON text, or 0 where it is written with escapes or spaces."""
    before, found, _ = text.partition(f'"{key}":')
    return before.count("\n") + 1 if found else 0
