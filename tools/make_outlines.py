"""Convert public-domain boundaries to the outlines of `content/geo/outlines.json`; a maintainer runs it once.

    python -m tools.make_outlines states-10m.json countries-50m.json

The two files are those of the npm packages us-atlas 3.0.1 and world-atlas 2.0.2. The same files give the same bytes.
"""

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from certsite.geometry import Box, Point, Projection

Ring: TypeAlias = Sequence[Point]
Vector: TypeAlias = tuple[float, float, float]

NOTICE = (
    "Outlines simplified from public-domain data: states from the U.S. Census Bureau, cartographic boundary files of"
    " 2017, as packaged in us-atlas 3.0.1; countries from Natural Earth 4.1.0, as packaged in world-atlas 2.0.2. Both"
    " packages: copyright 2013-2019 Michael Bostock. Permission to use, copy, modify, and/or distribute this software"
    " for any purpose with or without fee is hereby granted, provided that the above copyright notice and this"
    ' permission notice appear in all copies. THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES'
    " WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL"
    " THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER"
    " RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS"
    " ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE."
)

WIDTH, HEIGHT = 96, 72
MARGIN = 4
"""Room at the edge for the half of a dot that stands on a border."""

TOLERANCE = 0.45
"""How far, in units of the grid, a simplified outline may lie from the true one: less than a pixel of a tile."""

SPECK = 1.0
"""The area, in units of the grid squared, below which an island is not drawn."""

COARSER = {"ca": 2.0}
"""Coasts so ragged that they are simplified by this factor more."""

STATES = {
    "01": "al", "02": "ak", "04": "az", "05": "ar", "06": "ca", "08": "co", "09": "ct", "10": "de", "11": "dc",
    "12": "fl", "13": "ga", "15": "hi", "16": "id", "17": "il", "18": "in", "19": "ia", "20": "ks", "21": "ky",
    "22": "la", "23": "me", "24": "md", "25": "ma", "26": "mi", "27": "mn", "28": "ms", "29": "mo", "30": "mt",
    "31": "ne", "32": "nv", "33": "nh", "34": "nj", "35": "nm", "36": "ny", "37": "nc", "38": "nd", "39": "oh",
    "40": "ok", "41": "or", "42": "pa", "44": "ri", "45": "sc", "46": "sd", "47": "tn", "48": "tx", "49": "ut",
    "50": "vt", "51": "va", "53": "wa", "54": "wv", "55": "wi", "56": "wy",
}  # fmt: skip
"""FIPS state codes and postal codes of the fifty states and the District of Columbia."""

COUNTRIES = {
    "028": "ag", "032": "ar", "044": "bs", "052": "bb", "068": "bo", "076": "br", "084": "bz", "124": "ca",
    "152": "cl", "170": "co", "188": "cr", "192": "cu", "212": "dm", "214": "do", "218": "ec", "222": "sv",
    "308": "gd", "320": "gt", "328": "gy", "332": "ht", "340": "hn", "388": "jm", "484": "mx", "558": "ni",
    "591": "pa", "600": "py", "604": "pe", "630": "pr", "659": "kn", "662": "lc", "670": "vc", "740": "sr",
    "780": "tt", "840": "us", "858": "uy", "862": "ve",
}  # fmt: skip
"""ISO 3166-1 numeric and alpha-2 codes of the countries of the Americas, and of Puerto Rico."""

FULL_NAMES = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Dominican Rep.": "Dominican Republic",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
}
"""Names that Natural Earth shortens to fit on a map."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One ring of a shape, its corners in units of the Earth's radius from the projection's centre, y downwards."""

    corners: Ring
    box: Box
    area: float


def main() -> None:
    """Read the two files named on the command line and write the outlines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("states", type=Path, help="states-10m.json of us-atlas")
    parser.add_argument("countries", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("--out", type=Path, default=Path("content/geo/outlines.json"))
    chosen = parser.parse_args()
    states, countries = json.loads(chosen.states.read_bytes()), json.loads(chosen.countries.read_bytes())
    state_ids = {number: f"us-{code}" for number, code in STATES.items()}
    shapes = shapes_of(states, "states", state_ids) | shapes_of(countries, "countries", COUNTRIES)
    written = document(shapes)
    chosen.out.write_bytes(written)
    print(f"{chosen.out}: {len(shapes)} shapes, {len(written)} bytes")


def shapes_of(topology: Mapping[str, Any], group: str, ids: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the shapes of a topology's object `group` by their new ids.

    ids: the id in the topology and the id to give it, for every shape that is wanted; the others are left out.

    Raises:
        KeyError: a wanted shape is not in the topology.
    """
    arcs = [list(places(arc, topology["transform"])) for arc in topology["arcs"]]
    found = {geometry.get("id"): geometry for geometry in topology["objects"][group]["geometries"]}
    return {name: _shape(name, found[number], arcs) for number, name in ids.items()}


def document(shapes: Mapping[str, object]) -> bytes:
    """Return the file: JSON with sorted keys and one shape a line, so that a change is seen in the shape's line."""
    lines = ",\n".join(f"{json.dumps(name)}:{compact(shape)}" for name, shape in sorted(shapes.items()))
    text = f'{{\n"grid":{compact([WIDTH, HEIGHT])},\n"notice":{compact(NOTICE)},\n"shapes":{{\n{lines}\n}}\n}}\n'
    return text.encode()


def simplify(line: Ring, tolerance: float) -> list[Point]:
    """Return the corners of a line that are needed for no point of it to be further away than `tolerance`.

    The first and the last are kept. Source: Douglas and Peucker, Cartographica 10 (1973), with distances to the
    segment, because an inlet can reach beyond the ends of its chord.
    """
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        away, index = _furthest(line, first, last)
        if away > tolerance:
            kept.add(index)
            spans += [(first, index), (index, last)]
    return [line[index] for index in sorted(kept)]


def path(rings: Iterable[Ring]) -> str:
    """Return rings as SVG path data of tenths, `Mx yl dx dy…z` each; one without three corners at that is left out."""
    return "".join(_ring_path(ring) for ring in map(_in_tenths, rings) if len(ring) > 2)


def places(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Iterator[Point]:
    """Yield longitude and latitude of each position of an arc, which the file gives as steps of whole numbers.

    Source: The TopoJSON Format Specification, sections 2.1.2 and 2.1.3.
    """
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x + left, y * scale_y + bottom


def _shape(name: str, geometry: Mapping[str, Any], arcs: Sequence[Ring]) -> dict[str, Any]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [ring(indexes, arcs) for polygon in polygons for indexes in polygon]
    lon0, lat0 = _centre(rings)
    centred = Projection(lon0, lat0, scale=1, x=0, y=0)
    pieces = [_piece([centred.point(lat, lon) for lon, lat in ring]) for ring in rings]
    coarser = COARSER.get(name, 1.0)
    drawn = _drawn(pieces, SPECK * coarser**2)
    projection = _fitted(centred, _around(piece.box for piece in drawn))
    box = _around(piece.box for piece in pieces)
    bounds = _on_grid([(box.left, box.top), (box.right, box.bottom)], projection)
    outline = [_simplify_ring(_on_grid(piece.corners, projection), TOLERANCE * coarser) for piece in drawn]
    return {
        "bounds": [round(side, 1) for corner in bounds for side in corner],
        "name": FULL_NAMES.get(geometry["properties"]["name"], geometry["properties"]["name"]),
        "path": path(outline),
        "projection": asdict(projection),
    }


def ring(indexes: Iterable[int], arcs: Sequence[Ring]) -> list[Point]:
    """Return an open ring: each arc begins where the one before ended, a complement (~) stands for its reverse."""
    corners: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        corners += arc[1:] if corners else arc
    return corners[:-1]


def _centre(rings: Iterable[Ring]) -> Point:
    """Return longitude and latitude of the middle of an area on the sphere, wherever the antimeridian runs.

    The sum of the cross products of neighbouring corners is twice the vector area; it points outwards or, where rings
    run the other way round, inwards.
    """
    on_sphere = [[_vector(*corner) for corner in ring] for ring in rings]
    area = _sum(_cross(a, b) for ring in on_sphere for a, b in pairwise([*ring, ring[0]]))
    corners = _sum(corner for ring in on_sphere for corner in ring)
    sign = math.copysign(1, sum(a * b for a, b in zip(area, corners, strict=True)))
    x, y, z = (sign * part for part in area)
    return round(math.degrees(math.atan2(y, x)), 2), round(math.degrees(math.atan2(z, math.hypot(x, y))), 2)


def _vector(lon: float, lat: float) -> Vector:
    turn, phi = math.radians(lon), math.radians(lat)
    return math.cos(phi) * math.cos(turn), math.cos(phi) * math.sin(turn), math.sin(phi)


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _sum(vectors: Iterable[Vector]) -> Vector:
    x, y, z = (math.fsum(parts) for parts in zip(*vectors, strict=True))
    return x, y, z


def _piece(corners: Ring) -> Piece:
    doubled = math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners, corners[0]]))
    xs, ys = zip(*corners, strict=True)
    return Piece(corners, Box(min(xs), min(ys), max(xs), max(ys)), abs(doubled) / 2)


def _drawn(pieces: Iterable[Piece], speck: float) -> list[Piece]:
    """Return the largest piece, and from there on each that covers a speck of a grid fitted to all up to it."""
    first, *others = sorted(pieces, key=lambda piece: -piece.area)
    drawn, frame = [first], first.box
    for piece in others:
        wider = _around((frame, piece.box))
        if piece.area * _scale(wider) ** 2 >= speck:
            drawn, frame = [*drawn, piece], wider
    return drawn


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _scale(frame: Box) -> float:
    across, down = frame.right - frame.left, frame.bottom - frame.top
    return min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down)


def _fitted(centred: Projection, frame: Box) -> Projection:
    """Return the projection that puts the frame into the middle of the grid, with constants short enough to store."""
    scale = round(_scale(frame), 1)
    x = round(WIDTH / 2 - scale * (frame.left + frame.right) / 2, 1)
    y = round(HEIGHT / 2 - scale * (frame.top + frame.bottom) / 2, 1)
    return replace(centred, scale=scale, x=x, y=y)


def _on_grid(corners: Ring, projection: Projection) -> list[Point]:
    return [(projection.x + projection.scale * x, projection.y + projection.scale * y) for x, y in corners]


def _simplify_ring(ring: Ring, tolerance: float) -> list[Point]:
    """Simplify a closed ring in two halves, between its leftmost corner and the one furthest from there."""
    start = ring.index(min(ring))
    line = [*ring[start:], *ring[: start + 1]]
    turn = max(range(len(line)), key=lambda index: math.dist(line[index], line[0]))
    return [*simplify(line[: turn + 1], tolerance), *simplify(line[turn:], tolerance)[1:-1]]


def _furthest(line: Ring, first: int, last: int) -> tuple[float, int]:
    """Return the greatest distance from the segment between two corners, and the corner between that has it."""
    between = range(first + 1, last)
    return max(((_distance(line[index], line[first], line[last]), index) for index in between), default=(0.0, first))


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from the nearest point of a segment."""
    along = (end[0] - start[0], end[1] - start[1])
    length_squared = along[0] ** 2 + along[1] ** 2 or 1.0
    part = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / length_squared
    part = min(1.0, max(0.0, part))  # beyond an end, the end is nearest
    return math.dist(point, (start[0] + part * along[0], start[1] + part * along[1]))


def _in_tenths(ring: Ring) -> list[tuple[int, int]]:
    """Return the corners in whole tenths, without those that fall onto the one before them."""
    corners = [(round(x * 10), round(y * 10)) for x, y in ring]
    return [b for a, b in pairwise([corners[-1], *corners]) if a != b]


def _ring_path(ring: Sequence[tuple[int, int]]) -> str:
    steps = [part for a, b in pairwise(ring) for part in (b[0] - a[0], b[1] - a[1])]
    return f"M{_joined(ring[0])}l{_joined(steps)}z"


def _joined(tenths: Iterable[int]) -> str:
    """Return numbers with no more between them than SVG needs to tell them apart."""
    words: list[str] = []
    for number in tenths:
        word = f"{number / 10:g}"
        word = word.replace("0.", ".") if abs(number) < 10 else word
        apart = not words or word.startswith("-") or (word.startswith(".") and "." in words[-1])
        words.append(word if apart else f" {word}")
    return "".join(words)


def compact(value: object) -> str:
    """Return a value as JSON on one line, its keys sorted."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


if __name__ == "__main__":
    main()
