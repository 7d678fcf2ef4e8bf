"""Draw the views of `content/geo/map.json` from public-domain boundaries; a maintainer runs it when a view changes.

    python -m tools.make_map states-10m.json countries-50m.json

The two files are those of the npm packages us-atlas 3.0.1 and world-atlas 2.0.2. What a view is stands in the map
itself and stays as it was written: its name in each language, its grid in pixels of a wide screen, and its projection,
which has the fields of `certsite.geometry.Projection`. The scale is 6371 divided by the kilometers that a pixel covers;
x and y say where on the grid the centre lies. The same files give the same bytes.
"""

import argparse
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from certsite.geometry import Point, Projection
from tools.make_outlines import NOTICE, Ring, compact, path, places, ring, simplify

TOLERANCE = 0.6
"""How far, in units of the grid, a simplified outline may lie from the true one: little more than half a pixel."""

SPECK = 1.5
"""The area, in units of the grid squared, below which an island is not drawn."""

STATES_FROM = 500
"""From this scale on, some 13 km to a pixel, a country whose states are known is drawn state by state."""

WITH_STATES = "840"
"""ISO 3166-1 numeric code of the country whose states the first file holds, the United States."""

HEMISPHERE = math.sqrt(2)
"""Radius of half the sphere in the projection, in radii of the Earth: what lies beyond is on the other side."""


def main() -> None:
    """Read the two files named on the command line and write the map."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("states", type=Path, help="states-10m.json of us-atlas")
    parser.add_argument("countries", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("--map", type=Path, default=Path("content/geo/map.json"))
    chosen = parser.parse_args()
    states, countries = json.loads(chosen.states.read_bytes()), json.loads(chosen.countries.read_bytes())
    views = json.loads(chosen.map.read_bytes())["views"]
    written = document({name: drawn(view, states, countries) for name, view in views.items()})
    chosen.map.write_bytes(written)
    print(f"{chosen.map}: {len(views)} views, {len(written)} bytes")


def drawn(view: Mapping[str, Any], states: Mapping[str, Any], countries: Mapping[str, Any]) -> dict[str, Any]:
    """Return a view with the outlines of the countries in it, or of states where it shows little enough."""
    by_state = view["projection"]["scale"] >= STATES_FROM
    outlines = list(_outlines(view, countries, "countries", lambda id_: not (by_state and id_ == WITH_STATES)))
    if by_state:
        outlines += _outlines(view, states, "states", lambda _: True)
    return {**view, "path": path(outlines)}


def document(views: Mapping[str, object]) -> bytes:
    """Return the file: JSON with one view a line, so that a change is seen in the view's line."""
    lines = ",\n".join(f"{json.dumps(name)}:{compact(view)}" for name, view in views.items())
    return f'{{\n"notice":{compact(NOTICE)},\n"views":{{\n{lines}\n}}\n}}\n'.encode()


def clipped(corners: Ring, width: float, height: float) -> list[Point]:
    """Return the part of a ring that lies on the grid; where it leaves and comes back it follows the edge.

    Source: Sutherland and Hodgman, Communications of the ACM 17 (1974).
    """
    found = list(corners)
    for axis, sign, limit in ((0, 1, 0.0), (0, -1, -width), (1, 1, 0.0), (1, -1, -height)):
        found = list(_cut(found, axis, sign, limit))
    return found


def _cut(corners: Ring, axis: int, sign: int, limit: float) -> Iterator[Point]:
    """Yield the part of a ring on one side of an edge: where `sign` times the coordinate is `limit` at least."""
    for a, b in pairwise([*corners[-1:], *corners]):
        from_a, from_b = sign * a[axis] - limit, sign * b[axis] - limit
        if (from_a < 0) != (from_b < 0):
            part = from_a / (from_a - from_b)
            yield a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
        if from_b >= 0:
            yield b


def _outlines(
    view: Mapping[str, Any], topology: Mapping[str, Any], group: str, wanted: Callable[[str], bool]
) -> Iterator[Ring]:
    """Yield the rings that are large enough to see, each border simplified once, the same for both sides."""
    projection, (width, height) = Projection(**view["projection"]), view["grid"]
    arcs = [_arc(places(arc, topology["transform"]), projection) for arc in topology["arcs"]]
    for indexes in _rings(row for row in topology["objects"][group]["geometries"] if wanted(row.get("id"))):
        corners = ring(indexes, arcs)
        if _is_near(corners, projection):
            shown = clipped(corners, width, height)
            if _area(shown) >= SPECK:
                yield shown


def _rings(geometries: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[int]]:
    for geometry in geometries:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            yield from polygon


def _arc(corners: Iterable[Point], projection: Projection) -> list[Point]:
    return simplify([projection.point(lat, lon) for lon, lat in corners], TOLERANCE)


def _is_near(corners: Ring, projection: Projection) -> bool:
    """Say whether any corner is on the side of the sphere that the view looks at."""
    reach = HEMISPHERE * projection.scale
    return any(math.dist(corner, (projection.x, projection.y)) < reach for corner in corners)


def _area(corners: Ring) -> float:
    return abs(math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners[-1:], *corners]))) / 2


if __name__ == "__main__":
    main()
