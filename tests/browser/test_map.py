"""The map: it follows what the list shows and what is pointed at, and is read on every screen and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import OpenPage, Serve

SHOWN = """cities => document.dispatchEvent(
  new CustomEvent("finder:shown", { detail: { cities: cities && new Set(cities) }, bubbles: true }))"""


@pytest.fixture
def home(real_site: Path, serve: Serve) -> str:
    """The address of the real site below /directory/."""
    return serve(real_site, "/directory/")


@pytest.fixture
def atlas(page: Page, home: str) -> Page:
    """The page of the map."""
    page.goto(f"{home}map/")
    return page


def number(page: Page, name: str) -> int:
    return int(page.get_by_role("link", name=name, exact=True).get_attribute("data-city") or "")


def test_points_follow_what_is_shown(atlas: Page) -> None:
    points = atlas.locator(".main use")
    everything = points.count()
    assert points.filter(visible=True).count() == everything > 50
    chosen = [number(atlas, "Bogotá"), number(atlas, "Phoenix")]
    atlas.evaluate(SHOWN, chosen)
    assert points.filter(visible=True).count() == 2
    expect(atlas.locator(".main text", has_text="Bogotá")).to_be_visible()
    expect(atlas.locator(".main text", has_text="Recife")).to_be_hidden()
    atlas.evaluate(SHOWN, [])
    assert points.filter(visible=True).count() == 0
    atlas.evaluate(SHOWN, None)
    assert points.filter(visible=True).count() == everything


def test_a_point_of_several_cities_stays_as_long_as_one_of_them_is_shown(atlas: Page) -> None:
    shared = atlas.locator(".main use[data-cities*=' ']").first
    cities = [int(city) for city in (shared.get_attribute("data-cities") or "").split()]
    assert len(cities) > 1
    atlas.evaluate(SHOWN, cities[-1:])
    expect(shared).to_be_visible()


def test_the_city_that_is_pointed_at_stands_out_in_every_view(atlas: Page) -> None:
    marked = atlas.locator("use.is-pointed")
    link = atlas.get_by_role("link", name="Tempe", exact=True)
    link.hover()
    expect(marked).to_have_count(3)  # the continent, the country, the inset
    others = atlas.locator(".main use:not(.is-pointed)").first
    assert others.evaluate("e => getComputedStyle(e).opacity") == "0.25"
    atlas.locator("h1").hover()
    expect(marked).to_have_count(0)
    link.focus()
    expect(marked).to_have_count(3)
    atlas.keyboard.press("Shift+Tab")
    expect(atlas.locator("use.is-pointed title").first).not_to_contain_text("Tempe")


def test_no_point_can_get_the_focus(atlas: Page) -> None:
    assert atlas.locator(".views").evaluate_all("views => views.every(view => view.ariaHidden === 'true')")
    assert atlas.locator(".views :is(a, [tabindex])").count() == 0


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
def test_the_list_stands_beside_the_map_where_there_is_room(
    open_page: OpenPage, home: str, width: int, *, beside: bool
) -> None:
    page = open_page(width, java_script=False)
    page.goto(f"{home}pt/map/")
    drawing, names = (page.locator(place).bounding_box() for place in (".map", ".places"))
    assert drawing
    assert names
    assert (drawing["x"] + drawing["width"] <= names["x"]) == beside
    assert (drawing["y"] + drawing["height"] <= names["y"]) != beside
    assert beside or drawing["width"] == names["width"] == 288


@pytest.mark.parametrize("width", [1280, 320])
def test_a_mark_stands_on_its_place_on_every_screen(open_page: OpenPage, home: str, width: int) -> None:
    page = open_page(width)
    page.goto(f"{home}map/")
    page.locator("use").first.wait_for()
    off = page.evaluate("""() => Math.max(...Array.from(document.querySelectorAll("use"), use => {
      const box = use.getBoundingClientRect(), to = use.ownerSVGElement.getScreenCTM();
      const x = to.a * use.x.baseVal.value + to.e, y = to.d * use.y.baseVal.value + to.f;
      return Math.hypot((box.left + box.right) / 2 - x, (box.top + box.bottom) / 2 - y);
    }))""")
    assert off < 1


def test_levels_keep_their_shapes_on_paper_and_in_forced_colors(page: Page, home: str) -> None:
    page.goto(f"{home}map/")
    assert len({mark.get_attribute("href") for mark in page.locator(".main use").all()}) == 5
    fill = "e => getComputedStyle(e).fill"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".main use").first.evaluate(fill) == "rgb(0, 0, 0)"
    expect(page.locator(".places")).to_be_visible()
    page.emulate_media(media="screen", color_scheme="light", forced_colors="active")
    assert page.locator(".main .land").evaluate(fill) == "rgb(255, 255, 255)"
    assert page.locator(".main use").first.evaluate(fill) == "rgb(0, 0, 0)"


def test_the_finder_of_the_page_moves_the_points(page: Page, home: str) -> None:
    page.goto(f"{home}map/?level=platinum")
    points = page.locator(".main use").filter(visible=True)
    expect(page.locator(".hit")).to_have_count(7)
    shown = " ".join(point.get_attribute("data-cities") or "" for point in points.all())
    assert len(shown.split()) == 7
    page.goto(f"{home}map/")
    page.get_by_role("searchbox").fill("bogota")
    expect(points).to_have_count(1)
    page.locator(".hits").get_by_role("link", name="Bogotá").hover()
    expect(page.locator("use.is-pointed")).to_have_count(1)


# What is meant and what is counted


def test_the_focused_city_stands_out_while_the_pointer_lies_over_a_text_of_the_list(atlas: Page) -> None:
    atlas.get_by_role("link", name="Tempe", exact=True).focus()
    atlas.locator(".places .count").first.hover()
    expect(atlas.locator("use.is-pointed")).to_have_count(3)
    atlas.get_by_role("link", name="Mesa", exact=True).hover()
    expect(atlas.locator("use.is-pointed title").first).to_contain_text("Mesa")


def test_the_legend_gives_no_numbers_of_all_cities_while_some_are_not_shown(atlas: Page) -> None:
    numbers = atlas.locator(".legend .count").filter(visible=True)
    expect(numbers).not_to_have_count(0)
    atlas.evaluate(SHOWN, [number(atlas, "Phoenix")])
    expect(numbers).to_have_count(0)
    atlas.evaluate(SHOWN, None)
    expect(numbers).not_to_have_count(0)


# Narrow screens


@pytest.mark.parametrize(("width", "height"), [(320, 640), (768, 1024)])
def test_the_answer_is_in_sight_of_whoever_types(open_page: OpenPage, home: str, width: int, height: int) -> None:
    page = open_page(width)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{home}map/")
    page.fill("#q", "phoenix")
    expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)
    expect(page.locator(".answer .plain a")).to_be_in_viewport(ratio=1)
    places = [page.locator(name).bounding_box() for name in (".told", ".map", ".results")]
    tops = [place["y"] for place in places if place]
    assert len(tops) == 3
    assert tops == sorted(tops)


def test_what_is_drawn_larger_is_closed_on_a_phone_alone(open_page: OpenPage, home: str) -> None:
    for width, is_seen in ((320, False), (768, True)):
        page = open_page(width)
        page.goto(f"{home}map/")
        assert page.locator(".inset").first.is_visible() == is_seen
        assert page.locator(".closer > summary").is_visible() != is_seen
    page = open_page(320, java_script=False)
    page.goto(f"{home}map/")
    page.locator(".closer > summary").click()
    expect(page.locator(".inset").first).to_be_visible()


# Paper


def test_print_has_map_legend_and_list_without_the_finder(open_page: OpenPage, home: str) -> None:
    page = open_page(720)
    page.goto(f"{home}map/")
    page.emulate_media(media="print")
    expect(page.locator("#q")).to_be_hidden()
    expect(page.locator(".facet a, .facet input").first).to_be_hidden()
    expect(page.locator(".inset").last).to_be_visible()
    places = [page.locator(name).bounding_box() for name in (".main", ".legend", ".places")]
    tops = [place["y"] for place in places if place]
    assert len(tops) == 3
    assert tops == sorted(tops)
    assert tops[0] < 300
