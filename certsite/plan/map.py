"""The map: where the cities lie, beside a list that says the same in words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from certsite.atlas import View, places
from certsite.geometry import Box, Point
from certsite.plan.finder import FinderView
from certsite.plan.frame import Desk
from certsite.plan.labels import Label, Name, labels
from certsite.plan.views import Badge, Frame
from certsite.relate import Region, Standing, Status
from certsite.routes import MAP, city, country, region

FULL = 500
"""Up to so many cities the list names each and every point has its own place; beyond, both are counts of places."""

MANY = 2_000
"""Beyond so many cities there are no insets: the numbers of the cities alone fill what a list may weigh."""

LEAST_FRAME = 16
"""Width and height below which the frame of an inset would be hidden by the marks within it, in units of the grid."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One or more cities of a level at a place; cities: their numbers in the directory, with a space between them."""

    x: int
    y: int
    cities: str
    title: str


@dataclass(frozen=True, slots=True)
class Layer:
    """The points of one level, or of one status without a level; a later layer is drawn above an earlier one."""

    shape: str
    tone: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Where an inset lies, as a frame with the letter of the inset."""

    letter: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One view of the map; letter: that of an inset, else empty; is_wide: it needs about as much room as the main one.

    names: those of cities for which there is room.
    """

    letter: str
    caption: str
    width: int
    height: int
    is_wide: bool
    path: str
    parts: tuple[Part, ...]
    layers: tuple[Layer, ...]
    names: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the legend: a level, or what stands in its place, and how many cities have it."""

    badge: Badge
    count: int


@dataclass(frozen=True, slots=True)
class CityLine:
    """A city of the list; index: its number in the directory."""

    name: str
    path: str
    index: int
    badge: Badge


@dataclass(frozen=True, slots=True)
class RegionLines:
    """The cities of a region; cities is empty where there are too many to name them here."""

    title: str
    path: str
    count: int
    cities: tuple[CityLine, ...]


@dataclass(frozen=True, slots=True)
class CountryLines:
    """The regions of a country."""

    title: str
    path: str
    count: int
    regions: tuple[RegionLines, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map and the list. shapes: those that the drawings use; unplaced: how many cities stand in the list alone."""

    frame: Frame
    title: str
    lead: str
    shapes: tuple[str, ...]
    main: Drawing
    insets: tuple[Drawing, ...]
    legend: tuple[Kind, ...]
    unplaced: int
    finder: FinderView
    countries: tuple[CountryLines, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A city in a view."""

    index: int
    standing: Standing
    x: float
    y: float


def map_page(desk: Desk, finder: FinderView) -> MapPage:
    """Return the map; the content has to have one."""
    t, directory, views = desk.translator.t, desk.directory, _views(desk)
    title, lead = t("map.title"), t("map.lead", count=len(directory.standings))
    spots = {view.id: tuple(_spots(directory.standings, view)) for view in views}
    main, *insets = (_drawing(desk, view, spots[view.id]) for view in views)
    placed = {spot.index for rows in spots.values() for spot in rows}
    legend = tuple(_legend(desk))
    return MapPage(
        frame=desk.frame(MAP, title, lead),
        title=title,
        lead=lead,
        shapes=tuple(dict.fromkeys(kind.badge.shape for kind in legend)),
        main=main,
        insets=tuple(insets),
        legend=legend,
        unplaced=len(directory.standings) - len(placed),
        finder=finder,
        countries=tuple(_countries(desk)),
    )


def _views(desk: Desk) -> Sequence[View]:
    return desk.outlines.views if len(desk.directory.standings) <= MANY else desk.outlines.views[:1]


def _spots(standings: Sequence[Standing], view: View) -> Iterator[_Spot]:
    """Yield the cities of which a view shows the place."""
    for index, standing in enumerate(standings):
        point = view.point(*standing.city.point) if standing.city.point else None
        if point:
            yield _Spot(index, standing, *point)


def _drawing(desk: Desk, view: View, spots: Sequence[_Spot]) -> Drawing:
    main = _views(desk)[0]
    parts = tuple(_parts(desk, view))
    return Drawing(
        letter=_letter(desk, view),
        caption=desk.voice.text(view.name),
        width=view.width,
        height=view.height,
        is_wide=view.width > 0.6 * main.width,
        path=view.path,
        parts=parts,
        layers=tuple(_layers(desk, spots)),
        names=tuple(_names(view, spots, parts)) if _is_full(desk) else (),
    )


def _is_full(desk: Desk) -> bool:
    return len(desk.directory.standings) <= FULL


def _step(desk: Desk) -> int:
    """Return how far apart, in units of the grid, the points of a level stand; a mark is about 11 units wide."""
    cities = len(desk.directory.standings)
    return 1 if cities <= FULL else 8 if cities <= MANY else 16


def _letter(desk: Desk, view: View) -> str:
    """Return the letter of an inset; the main view has none."""
    place = _views(desk).index(view)
    return ascii_uppercase[place - 1] if place else ""


def _parts(desk: Desk, view: View) -> Iterator[Part]:
    """Yield where insets lie in a view, each in the closest view that shows all of it."""
    found = places(_views(desk))
    for inset in _views(desk):
        host, box = found.get(inset.id, ("", Box(0, 0, 0, 0)))
        if host == view.id:
            width, height = (max(LEAST_FRAME, side) for side in (box.right - box.left, box.bottom - box.top))
            x, y = (box.left + box.right - width) / 2, (box.top + box.bottom - height) / 2
            yield Part(_letter(desk, inset), *(round(number, 1) for number in (x, y, width, height)))


def _layers(desk: Desk, spots: Sequence[_Spot]) -> Iterator[Layer]:
    """Yield the points, those of the highest level last; each status without a level is a layer below them."""
    for _, rows in groupby(sorted(spots, key=_layer), key=_layer):
        cities = tuple(rows)
        badge = desk.voice.badge(cities[0].standing)
        yield Layer(badge.shape, badge.tone, tuple(_dots(desk, cities)))


def _layer(spot: _Spot) -> tuple[int, Status]:
    return _rank(spot), spot.standing.status


def _rank(spot: _Spot) -> int:
    standing = spot.standing
    return standing.level.rank if standing.status is Status.CERTIFIED and standing.level else 0


def _dots(desk: Desk, spots: Iterable[_Spot]) -> Iterator[Dot]:
    """Yield the points of one layer; cities with the same words at the same place are one point."""
    step = _step(desk)
    found: dict[tuple[int, int, str], list[_Spot]] = defaultdict(list)
    for spot in spots:
        label = desk.voice.badge(spot.standing).label
        found[round(spot.x / step) * step, round(spot.y / step) * step, label].append(spot)
    for (x, y, label), rows in found.items():
        names = (
            desk.translator.list([row.standing.city.name for row in rows])
            if _is_full(desk)
            else desk.translator.t("list.count", count=len(rows))
        )
        cities = " ".join(str(row.index) for row in rows)
        yield Dot(x, y, cities, desk.translator.t("map.point", cities=names, level=label))


def _names(view: View, spots: Sequence[_Spot], parts: Iterable[Part]) -> Iterator[Label]:
    """Yield the names of cities for which a view has room, of those that no inset in it shows larger.

    A higher level goes before a lower one, a city with more people before one with fewer.
    """
    frames = [Box(part.x, part.y, part.x + part.width, part.y + part.height) for part in parts]
    free = [spot for spot in spots if not any(frame.holds((spot.x, spot.y)) for frame in frames)]
    marks: list[Point] = [(round(spot.x), round(spot.y)) for spot in spots]
    names = (
        Name(spot.standing.city.name, str(spot.index), round(spot.x), round(spot.y))
        for spot in sorted(free, key=lambda spot: (-_rank(spot), -_people(spot.standing), spot.index))
    )
    return labels(names, marks, frames, view.grid)


def _people(standing: Standing) -> int:
    return standing.city.population.value if standing.city.population else 0


def _legend(desk: Desk) -> Iterator[Kind]:
    """Yield each level and each word in its place that a city has, in the order of the directory."""
    badges = Counter(map(desk.voice.badge, desk.directory.standings))
    rank = {desk.voice.level_badge(level): level.rank for level in desk.directory.content.levels}
    for badge in sorted(badges, key=lambda badge: (-rank.get(badge, 0), badge.label)):
        yield Kind(badge, badges[badge])


def _countries(desk: Desk) -> Iterator[CountryLines]:
    """Yield all cities by country and region, the country with most cities first."""
    index = {standing.city.slug: place for place, standing in enumerate(desk.directory.standings)}
    found = [
        CountryLines(
            title=desk.translator.country(code),
            path=desk.path(country(code)),
            count=sum(len(row.standings) for row in regions),
            regions=tuple(_region(desk, row, index) for row in regions),
        )
        for code, regions in desk.directory.countries.items()
    ]
    yield from sorted(found, key=lambda lines: (-lines.count, lines.path))


def _region(desk: Desk, row: Region, index: Mapping[str, int]) -> RegionLines:
    cities = tuple(_city(desk, standing, index[standing.city.slug]) for standing in row.standings if _is_full(desk))
    return RegionLines(row.name, desk.path(region(row.country, row.name)), len(row.standings), cities)


def _city(desk: Desk, standing: Standing, index: int) -> CityLine:
    return CityLine(standing.city.name, desk.path(city(standing.city.slug)), index, desk.voice.badge(standing))
