"""The judged queries: what stands in the set, and when an answer is a success."""

from collections import Counter
from pathlib import Path

import pytest

from bench import asking
from bench.judge import (
    ELSEWHERE,
    LEFT_TO_TEXTS,
    NOTHING_IS_RIGHT,
    Answer,
    Query,
    is_judged,
    queries,
    right_answers,
    succeeds,
)
from certsite.relate import Directory
from certsite.schema import Event
from tests.small import ROOT, award, city, directory

FEWEST = {"typo": 25, "text": 10, "nonsense": 10}
SILVER, GOLD = 2, 3


@pytest.fixture(scope="module")
def real() -> Directory:
    return asking.known(ROOT / "content")[0]


@pytest.fixture
def towns() -> Directory:
    return directory(
        city("alma", award(Event.CERTIFIED, SILVER, "2021"), award(Event.LEVEL_UP, GOLD, "2024"), region="Nord"),
        city("almeda", award(Event.CERTIFIED, GOLD, "2023"), region="Sud"),
        city("bruma", award(Event.CERTIFIED, SILVER, "2024"), region="Nord", country="BR"),
        city("corvo", award(Event.HONOR_ROLL, None, "2024"), region="Sud"),
    )


def right(towns: Directory, text: str, kind: str, *answers: str | dict[str, str | int]) -> set[str]:
    return set(right_answers(Query("en", text, kind, answers), towns))


def test_there_are_enough_queries_of_every_class() -> None:
    counts = Counter(query.kind for query in queries())
    assert sum(counts.values()) >= 140
    assert {kind for kind, fewest in FEWEST.items() if counts[kind] < fewest} == set()
    assert {query.language for query in queries()} == {"en", "es", "pt"}


def test_no_query_stands_twice() -> None:
    counts = Counter((query.language, query.text) for query in queries() if query.kind != "other name")
    assert [asked for asked, count in counts.items() if count > 1] == []


def test_every_query_has_an_answer_in_the_directory_or_none_by_its_class(real: Directory) -> None:
    slugs = {standing.city.slug for standing in real.standings}
    for query in queries():
        assert bool(query.right) == (query.kind not in NOTHING_IS_RIGHT), query
        assert {answer for answer in query.right if isinstance(answer, str)} <= slugs, query
        assert query.kind in NOTHING_IS_RIGHT or right_answers(query, real), query


@pytest.mark.parametrize(
    ("rule", "slugs"),
    [
        ({"level": "affluent"}, {"alma", "almeda"}),
        ({"level": "ruisseau"}, {"bruma"}),
        ({"awarded": "ruisseau"}, {"alma", "bruma"}),
        ({"awarded": "affluent", "year": 2024}, {"alma"}),
        ({"year": 2024}, {"alma", "bruma", "corvo"}),
        ({"region": "Nord"}, {"alma", "bruma"}),
        ({"country": "BR", "level": "ruisseau"}, {"bruma"}),
        ({"status": "honor-roll"}, {"corvo"}),
    ],
)
def test_a_rule_is_right_for_every_city_that_meets_all_of_it(
    towns: Directory, rule: dict[str, str | int], slugs: set[str]
) -> None:
    assert right(towns, "asked", "level", rule) == slugs


def test_a_city_is_right_where_the_query_is_its_name_or_in_its_class_the_start_of_it(towns: Directory) -> None:
    assert right(towns, "ALMA", "typo", "bruma") == {"alma", "bruma"}
    assert right(towns, "alm", "prefix", "bruma") == {"alma", "almeda", "bruma"}
    assert right(towns, "alm", "typo", "bruma") == {"bruma"}


@pytest.mark.parametrize(
    ("kind", "slugs", "near", "is_success"),
    [
        ("exact", ["x", "y", "alma"], False, True),
        ("exact", ["x", "y", "z", "alma"], False, False),
        ("exact", [], False, False),
        ("typo", ["alma"], True, True),
        ("nonsense", [], False, True),
        ("nonsense", ["alma"], True, False),
        (LEFT_TO_TEXTS, [], False, True),
        (LEFT_TO_TEXTS, ["x"], True, True),
        (LEFT_TO_TEXTS, ["alma"], False, False),
    ],
)
def test_what_a_success_is(towns: Directory, kind: str, slugs: list[str], *, near: bool, is_success: bool) -> None:
    assert succeeds(Query("en", "asked", kind, ("alma",)), Answer(slugs, near, named=True), towns) is is_success


def test_that_no_city_is_called_so_is_right_where_a_city_is_not_here(towns: Directory) -> None:
    asked = Query("en", "asked", ELSEWHERE, ())
    assert succeeds(asked, Answer(["alma"], near=False, named=False), towns)
    assert not succeeds(asked, Answer(["alma"], near=False, named=True), towns)


@pytest.mark.parametrize(
    ("kind", "text", "is_told"),
    [
        ("absent", "almeda", False),
        ("absent", "Bruma-Alta", False),
        ("absent", "almada", False),
        ("absent", "bruna alta", False),
        ("absent", "vieja", False),
        ("absent", "amlada", True),
        ("absent", "almeda alta", True),
        ("nonsense", "!?", True),
        (LEFT_TO_TEXTS, "almeda", False),
        (LEFT_TO_TEXTS, "almada", True),
        ("typo", "almada", True),
    ],
)
def test_where_a_city_is_called_so_it_is_not_judged_that_nothing_is_right(
    kind: str, text: str, *, is_told: bool
) -> None:
    named = directory(city("almeda", name="Almeda", also_known_as=("Villa Vieja",)), city("alta", name="Bruma Alta"))
    right = () if kind in NOTHING_IS_RIGHT else ("almeda",)
    assert is_judged(Query("en", text, kind, right), named) is is_told


def test_content_with_mistakes_is_not_measured(tmp_path: Path) -> None:
    (tmp_path / "cities").mkdir()
    with pytest.raises(ValueError, match=r"has mistakes; \.venv/bin/python build\.py check names them$"):
        asking.known(tmp_path)
