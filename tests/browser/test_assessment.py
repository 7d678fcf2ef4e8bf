"""The self-assessment as a whole: answered, counted, planned, kept, taken along and shared, and sent nowhere."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.support import OpenPage, Serve, assert_accessible
from tests.browser.test_pages import OVERFLOW
from tests.small import made

LANGUAGES = {"en": "", "es": "es/", "pt": "pt/"}
KEY = "certsite.assessment:/directory/"
WORDS = {
    "en": {
        "nothing": "0 of 43 criteria answered.",
        "some": "3 of 43 criteria answered. So far the estimate is below Silver. "
        "If everything not known or not answered were met, it would be Platinum.",
        "all": "The estimate is Gold.",
        "next": "Next: Rigorous Evaluations",
        "json": "Save as a file to open here again (JSON)",
        "delete": "Delete my answers from this browser",
        "deleted": "Your answers are deleted from this browser. Until you leave the page you can undo that.",
        "imported": "The file is open: 3 answers.",
        "shared": "You see answers from a link. Your own are kept; what you change here is not.",
    },
    "es": {
        "nothing": "Respondidos: 0 de 43 criterios.",
        "some": "Respondidos: 3 de 43 criterios. Hasta ahora, la estimación está por debajo del nivel Plata. "
        "Si se cumpliera todo lo que falta averiguar o responder, sería de nivel Platino.",
        "all": "La estimación es de nivel Oro.",
        "next": "Siguiente: Evaluaciones rigurosas",
        "json": "Guardar como archivo para volver a abrirlo aquí (JSON)",
        "delete": "Borrar mis respuestas de este navegador",
        "deleted": "Sus respuestas se borraron de este navegador. Hasta que salga de la página puede deshacerlo.",
        "imported": "El archivo está abierto: 3 respuestas.",
        "shared": "Usted ve respuestas de un enlace. Las suyas se conservan; lo que cambie aquí no se guarda.",
    },
    "pt": {
        "nothing": "Respondidos: 0 de 43 critérios.",
        "some": "Respondidos: 3 de 43 critérios. Até agora, a estimativa está abaixo do nível Prata. "
        "Se tudo o que falta descobrir ou responder fosse cumprido, seria de nível Platina.",
        "all": "A estimativa é de nível Ouro.",
        "next": "Próxima: Avaliações rigorosas",
        "json": "Salvar como arquivo para abri-lo aqui de novo (JSON)",
        "delete": "Apagar minhas respostas deste navegador",
        "deleted": "Suas respostas foram apagadas deste navegador. Até sair da página, você pode desfazer.",
        "imported": "O arquivo está aberto: 3 respostas.",
        "shared": "Você vê respostas de um link. As suas continuam guardadas; o que você mudar aqui não fica guardado.",
    },
}


@pytest.fixture
def home(real_site: Path, serve: Serve) -> str:
    """The address of the real site below /directory/."""
    return serve(real_site, "/directory/")


@pytest.fixture
def english(page: Page, home: str) -> Page:
    """The assessment in English, with nothing answered."""
    page.goto(f"{home}assessment/")
    return page


def part(page: Page, name: str) -> Locator:
    return page.locator(f'[data-part="{name}"]')


def status(page: Page) -> Locator:
    return part(page, "status")


def answer(page: Page, **answers: str) -> None:
    for id_, value in answers.items():
        page.locator(f'input[name="{id_}"][value="{value}"]').check()


def answers(page: Page) -> dict[str, str]:
    """Return what is answered on the page, by the ids of the criteria."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".question input:checked")]
            .filter((input) => input.value !== "open").map((input) => [input.name, input.value]))"""
    )
    return found


def kept(page: Page) -> Any:
    """Return what the browser keeps of the assessment, None where it keeps nothing."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def saved(page: Page, name: str) -> tuple[str, str]:
    """Return the name of the file that a button gives to the visitor, and its text."""
    with page.expect_download() as offered:
        part(page, name).click()
    return offered.value.suggested_filename, Path(offered.value.path()).read_bytes().decode()


def bring(page: Page, text: str) -> None:
    """Open a file with this text."""
    part(page, "file").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": text.encode()})


def fill(page: Page, yes: int) -> None:
    """Answer all criteria: the first ones with yes, the others with not yet."""
    page.evaluate(
        """(yes) => document.querySelectorAll(".question").forEach((question, index) => {
            const input = question.querySelector(`input[value="${index < yes ? "yes" : "no"}"]`);
            input.checked = true;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        })""",
        yes,
    )


# The whole walk


@pytest.mark.parametrize("lang", LANGUAGES)
def test_answers_are_kept_turned_saved_deleted_opened_and_shared(lang: str, home: str, open_page: OpenPage) -> None:
    words, address = WORDS[lang], f"{home}{LANGUAGES[lang]}assessment/"
    page = open_page()
    page.goto(address)
    expect(status(page)).to_have_text(words["nothing"])
    answer(page, dm1="yes", dm2="partly", eval1="unknown")
    expect(status(page)).to_have_text(words["some"])
    page.reload()
    given = {"dm1": "yes", "dm2": "partly", "eval1": "unknown"}
    assert answers(page) == given
    # One practice at a time: the same answers.
    part(page, "views").get_by_role("link").nth(1).click()
    expect(page).to_have_url(f"{address}?practice=data-management")
    page.get_by_role("link", name=words["next"]).click()
    expect(page.locator("#practice-rigorous-evaluations")).to_be_focused()
    expect(page.locator("#dm1")).to_be_hidden()
    page.go_back()
    expect(page.locator("#dm1")).to_be_visible()
    assert answers(page) == given
    # Saved, deleted, opened again.
    assert part(page, "save-json").inner_text() == words["json"]
    name, text = saved(page, "save-json")
    assert name.endswith(".json")
    link = part(page, "share").input_value()
    page.get_by_role("button", name=words["delete"]).click()
    expect(status(page)).to_have_text(words["deleted"])
    assert (answers(page), kept(page)) == ({}, None)
    bring(page, text)
    expect(status(page)).to_have_text(words["imported"])
    assert (answers(page), kept(page)["answers"]) == (given, given)
    # Shared: another visitor sees them, and keeps what is theirs.
    other = open_page()
    other.goto(link)
    expect(part(other, "shared").locator("p").first).to_have_text(words["shared"])
    expect(other.locator("#assessment-yours")).to_be_focused()
    assert (answers(other), kept(other)) == (given, None)


def test_answers_are_the_same_in_every_language(english: Page, home: str) -> None:
    answer(english, dm1="yes")
    english.get_by_role("link", name="Español").click()
    expect(english).to_have_url(f"{home}es/assessment/")
    assert answers(english) == {"dm1": "yes"}


def test_nothing_leaves_the_page_while_a_visitor_answers(english: Page) -> None:
    asked: list[str] = []
    english.on("request", lambda request: asked.append(request.url))
    answer(english, dm1="yes", dm2="partly", pa1="no")
    english.locator("#dm1 .jotting summary").click()
    english.locator("[data-note=dm1]").fill("a secret")
    part(english, "population").fill("250,000")
    part(english, "country").select_option("us")
    part(english, "peer").select_option("phoenix-az")
    part(english, "steps").locator("input[type=text]").first.fill("Somebody")
    part(english, "views").get_by_role("link").nth(1).click()
    part(english, "views").get_by_role("link").nth(0).click()
    english.get_by_role("button", name="Show my estimate and roadmap").click()
    expect(english.locator("#assessment-estimate")).to_be_focused()
    saved(english, "save-csv")
    # Chromium asks for the icon again whenever the address changes; a blob is the file that was saved.
    assert [url for url in asked if not url.startswith("blob:") and not url.endswith("/favicon.svg")] == []


def test_each_practice_says_how_many_of_its_criteria_are_answered(english: Page) -> None:
    answer(english, dm1="yes", dm2="unknown")
    heading = english.locator("#practice-data-management")
    expect(heading).to_have_text("Data Management 2 of 9 criteria answered.")
    answer(english, dm2="open")
    expect(heading).to_have_text("Data Management 1 of 9 criteria answered.")


def test_an_answer_that_changes_no_level_has_the_count_alone_read_out(english: Page) -> None:
    answer(english, dm1="yes")
    expect(status(english)).to_contain_text("1 of 43 criteria answered. So far")
    expect(status(english)).to_have_attribute("aria-atomic", "false")
    status(english).evaluate(
        """(place) => {
            globalThis.told = [];
            new MutationObserver((records) => told.push(...records.map(({ target }) => target.textContent)))
                .observe(place, { childList: true, subtree: true });
        }"""
    )
    answer(english, dm2="yes")
    expect(status(english)).to_contain_text("2 of 43")
    assert english.evaluate("told") == ["2 of 43 criteria answered."]


# What is counted


def test_the_estimate_says_the_level_and_what_is_missing_for_the_next_ones(english: Page) -> None:
    fill(english, 33)
    outcome = part(english, "outcome")
    expect(part(english, "estimate")).to_contain_text("This is your own estimate, not a certification")
    expect(outcome.locator(".verdict")).to_have_text(re.compile(r"The estimate is Gold\."))
    expect(outcome).to_contain_text("Met: 33 of 43 criteria.")
    expect(outcome.locator("li")).to_have_text(["Platinum: 4 more criteria to meet."])
    answer(english, pa5="unknown", pa4="unknown", pa3="unknown", pa2="unknown")
    expect(outcome.locator(".verdict")).to_have_text(re.compile(r"The estimate lies between Gold and Platinum\."))


def test_weights_and_requirements_of_another_program_count(page: Page, serve: Serve, other_site: Path) -> None:
    page.goto(f"{serve(other_site)}en/assessment/")
    answer(page, be2="yes", cr1="yes")
    outcome = part(page, "outcome")
    expect(outcome).to_contain_text("Met: 3 of 8 points.")
    expect(outcome).to_contain_text("BE2 Shade waits for: A continuous path")
    first = part(page, "steps").locator("li").first
    expect(first.locator("h3")).to_have_text("A continuous path")
    expect(first).to_contain_text("First: other criteria require it. It is needed for: BE2 Shade")
    expect(first).to_contain_text("With this step and those above: 6 of 8 points. That reaches River.")
    answer(page, be1="yes", cr2="no")
    expect(outcome.locator(".verdict")).to_have_text(re.compile(r"The estimate is River\."))
    expect(outcome.locator("li")).to_have_text(["Estuary: 1 more criterion can bring the missing points (2)."])


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the other program."""
    folder = tmp_path_factory.mktemp("other") / "site"
    for path, text in made().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


# The roadmap and the city beside it


def test_the_roadmap_leads_from_partly_to_not_yet_and_names_a_city_near(english: Page) -> None:
    answer(english, dm3="no", dm2="partly", od1="unknown")
    steps = part(english, "steps").locator("li")
    expect(steps.locator("h3")).to_have_text([re.compile("^DM2"), re.compile("^DM3"), re.compile("^OD1")])
    expect(steps.first).to_contain_text("With this step and those above: 1 of 43 criteria.")
    part(english, "country").select_option("br")
    expect(steps.nth(2).locator(".example-city")).to_contain_text("Brazil")
    steps.first.locator("h3 a").click()
    expect(english.locator("input[name=dm2]:checked")).to_be_focused()


def test_a_date_and_a_person_are_kept_with_the_step(english: Page) -> None:
    answer(english, dm2="partly")
    english.get_by_label("By when: DM2").fill("2027-03-31")
    english.get_by_label("Who: DM2").fill("=SUM(A1)")
    english.reload()
    expect(english.get_by_label("By when: DM2")).to_have_value("2027-03-31")
    expect(english.get_by_label("Who: DM2")).to_have_value("=SUM(A1)")
    rows = list(csv.reader(io.StringIO(saved(english, "save-csv")[1].lstrip("\ufeff"))))
    (planned,) = [row for row in rows if "2027-03-31" in row]
    assert "'=SUM(A1)" in planned
    assert "2027-03-31" in saved(english, "save-markdown")[1]


def test_a_certified_city_stands_beside_ones_own_answers(english: Page) -> None:
    answer(english, bf1="yes")
    part(english, "peer").select_option("phoenix-az")
    beside = part(english, "beside")
    expect(beside.locator("div", has_text="Data-Driven Budgeting")).to_contain_text("Your answers: 1 of 3 met")
    expect(beside).to_contain_text("FundPHX")
    english.reload()
    expect(part(english, "peer")).to_have_value("phoenix-az")


# What goes wrong


def test_asking_for_the_estimate_of_nothing_leads_to_the_first_question(english: Page) -> None:
    part(english, "population").fill("a lot")
    english.get_by_role("button", name="Show my estimate and roadmap").click()
    errors = part(english, "errors")
    expect(errors).to_be_focused()
    expect(errors.get_by_role("link")).to_have_text(
        [
            "Answer at least one criterion.",
            "Write the population as a whole number of at most nine digits, such as 250000, or leave it empty.",
        ]
    )
    errors.get_by_role("link").nth(1).click()
    expect(part(english, "population")).to_be_focused()
    expect(part(english, "population")).to_have_attribute("aria-invalid", "true")
    errors.get_by_role("link").first.click()
    expect(english.locator("input[name=dm1]:checked")).to_be_focused()


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[" * 100_000,
        "null",
        '{"format": "certsite-assessment", "version": 2}',
        '{"format": "certsite-assessment", "version": 1, "program": "Another", "edition": "2022"}',
    ],
)
def test_a_hostile_file_is_refused_with_a_reason_and_changes_nothing(text: str, english: Page) -> None:
    answer(english, dm1="yes")
    bring(english, text)
    errors = part(english, "errors")
    expect(errors).to_be_focused()
    expect(errors.locator("h3")).to_have_text("The file was not opened, and your answers are as they were.")
    expect(errors.get_by_role("link")).not_to_be_empty()
    assert answers(english) == {"dm1": "yes"} == kept(english)["answers"]


@pytest.mark.parametrize(
    ("part_", "hostile"),
    [
        ("answers", '{"__proto__": "yes"}'),
        ("answers", '{"dm1": "<img src=x onerror=alert(1)>"}'),
        ("answers", '{"dm99": "yes"}'),
        ("notes", f'{{"dm1": "{"x" * 2001}"}}'),
        ("plan", '{"dm1": {"date": "soon", "owner": ""}}'),
        ("left", "7"),
    ],
)
def test_a_file_with_one_wrong_value_is_refused_whole(part_: str, hostile: str, english: Page) -> None:
    answer(english, dm1="yes")
    file = json.loads(saved(english, "save-json")[1])
    bring(
        english, json.dumps({**file, part_: json.loads(hostile)}) if "__proto" not in hostile else _with(file, hostile)
    )
    expect(part(english, "errors").get_by_role("link")).not_to_be_empty()
    expect(part(english, "errors").get_by_role("link")).not_to_contain_text("assessment.refused")
    assert answers(english) == {"dm1": "yes"}


def _with(file: dict[str, Any], hostile: str) -> str:
    return json.dumps({**file, "answers": "HERE"}).replace('"HERE"', hostile)


def test_answers_to_an_earlier_edition_move_along_and_the_rest_is_said(english: Page) -> None:
    answer(english, od1="yes")
    file = json.loads(saved(english, "save-json")[1])
    ids = english.evaluate("JSON.parse(document.querySelector('.assessment').dataset.told).earlier['2018'].criteria")
    moving = next(id_ for id_, row in ids.items() if row["now"])
    staying = next(id_ for id_, row in ids.items() if not row["now"])
    bring(english, json.dumps({**file, "edition": "2018", "answers": {moving: "partly", staying: "yes"}}))
    expect(part(english, "moved")).to_contain_text("1 answer was carried over")
    expect(part(english, "moved").locator("li")).to_have_text([f"{ids[staying]['label']}: Yes"])
    assert answers(english) == {ids[moving]["now"][0]: "partly"}
    assert ids[staying]["label"] in saved(english, "save-markdown")[1]


def test_what_was_kept_and_cannot_be_read_is_put_aside(english: Page) -> None:
    english.evaluate(f"localStorage.setItem('{KEY}', 'broken')")
    english.reload()
    expect(part(english, "errors").locator("h3")).to_have_text(
        "What this browser had kept cannot be read. It is put aside."
    )
    answer(english, dm1="yes")
    assert english.evaluate(f"localStorage.getItem('{KEY}.unread')") == "broken"
    with english.expect_download() as offered:
        english.get_by_role("button", name="Save it as a file").click()
    assert Path(offered.value.path()).read_text(encoding="utf-8") == "broken"


def test_what_was_kept_is_read_when_the_program_is_called_otherwise_since(english: Page) -> None:
    answer(english, dm1="yes")
    renamed = json.dumps({**kept(english), "program": "As it was called before"})
    english.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, renamed])
    english.reload()
    assert answers(english) == {"dm1": "yes"}


DENIED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"


def test_where_the_browser_keeps_nothing_that_is_said_and_nothing_is_lost_on_the_page(page: Page, home: str) -> None:
    page.add_init_script(DENIED)
    page.goto(f"{home}assessment/")
    expect(part(page, "denied")).to_contain_text("This browser does not keep your answers.")
    answer(page, dm1="yes")
    part(page, "views").get_by_role("link").nth(1).click()
    page.get_by_role("link", name="Next: Rigorous Evaluations").click()
    page.go_back()
    assert answers(page) == {"dm1": "yes"}
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.get_by_role("link", name="Español").click()
    expect(page).to_have_url(f"{home}es/assessment/?practice=data-management")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        ("share=2018.abcdef.y", "Standard of 2018"),
        ("share=2022.000000.y", ""),
        ("share=2022", ""),
    ],
)
def test_a_link_that_cannot_be_read_is_refused_with_a_reason(fragment: str, reason: str, page: Page, home: str) -> None:
    page.goto(f"{home}assessment/#{fragment}")
    errors = part(page, "errors")
    expect(errors.locator("h3")).to_have_text("The answers in this link cannot be shown.")
    expect(errors.locator("li")).to_contain_text(reason)
    expect(errors.locator("li")).not_to_contain_text("assessment.")


# What is shared


def test_answers_of_a_link_are_left_or_kept_and_can_be_undone(english: Page) -> None:
    answer(english, dm1="yes", dm2="yes")
    link = part(english, "share").input_value()
    answer(english, dm1="no", dm2="open")
    english.goto("about:blank")
    english.goto(link)
    assert answers(english) == {"dm1": "yes", "dm2": "yes"}
    answer(english, dm3="no")
    assert kept(english)["answers"] == {"dm1": "no"}
    english.get_by_role("button", name="Back to my own").click()
    assert answers(english) == {"dm1": "no"}
    english.goto("about:blank")
    english.goto(link)
    english.get_by_role("button", name="Keep these as mine").click()
    expect(status(english)).to_have_text("These are your answers now.")
    assert kept(english)["answers"] == {"dm1": "yes", "dm2": "yes"}
    english.get_by_role("button", name="Undo").click()
    assert answers(english) == {"dm1": "no"} == kept(english)["answers"]


def test_a_link_in_two_windows_shows_what_the_other_one_changes(english: Page) -> None:
    other = english.context.new_page()
    other.goto(english.url)
    answer(english, dm1="yes")
    expect(other.locator("input[name=dm1][value=yes]")).to_be_checked()


def test_the_link_is_copied(english: Page) -> None:
    english.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer(english, dm1="yes")
    part(english, "copy").click()
    expect(part(english, "copied")).to_have_text("The link is copied.")
    assert english.evaluate("navigator.clipboard.readText()") == part(english, "share").input_value()


# The ways to it


def test_a_criterion_leads_to_its_question_in_either_view(page: Page, home: str) -> None:
    page.goto(home)
    page.goto(f"{home}assessment/?practice=open-data#dm3")
    expect(page.locator("#dm3")).to_be_in_viewport()
    expect(page.locator("input[name=dm3]:checked")).to_be_focused()
    expect(page).to_have_url(f"{home}assessment/?practice=data-management")
    page.go_back()
    expect(page).to_have_url(home)


def test_without_a_script_there_is_a_checklist_and_how_to_count(open_page: OpenPage, home: str) -> None:
    page = open_page(320, java_script=False)
    page.goto(f"{home}assessment/")
    expect(page.locator(".question")).to_have_count(43)
    expect(page.locator("noscript p")).to_contain_text("this page is a checklist to print")
    expect(page.get_by_role("row", name="Gold 30")).to_contain_text("30")
    page.locator("input[name=dm1][value=yes]").check()
    page.keyboard.press("Enter")
    assert page.url == f"{home}assessment/"
    assert not page.evaluate(OVERFLOW)


def test_the_print_shows_the_estimate_the_roadmap_then_every_answer(english: Page) -> None:
    answer(english, dm1="yes", pa1="partly")
    part(english, "views").get_by_role("link").nth(1).click()
    english.emulate_media(media="print")
    english.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(english.locator("#pa1")).to_be_visible()
    expect(part(english, "steps")).to_be_visible()
    expect(part(english, "keeping")).to_be_hidden()
    tops = english.evaluate(
        """() => ["estimate", "roadmap", "questions"]
            .map((name) => document.querySelector(`[data-part=${name}]`).getBoundingClientRect().top)"""
    )
    assert tops == sorted(tops)
    english.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(english.locator("#pa1")).to_be_hidden()


# For everybody


def test_the_profile_has_room_on_a_narrow_screen(open_page: OpenPage, home: str) -> None:
    page = open_page(320)
    page.goto(f"{home}pt/assessment/")
    answer(page, dm1="yes")
    assert page.locator(".result .scroll").evaluate("(place) => place.scrollWidth <= place.clientWidth")
    head, row = page.locator("[data-part=profile] thead th"), page.locator("[data-part=profile] tbody tr").first
    lefts = [
        [cell["x"] for cell in map(Locator.bounding_box, cells.all()) if cell]
        for cells in (head, row.locator("th, td"))
    ]
    assert lefts[0] == lefts[1]
    expect(page.get_by_role("row", name="Gestão de dados 1 0 0 0 8")).to_be_visible()


def test_the_walk_is_done_by_keyboard_alone(english: Page) -> None:
    english.locator("input[name=dm1]:checked").focus()
    for _ in range(4):
        english.keyboard.press("ArrowLeft")
    assert answers(english) == {"dm1": "yes"}
    english.get_by_role("button", name="Show my estimate and roadmap").focus()
    english.keyboard.press("Enter")
    expect(english.locator("#assessment-estimate")).to_be_focused()


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("en", 1280, "light"), ("es", 320, "dark"), ("pt", 768, "light")]
)
def test_axe_finds_nothing_in_any_state(lang: str, width: int, scheme: Any, home: str, open_page: OpenPage) -> None:
    page = open_page(width, color_scheme=scheme)
    page.goto(f"{home}{LANGUAGES[lang]}assessment/")
    assert_accessible(page)
    answer(page, dm1="yes", dm2="partly", dm3="unknown", eval1="no")
    page.locator("#dm1 .jotting summary").click()
    part(page, "peer").select_option("phoenix-az")
    part(page, "population").fill("many")
    bring(page, "broken")
    expect(part(page, "errors")).to_be_visible()
    assert_accessible(page)
    assert not page.evaluate(OVERFLOW)
    part(page, "views").get_by_role("link").nth(1).click()
    assert_accessible(page)


def test_every_control_is_large_enough_to_touch(open_page: OpenPage, home: str) -> None:
    page = open_page(320)
    page.goto(f"{home}assessment/")
    answer(page, dm2="partly")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".assessment :is(button, select, textarea, summary, label:has(input),"
            + " input:not([type=radio]), .tools a, .result tbody a)")]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []
