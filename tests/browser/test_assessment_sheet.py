"""The self-assessment as files: a text in Markdown and a table, with what a visitor wrote as nothing but text."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

STANDARD: dict[str, Any] = {
    "program": "Rivers",
    "edition": "b",
    "levels": [{"id": "half", "name": "Half", "percent": 50}, {"id": "whole", "name": "Whole", "percent": 100}],
    "practices": [{"id": "banks", "name": "Open banks"}, {"id": "floods", "name": "Living with floods"}],
    "criteria": [
        {"id": "path", "label": "A path", "practice": "banks", "points": 1, "requires": []},
        {"id": "shade", "label": "Shade", "practice": "banks", "points": 1, "requires": ["path"]},
        {"id": "map", "label": "1. A map", "practice": "floods", "points": 1, "requires": []},
        {"id": "room", "label": "Room", "practice": "floods", "points": 1, "requires": []},
    ],
    "earlier": {"a": {"name": "Standard A", "criteria": {}}},
    "examples": [
        {
            "slug": "near",
            "name": "Near",
            "place": "Here, Land",
            "level": "Whole",
            "country": "aa",
            "population": 100,
            "shows": {"banks": [["Walks", "en"], ["Rides", "en"]]},
        }
    ],
}
# The words are their keys, so that a sheet shows what is said of what; a plural is none of its business.
SHEETS = """async ([name, standard, { answers, notes, plan, ...rest }]) => {
  const sheets = await import("/js/assessment/sheet.js");
  const { scoreOf } = await import("/js/assessment/score.js");
  const { roadmapOf } = await import("/js/assessment/roadmap.js");
  const maps = { answers: new Map(answers), notes: new Map(notes), plan: new Map(plan) };
  const labels = new Map(standard.criteria.map(({ id, label }) => [id, label]));
  const say = (key, values = {}) => [key.replace("assessment.", ""), ...Object.values(values)].join(" ");
  const setting = { say, nameOf: (id) => labels.get(id) };
  const [score, steps] = [scoreOf(standard, maps.answers), roadmapOf(standard, maps.answers)];
  return sheets[name](standard, { ...maps, ...rest }, score, steps, setting);
}"""
MARKDOWN = """async (text) => (await import("/js/assessment/markdown.js")).inMarkdown(text)"""

Sheet = Callable[..., str]


@pytest.fixture(scope="module")
def sheet(modules: Page) -> Sheet:
    """A function that makes a file of a record."""

    def make(name: str, **said: Any) -> str:
        record: dict[str, Any] = {"city": {"country": "", "population": None, "peer": ""}, "left": []}
        for part in ("answers", "notes", "plan"):
            record[part] = [list(pair) for pair in said.pop(part, {}).items()]
        return str(modules.evaluate(SHEETS, [name, STANDARD, record | said]))

    return make


SAID: dict[str, Any] = {
    "answers": {"shade": "yes", "map": "partly", "room": "yes"},
    "notes": {"shade": "Plane trees.\n- along *both* sides", "path": "=cost"},
    "plan": {"path": {"date": "2027-03-31", "owner": "Ana"}, "room": {"date": "", "owner": "Bo"}},
    "left": [
        {
            "edition": "a",
            "id": "old",
            "label": "OLD One",
            "answer": "no",
            "note": "Was ours.",
            "date": "",
            "owner": "Cy",
        }
    ],
}


def test_the_text_says_what_it_is_what_it_amounts_to_and_what_to_do(sheet: Sheet) -> None:
    assert sheet("markdownSheet", **SAID) == (
        """\
# sheet.title Rivers b

only-estimate

level.up-to Half Half score met 1 4

missing Half 1 1

missing Whole 3 2

blocked.one Shade A path

## roadmap

1. A path
    - step.prerequisite step.opens Shade
    - step.example Near (Here, Land; Whole): Walks; Rides
    - step.reaches met 3 4 Half
    - step.date: 2027-03-31
    - step.owner: Ana
2. 1\\. A map
    - step.partly
    - step.reaches met 4 4 Whole

## Open banks

- A path: answer.open
    - note: =cost
- Shade: answer.yes
    - note: Plane trees.  
      \\- along \\*both\\* sides

## Living with floods

- 1\\. A map: answer.partly
- Room: answer.yes

## sheet.left

- Standard A, OLD One: answer.no
    - note: Was ours.
    - step.owner: Cy
"""  # noqa: W291 - two spaces at the end of a line keep it a line
    )


def test_a_text_of_nothing_has_no_roadmap_and_nothing_left(sheet: Sheet) -> None:
    text = sheet("markdownSheet")
    assert re.findall("^## .*", text, re.MULTILINE) == ["## Open banks", "## Living with floods"]


def test_the_table_has_a_line_for_each_criterion_with_its_place_in_the_roadmap(sheet: Sheet) -> None:
    text = sheet("csvSheet", **SAID)
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [
        ["sheet.title Rivers b"],
        ["only-estimate"],
        ["level.up-to Half Half score met 1 4"],
        ["missing Half 1 1"],
        ["missing Whole 3 2"],
        ["blocked.one Shade A path"],
        [],
        ["practice", "sheet.criterion", "sheet.answer", "note", "sheet.step", "sheet.city", "step.date", "step.owner"],
        [
            "Open banks",
            "A path",
            "answer.open",
            "'=cost",
            "1",
            "Near (Here, Land; Whole): Walks; Rides",
            "2027-03-31",
            "Ana",
        ],
        ["Open banks", "Shade", "answer.yes", "Plane trees.\n- along *both* sides", "", "", "", ""],
        ["Living with floods", "1. A map", "answer.partly", "", "2", "", "", ""],
        ["Living with floods", "Room", "answer.yes", "", "", "", "", "Bo"],
        ["Standard A", "OLD One", "answer.no", "Was ours.", "", "", "", "Cy"],
    ]


def test_an_edition_that_is_not_known_any_more_is_named_by_its_id(sheet: Sheet) -> None:
    row = SAID["left"][0] | {"edition": "toString"}
    assert "toString,OLD One,answer.no" in sheet("csvSheet", left=[row])
    assert "- toString, OLD One: answer.no" in sheet("markdownSheet", left=[row])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[a](https://b.example)", r"\[a\](https\://b.example)"),
        ("![a](b.png)", r"!\[a\](b.png)"),
        ("<https://b.example>", r"&lt;https\://b.example&gt;"),
        ("https://b.example", r"https\://b.example"),
        ("WWW.b.example", r"WWW\.b.example"),
        ("ana@b.example", r"ana\@b.example"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("# a", r"\# a"),
        ("a\n===", "a  \n      \\==="),
        ("a\n---", "a  \n      \\---"),
        ("> a", "&gt; a"),
        ("+ a", r"\+ a"),
        ("12. a", r"12\. a"),
        ("3) a", r"3\) a"),
        ("    a", "a"),
        ("\ta\n\n\n b ", "a  \n      b"),
        ("```\na\n```", "\\`\\`\\`  \n      a  \n      \\`\\`\\`"),
        ("~~~", r"\~\~\~"),
        ("*a* __b__", r"\*a\* \_\_b\_\_"),
        ("| a | b |\n|---|---|", "\\| a \\| b \\|  \n      \\|---\\|---\\|"),
        (r"\[a]", r"\\\[a\]"),
        (": a", r"\: a"),
        ("{: .wide}", r"\{: .wide}"),
        ("A plain sentence, 3.5 percent: yes (for now)!", "A plain sentence, 3.5 percent: yes (for now)!"),
        ("", ""),
    ],
)
def test_what_markdown_would_take_for_more_is_escaped(modules: Page, text: str, shown: str) -> None:
    assert modules.evaluate(MARKDOWN, text) == shown


PIECES = "[a](b) ![a](b) [a]: <b> <script> </li> <http://a> &lt; # === --- *a* __a__ ` ``` ~~~ > - 1. | --- \\ {: .a} a"
HOSTILE = st.lists(st.sampled_from([*PIECES.split(" "), "\n", "\n\n", " ", "    "]), max_size=12).map("".join)


@settings(deadline=None)
@given(HOSTILE)
def test_no_note_becomes_more_than_a_text(sheet: Sheet, note: str) -> None:
    html = markdown.markdown(sheet("markdownSheet", notes={"path": note}), extensions=["extra", "sane_lists"])
    body = LexborHTMLParser(html).body
    assert body is not None
    nodes = [node for node in body.css("*") if node.tag != "body"]
    assert {node.tag for node in nodes} <= {"h1", "h2", "p", "ul", "li", "br"}
    assert not any(node.attributes for node in nodes)
    assert len(body.css("h1, h2")) == 3
    assert len(body.css("li")) == 4 + bool(note.strip())
