"""What the page that compares cities is told, and how the page of a city is marked for it."""

import json
import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from certsite.model import Program
from certsite.plan.compare import SAID, ComparePage
from certsite.plan.views import Badge, Link
from certsite.schema import Event
from tests.small import ROOT, SOURCE, award, city, directory, known, made, page, planned, round_

MARKS = {"name", "place", "level", "edition", "since", "award", "practice", "population", "peers"}
HERE = "en/compare/index.html"


def comparing(*cities: Any, **changes: Any) -> ComparePage:
    """Return the page of these cities."""
    found: ComparePage = planned(directory(*cities), **changes)[0][HERE].context  # type: ignore[assignment]
    return found


# The table of all cities


def test_the_highest_level_stands_first_then_names() -> None:
    shown = comparing(
        city("c", award(Event.CERTIFIED, 2, "2020")),
        city("a", award(Event.HONOR_ROLL, None, "2018")),
        city("e", award(Event.CERTIFIED, 4, "2020"), award(Event.LAPSED, None, "2022")),
        city("d", award(Event.CERTIFIED, 3, "2020")),
        city("f", award(Event.UNKNOWN_LEVEL, None, "2020")),
        city("b", award(Event.CERTIFIED, 2, "2020")),
    )
    assert [row.name for row in shown.rows] == ["D", "B", "C", "F", "A", "E"]


def test_a_row_says_what_is_known_of_a_city() -> None:
    program = Program({"en": "One"}, {"en": "Text"}, known().editions[-1].practices[0], (), "", (SOURCE,))
    rose = (award(Event.CERTIFIED, 2, "2018-05-22"), award(Event.LEVEL_UP, 4, "2024-03"))
    row = comparing(city("a", *rose, people=5_000, programs=(program,)), city("b")).rows[0]
    assert (row.name, row.path, row.place) == ("A", "en/cities/a/", "Bretagne, France")
    assert row.badge == Badge("River", "disc", "indigo")
    assert (row.newest, row.since, row.population, row.programs) == ("March 2024", "May 2018", "5,000", "1")


@pytest.mark.parametrize(
    ("history", "since"),
    [
        pytest.param([award(Event.LEVEL_UP, 4, "2024-03-22")], "before March 2024", id="the first was not found"),
        pytest.param([award(Event.CERTIFIED, 1)], "year not known", id="no date"),
        pytest.param([award(Event.HONOR_ROLL, None, "2018")], "none found", id="never certified"),
    ],
)
def test_the_first_certification_is_told_as_far_as_it_is_known(history: list[Any], since: str) -> None:
    assert next(row.since for row in comparing(city("a", *history), city("b")).rows if row.name == "A") == since


def test_a_population_that_is_not_known_is_said_to_be_so() -> None:
    assert comparing(city("a"), city("b")).rows[0].population == "none found"


def test_too_many_cities_for_a_table_are_listed_by_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certsite.plan.compare.MOST_ROWS", 2)
    short, long = comparing(city("a"), city("b")), comparing(city("a"), city("b"), city("c"))
    assert (len(short.rows), short.countries) == (2, ())
    assert (long.rows, long.countries) == ((), (Link("France", "en/countries/fr/", note="3"),))


def test_one_city_alone_is_not_compared() -> None:
    alone = planned(directory(city("a")))[0]
    assert HERE not in alone
    assert page(directory(city("a")), "en/cities/a/index.html").comparisons == ()
    assert "en/compare/" not in [item.path for item in alone["en/index.html"].context.frame.navigation]


# What the script is told


def test_the_script_is_told_where_the_cities_are_and_what_to_say() -> None:
    chooser = comparing(city("a"), city("b", award(Event.HONOR_ROLL, None, "2018"))).chooser
    assert chooser is not None
    assert chooser.cities == "search/cities.en.json"
    assert json.loads(chooser.practices) == [practice.name["en"] for practice in known().editions[-1].practices]
    assert [badge.label for badge in chooser.badges][:5] == [level.name["en"] for level in known().levels]
    words = json.loads(chooser.words)
    assert tuple(words) == SAID
    assert words["compare.matches"] == {"one": "{count} city matches.", "other": "{count} cities match."}


def test_a_folder_has_a_word_for_what_it_lacks() -> None:
    assert comparing(city("a"), city("b"), for_folder=True).chooser is None
    html = made(for_folder=True)[HERE]
    assert "in a folder, a page cannot read another" in html
    assert "data-component" not in html


def test_whatever_the_script_says_is_handed_over_and_nothing_else() -> None:
    files = sorted((ROOT / "assets" / "js" / "compare").glob("*.js"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    reasons = {f"compare.{reason}" for reason in re.findall(r"left\.(\w+)", text)}
    keys = set(re.findall(r'"((?:compare|table|fact|city)\.[\w.-]+)"', text))
    assert keys | reasons == set(SAID)


# The page of a city


@pytest.fixture(scope="module")
def pages() -> list[LexborHTMLParser]:
    return [LexborHTMLParser(text) for path, text in made().items() if re.match(r"en/cities/.*\.html$", path)]


def marked(tree: LexborHTMLParser | LexborNode, mark: str) -> list[LexborNode]:
    return tree.css(f"[data-compare={mark}]")


def test_the_marks_of_a_city_are_those_that_the_script_reads(pages: list[LexborHTMLParser]) -> None:
    script = (ROOT / "assets" / "js" / "compare" / "city.js").read_text(encoding="utf-8")
    told = set(re.findall(r"^//   ([\w, ]+?)  ", script, re.MULTILINE))
    read = set(re.findall(r'(?:texts\(|marked\(page, )"(\w+)"', script)) | {"name", "place"}
    found = {str(node.attributes["data-compare"]) for tree in pages for node in tree.css("[data-compare]")}
    assert found == read == {name for names in told for name in names.split(", ")} == MARKS


def test_each_city_has_its_name_place_and_level_once(pages: list[LexborHTMLParser]) -> None:
    for tree in pages:
        assert [len(marked(tree, mark)) for mark in ("name", "place", "level")] == [1, 1, 1]
        assert all(len(marked(tree, mark)) <= 1 for mark in MARKS - {"award", "practice"})


def test_each_award_practice_and_peer_has_the_parts_that_the_script_takes(pages: list[LexborHTMLParser]) -> None:
    for tree in pages:
        assert all(part.css_first("p") and len(part.css("strong")) == 1 for part in marked(tree, "award"))
        assert all(len(part.css("h3")) == 1 and part.css("h4") for part in marked(tree, "practice"))
        assert all(part.css("h3 a") for part in marked(tree, "peers"))
        assert len(tree.css(".timeline > li")) == len(marked(tree, "award")) > 0


def test_a_city_leads_to_comparisons_with_three_like_it_and_with_any() -> None:
    cities = [city(slug, people=size) for slug, size in zip("abcde", range(5_000, 5_500, 100), strict=True)]
    shown = page(directory(*cities), "en/cities/a/index.html")
    assert shown.comparisons == (
        Link("Compare with B, C and D", "en/compare/?c=a&c=b&c=c&c=d"),
        Link("Compare with other cities", "en/compare/?c=a"),
    )
    in_folder: Any = planned(directory(*cities), for_folder=True)[0]["en/cities/a/index.html"].context
    assert in_folder.comparisons == (Link("Compare with other cities", "en/compare/"),)


@pytest.mark.parametrize(
    ("history", "since"),
    [
        pytest.param([award(Event.CERTIFIED, 2, "2018-05-22")], "May 2018", id="certified once"),
        pytest.param([award(Event.CERTIFIED, 2, "2018"), award(Event.LEVEL_UP, 4, "2024-03")], "2018", id="risen"),
        pytest.param([award(Event.LEVEL_UP, 4, "2024-03-22")], "before March 2024", id="the first was not found"),
        pytest.param([award(Event.CERTIFIED, 1)], "year not known", id="no date"),
        pytest.param([award(Event.HONOR_ROLL, None, "2018")], "", id="never certified"),
    ],
)
def test_a_comparison_takes_the_date_of_the_first_certification(history: list[Any], since: str) -> None:
    both = directory(city("a", *history), city("b"))
    assert page(both, "en/cities/a/index.html").since == since
    told = next(row.since for row in comparing(city("a", *history), city("b")).rows if row.name == "A")
    assert told == since or (told, since) == ("none found", "")


def test_a_comparison_takes_the_sentence_that_names_the_standard() -> None:
    new = round_("2024-03", "2024-03")
    rounds = (round_("2018-05", "2018-05", edition=0), new)
    history = award(Event.CERTIFIED, 2, "2024-03", round=new)
    shown = page(directory(city("a", history), city("b"), rounds=rounds), "en/cities/a/index.html")
    assert shown.edition
    assert shown.edition in shown.answer


def test_a_number_of_a_comparison_has_its_digits_beside_it(pages: list[LexborHTMLParser]) -> None:
    marks = [mark for tree in pages for mark in marked(tree, "population")]
    assert marks
    for mark in marks:
        assert mark.attributes["data-digits"] == re.sub(r"\s*\(.*|\D", "", mark.text())


def test_the_script_is_told_where_the_engine_of_the_search_is() -> None:
    assert re.search(r'data-engine="[./]*assets/engine\.\w+\.js"', made()[HERE])


def test_without_a_script_the_page_says_what_needs_one() -> None:
    said = "Choosing cities and setting them side by side needs JavaScript, which does not run here."
    assert [said in (node.html or "") for node in LexborHTMLParser(made()[HERE]).css("noscript")] == [True]
