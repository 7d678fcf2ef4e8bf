"""The page that compares cities: a table of all of them, and what a script needs to set a few side by side."""

from dataclasses import dataclass

from certsite.plan.frame import Desk
from certsite.plan.handover import as_json, words
from certsite.plan.home import country_links
from certsite.plan.views import Badge, Frame, Link
from certsite.relate import Standing, Status
from certsite.routes import COMPARE, cities_data, city

# A longer table is slow to read and to load; the lists by country hold the same cities.
MOST_ROWS = 500
# In this order, those without a level stand below all levels.
_ORDER = (Status.CERTIFIED, Status.UNKNOWN_LEVEL, Status.HONOR_ROLL, Status.ENDED)


# What the script says; a wording of a number is handed over in all its forms.
SAID = (
    "city.facts",
    "compare.add",
    "compare.blank",
    "compare.csv.difference",
    "compare.csv.part",
    "compare.differs",
    "compare.empty",
    "compare.failed",
    "compare.matches",
    "compare.matches.near",
    "compare.matches.none",
    "compare.most",
    "compare.near",
    "compare.none",
    "compare.one",
    "compare.path",
    "compare.practices",
    "compare.programs",
    "compare.remove",
    "compare.row",
    "compare.same",
    "compare.shown",
    "compare.since",
    "compare.standing",
    "compare.twice",
    "compare.unknown",
    "compare.unread",
    "fact.population",
    "table.edition",
    "table.level",
)


@dataclass(frozen=True, slots=True)
class CityRow:
    """One city of the table; newest, since: of its newest award and of its first certification, in words."""

    name: str
    path: str
    place: str
    badge: Badge
    newest: str
    since: str
    population: str
    programs: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """What the script is told.

    cities: the path of the file with all cities; engine: that of the script that searches them; words: JSON, each
    wording of `SAID` by its key, in its forms; practices: JSON, the names of the practices in the order of the
    standard; badges: whatever stands in the place of the level of a city.
    """

    cities: str
    engine: str
    words: str
    practices: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the page shows.

    rows: all cities, highest level first, then by name; none where there are too many for one table. chooser: None in
    a folder that is read without a server, where no page may read another.
    """

    frame: Frame
    title: str
    lead: str
    chooser: Chooser | None
    rows: tuple[CityRow, ...]
    countries: tuple[Link, ...]


def compare_page(desk: Desk) -> ComparePage:
    """Return the page that compares cities."""
    t, standings = desk.translator.t, desk.directory.standings
    title, lead = t("compare.title"), t("compare.lead")
    is_long = len(standings) > MOST_ROWS
    return ComparePage(
        frame=desk.frame(COMPARE, title, lead),
        title=title,
        lead=lead,
        chooser=None if desk.links.for_folder else _chooser(desk),
        rows=() if is_long else tuple(_row(desk, standing) for standing in sorted(standings, key=_height)),
        countries=country_links(desk) if is_long else (),
    )


def _height(standing: Standing) -> tuple[int, int]:
    return -standing.rank, _ORDER.index(standing.status)


def _row(desk: Desk, standing: Standing) -> CityRow:
    place, t = standing.city, desk.translator
    return CityRow(
        name=place.name,
        path=desk.path(city(place.slug)),
        place=desk.voice.place(place),
        badge=desk.voice.badge(standing),
        newest=desk.voice.month(standing.newest),
        since=desk.voice.first_date(standing) or t.t("compare.none"),
        population=t.number(place.population.value) if place.population else t.t("compare.none"),
        programs=t.number(len(place.programs)),
    )


def _chooser(desk: Desk) -> Chooser:
    edition = desk.directory.content.editions[-1]
    badges = [desk.voice.level_badge(level) for level in desk.directory.content.levels]
    badges += {desk.voice.badge(s): None for s in desk.directory.standings if s.status is not Status.CERTIFIED}
    return Chooser(
        cities=cities_data(desk.translator.language.code, "json"),
        engine=desk.script("engine"),
        words=words(desk, SAID),
        practices=as_json([desk.voice.text(practice.name) for practice in edition.practices]),
        badges=tuple(badges),
    )
