"""Which pages exist, and what each of them shows in each language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from certsite.assets import Assets
from certsite.facets import facets
from certsite.i18n import Translator
from certsite.markup import TextLink
from certsite.outlines import Outlines
from certsite.plan.announcements import announcement_page, announcements_page
from certsite.plan.assessment import assessment_page
from certsite.plan.changes import changes_page
from certsite.plan.city import city_page
from certsite.plan.compare import compare_page
from certsite.plan.finder import finder_view
from certsite.plan.frame import ABOUT, GUIDE, HOW, START, Desk
from certsite.plan.glossary import glossary_page
from certsite.plan.guides import contribute_page, get_started_page
from certsite.plan.home import home_page
from certsite.plan.listings import (
    honor_roll_list,
    level_list,
    population_list,
    practice_list,
    region_list,
    round_list,
    status_list,
    year_list,
)
from certsite.plan.lists import (
    ListPage,
    country_page,
    honor_roll_page,
    level_page,
    part_pages,
    region_page,
    year_page,
)
from certsite.plan.map import map_page
from certsite.plan.narrowed import population_page, status_page
from certsite.plan.practice import practice_page
from certsite.plan.search import search_page
from certsite.plan.sources import sources_page
from certsite.plan.standard import criteria_page, edition_page
from certsite.plan.texts import about_page, how_page, not_found_page, text_page
from certsite.plan.views import Frame
from certsite.plan.voice import Voice
from certsite.problem import Staged
from certsite.relate import Directory, Status
from certsite.rests import resting
from certsite.routes import Links
from certsite.schema import Event


class Context(Protocol):
    """What a template sees under the name `page`."""

    @property
    def frame(self) -> Frame:
        """What surrounds the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. language: code of the language it is in; template: name below templates/pages, without .html.

    written: the links inside the site that stand in its texts.
    """

    language: str
    template: str
    context: Context
    written: tuple[TextLink, ...] = ()

    @property
    def output(self) -> str:
        """The file that holds it, relative to the site's root."""
        return self.context.frame.here


# Pages of text that show facts of the program beside their text; every other one shows its text alone.
BUILT: Mapping[str, Callable[[Desk, str], Context]] = {
    START: get_started_page,
    HOW: how_page,
    ABOUT: about_page,
    GUIDE: contribute_page,
}


def pages(
    directory: Directory, translators: Mapping[str, Translator], outlines: Outlines, assets: Assets, links: Links
) -> Staged[tuple[Page, ...]]:
    """Return every page in every language, and what is wrong with texts."""
    ways, rests = facets(directory), resting(directory.content)
    desks = [
        Desk(directory, ways, rests, translator, Voice(translator, directory), outlines, assets, links)
        for translator in translators.values()
    ]
    planned = [page for desk in desks for page in _planned(desk)]
    planned.append(Page(desks[0].translator.language.code, "not-found", not_found_page(desks)))
    return tuple(planned), [problem for desk in desks for problem in desk.problems]


def _planned(desk: Desk) -> Iterator[Page]:
    for template, context in _pages(desk):
        yield Page(desk.translator.language.code, template, context, tuple(desk.written.get(context.frame.here, ())))


def _pages(desk: Desk) -> Iterator[tuple[str, Context]]:
    """Yield the name of the template and the context of every page in one language."""
    directory, found = desk.directory, finder_view(desk)
    yield "home", home_page(desk, found)
    if desk.outlines.views:
        yield "map", map_page(desk, found)
    for standing in directory.standings:
        yield "city", city_page(desk, standing)
    for page in _lists(desk):
        yield "list", page
    yield "search", search_page(desk, found)
    if desk.has_comparisons:
        yield "compare", compare_page(desk)
    yield from _standard(desk)
    if edition := directory.content.assessed:
        yield "assessment", assessment_page(desk, edition)
    yield from _announcements(desk)
    if directory.content.programme.glossary:
        yield "glossary", glossary_page(desk)
    yield "sources", sources_page(desk)
    for name in directory.content.pages:
        yield (name, BUILT[name](desk, name)) if name in BUILT else ("text", text_page(desk, name))


def _lists(desk: Desk) -> Iterator[ListPage]:
    """Yield the pages that list cities, and those of their parts where a list is too long for one page."""
    directory = desk.directory
    for row in directory.content.levels:
        yield level_page(desk, row)
        yield from part_pages(desk, level_list(desk, row))
    if any(award.event is Event.HONOR_ROLL for s in directory.standings for award in s.city.history):
        yield honor_roll_page(desk)
        yield from part_pages(desk, honor_roll_list(desk))
    for code, regions in directory.countries.items():
        yield country_page(desk, code, regions)
        for region in regions:
            yield region_page(desk, region, regions)
            yield from part_pages(desk, region_list(desk, region))
    yield from _narrowed(desk)


def _narrowed(desk: Desk) -> Iterator[ListPage]:
    """Yield the pages of years, sizes and statuses, and the parts of lists that stand on other pages."""
    directory = desk.directory
    for year in directory.years:
        yield year_page(desk, year)
        yield from part_pages(desk, year_list(desk, year))
    for band in directory.content.programme.population_bands:
        yield population_page(desk, band)
        yield from part_pages(desk, population_list(desk, band))
    for status, cities in ((Status.UNKNOWN_LEVEL, directory.unknown_level), (Status.ENDED, directory.ended)):
        if cities:
            yield status_page(desk, status)
            yield from part_pages(desk, status_list(desk, status))


def _announcements(desk: Desk) -> Iterator[tuple[str, Context]]:
    """Yield the list of all rounds and the page of each, where there is any."""
    if rounds := desk.directory.content.rounds:
        yield "announcements", announcements_page(desk)
        for row in rounds:
            yield "announcement", announcement_page(desk, row)
            yield from (("list", page) for page in part_pages(desk, round_list(desk, row)))


def _standard(desk: Desk) -> Iterator[tuple[str, Context]]:
    """Yield the pages of the standard: of each edition that something is known of, of each practice in force."""
    content = desk.directory.content
    if content.has_criteria:
        yield "criteria", criteria_page(desk)
    if desk.has_changes:
        yield "changes", changes_page(desk)
    for edition in content.editions:
        if edition.is_described:
            yield "edition", edition_page(desk, edition)
    for practice in content.editions[-1].practices:
        yield "practice", practice_page(desk, content.editions[-1], practice)
        yield from (("list", page) for page in part_pages(desk, practice_list(desk, practice)))
