"""The projection of the sphere onto a grid, there and back, and boxes on it."""

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from certsite.geometry import Box, Projection


def area(corners: list[tuple[float, float]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners, corners[0]]))) / 2


@pytest.mark.parametrize(
    ("west", "south", "east", "north"),
    [(-114, 31, -109, 37), (-73, -55, -54, -22), (-141, 42, -53, 83), (-80, -2, -60, 2), (172, 51, 230, 71)],
)
def test_every_region_keeps_its_area(west: float, south: float, east: float, north: float) -> None:
    projection = Projection((west + east) / 2, (south + north) / 2, scale=100, x=48, y=36)
    steps = [step / 200 for step in range(200)]
    edge = [
        *((south, west + (east - west) * step) for step in steps),
        *((south + (north - south) * step, east) for step in steps),
        *((north, east - (east - west) * step) for step in steps),
        *((north - (north - south) * step, west) for step in steps),
    ]
    on_sphere = math.radians(east - west) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))
    assert area([projection.point(*corner) for corner in edge]) == pytest.approx(100**2 * on_sphere, rel=0.001)


def test_the_centre_stands_where_the_constants_put_it_and_north_is_up() -> None:
    projection = Projection(lon0=-60, lat0=-10, scale=100, x=48, y=36)
    assert projection.point(-10, -60) == (48, 36)
    assert projection.point(-5, -60)[1] < 36 < projection.point(-15, -60)[1]
    assert projection.point(-10, -65)[0] < 48 < projection.point(-10, -55)[0]


def test_the_opposite_of_the_centre_is_infinitely_far_away() -> None:
    assert Projection(lon0=10, lat0=0, scale=100, x=48, y=36).point(0, -170) == (math.inf, math.inf)


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(-80, 80), st.floats(-170, 170))
def test_a_place_is_found_again_from_its_point(lat: float, lon: float, lat0: float, lon0: float) -> None:
    projection = Projection(lon0, lat0, scale=100, x=48, y=36)
    point = projection.point(lat, lon)
    assume(math.dist(point, (48, 36)) < 195)  # near the opposite of the centre a small step spans half the sphere
    assert math.dist(projection.point(*projection.place(point)), point) < 1e-6


def test_the_centre_of_the_grid_is_the_centre_of_the_projection() -> None:
    assert Projection(lon0=-60, lat0=-10, scale=100, x=48, y=36).place((48, 36)) == (-10, -60)


def test_a_point_beyond_the_sphere_is_taken_for_the_opposite_of_the_centre() -> None:
    lat, lon = Projection(lon0=10, lat0=0, scale=100, x=0, y=0).place((900, 0))
    assert [lat, lon] == pytest.approx([0, 190], abs=1e-6)


def test_a_box_holds_its_edge_and_what_is_within_the_slack() -> None:
    box = Box(0, 0, 4, 3)
    assert box.holds((4, 3))
    assert not box.holds((4.1, 3))
    assert not box.holds((math.nan, 1))
    assert box.holds((4.1, -0.2), slack=0.2)
