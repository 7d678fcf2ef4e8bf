"""What follows from the facts: where each city stands, and which cities belong together."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from certsite.dates import is_older
from certsite.model import Award, City, Content, Criterion, Edition, Level, PopulationBand, Practice, Program, Round
from certsite.schema import Event
from certsite.slugs import bare

K = TypeVar("K")

NEIGHBORS = 4
CERTIFYING = (Event.CERTIFIED, Event.RECERTIFIED, Event.LEVEL_UP, Event.UNKNOWN_LEVEL)


class Status(StrEnum):
    """Where a city stands as far as the sources say."""

    CERTIFIED = "certified"
    UNKNOWN_LEVEL = "unknown-level"
    HONOR_ROLL = "honor-roll"
    ENDED = "ended"


CERTIFIED = (Status.CERTIFIED, Status.UNKNOWN_LEVEL)


@dataclass(frozen=True, slots=True)
class Standing:
    """One city and what follows from its history.

    level: the newest level found, None where no row has one; newest: the row that says where the city stands;
    first: its first certification found, None for a city of the Honor Roll; is_new: newest belongs to the newest
    round; is_old: newest is older than the program's review period, counted back from the newest round.
    """

    city: City
    status: Status
    level: Level | None
    newest: Award
    first: Award | None
    is_new: bool
    is_old: bool

    @property
    def first_is_known(self) -> bool:
        """Whether the first certification was found: a history that begins with a rise had one before it."""
        return self.first is not None and self.first.event in (Event.CERTIFIED, Event.UNKNOWN_LEVEL)

    @property
    def rank(self) -> int:
        """The rank of the level that the city holds as far as is known, 0 where it holds none."""
        return self.level.rank if self.level and self.status is Status.CERTIFIED else 0


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a country with its cities, by name."""

    country: str
    name: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """The whole directory.

    standings: by name of the city; by_level: highest level first; as_of: date of the newest round, or of the newest
    award where there are no rounds; neighbors: by slug, the nearest first; namesakes: name and region of cities
    that only their country tells apart; related: by edition and id of a criterion, those of other editions that ask for
    much the same, whichever of the two names the other; by_year, by_round: awards by the year and by the id of the
    round of their announcement, in the order of the cities.
    """

    content: Content
    standings: tuple[Standing, ...]
    by_level: Mapping[str, tuple[Standing, ...]]
    unknown_level: tuple[Standing, ...]
    honor_roll: tuple[Standing, ...]
    ended: tuple[Standing, ...]
    countries: Mapping[str, tuple[Region, ...]]
    years: tuple[int, ...]
    as_of: str
    newest_round: Round | None
    neighbors: Mapping[str, tuple[Standing, ...]]
    namesakes: frozenset[tuple[str, str]]
    related: Mapping[tuple[str, str], tuple[tuple[Edition, Criterion], ...]]
    by_year: Mapping[int, tuple[tuple[Standing, Award], ...]]
    by_round: Mapping[str, tuple[tuple[Standing, Award], ...]]

    @property
    def certified(self) -> tuple[Standing, ...]:
        """Every city with a certification, by name."""
        return tuple(s for s in self.standings if s.status in CERTIFIED)

    def awards_of_year(self, year: int) -> tuple[tuple[Standing, Award], ...]:
        """Return the rows announced in a year, by name of the city."""
        return self.by_year.get(year, ())

    def showing(self, practice: Practice) -> tuple[tuple[Standing, tuple[Program, ...]], ...]:
        """Return the cities with a program that shows a practice, each with these programs, by name of the city."""
        found = ((s, tuple(row for row in s.city.programs if row.practice.id == practice.id)) for s in self.standings)
        return tuple((standing, programs) for standing, programs in found if programs)

    def new_in_round(self, round_: Round) -> tuple[Standing, ...]:
        """Return the cities of which the first certification belongs to a round; a first row that rose is none."""
        return tuple(s for s in self.standings if s.first_is_known and s.first is not None and s.first.round == round_)

    def certified_by(self, round_: Round) -> int:
        """Return how many cities this directory finds certified by the time of a round, the round itself included."""
        order = {row.id: index for index, row in enumerate(self.content.rounds)}
        return sum(_was_certified_by(standing.first, round_, order) for standing in self.standings)

    def awards_of_round(self, round_: Round) -> tuple[tuple[Standing, Award], ...]:
        """Return the rows that belong to a round, by name of the city."""
        return self.by_round.get(round_.id, ())


def directory(content: Content) -> Directory:
    """Return what follows from the facts."""
    as_of = _as_of(content)
    newest_round = content.rounds[-1] if content.rounds else None
    standings = sorted(
        (_standing(city, as_of, newest_round, content.programme.review_years) for city in content.cities),
        key=lambda standing: (bare(standing.city.name), standing.city.slug),
    )
    levels = sorted(content.levels, key=lambda level: -level.rank)
    return Directory(
        content=content,
        standings=tuple(standings),
        by_level={level.id: _only(standings, Status.CERTIFIED, level) for level in levels},
        unknown_level=_only(standings, Status.UNKNOWN_LEVEL),
        honor_roll=_only(standings, Status.HONOR_ROLL),
        ended=_only(standings, Status.ENDED),
        countries=_countries(standings),
        years=tuple(sorted({award.year for s in standings for award in s.city.history if award.year}, reverse=True)),
        as_of=as_of,
        newest_round=newest_round,
        neighbors=_neighbors(standings, content.programme.population_bands),
        namesakes=_namesakes(content.cities),
        related=_related(content.editions),
        by_year=_awards_by(standings, lambda award: award.year),
        by_round=_awards_by(standings, lambda award: award.round.id if award.round else None),
    )


def _awards_by(
    standings: Iterable[Standing], key: Callable[[Award], K | None]
) -> Mapping[K, tuple[tuple[Standing, Award], ...]]:
    """Return the awards that have a key by it, by name of the city; those that have none are left out."""
    found: dict[K, list[tuple[Standing, Award]]] = defaultdict(list)
    for standing in standings:
        for award in standing.city.history:
            if (value := key(award)) is not None:
                found[value].append((standing, award))
    return {value: tuple(rows) for value, rows in found.items()}


def level_counts(standings: Iterable[Standing]) -> Mapping[str, int]:
    """Return how many of the cities stand at each level, by its id."""
    return Counter(standing.level.id for standing in standings if standing.level)


def _was_certified_by(first: Award | None, round_: Round, order: Mapping[str, int]) -> bool:
    if first is None or not (first.round or first.date):
        return False
    if first.round:
        return order[first.round.id] <= order[round_.id]
    return not is_older(round_.date, first.date)


def band_of(city: City, bands: Iterable[PopulationBand]) -> PopulationBand | None:
    """Return the range in which the population of a city lies; None where it is unknown, or lies in none of them."""
    if city.population is None:
        return None
    size = city.population.value
    fitting = (band for band in bands if size >= band.minimum and (band.maximum is None or size <= band.maximum))
    return next(fitting, None)


def _namesakes(cities: Iterable[City]) -> frozenset[tuple[str, str]]:
    counted = Counter((city.name, city.region) for city in cities)
    return frozenset(place for place, count in counted.items() if count > 1)


def _related(editions: Iterable[Edition]) -> Mapping[tuple[str, str], tuple[tuple[Edition, Criterion], ...]]:
    known = {(edition.id, row.id): (edition, row) for edition in editions for row in edition.criteria}
    named = [(one, other) for one, (_, row) in known.items() for other in row.related]
    pairs = {*named, *((other, one) for one, other in named)}
    return {one: tuple(known[other] for other in known if (one, other) in pairs) for one in known}


def _as_of(content: Content) -> str:
    if content.rounds:
        return content.rounds[-1].date
    return max((award.date for city in content.cities for award in city.history), default="")


def _only(standings: Sequence[Standing], status: Status, level: Level | None = None) -> tuple[Standing, ...]:
    return tuple(s for s in standings if s.status is status and (level is None or s.level == level))


def _standing(city: City, as_of: str, newest_round: Round | None, review_years: int | None) -> Standing:
    certifications = [award for award in city.history if award.event in CERTIFYING]
    # The Honor Roll neither certifies nor revives what has ended: it counts only where there is nothing else.
    newest = next((award for award in reversed(city.history) if award.event is not Event.HONOR_ROLL), city.history[-1])
    level = next((award.level for award in reversed(certifications) if award.level), None)
    return Standing(
        city=city,
        status=_status(newest, level),
        level=level,
        newest=newest,
        first=certifications[0] if certifications else None,
        is_new=newest_round is not None and newest.round == newest_round,
        is_old=review_years is not None and _is_past_review(newest.date, as_of, review_years),
    )


def _status(newest: Award, level: Level | None) -> Status:
    if newest.event in (Event.LAPSED, Event.RETRACTED):
        return Status.ENDED
    if newest.event is Event.HONOR_ROLL:
        return Status.HONOR_ROLL
    return Status.CERTIFIED if level else Status.UNKNOWN_LEVEL


def _is_past_review(partial: str, as_of: str, years: int) -> bool:
    """Say whether a date lies more than so many years before another; an inexact date counts as its last day."""
    if not partial:
        return False
    limit = f"{int(as_of[:4]) - years}{as_of[4:]}"
    return partial + "-12-31"[len(partial) - 4 :] < limit


def _countries(standings: Sequence[Standing]) -> Mapping[str, tuple[Region, ...]]:
    grouped: dict[str, dict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for standing in standings:
        grouped[standing.city.country][standing.city.region].append(standing)
    return {
        country: tuple(
            Region(country, name, tuple(cities)) for name, cities in sorted(regions.items(), key=lambda r: bare(r[0]))
        )
        for country, regions in sorted(grouped.items())
    }


def _neighbors(standings: Sequence[Standing], bands: Sequence[PopulationBand]) -> Mapping[str, tuple[Standing, ...]]:
    """Return for each city those most like it: of its country and size, then of its country, then of its size.

    Within each circle the nearest in population come first. Every circle is sorted once, so that the work grows with
    the number of cities and not with its square.
    """
    certified = [s for s in standings if s.status is not Status.HONOR_ROLL]
    circles: dict[tuple[str, ...], list[tuple[int, str, Standing]]] = defaultdict(list)
    for standing in certified:
        for key in _circles(standing, bands):
            circles[key].append((_size(standing), standing.city.slug, standing))
    for members in circles.values():
        members.sort(key=lambda member: member[:2])
    return {s.city.slug: _nearest(s, [circles.get(key, []) for key in _circles(s, bands)]) for s in standings}


def _circles(standing: Standing, bands: Sequence[PopulationBand]) -> list[tuple[str, ...]]:
    country, band = standing.city.country, band_of(standing.city, bands)
    if band is None:
        return [("country", country)]
    return [("country and size", country, band.id), ("country", country), ("size", band.id)]


def _size(standing: Standing) -> int:
    return standing.city.population.value if standing.city.population else 0


def _nearest(standing: Standing, circles: Sequence[Sequence[tuple[int, str, Standing]]]) -> tuple[Standing, ...]:
    found: dict[str, Standing] = {}
    for members in circles:
        place = bisect_left(members, (_size(standing), standing.city.slug), key=lambda member: member[:2])
        window = members[max(0, place - NEIGHBORS - 1) : place + NEIGHBORS + 2]
        for _, slug, other in sorted(window, key=lambda member: (_ratio(member[0], _size(standing)), member[1])):
            if slug != standing.city.slug and len(found) < NEIGHBORS:
                found.setdefault(slug, other)
    return tuple(found.values())


def _ratio(one: int, other: int) -> float:
    """Return how many times the larger of two sizes is the smaller one; unknown sizes come last."""
    return max(one, other) / min(one, other) if one and other else float("inf")
