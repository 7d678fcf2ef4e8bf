"""What answers are worth: the module of the self-assessment against the table that was worked out by hand."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
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
