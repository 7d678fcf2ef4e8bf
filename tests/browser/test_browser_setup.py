"""The means of the browser tests are tested first: a watch that sees nothing would let everything pass."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.support import WIDTHS, OpenPage, Serve, assert_accessible

ROOT = Path(__file__).parents[2]
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'


def html(body: str, head: str = "") -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">{head}<title>A page</title></head>
<body><main><h1>A page</h1>{body}</main></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(html('<p><a href="sub/">Below</a></p>', POLICY), encoding="utf-8")
    (tmp_path / "404.html").write_text(html("<p>Nothing here</p>"), encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "index.html").write_text(html("<p>Arrived</p>"), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.fixture
def shown(page: Page, serve: Serve, folder: Path) -> Page:
    page.goto(serve(folder))
    return page


def test_a_page_opens_and_its_links_lead_on(page: Page, serve: Serve, folder: Path) -> None:
    address = serve(folder, "/directory/")
    page.goto(address)
    page.get_by_role("link", name="Below").click()
    assert page.url == f"{address}sub/"
    assert page.get_by_text("Arrived").is_visible()


@pytest.mark.parametrize("path", ["/directory/missing/", "/directory/empty/", "/", "/elsewhere/"])
def test_what_is_not_there_is_answered_with_the_404_page_of_the_site(
    page: Page, serve: Serve, folder: Path, faults: list[str], path: str
) -> None:
    address = serve(folder, "/directory/")
    with page.context.expect_event("console"):
        response = page.goto(address.replace("/directory/", path))
    assert response is not None
    assert response.status == 404
    assert page.get_by_text("Nothing here").is_visible()
    assert faults == ["console: Failed to load resource: the server responded with a status of 404 (Not Found)"]
    faults.clear()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_has_the_width_asked_for(open_page: OpenPage, serve: Serve, folder: Path, width: int) -> None:
    page = open_page(width)
    page.goto(serve(folder))
    assert page.evaluate("innerWidth") == width


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_a_page_has_the_scheme_asked_for(
    open_page: OpenPage, serve: Serve, folder: Path, scheme: str, dark: bool
) -> None:
    page = open_page(color_scheme="dark" if dark else "light")
    page.goto(serve(folder))
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark, scheme


@pytest.mark.parametrize(("java_script", "seen"), [(True, False), (False, True)])
def test_scripts_can_be_switched_off(
    open_page: OpenPage, serve: Serve, folder: Path, java_script: bool, seen: bool
) -> None:
    (folder / "index.html").write_text(html("<noscript><p>Without scripts</p></noscript>"), encoding="utf-8")
    page = open_page(java_script=java_script)
    page.goto(serve(folder))
    assert page.locator("noscript p").is_visible() is seen


def test_an_error_on_the_console_is_a_fault(shown: Page, faults: list[str]) -> None:
    shown.evaluate("console.error('lost')")
    assert faults == ["console: lost"]
    faults.clear()


def test_other_words_on_the_console_are_none(shown: Page, faults: list[str]) -> None:
    shown.evaluate("console.log('found')")
    assert faults == []


def test_an_error_that_nothing_catches_is_a_fault(shown: Page, faults: list[str]) -> None:
    with shown.context.expect_event("weberror"):
        shown.evaluate("setTimeout(() => { throw new Error('broken') })")
    assert faults == ["uncaught: broken"]
    faults.clear()


def test_a_breach_of_the_content_security_policy_is_a_fault(
    page: Page, serve: Serve, folder: Path, faults: list[str]
) -> None:
    (folder / "index.html").write_text(html("<p style='color: red'>Red</p>", POLICY), encoding="utf-8")
    page.goto(serve(folder))
    assert len(faults) == 1
    assert "violates the following Content Security Policy directive" in faults[0]
    faults.clear()


def test_a_request_to_another_host_is_a_fault_and_goes_nowhere(
    page: Page, serve: Serve, folder: Path, faults: list[str]
) -> None:
    (folder / "index.html").write_text(html('<img src="http://other.example/a.png" alt="">'), encoding="utf-8")
    with page.context.expect_event("console"):
        page.goto(serve(folder))
    assert faults == [
        "request: http://other.example/a.png",
        "console: Failed to load resource: net::ERR_NAME_NOT_RESOLVED",
    ]
    faults.clear()


def test_a_fault_that_is_left_fails_the_test(tmp_path: Path) -> None:
    output = run_a_test(tmp_path, "def test_that_looks_away(faults): faults.append('console: lost')")
    assert "the page did what no page may:\n  console: lost\n" in output
    assert "1 passed, 1 error" in output


def test_without_a_browser_the_test_fails_and_is_not_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    output = run_a_test(tmp_path, "def test_with_a_page(page): pass")
    assert "CHROMIUM is '/nowhere/chromium', which is no program; correct it or unset it" in output
    assert "1 error" in output


def run_a_test(folder: Path, text: str) -> str:
    """Return what a run of its own prints that has the fixtures of this folder and one test."""
    (folder / "test_one.py").write_text(text, encoding="utf-8")
    options = ["-p", "tests.browser.conftest", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_a_page_without_barriers_passes(shown: Page) -> None:
    assert_accessible(shown)


def test_barriers_are_told_with_rule_place_and_help(page: Page, serve: Serve, folder: Path) -> None:
    (folder / "index.html").write_text(html('<button id="go"></button>'), encoding="utf-8")
    page.goto(serve(folder))
    with pytest.raises(AssertionError) as failed:
        assert_accessible(page)
    assert str(failed.value).startswith(
        "1 found by axe on /:\n  button-name at #go: Buttons must have discernible text\n    Element does not have"
    )


def test_the_rules_of_wcag_22_are_among_those_checked(page: Page, serve: Serve, folder: Path) -> None:
    small = "<style>button { width: 9px; height: 9px; padding: 0; border: 0; font-size: 1px }</style>"
    buttons = '<button aria-label="One"></button><button aria-label="Two"></button>'
    (folder / "index.html").write_text(html(buttons, small), encoding="utf-8")
    page.goto(serve(folder))
    with pytest.raises(AssertionError, match="target-size at "):
        assert_accessible(page)


def test_axe_refuses_a_page_without_scripts(open_page: OpenPage, serve: Serve, folder: Path) -> None:
    page = open_page(java_script=False)
    page.goto(serve(folder))
    with pytest.raises(AssertionError, match="axe needs a page opened with scripts"):
        assert_accessible(page)
