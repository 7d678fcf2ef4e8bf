"""What a record may refer to, gathered once for all rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from certsite.problem import Problem
from certsite.validate.records import Records


@dataclass(frozen=True, slots=True)
class Known:
    """What a record may refer to.

    levels: id to rank, lowest first; practices: of the edition in force; began: year in which the program began;
    rounds: id to year.
    """

    today: date
    began: int
    languages: tuple[str, ...]
    levels: Mapping[str, int]
    editions: tuple[str, ...]
    practices: tuple[str, ...]
    rounds: Mapping[str, int]
    sources: frozenset[str]

    def is_future(self, partial: str) -> bool:
        """Say whether a partial date lies after today, whatever it leaves open."""
        return partial > self.today.isoformat()[: len(partial)]


Rule: TypeAlias = Callable[[Records, Known], Iterator[Problem]]


def gather(records: Records, today: date) -> Known:
    """Gather what the records may refer to."""
    program = records.program.model
    rounds = records.rounds.model.rounds if records.rounds else []
    return Known(
        today=today,
        began=min(int(edition.in_force_from[:4]) for edition in program.editions),
        languages=tuple(language.code for language in program.languages),
        levels={level.id: level.rank for level in sorted(program.levels, key=lambda level: level.rank)},
        editions=tuple(edition.id for edition in program.editions),
        practices=tuple(program.editions[-1].practices or ()),
        rounds={row.id: int(row.date[:4]) for row in rounds},
        sources=frozenset(records.sources.model.sources),
    )
