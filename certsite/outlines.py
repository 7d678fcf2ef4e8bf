"""Locator tiles: the outline of a city's region or country, and the place of its dot on it."""

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from certsite.problem import Problem, Staged, quote

Point: TypeAlias = tuple[float, float]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth. Source: IUGG, Geodetic Reference System 1980."""

FAR_KM = 25
"""How far beyond its region's box a point is a mistake: more than an outline drawn at 1:50 million is out by."""

FILE_LIMIT = 1_000_000
SHAPE_LIMIT = 500
TEXT_LIMIT = 20_000
GRID_LIMIT = 1_000
PLACE_LIMIT = 1_000_000

MEND = "write the file anew with tools/make_outlines.py"


@dataclass(frozen=True, slots=True)
class Projection:
    """A Lambert azimuthal equal-area projection of the sphere onto a grid whose y grows downwards.

    lon0, lat0: its centre in degrees; x, y: the centre's place on the grid; scale: units of the grid per Earth radius.
    """

    lon0: float
    lat0: float
    scale: float
    x: float
    y: float

    def point(self, lat: float, lon: float) -> Point:
        """Return the place on the grid of a latitude and longitude in degrees.

        The point opposite to the centre is infinitely far away.
        Source: Snyder, Map Projections: A Working Manual (USGS 1395, 1987), equations 22-4, 22-5 and 24-2.
        """
        phi, phi0, turn = math.radians(lat), math.radians(self.lat0), math.radians(lon - self.lon0)
        nearness = 1 + math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(turn)
        if nearness < 1e-12:
            return math.inf, math.inf
        k = self.scale * math.sqrt(2 / nearness)
        east = math.cos(phi) * math.sin(turn)
        north = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(turn)
        return self.x + k * east, self.y - k * north


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle on the grid, `top` being the smaller y."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point, slack: float = 0.0) -> bool:
        """Tell whether the point lies inside, or outside by at most `slack` on either axis."""
        x, y = point
        across = self.left - slack <= x <= self.right + slack
        return across and self.top - slack <= y <= self.bottom + slack


@dataclass(frozen=True, slots=True)
class Shape:
    """One region or country.

    path: SVG path data within the grid, as `rings` reads it.
    bounds: the box around all of it, with the islands that are too small to be drawn and may lie off the grid.
    """

    name: str
    path: str
    projection: Projection
    bounds: Box


@dataclass(frozen=True, slots=True)
class Outlines:
    """Every shape by its id, `<country>` or `<country>-<region code>` in lower case, on a grid of one size."""

    width: int = 0
    height: int = 0
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """What a locator tile draws: the path of the shape with this id, and a dot at x, y where both are known."""

    shape: str
    path: str
    x: float | None
    y: float | None
    width: int
    height: int


def shape_id(outlines: Outlines, country: str, region_code: str | None) -> str | None:
    """Return the id of the region's shape, else that of its country's, else None. Case does not matter."""
    candidates = (f"{country}-{region_code}".lower(), country.lower())
    return next((name for name in candidates if name in outlines.shapes), None)


def tile(
    outlines: Outlines, country: str, region_code: str | None, lat: float | None, lon: float | None
) -> Tile | None:
    """Return the tile of a place, or None where neither its region nor its country has a shape.

    country, region_code: codes as in ISO 3166. lat, lon: degrees; without them, or where they fall off the grid, the
    tile has no dot.
    """
    name = shape_id(outlines, country, region_code)
    if name is None:
        return None
    shape, grid = outlines.shapes[name], Box(0, 0, outlines.width, outlines.height)
    known = None if lat is None or lon is None else shape.projection.point(lat, lon)
    x, y = (round(known[0], 1), round(known[1], 1)) if known and grid.holds(known) else (None, None)
    return Tile(name, shape.path, x, y, outlines.width, outlines.height)


def far(outlines: Outlines, country: str, region_code: str | None, lat: float | None, lon: float | None) -> bool:
    """Tell whether a place lies more than `FAR_KM` beyond the box of its region, or of its country without one.

    Without coordinates or shape nothing can be told, and the answer is False.
    """
    name = shape_id(outlines, country, region_code)
    if name is None or lat is None or lon is None:
        return False
    shape = outlines.shapes[name]
    slack = FAR_KM * shape.projection.scale / EARTH_RADIUS_KM
    return not shape.bounds.holds(shape.projection.point(lat, lon), slack)


_PLACE = (-PLACE_LIMIT, PLACE_LIMIT)
_PROJECTION_RANGES = {"lat0": (-90, 90), "lon0": (-180, 180), "scale": (1, PLACE_LIMIT), "x": _PLACE, "y": _PLACE}
_SHAPE_ID = re.compile(r"[a-z]{2}(-[a-z0-9]{1,3})?")
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")


def rings(path: str) -> tuple[tuple[Point, ...], ...]:
    """Return the closed rings of a path, each as its corners on the grid.

    A path is one or more rings `Mx yl dx dy dx dy…z`: the first corner, then the steps to the others. This part of
    SVG is all that is allowed, so that no path can hold anything but a drawing.

    Raises:
        ValueError: the path is something else.
    """
    *parts, rest = path.split("z")
    if rest or not parts:
        raise _Wrong("every ring of path must end in z")
    return tuple(_ring(part) for part in parts)


def outlines(raw: bytes | None, shown: str) -> Staged[Outlines]:
    """Read the file of outlines; without one (None) there are no shapes, which is no problem.

    raw: JSON as `tools/make_outlines.py` writes it. shown: the file's name in messages.
    A shape with a mistake is left out, the others are kept.
    """
    if raw is None:
        return Outlines(), ()
    try:
        text, facts = _document(raw)
        width, height = (int(side) for side in _numbers(facts["grid"], "grid", 2, 1, GRID_LIMIT))
        notice = _text(facts["notice"], "notice")
        raw_shapes = facts["shapes"]
        if not isinstance(raw_shapes, dict) or len(raw_shapes) > SHAPE_LIMIT:
            raise _Wrong(f"shapes must be an object of at most {SHAPE_LIMIT} shapes")
    except _Wrong as wrong:
        return Outlines(), (Problem(shown, wrong.line, wrong.column, wrong.says, MEND),)
    shapes, problems = {}, []
    for name, raw_shape in raw_shapes.items():
        try:
            shapes[name] = _shape(name, raw_shape, Box(0, 0, width, height))
        except _Wrong as wrong:
            line = _line(text, name)
            problems.append(Problem(shown, line, min(line, 1), f"shape {quote(name)}: {wrong.says}", MEND))
    return Outlines(width, height, shapes, notice), problems


def _ring(part: str) -> tuple[Point, ...]:
    start, command, steps = part.removeprefix("M").partition("l")
    corners, moves = _pairs(start), _pairs(steps)
    if not (part.startswith("M") and command) or len(corners) != 1 or len(moves) < 2:
        raise _Wrong("every ring of path must be M, a first corner, l, and two or more steps")
    for dx, dy in moves:
        x, y = corners[-1]
        corners.append((x + dx, y + dy))
    return tuple(corners)


def _pairs(text: str) -> list[Point]:
    """Return numbers two by two, told apart as SVG does: a space, a minus or a second point begins the next one."""
    if _NUMBER.sub("", text).strip(" "):
        raise _Wrong("path may hold nothing but M, l, z, numbers and spaces")
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if len(numbers) % 2:
        raise _Wrong("path must give each corner two numbers")
    return list(zip(numbers[::2], numbers[1::2], strict=True))


class _Wrong(ValueError):  # noqa: N818 - the file is wrong, which is no fault of the program
    """What is wrong with the file or with one shape, and where it is known, the place."""

    def __init__(self, says: str, line: int = 0, column: int = 0) -> None:
        super().__init__(says)
        self.says, self.line, self.column = says, line, column


def _document(raw: bytes) -> tuple[str, dict[str, object]]:
    if len(raw) > FILE_LIMIT:
        raise _Wrong(f"the file has {len(raw)} bytes, more than {FILE_LIMIT}")
    try:
        text = raw.decode()
        facts = json.loads(text, parse_int=float, object_pairs_hook=_without_twins)
    except UnicodeDecodeError:
        raise _Wrong("the file is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise _Wrong(f"the file is not JSON ({error.msg})", error.lineno, error.colno) from None
    except RecursionError:
        raise _Wrong("the file is nested too deeply") from None
    return text, _object(facts, "the file", ("grid", "notice", "shapes"))


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    for key, count in Counter(key for key, _ in pairs).most_common(1):
        if count > 1:
            raise _Wrong(f"the key {quote(key)} stands {count} times in one object")
    return dict(pairs)


def _shape(name: str, raw: object, grid: Box) -> Shape:
    if not _SHAPE_ID.fullmatch(name):
        raise _Wrong("the id must be a country's code, or country-region, in lower case")
    facts = _object(raw, "it", ("bounds", "name", "path", "projection"))
    constants = _object(facts["projection"], "projection", _PROJECTION_RANGES)
    projection = {key: _number(constants[key], key, *limits) for key, limits in _PROJECTION_RANGES.items()}
    return Shape(
        name=_text(facts["name"], "name"),
        path=_path(_text(facts["path"], "path"), grid),
        projection=Projection(**projection),
        bounds=Box(*_numbers(facts["bounds"], "bounds", 4, *_PLACE)),
    )


def _path(path: str, grid: Box) -> str:
    if not all(grid.holds(corner) for ring in rings(path) for corner in ring):
        raise _Wrong("path leaves the grid")
    return path


def _object(value: object, what: str, keys: Collection[str]) -> dict[str, object]:
    """Return an object that has these keys, all of them and no other."""
    if not isinstance(value, dict):
        raise _Wrong(f"{what} must be an object")
    if missing := sorted(set(keys) - set(value)):
        raise _Wrong(f"{missing[0]} is missing")
    if unknown := sorted(set(value) - set(keys)):
        raise _Wrong(f"unknown key {quote(unknown[0])}")
    return value


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= TEXT_LIMIT:
        raise _Wrong(f"{what} must be text of 1 to {TEXT_LIMIT} characters")
    return value


def _numbers(value: object, what: str, count: int, low: float, high: float) -> list[float]:
    if not isinstance(value, list) or len(value) != count:
        raise _Wrong(f"{what} must be a list of {count} numbers")
    return [_number(number, f"a number of {what}", low, high) for number in value]


def _number(value: object, what: str, low: float, high: float) -> float:
    """Return a number of the range; NaN is in none."""
    if not isinstance(value, float) or not low <= value <= high:
        raise _Wrong(f"{what} must be a number from {low} to {high}")
    return value


def _line(text: str, key: str) -> int:
    """Return the line of a key of the JSON text, or 0 where it is written with escapes or spaces."""
    before, found, _ = text.partition(f'"{key}":')
    return before.count("\n") + 1 if found else 0
