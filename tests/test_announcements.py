"""What was announced, and how openly the pages say what of it was found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from certsite.model import Round, Statement
from certsite.plan.announcements import AnnouncementPage
from certsite.schema import Event
from tests.small import ROOT, SOURCE, award, city, directory, made, page, round_

OLD = replace(round_("old", "2018-05-22", edition=0, stated=False), text={"en": "The first ones."})
NEW = award(Event.CERTIFIED, 1, "2024")
RAISED = award(Event.LEVEL_UP, 4, "2024")
AGAIN = award(Event.RECERTIFIED, 2, "2024")
NAMELESS = award(Event.UNKNOWN_LEVEL, None, "2024")


def told(**announced: int) -> Round:
    """Return the newest round with the numbers that were announced for it."""
    numbers = {name: (value, (SOURCE,)) for name, value in announced.items()}
    return replace(round_("newest", "2024-03-22"), announced=numbers)


def shown(row: Round, *awards: Any, before: tuple[Round, ...] = ()) -> AnnouncementPage:
    """Return the page of a round in which each award went to a city of its own."""
    cities = [city(f"c{place}", replace(found, round=row)) for place, found in enumerate(awards)] or [
        city("undated", award(Event.CERTIFIED, 1))
    ]
    found = page(directory(*cities, rounds=(*before, row)), f"en/announcements/{row.id}/index.html")
    assert isinstance(found, AnnouncementPage)
    return found


# How announced and found differ


@pytest.mark.parametrize(
    ("announced", "awards", "sentences"),
    [
        pytest.param({"new": 2}, [NEW, NEW], [("New cities", "2 announced, 2 found, as many.")], id="equal"),
        pytest.param(
            {"new": 3},
            [NEW, NAMELESS],
            [("New cities", "3 announced, 2 (perhaps new) found, 1 fewer.")],
            id="no source tells of one whether it is new",
        ),
        pytest.param({"new": 3}, [NEW], [("New cities", "3 announced, 1 found, 2 fewer.")], id="fewer"),
        pytest.param({"new": 1}, [NEW, NEW], [("New cities", "1 announced, 2 found, 1 more.")], id="more"),
        pytest.param({}, [NEW], [("New cities", "No number announced, 1 found.")], id="nothing announced"),
        pytest.param({"new": 0}, [], [("New cities", "0 announced, 0 found, as many.")], id="none announced"),
        pytest.param({"level_up": 2}, [], [("Cities raised", "2 announced, 0 found, 2 fewer.")], id="none found"),
        pytest.param({}, [], [], id="neither"),
        pytest.param(
            {"recertified_or_level_up": 2},
            [RAISED, AGAIN],
            [("Labels renewed or cities raised", "2 announced, 2 found, as many.")],
            id="one number for two events, which are then not told one by one",
        ),
        pytest.param(
            {},
            [RAISED, AGAIN],
            [("Labels renewed", "No number announced, 1 found."), ("Cities raised", "No number announced, 1 found.")],
            id="two events without a number",
        ),
    ],
)
def test_the_difference_is_said_in_a_sentence(
    announced: Mapping[str, int], awards: list[Any], sentences: list[tuple[str, str]]
) -> None:
    found = [(row.label, row.value) for row in shown(told(**announced), *awards).compared]
    assert [row for row in found if row[0] != "Cities since the beginning"] == sentences


def test_the_total_counts_the_rounds_before_and_says_how() -> None:
    cities = (city("a", award(Event.CERTIFIED, 1, "2018", round=OLD)), city("b", replace(NEW, round=told())))
    newest = told(total=4)
    found = page(directory(*cities, rounds=(OLD, newest)), "en/announcements/newest/index.html")
    total = found.compared[-1]
    assert (total.label, total.value) == ("Cities since the beginning", "4 announced, 2 found, 2 fewer.")
    assert found.counts_total
    assert not shown(told(new=1)).counts_total


def test_each_number_names_its_sources() -> None:
    numbers = shown(told(new=3, total=1), NEW, RAISED).compared
    assert [(row.label, [source.id for source in row.sources]) for row in numbers] == [
        ("New cities", ["s"]),
        ("Cities raised", []),
        ("Cities since the beginning", ["s"]),
    ]


OPEN = (Statement({"en": "Who else?"}, (SOURCE,)),)


@pytest.mark.parametrize(
    ("row", "is_nameless"),
    [
        pytest.param(told(new=3), True, id="something is missing"),
        pytest.param(replace(told(new=3), open_questions=OPEN), False, id="a question tells of it"),
        pytest.param(told(new=1), False, id="nothing is missing"),
        pytest.param(told(), False, id="nothing is announced"),
    ],
)
def test_that_no_source_names_what_is_missing_is_said_once(row: Round, *, is_nameless: bool) -> None:
    assert shown(row, NEW).is_nameless is is_nameless


# The page of a round


def test_a_round_tells_its_date_its_standard_and_what_is_open() -> None:
    row = replace(
        OLD,
        date_note={"fr": "Vers le 22 mai."},
        award_year=2017,
        edition_sources=(SOURCE,),
        open_questions=(Statement({"en": "Who else?"}, (SOURCE,)),),
    )
    found = shown(row)
    assert (found.title, found.lead) == ("List of awards of May 2018", "The first ones.")
    assert [(fact.label, fact.value, fact.note and fact.note.text) for fact in found.facts] == [
        ("Date", "22 May 2018", "Vers le 22 mai."),
        ("Year of the list", "2017", None),
        ("Reference", "Reference A (2014)", "It follows from the date, according to:"),
    ]
    assert [source.id for source in found.facts[2].sources] == ["s"]
    assert found.facts[2].cited_by_note
    assert found.facts[2].path == ""
    assert [text.text.text for text in found.questions] == ["Who else?"]
    assert found.has_foreign


@pytest.mark.parametrize(
    ("day", "note", "title"),
    [
        ("2018-05-22", {}, "List of awards announced on 22 May 2018"),
        ("2018-05-22", {"en": "Some told of it later."}, "List of awards of May 2018"),
        ("2018-05", {}, "List of awards of May 2018"),
        ("2018", {}, "List of awards of 2018"),
    ],
)
def test_the_title_names_a_day_where_all_was_announced_on_it(day: str, note: Mapping[str, str], title: str) -> None:
    assert shown(replace(told(), date=day, date_note=note)).title == title


def test_what_a_source_states_of_the_standard_is_not_called_derived() -> None:
    found = shown(told())
    assert [(fact.label, fact.value, fact.note) for fact in found.facts] == [
        ("Date", "22 March 2024", None),
        ("Reference", "Reference B (2020)", None),
    ]
    assert found.facts[1].path == "en/criteria/b/"
    assert not found.facts[1].cited_by_note
    assert not found.has_foreign


def test_the_cities_of_a_round_stand_by_event() -> None:
    found = shown(told(), RAISED, NEW, RAISED)
    assert [(group.id, group.title, [card.name for card in group.cards]) for group in found.groups] == [
        ("certified", "New cities", ["C1"]),
        ("level-up", "Cities raised", ["C0", "C2"]),
    ]


def test_a_round_leads_to_those_around_it_to_its_year_and_to_all() -> None:
    rounds = (OLD, replace(told(), id="middle", date="2020-03"), told())
    history = (award(Event.CERTIFIED, 1, "2020", round=rounds[1]),)
    found = page(directory(city("a", *history), rounds=rounds), "en/announcements/middle/index.html")
    assert [(link.label, link.path) for link in found.siblings] == [
        ("Previous: 22 May 2018", "en/announcements/old/"),
        ("Next: 22 March 2024", "en/announcements/newest/"),
        ("Awards of 2020", "en/years/2020/"),
        ("All lists", "en/announcements/"),
    ]
    assert [(link.label, link.path) for link in found.frame.trail[:2]] == [
        ("Cities", "en/"),
        ("Announcements", "en/announcements/"),
    ]


def test_a_round_of_a_year_without_awards_does_not_lead_to_that_year() -> None:
    assert [link.path for link in shown(OLD).siblings] == ["en/announcements/"]


def test_the_list_tells_the_newest_round_first_with_what_was_announced_and_found() -> None:
    newest = told(total=9, new=3)
    cities = (city("a", replace(NEW, round=newest)), city("b", replace(RAISED, round=newest)))
    found = page(directory(*cities, rounds=(OLD, newest)), "en/announcements/index.html")
    assert found.lead == "2 lists of awards, newest first."
    assert [(row.title, row.path, row.text, row.announced, row.found) for row in found.rounds] == [
        (
            "22 March 2024",
            "en/announcements/newest/",
            "Round newest",
            "3 new cities and 9 in total",
            "1 new city and 1 city raised",
        ),
        ("22 May 2018", "en/announcements/old/", "The first ones.", "", ""),
    ]


# The numbers of this repository, counted once more from the files


def front(path: Any) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0])


CITIES = [front(path) for path in sorted((ROOT / "content" / "cities").glob("*.md")) if path.stem.count(".") == 0]
ROUNDS = yaml.safe_load((ROOT / "content" / "rounds.yaml").read_text(encoding="utf-8"))["rounds"]
LANGUAGES = [
    row["path"] for row in yaml.safe_load((ROOT / "content/program.yaml").read_text(encoding="utf-8"))["languages"]
]


def counted(events: tuple[str, ...], id_: str) -> int:
    return sum(row["event"] in events and row.get("round") == id_ for place in CITIES for row in place["history"])


def firsts() -> Iterator[Mapping[str, Any]]:
    """Yield the row of each city that is its first certification found."""
    for place in CITIES:
        rows = [row for row in place["history"] if row["event"] not in ("honor-roll", "lapsed", "retracted")]
        yield from rows[:1]


def found_of(row: Mapping[str, Any]) -> Mapping[str, int]:
    """Return what the records hold of a round, by the names of its numbers."""
    id_ = row["id"]
    until = [*takewhile(lambda other: other != id_, (other["id"] for other in ROUNDS)), id_]
    return {
        "new": sum(first.get("round") == id_ and first["event"] != "level-up" for first in firsts()),
        "recertified": counted(("recertified",), id_),
        "level_up": counted(("level-up",), id_),
        "recertified_or_level_up": counted(("recertified", "level-up"), id_),
        "honor_roll": counted(("honor-roll",), id_),
        "total": sum(first.get("round") in until for first in firsts()),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", ROUNDS, ids=lambda row: row["id"])
def test_the_numbers_of_each_round_are_those_of_the_files(row: Mapping[str, Any], language: str) -> None:
    pages = made(ROOT / "content", today=date.max)
    path = f"{language}/announcements/{row['id']}/index.html".lstrip("/")
    html = LexborHTMLParser(pages[path])
    told_of = {name: number["value"] for name, number in row["announced"].items()}
    found = found_of(row)
    for sources in html.css(".cited"):
        sources.decompose()
    lines = html.css("section[aria-labelledby=compared] li")
    numbers = [[int(digits) for digits in re.findall(r"\d+", node.text())] for node in lines]
    stated = [
        [told_of[name], found[name], *([abs(found[name] - told_of[name])] if found[name] != told_of[name] else [])]
        for name in found
        if name in told_of
    ]
    assert [line for line in numbers if len(line) > 1] == stated
    assert all(line[0] > 0 for line in numbers if line not in stated)
    groups = {node.attributes["aria-labelledby"]: len(node.css(".city-card")) for node in html.css("section.group")}
    events = {award["event"] for place in CITIES for award in place["history"] if award.get("round") == row["id"]}
    assert groups == {event: counted((event,), row["id"]) for event in events}
