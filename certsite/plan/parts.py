"""Lists that are too long for one page: they split by country, by region, and by how names begin.

A page shows up to `LIST_LIMIT` cities. In a longer list each group shows the parts instead, with how many of its cities
they hold; every part has a page of its own below the address of the list, and splits again if it is too long.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from certsite.model import Award
from certsite.plan.frame import Desk
from certsite.plan.views import Badge, Group, Link
from certsite.relate import Standing
from certsite.routes import part
from certsite.slugs import LONGEST, slug

LIST_LIMIT = 500
"""Cities on one page: with some 60 bytes of a tile over the wire they stay below the 40 KB of a list."""

COUNTRY, REGION = 0, 1
"""What the parts of a list are told apart by; each number beyond is one more letter at the beginning of the name."""
LAST = REGION + LONGEST

Row: TypeAlias = tuple[Standing, Award | None]


def fits(count: int) -> bool:
    """Say whether a page shows so many cities."""
    return count <= LIST_LIMIT


@dataclass(frozen=True, slots=True)
class Heap:
    """Cities under a heading of their own, by name; with an award, a city stands there for that one."""

    id: str
    title: str
    rows: tuple[Row, ...]
    meaning: str = ""
    badge: Badge | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of cities, or a part of one.

    route: of its page; name: of the whole list; title: of this part; trail: the way from the home page to its page;
    by: what its parts are told apart by, `COUNTRY` and so on.
    """

    route: str
    name: str
    title: str
    trail: tuple[Link, ...]
    heaps: tuple[Heap, ...]
    by: int = COUNTRY

    @property
    def count(self) -> int:
        """How many tiles it has; a city that stands in two heaps has two."""
        return sum(len(heap.rows) for heap in self.heaps)

    @property
    def is_long(self) -> bool:
        """Whether it has more tiles than a page shows."""
        return not fits(self.count)


def listing(
    desk: Desk, route: str, title: str, *heaps: Heap, above: tuple[Link, ...] = (), by: int = COUNTRY
) -> Listing:
    """Return the list of a page; heaps without cities are left out. above: the way to the page without itself."""
    return Listing(route, title, title, (*above, Link(title, desk.path(route))), tuple(h for h in heaps if h.rows), by)


def rows_of(standings: Iterable[Standing]) -> tuple[Row, ...]:
    """Return cities as they stand today."""
    return tuple((standing, None) for standing in standings)


def groups(desk: Desk, whole: Listing) -> tuple[Group, ...]:
    """Return the groups of the page of a list, with tiles if it is short enough, else with the ways to its parts."""
    return tuple(group(desk, heap, whole, shown=not whole.is_long) for heap in whole.heaps)


def group(desk: Desk, heap: Heap, whole: Listing, *, shown: bool) -> Group:
    """Return one group of a list, with its tiles if they are to be shown, else with the ways to the parts, if any."""
    return Group(
        id=heap.id,
        title=heap.title,
        meaning=heap.meaning,
        badge=heap.badge,
        path=heap.path,
        count=len(heap.rows),
        cards=tuple(desk.award_card(s, award) if award else desk.card(s) for s, award in heap.rows) if shown else (),
        parts=tuple(_links(desk, heap, whole)) if whole.is_long and not shown else (),
    )


def parts(desk: Desk, whole: Listing) -> Iterator[Listing]:
    """Yield the parts of a list that is too long, those of one country or region or of names that begin alike."""
    if not whole.is_long:
        return
    by = _step(whole)
    split: dict[str, list[Heap]] = {}
    for heap in whole.heaps:
        for key, rows in _split(heap, by).items():
            split.setdefault(key, []).append(Heap(heap.id, heap.title, rows, heap.meaning, heap.badge))
    for key, heaps in split.items():
        route, label = part(whole.route, key), _label(desk, heaps[0].rows[0][0], by)
        title = _title(desk, whole, heaps[0].rows[0][0], by)
        yield Listing(route, whole.name, title, (*whole.trail, Link(label, desk.path(route))), tuple(heaps), by + 1)


def _links(desk: Desk, heap: Heap, whole: Listing) -> Iterator[Link]:
    by = _step(whole)
    anchor = f"#{heap.id}" if heap in whole.heaps[1:] else ""
    for key, rows in _split(heap, by).items():
        there = desk.path(part(whole.route, key))
        yield Link(_label(desk, rows[0][0], by), there + anchor, note=desk.translator.number(len(rows)))


def _split(heap: Heap, by: int) -> Mapping[str, tuple[Row, ...]]:
    """Return the cities of each part, in the order of their keys; countries with most cities come first."""
    found: dict[str, list[Row]] = {}
    for row in heap.rows:
        found.setdefault(_key(row[0], by), []).append(row)
    order = sorted(found, key=lambda key: (-len(found[key]) if by == COUNTRY else 0, key))
    return {key: tuple(found[key]) for key in order}


def _step(whole: Listing) -> int:
    """Return what tells the parts apart: letters only as soon as there are two parts by them."""
    standings = [standing for heap in whole.heaps for standing, _ in heap.rows]
    if whole.by <= REGION:
        return whole.by
    return next((by for by in range(whole.by, LAST) if len({_key(s, by) for s in standings}) > 1), LAST)


def _key(standing: Standing, by: int) -> str:
    """Return the part of an address that a city's part of a list has."""
    if by == COUNTRY:
        return standing.city.country.lower()
    if by == REGION:
        return slug(standing.city.region)
    return slug(standing.city.name)[: by - REGION].strip("-")


def _label(desk: Desk, standing: Standing, by: int) -> str:
    """Return how a part is called beside the others."""
    if by == COUNTRY:
        return desk.translator.country(standing.city.country)
    if by == REGION:
        return standing.city.region
    return _key(standing, by).capitalize()


def _title(desk: Desk, whole: Listing, standing: Standing, by: int) -> str:
    t = desk.translator.t
    if by == REGION:
        return t("part.title", list=whole.name, part=desk.voice.place(standing.city))
    label = _label(desk, standing, by)
    return t("part.title", list=whole.title, part=label if by == COUNTRY else t("part.letters", letters=label))
