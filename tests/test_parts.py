"""Long lists: no page shows more cities than fit, and each city stays within reach by links alone."""

from collections.abc import Iterator
from typing import Any

import pytest

from certsite import build
from certsite.plan import Page, parts
from certsite.plan.views import Group, Link
from certsite.relate import Directory
from certsite.schema import Event
from tests.small import SOURCE, award, city, directory, known, planned, round_, settings

LIMIT = 3
ROUND = round_("r", "2024-03-22")


def town(name: str, *history: Any, country: str = "FR", region: str = "Bretagne", **facts: Any) -> Any:
    history = history or (award(Event.CERTIFIED, 1, "2024-03-22", round=ROUND),)
    slug = f"{name.lower().replace(' ', '-')}-{region.lower()}"
    return city(slug, *history, name=name, country=country, region=region, **facts)


SHORT = (town("Alder"), town("Birch"), town("Cedar"))
# Four towns in Brittany of which three begin alike, one elsewhere in France, one in Belgium.
LONG = (
    *(town(name) for name in ("Alder", "Sand", "Sand Hill", "Stone")),
    town("Alder", region="Alsace"),
    town("Elm", country="BE", region="Liège"),
)


@pytest.fixture(autouse=True)
def limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LIST_LIMIT", LIMIT)


def pages_of(*cities: Any) -> dict[str, Page]:
    found, problems = planned(of(*cities))
    assert problems == []
    return found


def of(*cities: Any) -> Directory:
    return directory(*cities, rounds=(ROUND,))


def shown(groups: tuple[Group, ...]) -> list[Any]:
    """Return each group with its cities, or with the labels, addresses and counts of its parts."""
    return [
        (
            group.id,
            group.count,
            [*(card.name for card in group.cards), *((p.label, p.path, p.note) for p in group.parts)],
        )
        for group in groups
    ]


def at(pages: dict[str, Page], path: str) -> Any:
    return pages[f"en/{path}index.html"].context


def test_a_list_that_fits_shows_its_cities_and_has_no_parts() -> None:
    pages = pages_of(*SHORT)
    assert shown(at(pages, "levels/goutte/").groups) == [("cities", 3, ["Alder", "Birch", "Cedar"])]
    assert not [path for path in pages if path.startswith("en/levels/goutte/") and path.count("/") > 3]


def test_a_longer_one_shows_its_countries_those_with_most_cities_first() -> None:
    assert shown(at(pages_of(*LONG), "levels/goutte/").groups) == [
        ("cities", 6, [("France", "en/levels/goutte/fr/", "5"), ("Belgium", "en/levels/goutte/be/", "1")])
    ]


def test_a_country_that_is_too_long_shows_its_regions_and_a_region_how_names_begin() -> None:
    pages = pages_of(*LONG)
    assert shown(at(pages, "levels/goutte/be/").groups) == [("cities", 1, ["Elm"])]
    assert shown(at(pages, "levels/goutte/fr/").groups) == [
        (
            "cities",
            5,
            [("Alsace", "en/levels/goutte/fr/alsace/", "1"), ("Bretagne", "en/levels/goutte/fr/bretagne/", "4")],
        )
    ]
    assert shown(at(pages, "levels/goutte/fr/bretagne/").groups) == [
        (
            "cities",
            4,
            [
                ("A", "en/levels/goutte/fr/bretagne/a/", "1"),
                ("S", "en/levels/goutte/fr/bretagne/s/", "3"),
            ],
        )
    ]
    assert shown(at(pages, "levels/goutte/fr/bretagne/s/").groups) == [("cities", 3, ["Sand", "Sand Hill", "Stone"])]


def test_letters_are_added_until_there_are_two_parts() -> None:
    pages = pages_of(*(town(name) for name in ("Sand Bay", "Sand Hill", "Sand Mill", "Sand Rock")))
    (group,) = at(pages, "countries/fr/bretagne/").groups
    assert [(part.label, part.path) for part in group.parts] == [
        ("Sand-b", "en/countries/fr/bretagne/sand-b/"),
        ("Sand-h", "en/countries/fr/bretagne/sand-h/"),
        ("Sand-m", "en/countries/fr/bretagne/sand-m/"),
        ("Sand-r", "en/countries/fr/bretagne/sand-r/"),
    ]


def test_a_part_says_of_what_it_is_and_leads_back_and_to_the_others() -> None:
    page = at(pages_of(*LONG), "levels/goutte/fr/bretagne/s/")
    whole = at(pages_of(*LONG), "levels/goutte/").title
    assert page.title == f"{whole}: Bretagne, France: names that begin with S"
    assert page.lead == ("3 cities",)
    assert [(link.label, link.path) for link in page.frame.trail[1:]] == [
        (whole, "en/levels/goutte/"),
        ("France", "en/levels/goutte/fr/"),
        ("Bretagne", "en/levels/goutte/fr/bretagne/"),
        ("S", "en/levels/goutte/fr/bretagne/s/"),
    ]
    assert page.siblings == (
        Link("A", "en/levels/goutte/fr/bretagne/a/", note="1"),
        Link("S", "en/levels/goutte/fr/bretagne/s/", current=True, note="3"),
    )


def test_a_long_country_leads_to_its_regions_instead_of_showing_them() -> None:
    pages = pages_of(*LONG)
    assert shown(at(pages, "countries/fr/").groups) == [
        ("cities", 5, [("Alsace", "en/countries/fr/alsace/", "1"), ("Bretagne", "en/countries/fr/bretagne/", "4")])
    ]
    assert shown(at(pages, "countries/be/").groups) == [("r1", 1, ["Elm"])]
    assert [part.path for part in at(pages, "countries/fr/bretagne/").groups[0].parts] == [
        "en/countries/fr/bretagne/a/",
        "en/countries/fr/bretagne/s/",
    ]


def test_the_directory_leads_to_the_parts_of_each_level_or_to_its_page_where_that_has_none() -> None:
    gold = award(Event.CERTIFIED, 2, "2024-03-22", round=ROUND)
    home = at(pages_of(*LONG, town("Oak", gold)), "")
    assert shown(home.groups) == [
        ("ruisseau", 1, []),
        ("goutte", 6, [("France", "en/levels/goutte/fr/", "5"), ("Belgium", "en/levels/goutte/be/", "1")]),
    ]
    assert [group.path for group in home.groups] == ["en/levels/ruisseau/", "en/levels/goutte/"]


@pytest.mark.parametrize("path", ["years/2024/", "announcements/r/"])
def test_every_group_of_a_long_list_leads_to_its_own_place_in_the_parts(path: str) -> None:
    again = town("Fir", award(Event.RECERTIFIED, 1, "2024-03-22", round=ROUND), country="BE", region="Liège")
    pages = pages_of(*LONG, again)
    assert shown(at(pages, path).groups) == [
        ("certified", 6, [("France", f"en/{path}fr/", "5"), ("Belgium", f"en/{path}be/", "1")]),
        ("recertified", 1, [("Belgium", f"en/{path}be/#recertified", "1")]),
    ]
    assert shown(at(pages, f"{path}be/").groups) == [("certified", 1, ["Elm"]), ("recertified", 1, ["Fir"])]


def test_a_practice_that_many_cities_show_leads_to_them_and_tells_no_examples() -> None:
    practice = known().editions[-1].practices[0]
    program = next(row for each in known().cities for row in each.programs)
    programs = (program.__class__({"en": "P"}, {"en": "Text."}, practice, (), "", (SOURCE,)),)
    few = at(pages_of(*(town(c.name, programs=programs) for c in SHORT)), f"practices/{practice.id}/")
    assert ([example.name for country in few.countries for example in country.examples], few.parts) == (
        ["Alder", "Birch", "Cedar"],
        (),
    )
    cities = [town(name, programs=programs) for name in ("Alder", "Birch", "Cedar", "Elm")]
    pages = pages_of(*cities)
    many = at(pages, f"practices/{practice.id}/")
    assert (many.countries, many.counted) == ((), few.counted.replace("3", "4"))
    assert many.parts == (Link("France", f"en/practices/{practice.id}/fr/", note="4"),)
    assert len(at(pages, f"practices/{practice.id}/fr/bretagne/").groups[0].parts) == 4


def test_the_page_for_what_is_not_found_leads_to_cities_or_where_these_are_too_many_to_countries() -> None:
    few, many = (pages_of(*cities)["404.html"].context.parts[1] for cities in (SHORT, LONG))  # type: ignore[attr-defined]
    assert (few.cities_title, [link.label for link in few.cities]) == (
        "All cities from A to Z",
        [c.name for c in SHORT],
    )
    assert (many.cities_title, [link.label for link in many.cities]) == ("Towns by country", ["France", "Belgium"])


def test_a_publication_on_which_too_many_cities_rest_counts_them_without_naming_them() -> None:
    for cities, named in ((SHORT, 3), (LONG, 0)):
        groups = at(pages_of(*cities), "sources/").groups
        (found,) = (row for group in groups for row in group.publications if row.source.id == SOURCE.id)
        assert (found.count, len(found.cities)) == (len(cities), named)


def test_no_page_shows_too_many_cities_and_every_city_is_reached_from_the_directory() -> None:
    events = (Event.CERTIFIED, Event.HONOR_ROLL, Event.UNKNOWN_LEVEL, Event.LAPSED)
    cities = [
        town(
            f"{letter}{letter.lower()}{end}",
            award(event, 1 if event is Event.CERTIFIED else None, "2024-03-22"),
            region=r,
        )
        for event, letter in zip(events, "ABCD", strict=True)
        for end in ("ar", "er", "ir", "or")
        for r in ("Alsace", "Bretagne")
    ]
    pages = pages_of(*cities)
    assert 1 <= max(len(list(_tiles(page))) for page in pages.values()) <= LIMIT
    reached, waiting = set[str](), ["en/index.html"]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(f"{path.partition('#')[0]}index.html" for path in _ways(pages[here]))
    assert {f"en/cities/{each.slug}/index.html" for each in cities} <= reached


def test_a_whole_site_of_long_lists_has_every_word_and_no_dead_link() -> None:
    report, outputs = build.made(settings(site_url="https://example.org/"))
    paths = {output.path for output in outputs}
    assert report.problems == ()
    assert {"years/2024/index.html", "years/2024/fr/index.html", "en/years/2024/fr/index.html"} <= paths


def _groups(page: Page) -> tuple[Group, ...]:
    return getattr(page.context, "groups", ()) if page.template in ("home", "list", "announcement") else ()


def _tiles(page: Page) -> Iterator[str]:
    yield from (card.path for group in _groups(page) for card in group.cards)


def _ways(page: Page) -> Iterator[str]:
    for group in _groups(page):
        yield from (group.path,) if group.path else ()
        yield from (card.path for card in group.cards)
        yield from (part.path for part in group.parts)
