"""Rules about the place that a record describes."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from certsite.problem import Problem, choose, quote
from certsite.schema import CityRecord
from certsite.schema.written import is_identifier
from certsite.slugs import bare, slug
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records, Story


def slug_is_file_name(records: Records, _: Known) -> Iterator[Problem]:
    """The slug of a record is the name of its file, so that a city can be found by its address and the other way."""
    for city in records.cities:
        own, stem = city.model.slug, _stem(city)
        if own != stem:
            write = f"write slug: {stem}, or " if is_identifier(stem) else ""
            do = f"{write}rename the file to {own}.md"
            yield city.problem(["slug"], f"slug is {quote(own)} but the file is {quote(f'{stem}.md')}", do)


def _stem(city: Record[CityRecord]) -> str:
    return PurePosixPath(city.file.path).stem


def language_is_known(records: Records, known: Known) -> Iterator[Problem]:
    """The texts of a record are in a language of the site."""
    for city in records.cities if known.languages else ():
        yield from city.unless_known(["lang"], "language", city.model.lang, known.languages)


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


def population_details_have_their_number(records: Records, known: Known) -> Iterator[Problem]:
    """What is said of a population stands beside its number, and it was not counted in the future."""
    for city in records.cities:
        model = city.model
        if model.population_year is not None and model.population_year > known.today.year:
            says = f"population_year {model.population_year} is in the future"
            yield city.problem(["population_year"], says, "write the year of the count")
        for name in ("population_year", "population_sources", "population_note"):
            if model.population is None and getattr(model, name) is not None:
                yield city.problem(
                    [name], f"{name} stands without population", "add population, or remove it", key=True
                )


def coordinates_come_in_pairs(records: Records, _: Known) -> Iterator[Problem]:
    """Latitude and longitude are both given or both left out."""
    for city in records.cities:
        given = [name for name in ("lat", "lon") if getattr(city.model, name) is not None]
        if len(given) == 1:
            other = "lon" if given == ["lat"] else "lat"
            says, do = f"{given[0]} stands without {other}", f"add {other}, or remove {given[0]}"
            yield city.problem(given, says, do, key=True)


def coordinates_lie_where_the_program_is(records: Records, _: Known) -> Iterator[Problem]:
    """Coordinates lie in the program's part of the world (`eligibility.bounds`)."""
    box = records.program.model.eligibility.bounds
    if box.south >= box.north or box.west >= box.east:
        return
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
        place = (bare(city.model.name), bare(city.model.region), city.model.country)
        if first := seen.get(place):
            yield city.problem(
                ["name"],
                f"{quote(city.model.name)} in {quote(city.model.region)} has a record already, {first.file.shown}",
                "put both into one file and remove the other",
            )
        seen.setdefault(place, city)


def region_is_spelled_one_way(records: Records, _: Known) -> Iterator[Problem]:
    """A region has one spelling within its country; two that differ only in accents, case or signs share an address."""
    regions: dict[tuple[str, str], list[Record[CityRecord]]] = defaultdict(list)
    for city in records.cities:
        regions[slug(city.model.region), city.model.country].append(city)
    for cities in regions.values():
        usual = Counter(city.model.region for city in cities).most_common(1)[0][0]
        for city in cities:
            if city.model.region != usual:
                says = f"region is {quote(city.model.region)} here and {quote(usual)} elsewhere, at one address"
                do = "write it the same way in all records, or let a letter a to z or a digit differ"
                yield city.problem(["region"], says, do)


def story_belongs_to_a_record(records: Records, known: Known) -> Iterator[Problem]:
    """`<slug>.<language>.md` holds the story of a known city in a language other than its record's."""
    languages = {_stem(city): city.model.lang for city in records.cities}
    for story in records.stories:
        if f"cities/{story.slug}.md" in records.unusable or not known.languages:
            continue
        if story.language not in known.languages:
            says, do = f"unknown language {quote(story.language)}", choose(story.language, known.languages)
        elif story.slug not in languages:
            says, do = f"there is no record {quote(f'{story.slug}.md')}", choose(story.slug, sorted(languages))
        elif languages[story.slug] == story.language:
            says, do = f"{story.slug}.md itself is in {story.language}", "move this story there and remove this file"
        else:
            yield from _story_alone(story)
            continue
        yield Problem(story.file.shown, 0, 0, says, do)


def _story_alone(story: Story) -> Iterator[Problem]:
    """Report facts beside the story, which stand in the record alone, and a file without a story."""
    if story.file.data is not None:
        do = f"move them to {story.slug}.md and remove the lines between ---"
        yield Problem(story.file.shown, 1, 1, "facts stand in a story", do)
    if not story.file.body.strip():
        yield Problem(story.file.shown, 0, 0, "there is no story in the file", "write it, or remove the file")


RULES: tuple[Rule, ...] = (
    slug_is_file_name,
    language_is_known,
    population_is_large_enough,
    population_has_its_source,
    population_details_have_their_number,
    coordinates_come_in_pairs,
    coordinates_lie_where_the_program_is,
    city_has_one_record,
    region_is_spelled_one_way,
    story_belongs_to_a_record,
)
