"""What a record may refer to, gathered once for all rules."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from certsite.dates import is_older
from certsite.problem import Problem
from certsite.validate.records import Records


@dataclass(frozen=True, slots=True)
class Known:
    """What a record may refer to.

    languages: none where they are wrong, so that nothing is measured by them.
    levels: id to rank, lowest first; practices: of the edition in force, those with a file among them;
    began: year in which the program began, 1 where the dates of its editions are wrong;
    rounds: id to year, 0 where the date of the round is wrong or its place among the others.
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
        return is_older(self.today.isoformat(), partial)


Rule: TypeAlias = Callable[[Records, Known], Iterator[Problem]]


def gather(records: Records, today: date) -> Known:
    """Gather what the records may refer to."""
    program = records.program.model
    in_force = program.editions[-1]
    rounds = records.rounds.model.rounds if records.rounds else []
    began = _years([edition.in_force_from for edition in program.editions], today)
    return Known(
        today=today,
        began=began[0] if all(began) else 1,
        languages=() if "program.yaml" in records.unusable else tuple(row.code for row in program.languages),
        levels={level.id: level.rank for level in sorted(program.levels, key=lambda level: level.rank)},
        editions=tuple(edition.id for edition in program.editions),
        practices=_practices(records, in_force.id, in_force.practices or ()),
        rounds=dict(zip([row.id for row in rounds], _years([row.date for row in rounds], today), strict=True)),
        sources=frozenset(records.sources.model.sources),
    )


def _practices(records: Records, edition: str, listed: Sequence[str]) -> tuple[str, ...]:
    """Return the practices of an edition; one whose file is there is known, even where the list misspells it."""
    with_files = (practice for of, practice in records.practices if of == edition)
    return tuple(dict.fromkeys((*listed, *with_files)))


def _years(dates: Sequence[str], today: date) -> list[int]:
    """Return the years of dates that should run forward, 0 for each that lies in the future or beside its place."""
    past = [index for index, partial in enumerate(dates) if not is_older(today.isoformat(), partial)]
    crossed = {index for pair in pairwise(past) if is_older(dates[pair[1]], dates[pair[0]]) for index in pair}
    right = set(past) - crossed
    return [int(partial[:4]) if index in right else 0 for index, partial in enumerate(dates)]
