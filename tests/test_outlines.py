"""Locator tiles, and the tool that converts their outlines."""

import importlib
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certsite.geofile import rings
from certsite.geometry import Box
from certsite.outlines import Outlines, far, outlines, shape_id, tile
from certsite.problem import as_text

# By name, because `tools` is a folder of scripts and no package that a type checker could follow.
make_outlines = importlib.import_module("tools.make_outlines")

FILE = Path(__file__).parents[1] / "content/geo/outlines.json"
CONVERTED = outlines(FILE.read_bytes(), "outlines.json")[0]

PROJECTION = {"lat0": 0.0, "lon0": 10.0, "scale": 640, "x": 36, "y": 36}
SQUARE = {
    "bounds": [4, 4, 68, 68],
    "name": "Utopia",
    "path": "M4 4l64 0 0 64-64 0z",
    "projection": PROJECTION,
}


def file_of(shapes: Any, **facts: object) -> bytes:
    return json.dumps({"grid": [96, 72], "notice": "Free", "shapes": shapes} | facts, separators=(",", ":")).encode()


def read(raw: bytes) -> tuple[Outlines, str]:
    value, problems = outlines(raw, "outlines.json")
    return value, as_text(problems)


# Tiles


@pytest.mark.parametrize(
    ("country", "region", "lat", "lon", "where"),
    [
        pytest.param("US", "AZ", 33.45, -112.07, ("middle", "middle"), id="Phoenix"),
        pytest.param("US", "NY", 40.71, -74.01, ("right", "bottom"), id="New York"),
        pytest.param("US", "NY", 42.89, -78.88, ("left", "middle"), id="Buffalo"),
        pytest.param("US", "CA", 34.05, -118.24, ("middle", "bottom"), id="Los Angeles"),
        pytest.param("US", "MI", 42.33, -83.05, ("right", "bottom"), id="Detroit"),
        pytest.param("US", "IL", 41.88, -87.63, ("right", "top"), id="Chicago"),
        pytest.param("US", "HI", 21.31, -157.86, ("middle", "top"), id="Honolulu"),
        pytest.param("US", "AK", 61.22, -149.9, ("middle", "middle"), id="Anchorage"),
        pytest.param("AR", "C", -34.6, -58.38, ("right", "middle"), id="Buenos Aires"),
        pytest.param("BR", "PE", -8.05, -34.88, ("right", "middle"), id="Recife"),
        pytest.param("CA", "AB", 51.05, -114.07, ("left", "bottom"), id="Calgary"),
        pytest.param("UY", "MO", -34.9, -56.19, ("middle", "bottom"), id="Montevideo"),
    ],
)
def test_the_dot_stands_where_the_city_is(
    country: str, region: str, lat: float, lon: float, where: tuple[str, str]
) -> None:
    drawn = tile(CONVERTED, country, region, lat, lon)
    assert drawn is not None
    assert drawn.x is not None
    assert drawn.y is not None
    corners = [corner for ring in rings(drawn.path) for corner in ring]
    xs, ys = zip(*corners, strict=True)
    across, down = third(drawn.x, xs, ("left", "middle", "right")), third(drawn.y, ys, ("top", "middle", "bottom"))
    assert (across, down) == where


def third(place: float, places: tuple[float, ...], names: tuple[str, str, str]) -> str:
    part = (place - min(places)) / (max(places) - min(places))
    assert -0.01 <= part <= 1.01
    return names[min(2, max(0, int(part * 3)))]


def test_a_tile_holds_all_that_a_template_draws() -> None:
    drawn = tile(read(file_of({"ut": SQUARE}))[0], "UT", None, 1, 11)
    assert drawn is not None
    assert (drawn.shape, drawn.path, drawn.width, drawn.height) == ("ut", "M4 4l64 0 0 64-64 0z", 96, 72)
    assert (drawn.x, drawn.y) == (47.2, 24.8)


@pytest.mark.parametrize(
    ("country", "region", "shape"),
    [
        ("UT", "NW", "ut-nw"),
        ("ut", "nw", "ut-nw"),
        ("UT", "SE", "ut"),
        ("UT", None, "ut"),
        ("XX", "NW", None),
        ("XX", None, None),
    ],
)
def test_a_region_without_a_shape_takes_that_of_its_country(
    country: str, region: str | None, shape: str | None
) -> None:
    known, _ = read(file_of({"ut": SQUARE, "ut-nw": SQUARE}))
    assert shape_id(known, country, region) == shape
    drawn = tile(known, country, region, None, None)
    assert (drawn and drawn.shape) == shape


@pytest.mark.parametrize(("lat", "lon"), [(None, None), (1, None), (None, 11), (1, -169), (0, -170), (60, 10)])
def test_without_a_place_on_the_grid_the_tile_has_no_dot(lat: float | None, lon: float | None) -> None:
    drawn = tile(read(file_of({"ut": SQUARE}))[0], "UT", None, lat, lon)
    assert drawn is not None
    assert (drawn.x, drawn.y) == (None, None)


@pytest.mark.parametrize(
    ("country", "region", "lat", "lon", "answer"),
    [
        pytest.param("US", "TX", 30.27, -97.74, False, id="Austin"),
        pytest.param("US", "TX", 30.27, 97.74, True, id="Austin with the sign of its longitude lost"),
        pytest.param("US", "TX", -97.74, 30.27, True, id="Austin with latitude and longitude exchanged"),
        pytest.param("US", "TX", 33.45, -112.07, True, id="Phoenix in the wrong state"),
        pytest.param("US", "RI", 42.36, -71.06, True, id="Boston, 40 km beyond the border"),
        pytest.param("US", "MO", 39.11, -94.63, False, id="the Kansas City of Kansas, within the box of Missouri"),
        pytest.param("US", "FL", 24.56, -81.78, False, id="Key West"),
        pytest.param("US", "AK", 51.88, -176.66, False, id="Adak, on an island that is not drawn"),
        pytest.param("CL", None, -27.15, -109.43, False, id="Hanga Roa, on an island off the grid"),
        pytest.param("AR", "B", None, None, False, id="no coordinates"),
        pytest.param("FR", None, 48.86, 2.35, False, id="no shape"),
    ],
)
def test_a_place_clearly_outside_its_region_is_far(
    country: str, region: str | None, lat: float | None, lon: float | None, answer: bool
) -> None:
    assert far(CONVERTED, country, region, lat, lon) is answer


# Reading the file


def test_without_a_file_there_are_no_shapes_and_no_problem() -> None:
    assert outlines(None, "outlines.json") == (Outlines(), ())


def test_the_file_is_read() -> None:
    value, problems = read(file_of({"ut": SQUARE}))
    assert problems == ""
    assert (value.width, value.height, value.notice) == (96, 72, "Free")
    assert value.shapes["ut"].name == "Utopia"
    assert value.shapes["ut"].bounds == Box(4, 4, 68, 68)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff", "outlines.json: error: the file is not UTF-8"),
        (b'{\n"grid": [96,}', "outlines.json:2:13: error: the file is not JSON (Expecting value)"),
        (b"[" * 100_000, "outlines.json: error: the file is nested too deeply"),
        (b"[]" + b" " * 1_000_000, "outlines.json: error: the file has 1000002 bytes, more than 1000000"),
        (b"[]", "outlines.json: error: the file must be an object"),
        (b"{}", "outlines.json: error: grid is missing"),
        (b'{"a":1,"a":2}', "outlines.json: error: the key 'a' stands 2 times in one object"),
        (file_of({}, more=1), "outlines.json: error: unknown key 'more'"),
        (file_of([]), "outlines.json: error: shapes must be an object of at most 500 shapes"),
        (
            file_of(dict.fromkeys(map(str, range(501)))),
            "outlines.json: error: shapes must be an object of at most 500 shapes",
        ),
        (file_of({}, notice=""), "outlines.json: error: notice must be text of 1 to 20000 characters"),
        (file_of({}, grid=[96]), "outlines.json: error: grid must be a list of 2 numbers"),
        (file_of({}, grid=[96, True]), "outlines.json: error: a number of grid must be a number from 1 to 1000"),
        (file_of({}, grid=[96, 10**4000]), "outlines.json: error: a number of grid must be a number from 1 to 1000"),
    ],
)
def test_a_hostile_file_is_refused(raw: bytes, message: str) -> None:
    value, problems = read(raw)
    assert problems == f"{message}; write the file anew with tools/make_outlines.py\n"
    assert value == Outlines()


CORNERS = "every ring of path must be M, a first corner, l, and two or more steps"
CHARACTERS = "path may hold nothing but M, l, z, numbers and spaces"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"path": None}, "path must be text of 1 to 20000 characters"),
        ({"path": "M0 0l" + "1 0 " * 5000 + "z"}, "path must be text of 1 to 20000 characters"),
        ({"path": "M0 0l1 0 0 1"}, "every ring of path must end in z"),
        ({"path": '"><script>z'}, CHARACTERS),
        ({"path": "M0 0l1 0 0 1e3z"}, CHARACTERS),
        ({"path": "M0 0l1 0 0 --1z"}, CHARACTERS),
        ({"path": "M0 0l1 0 0 ١z"}, CHARACTERS),
        ({"path": "M0 0l1 0z"}, CORNERS),
        ({"path": "0 0l1 0 0 1z"}, CORNERS),
        ({"path": "M0 0 1 1l1 0 0 1z"}, CORNERS),
        ({"path": "M0 0l1 0 1z"}, "path must give each corner two numbers"),
        ({"path": "M0 0l97 0 0 1z"}, "path leaves the grid"),
        ({"path": f"M0 0l{'9' * 400} 0 0 1z"}, "path leaves the grid"),
        ({"bounds": [0, 0, 0]}, "bounds must be a list of 4 numbers"),
        ({"bounds": [0, 0, 0, math.nan]}, "a number of bounds must be a number from -1000000 to 1000000"),
        ({"projection": 7}, "projection must be an object"),
        ({"projection": PROJECTION | {"scale": 0}}, "scale must be a number from 1 to 1000000"),
        ({"projection": PROJECTION | {"lon0": 181}}, "lon0 must be a number from -180 to 180"),
        ({"colour": "red"}, "unknown key 'colour'"),
    ],
)
def test_a_shape_with_a_mistake_is_left_out_and_the_others_stay(change: dict[str, object], message: str) -> None:
    raw = file_of({"ut": SQUARE | change, "ut-nw": SQUARE}).replace(b'"ut":', b'\n"ut":')
    value, problems = read(raw)
    mend = "write the file anew with tools/make_outlines.py"
    assert problems == f"outlines.json:2:1: error: shape 'ut': {message}; {mend}\n"
    assert list(value.shapes) == ["ut-nw"]


@pytest.mark.parametrize("name", ["UT", "u", "ut-", "ut-long", "../ut", 'ut" onload="'])
def test_an_id_that_is_no_code_is_refused(name: str) -> None:
    value, problems = read(file_of({name: SQUARE}))
    assert "the id must be a country's code, or country-region, in lower case" in problems
    assert value.shapes == {}


@given(st.binary())
def test_bytes_that_are_no_such_file_are_one_problem(raw: bytes) -> None:
    value, problems = outlines(raw, "outlines.json")
    assert value == Outlines()
    assert len(problems) == 1


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
facts = st.recursive(scalars, lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside), max_leaves=5)


@given(st.sampled_from(sorted(SQUARE)), facts)
def test_whatever_stands_in_a_shape_it_is_a_shape_or_one_problem(key: str, fact: object) -> None:
    value, problems = outlines(file_of({"ut": SQUARE | {key: fact}}), "outlines.json")
    assert len(value.shapes) + len(problems) == 1


# What the repository holds


def test_the_file_of_the_repository_has_no_problem() -> None:
    assert outlines(FILE.read_bytes(), "outlines.json")[1] == []
    states = {f"us-{code}" for code in make_outlines.STATES.values()}
    assert set(CONVERTED.shapes) == states | set(make_outlines.COUNTRIES.values())
    assert len(states) == 51


def test_the_file_of_the_repository_is_as_the_tool_writes_it() -> None:
    raw = FILE.read_bytes()
    assert make_outlines.document(json.loads(raw)["shapes"]) == raw
    assert len(raw) < 60_000


def test_every_shape_fills_the_grid_but_for_its_margin() -> None:
    for name, shape in CONVERTED.shapes.items():
        xs, ys = zip(*(corner for ring in rings(shape.path) for corner in ring), strict=True)
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        assert across == pytest.approx(88, abs=0.5) or down == pytest.approx(64, abs=0.5), name
        assert (min(xs) + max(xs)) / 2 == pytest.approx(48, abs=0.7), name
        assert (min(ys) + max(ys)) / 2 == pytest.approx(36, abs=0.7), name


# The tool

places = st.floats(-100, 100).map(lambda number: round(number, 2))
lines = st.lists(st.tuples(places, places), min_size=2, max_size=20)
tolerances = st.floats(0.01, 20)


def distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Measure by looking along the segment for the nearest place, a way other than that of the tool."""
    low, high = 0.0, 1.0
    for _ in range(60):
        first, second = low + (high - low) / 3, high - (high - low) / 3
        if away(point, a, b, first) < away(point, a, b, second):
            high = second
        else:
            low = first
    return away(point, a, b, low)


def away(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float], part: float) -> float:
    return math.dist(point, (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))


@given(lines, tolerances)
def test_a_simplified_line_keeps_its_ends_and_its_order(line: list[tuple[float, float]], tolerance: float) -> None:
    simple = make_outlines.simplify(line, tolerance)
    assert (simple[0], simple[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(corner in rest for corner in simple)


@given(lines, tolerances)
def test_no_corner_is_further_from_the_simplified_line_than_the_tolerance(
    line: list[tuple[float, float]], tolerance: float
) -> None:
    simple = make_outlines.simplify(line, tolerance)
    for corner in line:
        assert min(distance(corner, a, b) for a, b in pairwise(simple)) <= tolerance + 1e-6


def test_a_straight_line_needs_its_ends_alone_and_a_spike_is_kept() -> None:
    assert make_outlines.simplify([(0, 0), (1, 0.1), (2, 0)], 0.45) == [(0, 0), (2, 0)]
    assert make_outlines.simplify([(0, 0), (-5, 0), (2, 0)], 0.45) == [(0, 0), (-5, 0), (2, 0)]


tenths = st.integers(-2000, 2000).map(lambda number: number / 10)


@given(st.lists(st.lists(st.tuples(tenths, tenths), min_size=3, max_size=12, unique=True), min_size=1, max_size=4))
def test_a_path_gives_back_the_rings_it_was_written_from(drawn: list[list[tuple[float, float]]]) -> None:
    for read_back, ring in zip(rings(make_outlines.path(drawn)), drawn, strict=True):
        assert [(round(x, 1), round(y, 1)) for x, y in read_back] == ring


def test_a_ring_that_shrinks_to_a_line_is_not_drawn() -> None:
    assert make_outlines.path([[(1, 1), (1.01, 1), (2, 1)], [(0, 0), (1, 0), (0.5, 10.5)]]) == "M0 0l1 0-.5 10.5z"


def topology(*arcs: list[list[int]], pieces: list[list[list[int]]]) -> dict[str, Any]:
    """Return a file with one shape on degrees, `pieces` being its polygons as lists of rings of arcs."""
    geometry = {"type": "MultiPolygon", "id": "000", "properties": {"name": "Utopia"}, "arcs": pieces}
    return {
        "transform": {"scale": [1, 1], "translate": [-180, -90]},
        "objects": {"countries": {"geometries": [geometry]}},
        "arcs": list(arcs),
    }


def converted(source: dict[str, Any]) -> dict[str, Any]:
    shape: dict[str, Any] = make_outlines.shapes_of(source, "countries", {"000": "ut"})["ut"]
    return shape


SOUTH_EAST, NORTH_WEST = [[170, 88], [20, 0], [0, 4]], [[170, 88], [0, 4], [20, 0]]
RECTANGLE = topology(SOUTH_EAST, NORTH_WEST, pieces=[[[0, ~1]]])
GROUP = RECTANGLE["objects"]["countries"]


def test_the_same_topology_gives_the_same_bytes() -> None:
    written = make_outlines.document({"ut": converted(RECTANGLE)})
    assert written.decode().splitlines()[3:] == [
        '"shapes":{',
        '"ut":{"bounds":[4.0,27.2,92.0,44.8],"name":"Utopia","path":"M4 27.2l0 17.6 88 0 0-17.6z",'
        '"projection":{"lat0":0.0,"lon0":0.0,"scale":252.5,"x":48.0,"y":36.0}}',
        "}",
        "}",
    ]


def test_the_order_of_shapes_does_not_count() -> None:
    one, other = converted(RECTANGLE), converted(RECTANGLE) | {"name": "Atlantis"}
    assert make_outlines.document({"ut": one, "at": other}) == make_outlines.document({"at": other, "ut": one})


def test_a_shape_on_both_sides_of_the_antimeridian_stays_in_one_piece() -> None:
    west, east = [[0, 88], [10, 0], [0, 4], [-10, 0], [0, -4]], [[350, 88], [10, 0], [0, 4], [-10, 0], [0, -4]]
    shape = converted(topology(west, east, pieces=[[[0]], [[1]]]))
    assert (abs(shape["projection"]["lon0"]), shape["projection"]["lat0"]) == (180, 0)
    assert shape["bounds"] == converted(RECTANGLE)["bounds"]


def test_rings_that_run_the_other_way_round_give_the_same_centre() -> None:
    reversed_rings = RECTANGLE | topology(SOUTH_EAST, NORTH_WEST, pieces=[[[1, ~0]]])
    assert converted(reversed_rings)["projection"] == converted(RECTANGLE)["projection"]


def test_an_island_too_small_to_see_is_not_drawn_but_lies_within_the_bounds() -> None:
    shape = with_island(size=1, at=100)
    assert shape["path"].count("z") == 1
    assert shape["bounds"][2] > 200


def test_an_island_large_enough_to_see_is_drawn() -> None:
    shape = with_island(size=3, at=14)
    assert shape["path"].count("z") == 2
    assert shape["bounds"][2] == 92


def with_island(size: int, at: int) -> dict[str, Any]:
    square = [[180 + at, 90], [size, 0], [0, size], [-size, 0], [0, -size]]
    return converted(topology(SOUTH_EAST, NORTH_WEST, square, pieces=[[[0, ~1]], [[2]]]))


def test_a_wanted_shape_that_the_file_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="999"):
        make_outlines.shapes_of(RECTANGLE, "countries", {"999": "xx"})


def test_the_command_writes_states_and_countries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "topology.json", tmp_path / "outlines.json"
    source.write_text(json.dumps(RECTANGLE | {"objects": dict.fromkeys(("states", "countries"), GROUP)}))
    monkeypatch.setattr(make_outlines, "STATES", {"000": "ca"})
    monkeypatch.setattr(make_outlines, "COUNTRIES", {"000": "ca"})
    monkeypatch.setattr("sys.argv", ["make_outlines", str(source), str(source), "--out", str(out)])
    make_outlines.main()
    value, problems = outlines(out.read_bytes(), "outlines.json")
    assert (list(value.shapes), problems) == (["ca", "us-ca"], [])
    assert capsys.readouterr().out == f"{out}: 2 shapes, {len(out.read_bytes())} bytes\n"
