"""Another certification is published by writing content alone; the generator names nothing of any program."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from certsite import load, validate
from certsite.load import plain
from tests.small import OTHER, ROOT, TODAY, lines, made, records

SITE = "https://example.org/rivers/"
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@pytest.fixture(scope="module")
def pages() -> dict[str, LexborHTMLParser]:
    return {path: LexborHTMLParser(text) for path, text in made(site_url=SITE).items() if path.endswith(".html")}


def first(page: LexborHTMLParser, selector: str) -> LexborNode:
    node = page.css_first(selector)
    assert node is not None
    return node


def words(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


# The other program


def test_its_content_has_no_problem() -> None:
    _, problems = validate.records(load.sources(OTHER)[0], TODAY)
    assert lines(problems) == []


def test_it_is_built_with_the_command_that_builds_the_first_one(tmp_path: Path) -> None:
    command = [sys.executable, "build.py", "--content", str(OTHER), "--out", str(tmp_path / "site"), "--site-url", SITE]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Built 7 cities in 2 languages: ")


def test_its_first_language_stands_at_the_root(pages: dict[str, LexborHTMLParser]) -> None:
    assert words(pages["index.html"], "h1") == ["6 villes aux rivières vivantes"]
    assert words(pages["en/index.html"], "h1") == ["6 cities with living rivers"]
    assert [first(pages[path], "html").attributes["lang"] for path in ("index.html", "en/index.html")] == [
        "fr",
        "en-GB",
    ]


def test_its_five_levels_have_their_own_words_shapes_and_tones(pages: dict[str, LexborHTMLParser]) -> None:
    assert [path for path in pages if path.startswith("levels/")] == [
        f"levels/{level}/index.html" for level in ("goutte", "ruisseau", "affluent", "fleuve", "estuaire")
    ]
    head = first(pages["levels/estuaire/index.html"], "main > [data-tone]")
    assert head.attributes["data-tone"] == "amber"
    assert words(pages["levels/estuaire/index.html"], "h1, .lead") == [
        "Niveau Estuaire",
        "1 ville a Estuaire pour dernier niveau.",
    ]
    assert "La ville est un exemple pour les autres." in words(pages["levels/estuaire/index.html"], "main")[0]
    assert words(pages["levels/affluent/index.html"], "tbody tr")[0].startswith(
        "Référentiel B (2020) au moins 50 % de 4 critères"
    )


def test_it_has_no_honor_roll(pages: dict[str, LexborHTMLParser]) -> None:
    assert not [path for path in pages if "honor-roll" in path]


def test_its_words_are_complete_but_for_what_it_does_not_have() -> None:
    theirs = next(file for file in load.sources(ROOT / "content")[0].files if file.path == "strings.yaml")
    assert theirs.data
    lacking = plain(theirs.data).keys() - records().strings.model.root.keys()
    assert {key for key in lacking if not re.search("honor.roll|retracted", key)} == set()


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        (
            "cities/saint-aubin-des-eaux/index.html",
            ["Saint-Aubin-des-Eaux a reçu le niveau Fleuve en mars 2024.", "Selon le Référentiel B (2020)."],
        ),
        (
            "en/cities/port-lumiere/index.html",
            ["It had the label before that, since it was raised in March 2024."],
        ),
        ("en/cities/ebersfurt/index.html", ["Ebersfurt no longer has the label, which ended in 2022."]),
        ("en/cities/vila-clara/index.html", ["Vila Clara was announced in March 2024; its level is not known."]),
        (
            "en/cities/hautmont-les-lacs/index.html",
            ["Hautmont-les-Lacs has the level Drop; no source gives the year."],
        ),
        (
            "en/cities/ecluses-sur-lys/index.html",
            [
                "By its date, in the years of Reference A (2014).",
                "Still valid? Last award in May 2018; none was found after it.",
            ],
        ),
    ],
)
def test_its_cities_are_answered_in_its_own_words(
    path: str, sentences: list[str], pages: dict[str, LexborHTMLParser]
) -> None:
    assert [sentence for sentence in sentences if sentence not in words(pages[path], ".city-head p")] == []


def test_a_story_is_told_in_each_language_it_was_written_in(pages: dict[str, LexborHTMLParser]) -> None:
    found = {path: first(pages[f"{path}cities/saint-aubin-des-eaux/index.html"], ".story") for path in ("", "en/")}
    assert "sous une dalle" in found[""].text()
    assert "under a slab" in found["en/"].text()
    assert [node.attributes.get("lang") for node in found.values()] == [None, None]


def test_it_has_a_page_of_its_own(pages: dict[str, LexborHTMLParser]) -> None:
    assert words(pages["contact/index.html"], "h1") == ["Nous écrire"]
    assert words(pages["en/contact/index.html"], "h1") == ["Write to us"]


def test_it_spans_other_countries(pages: dict[str, LexborHTMLParser]) -> None:
    countries = [path.split("/")[1] for path in pages if re.fullmatch(r"countries/../index.html", path)]
    assert sorted(countries) == ["be", "de", "ee", "fr", "pt"]
    assert words(pages["countries/ee/index.html"], "h1") == ["Estonie"]


# The generator

# Not looked for: the words of the domain, which every program shares. Events (certified, level-up, …) are defined by
# the schema and documented there; the ids of glossary terms, steps, bands and parts of the world are generic words of
# English (assessment, community, level) or numbers. Codes of regions have two letters and say nothing by themselves.
# GeoNames is a publication of the first program, and the gazetteer of the generator, whatever the program.


def ids() -> Iterator[str]:
    """Yield whatever the first program gives a name of its own: its words must not stand in the generator."""
    files = {file.path: plain(file.data) for file in load.sources(ROOT / "content")[0].files if file.data}
    program = files["program.yaml"]
    for rows in (program["levels"], program["editions"], program["partners"], files["rounds.yaml"]["rounds"]):
        yield from (row["id"] for row in rows)
    yield from files["sources.yaml"]["sources"]
    for path, file in files.items():
        if path.startswith("cities/"):
            yield file["slug"]
        if path.startswith("criteria/") and not path.endswith("/edition.yaml"):
            yield from (file["id"], *(row["id"] for row in file.get("criteria", ())))


def constants(module: Path) -> Iterator[str]:
    """Yield every string of a module that is no docstring."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    told = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


NAMES = frozenset(ids()) - {"geonames"}


def test_the_ids_of_the_first_program_are_known_here() -> None:
    assert len(NAMES) > 400
    assert {"gold", "platinum", "2022", "open-data", "dm1", "2024-06", "phoenix-az", "results-for-america"} <= NAMES


@pytest.mark.parametrize("module", sorted((ROOT / "certsite").rglob("*.py")), ids=lambda path: path.stem)
def test_the_generator_names_nothing_of_the_first_program(module: Path) -> None:
    whole = set(constants(module))
    # A date within a message is an example of a date, even where a round has that date for its id.
    within = {word for text in whole for word in re.findall(r"[\w-]+", text) if not DATE.fullmatch(word)}
    assert (whole | within) & NAMES == set()
