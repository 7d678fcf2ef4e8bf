"""The finder as it stands on a page, before a script makes more of it."""

import json
from importlib import import_module
from typing import Any

import pytest

from certsite import build, facets
from certsite.plan.finder import SAID, FinderView
from certsite.schema import Event
from tests.small import award, city, directory, page, planned, round_, settings
from tests.test_facets import whole


def finder(language: str = "en", name: str = "search") -> FinderView:
    found: FinderView = page(whole(), f"{language}/{name}/index.html".removeprefix("fr/")).finder
    return found


def rows(id_: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Return the values of a facet as they are shown: the part they stand in, their name and how many cities."""
    facet = next(facet for facet in finder(language).facets if facet.id == id_)
    return [(part.name, row.label, row.count) for part in facet.parts for row in part.rows]


@pytest.mark.parametrize(
    ("id_", "shown"),
    [
        ("level", [("", "Estuary", "0"), ("", "River", "1"), ("", "Tributary", "0"), ("", "Brook", "1")]),
        ("country", [("", "France", "2"), ("", "Belgium", "1")]),
        ("region", [("France", "Bretagne", "1"), ("France", "Corse", "1"), ("Belgium", "Liège", "1")]),
        ("year", [("", "2024", "2"), ("", "2019", "2")]),
        ("round", [("", "March 2024", "2"), ("", "May 2019", "1")]),
        ("population", [("", "2,000 to 49,999", "0"), ("", "50,000 or more", "1")]),
    ],
)  # fmt: skip
def test_each_facet_shows_its_values_in_words_with_their_counts(id_: str, shown: list[tuple[str, str, str]]) -> None:
    assert rows(id_)[: len(shown)] == shown


def test_every_value_leads_to_a_page_and_one_that_no_city_has_is_marked() -> None:
    pages, _ = planned(whole())
    choices = [row for facet in finder().facets for part in facet.parts for row in part.rows]
    assert [row.path for row in choices if f"{row.path}index.html" not in pages] == []
    assert [row.label for row in choices if row.is_empty] == [
        "Estuary",
        "Tributary",
        "Drop",
        *empty("practice"),
        "2,000 to 49,999",
    ]


def empty(id_: str) -> list[str]:
    return [label for _, label, count in rows(id_) if count == "0"]


def test_the_words_of_the_script_come_in_all_their_forms_in_the_language() -> None:
    words: dict[str, Any] = json.loads(finder("en").words)
    assert tuple(words) == SAID
    assert words["finder.more"] == {"one": "Show {count} more", "other": "Show {count} more"}
    assert json.loads(finder("fr").words)["finder.clear"] == {"other": "Tout effacer"}


def test_each_value_of_the_levels_has_its_badge() -> None:
    assert [(row.id, row.badge.label) for row in finder().badges][-1] == ("honor-roll", "status.honor-roll")
    assert [row.id for row in finder().badges][:2] == ["estuaire", "fleuve"]


def test_the_paths_are_those_of_the_language() -> None:
    found = finder("en")
    assert (found.action, found.data, found.city) == ("en/search/", "search/cities.en.json", "en/cities/{slug}/")
    assert finder("fr").action == "search/"


def test_a_folder_brings_the_cities_as_a_script() -> None:
    pages, _ = planned(directory(city("a")), for_folder=True)
    assert pages["search/index.html"].context.finder.data == "search/cities.fr.js"  # type: ignore[attr-defined] # a page that searches


def test_sizes_and_statuses_have_pages_with_their_cities() -> None:
    late = round_("late", "2024-03-22")
    ended = city("gone", award(Event.CERTIFIED, 1, "2019"), award(Event.LAPSED, None, "2023"), people=3_000)
    unknown = city("unknown", award(Event.UNKNOWN_LEVEL, None, "2024-03-22", round=late))
    pages, _ = planned(directory(ended, unknown, rounds=(late,)))
    for path, slug in (("populations/small/", "gone"), ("ended/", "gone"), ("unknown-level/", "unknown")):
        groups = pages[f"en/{path}index.html"].context.groups  # type: ignore[attr-defined] # a list
        assert [card.path for group in groups for card in group.cards] == [f"en/cities/{slug}/"]


def test_nothing_ended_has_no_page() -> None:
    pages, _ = planned(directory(city("a")))
    assert {path for path in pages if path.startswith(("ended/", "unknown-level/"))} == set()


def test_facets_are_worked_out_once_for_all_languages_and_the_finder_once_in_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked: list[str] = []

    def note(place: str) -> None:
        module, _, name = place.rpartition(".")
        work = getattr(import_module(module), name)

        def noted(*given: Any) -> Any:
            worked.append(name)
            return work(*given)

        monkeypatch.setattr(place, noted)

    note("certsite.facets._facet")
    note("certsite.plan.finder_view")
    build.made(settings())
    # Once for the pages, and once for the file that finds cities.
    assert worked.count("_facet") == 2 * len(facets.WAYS)
    assert worked.count("finder_view") == len(("fr", "en"))
