"""`serve` as editors meet it: they save, and the browser shows the page anew or what is wrong."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Queue
from typing import Literal, TypeAlias

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT
from tests.browser.support import HEIGHT, WIDTHS, assert_accessible
from tests.small import changed

WAIT_S = 60
expect.set_options(timeout=WAIT_S * 1000)  # a rebuild takes its time where other work goes on
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RECORD = "cities/joesuu.md"
# Without an icon the browser would ask for one that is not there.
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z"/></svg>'
MISTAKE = ("level: estuaire", "level: estuary")
NOT_THERE = "Failed to load resource: the server responded with a status of 503 (Service Unavailable)"


class Session:
    """A running `serve`. address: where; lines: what it prints, as it prints it; content: what it follows."""

    def __init__(self, process: "subprocess.Popen[str]", content: Path) -> None:
        self.content = content
        self.process = process
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        line = self.lines.get(timeout=WAIT_S)
        said = re.fullmatch(r"Serving (http://127\.0\.0\.1:\d+/) and following every save; Ctrl-C ends it\.", line)
        assert said, line
        self.address = said[1]

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def rebuilt(self) -> str:
        """Return the line that the next rebuild ends with."""
        while True:
            line = self.lines.get(timeout=WAIT_S)
            if re.match(r"\d\d:\d\d:\d\d ", line):
                return line

    def edit(self, before: str, after: str, path: str = RECORD) -> None:
        """Save a file in which one text stands in place of another."""
        file = self.content / path
        written = file.read_text(encoding="utf-8")
        assert before in written
        file.write_text(written.replace(before, after), encoding="utf-8")


Begin: TypeAlias = Callable[..., Session]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """A function that serves a copy of the small program, with one edit, until the test ends."""
    with ExitStack() as sessions:

        def start(*options: str, edit: tuple[str, str] = ("", "")) -> Session:
            content = changed(tmp_path, {"static/favicon.svg": ICON}, {RECORD: edit})
            return sessions.enter_context(serving(content, *options))

        yield start


@contextmanager
def serving(content: Path, *options: str) -> Iterator[Session]:
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=content.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield Session(process, content)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                assert process.wait(timeout=WAIT_S) == 0, "Ctrl-C is how it ends, and no failure"
            finally:
                process.kill()


def test_a_mistake_appears_with_its_place_and_goes_away_when_it_is_mended(begin: Begin, page: Page) -> None:
    session = begin("--site-url", "https://example.org/")
    assert re.search(r" \d\d pages, in \d+\.\d s$", session.rebuilt())
    page.goto(f"{session.address}en/cities/joesuu/")
    panel = page.get_by_role("region", name="Problems of the content")
    expect(page.get_by_text("The map hangs in every bus stop.")).to_be_visible()
    expect(panel).to_have_count(0)

    session.edit(*MISTAKE)
    expect(panel.get_by_role("heading")).to_have_text("1 error in 1 file")
    expect(panel.get_by_role("listitem")).to_have_text(
        "content/cities/joesuu.md:14:12"
        "unknown level 'estuary'; use one of goutte, ruisseau, affluent, fleuve, estuaire (did you mean estuaire?)"
    )
    expect(page.get_by_text("The map hangs in every bus stop.")).to_be_visible()
    assert " 1 error in 1 file; nothing new to see, in " in session.rebuilt()

    session.edit("The map hangs in every bus stop.", "The map hangs at the town hall.")
    session.rebuilt()
    session.edit(*reversed(MISTAKE))
    expect(page.get_by_text("The map hangs at the town hall.")).to_be_visible()
    expect(panel).to_have_count(0)


def test_saves_in_quick_succession_are_one_rebuild_and_end_on_the_newest_text(begin: Begin, page: Page) -> None:
    session = begin()
    session.rebuilt()
    page.goto(f"{session.address}en/cities/joesuu/")
    session.edit("in every bus stop", "in every school")
    files = [file for file in sorted(session.content.rglob("*")) if file.is_file()][:20]
    assert len(files) == 20
    for file in files:
        file.write_bytes(file.read_bytes())
    session.rebuilt()
    expect(page.get_by_text("The map hangs in every school.")).to_be_visible()
    page.wait_for_timeout(3000)
    assert session.lines.empty()

    session.edit("in every school", "in every town hall")
    expect(page.get_by_text("The map hangs in every town hall.")).to_be_visible()
    session.edit("in every town hall", "in every library")  # at once after a reload
    page.wait_for_timeout(700)
    session.edit("in every library", "in every harbor")  # while that is being built, or just after
    expect(page.get_by_text("The map hangs in every harbor.")).to_be_visible()


def test_without_a_good_build_the_list_stands_alone_until_the_site_takes_its_place(
    begin: Begin, page: Page, faults: list[str]
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    mistake = ("level: estuaire", f"level: '{hostile}'")
    session = begin("--site-url", "https://example.org/rivers/", edit=mistake)
    session.rebuilt()
    page.goto(f"{session.address}rivers/en/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No site yet")
    expect(page.get_by_role("listitem")).to_contain_text("content/cities/joesuu.md:14:12")
    expect(page.get_by_role("listitem")).to_contain_text(hostile)
    assert page.locator("certsite-problems img").count() == 0, "what editors wrote is only text"
    assert_accessible(page)
    session.edit(*reversed(mistake))
    expect(page.get_by_role("link", name="Living Rivers Directory")).to_be_visible()
    assert set(faults) == {f"console: {NOT_THERE}"}
    faults.clear()


def test_the_list_is_accessible_and_fits_and_can_be_closed_by_keyboard(begin: Begin, page: Page) -> None:
    session = begin()
    session.rebuilt()
    session.edit("sources:\n", "sources:\n  spare:\n    title: T\n    publisher: P\n", "sources.yaml")
    session.rebuilt()
    page.goto(session.address)
    panel = page.get_by_role("region", name="Problems of the content")
    expect(panel.get_by_role("heading")).to_have_text("1 warning in 1 file")
    expect(panel.get_by_role("listitem")).to_be_hidden()
    panel.get_by_role("button", name="Close").press("Enter")
    expect(panel).to_have_count(0)

    with page.expect_response("**/overlay.css"):
        session.edit("in every bus stop", "in every school")
    page.wait_for_timeout(500)
    expect(panel).to_have_count(0)  # warnings that were read stay away

    session.edit(*MISTAKE)
    expect(panel.get_by_role("alert")).to_have_text("1 error in 1 file, 1 warning in 1 file")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = panel.bounding_box()
        assert box
        assert box["height"] <= HEIGHT / 2
        assert box["y"] + box["height"] == HEIGHT
    for width, scheme in zip((min(WIDTHS), max(WIDTHS)), SCHEMES, strict=True):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
