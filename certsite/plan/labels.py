"""Names beside the points of a drawing, wherever there is room for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from certsite.geometry import Box, Point

SIZE = 10
"""Height of the letters in units of the grid; the style sheet has the same number."""

LETTER = 0.6
"""Width of an average letter of a system font in parts of its size, rather too wide than too narrow."""

RADIUS = 6
"""Half the width of a mark, in units of the grid."""


SHIFTS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a name stands left of its place, by the anchors of SVG."""

WAYS = (
    *((8, 3.5, "start"), (-8, 3.5, "end"), (0, -8, "middle"), (0, 15, "middle")),
    *((6, -3, "start"), (6, 11, "start"), (-6, -3, "end"), (-6, 11, "end")),
)
"""Where the base line of a name may begin, end or have its middle, from its point; the best way first."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the point it belongs to."""

    text: str
    cities: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place; anchor: which part of the words stands at x, in the terms of SVG; y: their base line."""

    text: str
    cities: str
    x: float
    y: float
    anchor: str


def labels(names: Iterable[Name], marks: Iterable[Point], taken: Iterable[Box], grid: Box) -> Iterator[Label]:
    """Yield the names that find room: beside, above or below their point, and on nothing else.

    names: those that matter most come first; marks: every point of the drawing; taken: where nothing may be written.
    """
    crowd = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in marks]
    written = list(taken)
    for name in names:
        for label, box in _ways(name):
            if _within(box, grid) and not _any_meets((*crowd, *written), box):
                written.append(box)
                yield label
                break


def _ways(name: Name) -> Iterator[tuple[Label, Box]]:
    width = len(name.text) * SIZE * LETTER
    for across, down, anchor in WAYS:
        x, y = name.x + across, name.y + down
        left = x - width * SHIFTS[anchor]
        box = Box(left, y - SIZE * 0.8, left + width, y + SIZE * 0.2)
        yield Label(name.text, name.cities, round(x, 1), round(y, 1), anchor), box


def _within(box: Box, grid: Box) -> bool:
    return grid.holds((box.left, box.top)) and grid.holds((box.right, box.bottom))


def _any_meets(boxes: Sequence[Box], box: Box) -> bool:
    return any(
        one.left < box.right and box.left < one.right and one.top < box.bottom and box.top < one.bottom for one in boxes
    )
