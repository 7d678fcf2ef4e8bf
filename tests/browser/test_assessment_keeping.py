"""How the self-assessment loses nothing: between windows, after undoing, beside the answers of a link."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.support import Serve, assert_accessible
from tests.browser.test_assessment import DENIED, KEY, answer, answers, bring, kept, part, saved, status

# What the history does with a page that it brings back: the page heard of nothing meanwhile.
BROUGHT_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
FULL = """() => {
  globalThis.setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
FREE = "() => { Storage.prototype.setItem = globalThis.setItem; }"


@pytest.fixture
def address(real_site: Path, serve: Serve) -> str:
    """The address of the assessment of the real site, in English."""
    return f"{serve(real_site, '/directory/')}assessment/"


@pytest.fixture
def assessment(page: Page, address: str) -> Page:
    """The assessment with dm1 answered."""
    page.goto(address)
    answer(page, dm1="yes")
    return page


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def show_link(page: Page, letters: str = "nnn") -> None:
    """Open a link with these answers to the first criteria, on the page as it is."""
    start = re.sub(r"[^.]*$", "", part(page, "share").input_value().partition("#")[2])
    page.evaluate("(hash) => { location.hash = hash; }", start + letters.ljust(43, "-"))
    expect(part(page, "shared")).to_be_visible()


# Between windows


def test_a_page_that_the_history_brings_back_has_what_was_answered_meanwhile(assessment: Page) -> None:
    record = {**kept(assessment), "answers": {"dm1": "yes", "dm2": "no"}}
    assessment.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    assessment.evaluate(BROUGHT_BACK)
    answer(assessment, dm3="partly")
    assert kept(assessment)["answers"] == {"dm1": "yes", "dm2": "no", "dm3": "partly"}


def test_what_another_window_answers_is_there_when_a_link_is_left(assessment: Page) -> None:
    other = assessment.context.new_page()
    other.goto(assessment.url)
    show_link(assessment)
    answer(other, dm2="no")
    expect(other.locator("input[name=dm2][value=no]")).to_be_checked()
    choose(assessment, "Back to my own")
    answer(assessment, dm3="partly")
    assert kept(assessment)["answers"] == {"dm1": "yes", "dm2": "no", "dm3": "partly"}


def test_what_another_window_answers_leaves_the_focus_in_the_plan(assessment: Page) -> None:
    answer(assessment, dm2="partly")
    field = assessment.get_by_label("Who: DM2")
    field.fill("Some")
    other = assessment.context.new_page()
    other.goto(assessment.url)
    answer(other, bf1="no", dm3="no")
    expect(part(assessment, "steps").locator("li")).to_have_count(3)
    expect(field).to_be_focused()
    assessment.keyboard.type("body")
    assert kept(assessment)["plan"] == {"dm2": {"date": "", "owner": "Somebody"}}
    assert kept(assessment)["answers"] == {"dm1": "yes", "dm2": "partly", "bf1": "no", "dm3": "no"}


def test_what_another_window_keeps_and_cannot_be_read_here_is_put_aside(assessment: Page) -> None:
    other = assessment.context.new_page()
    other.goto(assessment.url)
    other.evaluate(f"localStorage.setItem('{KEY}', 'newer')")
    expect(part(assessment, "errors")).to_contain_text("It is put aside.")
    answer(assessment, dm2="no")
    assert assessment.evaluate(f"localStorage.getItem('{KEY}.unread')") == "newer"
    assert kept(assessment)["answers"] == {"dm1": "yes", "dm2": "no"}


# Undoing


def test_undoing_takes_nothing_that_was_answered_since(assessment: Page) -> None:
    choose(assessment, "Delete my answers from this browser")
    answer(assessment, dm2="no", dm3="no")
    choose(assessment, "Undo")
    assert kept(assessment)["answers"] == {"dm1": "yes"}
    expect(part(assessment, "undo")).to_be_focused()
    choose(assessment, "Undo")
    assert answers(assessment) == kept(assessment)["answers"] == {"dm2": "no", "dm3": "no"}


# Beside the answers of a link


def test_to_delete_beside_a_link_can_be_undone(assessment: Page) -> None:
    show_link(assessment)
    choose(assessment, "Delete my answers from this browser")
    assert (answers(assessment), kept(assessment)) == ({}, None)
    expect(part(assessment, "shared")).to_be_hidden()
    choose(assessment, "Undo")
    assert answers(assessment) == kept(assessment)["answers"] == {"dm1": "yes"}


def test_a_file_opened_beside_a_link_is_kept(assessment: Page) -> None:
    text = saved(assessment, "save-json")[1].replace('"dm1": "yes"', '"dm2": "no"')
    show_link(assessment)
    bring(assessment, text)
    expect(status(assessment)).to_have_text("The file is open: 1 answer.")
    expect(part(assessment, "shared")).to_be_hidden()
    assessment.reload()
    assert answers(assessment) == {"dm2": "no"}


def test_what_is_written_beside_the_answers_of_a_link_is_kept_with_them(assessment: Page) -> None:
    show_link(assessment, "y")
    assessment.locator("#dm1 .jotting summary").click()
    assessment.locator("[data-note=dm1]").fill("from the workshop")
    choose(assessment, "Keep these as mine")
    assert kept(assessment)["notes"] == {"dm1": "from the workshop"}


def test_the_history_leads_back_from_a_link_to_ones_own_answers(assessment: Page) -> None:
    show_link(assessment)
    assessment.go_back()
    expect(part(assessment, "shared")).to_be_hidden()
    answer(assessment, dm2="no")
    assert kept(assessment)["answers"] == {"dm1": "yes", "dm2": "no"}


def test_a_link_stays_in_the_address_from_practice_to_practice_and_in_other_languages(assessment: Page) -> None:
    show_link(assessment)
    answer(assessment, dm1="partly")
    part(assessment, "views").get_by_role("link").nth(1).click()
    assessment.go_back()
    assert answers(assessment) == {"dm1": "partly", "dm2": "no", "dm3": "no"}
    part(assessment, "views").get_by_role("link").nth(1).click()
    assessment.get_by_role("link", name="Português").click()
    expect(part(assessment, "shared")).to_be_visible()
    assert answers(assessment) == {"dm1": "no", "dm2": "no", "dm3": "no"}
    assert "?practice=data-management#share=" in assessment.url


def test_the_way_back_from_a_link_stays_where_nothing_is_kept(page: Page, address: str) -> None:
    page.add_init_script(DENIED)
    page.goto(address)
    answer(page, dm1="yes")
    show_link(page)
    answer(page, dm2="yes")
    expect(part(page, "denied")).to_be_visible()
    assert_accessible(page)
    choose(page, "Back to my own")
    assert answers(page) == {"dm1": "yes"}


# Where a browser fails


def test_a_full_browser_is_said_as_long_as_it_is_full(assessment: Page) -> None:
    assessment.evaluate(FULL)
    answer(assessment, dm2="no")
    expect(part(assessment, "denied")).to_be_visible()
    assessment.evaluate(BROUGHT_BACK)
    assert answers(assessment) == {"dm1": "yes", "dm2": "no"}
    assessment.evaluate(FREE)
    answer(assessment, dm3="no")
    expect(part(assessment, "denied")).to_be_hidden()
    assert kept(assessment)["answers"] == {"dm1": "yes", "dm2": "no", "dm3": "no"}


def test_what_is_longer_than_the_fields_allow_can_be_read_again(assessment: Page) -> None:
    answer(assessment, dm2="no")
    for field, length in (("[data-note=dm1]", 2001), ("[data-plan=dm2][data-field=owner]", 201)):
        assessment.locator(field).evaluate(
            """(field, length) => {
                field.value = "x".repeat(length);
                field.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            length,
        )
    assessment.reload()
    expect(part(assessment, "errors")).to_be_hidden()
    expect(assessment.locator("[data-note=dm1]")).to_have_value("x" * 2000)


def test_a_mended_mistake_is_said_no_more(assessment: Page) -> None:
    part(assessment, "population").fill("many")
    choose(assessment, "Show my estimate and roadmap")
    expect(part(assessment, "errors")).to_be_visible()
    part(assessment, "population").fill("250 000")
    choose(assessment, "Show my estimate and roadmap")
    expect(part(assessment, "errors")).to_be_hidden()
    expect(assessment.locator("#assessment-estimate")).to_be_focused()


# Other standards


def test_answers_that_became_weaker_in_this_edition_are_named(page: Page, address: str) -> None:
    def divide(route: Route) -> None:
        """Have the first criterion of the earlier edition become two."""
        page_ = route.fetch().text()
        was, told = re.search(r'data-told="([^"]*)"', page_), ""
        assert was
        told = re.sub(r"(&#34;now&#34;:)\[[^]]*\]", r"\1[&#34;dm1&#34;,&#34;dm2&#34;]", was[1], count=1)
        route.fulfill(body=page_.replace(was[1], told), content_type="text/html")

    page.route(address, divide)
    page.goto(address)
    first = page.evaluate(
        "Object.keys(JSON.parse(document.querySelector('.assessment').dataset.told).earlier['2018'].criteria)[0]"
    )
    file = json.loads(saved(page, "save-json")[1])
    bring(page, json.dumps({**file, "edition": "2018", "answers": {first: "yes"}}))
    moved = part(page, "moved")
    expect(moved).to_contain_text("2 of them are not quite what was given, since criteria were divided or joined:")
    expect(moved.locator("li")).to_have_text([re.compile("^DM1 .*: Partly$"), re.compile("^DM2 .*: Partly$")])
    # The next page opened of these answers has them under the edition in force, and nothing to say.
    page.reload()
    expect(moved).to_be_hidden()
    assert answers(page) == {"dm1": "partly", "dm2": "partly"}


def test_where_no_city_shows_anything_nothing_asks_for_one(page: Page, address: str) -> None:
    def empty(route: Route) -> None:
        told = re.sub(r"&#34;examples&#34;:.*?,&#34;countries&#34;:[^}]*", EMPTY, route.fetch().text())
        route.fulfill(body=told, content_type="text/html")

    page.route(address, empty)
    page.goto(address)
    answer(page, dm1="no")
    expect(part(page, "steps").locator("li")).to_have_count(1)
    expect(part(page, "peers")).to_be_hidden()
    expect(part(page, "own-city")).to_be_hidden()
    expect(part(page, "named")).to_be_hidden()
    expect(page.locator("[data-goes='assessment-peers']")).to_be_hidden()
    expect(page.locator("[data-goes='assessment-keep']")).to_be_visible()


EMPTY = "&#34;examples&#34;:[],&#34;countries&#34;:[]"
