"""What the page of the self-assessment asks, how it says that answers count, and what its script is told."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from certsite.model import Content, Program
from certsite.plan import answering
from certsite.plan.answering import SAID
from certsite.plan.assessment import ANSWERS, AssessmentPage
from certsite.plan.views import Link
from certsite.schema import Event
from tests.small import ROOT, SOURCE, award, changed, city, directory, known, made, planned

HERE = "en/assessment/index.html"
CERTIFIED = award(Event.CERTIFIED, 2, "2020")


def assessing(*cities: Any, **facts: Any) -> AssessmentPage:
    """Return the page in a directory of these cities; facts: what is known otherwise than of the small program."""
    found: AssessmentPage = planned(directory(*cities, **facts))[0][HERE].context  # type: ignore[assignment]
    return found


def told(*cities: Any) -> Any:
    return json.loads(assessing(*(cities or (city("a", CERTIFIED),))).data)


def showing(slug: str, level: int, practice: int = 0, **facts: Any) -> Any:
    """Return a certified city with a program that shows a practice of the edition in force."""
    shown = known().editions[-1].practices[practice]
    program = Program({"en": f"Program of {slug}"}, {"en": "Text"}, shown, (), "", (SOURCE,))
    return city(slug, award(Event.CERTIFIED, level, "2020"), programs=(program,), **facts)


# The questions


def test_each_criterion_is_a_question_below_its_practice() -> None:
    parts = assessing(city("a", CERTIFIED)).parts
    assert [(part.name, [row.id for row in part.questions]) for part in parts] == [
        ("Open banks", ["be1", "be2"]),
        ("Living with floods", ["cr1", "cr2"]),
    ]
    question = parts[0].questions[1]
    assert (question.code, question.title, question.summary) == ("BE2", "Shade", "The path is in the shade.")
    assert question.points == "Worth 2 points."
    assert question.requires == (Link("A continuous path", "#be1"),)
    assert question.link.path == "en/criteria/b/#be2"


def test_a_practice_leads_to_the_cities_that_show_it() -> None:
    first, second = assessing(showing("a", 2), showing("b", 3), city("c", CERTIFIED)).parts
    assert first.examples == Link("See the 2 cities that show this practice", "en/practices/berges/#cities")
    assert second.examples is None


def test_where_all_criteria_are_worth_a_point_nothing_is_said_of_points() -> None:
    first, edition = known().editions
    practices = tuple(
        replace(row, criteria=tuple(replace(each, points=1) for each in row.criteria)) for row in edition.practices
    )
    shown = assessing(city("a", CERTIFIED), editions=(first, replace(edition, practices=practices)))
    assert {question.points for part in shown.parts for question in part.questions} == {""}
    assert shown.bounds.head[1] == "Criteria, of 4"


# How answers count


def test_the_table_says_what_each_level_needs_in_points() -> None:
    table = assessing(city("a", CERTIFIED)).bounds
    assert table.head == ("Level", "Points, of 8", "Share", "Source")
    assert [row.cells for row in table.rows] == [
        ("Brook", "2", "from 25%"),
        ("Tributary", "4", "from 50%"),
        ("River", "6", "from 75%"),
        ("Estuary", "8", "from 100%"),
    ]
    assert table.rows[0].path == "en/levels/ruisseau/"


# Where there is no page


@pytest.mark.parametrize("reason", ["a criterion is missing", "no level has a bound"])
def test_without_every_criterion_or_a_bound_there_is_no_assessment(reason: str) -> None:
    found = known()
    if reason == "a criterion is missing":
        found = replace(found, editions=(*found.editions[:-1], replace(found.editions[-1], complete=False)))
    else:
        found = replace(found, levels=tuple(replace(level, thresholds=()) for level in found.levels))
    assert _assessed(found) is None
    assert _assessed(known()) == known().editions[-1]


def _assessed(content: Content) -> object:
    return content.assessed


# What the script is told


def test_the_script_is_told_the_standard_as_a_measure() -> None:
    data = told()
    assert (data["program"], data["edition"]) == ("Label Rivières vivantes", "b")
    assert [(row["name"], row["percent"]) for row in data["levels"]] == [
        ("Brook", 25),
        ("Tributary", 50),
        ("River", 75),
        ("Estuary", 100),
    ]
    assert data["practices"][0] == {"id": "berges", "name": "Open banks"}
    assert data["criteria"][1] == {
        "id": "be2",
        "label": "BE2 Shade",
        "practice": "berges",
        "points": 2,
        "requires": ["be1"],
    }


def test_the_mark_of_a_standard_changes_with_its_criteria(tmp_path: Path) -> None:
    other = made(changed(tmp_path, edits={"criteria/b/crues.yaml": ("id: cr2", "id: cr3")}))["en/assessment/index.html"]
    assert json.loads(_attribute(other, "data-told"))["mark"] != told()["mark"]


def test_examples_are_certified_cities_with_programs_highest_level_first() -> None:
    data = told(
        showing("low", 2, people=9_000),
        showing("high", 4),
        city("bare", CERTIFIED),
        replace(showing("honored", 2), history=(award(Event.HONOR_ROLL, None, "2018"),)),
    )
    assert [row["slug"] for row in data["examples"]] == ["high", "low"]
    assert data["examples"][1] == {
        "slug": "low",
        "name": "Low",
        "place": "Bretagne, France",
        "level": "Brook",
        "country": "fr",
        "population": 9000,
        "shows": {"berges": [["Program of low", ""]]},
    }
    assert data["countries"] == [["fr", "France"]]


def test_countries_stand_in_the_order_of_their_names_without_accents() -> None:
    data = told(*(showing(country, 2, country=country.upper()) for country in ("vn", "ax", "at")))
    assert [name for _, name in data["countries"]] == ["Åland Islands", "Austria", "Vietnam"]


def test_the_examples_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "MOST_EXAMPLES", 2)
    assert len(told(*(showing(name, 2) for name in "abc"))["examples"]) == 2


def test_every_answer_and_wording_of_the_script_is_handed_over() -> None:
    words = json.loads(assessing(city("a", CERTIFIED)).words)
    assert words.keys() == set(SAID)
    assert {f"assessment.answer.{answer}" for answer in ANSWERS} <= words.keys()


def test_what_is_handed_over_is_what_the_script_says() -> None:
    folder = ROOT / "assets" / "js" / "assessment"
    text = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.js"))
    whole = re.findall(r'"(assessment\.[a-z.-]+)"', text)
    cells = re.findall(r'"((?:sheet|step)\.[a-z]+)"', text)
    refusals = re.findall(r'new Refused\("([a-z-]+)"', text)
    built = (
        [f"answer.{id_}" for id_ in ANSWERS],
        [f"step.{id_}" for id_ in STEPS],
        [f"refused.{id_}" for id_ in refusals],
    )
    said = {*whole, *(f"assessment.{key}" for keys in (cells, *built) for key in keys)}
    assert said == set(SAID)


# Why a step stands where it stands, and what can be written in it.
STEPS = ("prerequisite", "partly", "no", "unknown", "date", "owner")


# The page without its script


def test_without_a_script_the_page_is_a_checklist_that_sends_nothing() -> None:
    tree = LexborHTMLParser(made()[HERE])
    (form,) = tree.css("form")[1:]
    assert form.attributes["method"] == "dialog"
    assert "action" not in form.attributes
    # A browser that does not know this method would send the form on Enter, but for its button.
    assert [("disabled" in node.attributes) for node in form.css("button")] == [True]
    assert [node.attributes["value"] for node in form.css("input[name=be1]")] == list(ANSWERS)
    shown = [node.attributes["data-part"] for node in tree.css("[data-component=assessment] > section[hidden]")]
    assert shown == ["tools", "estimate", "roadmap", "peers", "keeping"]
    assert [node.attributes["data-part"] for node in form.css("p[hidden]")] == ["turn", "turn", "finish"]


def _attribute(html: str, name: str) -> str:
    (node,) = LexborHTMLParser(html).css(f"[{name}]")
    return str(node.attributes[name])
