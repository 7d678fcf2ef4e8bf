"""The views of the map, and the tool that draws them."""

import importlib
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from certsite.atlas import View, places, views
from certsite.geofile import rings
from certsite.geometry import Box, Point, Projection
from certsite.problem import as_text
from tests.small import OTHER, ROOT

# By name, because `tools` is a folder of scripts and no package that a type checker could follow.
make_map = importlib.import_module("tools.make_map")

PROJECTION = {"lat0": 0.0, "lon0": 10.0, "scale": 640, "x": 50, "y": 50}
SQUARE = {
    "grid": [100, 100],
    "name": {"en": "Utopia", "fr": "Utopie"},
    "path": "M4 4l64 0 0 64-64 0z",
    "projection": PROJECTION,
}


def file_of(parts: Any, **facts: object) -> bytes:
    return json.dumps({"notice": "Free", "views": parts} | facts, separators=(",", ":")).encode()


def read(raw: bytes) -> tuple[tuple[View, ...], str]:
    value, problems = views(raw, "map.json", ("en", "fr"))
    return value, as_text(problems)


def view(id_: str, lat: float, lon: float, scale: float) -> View:
    return View(id_, {}, 100, 100, "M0 0l1 0 0 1z", Projection(lon, lat, scale, 50, 50))


# Places in views


def test_a_view_shows_a_place_that_lies_on_its_grid() -> None:
    shown = view("a", 0, 10, 640)
    assert shown.point(0, 10) == (50, 50)
    assert shown.point(0, 20) is None
    assert shown.point(0, -170) is None


def test_an_inset_stands_in_the_closest_view_that_shows_all_of_it() -> None:
    world, land, town = view("world", 0, 10, 100), view("land", 2, 12, 600), view("town", 3, 13, 6_000)
    found = places((world, land, town))
    assert {id_: host for id_, (host, _) in found.items()} == {"land": "world", "town": "land"}
    box = found["town"][1]
    assert box.right - box.left == pytest.approx(10, abs=0.1)
    middle = land.point(3, 13)
    assert middle is not None
    assert ((box.left + box.right) / 2, (box.top + box.bottom) / 2) == pytest.approx(middle, abs=0.1)


def test_an_inset_that_no_other_view_shows_whole_has_no_place() -> None:
    assert places((view("world", 0, 10, 600), view("edge", 0, 14.7, 6_000))) == {}


def test_the_main_view_has_no_place_even_where_it_is_the_closest() -> None:
    assert places((view("town", 0, 10, 6_000), view("land", 0, 10, 600))) == {}


# Reading the file


def test_without_a_file_there_are_no_views_and_no_problem() -> None:
    assert views(None, "map.json", ("en",)) == ((), ())


def test_the_views_are_read_in_the_order_of_the_file() -> None:
    value, problems = read(file_of({"utopia": SQUARE, "a-town": SQUARE}))
    assert problems == ""
    assert [row.id for row in value] == ["utopia", "a-town"]
    assert (value[0].width, value[0].height, value[0].name["fr"]) == (100, 100, "Utopie")
    assert value[0].projection == Projection(10, 0, 640, 50, 50)
    assert value[0].grid == Box(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff", "map.json: error: the file is not UTF-8"),
        (b'{\n"views": {,}', "map.json:2:11: error: the file is not JSON (Expecting property name enclosed in"),
        (b"[]" + b" " * 1_000_000, "map.json: error: the file has 1000002 bytes, more than 1000000"),
        (b"{}", "map.json: error: notice is missing"),
        (file_of({"a": SQUARE}, more=1), "map.json: error: unknown key 'more'"),
        (file_of({"a": SQUARE}, notice=""), "map.json: error: notice must be text of 1 to 20000 characters"),
        (file_of([]), "map.json: error: views must be an object of 1 to 20 views"),
        (file_of({}), "map.json: error: views must be an object of 1 to 20 views"),
        (file_of(dict.fromkeys(map(str, range(21)))), "map.json: error: views must be an object of 1 to 20 views"),
    ],
)
def test_a_hostile_file_is_refused(raw: bytes, message: str) -> None:
    value, problems = read(raw)
    assert value == ()
    assert problems.startswith(message)
    assert problems.endswith("; draw it anew with tools/make_map.py\n")


ANEW = "draw it anew with tools/make_map.py"
NAMES = "write it with the keys 'en', 'fr'"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"path": None}, f"path must be text of 1 to 100000 characters; {ANEW}"),
        ({"path": '"><script>z'}, f"path may hold nothing but M, l, z, numbers and spaces; {ANEW}"),
        ({"path": "M0 0l101 0 0 1z"}, f"path leaves the grid; {ANEW}"),
        ({"grid": [0, 100]}, f"a number of grid must be a number from 1 to 1000; {ANEW}"),
        ({"projection": PROJECTION | {"scale": 0}}, f"scale must be a number from 1 to 1000000; {ANEW}"),
        ({"projection": {}}, f"lat0 is missing; {ANEW}"),
        ({"name": "Utopia"}, f"name must be given in each language of the site; {NAMES}"),
        ({"name": {"en": "Utopia"}}, f"name must be given in each language of the site; {NAMES}"),
        (
            {"name": SQUARE["name"] | {"de": "Utopia"}},  # type: ignore[operator]
            f"name must be given in each language of the site; {NAMES}",
        ),
        ({"name": {"en": "", "fr": "U"}}, f"name in en must be text of 1 to 100 characters; {ANEW}"),
        ({"colour": "red"}, f"unknown key 'colour'; {ANEW}"),
    ],
)
def test_a_view_with_a_mistake_is_left_out_and_the_others_stay(change: dict[str, object], message: str) -> None:
    raw = file_of({"utopia": SQUARE | change, "a-town": SQUARE}).replace(b'"utopia":', b'\n"utopia":')
    value, problems = read(raw)
    assert problems == f"map.json:2:1: error: view 'utopia': {message}\n"
    assert [row.id for row in value] == ["a-town"]


@pytest.mark.parametrize("name", ["Utopia", "", "a--b", "../a", 'a" onload="'])
def test_an_id_that_is_no_identifier_is_refused(name: str) -> None:
    value, problems = read(file_of({name: SQUARE}))
    assert "the id must be made of lower-case letters a to z, digits and single hyphens" in problems
    assert value == ()


@given(st.binary())
def test_bytes_that_are_no_such_file_are_one_problem(raw: bytes) -> None:
    value, problems = views(raw, "map.json", ("en",))
    assert (value, len(problems)) == ((), 1)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
facts = st.recursive(scalars, lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside), max_leaves=5)


@given(st.sampled_from(sorted(SQUARE)), facts)
def test_whatever_stands_in_a_view_it_is_a_view_or_one_problem(key: str, fact: object) -> None:
    value, problems = views(file_of({"utopia": SQUARE | {key: fact}}), "map.json", ("en", "fr"))
    assert len(value) + len(problems) == 1


# What the repository holds

FILES = {content: content / "geo" / "map.json" for content in (ROOT / "content", OTHER)}


@pytest.mark.parametrize("content", FILES, ids=lambda content: content.name)
def test_a_map_of_the_repository_has_no_problem_and_is_as_the_tool_writes_it(content: Path) -> None:
    raw = FILES[content].read_bytes()
    program = yaml.safe_load((content / "program.yaml").read_text(encoding="utf-8"))
    found, problems = views(raw, "map.json", [row["code"] for row in program["languages"]])
    assert as_text(problems) == ""
    assert make_map.document(json.loads(raw)["views"]) == raw
    assert len(raw) < 40_000
    assert set(places(found)) == {row.id for row in found[1:]}


# The tool


def area(corners: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners, corners[0]]))) / 2


@pytest.mark.parametrize(
    ("ring", "size"),
    [
        pytest.param([(2, 2), (8, 2), (8, 8), (2, 8)], 36, id="all on the grid"),
        pytest.param([(-5, -5), (20, -5), (20, 20), (-5, 20)], 100, id="all around the grid"),
        pytest.param([(5, 5), (15, 5), (15, 15), (5, 15)], 25, id="over a corner"),
        pytest.param([(5, -5), (15, 5), (5, 15), (-5, 5)], 100, id="through every corner"),
        pytest.param([(11, 0), (15, 0), (15, 5)], 0, id="off the grid"),
    ],
)
def test_of_a_ring_the_part_on_the_grid_is_left(ring: list[Point], size: float) -> None:
    left = make_map.clipped(ring, 10, 10)
    assert (area(left) if left else 0) == pytest.approx(size)


corners = st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), min_size=3, max_size=9)


@given(corners)
def test_whatever_is_clipped_nothing_is_left_off_the_grid(ring: list[Point]) -> None:
    assert all(Box(0, 0, 10, 10).holds(corner, slack=1e-9) for corner in make_map.clipped(ring, 10, 10))


def topology(group: str, *squares: tuple[str, int, int, int]) -> dict[str, Any]:
    """Return a file of squares on degrees: id, west, south, and length of a side."""
    arcs = [
        [[west + 180, south + 90], [side, 0], [0, side], [-side, 0], [0, -side]] for _, west, south, side in squares
    ]
    geometries = [
        {"type": "Polygon", "id": id_, "properties": {"name": id_}, "arcs": [[index]]}
        for index, (id_, *_) in enumerate(squares)
    ]
    return {
        "transform": {"scale": [1, 1], "translate": [-180, -90]},
        "objects": {group: {"geometries": geometries}},
        "arcs": arcs,
    }


STATES = topology("states", ("04", 8, -2, 2), ("06", 10, -2, 2))
COUNTRIES = topology("countries", ("840", 8, -2, 4), ("124", 8, 2, 4), ("999", -174, -4, 8))


def shown(scale: float) -> list[list[tuple[int, int]]]:
    """Return the rings that a view around 10 degrees east shows, in degrees."""
    projection = PROJECTION | {"scale": scale}
    drawn = make_map.drawn({**SQUARE, "projection": projection}, STATES, COUNTRIES)
    seen = Projection(**projection)
    rounded = ([tuple(map(round, seen.place(corner))) for corner in ring] for ring in rings(drawn["path"]))
    return sorted(sorted((lon, lat) for lat, lon in ring) for ring in rounded)


def square(west: int, south: int, side: int) -> list[tuple[int, int]]:
    return [(west + x, south + y) for x in (0, side) for y in (0, side)]


def test_a_view_of_much_shows_countries_alone_and_nothing_from_the_other_side_of_the_sphere() -> None:
    assert shown(make_map.STATES_FROM - 1) == [square(8, -2, 4), square(8, 2, 4)]


def test_a_closer_view_shows_the_states_of_the_country_they_are_known_of() -> None:
    assert shown(make_map.STATES_FROM + 1) == [square(8, -2, 2), square(8, 2, 4), square(10, -2, 2)]


def test_an_island_too_small_to_see_is_not_drawn() -> None:
    view = {**SQUARE, "projection": PROJECTION | {"scale": 60}}
    islands = topology("countries", ("1", 8, 0, 1), ("2", 10, 0, 3))
    assert make_map.drawn(view, STATES, islands)["path"].count("z") == 1


def test_the_command_draws_the_views_anew_and_keeps_what_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, source in (("states", STATES), ("countries", COUNTRIES), ("map", {"views": {"utopia": SQUARE}})):
        (tmp_path / f"{name}.json").write_text(json.dumps(source))
    files = [str(tmp_path / f"{name}.json") for name in ("states", "countries", "map")]
    monkeypatch.setattr("sys.argv", ["make_map", *files[:2], "--map", files[2]])
    make_map.main()
    written = Path(files[2]).read_bytes()
    value, problems = read(written)
    assert problems == ""
    assert (value[0].id, value[0].name, value[0].projection) == ("utopia", SQUARE["name"], Projection(**PROJECTION))
    assert value[0].path != SQUARE["path"]
    assert capsys.readouterr().out == f"{files[2]}: 1 views, {len(written)} bytes\n"
    make_map.main()
    assert Path(files[2]).read_bytes() == written


def test_a_border_is_simplified_alike_on_both_sides() -> None:
    border = [[188, 88], [1, 1], [-1, 1], [1, 2]]
    left, right = [[189, 92], [-9, 0], [0, -4], [8, 0]], [[188, 88], [9, 0], [0, 4], [-8, 0]]
    source = topology("countries")
    source["arcs"] = [border, left, right]
    source["objects"]["countries"]["geometries"] = [
        {"type": "Polygon", "id": "1", "properties": {}, "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "id": "2", "properties": {}, "arcs": [[[2, ~0]]]},
    ]
    path = make_map.drawn({**SQUARE, "projection": PROJECTION | {"scale": 400}}, STATES, source)["path"]
    west, east = ({(round(x, 1), round(y, 1)) for x, y in ring} for ring in rings(path))
    assert len(west & east) == 4
    assert all(math.isfinite(x + y) for x, y in west | east)
