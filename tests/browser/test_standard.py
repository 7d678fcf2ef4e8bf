"""The standard as people meet it: narrowed by words and practice, opened by keyboard, printed as a booklet."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import OpenPage, Serve, assert_accessible
from tests.browser.test_pages import OVERFLOW

EDITION = "criteria/2022/"
SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value)).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""  # noqa: E501


@pytest.fixture
def home(real_site: Path, serve: Serve) -> str:
    """The address of the real site below /directory/."""
    return serve(real_site, "/directory/")


def status(page: Page) -> Locator:
    return page.locator(".sieve [role=status]")


def words(page: Page) -> Locator:
    return page.locator("#sieve-q")


def criteria(page: Page) -> list[str | None]:
    """Return the anchors of the criteria that are shown."""
    return [row.get_attribute("id") for row in page.locator("article.criterion:visible").all()]


def practices(page: Page) -> list[str]:
    """Return the practices whose heading is shown."""
    return page.locator("[data-practice]:visible h2").all_inner_texts()


# Narrowing


def test_criteria_are_narrowed_by_practice_and_words_and_back_leads_back(page: Page, home: str) -> None:
    page.goto(home + EDITION)
    expect(status(page)).to_have_text("")
    page.get_by_label("Practice").select_option("Open Data")
    expect(status(page)).to_have_text("4 of 43 criteria")
    expect(page).to_have_url(f"{home}{EDITION}?practice=open-data")
    words(page).fill("portal")
    expect(status(page)).to_have_text("1 of 43 criteria")
    expect(page).to_have_url(f"{home}{EDITION}?q=portal&practice=open-data")
    assert criteria(page) == ["od3"]
    page.go_back()
    expect(page).to_have_url(home + EDITION)
    expect(words(page)).to_have_value("")
    assert len(criteria(page)) == 43
    expect(status(page)).to_have_text("")


def test_an_address_asks_for_criteria_and_what_it_cannot_mean_is_left_out(page: Page, home: str) -> None:
    page.goto(f"{home}{EDITION}?practice=nowhere&q=data+inventory&other=1")
    expect(status(page)).to_have_text("2 of 43 criteria")
    assert criteria(page) == ["dm2", "ci2"]
    assert practices(page) == ["Data Management", "Stakeholder Impact"]
    ways = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert ways.all_inner_texts() == [
        *("Data Management", "Stakeholder Impact"),
        *("What we could not find", "History of the standard", "Sources"),
    ]


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("", "DM1", ["dm1"]),
        ("", "rand", ["eval2"]),
        ("", "andom", []),
        ("es/", "decision automatizada", ["pa4"]),
        ("es/", "ANALITICA buenos", ["dm9"]),
        ("pt/", "orcament decisões", ["bf2"]),
    ],
)
def test_every_word_begins_a_word_of_the_criterion_whatever_its_accents(
    language: str, typed: str, found: list[str], page: Page, home: str
) -> None:
    page.goto(f"{home}{language}{EDITION}")
    words(page).fill(typed)
    page.wait_for_timeout(50)
    assert criteria(page) == found


def test_where_nothing_fits_all_is_one_step_away(page: Page, home: str) -> None:
    page.goto(home + EDITION)
    words(page).fill("zebra")
    expect(status(page)).to_have_text("No criterion fits. Try fewer or other words.")
    assert (criteria(page), practices(page)) == ([], [])
    page.get_by_role("button", name="Show all").click()
    assert len(criteria(page)) == 43
    expect(words(page)).to_be_focused()
    expect(words(page)).to_have_value("")
    expect(page).to_have_url(home + EDITION)


def test_a_way_to_a_criterion_that_is_left_out_shows_all(page: Page, home: str) -> None:
    page.goto(f"{home}{EDITION}?practice=open-data#dm1")
    expect(page.locator("#dm1")).to_be_in_viewport()
    assert len(criteria(page)) == 43
    expect(page.get_by_label("Practice")).to_have_value("")


def test_another_language_keeps_what_was_chosen(page: Page, home: str) -> None:
    page.goto(f"{home}{EDITION}?practice=open-data")
    page.get_by_role("link", name="Português").click()
    expect(status(page)).to_have_text("4 de 43 critérios")
    assert practices(page) == ["Dados abertos"]


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_while_the_page_loads(width: int, open_page: OpenPage, home: str) -> None:
    page = open_page(width)
    for path in (EDITION, "practices/open-data/"):
        page.goto(home + path)
        assert page.evaluate(SHIFTS) == 0


def test_programs_are_narrowed_by_country_and_language(page: Page, home: str) -> None:
    page.goto(f"{home}practices/stakeholder-impact/")
    page.get_by_label("Country").select_option("Argentina")
    expect(page).to_have_url(f"{home}practices/stakeholder-impact/?country=ar")
    expect(status(page)).to_have_text(re.compile(r"^\d+ of \d+ programs$"))
    assert page.locator("[data-country]:visible h3").all_inner_texts()[0].startswith("Argentina")
    assert page.locator("[data-country]:visible").count() == 1
    jumps = page.get_by_role("navigation", name="Go to").get_by_role("link")
    assert jumps.all_inner_texts() == ["Argentina"]


def test_programs_are_narrowed_by_the_languages_that_sources_tell(page: Page, home: str) -> None:
    page.goto(f"{home}practices/data-driven-budgeting-and-finance/?language=es&country=us")
    expect(status(page)).to_have_text("1 of 11 programs")
    assert page.locator(".program:visible h5").all_inner_texts() == ["FundPHX"]
    assert page.locator(".example:visible h4").all_inner_texts() == ["Phoenix"]
    page.get_by_label("Language in which residents can use it").select_option("No source says")
    expect(status(page)).to_have_text("8 of 11 programs")


# Opening


def test_words_and_cities_of_a_criterion_open_by_keyboard(page: Page, home: str) -> None:
    page.goto(home + EDITION)
    card = page.locator("#dm2")
    card.locator("summary", has_text="Words used here: data inventory").press("Enter")
    expect(card.locator(".words dd")).to_have_text(
        "A list of the data a city holds, with where it is and who looks after it."
    )
    card.locator("summary", has_text="certified cities show this practice").press("Enter")
    assert card.locator(".cluster li").first.inner_text() == "Alexandria Silver"
    card.get_by_role("link", name="data inventory", exact=True).click()
    expect(page).to_have_url(f"{home}glossary/#term-data-inventory")


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("", 1280, "light"), ("es/", 320, "dark"), ("pt/", 320, "light")]
)
def test_open_narrowed_and_empty_the_page_is_accessible_and_fits(
    language: str, width: int, scheme: Literal["light", "dark"], open_page: OpenPage, home: str
) -> None:
    page = open_page(width, color_scheme=scheme)
    page.goto(f"{home}{language}{EDITION}?practice=data-management")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert_accessible(page)
    assert page.evaluate(OVERFLOW) == []
    words(page).fill("zebra")
    expect(page.locator(".sieve button")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("", 320, "dark"), ("es/", 1280, "light"), ("pt/", 1280, "dark")]
)
def test_what_changed_and_a_practice_are_accessible_and_fit(
    language: str, width: int, scheme: Literal["light", "dark"], open_page: OpenPage, home: str
) -> None:
    page = open_page(width, color_scheme=scheme)
    for path in ("criteria/changes/", "practices/open-data/?country=us", "practices/leadership-and-capacity/"):
        page.goto(f"{home}{language}{path}")
        assert_accessible(page)
        assert page.evaluate(OVERFLOW) == []


def test_without_scripts_all_is_there_and_no_form_that_does_nothing(open_page: OpenPage, home: str) -> None:
    page = open_page(320, java_script=False)
    for path in (f"{EDITION}?q=zebra", "practices/open-data/?country=ar"):
        page.goto(home + path)
        expect(page.locator(".sieve")).to_be_hidden()
        assert page.locator("[data-sieve]:visible").count() == page.locator("[data-sieve]").count() > 0


# On paper


def test_an_edition_prints_as_a_booklet(page: Page, home: str) -> None:
    page.goto(home + EDITION)
    page.emulate_media(media="print")
    for place in (".site-header nav", "#dm1 .anchor", ".sieve form", "#dm1 .words dl", "#dm1 .ways .cluster"):
        expect(page.locator(place).first).to_be_hidden()
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
    assert page.locator("#dm1").evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    breaks = page.locator(".chapter").evaluate_all("all => all.map(e => getComputedStyle(e).breakBefore)")
    assert breaks == ["page"] * 9
    expect(page.get_by_role("heading", name="What the words mean")).to_be_visible()
    assert page.locator("#edition-terms + .items dt").all_inner_texts().count("vendor") == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_booklet_has_no_page_too_many(paper: str, page: Page, home: str) -> None:
    page.goto(f"{home}es/{EDITION}")
    pages = re.findall(rb"/Type /Page\b(?!s)", page.pdf(format=paper))
    assert 12 <= len(pages) <= 26


def test_a_narrowed_list_says_on_paper_that_it_is_a_part(page: Page, home: str) -> None:
    page.goto(f"{home}{EDITION}?practice=open-data")
    expect(status(page)).to_have_text("4 of 43 criteria")
    page.emulate_media(media="print")
    expect(status(page)).to_be_visible()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
