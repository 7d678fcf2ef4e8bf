"""Rules about the place that a record describes."""

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from certsite.problem import Problem, choose, quote
from certsite.schema import CityRecord
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records


def slug_is_file_name(records: Records, _: Known) -> Iterator[Problem]:
    """The slug of a record is the name of its file, so that a city can be found by its address and the other way."""
    for city in records.cities:
        stem = PurePosixPath(city.file.path).stem
        if city.model.slug != stem:
            yield city.problem(
                ["slug"], f"slug is {quote(city.model.slug)} but the file is {stem}.md", f"write slug: {stem}"
            )


def language_is_known(records: Records, known: Known) -> Iterator[Problem]:
    """The texts of a record are in a language of the site."""
    for city in records.cities:
        if city.model.lang not in known.languages:
            yield city.problem(
                ["lang"], f"unknown language {quote(city.model.lang)}", choose(city.model.lang, known.languages)
            )


def population_is_large_enough(records: Records, _: Known) -> Iterator[Problem]:
    """A certified city has at least the people that the program asks for (`eligibility`)."""
    minimum = records.program.model.eligibility.min_population
    for city in records.cities:
        if city.model.population is not None and city.model.population < minimum:
            yield city.problem(
                ["population"],
                f"population {city.model.population} is below {minimum}, the least that the program admits",
                "check the number, in people and not in thousands",
            )


def population_has_its_source(records: Records, _: Known) -> Iterator[Problem]:
    """A population names where it was read."""
    for city in records.cities:
        if city.model.population is not None and city.model.population_sources is None:
            yield city.problem(
                ["population"], "population has no source", "add population_sources: [an id of sources.yaml]"
            )


def coordinates_come_in_pairs(records: Records, _: Known) -> Iterator[Problem]:
    """Latitude and longitude are both given or both left out."""
    for city in records.cities:
        given = [name for name in ("lat", "lon") if getattr(city.model, name) is not None]
        if len(given) == 1:
            other = "lon" if given == ["lat"] else "lat"
            yield city.problem(given, f"{given[0]} stands without {other}", f"add {other}, or remove {given[0]}")


def coordinates_lie_where_the_program_is(records: Records, _: Known) -> Iterator[Problem]:
    """Coordinates lie in the program's part of the world (`eligibility.bounds`)."""
    box = records.program.model.eligibility.bounds
    for city in records.cities:
        lat, lon = city.model.lat, city.model.lon
        if lat is None or lon is None:
            continue
        if box.south <= lat <= box.north and box.west <= lon <= box.east:
            continue
        swapped = box.south <= lon <= box.north and box.west <= lat <= box.east
        do = f"write lat: {lon} and lon: {lat}" if swapped else "check the sign: south and west are negative"
        yield city.problem(["lat"], f"{lat}, {lon} lies outside the program's part of the world", do)


def city_has_one_record(records: Records, _: Known) -> Iterator[Problem]:
    """No two records describe one city: the same name in the same region, accents and case aside."""
    seen: dict[tuple[str, str, str], Record[CityRecord]] = {}
    for city in records.cities:
        place = (_folded(city.model.name), _folded(city.model.region), city.model.country)
        if first := seen.get(place):
            yield city.problem(
                ["name"],
                f"{quote(city.model.name)} in {city.model.region} has a record already, {first.file.shown}",
                "put both into one file and remove the other",
            )
        seen.setdefault(place, city)


def _folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))


def story_belongs_to_a_record(records: Records, known: Known) -> Iterator[Problem]:
    """`<slug>.<language>.md` holds the story of a known city in a language other than its record's."""
    cities = {city.model.slug: city.model for city in records.cities}
    for story in records.stories:
        says = do = ""
        if story.language not in known.languages:
            says, do = f"unknown language {quote(story.language)}", choose(story.language, known.languages)
        elif story.slug not in cities:
            says = f"there is no record {story.slug}.md"
            do = choose(story.slug, sorted(cities))
        elif cities[story.slug].lang == story.language:
            says = f"{story.slug}.md itself is in {story.language}"
            do = "move this story there and remove this file"
        elif story.file.data is not None:
            says, do = "facts stand in a story", f"move them to {story.slug}.md and remove the lines between ---"
        if says:
            yield Problem(story.file.shown, 1, 1, says, do)


RULES: tuple[Rule, ...] = (
    slug_is_file_name,
    language_is_known,
    population_is_large_enough,
    population_has_its_source,
    coordinates_come_in_pairs,
    coordinates_lie_where_the_program_is,
    city_has_one_record,
    story_belongs_to_a_record,
)
