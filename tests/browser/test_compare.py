"""Cities side by side: chosen by keyboard, held by the address, read at any width, taken along as a file."""

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import ROOT
from tests.browser.support import OpenPage, Serve, assert_accessible
from tests.browser.test_pages import OVERFLOW

TWO = "?c=phoenix-az&c=recife-brazil"
FOUR = "?c=phoenix-az&c=tempe-az&c=recife-brazil&c=ottawa-canada"


@pytest.fixture
def home(real_site: Path, serve: Serve) -> str:
    """The address of the real site below /directory/."""
    return serve(real_site, "/directory/")


def status(page: Page) -> Locator:
    return page.locator(".compare [role=status]")


def heads(page: Page) -> list[str]:
    """Return the names of the cities that stand side by side."""
    return page.locator(".compare thead a").all_inner_texts()


def shown(page: Page, address: str, *names: str) -> Page:
    """Open a comparison and wait until the cities stand there."""
    page.goto(address)
    expect(page.locator(".compare thead a")).to_have_text(list(names))
    return page


def row(page: Page, name: str) -> Locator:
    """Return the row of this name; a word behind it may say that the cities differ."""
    return page.locator(".compare tr", has=page.locator("th[scope=row]", has_text=re.compile(f"^{name}")))


def add(page: Page, typed: str) -> None:
    """Look a city up by keyboard and take the first that is offered."""
    field = page.get_by_role("searchbox", name="Add a city")
    field.focus()
    page.keyboard.type(typed)
    expect(page.get_by_role("list", name="Matching cities").get_by_role("button").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()


def downloaded(page: Page) -> tuple[str, str]:
    """Return the name of the file that is offered for download, and its text."""
    with page.expect_download() as offered:
        page.get_by_role("button", name="Download this table (CSV)").click()
    return offered.value.suggested_filename, Path(offered.value.path()).read_bytes().decode()


# Choosing


def test_two_cities_are_chosen_and_read_by_keyboard_alone(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    expect(status(page)).to_have_text("No city is chosen.")
    add(page, "phoe")
    expect(status(page)).to_have_text("Add another city to compare with Phoenix.")
    add(page, "recife")
    expect(status(page)).to_have_text("Side by side: Phoenix; Recife.")
    expect(page).to_have_url(f"{home}compare/{TWO}")
    assert heads(page) == ["Phoenix", "Recife"]
    assert row(page, "Level").locator("th, td").all_text_contents() == ["Level differs", " Platinum", " Gold"]
    assert (
        row(page, "Standard").locator("td").all_inner_texts()
        == ["The award was given under the “Standard of 2022”."] * 2
    )
    region = page.get_by_role("region", name="Side by side")
    for _ in range(20):
        page.keyboard.press("Tab")
        if region.evaluate("e => e === document.activeElement"):
            break
    expect(region).to_be_focused()


def test_a_name_is_found_without_its_accents_and_by_any_of_its_words(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    field, offers = page.get_by_role("searchbox", name="Add a city"), page.get_by_role("list", name="Matching cities")
    field.fill("cordoba")
    expect(offers.get_by_role("button").first).to_have_text("Córdoba Córdoba, Argentina")
    field.fill("city")
    expect(offers.get_by_role("button").filter(has_text="Kansas City")).to_have_count(1)
    field.fill("bogota")
    expect(offers.get_by_role("button")).to_have_count(1)
    expect(status(page)).to_have_text("1 city matches.")
    field.fill("san")
    expect(offers.get_by_role("button").first).to_contain_text("San Antonio")
    field.fill("xyz")
    expect(status(page)).to_have_text("No city in this directory has a name like that.")
    assert offers.locator("li").count() == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("boston, ma", "boston-ma"),
        ("rochester ny", "rochester-ny"),
        ("newyork", "new-york-ny"),
    ],
)
def test_a_city_is_found_with_its_place_and_by_other_names_as_in_the_search(
    page: Page, home: str, typed: str, meant: str
) -> None:
    page.goto(f"{home}compare/")
    field = page.get_by_role("searchbox", name="Add a city")
    field.fill(typed)
    field.press("Enter")
    expect(page).to_have_url(f"{home}compare/?c={meant}")


def test_a_near_spelling_is_offered_as_one_and_not_taken_unasked(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    field = page.get_by_role("searchbox", name="Add a city")
    field.fill("pheonix")
    offer = page.get_by_role("list", name="Matching cities").get_by_role("button").first
    expect(offer).to_contain_text("Phoenix Arizona")
    expect(offer).to_contain_text("similar spelling")
    expect(status(page)).to_have_text(re.compile("^Nothing is spelled like that; "))
    field.press("Enter")
    expect(offer).to_be_focused()
    expect(page).to_have_url(f"{home}compare/")


def test_a_city_of_that_name_comes_before_one_in_a_place_of_that_name(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    page.get_by_role("searchbox", name="Add a city").fill("cordoba")
    offers = page.get_by_role("list", name="Matching cities").get_by_role("button")
    expect(offers).to_have_text(["Córdoba Córdoba, Argentina", "Jesús María Córdoba, Argentina"])


def test_what_searches_is_asked_for_when_it_is_needed(page: Page, home: str, faults: list[str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown(page, f"{home}compare/{TWO}", "Phoenix", "Recife")
    assert not [url for url in asked if "/engine." in url]
    page.route("**/assets/engine.*.js", lambda route: route.fulfill(status=404))
    field = page.get_by_role("searchbox", name="Add a city")
    field.focus()
    expect(status(page)).to_have_text("The list of cities could not be loaded. Try again later.")
    assert set(faults) == {"console: Failed to load resource: the server responded with a status of 404 (Not Found)"}
    page.unroute("**/assets/engine.*.js")
    add(page, "tempe")
    expect(page.locator(".compare thead a")).to_have_text(["Phoenix", "Recife", "Tempe"])
    assert len([url for url in asked if "/engine." in url]) == len(faults) + 1
    faults.clear()


def test_adding_nothing_asks_for_a_name(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    expect(status(page)).to_have_text("No city is chosen.")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(status(page)).to_have_text("Type the name of a city first.")
    expect(page.get_by_role("searchbox", name="Add a city")).to_be_focused()


def test_enter_takes_the_city_that_is_meant_or_leads_to_those_that_may_be(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    field = page.get_by_role("searchbox", name="Add a city")
    field.fill("tempe")
    field.press("Enter")
    expect(page).to_have_url(f"{home}compare/?c=tempe-az")
    field.fill("rochester")
    field.press("Enter")
    expect(page.get_by_role("button", name="Rochester Minnesota")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}compare/?c=tempe-az&c=rochester-ny")
    expect(page.get_by_role("button", name="Remove Rochester, New York")).to_be_visible()


def test_every_city_that_shares_its_name_has_its_region_behind_it(page: Page, serve: Serve, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "assets" / "js", tmp_path / "js")
    (tmp_path / "index.html").write_text("<!doctype html><html lang='en'><title>Labels</title>", encoding="utf-8")
    page.goto(serve(tmp_path))
    labels = page.evaluate("""async () => {
      const { labelsOf } = await import("/js/compare/chooser.js");
      const cities = [["Leon", "Iowa"], ["León", "Guanajuato"], ["Leon", "Kansas"], ["Lima", "Ohio"]];
      const names = cities.map(([name]) => name);
      return [...labelsOf({ names, slug: (city) => city, region: (city) => cities[city][1] }).values()];
    }""")
    assert labels == ["Leon, Iowa", "León, Guanajuato", "Leon, Kansas", "Lima"]


def test_escape_empties_the_field(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    field = page.get_by_role("searchbox", name="Add a city")
    field.fill("phoenix")
    page.get_by_role("button", name="Phoenix Arizona").focus()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    assert page.get_by_role("list", name="Matching cities").locator("li").count() == 0


@pytest.mark.parametrize("way", ["Escape", "Backspace"])
def test_an_emptied_field_says_again_what_is_shown(page: Page, home: str, way: str) -> None:
    shown(page, f"{home}compare/?c=phoenix-az&c=atlantis-xx", "Phoenix")
    said = "Add another city to compare with Phoenix. Not in this directory: atlantis-xx."
    expect(status(page)).to_have_text(said)
    field = page.get_by_role("searchbox", name="Add a city")
    field.fill("t")
    expect(status(page)).to_have_text(re.compile("cities match"))
    field.press(way)
    expect(status(page)).to_have_text(said)
    assert page.get_by_role("list", name="Matching cities").locator("li").count() == 0


def test_cities_like_those_that_are_shown_are_offered(page: Page, home: str) -> None:
    shown(page, f"{home}compare/?c=phoenix-az", "Phoenix")
    offers = page.get_by_role("list", name="Cities like these").get_by_role("button")
    expect(offers).to_have_count(4)
    first = offers.first.inner_text()
    page.get_by_role("button", name=f"Add {first}").press("Enter")
    expect(page.locator(".compare thead a")).to_have_text(["Phoenix", first])
    expect(offers.first).to_be_focused()
    assert first not in offers.all_inner_texts()


def test_focus_goes_on_at_the_place_of_a_city_that_was_removed(page: Page, home: str) -> None:
    shown(page, f"{home}compare/?c=phoenix-az&c=tempe-az&c=recife-brazil", "Phoenix", "Tempe", "Recife")
    page.get_by_role("button", name="Remove Tempe").press("Enter")
    expect(page.get_by_role("button", name="Remove Recife")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove Phoenix")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Add a city")).to_be_focused()
    expect(status(page)).to_have_text("No city is chosen.")
    expect(page).to_have_url(f"{home}compare/")
    expect(page.get_by_role("region", name="Side by side")).to_be_hidden()


def test_the_page_of_a_city_leads_to_comparisons(page: Page, home: str) -> None:
    page.goto(f"{home}cities/phoenix-az/")
    page.get_by_role("link", name="Compare with other cities").click()
    expect(page.locator(".compare thead a")).to_have_text(["Phoenix"])
    page.go_back()
    page.get_by_role("link", name=re.compile("^Compare with .*, .* and ")).click()
    expect(page.locator(".compare thead a")).to_have_count(4)
    assert heads(page)[0] == "Phoenix"


# The address


def test_back_and_forward_restore_the_choice(page: Page, home: str) -> None:
    shown(page, f"{home}compare/?c=phoenix-az", "Phoenix")
    add(page, "tempe")
    expect(page.locator(".compare thead a")).to_have_text(["Phoenix", "Tempe"])
    page.get_by_label("Only what differs").check()
    expect(page).to_have_url(f"{home}compare/?c=phoenix-az&c=tempe-az&only=differences")
    page.go_back()
    expect(page.locator(".compare thead a")).to_have_text(["Phoenix"])
    page.go_forward()
    expect(page.locator(".compare thead a")).to_have_text(["Phoenix", "Tempe"])
    expect(page.get_by_label("Only what differs")).to_be_checked()


def test_only_what_differs_is_left_and_the_address_says_so(page: Page, home: str) -> None:
    shown(page, f"{home}compare/{TWO}", "Phoenix", "Recife")
    expect(row(page, "Standard")).to_be_visible()
    page.get_by_label("Only what differs").check()
    expect(row(page, "Standard")).to_have_count(0)
    names = page.locator(".compare th[scope=row]").all_inner_texts()
    assert names
    assert all(name.endswith("differs") for name in names)
    page.reload()
    expect(page.get_by_label("Only what differs")).to_be_checked()
    expect(row(page, "Level")).to_be_visible()
    expect(row(page, "Standard")).to_have_count(0)
    page.get_by_label("Only what differs").uncheck()
    expect(page).to_have_url(f"{home}compare/{TWO}")


def test_what_was_not_found_of_a_city_is_no_difference(page: Page, home: str) -> None:
    bare = re.compile(r'<section class="practice stack" data-compare="practice">.*?</section>', re.DOTALL)

    def without_programs(route: Route) -> None:
        response = route.fetch()
        text, count = bare.subn("", response.text())
        assert count
        route.fulfill(response=response, body=text)

    page.route("**/cities/recife-brazil/", without_programs)
    shown(page, f"{home}compare/{TWO}", "Phoenix", "Recife")
    programs = row(page, "Programs found")
    assert programs.locator("td").all_inner_texts()[1] == "none found"
    part = page.locator(".compare tbody", has_text="Programs by practice")
    titles = [*programs.locator("th").all_inner_texts(), *part.locator("th[scope=row]").all_inner_texts()]
    assert len(titles) > 1
    assert not [title for title in titles if "differs" in title]
    page.get_by_label("Only what differs").check()
    expect(programs).to_have_count(0)
    expect(row(page, "Level")).to_be_visible()


def test_the_menu_of_languages_leads_to_the_same_comparison(page: Page, home: str) -> None:
    shown(page, f"{home}compare/{TWO}", "Phoenix", "Recife")
    page.get_by_role("link", name="Português").click()
    expect(page).to_have_url(f"{home}pt/compare/{TWO}")
    expect(row(page, "Nível").locator("td")).to_have_text(["Platina", "Ouro"])


@pytest.mark.parametrize(
    ("query", "names", "said"),
    [
        pytest.param(
            f"{FOUR}&c=miami-fl",
            ["Phoenix", "Tempe", "Recife", "Ottawa"],
            "Four cities at most; remove one first. Left out: Miami.",
            id="a fifth city",
        ),
        pytest.param(
            "?c=phoenix-az&c=atlantis-xx&c=tempe-az",
            ["Phoenix", "Tempe"],
            "Not in this directory: atlantis-xx.",
            id="a city that is not there",
        ),
        pytest.param(
            "?c=phoenix-az&c=../../evil&c=%3Cb%3E&c=tempe-az",
            ["Phoenix", "Tempe"],
            "Not in this directory: …; ….",
            id="what is no name of a city",
        ),
        pytest.param(
            "?c=phoenix-az&c=tempe-az&c=phoenix-az", ["Phoenix", "Tempe"], "Chosen already: Phoenix.", id="a city twice"
        ),
    ],
)
def test_what_cannot_be_shown_is_told_in_the_line_and_the_rest_is_shown(
    page: Page, home: str, query: str, names: list[str], said: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown(page, f"{home}compare/{query}", *names)
    expect(status(page)).to_have_text(f"Side by side: {'; '.join(names)}. {said}")
    assert len([url for url in asked if "/cities/" in url]) == len(names)


def test_a_fifth_city_is_not_taken(page: Page, home: str) -> None:
    shown(page, f"{home}compare/{FOUR}", "Phoenix", "Tempe", "Recife", "Ottawa")
    expect(page.get_by_role("list", name="Cities like these")).to_be_hidden()
    add(page, "miami")
    expect(status(page)).to_have_text("Four cities at most; remove one first. Left out: Miami.")
    expect(page).to_have_url(f"{home}compare/{FOUR}")


def test_a_page_that_does_not_come_is_told_and_asked_for_again(page: Page, home: str, faults: list[str]) -> None:
    page.route("**/cities/tempe-az/", lambda route: route.fulfill(status=500))
    page.goto(f"{home}compare/?c=phoenix-az&c=tempe-az")
    expect(status(page)).to_have_text(
        "Add another city to compare with Phoenix. Could not be loaded: Tempe. Try again later."
    )
    assert heads(page) == ["Phoenix"]
    assert faults == [
        "console: Failed to load resource: the server responded with a status of 500 (Internal Server Error)"
    ]
    faults.clear()
    page.unroute("**/cities/tempe-az/")
    add(page, "recife")
    expect(page.locator(".compare thead a")).to_have_text(["Phoenix", "Tempe", "Recife"])


def test_without_the_list_of_cities_nothing_is_asked_for_and_the_table_of_all_is_there(
    page: Page, home: str, faults: list[str]
) -> None:
    page.route("**/search/cities.en.json", lambda route: route.fulfill(status=404))
    page.goto(f"{home}compare/{TWO}")
    expect(status(page)).to_have_text("The list of cities could not be loaded. Try again later.")
    expect(page.locator(".city-table tbody tr").first).to_be_visible(timeout=1_000)  # sooner than it comes by itself
    assert faults == ["console: Failed to load resource: the server responded with a status of 404 (Not Found)"]
    faults.clear()


# What is taken from the page of a city


def test_a_city_certified_once_has_its_date_in_the_row_and_in_the_file(page: Page, home: str) -> None:
    page.goto(f"{home}compare/")
    table = {
        line[0].split("\n")[0]: line[3]
        for line in (tr.locator("th, td").all_inner_texts() for tr in page.locator(".city-table tbody tr").all())
    }
    shown(page, f"{home}compare/?c=recife-brazil&c=ottawa-canada", "Recife", "Ottawa")
    dates = row(page, "First certification").locator("td").all_inner_texts()
    assert all(re.search(r"\d{4}$", date) for date in dates)
    assert dates == [
        next(date for name, date in table.items() if name.startswith(city)) for city in ("Recife", "Ottawa")
    ]
    assert f"First certification,{dates[0]},{dates[1]}" in downloaded(page)[1]


def changed(before: str, after: str) -> Any:
    """Return a route that answers with the page of the server, one part of it replaced."""

    def answer(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        assert before in text
        route.fulfill(response=response, body=text.replace(before, after))

    return answer


def test_a_page_gives_its_words_and_never_its_elements(page: Page, home: str) -> None:
    hostile = 'Phoenix<img src="https://other.example/a.png" alt=""><script>document.title = "Lost"</script></h1>'
    page.route("**/cities/phoenix-az/", changed("Phoenix</h1>", hostile))
    page.goto(f"{home}compare/{TWO}")
    expect(page.locator(".compare thead a")).to_have_count(2)
    assert page.locator(".compare").locator("img, script").count() == 0
    expect(page).to_have_title(re.compile("^Compare cities"))


def test_a_text_in_another_language_keeps_it(page: Page, home: str) -> None:
    page.route("**/cities/phoenix-az/", changed("<h4>FundPHX</h4>", '<h4><span lang="fr">FundPHX</span></h4>'))
    shown(page, f"{home}compare/{TWO}", "Phoenix", "Recife")
    assert page.locator(".compare [lang=fr]").all_inner_texts() == ["FundPHX"]
    assert page.locator(".compare [lang]").count() == 1


# The file


def test_what_is_shown_can_be_taken_along_as_a_table(page: Page, home: str) -> None:
    shown(page, f"{home}compare/{TWO}&only=differences", "Phoenix", "Recife")
    name, text = downloaded(page)
    assert name == "compare-phoenix-az-recife-brazil.csv"
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert lines[0] == [
        *("Part", "What is compared"),
        *("Phoenix, Arizona, United States", "Recife, Pernambuco, Brazil", "Difference"),
    ]
    assert lines[1] == ["Level and awards", "Level", "Platinum", "Gold", "differs"]
    assert ["Facts", "Population", "1650070", "1653461", "differs"] in lines
    assert [line[1] for line in lines[1:]] == [
        name.removesuffix(" differs") for name in page.locator(".compare th[scope=row]").all_inner_texts()
    ]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_the_file_is_computed(page: Page, home: str, sign: str) -> None:
    page.route("**/cities/phoenix-az/", changed('data-digits="1650070">', f'>{sign}, "so" '))
    shown(page, f"{home}compare/{TWO}", "Phoenix", "Recife")
    _, text = downloaded(page)
    assert f"""Facts,Population,"'{sign}, ""so"" 1,650,070",1653461,differs\r\n""" in text


# Everywhere


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(1280, "", "light"), (768, "es/", "dark"), (320, "pt/", "dark"), (320, "", "light")],
)
def test_a_comparison_passes_at_every_width_and_in_every_language(
    open_page: OpenPage, home: str, width: int, language: str, scheme: Any
) -> None:
    page = shown(
        open_page(width, color_scheme=scheme), f"{home}{language}compare/{FOUR}", "Phoenix", "Tempe", "Recife", "Ottawa"
    )
    page.locator(".compare input[type=search]").fill("san")
    expect(page.locator(".compare form li").first).to_be_visible()
    assert_accessible(page)
    assert page.evaluate(OVERFLOW) == []


def test_a_narrow_screen_reads_row_by_row_with_the_city_before_each_fact(open_page: OpenPage, home: str) -> None:
    page = shown(open_page(320), f"{home}compare/{TWO}", "Phoenix", "Recife")
    level = row(page, "Level")
    title, *cells = (place.bounding_box() for place in level.locator("th, td").all())
    assert title
    assert [bool(cell and cell["y"] >= title["y"] + title["height"]) for cell in cells] == [True, True]
    labels = [cell.evaluate("e => getComputedStyle(e, '::before').content") for cell in level.locator("td").all()]
    assert labels == ['"Phoenix:"', '"Recife:"']
    head = page.locator(".compare thead")
    expect(head.get_by_role("columnheader")).to_have_text(
        ["What is compared", re.compile("^Phoenix"), re.compile("^Recife")]
    )
    region = page.get_by_role("region", name="Side by side")
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    # Laid out as blocks, it is still a table to those who hear it.
    expect(region.get_by_role("row", name="Level differs Phoenix: Platinum Recife: Gold")).to_be_visible()


def test_the_first_column_stays_where_the_table_is_wider_than_the_screen(open_page: OpenPage, home: str) -> None:
    page = shown(open_page(768), f"{home}compare/{FOUR}", "Phoenix", "Tempe", "Recife", "Ottawa")
    region = page.get_by_role("region", name="Side by side")
    region.evaluate("e => e.scrollLeft = 200")
    left = [
        place.evaluate("e => e.getBoundingClientRect().left") for place in (region, row(page, "Level").locator("th"))
    ]
    assert left[0] == left[1]


def test_without_scripts_all_cities_stand_in_a_table(open_page: OpenPage, home: str) -> None:
    page = open_page(320, java_script=False)
    page.goto(f"{home}compare/{TWO}")
    expect(page.locator(".compare")).to_be_hidden()
    expect(page.locator("noscript p")).to_have_text(
        "Choosing cities and setting them side by side needs JavaScript, which does not run here. "
        "Every city is listed below."
    )
    assert page.locator(".city-table tbody tr").count() == len([*(ROOT / "content" / "cities").glob("*.md")])
    assert page.evaluate(OVERFLOW) == []


def test_print_has_the_comparison_alone(page: Page, home: str) -> None:
    shown(page, f"{home}compare/{TWO}", "Phoenix", "Recife")
    page.emulate_media(media="print")
    expect(page.locator(".compare table")).to_be_visible()
    for place in (".compare form", ".compare .tools", ".compare .picks", ".all-cities"):
        expect(page.locator(place).first).to_be_hidden()
    assert page.locator(".compare thead a").first.evaluate("e => getComputedStyle(e, '::after').content") == "none"


def test_a_folder_says_what_it_lacks_and_shows_all_cities(open_page: OpenPage, tmp_path: Path) -> None:
    options = ["--out", str(tmp_path / "site"), "--for-folder", "--quiet"]
    subprocess.run([sys.executable, "build.py", *options], cwd=ROOT, check=True)
    page = open_page(1280)
    page.goto((tmp_path / "site" / "cities" / "phoenix-az" / "index.html").as_uri())
    page.get_by_role("link", name="Compare with other cities").click()
    expect(page.locator("main .note").first).to_have_text(
        "To choose cities and see them side by side, open this site on the web; "
        "in a folder, a page cannot read another."
    )
    assert page.locator(".compare").count() == 0
    expect(page.locator(".city-table tbody tr").first).to_be_visible()


def test_the_table_of_all_cities_fits_on_paper(open_page: OpenPage, home: str) -> None:
    page = open_page(720)
    page.goto(f"{home}es/compare/")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == 720
    expect(page.get_by_role("heading", name="Lado a lado")).to_be_hidden()
