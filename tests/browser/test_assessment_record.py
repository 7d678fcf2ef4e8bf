"""What a visitor keeps: written, read again, refused where it is something else, carried on from earlier editions."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

Said: TypeAlias = dict[str, Any]
Read = Callable[..., Said]

STANDARD: Said = {
    "program": "Rivers",
    "edition": "b",
    "mark": "abc123",
    "levels": [{"id": "half", "name": "Half", "percent": 50}],
    "criteria": [
        {"id": id_, "label": f"{id_.upper()} A title", "practice": "one", "points": 1, "requires": []}
        for id_ in ("b1", "b2", "b3", "b4", "b5")
    ],
    "earlier": {
        "a": {
            "name": "Standard A",
            "criteria": {
                "a1": {"label": "A1 Same", "now": ["b1"]},
                "a2": {"label": "A2 Parted", "now": ["b2", "b3"]},
                "a3": {"label": "A3 Joined", "now": ["b4"]},
                "a4": {"label": "A4 Joined too", "now": ["b4"]},
                "a5": {"label": "A5 Gone", "now": []},
            },
        }
    },
}
# Maps stand as lists of pairs between the test and the browser, in their order; kept: all that is left in the record.
READ = """async ([text, standard]) => {
  const { readRecord } = await import("/js/assessment/record.js");
  const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  const told = () => {
    try {
      const { record, ...reading } = readRecord(text, standard);
      const { answers, notes, plan, left: kept, ...rest } = record;
      return { ...reading, ...rest, kept, answers: [...answers], notes: [...notes], plan: [...plan] };
    } catch (error) {
      return { refused: error.key ?? String(error), values: error.values };
    }
  };
  const result = told();
  const touched = before !== JSON.stringify(Object.getOwnPropertyNames(Object.prototype)) || {}.yes !== undefined;
  return { ...result, touched };
}"""
WRITE = """async ([record, standard]) => {
  const { writeRecord } = await import("/js/assessment/record.js");
  const { answers, notes, plan, ...rest } = record;
  return writeRecord({ ...rest, answers: new Map(answers), notes: new Map(notes), plan: new Map(plan) }, standard);
}"""
EMPTY = """async (standard) => {
  const { emptyRecord, writeRecord } = await import("/js/assessment/record.js");
  return JSON.parse(writeRecord(emptyRecord(standard), standard));
}"""


@pytest.fixture(scope="module")
def read(modules: Page) -> Read:
    """A function that has a text read under the standard above: what stands in it, or the refusal."""

    def ask(text: str, standard: Said = STANDARD) -> Said:
        found = dict(modules.evaluate(READ, [text, standard]))
        assert found.pop("touched") is False, "a prototype was touched"
        return found

    return ask


def file(**parts: Any) -> str:
    """Return a file of the current edition, with some of its parts replaced."""
    return json.dumps({"format": "certsite-assessment", "version": 1, "program": "Rivers", "edition": "b"} | parts)


def refusal(key: str, **values: Any) -> Said:
    return {"refused": key, "values": values}


def left(id_: str, label: str, **said: str) -> Said:
    return {"edition": "a", "id": id_, "label": label, "answer": "", "note": "", "date": "", "owner": ""} | said


def test_an_empty_record_is_written_in_full(modules: Page) -> None:
    assert modules.evaluate(EMPTY, STANDARD) == {
        "format": "certsite-assessment",
        "version": 1,
        "program": "Rivers",
        "edition": "b",
        "answers": {},
        "notes": {},
        "plan": {},
        "city": {"country": "", "population": None, "peer": ""},
        "left": [],
    }


def test_a_file_with_nothing_but_its_head_is_an_empty_record(read: Read) -> None:
    assert read(file()) == {
        "edition": "b",
        "answers": [],
        "notes": [],
        "plan": [],
        "city": {"country": "", "population": None, "peer": ""},
        "left": [],
        "kept": [],
        "carried": 0,
        "weakened": [],
    }


IDS = st.sampled_from([row["id"] for row in STANDARD["criteria"]])
GIVEN = st.sampled_from(["yes", "partly", "no", "unknown"])
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SEEN = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=TURNING)
LINES = st.text(SEEN | st.sampled_from("\n\t"), max_size=80)
WORDS = st.text(SEEN, max_size=60)
DAYS = st.dates().map(str) | st.just("")


def pairs(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[list[Any]]]:
    return st.dictionaries(IDS, values).map(lambda said: [list(pair) for pair in said.items()])


RECORDS = st.fixed_dictionaries(
    {
        "edition": st.just("b"),
        "answers": pairs(GIVEN),
        "notes": pairs(LINES),
        "plan": pairs(st.fixed_dictionaries({"date": DAYS, "owner": WORDS})),
        "city": st.fixed_dictionaries(
            {"country": WORDS, "population": st.none() | st.integers(0, 999_999_999), "peer": WORDS}
        ),
        "left": st.lists(
            st.fixed_dictionaries(
                {
                    "edition": WORDS,
                    "id": WORDS,
                    "label": WORDS,
                    "answer": GIVEN | st.just(""),
                    "note": LINES,
                    "date": DAYS,
                    "owner": WORDS,
                }
            ),
            max_size=3,
        ),
    }
)


@settings(deadline=None)
@given(RECORDS)
def test_reading_what_was_written_gives_the_same_record(modules: Page, read: Read, record: Said) -> None:
    text = modules.evaluate(WRITE, [record, STANDARD])
    assert read(text) == record | {"carried": 0, "weakened": [], "left": [], "kept": record["left"]}


def test_the_longest_record_that_a_page_can_make_is_read_again(modules: Page, read: Read) -> None:
    ids = [f"b{number}" for number in range(200)]
    criteria = [{"id": id_, "label": id_, "practice": "one", "points": 1, "requires": []} for id_ in ids]
    record = {
        "edition": "b",
        "answers": [[id_, "unknown"] for id_ in ids],
        "notes": [[id_, "\n" * 2000] for id_ in ids],
        "plan": [[id_, {"date": "275760-09-12", "owner": '"' * 200}] for id_ in ids],
        "city": {"country": "us", "population": 999_999_999, "peer": "a-city"},
        "left": [],
    }
    standard = STANDARD | {"criteria": criteria}
    found = read(modules.evaluate(WRITE, [record, standard]), standard)
    assert {name: found[name] for name in record} == record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", refusal("json"), id="empty"),
        pytest.param("{", refusal("json"), id="cut off"),
        pytest.param("<!doctype html>", refusal("json"), id="a page"),
        pytest.param("null", refusal("format"), id="null"),
        pytest.param("5", refusal("format"), id="a number"),
        pytest.param("[]", refusal("format"), id="a list"),
        pytest.param('{"a": 1}', refusal("format"), id="some other JSON"),
        pytest.param('{"__proto__": {"format": "certsite-assessment"}}', refusal("format"), id="a format by descent"),
        pytest.param(file(format="certsite"), refusal("format"), id="another format"),
        pytest.param(file(version=2), refusal("version"), id="a newer version"),
        pytest.param(file(version=0), refusal("shape", part="version"), id="no version"),
        pytest.param(file(version="1"), refusal("shape", part="version"), id="a version in quotes"),
        pytest.param(file(version={"valueOf": 1}), refusal("shape", part="version"), id="a version that is none"),
        pytest.param(file(program="Lakes"), refusal("program", program="Lakes"), id="another program"),
        pytest.param(file(program=["Rivers"]), refusal("shape", part="program"), id="a program in a list"),
        pytest.param(file(edition="c"), refusal("edition", edition="c"), id="an unknown edition"),
        pytest.param(file(edition="toString"), refusal("edition", edition="toString"), id="an inherited edition"),
        pytest.param(file(edition=2), refusal("shape", part="edition"), id="an edition as a number"),
        pytest.param(file(other=1), refusal("shape", part="other"), id="another part"),
        pytest.param(file(answers=[]), refusal("shape", part="answers"), id="a list of answers"),
        pytest.param(file(answers="yes"), refusal("shape", part="answers"), id="a text for answers"),
        pytest.param(file(answers=None), refusal("shape", part="answers"), id="null for answers"),
        pytest.param(file(answers={"b9": "yes"}), refusal("criterion", id="b9"), id="an unknown criterion"),
        pytest.param(file(answers={"a1": "yes"}), refusal("criterion", id="a1"), id="one of another edition"),
        pytest.param(file(answers={"constructor": "yes"}), refusal("criterion", id="constructor"), id="constructor"),
        pytest.param(file(answers={"b1": "Yes"}), refusal("answer", id="b1", answer="Yes"), id="an unknown answer"),
        pytest.param(file(answers={"b1": ""}), refusal("answer", id="b1", answer=""), id="an empty answer"),
        pytest.param(file(answers={"b1": 1}), refusal("answer", id="b1", answer="…"), id="an answer as a number"),
        pytest.param(
            file(answers={"b1": ["yes"]}), refusal("answer", id="b1", answer="…"), id="a list of answers to one"
        ),
        pytest.param(file(notes={"b9": "x"}), refusal("criterion", id="b9"), id="a note on an unknown one"),
        pytest.param(file(notes={"b1": 5}), refusal("shape", part="notes"), id="a note as a number"),
        pytest.param(file(notes={"b1": "x" * 2001}), refusal("note", id="b1", most=2000), id="a long note"),
        pytest.param(file(plan={"b1": "soon"}), refusal("shape", part="plan"), id="a plan as a text"),
        pytest.param(file(plan={"b1": {"cost": ""}}), refusal("shape", part="cost"), id="another field of a plan"),
        pytest.param(file(plan={"b1": {"date": 2027}}), refusal("shape", part="date"), id="a date as a number"),
        pytest.param(file(plan={"b1": {"owner": "x" * 201}}), refusal("owner", id="b1", most=200), id="a long owner"),
        pytest.param(file(plan={"b1": {"owner": {}}}), refusal("shape", part="owner"), id="an owner as an object"),
        pytest.param(file(city=[]), refusal("shape", part="city"), id="a list for the city"),
        pytest.param(file(city={"country": 1}), refusal("shape", part="country"), id="a country as a number"),
        pytest.param(file(city={"peer": "x" * 501}), refusal("shape", part="peer"), id="a long peer"),
        pytest.param(file(city={"population": "5"}), refusal("shape", part="population"), id="population in quotes"),
        pytest.param(file(city={"population": -1}), refusal("shape", part="population"), id="a negative population"),
        pytest.param(file(city={"population": 0.5}), refusal("shape", part="population"), id="half a person"),
        pytest.param(file(city={"population": 10**10}), refusal("shape", part="population"), id="too many people"),
        pytest.param(file(left={}), refusal("shape", part="left"), id="an object for what is left"),
        pytest.param(file(left=["a1"]), refusal("shape", part="left"), id="a text that is left"),
        pytest.param(file(left=[{"id": "a1"}]), refusal("shape", part="edition"), id="half of what is left"),
    ],
)
def test_what_is_not_a_record_is_refused_with_the_reason(read: Read, text: str, expected: Said) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "date", ["2026-02-30", "2027-13-01", "2027-00-10", "2027-1-1", "31.12.2027", "tomorrow", "2027-01-01T00:00", " "]
)
def test_a_day_that_is_none_is_refused(read: Read, date: str) -> None:
    assert read(file(plan={"b1": {"date": date}})) == refusal("date", id="b1", date=date)


@pytest.mark.parametrize("date", ["2028-02-29", "0002-01-01", "12345-06-07", ""])
def test_a_day_may_be_any_that_a_field_for_dates_gives(read: Read, date: str) -> None:
    assert read(file(plan={"b1": {"date": date}}))["plan"] == [["b1", {"date": date, "owner": ""}]]


@pytest.mark.parametrize("part", ["answers", "notes", "plan"])
def test_a_name_of_prototypes_is_an_unknown_criterion(read: Read, part: str) -> None:
    text = file().removesuffix("}") + f', "{part}": {{"__proto__": {{"yes": "yes"}}}}}}'
    assert read(text) == refusal("criterion", id="__proto__")


@pytest.mark.parametrize(
    ("part", "value"),
    [("city", '{"__proto__": {}}'), ("plan", '{"b1": {"__proto__": {}}}'), ("left", '[{"__proto__": {}}]')],
)
def test_a_name_of_prototypes_is_an_unknown_field(read: Read, part: str, value: str) -> None:
    text = file().removesuffix("}") + f', "{part}": {value}}}'
    assert read(text) == refusal("shape", part="__proto__")


def test_a_prototype_at_the_top_is_an_unknown_part(read: Read) -> None:
    text = file().removesuffix("}") + ', "__proto__": {"answers": {"b1": "yes"}}}'
    assert read(text) == refusal("shape", part="__proto__")


def test_a_hundred_thousand_criteria_are_refused(read: Read) -> None:
    answers = {f"x{number}": 1 for number in range(100_000)}
    text = file(answers=answers)
    assert len(text) > 1_000_000
    assert read(text) == refusal("large")
    fewer = dict.fromkeys(list(answers)[:60_000], 1)
    assert read(file(answers=fewer)) == refusal("criterion", id="x0")


@pytest.mark.parametrize("depth", [1000, 400_000])
def test_what_is_nested_deep_is_refused_and_breaks_nothing(read: Read, depth: int) -> None:
    deep = "[" * depth + "]" * depth
    assert read(file(answers={"b1": 0}).replace(": 0}", f": {deep}}}"))["refused"] in {"answer", "json"}
    assert read(file(program=0).replace('"program": 0', f'"program": {deep}'))["refused"] in {"shape", "json"}


def test_signs_that_nobody_sees_are_left_out_of_notes_and_names(read: Read) -> None:
    note = "one\r\ntwo\rthree\tfour\u0000\u0007\u009b\u202efive\u2066\u200f\u061c \ud83c six \N{CITYSCAPE}"
    found = read(
        file(
            notes={"b1": note},
            plan={"b1": {"owner": "Ana\nMar\u202eia\t"}},
            city={"country": "u\u0000s", "peer": "\u200e"},
        )
    )
    assert found["notes"] == [["b1", "one\ntwo\nthree\tfourfive  six \N{CITYSCAPE}"]]
    assert found["plan"] == [["b1", {"date": "", "owner": "Ana Maria "}]]
    assert found["city"] == {"country": "us", "population": None, "peer": ""}


def test_a_note_is_measured_without_the_signs_that_are_left_out(read: Read) -> None:
    assert read(file(notes={"b1": "x" * 2000 + "\u0000"}))["notes"] == [["b1", "x" * 2000]]


def test_what_a_refusal_shows_of_a_file_is_short_and_on_one_line(read: Read) -> None:
    said = read(file(answers={"b1": "\u202ea\n" + "y" * 99}))
    assert said == refusal("answer", id="b1", answer="a " + "y" * 58)


# Answers to an earlier edition


def earlier(**parts: Any) -> str:
    return file(edition="a", **parts)


def test_an_answer_goes_on_where_a_criterion_of_now_asks_for_much_the_same(read: Read) -> None:
    plan = {"date": "2027-01-31", "owner": "Ana"}
    found = read(earlier(answers={"a1": "yes"}, notes={"a1": "Done."}, plan={"a1": plan}, city={"country": "us"}))
    assert found == {
        "edition": "b",
        "answers": [["b1", "yes"]],
        "notes": [["b1", "Done."]],
        "plan": [["b1", plan]],
        "city": {"country": "us", "population": None, "peer": ""},
        "left": [],
        "kept": [],
        "carried": 1,
        "weakened": [],
    }


@pytest.mark.parametrize(
    ("before", "now", "weakened"),
    [
        ("yes", "partly", ["b2", "b3"]),
        ("partly", "unknown", ["b2", "b3"]),
        ("no", "unknown", ["b2", "b3"]),
        ("unknown", "unknown", []),
    ],
)
def test_where_one_became_several_nobody_knows_which_of_them_was_answered(
    read: Read, before: str, now: str, weakened: list[str]
) -> None:
    found = read(earlier(answers={"a2": before}, notes={"a2": "Half of it."}))
    assert found["answers"] == [["b2", now], ["b3", now]]
    assert found["notes"] == [["b2", "Half of it."], ["b3", "Half of it."]]
    assert (found["carried"], found["weakened"], found["left"]) == (1, weakened, [])


@pytest.mark.parametrize(
    ("one", "other", "now", "is_weakened"),
    [
        ("yes", "yes", "yes", False),
        ("yes", "unknown", "unknown", True),
        ("yes", "partly", "partly", True),
        ("partly", "unknown", "partly", True),
        ("yes", "no", "no", True),
        ("unknown", "no", "no", True),
        ("no", "no", "no", False),
        ("yes", None, "unknown", True),
        ("no", None, "no", False),
        (None, None, None, False),
    ],
)
def test_where_several_became_one_the_weakest_answer_holds(
    read: Read, one: str | None, other: str | None, now: str | None, is_weakened: bool
) -> None:
    answers = {id_: answer for id_, answer in (("a3", one), ("a4", other)) if answer}
    found = read(earlier(answers=answers))
    assert found["answers"] == ([["b4", now]] if now else [])
    assert found["weakened"] == (["b4"] if is_weakened else [])
    assert (found["carried"], found["left"]) == (len(answers), [])


def test_notes_on_criteria_that_became_one_are_joined(read: Read) -> None:
    assert read(earlier(notes={"a4": "Second.", "a3": "First."}))["notes"] == [["b4", "First.\n\nSecond."]]


def test_a_note_that_does_not_fit_any_more_is_left_with_its_answer(read: Read) -> None:
    found = read(earlier(answers={"a3": "yes", "a4": "no"}, notes={"a3": "x" * 1500, "a4": "y" * 1500}))
    assert (found["answers"], found["notes"]) == ([["b4", "no"]], [["b4", "x" * 1500]])
    assert found["left"] == [left("a4", "A4 Joined too", answer="no", note="y" * 1500)]


def test_a_second_plan_for_one_criterion_is_left(read: Read) -> None:
    one, other = {"date": "2027-01-31", "owner": "Ana"}, {"date": "2027-02-28", "owner": ""}
    found = read(earlier(plan={"a3": one, "a4": other}))
    assert found["plan"] == [["b4", one]]
    assert found["left"] == [left("a4", "A4 Joined too", date="2027-02-28")]
    assert read(earlier(plan={"a3": one, "a4": one}))["left"] == []


def test_what_has_no_counterpart_is_left_with_all_that_was_said(read: Read) -> None:
    plan = {"date": "2027-01-31", "owner": "Ana"}
    found = read(earlier(answers={"a5": "yes"}, notes={"a5": "Ours."}, plan={"a5": plan}))
    gone = left("a5", "A5 Gone", answer="yes", note="Ours.", **plan)
    assert (found["answers"], found["carried"], found["left"]) == ([], 0, [gone])


def test_what_was_left_before_stays_left(read: Read) -> None:
    before = left("z1", "Z1 Long gone", answer="partly")
    found = read(earlier(answers={"a5": "no"}, left=[before]))
    gone = left("a5", "A5 Gone", answer="no")
    assert (found["left"], found["kept"]) == ([gone], [before, gone])


@settings(deadline=None)
@given(
    answers=st.dictionaries(st.sampled_from(["a1", "a2", "a3", "a4", "a5"]), GIVEN),
    notes=st.dictionaries(st.sampled_from(["a1", "a2", "a3", "a4", "a5"]), st.text("ab", min_size=1, max_size=9)),
)
def test_nothing_of_an_earlier_edition_is_dropped(read: Read, answers: Said, notes: Said) -> None:
    found = read(earlier(answers=answers, notes=notes))
    given, noted = dict(found["answers"]), dict(found["notes"])
    gone = {row["id"]: row for row in found["left"]}
    for id_, old in STANDARD["earlier"]["a"]["criteria"].items():
        if id_ in answers:
            assert gone[id_]["answer"] == answers[id_] if not old["now"] else set(old["now"]) <= given.keys()
        if id_ in notes:
            assert (
                gone[id_]["note"] == notes[id_]
                if not old["now"]
                else all(notes[id_] in noted[now] for now in old["now"])
            )
    assert found["carried"] == len((answers.keys() | notes.keys()) - {"a5"})
