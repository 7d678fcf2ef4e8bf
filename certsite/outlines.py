"""Locator tiles: the outline of a city's region or country, and the place of its dot on it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from certsite.atlas import View
from certsite.geofile import (
    PLACE,
    Blame,
    Wrong,
    document,
    each,
    grid_of,
    numbers_of,
    object_of,
    path_of,
    projection_of,
    text_of,
)
from certsite.geometry import Box, Projection
from certsite.problem import Staged

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth. Source: IUGG, Geodetic Reference System 1980."""

FAR_KM = 25
"""How far beyond its region's box a point is a mistake: more than an outline drawn at 1:50 million is out by."""

SHAPE_LIMIT = 500

MEND = "write the file anew with tools/make_outlines.py"


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
    """What is drawn of the Earth.

    shapes: by id, `<country>` or `<country>-<region code>` in lower case, on a grid of one size; views: those of the
    map, the main one first, or none where the content has no map.
    """

    width: int = 0
    height: int = 0
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    notice: str = ""
    views: tuple[View, ...] = ()


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


_SHAPE_ID = re.compile(r"[a-z]{2}(-[a-z0-9]{1,3})?")


def outlines(raw: bytes | None, shown: str) -> Staged[Outlines]:
    """Read the file of outlines; without one (None) there are no shapes, which is no problem.

    raw: JSON as `tools/make_outlines.py` writes it. shown: the file's name in messages.
    A shape with a mistake is left out, the others are kept.
    """
    if raw is None:
        return Outlines(), ()
    try:
        text, facts = document(raw, ("grid", "notice", "shapes"))
        width, height = grid_of(facts["grid"])
        notice = text_of(facts["notice"], "notice")
        parts = facts["shapes"]
        if not isinstance(parts, dict) or len(parts) > SHAPE_LIMIT:
            raise Wrong(f"shapes must be an object of at most {SHAPE_LIMIT} shapes")
    except Wrong as wrong:
        return Outlines(), (Blame(shown, MEND).whole(wrong),)
    grid = Box(0, 0, width, height)
    shapes, problems = each(parts, "shape", lambda name, part: _shape(name, part, grid), Blame(shown, MEND, text))
    return Outlines(width, height, shapes, notice), problems


def _shape(name: str, raw: object, grid: Box) -> Shape:
    if not _SHAPE_ID.fullmatch(name):
        raise Wrong("the id must be a country's code, or country-region, in lower case")
    facts = object_of(raw, "it", ("bounds", "name", "path", "projection"))
    return Shape(
        name=text_of(facts["name"], "name"),
        path=path_of(facts["path"], grid),
        projection=projection_of(facts["projection"]),
        bounds=Box(*numbers_of(facts["bounds"], "bounds", 4, *PLACE)),
    )
