"""Answers in the fragment of an address: a letter for each criterion, and what is refused."""

from typing import Any

import pytest
from playwright.sync_api import Page

STANDARD: dict[str, Any] = {
    "edition": "2022",
    "mark": "a1b2c3",
    "criteria": [{"id": f"c{number}"} for number in range(1, 6)],
    "earlier": {"2018": {"name": "Standard of 2018", "criteria": {}}},
}
WRITE = """async ([record, standard]) => {
  const { fragmentOf } = await import("/js/assessment/share.js");
  const maps = Object.entries(record).map(([name, said]) => [name, new Map(Object.entries(said))]);
  return fragmentOf(Object.fromEntries(maps), standard);
}"""
READ = """async ([text, standard]) => {
  const { readFragment } = await import("/js/assessment/share.js");
  try {
    const answers = readFragment(text, standard);
    return answers && [...answers];
  } catch (error) {
    return [error.key ?? String(error), error.values];
  }
}"""
ANSWERS = {"c1": "yes", "c2": "partly", "c3": "no", "c4": "unknown"}


def write(modules: Page, **record: Any) -> str:
    return str(modules.evaluate(WRITE, [record, STANDARD]))


def read(modules: Page, text: str, **changes: Any) -> Any:
    return modules.evaluate(READ, [text, STANDARD | changes])


def test_each_criterion_is_a_letter_in_the_order_of_the_standard(modules: Page) -> None:
    assert write(modules, answers=ANSWERS) == "share=2022.a1b2c3.ypnu-"


def test_notes_plans_and_the_city_are_not_in_a_link(modules: Page) -> None:
    said = {"c1": "a secret"}
    assert write(modules, answers=ANSWERS, notes=said, plan=said, city=said) == write(modules, answers=ANSWERS)


@pytest.mark.parametrize(
    "answers", [ANSWERS, {}, {"c5": "unknown"}, dict.fromkeys(["c1", "c2", "c3", "c4", "c5"], "no")]
)
def test_a_link_gives_back_the_answers_that_it_was_made_of(modules: Page, answers: dict[str, str]) -> None:
    fragment = write(modules, answers=answers)
    assert read(modules, fragment) == read(modules, f"#{fragment}") == [list(pair) for pair in answers.items()]


@pytest.mark.parametrize(
    "text", ["", "#", "#c1", "#practice-open-data", "shared=2022.a1b2c3.ypnu-", "#x=1&share=2022.a1b2c3.ypnu-"]
)
def test_another_fragment_holds_no_answers(modules: Page, text: str) -> None:
    assert read(modules, text) is None


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        pytest.param(
            "share=2018.a1b2c3.ypnu-", "share-edition", {"edition": "Standard of 2018"}, id="an earlier edition"
        ),
        pytest.param("share=2030.a1b2c3.ypnu-", "share-edition", {"edition": "2030"}, id="an edition not heard of"),
        pytest.param("share=toString.a.y", "share-edition", {"edition": "toString"}, id="an inherited edition"),
        pytest.param("share=", "share-edition", {"edition": ""}, id="nothing"),
        pytest.param("share=\u202e\n" + "x" * 99, "share-edition", {"edition": " " + "x" * 59}, id="a long one"),
        pytest.param("share=2022.ffffff.ypnu-", "share-mark", {}, id="other criteria"),
        pytest.param("share=2022", "share-mark", {}, id="an edition alone"),
        pytest.param("share=2022.a1b2c3", "share-length", {"count": 0, "total": 5}, id="no letters"),
        pytest.param("share=2022.a1b2c3.ypnu", "share-length", {"count": 4, "total": 5}, id="cut off"),
        pytest.param("share=2022.a1b2c3.ypnu--", "share-length", {"count": 6, "total": 5}, id="too long"),
        pytest.param("share=2022.a1b2c3.ypnuY", "share-letters", {}, id="another letter"),
        pytest.param("share=2022.a1b2c3.ypnu-.", "share-letters", {}, id="a full stop behind it"),
        pytest.param("share=2022.a1b2c3.ypnu-\n", "share-letters", {}, id="the end of a line behind it"),
        pytest.param("share=2022.a1b2c3.<script>", "share-letters", {}, id="a script"),
        pytest.param("share=2022.a1b2c3." + "y" * 100_000, "share-length", {"count": 100_000, "total": 5}, id="long"),
    ],
)
def test_a_link_that_cannot_be_read_is_refused_with_the_reason(
    modules: Page, text: str, key: str, values: dict[str, Any]
) -> None:
    assert read(modules, text) == [key, values]
