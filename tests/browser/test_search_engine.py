"""The names layer by itself: its modules, loaded by a browser as they are."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Error, Page

from bench import asking
from certsite.exports import cities
from certsite.model import Award, City, NamedPlace, Program
from certsite.schema import Event
from certsite.slugs import bare, slug
from tests.small import SOURCE, award, city, directory, known, speakers

SEARCH = """(query) => {
  const { hits, exact, namesakes, near, named, nearest } = engine.search(query);
  return {
    hits: hits.map(({ city, why, what }) => [slugOf(city), why, what]),
    isNear: hits.map((hit) => hit.near),
    exact: exact === null ? null : slugOf(exact),
    near,
    named,
    namesakes: namesakes.map(slugOf),
    isWhole: hits.map((hit) => hit.whole),
    nearest: nearest.map(slugOf),
  };
}"""
LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc"]), max_size=30)
WORDS = st.text("abcdé", max_size=7)

SILVER, PLATINUM = award(Event.CERTIFIED, 2, "2023"), award(Event.CERTIFIED, 4, "2024")

Search = Callable[[str], dict[str, Any]]


def town(name: str, region: str, code: str, country: str, *history: Award, **facts: Any) -> City:
    named = replace(city(slug(f"{name} {code or country}"), *(history or (SILVER,))), name=name, country=country)
    return replace(named, region=region, region_code=code, **facts)


def program(title: str) -> Program:
    texts = {"en": title}
    return Program(texts, texts, known().editions[-1].practices[0], (), "", (SOURCE,))


PLACES = (
    NamedPlace("US", "", ("USA", "United States of America", "EE. UU.", "Estados Unidos de América")),
    NamedPlace("US", "New York", ("Nueva York",)),
    NamedPlace("US", "North Carolina", ("Carolina del Norte",)),
    NamedPlace("BR", "", ("Brasil",)),
)
CITIES = directory(
    town(
        "Phoenix",
        "Arizona",
        "AZ",
        "US",
        PLATINUM,
        programs=(program("FundPHX"), program("Driver's guide"), program("Mark {city}")),
    ),
    town("Phoenixville", "Pennsylvania", "PA", "US"),
    town("St. Cloud", "Minnesota", "MN", "US"),
    town("Saint Paul", "Minnesota", "MN", "US", programs=(program("Open data"), program("Snow plow map"))),
    town("Coeur d'Alene", "Idaho", "ID", "US"),
    town("Winston-Salem", "North Carolina", "NC", "US"),
    town("Washington", "District of Columbia", "DC", "US", also_known_as=("District of Columbia",)),
    town("Vancouver", "Washington", "WA", "US"),
    town("Rochester", "New York", "NY", "US"),
    town("Rochester", "Minnesota", "MN", "US"),
    town("New York", "New York", "NY", "US", also_known_as=("NYC", "Nueva York")),
    town("Kansas City", "Missouri", "MO", "US"),
    town("Topeka", "Kansas", "KS", "US"),
    town("San José", "California", "CA", "US"),
    town("Córdoba", "Córdoba", "X", "AR"),
    town("Jesús María", "Córdoba", "X", "AR"),
    town("Monterrey", "Nuevo León", "NLE", "MX"),
    town("Santa Fe", "New Mexico", "NM", "US"),
    town("Gießen", "Hessen", "HE", "DE"),
    town("Tromsø", "Troms", "", "NO"),
    town("Wahl & Söhne", "Hessen", "HE", "DE", also_known_as=("Tromse",)),
    town("Rochestor Hills", "Michigan", "MI", "US"),
    town("Santa Zulia", "Pará", "PA", "BR"),
    town("Santa Clara", "Zurich", "ZU", "CH"),
    town("Alta", "Troms", "", "NO", also_known_as=("-" * 130 + " La promenade", "\N{HEAVY CHECK MARK}")),
    town("Barre", "Vermont", "VT", "US", also_known_as=("Barre City",)),
    programme=replace(known().programme, places=PLACES),
)
IN_THE_STATES = sum(standing.city.country == "US" for standing in CITIES.standings)


@pytest.fixture(scope="module")
def modules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that can load the modules, with the cities above."""
    data = json.dumps(cities.cities(CITIES, speakers()["en"])).encode()
    with asking.engine(browser, {"en": data}, tmp_path_factory.mktemp("modules") / "served") as page:
        page.evaluate(asking.BEGIN, "en")
        yield page


@pytest.fixture(scope="module")
def search(modules: Page) -> Search:
    """A function that searches the cities above."""
    return lambda query: dict(modules.evaluate(SEARCH, query))


def slugs(found: dict[str, Any]) -> list[str]:
    return [row[0] for row in found["hits"]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("phoenix", "phoenix-az"),
        ("PHOENIX", "phoenix-az"),
        ("phoenixv", "phoenixville-pa"),
        ("phoenix az", "phoenix-az"),
        ("arizona phoenix", "phoenix-az"),
        ("st cloud", "st-cloud-mn"),
        ("saint cloud", "st-cloud-mn"),
        ("st paul", "saint-paul-mn"),
        ("coeur d'alene", "coeur-d-alene-id"),
        ("coeur d\N{RIGHT SINGLE QUOTATION MARK}alene", "coeur-d-alene-id"),
        ("coeur dalene", "coeur-d-alene-id"),
        ("coeur d alene", "coeur-d-alene-id"),
        ("winston salem", "winston-salem-nc"),
        ("winstonsalem", "winston-salem-nc"),
        ("newyork", "new-york-ny"),
        ("sn jose", "san-jose-ca"),
        ("cordoba", "cordoba-x"),
        ("gießen", "giessen-he"),
        ("giessen", "giessen-he"),
        ("tromso", "tromso-no"),
        ("wahl & sohne", "wahl-sohne-he"),
        ("washington, d.c.", "washington-dc"),
        ("city of phoenix", "phoenix-az"),
        ("kansas city", "kansas-city-mo"),
        ("mexico", "monterrey-nle"),
        ("vancouver wa", "vancouver-wa"),
        ("new york roch", "rochester-ny"),
    ],
)
def test_what_people_type_finds_the_city_they_mean(search: Search, query: str, first: str) -> None:
    found = search(query)
    assert slugs(found)[:1] == [first]
    assert not found["near"]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("nyc", [["new-york-ny", "also", "NYC"]]),
        ("nueva york", [["new-york-ny", "also", "Nueva York"], ["rochester-ny", "place", ""]]),
        ("carolina del norte", [["winston-salem-nc", "place", ""]]),
        ("brasil", [["santa-zulia-pa", "place", ""]]),
        ("fundphx", [["phoenix-az", "program", "FundPHX"]]),
        ("drivers", [["phoenix-az", "program", "Driver's guide"]]),
        ("snow map", [["saint-paul-mn", "program", "Snow plow map"]]),
        ("idaho", [["coeur-d-alene-id", "place", ""]]),
        ("az", [["phoenix-az", "place", ""]]),
        ("2024", [["phoenix-az", "year", ""]]),
        ("kansas", [["topeka-ks", "place", ""], ["kansas-city-mo", "name", ""]]),
        ("kansas city", [["kansas-city-mo", "name", ""]]),
        ("jesus cordoba", [["jesus-maria-x", "name", ""]]),
        ("cordoba", [["cordoba-x", "name", ""], ["jesus-maria-x", "place", ""]]),
    ],
)
def test_each_hit_says_what_of_it_matched(search: Search, query: str, hits: list[list[str]]) -> None:
    assert search(query)["hits"] == hits


@pytest.mark.parametrize("query", ["USA", "U.S.A.", "ee. uu.", "estados unidos", "united states of america"])
def test_another_name_of_a_country_finds_its_cities(search: Search, query: str) -> None:
    found = search(query)
    assert {why for _, why, _ in found["hits"]} == {"place"}
    assert (len(found["hits"]), found["near"], found["exact"]) == (IN_THE_STATES, False, None)


def test_a_level_finds_its_cities_alone(search: Search) -> None:
    (level,) = (row for row in known().levels if row.rank == 4)
    assert search(level.name["en"])["hits"] == [["phoenix-az", "level", ""]]


@pytest.mark.parametrize(
    ("query", "exact"),
    [
        ("phoenix", "phoenix-az"),
        ("Phoenix, Arizona", "phoenix-az"),
        ("phoenix az", "phoenix-az"),
        ("phoenix united states", "phoenix-az"),
        ("phoenix az united states", "phoenix-az"),
        ("city of phoenix", "phoenix-az"),
        ("phoenix usa", "phoenix-az"),
        ("Phoenix, AZ, EE.UU.", "phoenix-az"),
        ("winston-salem carolina del norte usa", "winston-salem-nc"),
        ("washington district of columbia united states of america", "washington-dc"),
        ("phoenix brasil", None),
        ("city of barre", "barre-vt"),
        ("nyc", "new-york-ny"),
        ("new york", "new-york-ny"),
        ("rochester", None),
        ("rochester new york", "rochester-ny"),
        ("rochester mn", "rochester-mn"),
        ("phoen", None),
        ("arizona", None),
        ("fundphx", None),
        ("pheonix", None),
    ],
)
def test_a_whole_name_with_or_without_its_place_is_the_one_city(search: Search, query: str, exact: str | None) -> None:
    assert search(query)["exact"] == exact


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pheonix", "phoenix-az"),
        ("phenix", "phoenix-az"),
        ("phooenix", "phoenix-az"),
        ("rochestor mn", "rochester-mn"),
        ("vancuover", "vancouver-wa"),
        ("wahsingten", "washington-dc"),
        ("monterey", "monterrey-nle"),
    ],
)
def test_one_typo_or_two_in_a_long_word_is_told_as_near(search: Search, query: str, first: str) -> None:
    found = search(query)
    assert slugs(found)[:1] == [first]
    assert (found["near"], {*found["isNear"]}, found["exact"]) == (True, {True}, None)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        pytest.param("tromse", [("wahl-sohne-he", False), ("tromso-no", True)], id="another name is spelled so"),
        pytest.param(
            "rochestor",
            [("rochestor-hills-mi", False), ("rochester-mn", True), ("rochester-ny", True)],
            id="a word of a name is",
        ),
        pytest.param("phoenix", [("phoenix-az", False), ("phoenixville-pa", False)], id="a city itself is called so"),
        pytest.param("rochesto", [("rochestor-hills-mi", False)], id="a word is not yet whole"),
        pytest.param("driver", [("phoenix-az", False)], id="no name is like it"),
    ],
)
def test_behind_a_few_that_are_not_called_so_stand_near_names(
    search: Search, query: str, hits: list[tuple[str, bool]]
) -> None:
    found = search(query)
    assert list(zip(slugs(found), found["isNear"], strict=True)) == hits
    assert not found["near"]


def test_the_start_of_a_whole_name_wins_over_a_short_form(search: Search) -> None:
    assert slugs(search("santa zu")) == ["santa-zulia-pa", "santa-clara-zu"]


@pytest.mark.parametrize("query", ["", " ", "!!! ???", "xqzvw", "2025", "tpk", "pphhooeennixx"])
def test_nonsense_finds_nothing(search: Search, query: str) -> None:
    found = search(query)
    assert (found["hits"], found["exact"], found["namesakes"], found["nearest"]) == ([], None, [], [])
    assert not found["near"]
    assert not found["named"]


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("fenixville", "phoenixville-pa"),
        ("nwe york", "new-york-ny"),
        ("phoenix xqzvw", "phoenix-az"),
        ("santa fe, argentina", "santa-fe-nm"),
        ("phenix uk", "phoenix-az"),
    ],
)
def test_where_nothing_is_found_the_nearest_names_are_told(search: Search, query: str, nearest: str) -> None:
    found = search(query)
    assert (found["hits"], found["nearest"]) == ([], [nearest])


@pytest.mark.parametrize(
    ("query", "is_named"),
    [
        ("phoenix az", True),
        ("az", True),
        ("north car", True),
        ("texas", False),
        ("gold 2024", False),
        ("2024", True),
        ("fundphx", True),
        ("snow map", True),
        ("pheonix", True),
        ("kansas", True),
        ("cities in kansas", True),
        ("kansas city", True),
        ("kansas city ks", False),
        ("mexico", True),
        ("mexico city", False),
        ("columbia", False),
        ("columbus", False),
        ("st phoen", False),
        ("phoenix map", False),
        ("phoenix fundphx", True),
        ("saint paul op", False),
    ],
)
def test_the_answer_says_whether_the_query_names_anything_here(search: Search, query: str, is_named: bool) -> None:
    assert search(query)["named"] is is_named


@pytest.mark.parametrize(
    ("query", "namesakes"),
    [
        ("rochester", ["rochester-mn", "rochester-ny"]),
        ("rochster", ["rochester-mn", "rochester-ny"]),
        ("rochester mn", ["rochester-mn"]),
        ("nyc", ["new-york-ny"]),
        ("phoen", []),
        ("columbus", []),
    ],
)
def test_all_cities_of_the_name_are_told(search: Search, query: str, namesakes: list[str]) -> None:
    assert search(query)["namesakes"] == namesakes


@pytest.mark.parametrize(
    ("query", "whole"),
    [("phoenix", [True, False]), ("pheonix az", [True]), ("new yrok", [True, False]), ("columbus", [False])],
)
def test_each_hit_says_whether_a_whole_name_of_it_was_asked_for(search: Search, query: str, whole: list[bool]) -> None:
    assert search(query)["isWhole"] == whole


@pytest.mark.parametrize("query", ["does phoenix have the label?", "is my city of phoenix in", "Phoenix, AZ label"])
def test_a_question_is_answered_with_its_city(search: Search, query: str) -> None:
    assert search(query)["exact"] == "phoenix-az"


def test_a_level_is_found_by_its_name_in_any_language(search: Search) -> None:
    (level,) = (row for row in known().levels if row.rank == 4)
    assert [search(name)["hits"] for name in level.name.values()] == [[["phoenix-az", "level", ""]]] * len(level.name)


def test_a_text_may_begin_with_more_signs_than_a_query_has_and_may_be_nothing_else(search: Search) -> None:
    assert slugs(search("promenade")) == slugs(search("la promenade")) == ["alta-no"]


def test_a_name_may_look_like_a_place_to_fill_in(search: Search) -> None:
    assert search("mark")["hits"] == [["phoenix-az", "program", "Mark {city}"]]


def test_one_letter_finds_the_words_that_begin_with_it(search: Search) -> None:
    found = search("p")
    assert slugs(found)[:2] == ["phoenix-az", "phoenixville-pa"]
    assert search("new y")["hits"] == [["new-york-ny", "name", ""], ["rochester-ny", "place", ""]]


@pytest.mark.parametrize(
    "query", ["phoenix " * 1250, "x" * 10_000, "\N{LATIN SMALL LETTER A WITH ACUTE}'" * 5000, "- " * 5000]
)
def test_a_long_paste_is_bounded(modules: Page, query: str) -> None:
    took = asking.main_thread(modules)(lambda: modules.evaluate(SEARCH, query))
    assert took < 100


def test_a_pasted_text_is_read_no_further_than_a_name_can_be(search: Search) -> None:
    assert slugs(search("phoenix " * 1250))[:1] == ["phoenix-az"]


CALL = "async ([at, name, ...given]) => (await import(at))[name](...given)"


def osa(one: str, other: str) -> int:
    """Return the distance in its plainest form: optimal string alignment, every cell of the table."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (not same))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(0, 4))
def test_the_distance_is_the_number_of_typing_errors_up_to_a_limit(
    modules: Page, one: str, other: str, limit: int
) -> None:
    there, back = (
        modules.evaluate(CALL, ["/js/search/distance.js", "distance", *pair, limit])
        for pair in ((one, other), (other, one))
    )
    assert there == back == min(osa(one, other), limit + 1)


@pytest.mark.parametrize(
    ("word", "errors"), [("ny", 0), ("cal", 0), ("mesa", 1), ("phoenix", 1), ("columbus", 2), ("20245", 0)]
)
def test_how_many_errors_a_word_may_have(modules: Page, word: str, errors: int) -> None:
    assert modules.evaluate(CALL, ["/js/search/distance.js", "errorsAllowed", word]) == errors


@settings(deadline=None)
@given(LATIN)
def test_a_name_stands_in_addresses_as_the_generator_spells_it(modules: Page, name: str) -> None:
    assume(re.search("[a-z]", bare(name)))
    assert modules.evaluate(CALL, ["/js/search/names.js", "slugOf", name]) == slug(name)


READ = """async (city) => {
  const { loadCities } = await import("/js/search/data.js");
  const known = await loadCities("/cities.en.json");
  const places = ["region", "code", "country", "countryNames", "place"];
  const told = ["slug", "also", ...places, "level", "answer", "line", "years", "programs"];
  return Object.fromEntries(told.map((name) => [name, known[name](city)]));
}"""


def test_a_city_is_told_as_the_file_abbreviates_it(modules: Page) -> None:
    index = [standing.city.slug for standing in CITIES.standings].index("phoenix-az")
    level = next(row.name["en"] for row in known().levels if row.rank == 4)
    assert modules.evaluate(READ, index) == {
        "slug": "phoenix-az",
        "also": [],
        "region": "Arizona",
        "code": "AZ",
        "country": "United States",
        "countryNames": ["United States", "USA", "United States of America", "EE. UU.", "Estados Unidos de América"],
        "place": "Arizona, United States",
        "level": level,
        "answer": f"Phoenix was given the level {level} in 2024. This is the only award we found.",
        "line": "2024",
        "years": ["2024"],
        "programs": ["FundPHX", "Driver's guide", "Mark {city}"],
    }


def test_every_slug_is_the_one_of_its_city(modules: Page) -> None:
    found = modules.evaluate(
        "(count) => Array.from({ length: count }, (_, city) => slugOf(city))", len(CITIES.standings)
    )
    assert found == [standing.city.slug for standing in CITIES.standings]


def test_the_cities_are_asked_for_once_and_anew_after_a_failure(modules: Page) -> None:
    asked: list[str] = []
    modules.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    loads = """async (at) => {
      const { loadCities } = await import("/js/search/data.js?fresh");
      const [one, other] = await Promise.all([loadCities(at), loadCities(at)]);
      return one === other;
    }"""
    with pytest.raises(Error, match=r"404 /missing\.json"):
        modules.evaluate(loads, "/missing.json")
    assert modules.evaluate(loads, "/cities.en.json") is True
    assert [name for name in asked if name.endswith(".json")] == ["missing.json", "cities.en.json"]


def test_a_folder_brings_its_cities_as_a_script(modules: Page) -> None:
    script = f"globalThis.certsiteCities={json.dumps(cities.cities(CITIES, speakers()['en']))};"
    modules.route("**/cities.en.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    count = modules.evaluate("""async () => {
      const { loadCities } = await import("/js/search/data.js?folder");
      return (await loadCities("/cities.en.js")).names.length;
    }""")
    assert count == len(CITIES.standings)
