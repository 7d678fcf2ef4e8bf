"""Rules about other names: of cities, and of the countries and regions in which they lie."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from certsite.problem import Problem, choose, quote
from certsite.slugs import bare
from certsite.validate.fields import Place
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records


def other_names_differ_from_the_name(records: Records, _: Known) -> Iterator[Problem]:
    """A name in `also_known_as` is another one than the city's or region's own, accents and case aside."""
    for record, at, kind, name, others in _named(records):
        for index, other in enumerate(others):
            if bare(other) == bare(name):
                says = f"{quote(other)} is the {kind}'s own name but for accents and case, which search ignores"
                yield record.problem([*at, "also_known_as", index], says, "remove it here")


def other_names_stand_once(records: Records, _: Known) -> Iterator[Problem]:
    """No name stands twice in `also_known_as`, case aside; accents count, since languages differ by them alone.

    Two cities may share another name, as they may share their own; so may a city and its region.
    """
    for record, at, _kind, _name, others in _named(records):
        seen: set[str] = set()
        for index, other in enumerate(others):
            if other.casefold() in seen:
                says = f"other name {quote(other)} is listed twice"
                yield record.problem([*at, "also_known_as", index], says, "remove one of them")
            seen.add(other.casefold())


def _named(records: Records) -> Iterator[tuple[Record[BaseModel], Place, str, str, Sequence[str]]]:
    """Yield what has other names: its record and place there, its kind, name and other names.

    A country has no name of its own in the content: each language has its own, and others may come from another one.
    """
    for city in records.cities:
        yield city, (), "city", city.model.name, city.model.also_known_as or ()
    for index, place in enumerate(records.program.model.places or ()):
        yield records.program, ("places", index), "region", place.region or "", place.also_known_as


def places_have_cities(records: Records, _: Known) -> Iterator[Problem]:
    """A country or region of `places` is one in which a city of the directory lies."""
    if any(path.startswith("cities/") for path in records.unusable):
        return
    regions: dict[str, set[str]] = {}
    for city in records.cities:
        regions.setdefault(city.model.country, set()).add(city.model.region)
    for index, place in enumerate(records.program.model.places or ()):
        at = ("places", index)
        if place.country not in regions:
            says, do = f"no city lies in {quote(place.country)}", choose(place.country, sorted(regions))
            yield records.program.problem((*at, "country"), says, do)
        elif place.region is not None and place.region not in regions[place.country]:
            says = f"no city lies in {quote(place.region)} of {place.country}"
            do = choose(place.region, sorted(regions[place.country]))
            yield records.program.problem((*at, "region"), says, do)


def places_stand_once(records: Records, _: Known) -> Iterator[Problem]:
    """No country and no region stands twice in `places`."""
    seen: set[tuple[str, str | None]] = set()
    for index, place in enumerate(records.program.model.places or ()):
        if (place.country, place.region) in seen:
            says = f"{quote(place.region or place.country)} is listed twice"
            yield records.program.problem(["places", index], says, "put its names into one entry")
        seen.add((place.country, place.region))


RULES: tuple[Rule, ...] = (
    other_names_differ_from_the_name,
    other_names_stand_once,
    places_have_cities,
    places_stand_once,
)
