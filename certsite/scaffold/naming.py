"""The slug of a new record, in the form that the other records have."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from certsite.schema import CityRecord
from certsite.slugs import slug, slug_of


class PlaceName(NamedTuple):
    """What a slug is made of. region_code: empty where there is none; country: its code."""

    name: str
    region: str
    region_code: str
    country: str


def slugs(city: PlaceName, others: Iterable[CityRecord], called: Callable[[str], str]) -> list[str]:
    """Return the slugs that a city can have, the one in the form of its country's records first.

    Where the country has no record, the form that most countries have comes first.
    called: gives the name of a country by its code.
    """
    used: dict[str, Counter[int]] = defaultdict(Counter)
    for row in others:
        forms = _forms(PlaceName(row.name, row.region, row.region_code or "", called(row.country)))
        used[row.country].update(index for index, form in enumerate(forms) if form == row.slug)
    elsewhere = Counter(form for forms in used.values() for form, _ in forms.most_common(1))
    own = _forms(city._replace(country=called(city.country)))
    order = sorted(range(len(own)), key=lambda form: (-used[city.country][form], -elsewhere[form]))
    return [own[form] for form in order if own[form]]


def _forms(city: PlaceName) -> list[str]:
    """Return a name with its country, its region's short form, its region, and alone; empty where there is no such."""
    tails = (city.country, city.region_code, city.region)
    return [slug_of(city.name, tail) if tail else "" for tail in tails] + [slug(city.name)]
