"""What the files of `content/geo/` share; each mistake in them is told by the tests of outlines and of the map."""

import pytest

from certsite.geofile import Wrong, path_of, rings
from certsite.geometry import Box


def test_a_path_is_read_ring_by_ring() -> None:
    assert rings("M1 2l3 0-.5.5zM4 4.5l0-1 1 1z") == (
        ((1, 2), (4, 2), (3.5, 2.5)),
        ((4, 4.5), (4, 3.5), (5, 4.5)),
    )


def test_a_path_that_follows_the_edge_of_the_grid_stays_on_it() -> None:
    path = "M0 0l" + ".1 0 " * 3 + "0 .1z"
    assert path_of(path, Box(0, 0, 0.3, 1)) == path


def test_a_path_that_leaves_the_grid_is_refused() -> None:
    with pytest.raises(Wrong, match="path leaves the grid"):
        path_of("M0 0l.4 0 0 .1z", Box(0, 0, 0.3, 1))
