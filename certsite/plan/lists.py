"""Pages that list cities: by level, on the Honor Roll, by country, region and year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from certsite.model import Level
from certsite.plan.announcements import RoundLine, award_groups, event_counts, round_line
from certsite.plan.frame import Desk
from certsite.plan.home import country_links, year_links
from certsite.plan.views import Badge, Figure, Frame, Group, Link, Outline, Shown, Sourced, Table
from certsite.relate import Region, Standing, Status
from certsite.routes import HONOR_ROLL, country, level, region, year
from certsite.schema import Event


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


def _frame(desk: Desk, route: str, title: str, lead: Sequence[str], trail: Sequence[Link] = ()) -> Frame:
    """Return the frame of a list, described by its name and the first sentence below it."""
    description = desk.translator.t("list.description", title=title, text=lead[0]) if lead else title
    return desk.frame(route, title, description, trail)


def _outlines(desk: Desk, groups: Iterable[Group]) -> tuple[Outline, ...]:
    return desk.sprite(*(group.cards for group in groups))


def _group(desk: Desk, title: str, standings: Iterable[Standing], path: str = "", id_: str = "cities") -> Group:
    return Group(id_, title, "", None, path, desk.cards(standings))


def list_page(desk: Desk, route: str, title: str, cities: Sequence[Standing], said: str) -> ListPage:
    """Return a plain list of cities: how many they are and at which levels they stand, what else is said, and they."""
    lead = (*_summary(desk, cities), said)
    groups = (_group(desk, desk.translator.t("list.cities"), cities),) if cities else ()
    return ListPage(
        frame=_frame(desk, route, title, lead),
        title=title,
        lead=lead,
        groups=groups,
        outlines=_outlines(desk, groups),
        onward=desk.onward(),
    )


def level_page(desk: Desk, row: Level) -> ListPage:
    """Return the page of a level: what it means, what it takes, who holds it, what others count."""
    t, cities = desk.translator, desk.directory.by_level[row.id]
    name = desk.voice.level(row)
    tables = tuple(table for table in (_thresholds(desk, row), _others_count(desk, row)) if table.rows)
    title, lead = t.t("level.title", level=name), (t.t("level.count", count=len(cities), level=name),)
    groups = (_group(desk, t.t("level.cities"), cities),) if cities else ()
    return ListPage(
        frame=_frame(desk, level(row.id), title, lead),
        title=title,
        lead=lead,
        groups=groups,
        outlines=_outlines(desk, groups),
        onward=desk.onward(),
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
    t, directory = desk.translator, desk.directory
    named = [(s, award) for s in directory.standings for award in s.city.history if award.event is Event.HONOR_ROLL]
    only = tuple(desk.award_card(s, award) for s, award in named if s.status is Status.HONOR_ROLL)
    later = tuple(desk.award_card(s, award) for s, award in named if s.status is not Status.HONOR_ROLL)
    both = (
        Group("named", t.t("honor-roll.only"), "", None, "", only),
        Group("later", t.t("honor-roll.later"), "", None, "", later),
    )
    groups = tuple(group for group in both if group.cards)
    title = t.t("group.honor-roll")
    lead = (t.t("meaning.honor-roll"), t.t("honor-roll.count", count=len({s.city.slug for s, _ in named})))
    return ListPage(_frame(desk, HONOR_ROLL, title, lead), title, lead, groups, _outlines(desk, groups), desk.onward())


def country_page(desk: Desk, code: str, regions: Sequence[Region]) -> ListPage:
    """Return the page of a country with its regions."""
    t = desk.translator
    standings = [s for row in regions for s in row.standings]
    groups = tuple(
        _group(desk, row.name, row.standings, desk.path(region(code, row.name)), f"r{index}")
        for index, row in enumerate(regions, start=1)
    )
    title, lead = t.country(code), _summary(desk, standings)
    return ListPage(
        frame=_frame(desk, country(code), title, lead),
        title=title,
        lead=lead,
        groups=groups,
        outlines=_outlines(desk, groups),
        onward=desk.onward(),
        siblings_title=t.t("country.others"),
        siblings=country_links(desk, code),
    )


def region_page(desk: Desk, row: Region, regions: Sequence[Region]) -> ListPage:
    """Return the page of a region."""
    t = desk.translator
    name = t.country(row.country)
    title, lead = t.t("place", region=row.name, country=name), _summary(desk, row.standings)
    groups = (_group(desk, t.t("list.cities"), row.standings),)
    trail = (
        Link(name, desk.path(country(row.country))),
        Link(row.name, desk.path(region(row.country, row.name)), current=True),
    )
    return ListPage(
        frame=_frame(desk, region(row.country, row.name), title, lead, trail),
        title=title,
        lead=lead,
        groups=groups,
        outlines=_outlines(desk, groups),
        onward=desk.onward(),
        siblings_title=t.t("region.others", country=name),
        siblings=tuple(
            Link(other.name, desk.path(region(other.country, other.name)), other == row, t.number(len(other.standings)))
            for other in regions
        ),
    )


def _summary(desk: Desk, standings: Sequence[Standing]) -> tuple[str, ...]:
    """Return how many cities a place has and at which levels they stand."""
    t = desk.translator.t
    certified = [s for s in standings if s.status in (Status.CERTIFIED, Status.UNKNOWN_LEVEL)]
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
    t, directory = desk.translator, desk.directory
    awards = directory.awards_of_year(value)
    rounds = [row for row in directory.content.rounds if row.date.startswith(str(value))]
    counts = t.list(event_counts(desk, awards))
    title, lead = t.t("year.title", year=value), (t.t("year.lead", year=value, counts=counts),)
    groups = tuple(award_groups(desk, awards))
    return ListPage(
        frame=_frame(desk, year(value), title, lead),
        title=title,
        lead=lead,
        groups=groups,
        outlines=_outlines(desk, groups),
        onward=desk.onward(),
        rounds=tuple(round_line(desk, row) for row in rounds),
        siblings_title=t.t("year.others"),
        siblings=year_links(desk, value),
    )
