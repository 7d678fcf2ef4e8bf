"""Every publication with what rests on it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from certsite.model import Edition, Source
from certsite.plan.frame import ABOUT, HOW, START, Desk
from certsite.plan.parts import fits
from certsite.plan.views import Frame, Link, SourceView
from certsite.rests import Resting
from certsite.routes import GLOSSARY, SOURCES, city, level, page
from certsite.slugs import bare

# Which parts of what is known of the certification each page of text shows, by the names of `rests.of_programme`.
TOLD = {
    HOW: frozenset(("purpose", "eligibility", "scoring", "validity", "aspects", "key_dates")),
    START: frozenset(("eligibility", "eligibility_before", "scoring", "journey", "contact", "offers")),
    ABOUT: frozenset(("partners",)),
}
# What the page on how it works shows too where there is no page for city staff.
LEFT_TO_START = frozenset(("eligibility_before", "journey", "contact"))
FOLDED = 12
"""More cities than these would hide the publication that they rest on; they open on demand."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication and what rests on it: cities, other pages, and what has no page of its own, in words.

    count: how many cities there are; where they are too many for the page, none is named.
    """

    source: SourceView
    count: int
    cities: tuple[Link, ...]
    pages: tuple[Link, ...]
    others: tuple[str, ...]

    @property
    def is_folded(self) -> bool:
        """Whether the cities open on demand."""
        return len(self.cities) > FOLDED


@dataclass(frozen=True, slots=True)
class PublicationGroup:
    """The publications of one year."""

    id: str
    title: str
    publications: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Every publication, the newest year first; jumps: the ways to the years, with how many each has."""

    frame: Frame
    title: str
    lead: str
    jumps: tuple[Link, ...]
    groups: tuple[PublicationGroup, ...]


def sources_page(desk: Desk) -> SourcesPage:
    """Return the list of all publications."""
    t, sources = desk.translator, desk.directory.content.sources
    lead = t.t("sources.lead", count=len(sources))
    groups = tuple(_groups(desk))
    return SourcesPage(
        frame=desk.frame(SOURCES, t.t("nav.sources"), lead, edits="sources.yaml"),
        title=t.t("nav.sources"),
        lead=lead,
        jumps=tuple(
            Link(group.title, f"{desk.path(SOURCES)}#{group.id}", note=t.number(len(group.publications)))
            for group in groups
        ),
        groups=groups,
    )


def _groups(desk: Desk) -> Iterator[PublicationGroup]:
    """Yield the publications by year, the newest first; those without a date come last."""
    by_name = sorted(desk.directory.content.sources, key=lambda row: (bare(row.publisher), bare(row.title), row.id))
    newest_first = sorted(by_name, key=lambda row: row.date, reverse=True)
    for year, rows in groupby(newest_first, key=lambda row: row.date[:4]):
        title = year or desk.translator.t("sources.undated")
        publications = tuple(_publication(desk, row, desk.resting[row.id]) for row in rows)
        yield PublicationGroup(f"y{year}" if year else "undated", title, publications)


def _publication(desk: Desk, row: Source, rests: Resting) -> Publication:
    return Publication(
        source=desk.voice.sources((row,))[0],
        count=len(rests.cities),
        cities=tuple(_cities(desk, rests)) if fits(len(rests.cities)) else (),
        pages=tuple(_pages(desk, rests)),
        others=tuple(_others(desk, rests)),
    )


def _cities(desk: Desk, rests: Resting) -> Iterator[Link]:
    """Yield the cities by name; two of one name are told apart by their regions."""
    named = Counter(row.name for row in rests.cities)
    for row in sorted(rests.cities, key=lambda row: (bare(row.name), row.slug)):
        label = f"{row.name}, {row.region}" if named[row.name] > 1 else row.name
        yield Link(label, desk.path(city(row.slug)))


def _pages(desk: Desk, rests: Resting) -> Iterator[Link]:
    """Yield the pages, beside those of cities, that show what rests on a publication."""
    t = desk.translator.t
    yield from (desk.announcement(row) for row in rests.rounds)
    for row in rests.levels:
        yield Link(t("level.title", level=desk.voice.level(row)), desk.path(level(row.id)))
    for name, parts in _told(desk).items():
        if rests.programme & parts:
            yield Link(t(f"nav.{name}"), desk.path(page(name)))
    if rests.glossary:
        yield Link(t("nav.glossary"), desk.path(GLOSSARY))
    for label, edition in _standard(desk, rests):
        if path := desk.edition_path(edition):
            yield Link(label, path)


def _others(desk: Desk, rests: Resting) -> Iterator[str]:
    """Yield in words what rests on a publication and has no page of its own."""
    if rests.programme.difference(*_told(desk).values()):
        yield desk.translator.t("rests.program")
    yield from (label for label, row in _standard(desk, rests) if not desk.edition_path(row))


def _standard(desk: Desk, rests: Resting) -> Iterator[tuple[str, Edition]]:
    """Yield in words which parts of the standard rest on a publication, each with its edition."""
    t, name = desk.translator.t, desk.voice.text
    for row, count in rests.criteria:
        yield t("rests.criteria", count=count, edition=name(row.name)), row
    for row, count in rests.practices:
        yield t("rests.practices", count=count, edition=name(row.name)), row
    for row in rests.editions:
        yield t("rests.edition", edition=name(row.name)), row


def _told(desk: Desk) -> Mapping[str, frozenset[str]]:
    """Return the pages of text that this site has, each with the parts of the program that it shows."""
    pages = desk.directory.content.pages
    told = {name: parts for name, parts in TOLD.items() if name in pages}
    if HOW in told and START not in told:
        told[HOW] |= LEFT_TO_START
    return told
