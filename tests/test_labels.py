"""Names stand beside their points and on nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from certsite.geometry import Box
from certsite.plan.labels import LETTER, RADIUS, SHIFTS, SIZE, Label, Name, labels

GRID = Box(0, 0, 200, 100)


def written(*names: Name, taken: tuple[Box, ...] = ()) -> list[Label]:
    return list(labels(names, [(name.x, name.y) for name in names], taken, GRID))


def box(label: Label) -> Box:
    width = len(label.text) * SIZE * LETTER
    left = label.x - width * SHIFTS[label.anchor]
    return Box(left, label.y - SIZE * 0.8, left + width, label.y + SIZE * 0.2)


def meet(one: Box, other: Box, slack: float = 0.11) -> bool:
    """Tell whether two boxes overlap by more than the rounding of their places."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > slack and down > slack


def test_a_name_stands_right_of_its_point_where_there_is_room() -> None:
    assert written(Name("North", "3", 50, 50)) == [Label("North", "3", 58, 53.5, "start")]


def test_at_the_right_edge_it_stands_left_of_its_point() -> None:
    assert written(Name("North", "3", 190, 50)) == [Label("North", "3", 182, 53.5, "end")]


def test_a_name_without_room_is_left_out_and_the_first_has_precedence() -> None:
    crowd = [Name(f"Town {number}", str(number), 100 + 2 * number, 50) for number in range(8)]
    found = written(*crowd)
    assert found[0].text == "Town 0"
    assert 1 < len(found) < 8


def test_nothing_is_written_where_something_stands() -> None:
    assert written(Name("North", "3", 50, 50), taken=(GRID,)) == []


places = st.tuples(st.integers(0, 200), st.integers(0, 100))


@given(st.lists(places, max_size=12), st.integers(1, 14))
def test_whatever_the_crowd_no_name_stands_on_a_point_or_another_name(
    points: list[tuple[int, int]], length: int
) -> None:
    found = written(*(Name("a" * length, str(index), x, y) for index, (x, y) in enumerate(points)))
    boxes = [box(label) for label in found]
    assert not any(meet(one, other) for index, one in enumerate(boxes) for other in boxes[:index])
    marks = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in points]
    assert not any(meet(one, mark) for one in boxes for mark in marks)
    assert all(GRID.holds((one.left, one.top), 0.1) and GRID.holds((one.right, one.bottom), 0.1) for one in boxes)
