"""Finding a city as people do it: by typing, by narrowing, by keyboard alone, with no script at all."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.support import OpenPage, Serve, assert_accessible
from tests.browser.test_pages import OVERFLOW


@pytest.fixture
def home(real_site: Path, serve: Serve) -> str:
    """The address of the real site below /directory/."""
    return serve(real_site, "/directory/")


def status(page: Page, said: str) -> None:
    expect(page.get_by_role("status")).to_have_text(re.compile(f"^{re.escape(said)}"))


def found(page: Page) -> list[str]:
    """Return the names of the cities that are listed, in their order."""
    return page.locator(".hit > a").all_inner_texts()


def choice(page: Page, value: str) -> Locator:
    """Return the checkbox of a value of a facet, whatever it counts."""
    return page.get_by_role("checkbox", name=re.compile(f"^{value} "))


# Is my city certified?


def test_a_name_is_answered_first_then_listed(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "phoenix")
    status(page, "1 of 107 cities")
    expect(page.locator(".answer")).to_have_text(
        "Phoenix Arizona, United StatesPhoenix was awarded Platinum in January 2024, the newest award we found. "
        "The award was given under the “Standard of 2022”. First certified in 2020."
    )
    expect(page.locator(".hit")).to_contain_text("Platinum 2024, up from Gold")
    expect(page.locator(".all")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("", "Pheonix", "No city, place or program is spelled “Pheonix”. Did you mean:"),
        ("es/", "Zúrich", "En este directorio no hay ciudad, lugar ni programa que se llame “Zúrich”."),
        ("pt/", "montevidio", "Nenhum nome de cidade, lugar ou programa se escreve “montevidio”. Você quis dizer:"),
    ],
)
def test_a_misspelled_name_is_understood_or_said_not_to_be_there(
    page: Page, home: str, language: str, typed: str, meant: str
) -> None:
    page.goto(home + language)
    page.fill("#q", typed)
    expect(page.locator(".answer p").first).to_have_text(meant)
    expect(page.locator(".answer .plain")).to_have_count(1 if meant.endswith(":") else 0)
    expect(page.locator(".nothing")).to_be_visible()


@pytest.mark.parametrize("typed", ["sao paulo", "SÃO PAULO", "são paulo"])
def test_accents_and_case_do_not_matter(page: Page, home: str, typed: str) -> None:
    page.goto(f"{home}pt/")
    page.fill("#q", typed)
    expect(page.locator(".hit").first).to_contain_text("São Paulo, Brasil")


def test_a_region_is_not_taken_for_the_city_of_that_name(page: Page, home: str) -> None:
    page.goto(f"{home}pt/")
    page.fill("#q", "sao paulo")
    expect(page.locator(".answer")).to_have_text("Nenhuma cidade deste diretório se chama “sao paulo”; estas ficam lá.")
    expect(page.locator(".hit > a")).to_have_text("Mogi das Cruzes")
    expect(page.locator(".nothing h3")).to_be_visible()


def test_another_name_of_a_region_is_taken_for_it(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "Nueva Jersey")
    expect(page.locator(".answer")).to_have_text("No city in this directory is called “Nueva Jersey”; these lie there.")
    expect(page.locator(".hit > a")).to_have_text(["Newark", "Paterson"])


def test_another_name_is_told_as_the_reason(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "nyc")
    expect(page.locator(".hit .why")).to_have_text("also called NYC")


def test_a_name_that_is_only_like_it_follows_and_says_so(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "porto")
    expect(page.locator(".hit > a")).to_have_text(["Porto Alegre", "Port St. Lucie"])
    expect(page.locator(".hit").first).not_to_contain_text("did you mean")
    expect(page.locator(".hit").last.locator(".why")).to_have_text("did you mean this?")


def test_rows_that_stay_are_not_made_anew(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "phoeni")
    row = page.locator(".hit").first.element_handle()
    page.fill("#q", "phoenix")
    status(page, "1 of 107 cities")
    assert page.evaluate("row => row.isConnected", row)


def test_a_program_is_told_as_the_reason(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "fundphx")
    expect(page.locator(".hit > a")).to_have_text("Phoenix")
    expect(page.locator(".hit .why")).to_have_text("program: FundPHX")


def test_a_city_that_is_not_there_is_explained(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "Springfield Illinois")
    expect(page.locator(".nothing h3")).to_have_text("Your city is not listed?")
    page.get_by_role("link", name="How to suggest a city").click()
    expect(page).to_have_url(re.compile("/contribute/$"))


def test_words_that_stand_on_pages_alone_are_found_there(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "evictions task force")
    expect(page.locator(".texts h3")).to_be_visible()
    expect(page.locator(".texts mark").first).to_be_visible()


def test_where_a_name_answers_page_texts_are_offered_and_what_searches_them_is_loaded_then(
    page: Page, home: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home)
    page.fill("#q", "phoenix")
    offer = page.get_by_role("button", name="Also search the texts of the pages")
    expect(offer).to_be_visible()
    assert not [url for url in asked if "/texts." in url or "/search/pages/" in url]
    offer.click()
    expect(page.locator(".texts h3")).to_contain_text("contain these words")


# Narrowing


def test_values_of_one_facet_add_and_facets_narrow_each_other(page: Page, home: str) -> None:
    page.goto(home)
    choice(page, "Platinum").check()
    status(page, "7 of 107 cities")
    choice(page, "Gold").check()
    status(page, "46 of 107 cities")
    page.locator("summary", has_text="Country").click()
    choice(page, "Canada").check()
    counts = page.locator('[data-facet="level"] .count')
    expect(page.locator(".hit")).to_have_count(sum(int(count) for count in counts.all_inner_texts()[:2]))


def test_a_value_that_gives_nothing_is_disabled_and_stays(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "phoenix")
    silver = choice(page, "Silver")
    expect(silver).to_be_disabled()
    expect(silver).to_be_visible()


def test_a_facet_moves_neither_focus_nor_page(page: Page, home: str) -> None:
    page.goto(home)
    gold = choice(page, "Gold")
    gold.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Space")
    status(page, "39 of 107 cities")
    expect(gold).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_what_is_on_can_be_removed_and_focus_goes_on_from_there(page: Page, home: str) -> None:
    page.goto(f"{home}?level=gold&level=silver&country=us")
    chips = page.locator(".chips button")
    expect(chips).to_have_text(["Gold", "Silver", "United States", "Clear all"])
    page.get_by_role("button", name="Remove Silver").focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_text(["Gold", "United States", "Clear all"])
    expect(page.get_by_role("button", name="Remove United States")).to_be_focused()
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".chips")).to_be_hidden()
    expect(page.locator(".all")).to_be_visible()
    expect(page.locator("#q")).to_be_focused()


def test_filters_that_leave_nothing_offer_the_widest_way_back(page: Page, home: str) -> None:
    page.goto(f"{home}?q=phoenix&level=silver")
    status(page, "0 of 107 cities")
    page.get_by_role("button", name="Remove Silver: 1 city").click()
    status(page, "1 of 107 cities")


def test_cities_are_sorted_by_name_or_by_their_newest_award(page: Page, home: str) -> None:
    page.goto(f"{home}?level=platinum")
    page.locator(".hit").first.wait_for()
    by_name = found(page)
    assert by_name == sorted(by_name)
    page.get_by_label("Order").select_option("newest")
    expect(page).to_have_url(re.compile("sort=newest"))
    assert sorted(found(page)) == by_name != found(page)


def test_a_long_list_goes_on_where_it_ended(page: Page, home: str) -> None:
    page.goto(f"{home}?country=us")
    expect(page.locator(".hit")).to_have_count(20)
    page.get_by_role("button", name="Show 20 more").click()
    expect(page.locator(".hit")).to_have_count(40)
    expect(page.locator(".hit > a").nth(20)).to_be_focused()


# The address


def test_the_address_holds_what_is_asked_and_back_restores_it(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "brazil")
    expect(page).to_have_url(re.compile(r"\?q=brazil$"))
    choice(page, "Gold").check()
    expect(page).to_have_url(re.compile(r"\?q=brazil&level=gold$"))
    some = found(page)
    page.locator(".hit > a").first.click()
    expect(page.locator("h1")).to_have_text(some[0])
    page.go_back()
    expect(page.locator("#q")).to_have_value("brazil")
    expect(choice(page, "Gold")).to_be_checked()
    page.locator(".hit").first.wait_for()
    assert found(page) == some
    page.go_back()
    expect(choice(page, "Gold")).not_to_be_checked()
    page.go_forward()
    expect(choice(page, "Gold")).to_be_checked()


def test_what_no_facet_knows_is_left_out(page: Page, home: str) -> None:
    page.goto(f"{home}?level=diamond&level=gold&nothing=here&sort=sideways")
    status(page, "39 of 107 cities")
    expect(page.locator(".chips button")).to_have_text(["Gold"])


def test_hostile_text_in_the_address_stays_text(page: Page, home: str) -> None:
    page.goto(f"{home}search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%7Bquery%7D")
    expect(page.locator(".answer p").first).to_contain_text("<img src=x onerror=alert(1)>{query}")
    assert page.locator("main img").count() == 0


def test_the_language_menu_keeps_what_was_asked(page: Page, home: str) -> None:
    page.goto(f"{home}?level=gold")
    status(page, "39 of 107 cities")
    page.get_by_role("link", name="Español").click()
    status(page, "39 de 107 ciudades")


def test_the_form_of_every_page_leads_to_the_search(page: Page, home: str) -> None:
    page.goto(f"{home}pt/cities/phoenix-az/")
    page.get_by_role("searchbox").fill("recife")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/pt/search/\?q=recife$"))
    expect(page.locator(".answer .plain a")).to_have_text("Recife")


# The keyboard


def test_a_city_is_reached_from_the_landing_by_keyboard_alone(page: Page, home: str) -> None:
    page.goto(home)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("Pheonix")
    status(page, "1 of 107 cities")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".answer .plain a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit > a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Phoenix")


def test_enter_leads_to_what_was_found(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "gold 2024")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    page.fill("#q", "phoenix")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_be_focused()


def test_the_slash_can_be_typed_and_turned_off(page: Page, home: str) -> None:
    page.goto(f"{home}search/")
    page.fill("#q", "")
    page.keyboard.type("a/b")
    expect(page.locator("#q")).to_have_value("a/b")
    page.get_by_label("On every page, the / key leads to the search field.").uncheck()
    page.goto(f"{home}about/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


# Every state, everywhere


@pytest.mark.parametrize("language", ["", "es/", "pt/"])
@pytest.mark.parametrize(
    "state",
    ["", "?level=gold&country=us", "?q=phoenix", "?q=pheonix", "?q=zzzzqqq", "?q=phoenix&level=silver"],
    ids=["open", "filtered", "answered", "near", "nothing found", "nothing left"],
)
def test_every_state_passes(open_page: OpenPage, home: str, state: str, language: str) -> None:
    page = open_page(320, color_scheme="dark" if language else "light")
    page.goto(f"{home}{language}search/{state}")
    page.locator(".facets > summary").click()
    if state:
        expect(page.get_by_role("status")).not_to_be_empty()
    assert_accessible(page)
    assert page.evaluate(OVERFLOW) == []


def test_a_wide_page_shows_the_facets_beside_the_list(open_page: OpenPage, home: str) -> None:
    page = open_page(1280)
    page.goto(f"{home}?level=gold")
    expect(choice(page, "Gold")).to_be_visible()
    page.locator(".hit").first.wait_for()
    assert_accessible(page)


def test_without_a_script_every_city_and_every_facet_is_a_link_away(open_page: OpenPage, home: str) -> None:
    page = open_page(320, java_script=False)
    page.goto(home)
    assert page.locator(".city-card").count() == 107
    page.locator(".facets > summary").click()
    page.get_by_role("link", name="Gold", exact=True).first.click()
    expect(page).to_have_url(re.compile("/levels/gold/$"))


def test_without_a_script_the_form_ends_on_a_page_that_says_so(open_page: OpenPage, home: str) -> None:
    page = open_page(320, java_script=False)
    page.goto(f"{home}es/")
    page.fill("#q", "recife")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/es/search/\?q=recife$"))
    expect(page.locator("noscript p, .all p").first).to_be_visible()
    page.get_by_role("link", name="La lista de las 107 ciudades").click()
    expect(page).to_have_url(re.compile("/es/$"))


def test_every_value_of_every_facet_has_its_page(open_page: OpenPage, home: str) -> None:
    page = open_page(java_script=False)
    page.goto(home)
    links = page.locator(".facet a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) > 80
    assert {page.request.get(link).status for link in dict.fromkeys(links)} == {200}


def test_a_list_that_does_not_come_is_said_and_asked_for_again(page: Page, home: str, faults: list[str]) -> None:
    def fail(route: Route) -> None:
        route.abort()

    page.route("**/search/cities.*", fail)
    page.goto(home)
    choice(page, "Gold").check()
    expect(page.locator(".chips button")).to_have_text(["Gold"])
    status(page, "The list of cities could not be loaded. Check your connection and try again.")
    page.unroute("**/search/cities.*")
    page.get_by_role("button", name="Try again").click()
    status(page, "39 of 107 cities")
    assert faults
    faults.clear()


# What comes late, or out of order


def late(page: Page, seconds: float = 1.0) -> None:
    """Let the list of cities take its time."""

    def wait(route: Route) -> None:
        page.wait_for_timeout(seconds * 1000)
        route.continue_()

    page.route("**/search/cities.*", wait)


def test_what_is_typed_before_the_cities_come_is_answered_when_they_do(page: Page, home: str) -> None:
    late(page)
    page.goto(home)
    page.fill("#q", "tem")
    status(page, "Searching…")
    page.fill("#q", "tempe")
    status(page, "1 of 107 cities")
    assert found(page) == ["Tempe"]


def test_each_choice_is_one_step_back_even_before_the_cities_come(page: Page, home: str) -> None:
    late(page)
    page.goto(home)
    choice(page, "Gold").check()
    choice(page, "Silver").check()
    status(page, "95 of 107 cities")
    page.go_back()
    status(page, "39 of 107 cities")
    page.go_back()
    expect(page.locator(".all")).to_be_visible()


def test_who_comes_back_finds_the_list_as_long_as_it_was(page: Page, home: str) -> None:
    page.goto(f"{home}?country=us")
    page.get_by_role("button", name="Show 20 more").click()
    name = found(page)[30]
    page.locator(".hit > a").nth(30).click()
    expect(page.locator("h1")).to_have_text(name)
    page.go_back()
    expect(page.locator(".hit")).to_have_count(40)
    choice(page, "Gold").check()
    expect(page.locator(".hit")).to_have_count(20)
    page.go_back()
    expect(page.locator(".hit")).to_have_count(40)
    expect(page.get_by_role("button", name="Show 20 more")).to_be_visible()


def test_what_was_typed_last_stays_in_the_address_when_a_city_is_opened_at_once(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "tempe")
    page.locator(".hit > a").click()
    expect(page.locator("h1")).to_have_text("Tempe")
    page.go_back()
    expect(page.locator("#q")).to_have_value("tempe")


def test_a_link_within_the_page_asks_for_nothing(page: Page, home: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home)
    page.evaluate("location.hash = '#gold'")
    page.wait_for_timeout(300)
    assert [url for url in asked if "/search/" in url] == []
    page.fill("#q", "tem")
    page.evaluate("location.hash = '#silver'")
    expect(page.locator("#q")).to_have_value("tem")


def test_a_page_older_than_the_list_of_cities_still_finds(page: Page, home: str) -> None:
    def older(route: Route) -> None:
        body = route.fetch().text()
        route.fulfill(
            body=body.replace('data-value="2024"', 'data-value="1999"').replace(
                "<template data-level", "<template data-x"
            )
        )

    page.route(home, older)
    page.goto(home)
    page.fill("#q", "tempe")
    status(page, "1 of 107 cities")
    expect(page.locator(".hit")).to_contain_text("Platinum")


def test_the_order_can_be_chosen_before_anything_is_asked(page: Page, home: str) -> None:
    page.goto(home)
    order = page.get_by_label("Order")
    order.focus()
    order.select_option("newest")
    status(page, "All 107 cities")
    order.select_option("name")
    expect(page.locator(".all")).to_be_visible()
    expect(order).to_be_focused()
    expect(page).to_have_url(home)


def test_the_answer_is_heard_where_the_number_is(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#q", "phoenix")
    expect(page.get_by_role("status")).to_contain_text("Phoenix was awarded Platinum in January 2024")


@pytest.mark.parametrize("lost", ["**/search/pages/**", "**/assets/texts.*.js"])
def test_page_texts_that_cannot_be_reached_are_offered_again(
    page: Page, home: str, faults: list[str], lost: str
) -> None:
    page.route(lost, lambda route: route.abort())
    page.goto(home)
    page.fill("#q", "phoenix")
    page.get_by_role("button", name="Also search the texts of the pages").click()
    expect(page.locator(".texts h3")).to_contain_text("could not be searched")
    expect(page.locator(".texts h3")).to_be_focused()
    page.wait_for_timeout(300)
    assert faults
    faults.clear()
    page.unroute(lost)
    page.get_by_role("button", name="Also search the texts of the pages").click()
    expect(page.locator(".texts h3")).to_contain_text("contain these words")


# What narrowing shows, and paper


def test_a_phone_says_below_the_open_facets_how_many_cities_are_left(open_page: OpenPage, home: str) -> None:
    page = open_page(320)
    page.goto(home)
    page.locator(".facets > summary").click()
    left = page.locator(".foot button")
    expect(left).to_be_hidden()
    page.locator("summary", has_text="State or region").click()
    choice(page, "Gold").check()
    expect(left).to_have_text("Show 39 cities")
    expect(left).to_be_in_viewport(ratio=1)
    for _ in range(30):
        page.keyboard.press("Tab")
        covered = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        foot = left.bounding_box()
        assert foot
        assert covered <= foot["y"] + 1
    left.click()
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)
    expect(page.locator("#results")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Remove Gold").click()
    expect(left).to_be_hidden()


def test_a_long_facet_leaves_what_is_found_in_sight_on_a_wide_screen(page: Page, home: str) -> None:
    page.goto(home)
    page.locator("summary", has_text="State or region").click()
    last = page.locator('[data-facet="region"] input').last
    last.evaluate("e => { e.scrollIntoView({ block: 'nearest' }); e.click(); }")
    expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)
    expect(last).to_be_in_viewport()
    expect(page.locator(".foot")).to_be_hidden()


def test_a_printed_list_says_what_it_is_and_is_whole(page: Page, home: str) -> None:
    page.goto(f"{home}search/?country=us&level=silver&level=gold&q=united%20states")
    page.locator(".hit").first.wait_for()
    left = int(page.get_by_role("status").inner_text().split()[0])
    assert left > page.locator(".hit").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".hit").count() == left
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator(".chips")).to_contain_text("Narrowed by")
    assert page.locator(".chips .visually-hidden").evaluate("e => getComputedStyle(e).position") == "static"
    expect(page.locator(".chip").filter(visible=True)).to_have_text(["Silver", "Gold", "United States"])
    assert page.locator(".chip").first.evaluate("e => getComputedStyle(e, '::after').content") == "none"
    expect(page.locator("#results")).to_have_text("Results united states")
    expect(page.locator("main :is(select, input, button:not(.chip))").filter(visible=True)).to_have_count(0)
