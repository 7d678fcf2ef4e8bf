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
    incomplete: a file that others refer to could not be read, so that an unknown id proves nothing.
    """

    today: date
    began: int
    languages: tuple[str, ...]
    levels: Mapping[str, int]
    editions: tuple[str, ...]
    current_edition: str
    practices: tuple[str, ...]
    rounds: Mapping[str, int]
    sources: frozenset[str]
    incomplete: bool


Rule: TypeAlias = Callable[[Records, Known], Iterator[Problem]]


def known(records: Records, broken: frozenset[str], today: date) -> Known:
    """Gather what the records may refer to."""
    program = records.program.model
    current = program.editions[-1]
    rounds = records.rounds.model.rounds if records.rounds else []
    return Known(
        today=today,
        began=min(int(edition.in_force_from[:4]) for edition in program.editions),
        languages=tuple(language.code for language in program.languages),
        levels={level.id: level.rank for level in sorted(program.levels, key=lambda level: level.rank)},
        editions=tuple(edition.id for edition in program.editions),
        current_edition=current.id,
        practices=tuple(current.practices or ()),
        rounds={row.id: int(row.date[:4]) for row in rounds},
        sources=frozenset(records.sources.model.sources),
        incomplete=any(path in broken for path in ("rounds.yaml", "sources.yaml", "program.yaml")),
    )
