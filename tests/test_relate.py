"""Where each city stands, and which cities belong together."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certsite.model import Award
from certsite.problem import Problem
from certsite.relate import NEIGHBORS, Standing, Status
from certsite.schema import Event
from certsite.slugs import bare
from tests.small import award, city, directory, known, planned, round_

CERTIFIED = award(Event.CERTIFIED, 2, "2019-05-04")
RAISED = award(Event.LEVEL_UP, 4, "2021")
AGAIN = award(Event.RECERTIFIED, 2, "2022")
NAMED = award(Event.HONOR_ROLL, None, "2018")
NAMED_LATER = award(Event.HONOR_ROLL, None, "2024")
UNKNOWN = award(Event.UNKNOWN_LEVEL, None, "2023")
LAPSED = award(Event.LAPSED, None, "2023")
RETRACTED = award(Event.RETRACTED, None, "2023")


def standing(*history: Award) -> Standing:
    return directory(city("a", *history)).standings[0]


def slugs(standings: tuple[Standing, ...]) -> list[str]:
    return [standing.city.slug for standing in standings]


@pytest.mark.parametrize(
    ("history", "status", "rank", "newest"),
    [
        ([CERTIFIED], Status.CERTIFIED, 2, CERTIFIED),
        ([CERTIFIED, RAISED], Status.CERTIFIED, 4, RAISED),
        ([CERTIFIED, AGAIN], Status.CERTIFIED, 2, AGAIN),
        ([RAISED], Status.CERTIFIED, 4, RAISED),
        ([UNKNOWN], Status.UNKNOWN_LEVEL, None, UNKNOWN),
        ([UNKNOWN, replace(RAISED, date="2024")], Status.CERTIFIED, 4, replace(RAISED, date="2024")),
        ([CERTIFIED, UNKNOWN], Status.CERTIFIED, 2, UNKNOWN),
        ([NAMED], Status.HONOR_ROLL, None, NAMED),
        ([NAMED, CERTIFIED], Status.CERTIFIED, 2, CERTIFIED),
        ([CERTIFIED, NAMED_LATER], Status.CERTIFIED, 2, CERTIFIED),
        ([CERTIFIED, LAPSED], Status.ENDED, 2, LAPSED),
        ([CERTIFIED, RETRACTED], Status.ENDED, 2, RETRACTED),
        ([CERTIFIED, LAPSED, NAMED_LATER], Status.ENDED, 2, LAPSED),
        ([CERTIFIED, LAPSED, replace(AGAIN, date="2024")], Status.CERTIFIED, 2, replace(AGAIN, date="2024")),
    ],
)
def test_the_newest_row_that_counts_says_where_a_city_stands(
    history: list[Award], status: Status, rank: int | None, newest: Award
) -> None:
    found = standing(*history)
    assert (found.status, found.level.rank if found.level else None, found.newest) == (status, rank, newest)


@pytest.mark.parametrize(
    ("history", "first", "is_known"),
    [
        ([CERTIFIED, RAISED], CERTIFIED, True),
        ([NAMED, CERTIFIED], CERTIFIED, True),
        ([UNKNOWN], UNKNOWN, True),
        ([RAISED], RAISED, False),
        ([AGAIN], AGAIN, False),
        ([NAMED], None, False),
    ],
)
def test_a_history_that_begins_with_a_rise_had_an_award_before_it(
    history: list[Award], first: Award | None, *, is_known: bool
) -> None:
    found = standing(*history)
    assert (found.first, found.first_is_known) == (first, is_known)


def test_the_honor_roll_is_never_counted_as_certified() -> None:
    found = directory(city("named", NAMED), city("held", CERTIFIED), city("unsure", UNKNOWN), city("over", LAPSED))
    assert slugs(found.certified) == ["held", "unsure"]
    assert (slugs(found.honor_roll), slugs(found.unknown_level), slugs(found.ended)) == (
        ["named"],
        ["unsure"],
        ["over"],
    )
    assert {level: slugs(cities) for level, cities in found.by_level.items() if cities} == {"ruisseau": ["held"]}


def test_levels_stand_highest_first() -> None:
    assert list(directory(city("a")).by_level) == ["estuaire", "fleuve", "affluent", "ruisseau", "goutte"]


# Is it still? The small program reviews its standard every four years.


@pytest.mark.parametrize(
    ("date", "as_of", "is_old"),
    [
        ("2020-03-22", "2024-03-22", False),
        ("2020-03-21", "2024-03-22", True),
        ("2020-03", "2024-03-22", False),
        ("2020-02", "2024-03-22", True),
        ("2020", "2024-03-22", False),
        ("2019", "2024-03-22", True),
        ("2020-01-05", "2024-01", False),
        ("2019-12-31", "2024-01", True),
        ("2020-01-01", "2024", False),
        ("2019-12", "2024", True),
        ("", "2024", False),
    ],
)
def test_an_award_is_old_when_all_of_its_date_lies_before_the_review_period(
    date: str, as_of: str, *, is_old: bool
) -> None:
    found = directory(city("a", award(Event.CERTIFIED, 1, date)), rounds=(round_("r", as_of),))
    assert found.as_of == as_of
    assert found.standings[0].is_old is is_old


def test_without_a_review_period_nothing_is_old() -> None:
    programme = replace(known().programme, review_years=None)
    found = directory(city("a", award(Event.CERTIFIED, 1, "1999")), rounds=(round_("r", "2024"),), programme=programme)
    assert not found.standings[0].is_old


def test_without_rounds_the_newest_award_dates_the_directory() -> None:
    assert directory(city("a", CERTIFIED), city("b", RAISED)).as_of == "2021"


def test_a_directory_without_any_date_is_of_no_date() -> None:
    found = directory(city("a", award(Event.CERTIFIED, 1)))
    assert (found.as_of, found.years, found.standings[0].is_old) == ("", (), False)


def test_only_an_award_of_the_newest_round_is_new() -> None:
    old, new = round_("old", "2020"), round_("new", "2024")
    found = directory(
        city("before", award(Event.CERTIFIED, 1, "2020", round=old)),
        city("now", award(Event.CERTIFIED, 1, "2024", round=new)),
        city("between", award(Event.CERTIFIED, 1, "2024")),
        rounds=(old, new),
    )
    assert [standing.city.slug for standing in found.standings if standing.is_new] == ["now"]
    assert [(s.city.slug, row.date) for s, row in found.awards_of_round(old)] == [("before", "2020")]


@pytest.mark.parametrize(
    ("first", "round_date", "counted"),
    [
        ("2024-06", "2024", True),
        ("2024", "2024-06-17", True),
        ("2024-06-17", "2024-06-17", True),
        ("2025", "2024-06-17", False),
        ("2024-07", "2024-06-17", False),
        ("", "2024", False),
    ],
)
def test_a_city_counts_from_its_first_certification_on_unless_its_date_says_that_it_came_later(
    first: str, round_date: str, counted: bool
) -> None:
    newest = round_("newest", round_date)
    found = directory(city("a", award(Event.CERTIFIED, 1, first)), rounds=(newest,))
    assert found.certified_by(newest) == counted


def test_years_are_those_of_announcements_newest_first() -> None:
    found = directory(city("b", CERTIFIED, RAISED), city("a", RAISED))
    assert found.years == (2021, 2019)
    assert [(s.city.slug, row) for s, row in found.awards_of_year(2021)] == [("a", RAISED), ("b", RAISED)]


# Order and groups


@pytest.mark.parametrize(
    "names",
    [
        ["Córdoba", "Cordova", "Coruña"],
        ["Écluses", "elven", "Étang", "Fort"],
        ["San José", "San Juan"],
    ],
)
def test_names_sort_without_regard_to_accents_and_case(names: list[str]) -> None:
    found = directory(*(city(f"c{place}", name=name) for place, name in enumerate(reversed(names))))
    assert [standing.city.name for standing in found.standings] == names


def test_cities_of_one_name_stand_in_the_order_of_their_slugs() -> None:
    found = directory(city("rochester-b", name="Rochester"), city("rochester-a", name="Rochester"))
    assert slugs(found.standings) == ["rochester-a", "rochester-b"]


@given(st.text("aàâäãåbcçeéèêëiíoóôõuúüñ -'"))
def test_capitals_and_accents_change_no_order(name: str) -> None:
    assert bare(name.upper()) == bare(name)
    assert bare(name).isascii()


def test_countries_hold_their_regions_by_name() -> None:
    found = directory(
        city("c", region="Île", country="FR"),
        city("b", region="Ain", country="FR"),
        city("a", region="Île", country="FR"),
        city("d", region="Ain", country="BE"),
    )
    assert {code: [(r.name, slugs(r.standings)) for r in regions] for code, regions in found.countries.items()} == {
        "BE": [("Ain", ["d"])],
        "FR": [("Ain", ["b"]), ("Île", ["a", "c"])],
    }


def test_regions_of_two_countries_may_have_one_name() -> None:
    _, problems = planned(directory(city("a", region="Luxembourg", country="BE"), city("b", region="Luxembourg")))
    assert list[Problem](problems) == []


# Cities like this one. The bands of the small program part at 50,000 people.


def neighbors(*cities: tuple[str, str, int]) -> list[str]:
    """Return the neighbors of the first of the cities, each given by slug, country and people."""
    found = directory(*(city(slug, country=country, people=people) for slug, country, people in cities))
    return slugs(found.neighbors[cities[0][0]])


def test_cities_of_the_same_country_and_size_come_first_then_the_country_then_the_size() -> None:
    assert neighbors(
        ("own", "FR", 10_000),
        ("size", "DE", 10_000),
        ("country", "FR", 60_000),
        ("both", "FR", 40_000),
        ("neither", "DE", 60_000),
    ) == ["both", "country", "size"]


def test_the_nearest_in_population_come_first_by_how_many_times_they_differ() -> None:
    assert neighbors(
        ("own", "FR", 10_000), ("twice", "FR", 20_000), ("a-third", "FR", 3_300), ("same", "FR", 9_900)
    ) == [
        "same",
        "twice",
        "a-third",
    ]


def test_cities_as_near_as_each_other_come_by_slug() -> None:
    assert neighbors(("own", "FR", 10_000), ("b", "FR", 10_000), ("a", "FR", 10_000)) == ["a", "b"]


def test_an_unknown_population_says_nothing_of_the_size() -> None:
    assert neighbors(("own", "FR", 0), ("small", "FR", 2_500), ("unknown", "DE", 0), ("tiny", "DE", 2_000)) == ["small"]


def test_a_city_of_the_honor_roll_has_neighbors_and_is_none() -> None:
    found = directory(city("named", NAMED, people=9_000), city("held", CERTIFIED, people=9_000))
    assert slugs(found.neighbors["named"]) == ["held"]
    assert slugs(found.neighbors["held"]) == []


FACTS = st.tuples(st.sampled_from(["FR", "DE", "BE"]), st.integers(0, 120_000))


@settings(max_examples=50)
@given(st.lists(FACTS, min_size=1, max_size=40), st.randoms())
def test_neighbors_are_few_others_each_once_and_the_same_in_any_order(
    facts: list[tuple[str, int]], random: st.DataObject
) -> None:
    cities = [city(f"c{place}", country=code, people=people) for place, (code, people) in enumerate(facts)]
    shuffled = list(cities)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random

    found = directory(*cities)
    assert {slug: slugs(row) for slug, row in directory(*shuffled).neighbors.items()} == {
        slug: slugs(row) for slug, row in found.neighbors.items()
    }
    for slug, row in found.neighbors.items():
        assert slug not in slugs(row)
        assert len(set(slugs(row))) == len(row) <= NEIGHBORS
        abroad = [standing.city.country != next(c for c in cities if c.slug == slug).country for standing in row]
        assert abroad == sorted(abroad)


@settings(max_examples=50)
@given(st.lists(FACTS, min_size=2, max_size=30))
def test_a_place_is_left_empty_only_where_no_other_city_fits(facts: list[tuple[str, int]]) -> None:
    found = directory(*(city(f"c{place}", country=code, people=people) for place, (code, people) in enumerate(facts)))
    for place, (code, people) in enumerate(facts):
        fits = [
            other
            for other, (theirs, size) in enumerate(facts)
            if other != place
            and (theirs == code or (people >= 2000 and size >= 2000 and (people < 50_000) == (size < 50_000)))
        ]
        assert len(found.neighbors[f"c{place}"]) == min(NEIGHBORS, len(fits))


# Practices and criteria


def test_a_practice_is_shown_by_the_cities_with_a_program_for_it() -> None:
    banks, floods = known().editions[-1].practices
    found = directory(*known().cities)
    assert [
        [(standing.city.slug, len(programs)) for standing, programs in found.showing(practice)]
        for practice in (banks, floods)
    ] == [[("saint-aubin-des-eaux", 1)], [("joesuu", 1)]]
    assert directory(city("a")).showing(banks) == ()


def test_criteria_are_related_both_ways_each_pair_once() -> None:
    first, newest = known().editions
    one, other = newest.criteria[:2]
    older = replace(one, id="old", related=(("b", other.id), ("b", one.id)))
    named = (replace(newest.practices[0], criteria=(replace(one, related=(("a", "old"),)), other)),)
    editions = (
        replace(first, practices=(replace(first.practices[0], criteria=(older,)),)),
        replace(newest, practices=named),
    )
    related = directory(city("a"), editions=editions).related
    assert {key: [(edition.id, row.id) for edition, row in rows] for key, rows in related.items()} == {
        ("a", "old"): [("b", one.id), ("b", other.id)],
        ("b", one.id): [("a", "old")],
        ("b", other.id): [("a", "old")],
    }
