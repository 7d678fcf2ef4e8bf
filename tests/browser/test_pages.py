"""Each kind of page as people meet it: narrow and wide, light and dark, by keyboard, printed, without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT
from tests.browser.support import OpenPage, Serve, assert_accessible

PAGES = {
    "home": "",
    "city": "cities/phoenix-az/",
    "city with open questions": "cities/montevideo-uruguay/",
    "city without a level": "cities/ottawa-canada/",
    "city of the Honor Roll": "cities/long-beach-ca/",
    "level": "levels/gold/",
    "honor roll": "honor-roll/",
    "country": "countries/us/",
    "region": "countries/br/sao-paulo/",
    "year": "years/2024/",
    "map": "map/",
    "compare": "compare/",
    "criteria": "criteria/",
    "edition": "criteria/2022/",
    "edition with gaps": "criteria/2018/",
    "changes": "criteria/changes/",
    "practice": "practices/open-data/",
    "get started": "get-started/",
    "announcements": "announcements/",
    "announcement": "announcements/2025-02/",
    "glossary": "glossary/",
    "sources": "sources/",
    "how it works": "how-it-works/",
    "about": "about/",
    "accessibility": "accessibility/",
    "guide of editors": "contribute/",
    "not found": "nowhere/at/all/",
}
OVERFLOW = """() => [document.documentElement]
  .filter(e => e.scrollWidth > e.clientWidth)
  .map(() => 'the page')
  .concat([...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter(e => !e.closest(".scroll, .sprite"))
  .map(e => e.tagName + '.' + e.className))"""


@pytest.fixture
def home(real_site: Path, serve: Serve) -> str:
    """The address of the real site below /directory/."""
    return serve(real_site, "/directory/")


def visit(page: Page, home: str, path: str, faults: list[str]) -> None:
    page.goto(home + path)
    if path.endswith(PAGES["not found"]):
        # A page that is not there is answered with an error, which the browser tells its console.
        faults[:] = [fault for fault in faults if "404" not in fault]


@pytest.mark.parametrize("kind", PAGES)
def test_a_wide_light_page_passes(open_page: OpenPage, home: str, faults: list[str], kind: str) -> None:
    page = open_page(1280)
    visit(page, home, PAGES[kind], faults)
    assert_accessible(page)
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("kind", PAGES)
def test_a_narrow_dark_page_passes(open_page: OpenPage, home: str, faults: list[str], kind: str) -> None:
    page = open_page(320, color_scheme="dark")
    visit(page, home, f"pt/{PAGES[kind]}", faults)
    assert_accessible(page)
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("kind", ["home", "city", "get started", "how it works"])
def test_spanish_pages_pass_on_a_tablet(open_page: OpenPage, home: str, faults: list[str], kind: str) -> None:
    page = open_page(768)
    visit(page, home, f"es/{PAGES[kind]}", faults)
    assert page.locator("html").get_attribute("lang") == "es"
    assert_accessible(page)
    assert page.evaluate(OVERFLOW) == []


def test_a_long_name_fits_at_a_zoom_of_400_percent(open_page: OpenPage, home: str) -> None:
    page = open_page(320)
    page.goto(f"{home}cities/athens-clarke-county-ga/")
    assert page.evaluate(OVERFLOW) == []


def test_a_city_is_reached_by_keyboard_alone(page: Page, home: str) -> None:
    page.goto(home)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.city-card') !== null"):
            break
    focused = page.locator(":focus")
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    name = focused.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_the_whole_card_leads_to_its_city(page: Page, home: str) -> None:
    page.goto(home)
    card = page.locator(".city-card", has_text="Tempe")
    card.click(position={"x": 12, "y": 12})
    expect(page).to_have_url(re.compile("/cities/tempe-az/$"))


def test_the_languages_stand_beside_the_menu_where_there_is_room(page: Page, home: str) -> None:
    page.goto(home)
    menu, languages = (place.bounding_box() for place in page.locator(".site-header nav").all())
    assert menu
    assert languages
    assert menu["y"] == languages["y"]


def test_the_language_menu_keeps_the_page(page: Page, home: str) -> None:
    page.goto(f"{home}cities/recife-brazil/")
    page.get_by_role("link", name="Português").click()
    expect(page).to_have_url(f"{home}pt/cities/recife-brazil/")
    expect(page.locator("html")).to_have_attribute("lang", "pt-BR")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{home}cities/recife-brazil/")


def test_a_source_of_a_fact_leads_to_its_place_in_the_list(page: Page, home: str) -> None:
    page.goto(f"{home}cities/phoenix-az/")
    page.locator(".program", has_text="FundPHX").get_by_role("link").click()
    expect(page.locator(":target")).to_contain_text("City of Phoenix")


def test_a_criterion_that_was_asked_for_is_marked_by_more_than_color(page: Page, home: str) -> None:
    page.goto(f"{home}es/criteria/2022/#dm4")
    edge = "e => getComputedStyle(e).borderTopWidth"
    assert [page.locator(f"#{id_}").evaluate(edge) for id_ in ("dm4", "dm5")] == ["4px", "1px"]
    expect(page.locator("#dm4 h3")).to_be_in_viewport()
    page.get_by_role("link", name="Enlace a DM5").click()
    expect(page).to_have_url(f"{home}es/criteria/2022/#dm5")
    assert page.locator("#dm5").evaluate(edge) == "4px"


def test_a_criterion_leads_to_one_of_another_edition(page: Page, home: str) -> None:
    page.goto(f"{home}criteria/2018/")
    page.locator("#dg1").get_by_role("link", name="Standard of 2022").click()
    expect(page.locator(":target h3")).to_have_text("DM2 Maintaining a Comprehensive Data Inventory")


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
def test_the_contents_stand_beside_the_criteria_where_there_is_room(
    open_page: OpenPage, home: str, width: int, *, beside: bool
) -> None:
    page = open_page(width)
    page.goto(f"{home}criteria/2022/")
    contents, parts = (page.locator(place).bounding_box() for place in (".beside > nav", ".beside > .parts"))
    assert contents
    assert parts
    assert (contents["x"] + contents["width"] <= parts["x"]) == beside
    assert (contents["y"] + contents["height"] <= parts["y"]) != beside


def test_a_source_of_a_city_leads_to_what_else_rests_on_it(page: Page, home: str) -> None:
    page.goto(f"{home}cities/phoenix-az/")
    page.locator(".sources li", has_text="GeoNames").get_by_role("link", name="What else rests on it").click()
    expect(page).to_have_url(f"{home}sources/#source-geonames")
    page.locator(":target summary").click()
    page.locator(":target").get_by_role("link", name="Tempe").click()
    expect(page.locator("h1")).to_have_text("Tempe")


def test_a_missing_page_leads_back_in_three_languages(page: Page, home: str, faults: list[str]) -> None:
    visit(page, home, PAGES["not found"], faults)
    assert [part.get_attribute("lang") for part in page.locator("main section").all()] == ["en", "es", "pt-BR"]
    page.get_by_role("link", name="Ir al directorio").click()
    expect(page).to_have_url(f"{home}es/")


def test_every_city_is_there_without_scripts(open_page: OpenPage, home: str) -> None:
    page = open_page(320, java_script=False)
    page.goto(home)
    assert page.locator(".city-card").count() == len([*(ROOT / "content" / "cities").glob("*.md")])
    page.get_by_role("link", name="Miami", exact=True).click()
    expect(page.locator("h1")).to_have_text("Miami")


def test_print_leaves_out_the_ways_around(page: Page, home: str) -> None:
    page.goto(f"{home}cities/phoenix-az/")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".site-header nav").first).to_be_hidden()
    assert page.locator("body").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    ending = page.locator(".sources a").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://" in ending


def test_what_opens_on_demand_is_printed(page: Page, home: str) -> None:
    page.goto(f"{home}sources/")
    city = page.locator("#source-geonames .rests a").first
    expect(city).to_be_hidden()
    page.emulate_media(media="print")
    expect(city).to_be_visible()


def test_levels_keep_their_edges_in_forced_colors(page: Page, home: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(home)
    assert page.locator(".badge").first.evaluate("e => getComputedStyle(e).borderStyle") == "solid"


@pytest.mark.parametrize(
    ("place", "least"),
    [(".site-header a", 36), (".link-list a", 44), (".site-footer li a", 44), (".breadcrumb a", 24)],
)
def test_links_are_large_enough_to_touch(open_page: OpenPage, home: str, place: str, least: int) -> None:
    page = open_page(320)
    page.goto(f"{home}levels/gold/")
    heights = [link.bounding_box()["height"] for link in page.locator(place).all()]  # type: ignore[index]
    assert heights
    assert min(heights) >= least


def test_an_unzipped_folder_reads_completely(open_page: OpenPage, real_folder: Path) -> None:
    page = open_page(1280)
    page.goto((real_folder / "index.html").as_uri())
    assert page.locator(".site-header").evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"
    page.get_by_role("link", name="Phoenix", exact=True).click()
    expect(page.locator("h1")).to_have_text("Phoenix")
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator(".standing a").first.click()
    expect(page.locator("h1")).to_contain_text("Platino")
