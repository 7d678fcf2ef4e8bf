"""Which lists of cities there are beside countries: what each is called, where it stands, and who belongs to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from certsite.model import Award, Level, PopulationBand, Practice, Round
from certsite.plan.frame import Desk
from certsite.plan.parts import REGION, Heap, Listing, listing, rows_of
from certsite.plan.standard import criteria_link
from certsite.plan.views import Link
from certsite.relate import Region, Standing, Status, band_of
from certsite.routes import ANNOUNCEMENTS, HONOR_ROLL, STATUSES, announcement, country, level, practice, region, year
from certsite.routes import population as population_route
from certsite.schema import Event


def level_list(desk: Desk, row: Level) -> Listing:
    """Return the cities that stand at a level."""
    t = desk.translator.t
    cities = Heap("cities", t("level.cities"), rows_of(desk.directory.by_level[row.id]))
    return listing(desk, level(row.id), t("level.title", level=desk.voice.level(row)), cities)


def honor_roll_list(desk: Desk) -> Listing:
    """Return the cities of the Honor Roll: those that stand on it alone, and those that were certified later."""
    t = desk.translator.t
    named = [
        (s, award) for s in desk.directory.standings for award in s.city.history if award.event is Event.HONOR_ROLL
    ]
    only = Heap("named", t("honor-roll.only"), tuple(row for row in named if row[0].status is Status.HONOR_ROLL))
    later = Heap("later", t("honor-roll.later"), tuple(row for row in named if row[0].status is not Status.HONOR_ROLL))
    return listing(desk, HONOR_ROLL, t("group.honor-roll"), only, later)


def country_list(desk: Desk, code: str, regions: Sequence[Region]) -> Listing:
    """Return the cities of a country: below the names of their regions, or, where they are too many, all in one."""
    heaps = tuple(
        Heap(f"r{place}", row.name, rows_of(row.standings), path=desk.path(region(code, row.name)))
        for place, row in enumerate(regions, start=1)
    )
    whole = listing(desk, country(code), desk.translator.country(code), *heaps, by=REGION)
    if not whole.is_long:
        return whole
    return replace(whole, heaps=(_cities(desk, (standing for row in regions for standing in row.standings)),))


def region_list(desk: Desk, row: Region) -> Listing:
    """Return the cities of a region."""
    t, name = desk.translator.t, desk.translator.country(row.country)
    route, title = region(row.country, row.name), t("place", region=row.name, country=name)
    trail = (Link(name, desk.path(country(row.country))), Link(row.name, desk.path(route)))
    return Listing(route, title, title, trail, (_cities(desk, row.standings),), REGION + 1)


def population_list(desk: Desk, band: PopulationBand) -> Listing:
    """Return the cities within a range of populations."""
    title = desk.translator.t("population.title", range=desk.voice.text(band.label))
    bands = desk.directory.content.programme.population_bands
    standings = (standing for standing in desk.directory.standings if band_of(standing.city, bands) == band)
    return listing(desk, population_route(band.id), title, _cities(desk, standings))


def status_list(desk: Desk, status: Status) -> Listing:
    """Return the cities that stand at no level for one reason."""
    standings = (standing for standing in desk.directory.standings if standing.status is status)
    return listing(desk, STATUSES[status], desk.translator.t(f"group.{status}"), _cities(desk, standings))


def practice_list(desk: Desk, row: Practice) -> Listing:
    """Return the cities with a program that shows a practice."""
    heap = _cities(desk, (standing for standing, _ in desk.directory.showing(row)))
    above = (criteria_link(desk),) if desk.directory.content.has_criteria else ()
    return listing(desk, practice(row.id), desk.voice.text(row.name), heap, above=above)


def year_list(desk: Desk, value: int) -> Listing:
    """Return the awards of a year."""
    title = desk.translator.t("year.title", year=value)
    return listing(desk, year(value), title, *_by_event(desk, desk.directory.awards_of_year(value)))


def round_list(desk: Desk, row: Round) -> Listing:
    """Return the awards of a round."""
    heaps = _by_event(desk, desk.directory.awards_of_round(row))
    above = (Link(desk.translator.t("nav.announcements"), desk.path(ANNOUNCEMENTS)),)
    return listing(desk, announcement(row.id), round_title(desk, row), *heaps, above=above)


def round_title(desk: Desk, row: Round) -> str:
    """Return the name of a round: the day of its announcement, or less where there was no such day for all of it."""
    t = desk.translator
    if len(row.date) == len("2024-06-17") and not row.date_note:
        return t.t("announcement.title", when=t.when(row.date))
    return t.t("announcement.title.inexact", date=t.date(row.date[:7]))


def _cities(desk: Desk, standings: Iterable[Standing]) -> Heap:
    return Heap("cities", desk.translator.t("list.cities"), rows_of(standings))


def _by_event(desk: Desk, awards: Sequence[tuple[Standing, Award]]) -> Iterator[Heap]:
    """Yield the cities of some awards by event; a city that had two awards stands in both heaps."""
    for event in Event:
        if rows := tuple((standing, award) for standing, award in awards if award.event is event):
            yield Heap(event.value, desk.translator.t(f"year.{event}"), rows)
