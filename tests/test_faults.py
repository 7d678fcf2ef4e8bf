"""Content that changes while it is built, and content that means to harm whoever reads what is printed."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from certsite import load
from certsite.cli import main
from certsite.exits import DONE, TO_MEND
from tests.small import changed

RECORD = Path("content/cities/joesuu.md")
BUILD = ["build", "--quiet", "--site-url", "https://example.org"]

opened: Callable[[], object] | None = None


def announce(event: str, args: tuple[Any, ...]) -> None:
    global opened
    if opened and event == "open" and str(args[0]) == str(RECORD):
        act, opened = opened, None
        act()


sys.addaudithook(announce)


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sound content, in which the commands are given."""
    changed(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: str) -> dict[str, bytes]:
    """Every file of a folder, without what is kept for publishing."""
    found = {file.relative_to(folder): file for file in Path(folder).rglob("*") if file.is_file()}
    return {str(path): file.read_bytes() for path, file in found.items() if path.parts[0] != ".certsite"}


def replaced(make: Callable[[], object]) -> Callable[[], object]:
    def replace() -> None:
        RECORD.unlink()
        make()

    return replace


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a pipe": (replaced(partial(os.mkfifo, RECORD)), "is neither a file nor a folder; remove it"),
    "a folder": (replaced(RECORD.mkdir), "cannot be read; check the file and the disk"),
    "a link": (replaced(partial(RECORD.symlink_to, "/etc/passwd")), "cannot be read; check the file and the disk"),
    "nothing": (RECORD.unlink, "vanished while it was read; run the command again"),
    "more": (
        partial(RECORD.write_bytes, b"x" * 1_000_000),
        "is larger than 256 KiB; make it smaller or split it",
    ),
}


@pytest.mark.parametrize("becomes", REFUSED)
@pytest.mark.usefixtures("sound")
def test_a_file_that_becomes_something_else_between_finding_and_reading_is_refused(
    becomes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    global opened  # noqa: PLW0603 - see above
    act, told = REFUSED[becomes]
    opened = act
    assert main(BUILD) == TO_MEND
    assert capsys.readouterr().err == f"{RECORD}: error: {told}\n"
    assert not Path("site").exists()


@pytest.mark.usefixtures("sound")
def test_a_site_is_built_from_what_was_read_whatever_becomes_of_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    assert main([*BUILD, "--out", "before"]) == DONE
    sources = load.sources

    def read_and_remove(content: Path) -> Any:
        read = sources(content)
        shutil.rmtree(content)
        return read

    monkeypatch.setattr(load, "sources", read_and_remove)
    assert main(BUILD) == DONE
    assert files("site") == files("before")


NAMES = [
    b"::error::done.md",
    b" ::stop-commands::x.md",
    b"##[add-mask]e.md",
    b"a\n::error::done.md",
    b"a\r\n::error::done.md",
    b"\x1b[2J.md",
    b"\xff.md",
    "\u202egpj.md".encode(),
    "\ufe0f::error::done.md".encode(),
    b"%0A::error::done.md",
]
HARMFUL = '"\\n::error::done \\x1b[2J \\e]0;title\\a \\u202e ##[add-mask]e %0A::error::done"'


@pytest.fixture
def harmful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with content whose names and values are meant for terminals and workflows."""
    content = changed(tmp_path)
    text = (content / "cities" / "joesuu.md").read_text(encoding="utf-8")
    for name in NAMES:
        (content / os.fsdecode(b"cities/" + name)).write_text(text, encoding="utf-8")
    fields = {"level: estuaire": f"level: {HARMFUL}", "country: EE": "country: '##[add-mask]e'"}
    for number, (before, after) in enumerate(fields.items()):
        (content / "cities" / f"c{number}.md").write_text(text.replace(before, after), encoding="utf-8")
    field, story = "'::error::x##[group]': y", "::error::\n\n<b ##[group]>\n\n[a](::error::b)\n"
    (content / "cities" / "c8.md").write_text(text.replace("\n---\n", f"\n{field}\n---\n"), encoding="utf-8")
    (content / "cities" / "c9.md").write_text(text + story, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", ["text", "github", "json"])
@pytest.mark.usefixtures("harmful")
def test_what_is_printed_gives_no_command_to_a_terminal_or_a_workflow(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--format", form]) == TO_MEND
    out, err = capsys.readouterr()
    printed = [line for text in (out, err) for line in text.split("\n")]
    assert all(line.isprintable() for line in printed)
    assert not any("##[" in line for line in printed)
    commands = [line for line in printed if line.lstrip("\ufe0f ").startswith("::")]
    if form == "github":
        assert commands == out.splitlines()
        assert all(line.startswith(("::error file=content/", "::warning file=content/")) for line in commands)
    else:
        assert commands == []
    if form == "json":
        assert len(json.loads(out)["problems"]) > len(NAMES)
