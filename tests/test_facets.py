"""How the directory can be narrowed."""

from dataclasses import replace

import pytest

from certsite.facets import facets, region_id
from certsite.model import Program
from certsite.relate import Directory
from certsite.schema import Event
from tests.small import SOURCE, award, city, directory, known, round_

EARLY, LATE = round_("early", "2019-05-01"), round_("late", "2024-03-22")
BERGES, CRUES = known().editions[-1].practices
RIVER = city(
    "river",
    award(Event.CERTIFIED, 2, "2019-05", round=EARLY),
    award(Event.LEVEL_UP, 4, "2024-03", round=LATE),
    people=1_500_000,
    programs=tuple(Program({"en": title}, {}, BERGES, (), "", (SOURCE,)) for title in ("Banks", "Walks")),
)
BROOK = city("brook", award(Event.CERTIFIED, 2, "2024-03", round=LATE), country="BE", region="Liège")
NAMED = city("named", award(Event.HONOR_ROLL, None, "2019"), region="Corse")


def whole() -> Directory:
    return directory(RIVER, BROOK, NAMED, rounds=(EARLY, LATE))


def values(id_: str) -> dict[str, list[str]]:
    """Return the values of a facet with the cities that have them."""
    facet = next(facet for facet in facets(whole()) if facet.id == id_)
    slugs = [standing.city.slug for standing in whole().standings]
    return {
        value: [slug for slug, places in zip(slugs, facet.of, strict=True) if place in places]
        for place, value in enumerate(facet.values)
    }


@pytest.mark.parametrize(
    ("id_", "found"),
    [
        pytest.param(
            "level",
            {"estuaire": [], "fleuve": ["river"], "affluent": [], "ruisseau": ["brook"], "goutte": []}
            | {"honor-roll": ["named"]},
            id="levels, the highest first and those that no city has too, and what stands in their place",
        ),
        pytest.param("country", {"fr": ["named", "river"], "be": ["brook"]}, id="countries, most cities first"),
        pytest.param(
            "region",
            {"fr-bretagne": ["river"], "fr-corse": ["named"], "be-liege": ["brook"]},
            id="regions, by name below their countries",
        ),
        pytest.param("year", {"2024": ["brook", "river"], "2019": ["named", "river"]}, id="years of any award"),
        pytest.param("round", {"late": ["brook", "river"], "early": ["river"]}, id="rounds, the newest first"),
        pytest.param("practice", {"berges": ["river"], "crues": []}, id="practices that programs show, each once"),
        pytest.param("population", {"small": [], "large": ["river"]}, id="ranges, where the population is known"),
    ],
)  # fmt: skip
def test_a_facet_tells_which_cities_have_which_value(id_: str, found: dict[str, list[str]]) -> None:
    assert values(id_) == found


def test_the_places_of_values_stand_in_the_order_of_the_directory() -> None:
    year = next(facet for facet in facets(whole()) if facet.id == "year")
    assert [standing.city.slug for standing in whole().standings] == ["brook", "named", "river"]
    assert year.of == ((0,), (1,), (0, 1))
    assert year.counts == {"2024": 2, "2019": 2}


def test_a_facet_without_values_is_left_out() -> None:
    bare = replace(known().programme, population_bands=())
    found = facets(directory(city("a"), programme=bare))
    assert [facet.id for facet in found] == ["level", "country", "region", "year", "practice"]


def test_only_awards_and_programs_give_a_city_several_values() -> None:
    assert [facet.id for facet in facets(whole()) if facet.has_several] == ["year", "round", "practice"]


def test_what_is_known_of_no_practice_in_force_counts_for_none() -> None:
    old = replace(BERGES, id="gone")
    odd = city("odd", programs=(Program({"en": "Old"}, {}, old, (), "", (SOURCE,)),))
    practice = next(facet for facet in facets(directory(odd)) if facet.id == "practice")
    assert practice.of == ((),)


def test_a_region_is_told_apart_from_its_namesake_in_another_country() -> None:
    assert region_id("MX", "Baja California") == "mx-baja-california"
    assert region_id("BR", "São Paulo") == "br-sao-paulo"
