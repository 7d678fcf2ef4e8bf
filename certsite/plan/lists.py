"""Pages that list cities: by level, on the Honor Roll, by country, region and year."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from certsite.model import Level
from certsite.plan.announcements import RoundLine, event_counts, round_line
from certsite.plan.frame import Desk
from certsite.plan.home import country_links, year_links
from certsite.plan.listings import country_list, honor_roll_list, level_list, region_list, year_list
from certsite.plan.parts import Listing, groups, parts
from certsite.plan.views import Badge, Figure, Frame, Group, Link, Outline, Shown, Sourced, Table
from certsite.relate import CERTIFIED, Region, Standing, Status
from certsite.routes import level, region


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list of cities under a heading, with what is to be said of it as a whole."""

    frame: Frame
    title: str
    lead: tuple[str, ...]
    groups: tuple[Group, ...]
    outlines: tuple[Outline, ...]
    onward: tuple[Link, ...]
    badge: Badge | None = None
    statements: tuple[Sourced, ...] = ()
    tables: tuple[Table, ...] = ()
    rounds: tuple[RoundLine, ...] = ()
    siblings_title: str = ""
    siblings: tuple[Link, ...] = ()

    @property
    def has_foreign(self) -> bool:
        """Whether a text of the page is in another language."""
        notes = (row.note for table in self.tables for row in table.rows)
        return any(text.lang for text in (*(s.text for s in self.statements), *notes) if text)


def part_pages(desk: Desk, whole: Listing) -> Iterator[ListPage]:
    """Yield the pages of the parts of a list that is too long for one page, and of their parts in turn."""
    t = desk.translator
    found = tuple(parts(desk, whole))
    for row in found:
        yield replace(
            _page(desk, row, (t.t("list.count", count=row.count),)),
            siblings_title=whole.title,
            siblings=tuple(
                Link(other.trail[-1].label, other.trail[-1].path, other == row, t.number(other.count))
                for other in found
            ),
        )
        yield from part_pages(desk, row)


def _page(desk: Desk, whole: Listing, lead: tuple[str, ...]) -> ListPage:
    """Return the page of a list with nothing but its cities and what is said of them as a whole."""
    shown = groups(desk, whole)
    return ListPage(
        frame=_frame(desk, whole, lead),
        title=whole.title,
        lead=lead,
        groups=shown,
        outlines=_outlines(desk, shown),
        onward=desk.onward(),
    )


def _frame(desk: Desk, whole: Listing, lead: Sequence[str]) -> Frame:
    """Return the frame of a list, described by its name and the first sentence below it."""
    description = desk.translator.t("list.description", title=whole.title, text=lead[0]) if lead else whole.title
    *above, last = whole.trail
    return desk.frame(whole.route, whole.title, description, (*above, replace(last, current=True)))


def _outlines(desk: Desk, groups: Iterable[Group]) -> tuple[Outline, ...]:
    return desk.sprite(*(group.cards for group in groups))


def list_page(
    desk: Desk,
    whole: Listing,
    said: Sequence[str] = (),
    siblings_title: str = "",
    siblings: tuple[Link, ...] = (),
) -> ListPage:
    """Return a plain list of cities: how many they are and at which levels they stand, what else is said, and they."""
    lead = (*_summary(desk, [standing for heap in whole.heaps for standing, _ in heap.rows]), *said)
    return replace(_page(desk, whole, lead), siblings_title=siblings_title, siblings=siblings)


def level_page(desk: Desk, row: Level) -> ListPage:
    """Return the page of a level: what it means, what it takes, who holds it, what others count."""
    t, cities = desk.translator, level_list(desk, row)
    tables = tuple(table for table in (_thresholds(desk, row), _others_count(desk, row)) if table.rows)
    lead = (t.t("level.count", count=cities.count, level=desk.voice.level(row)),)
    return replace(
        _page(desk, cities, lead),
        badge=desk.voice.level_badge(row),
        statements=(Sourced(Shown(desk.voice.text(row.meaning)), desk.voice.sources(row.sources)),),
        tables=tables,
        siblings_title=t.t("level.others"),
        siblings=tuple(
            Link(desk.voice.level(other), desk.path(level(other.id)), other == row)
            for other in reversed(desk.directory.content.levels)
        ),
    )


def _thresholds(desk: Desk, row: Level) -> Table:
    t = desk.translator
    editions = {edition.id: edition for edition in desk.directory.content.editions}
    rows = tuple(
        Figure(
            (
                desk.voice.text(editions[bound.edition].name),
                t.t("level.bound", percent=bound.minimum_percent, total=editions[bound.edition].criteria_total),
            ),
            desk.voice.sources(bound.sources),
            path=desk.edition_path(editions[bound.edition]),
        )
        for bound in row.thresholds
    )
    return Table(t.t("level.thresholds"), (t.t("table.edition"), t.t("table.bound"), t.t("table.source")), rows)


def _others_count(desk: Desk, row: Level) -> Table:
    t = desk.translator
    rows = tuple(
        Figure(
            (t.date(count.date), t.number(count.value)),
            desk.voice.sources(count.sources),
            desk.voice.shown(count.note) if count.note else None,
        )
        for count in desk.directory.content.programme.level_counts
        if count.level == row.id
    )
    return Table(t.t("level.others-count"), (t.t("table.date"), t.t("table.cities"), t.t("table.source")), rows)


def honor_roll_page(desk: Desk) -> ListPage:
    """Return the page of the Honor Roll: who was named, and which of them were certified later."""
    t, named = desk.translator.t, honor_roll_list(desk)
    cities = {standing.city.slug for heap in named.heaps for standing, _ in heap.rows}
    return _page(desk, named, (t("meaning.honor-roll"), t("honor-roll.count", count=len(cities))))


def country_page(desk: Desk, code: str, regions: Sequence[Region]) -> ListPage:
    """Return the page of a country with its regions."""
    return list_page(
        desk, country_list(desk, code, regions), (), desk.translator.t("country.others"), country_links(desk, code)
    )


def region_page(desk: Desk, row: Region, regions: Sequence[Region]) -> ListPage:
    """Return the page of a region."""
    t = desk.translator
    others = tuple(
        Link(other.name, desk.path(region(other.country, other.name)), other is row, t.number(len(other.standings)))
        for other in regions
    )
    return list_page(desk, region_list(desk, row), (), t.t("region.others", country=t.country(row.country)), others)


def _summary(desk: Desk, standings: Sequence[Standing]) -> tuple[str, ...]:
    """Return how many cities a place has and at which levels they stand."""
    t = desk.translator.t
    certified = [s for s in standings if s.status in CERTIFIED]
    named = sum(s.status is Status.HONOR_ROLL for s in standings)
    ended = sum(s.status is Status.ENDED for s in standings)
    said = (
        t("list.count.levels", count=len(certified), levels=desk.voice.counts(certified)) if certified else "",
        t("list.not-certified", count=named) if named else "",
        t("list.ended", count=ended) if ended else "",
    )
    return tuple(text for text in said if text)


def year_page(desk: Desk, value: int) -> ListPage:
    """Return the page of a year: its announcements, and who was new, rose, was certified again or named."""
    t, awards = desk.translator, year_list(desk, value)
    rounds = [row for row in desk.directory.content.rounds if row.date.startswith(str(value))]
    counts = t.list(event_counts(desk, desk.directory.awards_of_year(value)))
    return replace(
        _page(desk, awards, (t.t("year.lead", year=value, counts=counts),)),
        rounds=tuple(round_line(desk, row) for row in rounds),
        siblings_title=t.t("year.others"),
        siblings=year_links(desk, value),
    )
