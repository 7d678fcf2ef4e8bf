"""What a browser needs to find cities."""

import json
from dataclasses import replace
from typing import Any

import pytest

from certsite import exports
from certsite.exports.cities import _letters, cities
from certsite.model import NamedPlace, Program
from certsite.relate import Directory
from certsite.routes import links
from certsite.schema import Event
from tests.small import SOURCE, award, city, directory, known, round_, speakers

ROUND = round_("only", "2024-03-22")
FLOODS = known().editions[-1].practices[1]
WARNS = Program({"fr": "Alerte", "en": "Warnings"}, {}, FLOODS, (), "", (SOURCE,))
WATCH = replace(WARNS, title={"fr": "Crues à Haut Bois", "en": "Floods in Haut Bois"})
UP = city(
    "haut-bois-fr",
    award(Event.CERTIFIED, 2, "2019"),
    award(Event.LEVEL_UP, 4, "2024-03-22", round=ROUND),
    name="Haut Bois",
    also_known_as=("Hohenholz", "Bourg de Haut Bois"),
    programs=(WARNS, WATCH),
)
ODD = city("elsewhere", award(Event.CERTIFIED, 2, "2020"), name="Été", region_code="BR")


def whole() -> Directory:
    return directory(UP, ODD, rounds=(ROUND,))


def told(language: str) -> dict[str, Any]:
    """Return the file of a language as a browser reads it."""
    found: dict[str, Any] = json.loads(json.dumps(cities(whole(), speakers()[language])))
    return found


def test_each_city_has_a_row_in_the_order_of_the_directory() -> None:
    found = told("en")
    assert found["cities"] == "Été\nHaut Bois\tHohenholz\tBourg de \x7f"
    assert found["programs"] == "\nWarnings\tFloods in \x7f"


def test_no_text_breaks_its_row() -> None:
    odd = directory(city("a", name="A\tb", also_known_as=("C\nd",)))
    assert cities(odd, speakers()["en"])["cities"] == "A b\tC d"


def test_a_letter_is_never_half_a_character() -> None:
    assert _letters([0, 2, -1, 0xD7FF - ord("0")]) == "02/\ud7ff"
    for place in (0xD800 - ord("0"), 0xE000):
        with pytest.raises(ValueError, match=r"^a list of more than 55,248 entries has no letter for its last$"):
            _letters([place])


def test_a_slug_is_what_neither_name_nor_country_tells() -> None:
    towns = [city(slug, name=name, region_code="BR") for slug, name in (("a-br", "A"), ("b-br", "B"), ("c-x", "C"))]
    abroad = [city(f"{name.lower()}-belgium", name=name, country="BE") for name in ("D", "E")]
    found = cities(directory(*towns, *abroad, city("elsewhere", name="Été", region_code="BR")), speakers()["en"])
    assert [(id_, tail) for id_, _, tail, _ in found["countries"]] == [("fr", ""), ("be", "belgium")]
    assert found["slugs"] == {"2": "x", "5": "/elsewhere"}


def test_the_words_are_those_of_the_language() -> None:
    assert told("fr")["programs"] == "\nAlerte\tCrues à \x7f"
    assert told("en")["countries"][0][1] == "France"
    assert told("en")["place"] == "{region}, {country}"
    assert told("fr")["place"] == "{region} ({country})"


def test_cities_of_one_history_share_it() -> None:
    found = told("en")
    assert found["history"] == "01"
    first, second = (row.split("\t") for row in found["histories"].split("\n"))
    answer, line, rank, level, years, rounds = second
    assert answer == (
        "\x7f was given the level River in March 2024. Under Reference B (2020). First given the label in 2019, "
        "as far as sources say."
    )
    assert line == "2024, formerly Brook"
    assert (rank, found["ids"]["level"][int(level)]) == ("0", "fleuve")
    assert [found["ids"]["year"][int(letter)] for letter in years] == ["2024", "2019"]
    assert [found["ids"]["round"][int(letter)] for letter in rounds] == ["only"]
    assert first[2:] == ["1", "3", "1", ""]
    same = cities(directory(city("a"), city("b"), city("c")), speakers()["en"])
    assert (same["histories"].count("\n"), same["history"]) == (0, "000")


def test_a_letter_is_a_place_counted_from_the_digit_0() -> None:
    found = told("en")
    assert found["region"] == "00"
    assert found["practices"] == "\n1"
    assert found["population"] == "//"


def test_regions_stand_below_their_countries_with_an_id_only_where_the_browser_cannot_tell_it() -> None:
    towns = (
        city("a", region_code="BR"),
        city("b", region="Κρήτη"),
        city("c", region="Pará", region_code="PA", country="BR"),
    )
    found = cities(directory(*towns), speakers()["en"])
    assert [(id_, rows) for id_, _, _, rows in found["countries"]] == [
        ("fr", "Bretagne\tBR\nΚρήτη\t\tfr-u-3ba-3c1-3ae-3c4-3b7"),
        ("br", "Pará\tPA"),
    ]


def test_other_names_of_places_stand_below_their_ids_but_the_one_that_the_language_has() -> None:
    places = (NamedPlace("FR", "", ("Francia", "FRANCE", "Frankreich")), NamedPlace("FR", "Bretagne", ("Brittany",)))
    only = (NamedPlace("FR", "", ("France",)),)
    named, bare = (
        cities(directory(city("a"), programme=replace(known().programme, places=each)), speakers()["en"])
        for each in (places, only)
    )
    assert named["also"] == {"fr": ["Francia", "Frankreich"], "fr-bretagne": ["Brittany"]}
    assert bare["also"] == {}


def test_levels_stand_in_the_order_of_their_facet() -> None:
    found = told("en")
    levels = [row.split("\t") for row in found["levels"].split("\n")]
    assert len(levels) == len(found["ids"]["level"])
    assert levels[found["ids"]["level"].index("fleuve")] == ["River", "Fleuve"]


def test_a_facet_that_divides_nothing_is_left_out() -> None:
    bare = replace(known().programme, population_bands=())
    found = cities(directory(city("a"), programme=bare), speakers()["en"])
    assert list(found["ids"]) == ["level", "year", "practice"]
    assert found["population"] == "/"


@pytest.mark.parametrize("for_folder", [False, True])
def test_a_folder_has_the_same_as_a_script(for_folder: bool) -> None:
    outputs = exports.outputs(whole(), speakers(), (), links("", for_folder=for_folder))
    found = {output.path: output.data.decode() for output in outputs}
    if for_folder:
        text = found["search/cities.en.js"]
        assert text.startswith("globalThis.certsiteCities={")
        assert json.loads(text.removeprefix("globalThis.certsiteCities=").removesuffix(";\n")) == told("en")
    else:
        assert json.loads(found["search/cities.en.json"]) == told("en")


def test_no_name_can_end_the_script_of_a_folder() -> None:
    hostile = directory(city("a", name="A\N{LINE SEPARATOR}'\"</script>"))
    (script, *_) = exports.outputs(hostile, speakers(), (), links("", for_folder=True))
    assert "\N{LINE SEPARATOR}" not in script.data.decode()
    assert json.loads(script.data.decode().partition("=")[2].removesuffix(";\n"))["cities"].startswith(
        "A\N{LINE SEPARATOR}"
    )
