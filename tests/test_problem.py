"""What is wrong, worded for people, for programs and for pull requests."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certsite.problem import (
    LONGEST,
    FORMATS,
    Problem,
    Refused,
    Severity,
    Tally,
    as_github,
    as_json,
    as_markdown,
    as_text,
    choose,
    near,
    quote,
    summary,
)

LEVEL = Problem(
    "content/cities/a.md", 14, 12, "unknown level 'Golden'", "use one of silver, gold, platinum (did you mean gold?)"
)
WHOLE = Problem("content/cities", 0, 0, "the folder holds no record of a city", "add one", Severity.WARNING)
LEVELS = ("silver", "gold", "platinum")
PRACTICES = ("open-data", "data-management", "evaluations", "leadership", "contracting", "budgeting")

SEEN = "100% of «São Paulo» & O'Fallon: 1, 2"
UNSEEN = [
    ("\x1b[31mred", "\\u001b[31mred"),
    ("two\nlines", "two\\u000alines"),
    ("two\r\nlines", "two\\u000d\\u000alines"),
    ("a\x00b\x07\x7f\x9b", "a\\u0000b\\u0007\\u007f\\u009b"),
    ("gold\u202edlog", "gold\\u202edlog"),
    ("\u2066a\u2069\u200f\u061c", "\\u2066a\\u2069\\u200f\\u061c"),
    ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\u0085d"),
    ("a\ufeffb\u200bc\xa0d", "a\\ufeffb\\u200bc\\u00a0d"),
    ("\ud800", "\\ud800"),
    ("\U000e0041", "\\U000e0041"),
    ("a\ufe0fb\u034fc\u3164", "a\\ufe0fb\\u034fc\\u3164"),
    ("a ##[add-mask]e", "a #\\u0023[add-mask]e"),
    ("###[#\ufe0f#[", "##\\u0023[#\\ufe0f#["),
]
# Halves of characters among them, which no stream can write.
ANY_TEXT = st.text(st.characters() | st.sampled_from("#[]: \ufe0f\x1b\n"))
ANY = st.builds(
    Problem,
    ANY_TEXT,
    st.integers(0, 3),
    st.integers(0, 3),
    ANY_TEXT,
    ANY_TEXT,
    st.sampled_from(Severity),
)


def test_a_line_says_where_what_and_the_mend() -> None:
    assert as_text([LEVEL, WHOLE]) == (
        "content/cities/a.md:14:12: error: unknown level 'Golden'; "
        "use one of silver, gold, platinum (did you mean gold?)\n"
        "content/cities: warning: the folder holds no record of a city; add one\n"
    )


def test_a_pull_request_shows_each_problem_on_its_line() -> None:
    assert as_github([LEVEL, WHOLE]) == (
        "::error file=content/cities/a.md,line=14,col=12::unknown level 'Golden'; "
        "use one of silver, gold, platinum (did you mean gold?)\n"
        "::warning file=content/cities::the folder holds no record of a city; add one\n"
    )


def test_a_workflow_command_escapes_what_has_a_meaning_in_it() -> None:
    odd = Problem("a%,b:c.md", 1, 2, "100% wrong, see: a", "write %0A")
    assert as_github([odd]) == "::error file=a%25%2Cb%3Ac.md,line=1,col=2::100%25 wrong, see: a; write %250A\n"


def test_programs_read_every_field() -> None:
    assert json.loads(as_json([LEVEL])) == {
        "problems": [
            {
                "path": "content/cities/a.md",
                "line": 14,
                "column": 12,
                "severity": "error",
                "says": "unknown level 'Golden'",
                "do": "use one of silver, gold, platinum (did you mean gold?)",
            }
        ]
    }


def test_a_summary_counts_and_lists_errors_before_warnings_in_plain_words() -> None:
    assert as_markdown([WHOLE, LEVEL]) == (
        "### 1 error in 1 file, 1 warning in 1 file\n"
        "\n"
        "- Error in ` content/cities/a.md `, line 14: ` unknown level 'Golden' `. "
        "To mend it: ` use one of silver, gold, platinum (did you mean gold?) `\n"
        "- Warning in ` content/cities `: ` the folder holds no record of a city `. To mend it: ` add one `\n"
    )


def test_a_summary_says_so_where_nothing_is_wrong() -> None:
    assert as_markdown([]) == "### No problems\n"


def test_a_summary_stays_within_what_github_takes_and_says_how_much_it_leaves_out() -> None:
    told = as_markdown([replace(LEVEL, line=line) for line in range(1, 1001)])
    assert told.startswith("### 1000 errors in 1 file\n")
    assert told.count("\n- Error in ") == 200
    assert told.endswith("\n\n800 more are not listed here.\n")
    assert len(told.encode()) < 1 << 20


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("<img src=x onerror=alert(1)>", "` <img src=x onerror=alert(1)> `"),
        ("`]() ![](//x.example)", "`` `]() ![](//x.example) ``"),
        ("```\n# Done", "```` ```\\u000a# Done ````"),
        ("${{ secrets.X }} ::error::", "` ${{ secrets.X }} ::error:: `"),
        ("` `` `", "``` ` `` ` ```"),
    ],
)
def test_what_somebody_wrote_stays_inside_a_code_span_of_a_summary(written: str, span: str) -> None:
    told = as_markdown([Problem(written, 1, 1, written, written)]).splitlines()
    assert told[2:] == [f"- Error in {span}, line 1: {span}. To mend it: {span}"]


def test_nothing_is_said_of_nothing() -> None:
    assert (as_text([]), as_github([]), json.loads(as_json([]))) == ("", "", {"problems": []})


@pytest.mark.parametrize(("written", "shown"), [*UNSEEN, (SEEN, SEEN)])
def test_what_a_reader_cannot_see_is_spelled_out_in_words_and_names_of_files(written: str, shown: str) -> None:
    problem = Problem(written, 1, 1, f"unknown level '{written}'", f"remove {written}")
    assert as_text([problem]) == f"{shown}:1:1: error: unknown level '{shown}'; remove {shown}\n"
    told = json.loads(as_json([problem]))["problems"][0]
    assert (told["path"], told["says"], told["do"]) == (shown, f"unknown level '{shown}'", f"remove {shown}")
    assert as_github([problem]).count(shown.replace("%", "%25")) >= 2


@pytest.mark.parametrize("path", ["::warning::done.md", " ::stop-commands::x"])
def test_the_name_of_a_file_is_no_command_of_a_workflow(path: str) -> None:
    assert as_text([replace(LEVEL, path=path)]).startswith(f"./{path}:14:12: error: ")


@given(st.lists(ANY, max_size=4))
def test_each_problem_is_one_line_that_any_stream_can_write(problems: list[Problem]) -> None:
    for render in (as_text, as_github):
        lines = render(problems).encode().decode().splitlines()
        assert len(lines) == len(problems)
        assert all(line.isprintable() for line in lines)
    assert not any(line.lstrip().startswith("::") for line in as_text(problems).splitlines())
    assert not any("##[" in render(problems) for render in FORMATS.values())
    assert all(line.startswith(("::error file=", "::warning file=")) for line in as_github(problems).splitlines())
    assert len(json.loads(as_json(problems).encode())["problems"]) == len(problems)


# A code span begins with a run of backticks and ends with the next run that is as long: CommonMark, 6.1.
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


@given(st.lists(ANY, min_size=1, max_size=4))
def test_outside_its_code_spans_a_summary_has_our_words_alone(problems: list[Problem]) -> None:
    _, empty, *rows = as_markdown(problems).encode().decode().splitlines()
    assert empty == ""
    assert len(rows) == len(problems)
    for row in rows:
        rest = CODE_SPAN.sub("…", row)
        assert re.fullmatch(r"- (Error|Warning) in …(, line \d)?: …\. To mend it: …", rest)


@pytest.mark.parametrize(
    ("name", "render"),
    [("text", as_text), ("github", as_github), ("json", as_json), ("markdown", as_markdown)],
)
def test_each_format_has_a_name(name: str, render: Callable[[Sequence[Problem]], str]) -> None:
    assert FORMATS[name] is render


@pytest.mark.parametrize(
    ("problems", "text"),
    [
        ([], "no problems"),
        ([LEVEL], "1 error in 1 file"),
        ([LEVEL, replace(LEVEL, line=15), replace(LEVEL, path="b.md")], "3 errors in 2 files"),
        ([WHOLE, LEVEL], "1 error in 1 file, 1 warning in 1 file"),
    ],
)
def test_errors_and_warnings_are_counted_apart(problems: list[Problem], text: str) -> None:
    assert summary(problems) == text


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Golden", "gold"),
        ("GOLD", "gold"),
        ("sliver", "silver"),
        ("platin", "platinum"),
        ("gld", "gold"),
        ("bronze", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_a_near_miss_is_known_by_its_letters_whatever_their_case(word: str, meant: str | None) -> None:
    assert near(word, LEVELS) == meant


def test_of_very_many_options_those_next_to_the_word_are_compared() -> None:
    many = [f"{number:05}-report" for number in range(50_000)]
    assert near("31415-reprot", many) == "31415-report"
    assert near("00000-reprt", many) == "00000-report"
    assert near("49999-reports", many) == "49999-report"
    assert near("x" * LONGEST, ["x" * LONGEST]) == "x" * LONGEST
    assert near("x" * (LONGEST + 1), ["x" * LONGEST]) is None


@pytest.mark.parametrize(
    ("word", "options", "do"),
    [
        ("Golden", LEVELS, "use one of silver, gold, platinum (did you mean gold?)"),
        ("bronze", LEVELS, "use one of silver, gold, platinum"),
        ("opendata", PRACTICES, "did you mean 'open-data'?"),
        (
            "leader",
            PRACTICES,
            "use one of open-data, data-management, evaluations, leadership, contracting, budgeting "
            "(did you mean leadership?)",
        ),
        (
            "x",
            PRACTICES,
            "use one of open-data, data-management, evaluations, leadership, contracting, budgeting",
        ),
        ("x", [f"a{number}" for number in range(99)], "use one of a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, …"),
        ("x", (), "remove it, or define it first; none is defined yet"),
    ],
)
def test_the_mend_of_an_unknown_word_is_the_likely_one_or_the_choice(
    word: str, options: tuple[str, ...], do: str
) -> None:
    assert choose(word, options) == do


def test_a_long_word_is_cut_where_it_is_quoted() -> None:
    assert quote("gold") == "'gold'"
    assert quote("x" * 60) == f"'{'x' * 60}'"
    assert quote("x" * 61) == f"'{'x' * 60}…'"


def test_a_tally_hands_each_value_on_and_keeps_each_problem_once_in_the_order_of_lines() -> None:
    tally = Tally()
    later = replace(LEVEL, line=100)
    assert tally(("value", [later, LEVEL])) == "value"
    assert tally((None, [LEVEL, WHOLE])) is None
    assert tally.problems == (WHOLE, LEVEL, later)


def test_warnings_refuse_nothing_and_one_error_refuses_with_every_problem() -> None:
    tally = Tally()
    tally(((), [WHOLE]))
    tally.refuse_on_error()
    tally(((), [LEVEL]))
    with pytest.raises(Refused, match=r"^2 problems$") as refused:
        tally.refuse_on_error()
    assert refused.value.problems == (WHOLE, LEVEL)


def test_what_everything_needs_is_handed_on_or_refused_with_what_was_found() -> None:
    tally = Tally()
    tally(((), [LEVEL]))
    assert tally.need("value") == "value"
    with pytest.raises(Refused) as refused:
        tally.need(None)
    assert refused.value.problems == (LEVEL,)
