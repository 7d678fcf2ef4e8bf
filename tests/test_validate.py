"""From files to records: every rule with the smallest content that breaks it, and what an editor reads then."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from certsite import i18n, load, validate
from certsite.load import Entry, Listing, Mark, Node, Scalar, Sources
from certsite.model import convert
from certsite.problem import Problem
from certsite.schema import RoundsFile, Written
from certsite.validate import (
    city_rules,
    history_rules,
    languages,
    name_rules,
    program_rules,
    reference_rules,
    standard_rules,
)
from certsite.validate.layout import RESERVED
from certsite.validate.messages import problems_of
from tests.sites import INVALID, MINIMAL, ROOT, SITES, TODAY, lay, lines, outputs, printed

CASES = sorted(case.name for case in INVALID.iterdir())
STAGES = (city_rules, history_rules, languages, name_rules, program_rules, reference_rules, standard_rules, i18n)
RULES: list[Callable[..., object]] = [rule for stage in STAGES for rule in stage.RULES]
Edit: TypeAlias = tuple[str, str, str]

# One row for each mistake in program.yaml and in the standard: the rule, what is written instead, what is said.
EDITS: list[tuple[str, Edit, list[str]]] = [
    (
        "languages_are_told_apart",
        ("program.yaml", "hreflang: es", "hreflang: en"),
        ["program.yaml:26:15: error: hreflang 'en' is used twice; write another one"],
    ),
    (
        "ids_are_unique",
        (
            "program.yaml",
            "eligibility:\n",
            "  - {id: opal, rank: 2, name: {en: Opal, es: Ópalo}, shape: disc, tone: teal, meaning: {en: A, es: B}, "
            "sources: [guide-2020]}\neligibility:\n",
        ),
        ["program.yaml:88:22: error: rank '2' is used twice; write another one"],
    ),
    (
        "ids_are_unique",
        (
            "program.yaml",
            "validity:\n",
            "aspects:\n  - {id: a, text: {en: A, es: B}, sources: [guide-2020]}\n"
            "  - {id: a, text: {en: A, es: B}, sources: [guide-2020]}\nvalidity:\n",
        ),
        ["program.yaml:106:10: error: id 'a' is used twice; write another one"],
    ),
    (
        "ids_are_unique",
        (
            "rounds.yaml",
            "rounds:\n",
            "rounds:\n  - {id: spring-2019, date: '2019', edition: '2016', edition_basis: date, announced: {}, "
            "edition_sources: [guide-2016], text: {en: A, es: B}}\n",
        ),
        ["rounds.yaml:3:9: error: id 'spring-2019' is used twice; write another one"],
    ),
    (
        "first_language_stands_at_the_root",
        ("program.yaml", "path: ''", "path: en"),
        ["program.yaml:17:11: error: path is 'en'; write path: ''"],
    ),
    (
        "first_language_stands_at_the_root",
        ("program.yaml", "path: es", "path: ''"),
        ["program.yaml:23:11: error: path is ''; write two or three letters, as in its code"],
    ),
    (
        "first_language_stands_at_the_root",
        (
            "program.yaml",
            "    name: Español\n",
            "    name: Español\n  - {path: es, code: es, lang: es, hreflang: es-MX, cldr: es_MX, name: Español}\n",
        ),
        [
            "program.yaml:29:12: error: path 'es' is used twice; write another one",
            "program.yaml:29:22: error: code 'es' is used twice; write another one",
            "program.yaml:29:32: error: lang 'es' is used twice; write another one",
        ],
    ),
    (
        "languages_are_told_apart",
        ("program.yaml", "code: es", "code: en"),
        ["program.yaml:24:11: error: code 'en' is used twice; write another one"],
    ),
    (
        "languages_are_told_apart",
        ("program.yaml", "    lang: es", "    lang: en"),
        ["program.yaml:25:11: error: lang 'en' is used twice; write another one"],
    ),
    (
        "tags_are_of_one_language",
        ("program.yaml", "hreflang: es", "hreflang: fr-CA"),
        [
            "program.yaml:26:15: error: hreflang 'fr-CA' is of another language than lang 'es'; "
            "write hreflang: es, or mend lang"
        ],
    ),
    (
        "languages_are_those_of_the_texts",
        ("program.yaml", "code: es", "code: ess"),
        ["program.yaml:24:11: error: no text is written in 'ess'; write code: es, as the texts do"],
    ),
    (
        "languages_are_those_of_the_texts",
        (
            "program.yaml",
            "  - path: es\n    code: es\n    lang: es\n    hreflang: es\n    cldr: es_419\n    name: Español\n",
            "",
        ),
        [
            "program.yaml:16:1: error: most texts are written in 'es' too, which is not among the languages; "
            "add it here, or remove it from the texts"
        ],
    ),
    (
        "languages_are_those_of_the_texts",
        (
            "program.yaml",
            "    name: Español\n",
            "    name: Español\n  - {path: fr, code: fr, lang: fr, hreflang: fr, cldr: fr, name: Français}\n",
        ),
        [
            "program.yaml:29:22: error: no text is written in 'fr'; "
            "write every text in it as well, or remove the language"
        ],
    ),
    (
        "editions_run_forward",
        ("program.yaml", "in_force_from: 2016-03", "in_force_from: 3016-03"),
        ["program.yaml:45:20: error: in_force_from 3016-03 is in the future; mend the date"],
    ),
    (
        "editions_run_forward",
        ("program.yaml", "in_force_until: '2020'", "in_force_until: '2202'"),
        ["program.yaml:46:21: error: in_force_until 2202 is in the future; mend the date"],
    ),
    (
        "editions_run_forward",
        ("program.yaml", "in_force_until: '2020'", "in_force_until: 2016-02"),
        ["program.yaml:46:21: error: in_force_until 2016-02 is before in_force_from 2016-03; mend one of the two"],
    ),
    (
        "editions_run_forward",
        ("program.yaml", "in_force_from: '2020'", "in_force_from: '2002'"),
        [
            "program.yaml:48:5: error: edition 2020 stands below edition 2016, which is newer; "
            "put the older one first, or mend its in_force_from"
        ],
    ),
    (
        "practices_stand_once",
        ("program.yaml", "[open-books, listening]", "[open-books, listening, open-books]"),
        ["program.yaml:54:40: error: practice 'open-books' is listed twice; remove one of them"],
    ),
    (
        "practices_have_files",
        ("program.yaml", "[open-books, listening]", "[open-books, listenning]"),
        ["program.yaml:54:29: error: there is no file criteria/2020/listenning.yaml; did you mean 'listening'?"],
    ),
    (
        "rounds_run_forward",
        ("rounds.yaml", "date: '2019-05-02'", "date: '3019-05-02'"),
        ["rounds.yaml:3:11: error: date 3019-05-02 is in the future; write its date"],
    ),
    (
        "rounds_run_forward",
        ("rounds.yaml", "date: 2023-06", "date: 2003-06"),
        [
            "rounds.yaml:14:5: error: round summer-2023 stands below round spring-2019, which is newer; "
            "put the older one first"
        ],
    ),
    (
        "sources_stand_once",
        (
            "cities/fern-hollow-ex.md",
            "sources: [herald-2019, herald-2023]",
            "sources: [herald-2019, herald-2023, herald-2019]",
        ),
        ["cities/fern-hollow-ex.md:31:37: error: source 'herald-2019' is listed twice; remove one of them"],
    ),
    (
        "ranges_run_upwards",
        ("program.yaml", "south: -56\n    north: 72", "south: 72\n    north: -56"),
        ["program.yaml:96:12: error: south 72.0 is not below north -56.0; swap them, or check their signs"],
    ),
    (
        "ranges_run_upwards",
        (
            "program.yaml",
            "validity:\n",
            "population_bands:\n  - {id: s, minimum: '9', maximum: '8', label: {en: Small, es: Chica}}\nvalidity:\n",
        ),
        ["program.yaml:105:36: error: maximum 8 is below minimum 9; swap them"],
    ),
    (
        "thresholds_rise",
        ("program.yaml", "minimum_percent: 80", "minimum_percent: 50"),
        ["program.yaml:85:26: error: 50 is not above 50, the bound of the level below; write more than 50"],
    ),
    (
        "thresholds_stand_once",
        (
            "program.yaml",
            "      - edition: '2020'\n        minimum_percent: 80\n",
            "      - {edition: '2020', minimum_percent: 75, sources: [guide-2020]}\n"
            "      - edition: '2020'\n        minimum_percent: 80\n",
        ),
        ["program.yaml:85:18: error: level jade has two bounds under edition 2020; remove one of them"],
    ),
    (
        "editions_end_where_the_next_begins",
        ("program.yaml", "    in_force_until: '2020'\n", ""),
        [
            "program.yaml:38:5: error: edition 2016 has no in_force_until, though edition 2020 follows it; "
            "write when it was replaced, as in in_force_until: '2020'"
        ],
    ),
    (
        "practices_have_files",
        ("program.yaml", "[open-books, listening]", "[open-book, listening, open-books]"),
        ["program.yaml:54:17: error: there is no file criteria/2020/open-book.yaml; did you mean 'open-books'?"],
    ),
    (
        "practices_have_files",
        ("program.yaml", "[open-books, listening]", "[open-books, listening, singing]"),
        ["program.yaml:54:40: error: there is no file criteria/2020/singing.yaml; add it, or remove the practice"],
    ),
    (
        "editions_are_known",
        (
            "program.yaml",
            "- edition: '2020'\n        minimum_percent: 80",
            "- edition: 2O20\n        minimum_percent: 80",
        ),
        ["program.yaml:84:18: error: unknown edition '2O20'; use one of 2016, 2020"],
    ),
    (
        "editions_are_known",
        ("rounds.yaml", "edition: '2016'", "edition: first"),
        ["rounds.yaml:4:14: error: unknown edition 'first'; use one of 2016, 2020"],
    ),
    (
        "levels_are_no_other_part_of_the_home_page",
        ("program.yaml", "  - id: jade", "  - id: results"),
        [
            "cities/fern-hollow-ex.md:22:12: error: unknown level 'jade'; use one of bronze, results",
            "program.yaml:73:9: error: id 'results' is that of another part of the home page; "
            "write another one, as the name of the level",
        ],
    ),
    (
        "criteria_are_no_other_part_of_their_page",
        ("criteria/2020/listening.yaml", "  - id: ls1", "  - id: main"),
        [
            "criteria/2020/listening.yaml:7:9: error: id 'main' is that of another part of the page; "
            "write another one, as the code of the criterion"
        ],
    ),
    (
        "criteria_are_no_other_part_of_their_page",
        ("criteria/2020/listening.yaml", "  - id: ls1", "  - id: source-guide"),
        [
            "criteria/2020/listening.yaml:7:9: error: id 'source-guide' is that of another part of the page; "
            "write another one, as the code of the criterion"
        ],
    ),
    (
        "translations_are_of_a_title_in_another_language",
        ("criteria/2020/listening.yaml", "    summary:", "    title_translated: [en, zz, es]\n    summary:"),
        [
            "criteria/2020/listening.yaml:11:5: error: every language is marked as our translation; "
            "leave out the language of the original",
            "criteria/2020/listening.yaml:11:28: error: unknown language 'zz'; use one of en, es",
        ],
    ),
    (
        "translations_are_of_a_title_in_another_language",
        (
            "criteria/2020/listening.yaml",
            "sources: [guide-2020]\ncriteria",
            "name_translated: [fr]\nsources: [guide-2020]\ncriteria",
        ),
        ["criteria/2020/listening.yaml:5:19: error: unknown language 'fr'; use one of en, es"],
    ),
    (
        "criteria_are_known",
        ("criteria/2020/open-books.yaml", "2016/ob1", "2020/ob1"),
        [
            "criteria/2020/open-books.yaml:14:15: error: '2020/ob1' is no criterion of another edition; "
            "did you mean '2016/ob1'?"
        ],
    ),
    (
        "criteria_are_known",
        ("criteria/2020/open-books.yaml", "2016/ob1", "books"),
        [
            "criteria/2020/open-books.yaml:14:15: error: 'books' is no criterion of another edition; "
            "write it as edition/id; the editions are 2016, 2020"
        ],
    ),
    (
        "required_criteria_are_known",
        ("criteria/2020/open-books.yaml", "    related:", "    requires: [ls2]\n    related:"),
        [
            "criteria/2020/open-books.yaml:14:16: error: 'ls2' is no criterion of edition 2020; "
            "use one of ls1 (did you mean ls1?)"
        ],
    ),
    (
        "criteria_do_not_require_each_other",
        ("criteria/2020/open-books.yaml", "    related:", "    requires: [ob1]\n    related:"),
        ["criteria/2020/open-books.yaml:14:16: error: 'ob1' requires itself; remove it from requires"],
    ),
    (
        "terms_are_known",
        ("criteria/2020/open-books.yaml", "terms: [books]", "terms: [bookz]"),
        [
            "criteria/2020/open-books.yaml:15:13: error: unknown term 'bookz'; use one of books, hearing "
            "(did you mean books?)",
        ],
    ),
    (
        "nothing_is_named_twice",
        (
            "criteria/2020/open-books.yaml",
            "    related: [2016/ob1]\n    terms: [books]",
            "    related: [2016/ob1, 2016/ob1]\n    terms: [books, hearing, books]",
        ),
        [
            "criteria/2020/open-books.yaml:14:25: error: '2016/ob1' is listed twice; remove one of them",
            "criteria/2020/open-books.yaml:15:29: error: 'books' is listed twice; remove one of them",
        ],
    ),
    (
        "nothing_is_named_twice",
        (
            "criteria/2020/open-books.yaml",
            "sources: [guide-2020]\ncriteria:",
            "start: {text: {en: A, es: B}, criteria: [ob1, ob1]}\nbefore: [open-books, open-books]\n"
            "sources: [guide-2020]\ncriteria:",
        ),
        [
            "criteria/2020/open-books.yaml:5:47: error: 'ob1' is listed twice; remove one of them",
            "criteria/2020/open-books.yaml:6:22: error: 'open-books' is listed twice; remove one of them",
        ],
    ),
    (
        "practices_start_with_their_own",
        (
            "criteria/2020/open-books.yaml",
            "sources: [guide-2020]\ncriteria:",
            "start: {text: {en: A, es: B}, criteria: [ls1]}\nsources: [guide-2020]\ncriteria:",
        ),
        ["criteria/2020/open-books.yaml:5:42: error: unknown criterion of this practice 'ls1'; use one of ob1"],
    ),
    (
        "practices_go_on_from_the_edition_before",
        (
            "criteria/2020/open-books.yaml",
            "sources: [guide-2020]\ncriteria:",
            "before: [listening]\nsources: [guide-2020]\ncriteria:",
        ),
        [
            "criteria/2020/open-books.yaml:5:10: error: unknown practice of the edition before 'listening'; "
            "use one of open-books"
        ],
    ),
    (
        "practices_go_on_from_the_edition_before",
        (
            "criteria/2020/open-books.yaml",
            "sources: [guide-2020]\ncriteria:",
            "before_sources: [guide-2020]\nsources: [guide-2020]\ncriteria:",
        ),
        [
            "criteria/2020/open-books.yaml:5:1: error: before_sources stands without before; "
            "add before, or remove before_sources"
        ],
    ),
    (
        "editions_are_no_other_page",
        (
            "program.yaml",
            "editions:\n",
            "editions:\n  - {id: changes, name: {en: A, es: B}, criteria_total: 1, practices_total: 1, "
            "in_force_from: '2015', in_force_until: '2016', sources: [guide-2016]}\n",
        ),
        [
            "program.yaml:38:10: error: id 'changes' is the address of another page; "
            "write another one, as the year it began"
        ],
    ),
    (
        "editions_are_known",
        (
            "program.yaml",
            "validity:\n",
            "key_dates: [{date: '2020', edition: '2021', text: {en: A, es: B}, sources: [guide-2020]}]\nvalidity:\n",
        ),
        ["program.yaml:104:37: error: unknown edition '2021'; use one of 2016, 2020 (did you mean 2020?)"],
    ),
    (
        "levels_are_known",
        (
            "program.yaml",
            "validity:\n",
            "levels_example:\n  city: fern-hollow-ex\n  criteria_met: 1\n  criteria_total: 2\n  level: Jade\n"
            "  sources: [guide-2020]\n"
            "figures:\n  level_counts:\n    - {date: '2020', level: gold, value: '1', sources: [guide-2020]}\n"
            "validity:\n",
        ),
        [
            "program.yaml:108:10: error: unknown level 'Jade'; use one of bronze, jade (did you mean jade?)",
            "program.yaml:112:29: error: unknown level 'gold'; use one of bronze, jade",
        ],
    ),
    (
        "example_has_a_record",
        (
            "program.yaml",
            "validity:\n",
            "levels_example:\n  city: fern-hollow\n  criteria_met: 1\n  criteria_total: 2\n  level: jade\n"
            "  sources: [guide-2020]\nvalidity:\n",
        ),
        [
            "program.yaml:105:9: error: there is no record fern-hollow.md; "
            "use one of fern-hollow-ex, otter-quay-ex, villa-prueba-mexico (did you mean fern-hollow-ex?)"
        ],
    ),
    (
        "rounds_are_known",
        (
            "program.yaml",
            "validity:\n",
            "key_dates:\n  - {date: '2019', round: spring, text: {en: A, es: B}, sources: [guide-2020]}\nvalidity:\n",
        ),
        [
            "program.yaml:105:27: error: unknown round 'spring'; "
            "use one of spring-2019, summer-2023 (did you mean spring-2019?)"
        ],
    ),
    (
        "sources_are_known",
        (
            "program.yaml",
            "en: It shows what works.\n    es: Muestra lo que funciona.\n  sources: [guide-2016]",
            "en: A\n    es: B\n  sources: [guide]",
        ),
        [
            "program.yaml:36:13: error: unknown source 'guide'; add it to content/sources.yaml, or write the id of one "
            "that stands there",
        ],
    ),
    (
        "sources_are_used",
        (
            "sources.yaml",
            "  guide-2020:\n",
            "  leaflet:\n    title: A leaflet\n    publisher: Well Kept Towns\n  guide-2020:\n",
        ),
        [
            "sources.yaml:7:3: warning: nothing rests on source 'leaflet'; name it where it was read, or remove it",
        ],
    ),
    (
        "other_names_differ_from_the_name",
        (
            "program.yaml",
            "validity:\n",
            "places:\n  - {country: MX, also_known_as: [México]}\n"
            "  - {country: US, region: Example State, also_known_as: [Éxample state, ES]}\nvalidity:\n",
        ),
        [
            "program.yaml:106:58: error: 'Éxample state' is the region's own name but for accents and case, "
            "which search ignores; remove it here"
        ],
    ),
    (
        "other_names_stand_once",
        ("program.yaml", "validity:\n", "places:\n  - {country: US, also_known_as: [USA, EUA, usa]}\nvalidity:\n"),
        ["program.yaml:105:45: error: other name 'usa' is listed twice; remove one of them"],
    ),
    (
        "places_have_cities",
        (
            "program.yaml",
            "validity:\n",
            "places:\n  - {country: FR, also_known_as: [Francia]}\n"
            "  - {country: US, region: Exampel State, also_known_as: [ES]}\n"
            "  - {country: MX, region: Example State, also_known_as: [ES]}\nvalidity:\n",
        ),
        [
            "program.yaml:105:15: error: no city lies in 'FR'; use one of MX, US",
            "program.yaml:106:27: error: no city lies in 'Exampel State' of US; "
            "use one of Example State (did you mean Example State?)",
            "program.yaml:107:27: error: no city lies in 'Example State' of MX; use one of Estado de Prueba",
        ],
    ),
    (
        "places_stand_once",
        (
            "program.yaml",
            "validity:\n",
            "places:\n  - {country: US, also_known_as: [USA]}\n"
            "  - {country: US, region: Example State, also_known_as: [ES]}\n"
            "  - {country: US, also_known_as: [EUA]}\n"
            "  - {country: US, region: Example State, also_known_as: [Ex]}\nvalidity:\n",
        ),
        [
            "program.yaml:107:5: error: 'US' is listed twice; put its names into one entry",
            "program.yaml:108:5: error: 'Example State' is listed twice; put its names into one entry",
        ],
    ),
    (
        "locales_are_known",
        ("program.yaml", "cldr: es_419", "cldr: es-419"),
        ["program.yaml:27:11: error: unknown locale 'es-419'; write one of CLDR, as in pt_BR"],
    ),
]


def of(rule: str) -> str:
    return (INVALID / rule / "expected.txt").read_text(encoding="utf-8")


def test_the_minimal_site_is_whole(tmp_path: Path) -> None:
    assert printed(lay(tmp_path), site_url="") == ""


@pytest.mark.parametrize("case", CASES)
def test_an_invalid_site_is_refused_with_exactly_its_problems(case: str, tmp_path: Path) -> None:
    assert printed(lay(tmp_path, INVALID / case)) == of(case)


@pytest.mark.parametrize(("rule", "edit", "said"), EDITS)
def test_a_mistake_in_the_program_is_refused_with_its_mend(
    rule: str, edit: Edit, said: list[str], tmp_path: Path
) -> None:
    path, before, after = edit
    assert lines(lay(tmp_path, edits={path: (before, after)})) == [f"content/{line}" for line in said], rule


def test_what_leads_nowhere_in_the_standard_is_told_though_its_pages_are_made(tmp_path: Path) -> None:
    start = "start: {text: {en: A, es: B}, criteria: [ls1]}\nsources: [guide-2020]\ncriteria:"
    edits = {"criteria/2020/open-books.yaml": ("sources: [guide-2020]\ncriteria:", start)}
    assert printed(lay(tmp_path, edits=edits)).splitlines() == [
        "content/criteria/2020/open-books.yaml:5:42: error: unknown criterion of this practice 'ls1'; use one of ob1"
    ]


def test_every_mistake_of_kind_in_a_practice_is_told_in_one_run(tmp_path: Path) -> None:
    before = "    related: [2016/ob1]\n    terms: [books]\n"
    after = "    related: []\n    terms: books\n    points: 2.5\n    requires: []\n"
    edits = {
        "criteria/2020/open-books.yaml": (before, after),
        "criteria/2020/listening.yaml": ("criteria:", "residents: {en: A}\nstart: [ls1]\nbefore: []\ncriteria:"),
    }
    path = "content/criteria/2020"
    assert sorted(lines(lay(tmp_path, edits=edits))) == [
        f"{path}/listening.yaml:6:12: error: residents is missing in es; add es: …",
        f"{path}/listening.yaml:7:8: error: start must be a group of fields, not a list; "
        "write one field a line, indented below it",
        f"{path}/listening.yaml:8:9: error: before is empty; write one, or remove the line",
        f"{path}/open-books.yaml:14:14: error: related is empty; write one, or remove the line",
        f"{path}/open-books.yaml:15:12: error: terms must be a list, not text; write terms: [books]",
        f"{path}/open-books.yaml:16:13: error: points is '2.5', which is no whole number; "
        "write digits only, as in 128000",
        f"{path}/open-books.yaml:17:15: error: requires is empty; write one, or remove the line",
    ]


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_says_what_it_asks_and_has_a_case(rule: Callable[..., object]) -> None:
    assert rule.__doc__
    assert rule.__name__ in {*CASES, *(name for name, _, _ in EDITS)}


def test_a_place_whose_only_city_has_a_mistake_is_not_blamed_for_it(tmp_path: Path) -> None:
    content = lay(
        tmp_path,
        edits={
            "program.yaml": ("validity:\n", "places: [{country: MX, also_known_as: [Méjico]}]\nvalidity:\n"),
            "cities/villa-prueba-mexico.md": ("name: Villa Prueba\n", ""),
        },
    )
    (told,) = lines(content)
    assert told.startswith("content/cities/villa-prueba-mexico.md:")


def test_the_three_mistakes_of_the_guide_come_out_of_the_real_content_in_one_run(tmp_path: Path) -> None:
    mistakes = [
        ("miami-fl", "    level: silver", "    levle: silver", 5),
        ("phoenix-az", "    level: silver", "    level: Golden", 12),
        ("recife-brazil", "    practice: leadership-and-capacity", "    practice: opendata", 15),
    ]
    shutil.copytree(ROOT / "content", tmp_path / "content")
    places = []
    for slug, before, after, column in mistakes:
        place = tmp_path / "content" / "cities" / f"{slug}.md"
        text = place.read_text(encoding="utf-8").replace(before, after, 1)
        place.write_text(text, encoding="utf-8")
        places.append(f"content/cities/{slug}.md:{text.splitlines().index(after) + 1}:{column}")
    assert lines(tmp_path / "content", today=date(2026, 12, 31)) == [
        f"{places[0]}: error: unknown field 'levle'; did you mean 'level'? Allowed here: event, level, year, date, …",
        f"{places[1]}: error: unknown level 'Golden'; use one of silver, gold, platinum (did you mean gold?)",
        f"{places[2]}: error: unknown practice 'opendata'; did you mean 'open-data'?",
    ]


def test_a_record_with_an_error_of_its_own_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    records, _ = validate.records(load.sources(lay(tmp_path, INVALID / "three_mistakes"))[0], TODAY)
    assert records
    assert records.unusable == {"cities/birch-cove.md"}
    assert [city.model.slug for city in records.cities] == [
        "fern-hollow-ex",
        "gull-point",
        "lago-claro",
        "otter-quay-ex",
        "villa-prueba-mexico",
    ]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            ("rank: 1", "rank: one"),
            "59:11: error: rank is 'one', which is no whole number; write digits only, as in 128000",
        ),
        (("rank: 1", "rank: *1"), "59:11: error: * at the beginning of a value makes it an alias in YAML"),
    ],
)
def test_without_a_usable_program_records_are_still_held_to_their_schema(
    edit: tuple[str, str], message: str, tmp_path: Path
) -> None:
    levle, program = lines(lay(tmp_path, INVALID / "three_mistakes", {"program.yaml": edit}))
    assert levle == of("three_mistakes").splitlines()[0]
    assert program.startswith(f"content/program.yaml:{message}")


def test_no_folder_is_one_problem_and_not_one_for_each_missing_file(tmp_path: Path) -> None:
    content = tmp_path / "content"
    assert lines(content) == ["content: error: there is no such folder; name the folder that holds the content"]
    content.mkdir()
    assert lines(content) == ["content: error: the folder holds no content; name the folder that holds the content"]


def test_honest_names_and_codes_are_taken_and_shown_as_written(tmp_path: Path) -> None:
    content = lay(tmp_path, SITES / "awkward")
    assert printed(content) == ""
    pages = {output.path: unescape(output.data.decode()) for output in outputs(content) if output.path.endswith("html")}
    shown = {
        "penalolen-chile": ["Peñalolén", 'Presupuesto {abierto}: "uno, dos"', '<se> publica; {nadie} los "edita" y'],
        "o-fallon-mo": ["O'Fallon", "No: a state", "null and void, yes or no, 1e3, 0x10 and 12:30 are words here."],
        "sao-paulo-brazil": ["São Paulo & região"],
        "maipu-chile": ["Maipú", "Región de Prueba"],
    }
    for slug, words in shown.items():
        assert [word for word in words if word not in pages[f"cities/{slug}/index.html"]] == []


def test_codes_that_look_like_numbers_and_truth_values_stay_what_they_are(tmp_path: Path) -> None:
    records, _ = validate.records(load.sources(lay(tmp_path, SITES / "awkward"))[0], TODAY)
    assert records
    codes = {city.model.slug: city.model.region_code for city in records.cities}
    assert (codes["penalolen-chile"], codes["o-fallon-mo"], codes["sao-paulo-brazil"]) == ("0613", "NO", "ON")


def test_a_region_written_with_composed_and_decomposed_accents_is_one(tmp_path: Path) -> None:
    records, _ = validate.records(load.sources(lay(tmp_path, SITES / "awkward"))[0], TODAY)
    assert records
    assert len({city.model.region for city in records.cities if city.model.country == "CL"}) == 1


def test_what_is_told_of_one_file_has_an_end(tmp_path: Path) -> None:
    content = lay(tmp_path)
    unknown = "".join(f"field-{number}: a\n" for number in range(500))
    ids = ", ".join(f"unknown-{number}" for number in range(500))
    record = (content / "cities" / "otter-quay-ex.md").read_text(encoding="utf-8")
    for slug, before, after in [
        ("gull-point", "country", f"{unknown}country"),
        ("birch-cove", "]\n---", f", {ids}]\n---"),
    ]:
        text = record.replace("otter-quay-ex", slug).replace("Otter Quay", slug).replace(before, after)
        (content / "cities" / f"{slug}.md").write_text(text, encoding="utf-8")
    assert len(lines(content)) == 200


def test_what_one_rule_tells_of_all_files_has_an_end(tmp_path: Path) -> None:
    content = lay(tmp_path)
    record = (content / "cities" / "otter-quay-ex.md").read_text(encoding="utf-8")
    row = "\n  - {event: honor-roll, year: 2023, round: unknown, sources: [guide-2020]}"
    text = record.replace("history:", "history:" + row * 600)
    (content / "cities" / "otter-quay-ex.md").write_text(text, encoding="utf-8")
    assert sum("unknown round" in line for line in lines(content)) == 500


def test_a_file_that_is_mostly_empty_is_told_so_and_not_measured_by_its_schema(tmp_path: Path) -> None:
    content = lay(tmp_path)
    (content / "rounds.yaml").write_text("unknown: a\nnotes:\n" + "- \n" * 5000, encoding="utf-8")
    told = lines(content)
    assert told[0] == "content/rounds.yaml:3:2: error: the item has no value; write one, or remove the line"
    assert len(told) == 100


def test_no_more_rows_are_looked_at_than_mistakes_can_be_told() -> None:
    with pytest.raises(ValidationError) as error:
        RoundsFile.model_validate({"rounds": [{}] * 50_000}, context={"languages": ("en",)})
    assert 1000 < error.value.error_count() < 1100


def test_a_folder_of_records_in_capitals_is_told_once(tmp_path: Path) -> None:
    content = lay(tmp_path)
    (content / "cities").rename(content / "Cities")
    told = lines(content)
    assert [line.partition(": ")[0] for line in told] == [
        "content/Cities/fern-hollow-ex.es.md",
        "content/Cities/fern-hollow-ex.md",
        "content/Cities/otter-quay-ex.md",
        "content/Cities/villa-prueba-mexico.md",
    ]


def test_every_first_part_of_an_address_is_reserved_or_a_page(tmp_path: Path) -> None:
    built = {output.path.split("/")[0].partition(".")[0] for output in outputs(lay(tmp_path))}
    assert built - {"", "about", "es"} <= set(RESERVED)


def test_no_other_part_of_the_home_page_can_take_the_id_of_a_level(real_site: Path) -> None:
    html = (real_site / "index.html").read_text(encoding="utf-8")
    ids = set(re.findall(r'\bid="([^"]*)"', html)) - {"platinum", "gold", "silver"}
    assert {id_ for id_ in ids if not id_.startswith(program_rules.OUTLINED)} <= set(program_rules.HOME_IDS)


def test_a_round_that_lies_beside_its_place_is_not_blamed_on_the_cities(tmp_path: Path) -> None:
    content = lay(tmp_path, edits={"rounds.yaml": ("date: 2023-06", "date: 3023-06")})
    assert lines(content) == ["content/rounds.yaml:15:11: error: date 3023-06 is in the future; write its date"]


def test_a_question_about_a_round_is_in_the_first_language_whatever_the_order_of_its_text(tmp_path: Path) -> None:
    edit = (
        "      en: One town rises, and one is new.\n      es: Una ciudad sube y una es nueva.\n",
        "      es: Una ciudad sube y una es nueva.\n      en: One town rises, and one is new.\n"
        "    open_questions: [{text: How many, sources: [guide-2020]}]\n",
    )
    records, _ = validate.records(load.sources(lay(tmp_path, edits={"rounds.yaml": edit}))[0], TODAY)
    assert records
    (question,) = convert.content(records, ()).rounds[-1].open_questions
    assert question.text == {"en": "How many"}


def test_a_mistake_that_nobody_foresaw_is_told_in_the_words_of_the_library(tmp_path: Path) -> None:
    class Odd(Written):
        """A file of a kind that does not exist."""

        code: Annotated[int, Field(multiple_of=5)]
        """Its code."""

    (tmp_path / "odd.yaml").write_text("code: 7\n", encoding="utf-8")
    (file,) = load.sources(tmp_path)[0].files
    assert file.data
    with pytest.raises(ValidationError) as error:
        Odd.model_validate(load.plain(file.data))
    (problem,) = problems_of("odd.yaml", file.data, Odd, error.value)
    assert problem == Problem("odd.yaml", 1, 7, "code is '7'", "input should be a multiple of 5")


WORDS = st.text(max_size=5) | st.sampled_from(
    [
        "",
        "2019",
        "2019-05",
        "bronze",
        "level-up",
        "en",
        "es",
        "cities",
        "herald-2019",
        "[key]",
        "sources",
        "title",
        "-1",
        "NO",
    ]
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
MADE: Sources = load.sources(MINIMAL)[0]


def node(value: object) -> Node:
    match value:
        case dict():
            return load.Mapping({key: Entry(Mark(1, 1), node(below)) for key, below in value.items()}, Mark(1, 1))
        case list():
            return Listing(tuple(node(below) for below in value), Mark(1, 1))
    return Scalar(str(value), Mark(1, 1), plain=value == "")


def with_file(path: str, value: object) -> Sources:
    """Return the minimal site with something else in one of its files."""
    others = [file for file in MADE.files if file.path != path]
    return replace(MADE, files=(*others, load.SourceFile(path, f"content/{path}", node(value))))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place of a tree: a map or list, and the key or position in it."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


PARSED = [file for file in MADE.files if file.data]
PATHS = [file.path for file in PARSED] + ["strings.yaml", "unverified.yaml", "criteria/2016/edition.yaml"]


@given(st.sampled_from(PATHS), st.dictionaries(WORDS, VALUES, max_size=5))
def test_no_mapping_in_any_file_raises(path: str, value: dict[str, object]) -> None:
    _, problems = validate.records(with_file(path, value), TODAY)
    assert all(problem.says and problem.do for problem in problems)


@given(st.sampled_from(PARSED), st.integers(0, 200), VALUES)
def test_no_value_in_any_place_raises(file: load.SourceFile, number: int, value: object) -> None:
    assert file.data
    tree = load.plain(file.data)
    found = list(places(tree))
    container, key = found[number % len(found)]
    container[key] = value
    _, problems = validate.records(with_file(file.path, tree), TODAY)
    assert all(problem.says and problem.do for problem in problems)
