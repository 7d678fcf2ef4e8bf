"""The text of a new record, a publication among the others, and the form of a slug."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certsite.load import SourceFile, parsed, plain
from certsite.load.characters import FORBIDDEN
from certsite.scaffold import publications
from certsite.scaffold.facts import Facts, NewSource, record
from certsite.scaffold.naming import PlaceName, slugs
from certsite.schema import CityRecord
from tests.small import records

FACTS = Facts(
    slug="new-town-ex",
    lang="en",
    name="New Town",
    region="Example",
    region_code="NO",
    country="FR",
    lat=48.5,
    lon=-2.0,
    population=20000,
    population_sources=("gazette",),
    event="certified",
    level="ruisseau",
    year=2024,
    date="2024-03-22",
    round="palmares-2024",
    sources=("palmares-2024", "gazette"),
)
NEW = NewSource("m-2024", "A: title", "City of M", "2024-03-22", "https://m.example/a#b")


def read(text: str) -> Any:
    """Return what stands in a record; None where it is refused."""
    file, flaws = parsed(SourceFile("cities/a.md", "cities/a.md"), text.encode(errors="surrogatepass"))
    return None if flaws or file.data is None else plain(file.data)


# The record


def test_a_record_is_written_as_the_others_are() -> None:
    assert record(FACTS) == (
        "---\n"
        "slug: new-town-ex\n"
        "name: New Town\n"
        "lang: en\n"
        "region: Example\n"
        "region_code: 'NO'\n"
        "country: FR\n"
        "lat: 48.5\n"
        "lon: -2.0\n"
        "population: 20000\n"
        "population_sources: [gazette]\n"
        "history:\n"
        "  - event: certified\n"
        "    level: ruisseau\n"
        "    year: 2024\n"
        "    date: '2024-03-22'\n"
        "    round: palmares-2024\n"
        "    sources: [palmares-2024, gazette]\n"
        "sources: [palmares-2024, gazette]\n"
        "---\n"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert set(read(record(Facts(slug="a", lang="en", country="FR", sources=("a",))))) == {
        "slug",
        "name",
        "lang",
        "region",
        "country",
        "history",
        "sources",
    }


@pytest.mark.parametrize(
    "name", ["NO", "1e3", "- a", "a: b", "a #b", "'", '"', "---", "...", "%a", "? a", "=", "<<", "é\u0301", "*a", "{a}"]
)
def test_signs_that_mean_something_in_yaml_are_part_of_a_name(name: str) -> None:
    assert read(record(replace(FACTS, name=name)))["name"] == name


@given(st.text(min_size=1, max_size=200))
def test_any_name_is_read_as_it_was_given_or_refused(name: str) -> None:
    found = read(record(replace(FACTS, name=name)))
    assert found is not None or not name.isprintable() or FORBIDDEN.search(name)
    assert found is None or (found["name"], found["region_code"]) == (name, "NO")


# A publication


BLOCK = "  m-2024:\n    title: 'A: title'\n    publisher: City of M\n    date: '2024-03-22'\n    url: https://m.example/a#b\n"
ONE = "    title: T\n    publisher: P\n"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param(f"sources:\n  a:\n{ONE}", f"  z:\n{ONE}", id="in the order of the ids"),
        pytest.param(f"sources:\n  z:\n{ONE}  a:\n{ONE}", "", id="at the end where there is no order"),
        pytest.param(
            f"sources:\n  a:\n{ONE}", "# Notes\n\nnotes:\n  - A note.\n", id="before what follows, with its comment"
        ),
        pytest.param(f"# Ours\nsources:\n  a:\n{ONE}", f"  # On z\n  z:\n{ONE}", id="above the comment of the next"),
        pytest.param(f"notes: [a]\nsources:\n  a:\n{ONE}", "\n\n", id="before empty lines"),
        pytest.param(f"\ufeffsources:\n  a:\n{ONE}", "", id="after a byte order mark"),
        pytest.param("sources:\n  a:\n    title: |\n      T\n    publisher: P\n", f"  z:\n{ONE}", id="after a block"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_publication_is_added_and_every_other_byte_stays(above: str, below: str, end: str) -> None:
    before, after = f"{above}{below}", f"{above}{BLOCK}{below}"
    assert publications.added(before.replace("\n", end).encode(), NEW) == after.replace("\n", end).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_without_an_end_of_line_gets_one(end: str) -> None:
    before = f"sources:\n  a:\n{ONE}"
    raw = before.replace("\n", end).encode().removesuffix(end.encode())
    assert publications.added(raw, NEW) == f"{before}{BLOCK}".replace("\n", end).encode()


@pytest.mark.parametrize(
    "text",
    [
        "sources: {a: {title: T, publisher: P}}\n",
        "sources: [a]\n",
        "notes: [a]\n",
        "",
        "- a\n",
        f"sources:\n  m-2024:\n{ONE}",
        "sources:\n  a:\n    title: 'T\n\n    # P'\n    publisher: |\n      # a\n",
        "sources:\n  a: &a\n",
    ],
)
def test_where_that_is_not_safe_nothing_is_changed(text: str) -> None:
    assert publications.added(text.encode(), NEW) is None


# The slug


def called(country: str) -> str:
    return {"FR": "France", "BR": "Brazil", "US": "United States", "EC": "Ecuador"}[country]


def city(slug: str, name: str, region: str, code: str | None, country: str) -> CityRecord:
    one = records().cities[0].model
    return one.model_copy(
        update={"slug": slug, "name": name, "region": region, "region_code": code, "country": country}
    )


OTHERS = (
    city("alder-or", "Alder", "Oregon", "OR", "US"),
    city("alder-me", "Alder", "Maine", "ME", "US"),
    city("olinda-brazil", "Olinda", "Pernambuco", "PE", "BR"),
    city("elan-france", "Élan", "Bretagne", None, "FR"),
)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (PlaceName("Elm", "Ohio", "OH", "US"), ["elm-oh", "elm-united-states", "elm-ohio", "elm"]),
        (PlaceName("São Bento", "Maranhão", "", "BR"), ["sao-bento-brazil", "sao-bento-maranhao", "sao-bento"]),
        (PlaceName("東京", "Tokyo", "", "EC"), ["u-6771-4eac-ecuador", "u-6771-4eac-tokyo", "u-6771-4eac"]),
        (PlaceName("Cuenca", "Azuay", "A", "EC"), ["cuenca-ecuador", "cuenca-a", "cuenca-azuay", "cuenca"]),
    ],
)
def test_a_slug_has_the_form_that_its_country_has_or_most_countries(named: PlaceName, expected: list[str]) -> None:
    assert slugs(named, OTHERS, called) == expected


def test_a_slug_is_the_name_alone_where_the_others_are() -> None:
    others = [
        city(row.slug, row.name, row.region, row.region_code, "FR") for row in (r.model for r in records().cities)
    ]
    assert slugs(PlaceName("Elm", "Ohio", "", "EC"), others, called)[0] == "elm"
