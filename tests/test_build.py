"""The whole build of the real content: all or nothing, the same bytes anywhere, and nothing that is not in a record."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from certsite.output import Output

ROOT = Path(__file__).parents[1]
LANGUAGES = ("", "es/", "pt/")
ADDRESS = "https://example.org/directory/"


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "build.py", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def real(real_site: Path) -> dict[str, bytes]:
    """Every file of the real site, built without a problem to tell of."""
    return tree(real_site)


def records() -> Iterator[dict[str, Any]]:
    """The records as PyYAML reads them, which is not how the program does."""
    for file in sorted((ROOT / "content" / "cities").glob("*.md")):
        yield yaml.safe_load(file.read_text(encoding="utf-8").split("---\n")[1])


def html(real: dict[str, bytes], path: str) -> LexborHTMLParser:
    return LexborHTMLParser(real[path].decode())


def cited(node: LexborNode) -> list[str]:
    return [(link.attributes["href"] or "").removeprefix("#source-") for link in node.css(".cited a")]


def test_every_file_is_made_once(real: dict[str, bytes]) -> None:
    assert {".nojekyll", "404.html", "robots.txt", "sitemap.xml", "index.html", "es/index.html"} < set(real)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_award_program_and_source_of_a_page_is_one_of_its_record(real: dict[str, bytes], language: str) -> None:
    registry = yaml.safe_load((ROOT / "content" / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    for record in records():
        page = html(real, f"{language}cities/{record['slug']}/index.html")
        rows = page.css(".timeline > li")
        assert [cited(row) for row in rows] == [row["sources"] for row in record["history"]], record["slug"]
        assert [[time.attributes["datetime"] for time in row.css("time")] for row in rows] == [
            [str(row.get("date", row.get("year")))] if {"date", "year"} & row.keys() else []
            for row in record["history"]
        ], record["slug"]
        shown = sorted(
            (p.css("h4")[0].text(strip=True), p.css("p")[0].text(strip=True), cited(p)) for p in page.css(".program")
        )
        code = language.rstrip("/") or "en"
        written = sorted((p["title"][code], p["summary"][code], p["sources"]) for p in record.get("programs", []))
        assert shown == written, record["slug"]
        listed = {(item.attributes["id"] or "").removeprefix("source-"): item for item in page.css(".sources li")}
        assert set(record["sources"]) <= set(listed), record["slug"]
        for id_, item in listed.items():
            assert item.text(strip=False).startswith(registry[id_]["title"]), (record["slug"], id_)
            links = [link.attributes["href"] for link in item.css("a")]
            elsewhere = [link for link in links if link == f"../../sources/#source-{id_}"]
            own = [registry[id_]["url"]] if "url" in registry[id_] else []
            assert links == [*own, *elsewhere], (record["slug"], id_)


def test_every_note_and_open_question_is_shown(real: dict[str, bytes]) -> None:
    for record in records():
        text = html(real, f"cities/{record['slug']}/index.html").body.text()  # type: ignore[union-attr]
        notes = [*record.get("notes", []), *(question["text"] for question in record.get("open_questions", []))]
        notes += [row[name] for row in record["history"] for name in ("note", "date_note") if name in row]
        for note in notes:
            assert note in text, (record["slug"], note)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_stands_on_the_home_page_under_its_newest_level(real: dict[str, bytes], language: str) -> None:
    page = html(real, f"{language}index.html")
    shown = {
        (link.attributes["href"] or "").split("/")[-2]: section.css("h2")[0].attributes["id"]
        for section in page.css("section.group")
        for link in section.css("h3 a")
    }
    assert shown == {record["slug"]: newest(record) for record in records()}


def newest(record: dict[str, Any]) -> str:
    levels = [row["level"] for row in record["history"] if "level" in row]
    return levels[-1] if levels else str(record["history"][-1]["event"])


def test_texts_in_another_language_say_so(real: dict[str, bytes]) -> None:
    page = html(real, "pt/cities/phoenix-az/index.html")
    assert {(node.attributes["lang"] or "") for node in page.css(".prose-list span[lang]")} == {"en"}
    assert "Alguns textos desta página estão em outro idioma" in page.body.text()  # type: ignore[union-attr]
    assert not html(real, "cities/phoenix-az/index.html").css("main [lang]")
    assert not html(real, "pt/cities/burlington-vt/index.html").css("main [lang]")


def test_the_newest_round_is_told_in_words_and_by_a_border(real: dict[str, bytes]) -> None:
    new = html(real, "index.html").css(".city-card.is-new")
    assert {card.css(".news")[0].text() for card in new} >= {"Raised in January 2026", "Announced in January 2026"}


def test_counts_stand_beside_what_was_announced(real: dict[str, bytes]) -> None:
    text = html(real, "index.html").body.text()  # type: ignore[union-attr]
    assert "105 cities certified" in text
    assert "The newest announced total we found is 104 certified cities, in February 2025." in text
    assert "With the rounds announced up to now, at least 12 certified cities are missing here." in text
    assert "New in January 2026: 13 cities were announced. This directory has 2 of that round" in text


def test_no_page_is_heavier_than_its_budget_or_has_another_fault(real: dict[str, bytes]) -> None:
    assert real  # the fixture refuses every problem of `check`, warnings on weights among them


def test_a_refused_build_changes_no_byte(real_site: Path, tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "site"
    shutil.copytree(ROOT / "content", content)
    shutil.copytree(real_site, out)
    before = {path: (out / path).stat().st_mtime_ns for path in tree(out)}
    phoenix = content / "cities" / "phoenix-az.md"
    phoenix.write_text(
        phoenix.read_text(encoding="utf-8").replace("level: platinum", "level: Golden"), encoding="utf-8"
    )
    refused = run("--content", str(content), "--out", str(out))
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[0] == (
        f"{phoenix}:27:12: error: unknown level 'Golden'; use one of silver, gold, platinum (did you mean gold?)"
    )
    assert "1 error in 1 file" in refused.stdout
    assert {path: (out / path).stat().st_mtime_ns for path in tree(out)} == before


def test_a_build_that_would_lose_every_city_is_refused(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    shutil.rmtree(content / "cities")
    refused = run("--content", str(content), "--out", str(tmp_path / "site"))
    assert refused.returncode == 1
    assert f"{content}/cities: error: the folder holds no record of a city" in refused.stderr
    assert not (tmp_path / "site").exists()


def test_the_bytes_do_not_depend_on_where_and_when_they_are_made(real_site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "two" / "deeper"
    elsewhere.mkdir(parents=True)
    for name in ("build.py", "certsite", "content", "templates", "assets"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, elsewhere / name)
    environment = {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "",
        "LANG": "pt_BR.UTF-8",
        "SOURCE_DATE_EPOCH": "1790000000",
    }
    before = os.umask(0o077)
    try:
        made = run("--quiet", "--site-url", ADDRESS, cwd=elsewhere, **environment)
    finally:
        os.umask(before)
    assert made.returncode == 0, made.stderr
    assert tree(elsewhere / "site") == tree(real_site)
    assert {oct(file.stat().st_mode & 0o777) for file in (elsewhere / "site" / "cities").rglob("*.html")} == {"0o644"}


def test_check_writes_nothing(tmp_path: Path) -> None:
    checked = run("check", "--content", "tests/sites/other-program", "--out", str(tmp_path / "site"))
    assert checked.returncode == 0
    assert not (tmp_path / "site").exists()


def test_a_build_for_a_folder_links_to_files(real_folder: Path) -> None:
    for output in (Output(path, data) for path, data in tree(real_folder).items() if path.endswith(".html")):
        for link in LexborHTMLParser(output.data.decode()).css("a[href]"):
            href = (link.attributes["href"] or "").partition("#")[0]
            assert not href or href.endswith(".html") or href.startswith(("https://", "http://", "mailto:")), (
                output.path
            )


def test_every_word_of_the_interface_is_used() -> None:
    keys = yaml.safe_load((ROOT / "content" / "strings.yaml").read_text(encoding="utf-8"))
    program = "\n".join(
        file.read_text(encoding="utf-8")
        for folder, pattern in (("certsite", "*.py"), ("templates", "*.html"))
        for file in sorted((ROOT / folder).rglob(pattern))
    )
    made = (
        "status.",
        "standing.",
        "meaning.",
        "group.",
        "badge.",
        "news.",
        "event.",
        "year.",
        "announced.",
        "nav.",
        "onward.",
        "award.derived.",
        "criterion.title.",
        "criterion.translated.",
        "criterion.code.",
        "facet.",
    )
    unused = [
        key for key in keys if f'"{key}"' not in program and f"'{key}'" not in program and not key.startswith(made)
    ]
    assert unused == []
