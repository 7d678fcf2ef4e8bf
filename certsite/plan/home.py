"""The directory: the home page of every language."""

from collections.abc import Iterator
from dataclasses import dataclass

from certsite.plan.finder import FinderView
from certsite.plan.frame import Desk
from certsite.plan.listings import honor_roll_list, level_list, status_list
from certsite.plan.parts import Heap, Listing, fits, group, rows_of
from certsite.plan.views import Frame, Group, Link, Outline, Shown, Sourced
from certsite.relate import Status
from certsite.routes import HOME, HONOR_ROLL, STATUSES, country, year


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the directory shows.

    counted: what this directory counts; compared: sentences that set its numbers beside those that were announced, the
    newest round last; groups: highest level first; onward: ways on from the list.
    """

    frame: Frame
    title: str
    lead: str
    counted: str
    compared: tuple[Sourced, ...]
    announcement: Link | None
    groups: tuple[Group, ...]
    finder: FinderView
    onward: tuple[Link, ...]
    outlines: tuple[Outline, ...]


def home_page(desk: Desk, finder: FinderView) -> HomePage:
    """Return the directory."""
    directory, t = desk.directory, desk.translator.t
    groups = tuple(groups_of(desk))
    return HomePage(
        frame=desk.frame(HOME, "", desk.voice.text(directory.content.site.description)),
        title=t("home.title", count=len(directory.certified)),
        lead=t("home.lead", program=desk.voice.text(directory.content.programme.name)),
        counted=t("counted.here", counts=desk.voice.counts(directory.certified)),
        compared=(*_compared(desk), *_newest(desk)),
        announcement=desk.announcement(directory.newest_round) if directory.newest_round else None,
        groups=groups,
        finder=finder,
        onward=desk.onward(),
        outlines=desk.sprite(*(group.cards for group in groups)),
    )


def groups_of(desk: Desk) -> Iterator[Group]:
    """Yield the groups of the directory, highest level first, then those without one; empty groups are left out.

    Where all cities are too many for the page, each group leads to the page of its list, or to the parts of that.
    """
    shown = fits(len(desk.directory.standings))
    for heap, whole in _heaps(desk):
        yield group(desk, heap, whole, shown=shown)


def _heaps(desk: Desk) -> Iterator[tuple[Heap, Listing]]:
    """Yield the groups of the directory, each with the list that is the page of its own."""
    directory, t, voice = desk.directory, desk.translator.t, desk.voice
    for row in reversed(directory.content.levels):
        if cities := rows_of(directory.by_level[row.id]):
            badge, whole = voice.level_badge(row), level_list(desk, row)
            yield Heap(row.id, voice.level(row), cities, voice.text(row.meaning), badge, desk.path(whole.route)), whole
    others = (directory.unknown_level, directory.honor_roll, directory.ended)
    for (name, route), standings in zip(STATUSES.items(), others, strict=True):
        if cities := rows_of(standings):
            whole = honor_roll_list(desk) if route == HONOR_ROLL else status_list(desk, Status(name))
            yield Heap(name, t(f"group.{name}"), cities, t(f"meaning.{name}"), None, desk.path(route)), whole


def _compared(desk: Desk) -> Iterator[Sourced]:
    """Yield the newest total that was announced where it is another, and how many cities are missing here."""
    directory, t = desk.directory, desk.translator.t
    rounds = directory.content.rounds
    place = next((index for index in reversed(range(len(rounds))) if "total" in rounds[index].announced), None)
    if place is None:
        return
    total, sources = rounds[place].announced["total"]
    if total != len(directory.certified):
        when = desk.translator.when(rounds[place].date[:7])
        yield Sourced(Shown(t("counted.announced", count=total, when=when)), desk.voice.sources(sources))
    later = [row.announced["new"] for row in rounds[place + 1 :] if "new" in row.announced]
    missing = total + sum(count for count, _ in later) - len(directory.certified)
    if missing > 0:
        yield Sourced(
            Shown(t("counted.missing", count=missing)), desk.voice.sources(s for _, rest in later for s in rest)
        )


def _newest(desk: Desk) -> Iterator[Sourced]:
    """Yield the newest round in words: how many new cities were announced, and how many are found here."""
    directory, t = desk.directory, desk.translator
    if (newest := directory.newest_round) is None:
        return
    found = len(directory.new_in_round(newest))
    values = {"date": t.date(newest.date[:7]), "found": t.number(found)}
    if "new" not in newest.announced:
        yield Sourced(Shown(t.t("newest.found", count=found, **values)))
    else:
        announced, sources = newest.announced["new"]
        yield Sourced(Shown(t.t("newest.announced", count=announced, **values)), desk.voice.sources(sources))


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
