"""What to do next: the module of the self-assessment that orders steps and finds cities that show them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import scores

ROADMAP = """async ([standard, answers]) => {
  const { roadmapOf } = await import("/js/assessment/roadmap.js");
  return roadmapOf(standard, new Map(Object.entries(answers)));
}"""
NEAREST = """async ([practice, city, examples]) => {
  const { exampleFor } = await import("/js/assessment/roadmap.js");
  return exampleFor(practice, city, examples).map(({ slug }) => slug);
}"""

Steps = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def steps(modules: Page) -> Steps:
    """A function that asks for the roadmap under a standard, with answers by the ids of criteria."""

    def ask(standard: dict[str, Any], **answers: str) -> list[dict[str, Any]]:
        return list(modules.evaluate(ROADMAP, [standard, answers]))

    return ask


def of_table(name: str) -> dict[str, Any]:
    """Return a standard of the table, whose criteria belong to one practice."""
    return scores.standards()[name].handed


def of_practices(**practices: list[str]) -> dict[str, Any]:
    """Return a standard of criteria of one point each, by the practices to which they belong."""
    criteria = [
        {"id": id_, "label": id_, "practice": practice, "points": 1, "requires": []}
        for practice, ids in practices.items()
        for id_ in ids
    ]
    return {"levels": [{"id": "half", "name": "Half", "percent": 50}], "criteria": criteria}


def order(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["id"], row["kind"]) for row in rows]


def test_without_answers_there_is_nothing_to_do_yet(steps: Steps) -> None:
    assert steps(of_table("river")) == []


def test_what_is_met_and_what_is_not_answered_is_no_step(steps: Steps) -> None:
    assert order(steps(of_table("river"), map="yes", room="no")) == [("room", "no")]


def test_partly_comes_before_not_met_and_that_before_unknown(steps: Steps) -> None:
    found = steps(of_practices(one=["a", "b", "c"]), a="unknown", b="no", c="partly")
    assert order(found) == [("c", "partly"), ("b", "no"), ("a", "unknown")]


def test_within_a_kind_the_practice_that_misses_most_comes_first(steps: Steps) -> None:
    standard = of_practices(one=["a", "b"], two=["c", "d"], three=["e"])
    found = steps(standard, a="no", b="yes", c="partly", d="no", e="no")
    assert [id_ for id_, _ in order(found)] == ["c", "d", "a", "e"]


def test_practices_that_miss_as_much_keep_the_order_of_the_standard(steps: Steps) -> None:
    standard = of_practices(one=["a", "b"], two=["c", "d"])
    assert [id_ for id_, _ in order(steps(standard, d="no", c="no", b="no", a="no"))] == ["a", "b", "c", "d"]


def test_what_an_answered_criterion_requires_comes_first_even_where_it_is_not_answered(steps: Steps) -> None:
    found = steps(of_table("river"), shade="yes", map="partly")
    assert order(found) == [("path", "prerequisite"), ("map", "partly")]


def test_a_requirement_of_a_requirement_comes_before_it(steps: Steps) -> None:
    found = steps(of_table("backwards"), c="partly")
    assert order(found) == [("a", "prerequisite"), ("b", "prerequisite"), ("c", "partly")]


def test_what_is_only_required_by_something_unknown_is_to_be_found_out_before_it(steps: Steps) -> None:
    found = steps(of_table("backwards"), b="unknown")
    assert order(found) == [("a", "unknown"), ("b", "unknown")]


def test_a_requirement_that_is_not_met_comes_before_the_unknown_that_needs_it(steps: Steps) -> None:
    assert order(steps(of_table("backwards"), b="unknown", a="no")) == [("a", "no"), ("b", "unknown")]


def test_a_step_says_what_does_not_count_without_it(steps: Steps) -> None:
    found = steps(of_table("both"), a="no", b="yes", c="no", d="no")
    assert [(row["id"], row["opens"]) for row in found] == [("a", ["c", "d"]), ("c", ["d"]), ("d", [])]


def test_each_step_says_what_counts_with_it_and_those_above(steps: Steps) -> None:
    found = steps(of_table("river"), shade="yes", path="no", map="no", room="unknown")
    assert [(row["id"], row["low"], row["level"]["id"]) for row in found] == [
        ("path", 3, "brook"),
        ("map", 6, "stream"),
        ("room", 8, "estuary"),
    ]


def test_a_step_reaches_the_highest_level_that_it_alone_is_missing_for(steps: Steps) -> None:
    found = steps(of_table("key"), key="partly", l="yes", m="yes", n="yes", p="no", q="no")
    reached = [(row["id"], row["reaches"] and row["reaches"]["id"]) for row in found]
    assert reached == [("key", "half"), ("p", None), ("q", "most")]


def test_a_level_is_null_below_every_bound(steps: Steps) -> None:
    (step,) = steps(of_table("chain"), a="no")
    assert (step["low"], step["level"], step["reaches"]) == (1, None, None)


@pytest.mark.parametrize("name", scores.standards())
@pytest.mark.parametrize("answer", ["partly", "no", "unknown"])
def test_all_steps_together_bring_every_point(steps: Steps, name: str, answer: str) -> None:
    standard = scores.standards()[name]
    found = steps(standard.handed, **{row.id: answer for row in standard.criteria})
    assert found[-1]["low"] == sum(row.points for row in standard.criteria)
    done: set[str] = set()
    requires = {row.id: set(row.requires) for row in standard.criteria}
    for step in found:
        assert requires[step["id"]] <= done
        done.add(step["id"])


def example(slug: str, country: str, population: int | None, *practices: str) -> dict[str, Any]:
    shows = {practice: [["A program", "en"]] for practice in practices or ("data",)}
    return {"slug": slug, "country": country, "population": population, "shows": shows}


EXAMPLES = [
    example("north", "aa", 1_000_000),
    example("south", "aa", 110_000),
    example("coast", "bb", 90_000),
    example("hills", "aa", None),
    example("river", "bb", 200_000, "money"),
    example("woods", "aa", 40_000),
]


@pytest.mark.parametrize(
    ("country", "population", "nearest"),
    [
        pytest.param("aa", 100_000, ["south", "woods", "north", "hills", "coast"], id="country before size"),
        pytest.param("bb", 100_000, ["coast", "south", "woods", "north", "hills"], id="the other country"),
        pytest.param("", 100_000, ["south", "coast", "woods", "north", "hills"], id="size alone, of any country"),
        pytest.param("aa", None, ["north", "south", "hills", "woods", "coast"], id="country alone"),
        pytest.param("", None, ["north", "south", "coast", "hills", "woods"], id="nothing is told"),
        pytest.param("aa", 0, ["north", "south", "hills", "woods", "coast"], id="nobody lives there"),
    ],
)
def test_the_nearest_city_that_shows_a_practice_comes_first(
    modules: Page, country: str, population: int | None, nearest: list[str]
) -> None:
    city = {"country": country, "population": population}
    assert modules.evaluate(NEAREST, ["data", city, EXAMPLES]) == nearest


def test_half_as_large_is_as_near_as_twice_as_large(modules: Page) -> None:
    cities = [example("twice", "aa", 200), example("half", "aa", 50), example("alike", "aa", 101)]
    city = {"country": "aa", "population": 100}
    assert modules.evaluate(NEAREST, ["data", city, cities]) == ["alike", "twice", "half"]


def test_a_practice_that_no_city_shows_has_no_example(modules: Page) -> None:
    city = {"country": "aa", "population": 1}
    assert modules.evaluate(NEAREST, ["toString", city, EXAMPLES]) == []
