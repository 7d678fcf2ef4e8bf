"""What a browser needs to find cities."""

import json
from typing import Any

import pytest

from certsite import exports
from certsite.exports.cities import cities
from certsite.model import Program
from certsite.relate import Directory
from certsite.routes import links
from certsite.schema import Event
from tests.small import SOURCE, award, city, directory, known, round_, speakers

ROUND = round_("only", "2024-03-22")
FLOODS = known().editions[-1].practices[1]
WARNS = Program({"fr": "Alerte", "en": "Warnings"}, {}, FLOODS, (), "", (SOURCE,))
UP = city(
    "haut-bois-fr",
    award(Event.CERTIFIED, 2, "2019"),
    award(Event.LEVEL_UP, 4, "2024-03-22", round=ROUND),
    name="Haut Bois",
    also_known_as=("Hohenholz",),
    programs=(WARNS,),
)
ODD = city("elsewhere", award(Event.CERTIFIED, 2, "2020"), name="Été", region_code="BR")


def whole() -> Directory:
    return directory(UP, ODD, rounds=(ROUND,))


def told(language: str) -> dict[str, Any]:
    """Return the file of a language as a browser reads it."""
    found: dict[str, Any] = json.loads(json.dumps(cities(whole(), speakers()[language])))
    return found


def test_each_city_has_an_entry_in_the_order_of_the_directory() -> None:
    found = told("en")
    assert found["names"] == ["Été", "Haut Bois"]
    assert found["programs"] == [[], ["Warnings"]]
    assert found["newest"] == [1, 0]
    assert found["also"] == {"1": ["Hohenholz"]}


def test_a_slug_is_what_the_name_does_not_tell() -> None:
    assert told("en")["slugs"] == ["/elsewhere", "fr"]


def test_the_words_are_those_of_the_language() -> None:
    assert told("fr")["programs"][1] == ["Alerte"]
    assert told("en")["countries"] == ["France"]
    assert told("en")["place"] == "{region}, {country}"
    assert told("fr")["place"] == "{region} ({country})"


def test_an_answer_leaves_room_for_the_name() -> None:
    found = told("en")
    assert found["answers"][found["answer"][1]] == (
        "{city} was given the level River in March 2024. Under Reference B (2020). First given the label in 2019, "
        "as far as sources say."
    )
    assert found["lines"][found["line"][1]] == "2024, formerly Brook"


def test_equal_sentences_stand_once() -> None:
    same = directory(city("a"), city("b"), city("c"))
    found = cities(same, speakers()["en"])
    assert (len(found["answers"]), found["answer"]) == (1, [0, 0, 0])


def test_facets_name_their_values_by_place() -> None:
    found = told("en")["facets"]
    assert found["country"] == {"ids": ["fr"], "of": [0, 0]}
    assert found["round"] == {"ids": ["only"], "of": [[], [0]]}
    assert found["population"]["of"] == [-1, -1]
    assert found["level"]["ids"][found["level"]["of"][1]] == "fleuve"


def test_regions_countries_and_levels_stand_in_the_order_of_their_facets() -> None:
    found = told("en")
    assert found["regions"] == [["Bretagne", "BR"]]
    assert len(found["levels"]) == len(found["facets"]["level"]["ids"])


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
    assert json.loads(script.data.decode().partition("=")[2].removesuffix(";\n"))["names"][0].startswith(
        "A\N{LINE SEPARATOR}"
    )
