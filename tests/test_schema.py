"""What editors may write: each kind of value, and the words for each mistake in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from certsite import schema
from certsite.schema import Written
from certsite.schema.written import (
    Country,
    EmailAddress,
    Flag,
    Identifier,
    LanguagePath,
    LanguageTag,
    Latitude,
    Line,
    Number,
    PartialDate,
    Prose,
    WebAddress,
    Year,
)
from tests.sites import lay, lines

CITY = """---
slug: gull-point
name: Gull Point
lang: en
region: Example State
country: US
lat: 30.25
lon: -90.5
population: 4000
population_sources: [guide-2020]
government_url: https://example.org/gull-point
history:
  - event: certified
    level: bronze
    date: '2019-05-02'
    derived: false
    sources: [herald-2019]
programs:
  - title: Library hours
    summary: The library opens at night.
    practice: listening
    sources: [herald-2019]
sources: [herald-2019]
notes:
  - A note.
---
"""
LONG = "x" * 70
CUT = f"'{'x' * 60}…'"

IN_A_RECORD = [
    ("level: bronze", "level: [bronze]", "14:12: error: level must be text, not a list; write level: bronze"),
    ("level: bronze", "level: [a, b]", "14:12: error: level must be text, not a list; write level: …"),
    (
        "level: bronze",
        "level: {en: bronze}",
        "14:12: error: level must be text, not a group of fields; write level: …",
    ),
    ("level: bronze", f"level: [{LONG}]", "14:12: error: level must be text, not a list; write level: …"),
    ("name: Gull Point", "name: \u00a0\u3000", "3:7: error: name is empty; write one"),
    ("name: Gull Point", "name: \u200d\u200c\ufe0f\u2800", "3:7: error: name is empty; write one"),
    ("name: Gull Point", "name: Gull\u00adPoint", "3:11: error: U+00AD cannot be seen; remove it"),
    (
        "slug: gull-point",
        "slug: con",
        "2:7: error: slug is 'con', which Windows keeps for a device; write another one, as in con-1",
    ),
    (
        "https://example.org/gull-point",
        "https://example.org:0/",
        "11:17: error: government_url is 'https://example.org:0/', which is no web address; "
        "copy it from the address bar of a browser",
    ),
    ("level: bronze", "level:", "14:5: error: level has no value; write one, or remove the line"),
    ("level: bronze", "level: ''", "14:12: error: level is empty; write one, or remove the line"),
    ("name: Gull Point", "name:", "3:1: error: name has no value; write one"),
    ("name: Gull Point", "name: ' '", "3:7: error: name is empty; write one"),
    (
        "lang: en",
        "lang: en\nalso_known_as: GP",
        "5:16: error: also_known_as must be a list, not text; write also_known_as: [GP]",
    ),
    (
        "lang: en",
        "lang: en\nalso_known_as: []",
        "5:16: error: also_known_as is empty; write one, or remove the line",
    ),
    (
        "lang: en",
        f"lang: en\nalso_known_as: [{', '.join(f'Gull {number}' for number in range(13))}]",
        "5:16: error: also_known_as has 13 items; write at most 12",
    ),
    (
        "lang: en",
        "lang: en\nalso_known_as: [GP, '']",
        "5:21: error: an item of also_known_as is empty; write one, or remove the line",
    ),
    (
        "lang: en",
        "lang: en\nalso_known_as: [{es: Punta Gaviota}]",
        "5:17: error: an item of also_known_as must be text, not a group of fields; "
        "put the whole item in quotes, so that its colon is part of the text",
    ),
    (
        "lang: en",
        f"lang: en\nalso_known_as: [{'x' * 201}]",
        "5:17: error: an item of also_known_as has 201 characters; write at most 200",
    ),
    (
        "lang: en",
        'lang: en\nalso_known_as: ["G\u202eP"]',
        "5:19: error: U+202E turns the direction of the text; remove it",
    ),
    ("name: Gull Point\n", "", "2:1: error: the field name is missing; write name: …"),
    ("event: certified\n    level", "level", "13:5: error: the field event is missing; write event: …"),
    ("name: Gull Point", f"name: {'x' * 201}", "3:7: error: name has 201 characters; write at most 200"),
    ("name: Gull Point", "name: |\n  Gull\n  Point", "3:7: error: name has more than one line; write it on one line"),
    (
        "level: bronze",
        "levle: bronze",
        "14:5: error: unknown field 'levle'; did you mean 'level'? Allowed here: event, level, year, date, …",
    ),
    (
        "level: bronze",
        "tier: bronze",
        "14:5: error: unknown field 'tier'; allowed here: event, level, year, date, date_note, award_year, round, "
        "derived, derived_fields, sources, note",
    ),
    (
        "level: bronze",
        f"{LONG}: b",
        f"14:5: error: unknown field {CUT}; allowed here: event, level, year, date, date_note, award_year, round, "
        "derived, derived_fields, sources, note",
    ),
    (
        "practice: listening",
        "practise: listening",
        "21:5: error: unknown field 'practise'; did you mean 'practice'? "
        "Allowed here: title, summary, practice, languages, …",
    ),
    (
        "sources: [herald-2019]\nnotes",
        "sources: herald-2019\nnotes",
        "23:10: error: sources must be a list, not text; write sources: [herald-2019]",
    ),
    (
        "sources: [herald-2019]\nnotes",
        f"sources: {LONG}\nnotes",
        "23:10: error: sources must be a list, not text; write one item a line, each after a hyphen",
    ),
    (
        "sources: [herald-2019]\nnotes",
        "sources: {a: b}\nnotes",
        "23:10: error: sources must be a list, not a group of fields; write one item a line, each after a hyphen",
    ),
    ("sources: [herald-2019]\nnotes", "sources: []\nnotes", "23:10: error: sources is empty; write one"),
    ("notes:\n  - A note.", "notes: []", "24:8: error: notes is empty; write one, or remove the line"),
    ("  - A note.", "  -", "25:4: error: the item has no value; write one, or remove the line"),
    ("  - A note.", "  - ''", "25:5: error: an item of notes is empty; write one, or remove the line"),
    (
        "sources: [herald-2019]\nnotes",
        "sources: [The Herald]\nnotes",
        "23:11: error: an item of sources is 'The Herald'; "
        "write at most 80 lower-case letters a to z, digits and single hyphens, as in new-town-2",
    ),
    (
        "  - A note.",
        "  - [A note.]",
        "25:5: error: an item of notes must be text, not a list; write A note.",
    ),
    (
        "  - A note.",
        "  - A note: with a colon.",
        "25:5: error: an item of notes must be text, not a group of fields; "
        "put the whole item in quotes, so that its colon is part of the text",
    ),
    (
        "  - title: Library hours\n    summary: The library opens at night.\n    practice: listening\n"
        "    sources: [herald-2019]",
        "  - Library hours",
        "19:5: error: an item of programs must be a group of fields, not text; "
        "write its fields after the hyphen, one a line",
    ),
    (
        "title: Library hours",
        "title: [Hours]",
        "19:12: error: title is a list; write one text, or one for each language",
    ),
    (
        "title: Library hours",
        "title: {en: Hours, pt: Horas}",
        "19:12: error: title has 'pt', which is no language of this site; use one of en, es",
    ),
    ("title: Library hours", "title: {en: [Hours]}", "19:17: error: en must be text, not a list; write en: Hours"),
    ("title: Library hours", "title: {en: ''}", "19:17: error: en is empty; write one"),
    ("title: Library hours", "title: {}", "19:12: error: title is empty; write one"),
    ("title: Library hours", f"title: {'x' * 2001}", "19:12: error: title has 2001 characters; write at most 2000"),
    (
        "population: 4000",
        "population: 4,000",
        "9:13: error: population is '4,000', which is no whole number; write digits only, as in 128000",
    ),
    (
        "population: 4000",
        "population: [4000]",
        "9:13: error: population must be a number, not a list; write digits only",
    ),
    (
        "lat: 30.25",
        "lat: 30°15' N",
        "7:6: error: lat is '30°15' N', which is no decimal number; write degrees with a point, as in -33.4489",
    ),
    (
        "lat: 30.25",
        "lat: [1]",
        "7:6: error: lat must be a number, not a list; write degrees with a point, as in -33.4489",
    ),
    ("lat: 30.25", "lat: 91.5", "7:6: error: lat is 91.5; write at most 90"),
    ("lon: -90.5", "lon: -180.25", "8:6: error: lon is -180.25; write at least -180"),
    (
        "country: US",
        "country: usa",
        "6:10: error: country is 'usa'; write the two capital letters of ISO 3166, as in BR",
    ),
    (
        "date: '2019-05-02'",
        "date: 2019-02-30",
        "15:11: error: date is '2019-02-30', which is no date; write '2024', '2024-06' or '2024-06-17'",
    ),
    ("derived: false", "derived: no", "16:14: error: derived is 'no'; write true or false"),
    ("derived: false", "derived: [a]", "16:14: error: derived must be true or false, not a list; write true or false"),
    (
        "date: '2019-05-02'",
        "year: 19",
        "15:11: error: year is '19', which is no year; write four digits, as in 2024",
    ),
    (
        "https://example.org/gull-point",
        "www.example.org",
        "11:17: error: government_url is 'www.example.org', which is no web address; "
        "write an address that begins with https://",
    ),
    (
        "https://example.org/gull-point",
        f"ftp://{'x' * 70}",
        f"11:17: error: government_url is 'ftp://{'x' * 54}…', which is no web address; "
        "write an address that begins with https://",
    ),
    (
        "level: bronze",
        "level: '{says} {0} \"%s\"'",
        "14:12: error: unknown level '{says} {0} \"%s\"'; use one of bronze, jade",
    ),
    (
        "population: 4000",
        "population: '{do}'",
        "9:13: error: population is '{do}', which is no whole number; write digits only, as in 128000",
    ),
]

IN_OTHER_FILES = [
    (
        "program.yaml",
        ("shape: disc", "shape: dics"),
        "63:12: error: unknown shape 'dics'; "
        "use one of star, disc, shield, diamond, square, triangle (did you mean disc?)",
    ),
    ("program.yaml", ("shape: disc", "shape: dis"), "63:12: error: unknown shape 'dis'; did you mean 'disc'?"),
    (
        "program.yaml",
        ("shape: disc", "shape: [disc]"),
        "63:12: error: shape must be text, not a list; write shape: disc",
    ),
    (
        "program.yaml",
        ("minimum_percent: 80", "minimum_percent: 101"),
        "85:26: error: minimum_percent is 101; write at most 100",
    ),
    (
        "program.yaml",
        ("title:\n    en: Well Kept Towns\n    es: Ciudades bien llevadas", "title: Well Kept Towns"),
        "2:10: error: title is one text; write it once for each language, below the keys en, es",
    ),
    (
        "program.yaml",
        ("title:\n    en: Well Kept Towns\n    es: Ciudades bien llevadas", "title: [Well Kept Towns]"),
        "2:10: error: title is a list; write it once for each language, below the keys en, es",
    ),
    (
        "program.yaml",
        ("    en: Well Kept Towns\n    es: Ciudades bien llevadas", "    en: Well Kept Towns"),
        "3:5: error: title is missing in es; add es: …",
    ),
    (
        "program.yaml",
        ("    es: Ciudades bien llevadas", "    es:"),
        "4:5: error: es has no value; write one",
    ),
    (
        "program.yaml",
        ("validity:\n", "places:\n  - {country: US, region: Example State}\nvalidity:\n"),
        "105:5: error: the field also_known_as is missing; write also_known_as: …",
    ),
    ("program.yaml", ("path: ''", "path:"), "17:5: error: path has no value; write path: ''"),
    (
        "program.yaml",
        ("path: es", "path: spanish"),
        "23:11: error: path is 'spanish'; write two or three lower-case letters, or '' for the first language",
    ),
    (
        "program.yaml",
        ("lang: es\n    href", "lang: es_419\n    href"),
        "25:11: error: lang is 'es_419', which is no language tag; write one of BCP 47, as in pt-BR",
    ),
    (
        "program.yaml",
        ("  licenses:", "  contact: https://example.org/\n  licenses:"),
        "11:12: error: contact is 'https://example.org/', which is no e-mail address; "
        "write one, as in name@example.org",
    ),
    (
        "program.yaml",
        ("  licenses:", "  url: https://example.org/?a\n  licenses:"),
        "11:8: error: url is 'https://example.org/?a', to which nothing can be added; "
        "write it without ?, # and what follows them",
    ),
    (
        "program.yaml",
        ("  licenses:", "  repository: https://example.org/#a\n  licenses:"),
        "11:15: error: repository is 'https://example.org/#a', to which nothing can be added; "
        "write it without ?, # and what follows them",
    ),
    (
        "program.yaml",
        ("  licenses:", "  url: example.org\n  licenses:"),
        "11:8: error: url is 'example.org', which is no web address; write an address that begins with https://",
    ),
    (
        "program.yaml",
        ("validity:\n", "contact: mail@example.org\nvalidity:\n"),
        "104:10: error: contact must be a group of fields, not text; write one field a line, indented below it",
    ),
    (
        "program.yaml",
        ("validity:\n", "conventions: text\nvalidity:\n"),
        "104:14: error: conventions must be a group of fields, not text; write one field a line, indented below it",
    ),
    (
        "program.yaml",
        ("validity:\n", "links: {home: 'https://example.org/'}\nvalidity:\n"),
        "104:8: error: links must be a list, not a group of fields; write one item a line, each after a hyphen",
    ),
    (
        "program.yaml",
        ("validity:\n", "links: ['https://example.org/']\nvalidity:\n"),
        "104:9: error: an item of links must be a group of fields, not text; "
        "write its fields after the hyphen, one a line",
    ),
    (
        "program.yaml",
        ("validity:\n", "links:\n  - {label: {en: Home, es: Inicio}, url: example.org}\nvalidity:\n"),
        "105:42: error: url is 'example.org', which is no web address; write an address that begins with https://",
    ),
    (
        "program.yaml",
        ("validity:\n", "links:\n  - {label: {en: Home}, url: 'https://example.org/'}\nvalidity:\n"),
        "105:13: error: label is missing in es; add es: …",
    ),
    (
        "program.yaml",
        ("validity:\n", "links:\n  - {label: {en: A, es: B}, lang: pt_BR, url: 'https://a.org/'}\nvalidity:\n"),
        "105:35: error: lang is 'pt_BR', which is no language tag; write one of BCP 47, as in pt-BR",
    ),
    (
        "sources.yaml",
        ("herald-2023:", "Herald 2023:"),
        "16:3: error: the key is 'Herald 2023'; "
        "write at most 80 lower-case letters a to z, digits and single hyphens, as in new-town-2",
    ),
    (
        "sources.yaml",
        ("title: Jade for Fern Hollow", "titel: Jade for Fern Hollow"),
        "17:5: error: unknown field 'titel'; did you mean 'title'? Allowed here: title, publisher, short, date, …",
    ),
    (
        "pages/about/en.md",
        ("---\ntitle: About\ndescription: What these towns are for.\n---\n", ""),
        "1:1: error: has no facts above the text; write the fields between two lines of three hyphens, ---",
    ),
    (
        "criteria/2020/edition.yaml",
        (
            "id: '2020'\ntitle:\n  en: Criteria, second edition\n  es: Criterios, segunda edición\n"
            "complete: true\nsources: [guide-2020]\n",
            "- 2020\n",
        ),
        "1:1: error: holds no fields; write one field a line, as in name: New Town",
    ),
]

IN_WORDS = [
    ("place: a", "1:8: error: place is one text; write it once for each language, below the keys en, es"),
    ("place: {en: a}", "1:8: error: place is missing in es; add es: …"),
    ("place: {en: a, es: [b]}", "1:20: error: es is a list; write one text, or one for each plural form"),
    (
        "place: {en: a, es: {one: b}}",
        "1:20: error: es has no plural form other; write one; it serves every number without a form of its own",
    ),
    (
        "place: {en: a, es: {others: b, other: c}}",
        "1:20: error: es has 'others', which is no plural form; use zero, one, two, few, many, other",
    ),
    ("place: {en: a, es: ''}", "1:20: error: es is empty; write one"),
]

ACCEPTED: list[tuple[Any, str, object]] = [
    (Line, "  São Paulo & região ", "São Paulo & região"),
    (Line, "Pen\u0303alole\u0301n", "Peñalolén"),
    (Line, "O'Fallon", "O'Fallon"),
    (Line, "0613", "0613"),
    (Line, "NO", "NO"),
    (Prose, "two\nlines\n", "two\nlines"),
    (Identifier, "3-de-mayo", "3-de-mayo"),
    (Identifier, "con-1", "con-1"),
    (Line, "می\u200cخواهم", "می\u200cخواهم"),
    (Number, "0042", 42),
    (Year, "2024", 2024),
    (Flag, "true", True),
    (PartialDate, "2024", "2024"),
    (PartialDate, "2024-02", "2024-02"),
    (PartialDate, "2024-02-29", "2024-02-29"),
    (Latitude, "-33", -33.0),
    (Country, "BR", "BR"),
    (LanguagePath, "", ""),
    (LanguageTag, "zh-Hant-TW", "zh-Hant-TW"),
    (EmailAddress, "corrections+towns@mail.example.org", "corrections+towns@mail.example.org"),
    (WebAddress, "http://example.org:8080/a?b=c&d=%C3%A9#e", "http://example.org:8080/a?b=c&d=%C3%A9#e"),
    (WebAddress, "https://münchen.example/ö", "https://münchen.example/ö"),
]

REFUSED: list[tuple[Any, list[str]]] = [
    (
        Identifier,
        ["", "A", "a_b", "-a", "a-", "a--b", "ä", "a\n", "a" * 81, "con", "nul", "aux", "prn", "com1", "lpt9"],
    ),
    (Number, ["", "-1", "1.5", "1e3", "0x10", "1_000", "٣", "1\n", "1" * 13]),
    (Year, ["", "24", "02024", "2024-01", "٢٠٢٤"]),
    (Flag, ["", "yes", "True", "1"]),
    (PartialDate, ["", "24", "2024-13", "2024-00", "2023-02-29", "2024-1-1", "20240101", "0000", "2024-01-01T00"]),
    (Latitude, ["", "1,5", "1e1", "+1", ".5", "1.", "90.1", "nan", "inf"]),
    (Country, ["", "br", "BRA", "B1"]),
    (LanguagePath, ["pt-br", "port", "ES", "."]),
    (LanguageTag, ["", "e", "en_US", "EN", "en-", "en-x"]),
    (EmailAddress, ["", "a", "a@b", "a@b@c.org", "a b@c.org", "mailto:a@b.org", "a@b.org?subject=x"]),
    (
        WebAddress,
        [
            "",
            "example.org",
            "//example.org",
            "https://",
            "https:///path",
            "https://[::1",
            "https://me@example.org",
            "https://example.org/a b",
            'https://example.org/"',
            "javascript:alert(1)",
            "data:text/html,x",
            f"https://example.org/{'a' * 2000}",
        ],
    ),
]


def models(parent: type[Written] = Written) -> Iterator[type[BaseModel]]:
    for child in parent.__subclasses__():
        yield child
        yield from models(child)


def test_the_record_that_the_cases_change_is_whole(tmp_path: Path) -> None:
    assert said_of(tmp_path, CITY) == []


def said_of(folder: Path, city: str) -> list[str]:
    content = lay(folder)
    (content / "cities" / "gull-point.md").write_text(city, encoding="utf-8")
    return lines(content)


@pytest.mark.parametrize(("before", "after", "message"), IN_A_RECORD)
def test_a_mistake_in_a_record_is_refused_with_its_mend(before: str, after: str, message: str, tmp_path: Path) -> None:
    assert CITY.count(before) == 1
    assert said_of(tmp_path, CITY.replace(before, after)) == [f"content/cities/gull-point.md:{message}"]


@pytest.mark.parametrize(("path", "edit", "message"), IN_OTHER_FILES)
def test_a_mistake_in_another_file_is_refused_with_its_mend(
    path: str, edit: tuple[str, str], message: str, tmp_path: Path
) -> None:
    assert lines(lay(tmp_path, edits={path: edit})) == [f"content/{path}:{message}"]


@pytest.mark.parametrize(("words", "message"), IN_WORDS)
def test_a_mistake_in_the_words_is_refused_with_its_mend(words: str, message: str, tmp_path: Path) -> None:
    content = lay(tmp_path)
    (content / "strings.yaml").write_text(f"{words}\n", encoding="utf-8")
    assert lines(content) == [f"content/strings.yaml:{message}"]


@pytest.mark.parametrize(("kind", "written", "known"), ACCEPTED)
def test_an_honest_value_is_taken_as_written(kind: Any, written: str, known: object) -> None:
    assert TypeAdapter(kind).validate_python(written) == known


@pytest.mark.parametrize(("kind", "written"), [(kind, value) for kind, values in REFUSED for value in values])
def test_no_value_is_guessed(kind: Any, written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(written)


@given(st.text())
def test_what_is_taken_as_an_address_of_the_web_has_nothing_hidden(text: str) -> None:
    for written in (text, f"https://{text}", f"https://example.org/{text}"):
        try:
            address = TypeAdapter(WebAddress).validate_python(written)
        except ValidationError:
            continue
        assert address == written
        assert address.startswith(("http://", "https://"))
        assert address.isprintable()


@pytest.mark.parametrize("model", sorted(models(), key=str))
def test_every_field_is_documented_where_it_stands(model: type[BaseModel]) -> None:
    assert model.__doc__
    assert [name for name, field in model.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("name", schema.__all__)
def test_every_name_of_the_package_is_there(name: str) -> None:
    assert getattr(schema, name)
