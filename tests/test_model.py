"""From what was written to what is known: ids become things, and nothing is left to be looked up."""

from pathlib import Path
from typing import Any

import pytest

from certsite.model import (
    OFFICIAL,
    Award,
    Beginning,
    City,
    Community,
    Content,
    Criterion,
    Gap,
    Milestone,
    NamedPlace,
    OfficialPage,
    OtherTitle,
    Source,
    Statement,
    Term,
)
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
        "fr": ("saint-aubin-des-eaux.md", 38),
        "en": ("saint-aubin-des-eaux.en.md", 1),
    }
    assert stories["en"].markdown.startswith("The river used to cross the city **under a slab**.")
    assert the("joesuu").stories == {}


def test_a_round_tells_apart_what_was_announced_as_nothing_and_what_was_not_announced() -> None:
    first, newest = known().rounds
    assert first.announced == {}
    assert [(name, count) for name, (count, _) in newest.announced.items()] == [("new", 3)]
    assert (first.edition_stated, newest.edition_stated) == (False, True)


OLD_EDITION = """id: a
title: {fr: Référentiel A, en: Reference A}
version: '1.2'
complete: false
history:
  - {date: '2014', date_note: environ, text: {fr: Le début., en: The beginning.}, sources: [rules-b]}
missing:
  - {what: {fr: Des titres, en: Titles}, detail: {fr: Deux, en: Two}}
sources: [rules-b]
"""
BATHING = """id: baignade
code: BA
code_status: derived
name: {fr: Baignade, en: Bathing}
name_translated: [en]
other_names: [{name: Swimming, lang: en, sources: [rules-b]}]
sources: [rules-b]
criteria:
  - id: ba1
    code: BA1
    title: {fr: Un ponton, en: A jetty}
    title_status: own-words
    title_translated: [en]
    title_variants: [{title: Un quai, sources: [rules-b]}]
    title_sources: [rules-b]
    summary: {fr: On peut se baigner., en: People can bathe.}
    evidence_asked: [{fr: Une photo, en: A photograph}]
    facts: [{text: {fr: Rare., en: Rare.}, sources: [rules-b]}]
    related: [b/be1]
    points: 3
    requires: [ba2]
    terms: [crue]
    sources: [rules-b]
    corroborated_by: [rules-b]
  - id: ba2
    title: {fr: De l’eau propre, en: Clean water}
    summary: {fr: L’eau est propre., en: The water is clean.}
    sources: [rules-b]
"""


def test_an_edition_says_what_is_known_of_it_and_what_is_missing(tmp_path: Path) -> None:
    files: dict[str, str | None] = {"criteria/a/edition.yaml": OLD_EDITION, "criteria/a/baignade.yaml": BATHING}
    found = content(records_of(changed(tmp_path, files)), ()).editions[0]
    (rules,) = found.text_sources
    assert (rules.id, found.title["en"], found.complete) == ("rules-b", "Reference A", False)
    assert found.history == (
        Milestone("2014", {"fr": "environ"}, {"fr": "Le début.", "en": "The beginning."}, (rules,)),
    )
    assert found.gaps == (Gap({"fr": "Des titres", "en": "Titles"}, {"fr": "Deux", "en": "Two"}),)
    (bathing,) = found.practices
    assert (bathing.code, bathing.code_status, bathing.translated) == ("BA", "derived", frozenset({"en"}))
    assert bathing.other_names == (OtherTitle("Swimming", "en", (rules,)),)
    assert found.criteria == (
        Criterion(
            id="ba1",
            code="BA1",
            code_status=OFFICIAL,
            title={"fr": "Un ponton", "en": "A jetty"},
            title_status="own-words",
            translated=frozenset({"en"}),
            title_sources=(rules,),
            other_titles=(OtherTitle("Un quai", "", (rules,)),),
            summary={"fr": "On peut se baigner.", "en": "People can bathe."},
            evidence=({"fr": "Une photo", "en": "A photograph"},),
            facts=(Statement({"fr": "Rare.", "en": "Rare."}, (rules,)),),
            related=(("b", "be1"),),
            points=3,
            requires=("ba2",),
            terms=("crue",),
            sources=(rules,),
            corroborated_by=(rules,),
        ),
        bathing.criteria[1],
    )


def test_a_criterion_of_which_nothing_else_is_said_is_official_and_has_no_code() -> None:
    first = known().editions[1].criteria[0]
    assert (first.id, first.code, first.code_status, first.title_status) == ("be1", "", OFFICIAL, OFFICIAL)
    assert (first.translated, first.other_titles, first.evidence, first.related) == (frozenset(), (), (), ())
    assert known().has_criteria


def test_an_edition_without_a_file_of_its_own_is_known_by_its_row() -> None:
    first = known().editions[0]
    assert (first.title, first.complete, first.history, first.gaps) == ({}, False, (), ())


def test_pages_of_the_program_keep_their_names_their_order_and_their_language(tmp_path: Path) -> None:
    more = """links:
  - {label: {fr: Règlement, en: Rules}, lang: fr, url: 'https://rivers.example/rules'}
  - {label: {fr: Carte, en: Map}, url: 'https://rivers.example/map'}
partners:
"""
    folder = changed(tmp_path, edits={"program.yaml": ("partners:\n", more)})
    assert content(records_of(folder), ()).programme.links == (
        OfficialPage({"fr": "Règlement", "en": "Rules"}, "fr", "https://rivers.example/rules"),
        OfficialPage({"fr": "Carte", "en": "Map"}, "", "https://rivers.example/map"),
    )
    assert known().programme.links == ()


def test_the_program_has_its_words_and_its_community_where_they_are_given(tmp_path: Path) -> None:
    more = """glossary:
  - {id: bank, term: {fr: Berge, en: Bank}, definition: {fr: Le bord., en: The side.}}
glossary_sources: [rules-b]
community:
  name: {fr: Le club, en: The club}
  offers:
    - {id: visits, text: {fr: Des visites, en: Visits}, sources: [rules-b]}
contact: {email: rivers@example.org, sources: [rules-b]}
"""
    program = (OTHER / "program.yaml").read_text(encoding="utf-8")
    found = content(records_of(changed(tmp_path, {"program.yaml": program + more})), ()).programme
    (rules,) = found.glossary_sources
    assert found.glossary == (Term("bank", {"fr": "Berge", "en": "Bank"}, {"fr": "Le bord.", "en": "The side."}),)
    visits = Statement({"fr": "Des visites", "en": "Visits"}, (rules,))
    assert found.community == Community({"fr": "Le club", "en": "The club"}, (visits,))
    assert (found.contact, found.contact_sources) == ("rivers@example.org", (rules,))
    assert (known().programme.glossary, known().programme.community, known().programme.contact) == ((), None, "")


def test_other_names_stay_in_their_order() -> None:
    assert the("saint-aubin-des-eaux").also_known_as == ("Saint-Aubin", "L'Aubinière", "Sant-Albin")


def test_the_names_of_a_country_stand_without_a_region(tmp_path: Path) -> None:
    names = "places:\n  - {country: FR, also_known_as: [Francia]}\n"
    more = "  - {country: FR, region: Alpes, also_known_as: [Alps, Alpi]}\n"
    program = (OTHER / "program.yaml").read_text(encoding="utf-8")
    found = content(records_of(changed(tmp_path, {"program.yaml": program + names + more})), ()).programme
    assert found.places == (NamedPlace("FR", "", ("Francia",)), NamedPlace("FR", "Alpes", ("Alps", "Alpi")))
    assert known().programme.places == ()


def test_what_is_not_given_is_empty_and_never_none() -> None:
    city = the("vila-clara")
    assert (city.population, city.point) == (None, None)
    assert (city.government_url, city.region_code, city.programs, city.notes) == ("", "", (), ())
    assert city.also_known_as == ()
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


def test_a_practice_tells_residents_where_to_start_and_what_it_goes_on_from() -> None:
    berges, crues = known().editions[1].practices
    assert berges.residents["en"] == "Anyone can walk beside the water."
    assert berges.start == Beginning(
        {"fr": "Un chemin d’abord, l’ombre ensuite.", "en": "A path first, shade after it."}, ("be1",)
    )
    assert (berges.before, [source.id for source in berges.before_sources]) == (("baignade",), ["gazette"])
    assert (crues.residents, crues.start, crues.before, crues.before_sources) == ({}, None, (), ())


def test_a_key_date_belongs_to_the_history_of_the_edition_it_names(tmp_path: Path) -> None:
    more = (
        "key_dates: [{date: '2013', edition: a, text: {fr: Un projet., en: A draft.}, sources: [rules-b]}]\npartners:\n"
    )
    earlier, later = content(records_of(changed(tmp_path, edits={"program.yaml": ("partners:\n", more)})), ()).editions
    assert [step.text["en"] for step in earlier.history] == ["A draft."]
    assert [step.text["en"] for step in later.history] == ["The cities were asked."]
