"""The index of page texts: what goes into it, the same bytes every time, and what happens where it cannot be made."""

import gzip
import json
import re
import sys
from base64 import b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from certsite import build, cli, pagesearch, plan, relate, render, routes
from certsite.assets import Assets
from certsite.cache import Cache
from certsite.model import Content
from certsite.outlines import Outlines
from certsite.output import Output
from certsite.pagesearch import CannotSearch
from certsite.plan import Page
from tests.small import OTHER, ROOT, known, lines, settings, speakers

LICENSE = (ROOT / "assets" / "pagefind" / "LICENSE").read_bytes()
ANSWER = b64encode(json.dumps({"payload": {"files": []}}).encode())


@dataclass(frozen=True)
class Site:
    """The pages of a program as they are planned, and as they are published."""

    pages: tuple[Page, ...]
    rendered: tuple[Output, ...]

    def index(self, cache: Path | None = None, indexer: str = "1") -> dict[str, bytes]:
        """Return the files of the index by their names."""
        outputs = pagesearch.outputs(self.pages, self.rendered, LICENSE, indexer, Cache(cache) if cache else None)
        return {output.path.removeprefix("search/pages/"): output.data for output in outputs}


def site_of(content: Content) -> Site:
    links = routes.links("", for_folder=False)
    assets = Assets("assets/site.css", ())
    pages, _ = plan.pages(relate.directory(content), speakers(), Outlines(), assets, links)
    return Site(pages, render.outputs(pages, ROOT / "templates", speakers(), links))


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(known())


@pytest.fixture(scope="module")
def index(site: Site) -> dict[str, bytes]:
    """The index of the small program, made without a cache."""
    return site.index()


def built(out: Path, **changes: Any) -> tuple[set[str], list[str]]:
    """Build the small program; return the names of the files of its index, and what was warned of."""
    report, _ = build.build(settings(out=out, page_search=True, **changes))
    folder = out / "search" / "pages"
    files = {file.name for file in folder.rglob("*") if file.is_file()}
    return files, lines(problem for problem in report.problems if "search" in problem.says)


def texts(index: dict[str, bytes], language: str) -> dict[str, dict[str, Any]]:
    """Return what can be found in one language, by address."""
    fragments = [
        json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
        for path, data in index.items()
        if path.startswith(f"fragment/{language}_")
    ]
    return {fragment["url"]: fragment for fragment in fragments}


def program(place: Path, monkeypatch: pytest.MonkeyPatch, *script: str) -> None:
    """Let a script stand in for the program; it tells its version, and does the rest in this script."""
    head = ["import sys, time", "from base64 import b64encode", "if '--version' in sys.argv: sys.exit()"]
    place.write_text("\n".join([f"#!{sys.executable}", *head, *script]), encoding="utf-8")
    place.chmod(0o755)
    monkeypatch.setattr(pagesearch, "_program", lambda: place)


def test_the_index_has_what_searches_it_and_not_the_interface_that_nobody_uses(index: dict[str, bytes]) -> None:
    assert {path for path in index if "/" not in path and not path.endswith(".pf_meta")} == {
        "LICENSE",
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.en-gb.pagefind",
        "wasm.fr.pagefind",
        "wasm.unknown.pagefind",
    }
    assert {path.split("/")[0] for path in index if "/" in path} == {"fragment", "index"}
    assert index["LICENSE"] == LICENSE
    assert b"MIT License" in LICENSE


def test_two_runs_without_a_cache_give_the_same_bytes(site: Site, index: dict[str, bytes]) -> None:
    assert site.index() == index
    assert list(json.loads(index["pagefind-entry.json"])["languages"]) == ["en-gb", "fr"]


def test_pages_that_tell_something_are_indexed_and_lists_are_not(index: dict[str, bytes]) -> None:
    assert sorted(texts(index, "fr")) == [
        "/about/",
        "/announcements/palmares-2018/",
        "/announcements/palmares-2024/",
        "/cities/ebersfurt/",
        "/cities/ecluses-sur-lys/",
        "/cities/hautmont-les-lacs/",
        "/cities/joesuu/",
        "/cities/port-lumiere/",
        "/cities/saint-aubin-des-eaux/",
        "/cities/vila-clara/",
        "/contact/",
        "/criteria/",
        "/criteria/b/",
        "/criteria/changes/",
        "/get-started/",
        "/how-it-works/",
        "/practices/berges/",
        "/practices/crues/",
    ]


def test_each_language_has_an_index_of_its_own(index: dict[str, bytes]) -> None:
    french, english = texts(index, "fr"), texts(index, "en-gb")
    assert [*english] != [*french]
    assert {url.removeprefix("/en") for url in english} == {*french}
    assert "La ville rend ses rivières aux habitants" in french["/cities/saint-aubin-des-eaux/"]["content"]
    assert "La ville rend ses rivières aux habitants" not in english["/en/cities/saint-aubin-des-eaux/"]["content"]


def test_a_city_is_found_by_its_own_text_and_not_by_its_neighbors_or_publications(index: dict[str, bytes]) -> None:
    page = texts(index, "fr")["/cities/joesuu/"]
    assert page["meta"] == {"title": "Jõesuu"}
    assert page["content"].startswith(
        "Jõesuu. Pärnumaa (Estonie). Estuaire. Jõesuu a reçu le niveau Estuaire en mars 2024."
    )
    assert "La carte est affichée dans chaque arrêt de bus." in page["content"]
    for elsewhere in ("Port-Lumière", "Saint-Aubin", "Villes voisines", "Proposer une correction", "Sources"):
        assert elsewhere not in page["content"], elsewhere


def test_a_practice_is_found_by_what_it_asks_and_not_by_the_programs_of_cities(index: dict[str, bytes]) -> None:
    content = texts(index, "fr")["/practices/berges/"]["content"]
    assert "Un chemin longe la rivière dans toute la ville." in content
    assert "La promenade des deux rives" not in content


def test_a_part_of_a_page_is_found_at_its_own_anchor(index: dict[str, bytes]) -> None:
    anchors = texts(index, "fr")["/criteria/b/"]["anchors"]
    assert [(anchor["element"], anchor["id"], anchor["text"]) for anchor in anchors][:3] == [
        ("h2", "practice-berges", "Berges ouvertes"),
        ("h3", "be1", "Un chemin continu"),
        ("h3", "be2", "BE2 De l’ombre"),
    ]


def test_cells_of_a_table_are_words_of_their_own(index: dict[str, bytes]) -> None:
    assert "Niveau Référentiel A (2014) Référentiel B (2020) Source" in texts(index, "fr")["/how-it-works/"]["content"]


def test_the_same_texts_are_indexed_once(
    site: Site, index: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.index(tmp_path) == index
    monkeypatch.setattr(pagesearch, "_index", lambda documents: pytest.fail(f"{len(documents)} were indexed again"))
    assert site.index(tmp_path) == index


def test_another_text_or_program_asks_for_another_index(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(documents: Any) -> bytes:
        asked.append(len(documents))
        return ANSWER

    monkeypatch.setattr(pagesearch, "_index", counted)
    first, *others = known().cities
    site.index(tmp_path)
    site_of(replace(known(), cities=(replace(first, name="Ailleurs"), *others))).index(tmp_path)
    site.index(tmp_path, indexer="2")
    assert asked == [36, 36, 36]


def test_what_is_broken_in_the_cache_is_made_again(site: Site, index: dict[str, bytes], tmp_path: Path) -> None:
    site.index(tmp_path)
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    assert site.index(tmp_path) == index


def test_what_is_published_has_the_index(index: dict[str, bytes], tmp_path: Path) -> None:
    files, warned = built(tmp_path / "site")
    assert {"pagefind.js", "pagefind-entry.json", "LICENSE"} < files
    assert len(files) == len(index)
    assert warned == []


def test_the_program_is_asked_for_its_version_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, asked = pagesearch.version(), []

    def version() -> str:
        asked.append("version")
        return told

    monkeypatch.setattr(pagesearch, "version", version)
    built(tmp_path / "site", cache=tmp_path / "cache")
    assert asked == ["version"]


def test_without_page_search_there_is_no_index(tmp_path: Path) -> None:
    report, _ = build.build(settings(out=tmp_path / "site", page_search=False))
    assert not (tmp_path / "site" / "search" / "pages").exists()
    assert not any("searched" in problem.says for problem in report.problems)


def test_a_site_for_a_folder_has_no_index(tmp_path: Path) -> None:
    assert built(tmp_path / "site", for_folder=True) == (set(), [])


def test_what_is_only_checked_or_served_has_no_index() -> None:
    paths = [output.path for output in build.made(settings(page_search=True))[1]]
    assert not [path for path in paths if path.startswith(pagesearch.FOLDER)]


def test_pages_of_very_many_cities_are_not_indexed_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagesearch, "MOST_CITIES", 6)
    files, warned = built(tmp_path / "site")
    assert files == set()
    assert warned == [
        f"{tmp_path}/site/search/pages/pagefind.js: warning: the texts of pages cannot be searched: 7 cities are more "
        "than the 6 whose pages are indexed; build with --no-page-search if that is right; names, levels and places "
        "are found all the same"
    ]


def test_a_program_that_is_missing_is_told_and_the_site_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    files, warned = built(tmp_path / "site")
    assert files == set()
    assert warned == [
        f"{tmp_path}/site/search/pages/pagefind.js: warning: the texts of pages cannot be searched: Pagefind does not "
        "run here (its package pagefind_bin is missing); build with --no-page-search if that is right; names, levels "
        "and places are found all the same"
    ]
    assert (tmp_path / "site" / "index.html").exists()


def test_a_program_made_for_another_machine_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "program"
    place.write_bytes(b"\x7fELF of another machine")
    place.chmod(0o755)
    monkeypatch.setattr(pagesearch, "_program", lambda: place)
    with pytest.raises(CannotSearch, match=re.escape("Pagefind does not run here (Exec format error)")):
        pagesearch.version()


def test_a_program_that_does_not_tell_its_version_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "program"
    place.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    place.chmod(0o755)
    monkeypatch.setattr(pagesearch, "_program", lambda: place)
    with pytest.raises(CannotSearch, match=r"Pagefind does not run here \(Command .* returned non-zero exit status 3"):
        pagesearch.version()


FAILED = "Pagefind has not indexed the page texts: {}; --no-page-search builds without it"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (["sys.exit(7)"], "it stopped, or took longer than 1 seconds"),
        (["time.sleep(60)"], "it stopped, or took longer than 1 seconds"),
        (["sys.stdout.write('no base64,' * 100)"], "its answer cannot be read"),
        (["sys.stdout.write(b64encode(b'{}').decode() + ',')"], "its answer cannot be read"),
        (
            [
                'answer = b\'{"payload": {"type": "Error", "message": "no room"}}\'',
                "sys.stdout.write(b64encode(answer).decode() + ',')",
            ],
            "no room",
        ),
    ],
    ids=["stops", "hangs", "raves", "says nothing", "refuses"],
)
def test_nothing_is_kept_of_a_program_that_fails(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: list[str], reason: str
) -> None:
    monkeypatch.setattr(pagesearch, "TIMEOUT_S", 1)
    program(tmp_path / "program", monkeypatch, *script)
    with pytest.raises(CannotSearch) as failure:
        site.index(tmp_path / "cache")
    assert str(failure.value) == FAILED.format(reason)
    assert not (tmp_path / "cache").exists()


def test_a_failure_is_told_in_one_line_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path / "program", monkeypatch, "sys.exit()")
    code = cli.main(["build", "--content", str(OTHER), "--out", str(tmp_path / "site")])
    (told,) = capsys.readouterr().err.splitlines()
    assert code == 2
    assert told == FAILED.format("it stopped, or took longer than 600 seconds")
    assert not (tmp_path / "site" / "index.html").exists()
