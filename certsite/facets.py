"""How the directory can be narrowed: each facet with its values, and which of them every city has."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from certsite.model import Content
from certsite.relate import Directory, Standing, Status, band_of
from certsite.slugs import slug

LEVEL, COUNTRY, REGION, YEAR, ROUND = "level", "country", "region", "year", "round"
PRACTICE, POPULATION = "practice", "population"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the directory.

    id: its name in addresses; values: the ids of its values, in the order in which they are shown, those that no city
    has among them; of: for each city, in the order of the directory, the places of its values in `values`.
    """

    id: str
    values: tuple[str, ...]
    of: tuple[tuple[int, ...], ...]

    @property
    def has_several(self) -> bool:
        """Whether a city can have more than one of its values: those of its awards and programs."""
        return self.id in (YEAR, ROUND, PRACTICE)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many cities have each value, by its id."""
        found = Counter(place for places in self.of for place in places)
        return {value: found[place] for place, value in enumerate(self.values)}


def facets(directory: Directory) -> tuple[Facet, ...]:
    """Return every facet that divides the directory; one without values is left out."""
    found = (_facet(directory, id_, *ways) for id_, ways in WAYS.items())
    return tuple(facet for facet in found if facet.values)


def region_id(country: str, region: str) -> str:
    """Return the id of a region: `us-arizona`; names of regions are unique only within their country."""
    return f"{country.lower()}-{slug(region)}"


def _facet(
    directory: Directory,
    id_: str,
    values: Callable[[Directory], Iterable[str]],
    of: Callable[[Standing, Content], Iterable[str]],
) -> Facet:
    ids = tuple(values(directory))
    places = {value: place for place, value in enumerate(ids)}
    found = (places.keys() & set(of(standing, directory.content)) for standing in directory.standings)
    return Facet(id_, ids, tuple(tuple(sorted(places[value] for value in each)) for each in found))


def _levels(directory: Directory) -> Iterator[str]:
    """Yield the levels, the highest first, and what stands in their place where a city has it."""
    yield from (level.id for level in reversed(directory.content.levels))
    others = ((directory.unknown_level, Status.UNKNOWN_LEVEL), (directory.honor_roll, Status.HONOR_ROLL))
    yield from (status for cities, status in (*others, (directory.ended, Status.ENDED)) if cities)


def _level(standing: Standing, _: Content) -> Iterator[str]:
    yield standing.level.id if standing.status is Status.CERTIFIED and standing.level else standing.status


def _countries(directory: Directory) -> Iterator[str]:
    """Yield the countries, those with most cities first."""
    found = Counter(standing.city.country for standing in directory.standings)
    yield from (code.lower() for code, _ in sorted(found.items(), key=lambda row: (-row[1], row[0])))


def _country(standing: Standing, _: Content) -> Iterator[str]:
    yield standing.city.country.lower()


def _regions(directory: Directory) -> Iterator[str]:
    """Yield the regions, by name, below their countries."""
    for code in _countries(directory):
        yield from (region_id(code, region.name) for region in directory.countries[code.upper()])


def _region(standing: Standing, _: Content) -> Iterator[str]:
    yield region_id(standing.city.country, standing.city.region)


def _years(directory: Directory) -> Iterable[str]:
    return map(str, directory.years)


def _years_of(standing: Standing, _: Content) -> Iterator[str]:
    yield from (str(award.year) for award in standing.city.history if award.year)


def _rounds(directory: Directory) -> Iterator[str]:
    """Yield the rounds, the newest first."""
    yield from (row.id for row in reversed(directory.content.rounds))


def _rounds_of(standing: Standing, _: Content) -> Iterator[str]:
    yield from (award.round.id for award in standing.city.history if award.round)


def _practices(directory: Directory) -> Iterator[str]:
    yield from (practice.id for practice in directory.content.editions[-1].practices)


def _practices_of(standing: Standing, _: Content) -> Iterator[str]:
    yield from (program.practice.id for program in standing.city.programs)


def _bands(directory: Directory) -> Iterator[str]:
    yield from (band.id for band in directory.content.programme.population_bands)


def _band(standing: Standing, content: Content) -> Iterator[str]:
    if band := band_of(standing.city, content.programme.population_bands):
        yield band.id


WAYS: Mapping[str, tuple[Callable[[Directory], Iterable[str]], Callable[[Standing, Content], Iterable[str]]]] = {
    LEVEL: (_levels, _level),
    COUNTRY: (_countries, _country),
    REGION: (_regions, _region),
    YEAR: (_years, _years_of),
    ROUND: (_rounds, _rounds_of),
    PRACTICE: (_practices, _practices_of),
    POPULATION: (_bands, _band),
}
