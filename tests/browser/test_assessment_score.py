"""What answers are worth: the module of the self-assessment against the table that was worked out by hand."""

from collections import Counter
from collections.abc import Callable, Set
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests import scores

SCORE = """async ([standard, answers]) => {
  const { scoreOf } = await import("/js/assessment/score.js");
  const { level, highest, next, ...score } = scoreOf(standard, new Map(answers));
  const brief = (level) => level && level.id;
  const missing = next.map(({ level, points, criteria }) => [level.id, [points, criteria]]);
  return { ...score, level: brief(level), highest: brief(highest), next: Object.fromEntries(missing) };
}"""

Score = Callable[[scores.Standard, dict[str, str]], dict[str, Any]]


@pytest.fixture(scope="module")
def score(modules: Page) -> Score:
    """A function that asks the module what answers are worth."""
    return lambda standard, answers: dict(modules.evaluate(SCORE, [standard.handed, list(answers.items())]))


@pytest.mark.parametrize("case", scores.TABLE["cases"], ids=lambda case: f"{case['standard']}: {case['why']}")
def test_answers_are_worth_what_was_worked_out_by_hand(score: Score, case: dict[str, Any]) -> None:
    standard = scores.standards()[case["standard"]]
    answers = scores.answered(standard, case["answers"])
    given = Counter(answers.values())
    counts = {answer: given[answer] for answer in ("yes", "partly", "no", "unknown")}
    assert score(standard, answers) == {
        "low": case["low"],
        "high": case["high"],
        "total": sum(row.points for row in standard.criteria),
        "level": case["level"],
        "highest": case["highest"],
        "counts": counts | {"open": len(standard.criteria) - len(answers)},
        "blocked": [{"id": id_, "by": by} for id_, by in case.get("blocked", {}).items()],
        "next": case["next"],
    }


def test_the_table_steps_over_every_bound_of_43_criteria() -> None:
    met = {case["low"] for case in scores.TABLE["cases"] if case["standard"] == "forty-three"}
    assert met >= {0, 21, 22, 29, 30, 36, 37, 43}


IDS = "abcdefg"


@st.composite
def standards(draw: st.DrawFn, *, linked: bool) -> scores.Standard:
    """Draw a small standard, whose criteria may require those before them in the alphabet."""
    criteria = []
    for index in range(draw(st.integers(1, len(IDS)))):
        requires = draw(st.sets(st.sampled_from(IDS[:index]), max_size=2)) if linked and index else set()
        criteria.append(scores.Criterion(IDS[index], draw(st.integers(1, 4)), tuple(sorted(requires))))
    levels = draw(st.lists(st.integers(0, 100), min_size=1, max_size=3, unique=True).map(sorted))
    return scores.Standard("drawn", {f"at-{percent}": percent for percent in levels}, {}, tuple(criteria))


ANSWERED = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["yes", "partly", "no", "unknown"]))


def points(standard: scores.Standard, met: Set[str]) -> int:
    """Return the points that count, in the plainest way: one criterion behind the other, until none is added."""
    counted: set[str] = set()
    for _ in standard.criteria:
        counted |= {row.id for row in standard.criteria if row.id in met and counted.issuperset(row.requires)}
    return sum(row.points for row in standard.criteria if row.id in counted)


def fewest(standard: scores.Standard, met: Set[str], bound: int) -> int:
    """Return how many further criteria reach a bound, by trying all."""
    others = [row.id for row in standard.criteria if row.id not in met]
    return next(
        count
        for count in range(len(others) + 1)
        if any(points(standard, met | {*more}) >= bound for more in combinations(others, count))
    )


@settings(deadline=None)
@given(standards(linked=True), ANSWERED)
def test_points_are_those_of_counting_one_criterion_behind_the_other(
    score: Score, standard: scores.Standard, answers: dict[str, str]
) -> None:
    ids = {row.id for row in standard.criteria}
    met = {id_ for id_ in ids if answers.get(id_) == "yes"}
    found = score(standard, answers)
    assert found["low"] == points(standard, met)
    assert found["high"] == points(standard, {id_ for id_ in ids if answers.get(id_) not in {"partly", "no"}})
    for missing, criteria in found["next"].values():
        assert len(ids - met) >= criteria >= fewest(standard, met, found["low"] + missing)


@settings(deadline=None)
@given(standards(linked=False), ANSWERED)
def test_without_requirements_no_fewer_criteria_are_enough(
    score: Score, standard: scores.Standard, answers: dict[str, str]
) -> None:
    met = {row.id for row in standard.criteria if answers.get(row.id) == "yes"}
    found = score(standard, answers)
    for missing, criteria in found["next"].values():
        assert criteria == fewest(standard, met, found["low"] + missing)
