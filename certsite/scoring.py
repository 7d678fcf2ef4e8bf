"""How points become a level, exactly: in whole points, never in shares that were rounded.

`assets/js/assessment/score.js` does the same with a visitor's answers; `tests/scores.yaml` holds both to one table.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from certsite.model import Edition, Level


@dataclass(frozen=True, slots=True)
class Bound:
    """The lower bound of a level. percent: of the points of an edition, inclusive; points: the fewest that reach it."""

    level: Level
    percent: int
    points: int


def bounds(levels: Iterable[Level], edition: Edition) -> tuple[Bound, ...]:
    """Return the levels of which the bound under an edition is known, lowest first."""
    return tuple(
        Bound(level, threshold.minimum_percent, needed(threshold.minimum_percent, edition.points))
        for level in sorted(levels, key=lambda level: level.rank)
        for threshold in level.thresholds
        if threshold.edition == edition.id
    )


def needed(percent: int, total: int) -> int:
    """Return the fewest points that are at least so many percent of all."""
    return -(-percent * total // 100)
