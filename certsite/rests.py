"""What rests on each publication: the one place that knows where the facts of a thing were read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, TypeVar

from certsite.model import City, Content, Criterion, Edition, Level, LevelCount, Practice, Programme, Round, Source

T = TypeVar("T")


class _Sourced(Protocol):
    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it was read."""


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on one publication, in the order of the content.

    practices, criteria: how many, by edition, oldest first; editions without any are left out.
    programme: which parts of what is known of the certification itself, by the names that `of_programme` gives them.
    """

    cities: tuple[City, ...]
    rounds: tuple[Round, ...]
    levels: tuple[Level, ...]
    editions: tuple[Edition, ...]
    practices: tuple[tuple[Edition, int], ...]
    criteria: tuple[tuple[Edition, int], ...]
    programme: frozenset[str]
    glossary: bool

    @property
    def count(self) -> int:
        """How many things rest on it: each city, each criterion counts as one."""
        things = (self.cities, self.rounds, self.levels, self.editions)
        parts = sum(count for _, count in (*self.practices, *self.criteria))
        return sum(map(len, things)) + parts + len(self.programme) + self.glossary


def resting(content: Content) -> Mapping[str, Resting]:
    """Return what rests on each publication, by its id; one on which nothing rests is there too."""
    program = content.programme
    cities = _by_source(content.cities, of_city)
    rounds = _by_source(content.rounds, of_round)
    levels = _by_source(content.levels, lambda row: of_level(row, program.level_counts))
    editions = _by_source(content.editions, of_edition)
    practices = [(row, _by_source(row.practices, of_practice)) for row in content.editions]
    criteria = [(row, _by_source(row.criteria, of_criterion)) for row in content.editions]
    of_program = of_programme(program)
    return {
        source.id: Resting(
            cities=cities[source.id],
            rounds=rounds[source.id],
            levels=levels[source.id],
            editions=editions[source.id],
            practices=tuple((row, len(found[source.id])) for row, found in practices if found[source.id]),
            criteria=tuple((row, len(found[source.id])) for row, found in criteria if found[source.id]),
            programme=frozenset(name for name, sources in of_program.items() if source in sources),
            glossary=bool(program.glossary) and source in program.glossary_sources,
        )
        for source in content.sources
    }


def of_city(row: City) -> tuple[Source, ...]:
    """Return every publication that a city rests on, those of the record first, each once."""
    population = (row.population,) if row.population else ()
    return _once(row.sources, _of(row.history), _of(row.programs), _of(population), _of(row.open_questions))


def of_round(row: Round) -> tuple[Source, ...]:
    """Return every publication that a round rests on, each once."""
    announced = chain.from_iterable(sources for _, sources in row.announced.values())
    return _once(row.sources, announced, row.edition_sources, _of(row.open_questions))


def of_level(row: Level, counts: Iterable[LevelCount]) -> tuple[Source, ...]:
    """Return every publication that a level rests on, those that count its cities included, each once."""
    return _once(row.sources, _of(row.thresholds), _of(count for count in counts if count.level == row.id))


def of_edition(row: Edition) -> tuple[Source, ...]:
    """Return every publication that an edition as a whole rests on, each once."""
    return _once(row.sources, row.text_sources, _of(row.history))


def of_whole_edition(row: Edition) -> tuple[Source, ...]:
    """Return every publication that an edition rests on, its practices and criteria included, each once."""
    return _once(of_edition(row), *map(of_practice, row.practices), *map(of_criterion, row.criteria))


def of_practice(row: Practice) -> tuple[Source, ...]:
    """Return every publication that a practice rests on, its criteria left aside, each once."""
    return _once(row.sources, _of(row.other_names), row.before_sources)


def of_criterion(row: Criterion) -> tuple[Source, ...]:
    """Return every publication that a criterion rests on, each once."""
    return _once(row.sources, row.title_sources, row.corroborated_by, _of(row.other_titles), _of(row.facts))


def of_programme(row: Programme) -> Mapping[str, tuple[Source, ...]]:
    """Return every publication that each part of the rules and the history of the certification rests on."""
    return {
        "purpose": row.purpose.sources,
        "eligibility": row.eligibility.sources,
        "eligibility_before": _once(_of(row.eligibility_before)),
        "scoring": _once(_of(row.scoring)),
        "validity": row.validity.sources,
        "aspects": _once(_of(row.aspects)),
        "journey": _once(_of(row.journey)),
        "key_dates": _once(_of(row.key_dates)),
        "contact": row.contact_sources,
        "offers": _once(_of(row.community.offers)) if row.community else (),
        "partners": _once(_of(row.partners)),
    }


def _of(rows: Iterable[_Sourced]) -> Iterable[Source]:
    return chain.from_iterable(row.sources for row in rows)


def _once(*parts: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def _by_source(rows: Iterable[T], of: Callable[[T], Iterable[Source]]) -> Mapping[str, tuple[T, ...]]:
    """Return the rows that rest on a publication, by its id; there are none for any other id."""
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        for source in of(row):
            found[source.id].append(row)
    return defaultdict(tuple, ((id_, tuple(each)) for id_, each in found.items()))
