"""From what was written to what is known: ids become things, and nothing is left to be looked up."""

from pathlib import Path
from typing import Any

import pytest

from certsite.model import Award, City, Content, Source
from certsite.model.convert import content
from certsite.problem import Problem, Severity
from certsite.schema import Event
from tests.small import OTHER, changed, known, records, records_of, refused

PORT = "cities/port-lumiere.md"


def the(slug: str, found: Content | None = None) -> City:
    return next(city for city in (found or known()).cities if city.slug == slug)


def first_award(parent: Path, before: str, after: str) -> Award:
    folder = changed(parent, edits={PORT: (before, after)})
    return the("port-lumiere", content(records_of(folder), ())).history[0]


def test_levels_stand_lowest_first_with_their_bounds() -> None:
    assert [(level.id, level.rank) for level in known().levels] == [
        ("goutte", 1),
        ("ruisseau", 2),
        ("affluent", 3),
        ("fleuve", 4),
        ("estuaire", 5),
    ]
    assert [[(bound.edition, bound.minimum_percent) for bound in level.thresholds] for level in known().levels] == [
        [],
        [("b", 25)],
        [("b", 50)],
        [("a", 50), ("b", 75)],
        [("a", 100), ("b", 100)],
    ]


def test_an_award_holds_the_level_the_round_and_the_sources_themselves() -> None:
    award = the("saint-aubin-des-eaux").history[1]
    assert award.event is Event.LEVEL_UP
    assert award.level is known().levels[3]
    assert award.round is known().rounds[1]
    assert award.round.edition is known().editions[1]
    assert award.sources == (
        Source(
            "palmares-2024",
            "Palmarès 2024",
            "Observatoire des berges",
            "2024-03-22",
            "https://rivers.example/palmares-2024",
        ),
    )


@pytest.mark.parametrize(
    ("written", "year", "date"),
    [
        ("year: 2024\n    date: '2024-03-22'", 2024, "2024-03-22"),
        ("year: 2024", 2024, "2024"),
        ("date: '2024-03-22'", 2024, "2024-03-22"),
    ],
)
def test_year_and_date_of_an_award_follow_from_each_other(written: str, year: int, date: str, tmp_path: Path) -> None:
    award = first_award(tmp_path, "year: 2024\n    date: '2024-03-22'", written)
    assert (award.year, award.date) == (year, date)


def test_an_award_without_a_date_has_none() -> None:
    award = the("hautmont-les-lacs").history[0]
    assert (award.year, award.date, award.round) == (None, "", None)


def test_what_is_derived_is_named_with_its_reason_in_the_language_of_the_record() -> None:
    award = the("ecluses-sur-lys").history[0]
    assert award.derived == {"level"}
    assert award.note == {"fr": "Le palmarès compte une seule ville à ce niveau."}


def test_a_plain_text_is_in_the_language_of_its_record_and_a_map_in_its_own() -> None:
    assert the("saint-aubin-des-eaux").programs[0].title == {"fr": "La promenade des deux rives"}
    assert the("joesuu").programs[0].title == {
        "fr": "Une carte des crues pour tous",
        "en": "A flood map for everyone",
    }


def test_a_story_stands_in_each_language_it_was_written_in_with_its_first_line() -> None:
    stories = the("saint-aubin-des-eaux").stories
    assert {code: (Path(story.shown).name, story.first_line) for code, story in stories.items()} == {
        "fr": ("saint-aubin-des-eaux.md", 37),
        "en": ("saint-aubin-des-eaux.en.md", 1),
    }
    assert stories["en"].markdown.startswith("The river used to cross the city **under a slab**.")
    assert the("joesuu").stories == {}


def test_a_round_tells_apart_what_was_announced_as_nothing_and_what_was_not_announced() -> None:
    first, newest = known().rounds
    assert first.announced == {}
    assert [(name, count) for name, (count, _) in newest.announced.items()] == [("new", 3)]
    assert (first.edition_stated, newest.edition_stated) == (False, True)


def test_what_is_not_given_is_empty_and_never_none() -> None:
    city = the("vila-clara")
    assert (city.population, city.point) == (None, None)
    assert (city.government_url, city.region_code, city.programs, city.notes) == ("", "", (), ())
    assert known().site.url == ""
    assert known().programme.scoring == ()
    assert known().static == {}


def test_a_file_with_an_error_is_left_out_and_one_with_a_warning_is_not() -> None:
    error, warning = (
        Problem(f"{OTHER}/{name}", 1, 1, "says", "do", severity)
        for name, severity in ((PORT, Severity.ERROR), ("cities/joesuu.md", Severity.WARNING))
    )
    found = content(records(), [error, warning])
    assert {city.slug for city in known().cities} - {city.slug for city in found.cities} == {"port-lumiere"}


def test_a_story_with_an_error_is_left_out_of_its_city() -> None:
    flawed = f"{OTHER}/cities/saint-aubin-des-eaux.en.md"
    found = content(records(), [Problem(flawed, 1, 1, "says", "do")])
    assert list(the("saint-aubin-des-eaux", found).stories) == ["fr"]


@pytest.mark.parametrize(
    ("files", "edits", "place"),
    [
        pytest.param(
            {},
            {
                "program.yaml": (
                    "- edition: b\n        minimum_percent: 25",
                    "- edition: c\n        minimum_percent: 25",
                )
            },
            "program.yaml:84:18",
            id="a bound of an unknown edition",
        ),
        pytest.param({"pages/about/en.md": None}, {}, "pages/about/fr.md", id="a page missing in a language"),
        pytest.param({}, {PORT: ("level: affluent", "level: afluent")}, f"{PORT}:12:12", id="an unknown level"),
        pytest.param({}, {PORT: ("round: palmares-", "round: palmares")}, f"{PORT}:15:12", id="an unknown round"),
        pytest.param({}, {PORT: ("\nsources: [", "\nsources: [x-")}, f"{PORT}:17:11", id="an unknown source"),
        pytest.param({}, {PORT: ("lang: fr", "lang: de")}, f"{PORT}:5:7", id="a record in an unknown language"),
        pytest.param(
            {}, {"rounds.yaml": ("edition: b", "edition: c")}, "rounds.yaml:14:14", id="a round of an unknown edition"
        ),
    ],
)
def test_what_a_rule_refuses_is_told_once_and_breaks_no_later_stage(
    files: Any, edits: Any, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(tmp_path, files, edits)
    monkeypatch.chdir(tmp_path)
    assert [line.split(": ")[0] for line in refused(Path("content"))] == [f"content/{place}"]
