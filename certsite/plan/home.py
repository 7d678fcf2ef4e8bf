"""The directory: the home page of every language."""

from collections.abc import Iterator
from dataclasses import dataclass

from certsite.plan.frame import Desk
from certsite.plan.views import Frame, Group, Link, Outline, Sourced
from certsite.relate import level_counts
from certsite.routes import HOME, HONOR_ROLL, country, level, page, year


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the directory shows.

    counted: sentences that set the numbers of this directory beside those that were announced; groups: highest level
    first; browse: other ways into the list.
    """

    frame: Frame
    title: str
    lead: str
    counted: tuple[Sourced, ...]
    newest: str
    groups: tuple[Group, ...]
    countries: tuple[Link, ...]
    years: tuple[Link, ...]
    onward: tuple[Link, ...]
    outlines: tuple[Outline, ...]


def home_page(desk: Desk) -> HomePage:
    """Return the directory."""
    directory, t = desk.directory, desk.translator.t
    groups = tuple(groups_of(desk))
    return HomePage(
        frame=desk.frame(HOME, "", desk.voice.text(directory.content.site.description)),
        title=t("home.title", count=len(directory.certified)),
        lead=t("home.lead", program=desk.voice.text(directory.content.programme.name)),
        counted=tuple(_counted(desk)),
        newest=_newest(desk),
        groups=groups,
        countries=country_links(desk),
        years=year_links(desk),
        onward=tuple(
            Link(t(f"onward.{name}"), desk.path(page(name)))
            for name in ("how-it-works", "about")
            if name in directory.content.pages
        ),
        outlines=desk.sprite(*(group.cards for group in groups)),
    )


def groups_of(desk: Desk) -> Iterator[Group]:
    """Yield the groups of the directory, highest level first, then those without one; empty groups are left out."""
    directory, t = desk.directory, desk.translator.t
    for row in reversed(directory.content.levels):
        if cities := directory.by_level[row.id]:
            badge = desk.voice.level_badge(row)
            cards = desk.cards(cities)
            meaning = desk.voice.text(row.meaning)
            yield Group(row.id, desk.voice.level(row), meaning, badge, desk.path(level(row.id)), cards)
    others = (
        ("unknown-level", directory.unknown_level, ""),
        ("honor-roll", directory.honor_roll, desk.path(HONOR_ROLL)),
        ("ended", directory.ended, ""),
    )
    for name, cities, path in others:
        if cities:
            yield Group(name, t(f"group.{name}"), t(f"meaning.{name}"), None, path, desk.cards(cities))


def _counted(desk: Desk) -> Iterator[Sourced]:
    """Yield what this directory counts and, where it differs, the newest total that was announced."""
    directory, t = desk.directory, desk.translator
    counts = level_counts(directory.certified)
    parts = [
        t.t("counted.level", count=counts[row.id], level=desk.voice.level(row))
        for row in reversed(directory.content.levels)
        if counts[row.id]
    ]
    if unknown := len(directory.unknown_level):
        parts.append(t.t("counted.unknown", count=unknown))
    yield Sourced(desk.voice.shown({t.language.code: t.t("counted.here", counts=t.list(parts))}))
    totals = [row for row in directory.content.rounds if "total" in row.announced]
    if totals and totals[-1].announced["total"][0] != len(directory.certified):
        total, sources = totals[-1].announced["total"]
        text = t.t("counted.announced", count=total, when=t.when(totals[-1].date[:7]))
        yield Sourced(desk.voice.shown({t.language.code: text}), desk.voice.sources(sources))


def _newest(desk: Desk) -> str:
    """Return the newest round in words: how many new cities were announced, and how many are found here."""
    directory, t = desk.directory, desk.translator
    if (newest := directory.newest_round) is None:
        return ""
    found = len(directory.new_in_round(newest))
    values = {"date": t.date(newest.date[:7]), "found": t.number(found)}
    if "new" in newest.announced:
        return t.t("newest.announced", count=newest.announced["new"][0], **values)
    return t.t("newest.found", count=found, **values)


def country_links(desk: Desk, current: str = "") -> tuple[Link, ...]:
    """Return the pages of the countries, those with most cities first."""
    rows = [
        (code, sum(len(region.standings) for region in regions)) for code, regions in desk.directory.countries.items()
    ]
    return tuple(
        Link(desk.translator.country(code), desk.path(country(code)), code == current, desk.translator.number(count))
        for code, count in sorted(rows, key=lambda row: (-row[1], row[0]))
    )


def year_links(desk: Desk, current: int = 0) -> tuple[Link, ...]:
    """Return the pages of the years, newest first."""
    return tuple(Link(str(value), desk.path(year(value)), value == current) for value in desk.directory.years)
