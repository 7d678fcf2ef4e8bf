"""The finder: a field, the facets, and what a script needs to answer; with links where no script runs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from certsite import facets, routes
from certsite.facets import Facet
from certsite.plan.frame import Desk
from certsite.plan.handover import words
from certsite.plan.views import Badge, Link
from certsite.relate import Status

# What the script says; a wording of a number is handed over in all its forms.
SAID = (
    "finder.again",
    "finder.all",
    "finder.clear",
    "finder.failed",
    "finder.found",
    "finder.loading",
    "finder.more",
    "finder.near",
    "finder.nearest",
    "finder.nothing",
    "finder.on",
    "finder.place",
    "finder.remove",
    "finder.show",
    "finder.texts.failed",
    "finder.texts.found",
    "finder.texts.many",
    "finder.texts.none",
    "finder.texts.search",
    "finder.why.also",
    "finder.why.near",
    "finder.why.program",
    "finder.widen",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; id: as it stands in addresses; path: its own page; is_empty: no city has it."""

    id: str
    label: str
    path: str
    count: str
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of a facet that stand together under a name, which may be empty."""

    name: str
    rows: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with its values."""

    id: str
    title: str
    parts: tuple[Choices, ...]


@dataclass(frozen=True, slots=True)
class LevelBadge:
    """The badge of a value of the facet of levels."""

    id: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class FinderView:
    """What finds a city.

    action: the page that answers the form; data: the path of the file with all cities; city: that of the page of
    a city, with {slug} for its slug; engine: the path of the script that searches it; pages: the path of what searches
    the texts of pages, or empty; texts: that of the script that asks it; words: JSON, each wording of `SAID` by its
    key, in its forms; guide: how to add a city, or nothing.
    """

    action: str
    data: str
    city: str
    engine: str
    pages: str
    texts: str
    facets: tuple[FacetView, ...]
    badges: tuple[LevelBadge, ...]
    words: str
    guide: Link | None


def finder_view(desk: Desk) -> FinderView:
    """Return the finder of a language, which is the same on every page that has one."""
    return FinderView(
        action=desk.path(routes.SEARCH),
        data=routes.cities_data(desk.translator.language.code, "js" if desk.links.for_folder else "json"),
        city=desk.path(routes.city("{slug}")),
        engine=desk.script("engine"),
        pages=desk.assets.page_search,
        texts=desk.script("texts"),
        facets=tuple(_facet(desk, facet) for facet in desk.facets),
        badges=tuple(_badges(desk, desk.facets[0])),
        words=words(desk, SAID),
        guide=desk.editors_guide(),
    )


def _facet(desk: Desk, facet: Facet) -> FacetView:
    rows, counts = NAMED[facet.id](desk), facet.counts
    parts: dict[str, list[Choice]] = {}
    for id_ in facet.values:
        part, link = rows[id_]
        choice = Choice(id_, link.label, link.path, desk.translator.number(counts[id_]), not counts[id_])
        parts.setdefault(part, []).append(choice)
    views = tuple(Choices(name, tuple(choices)) for name, choices in parts.items())
    return FacetView(facet.id, desk.translator.t(f"facet.{facet.id}"), views)


def _badges(desk: Desk, levels: Facet) -> Iterator[LevelBadge]:
    known = {level.id: desk.voice.level_badge(level) for level in desk.directory.content.levels}
    for id_ in levels.values:
        yield LevelBadge(id_, known.get(id_) or desk.voice.status_badge(Status(id_)))


def _levels(desk: Desk) -> Iterator[tuple[str, str, Link]]:
    for level in desk.directory.content.levels:
        yield level.id, "", Link(desk.voice.level(level), desk.path(routes.level(level.id)))
    found = {standing.status for standing in desk.directory.standings}
    for status, route in routes.STATUSES.items():
        if status in found:
            yield status, "", Link(desk.translator.t(f"group.{status}"), desk.path(route))


def _countries(desk: Desk) -> Iterator[tuple[str, str, Link]]:
    for code in desk.directory.countries:
        yield code.lower(), "", Link(desk.translator.country(code), desk.path(routes.country(code)))


def _regions(desk: Desk) -> Iterator[tuple[str, str, Link]]:
    for code, regions in desk.directory.countries.items():
        for region in regions:
            link = Link(region.name, desk.path(routes.region(code, region.name)))
            yield facets.region_id(code, region.name), desk.translator.country(code), link


def _years(desk: Desk) -> Iterator[tuple[str, str, Link]]:
    for year in desk.directory.years:
        yield str(year), "", Link(str(year), desk.path(routes.year(year)))


def _rounds(desk: Desk) -> Iterator[tuple[str, str, Link]]:
    for row in desk.directory.content.rounds:
        yield row.id, "", Link(desk.translator.date(row.date[:7]), desk.path(routes.announcement(row.id)))


def _practices(desk: Desk) -> Iterator[tuple[str, str, Link]]:
    for practice in desk.directory.content.editions[-1].practices:
        yield practice.id, "", Link(desk.voice.text(practice.name), desk.path(routes.practice(practice.id)))


def _populations(desk: Desk) -> Iterator[tuple[str, str, Link]]:
    for band in desk.directory.content.programme.population_bands:
        yield band.id, "", Link(desk.voice.text(band.label), desk.path(routes.population(band.id)))


def _by_id(
    rows: Callable[[Desk], Iterator[tuple[str, str, Link]]],
) -> Callable[[Desk], Mapping[str, tuple[str, Link]]]:
    return lambda desk: {id_: (part, link) for id_, part, link in rows(desk)}


# How the values of each facet are called, by their ids: the part that they stand in, their name and their page.
NAMED: Mapping[str, Callable[[Desk], Mapping[str, tuple[str, Link]]]] = {
    facets.LEVEL: _by_id(_levels),
    facets.COUNTRY: _by_id(_countries),
    facets.REGION: _by_id(_regions),
    facets.YEAR: _by_id(_years),
    facets.ROUND: _by_id(_rounds),
    facets.PRACTICE: _by_id(_practices),
    facets.POPULATION: _by_id(_populations),
}
