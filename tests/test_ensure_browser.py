"""Which browser is found, what is installed where there is none, and what is said where nothing can be."""

from pathlib import Path

import pytest

from tools import ensure_browser
from tools.ensure_browser import MEND, NoBrowserError

INSTALLED = "-qq update\n-qq install --yes --no-install-recommends chromium chromium-sandbox fonts-liberation\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found, with no program yet but `env`; the user is no root."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(ensure_browser, "PROGRAMS", ensure_browser.PROGRAMS[:4])
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    add(folder, "env", 'shift; exec "$@"')
    return folder


@pytest.fixture
def of_root(programs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder of programs, and the user is root."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return programs


def add(folder: Path, name: str, script: str = "") -> Path:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def add_apt(folder: Path) -> Path:
    """Add an `apt-get` that notes what it is asked and makes `chromium` when it installs; return its notes."""
    notes = folder / "notes.txt"
    chromium = folder / "chromium"
    make = f"printf '#!/bin/sh\\necho Chromium 1.0\\n' > '{chromium}'; /bin/chmod 755 '{chromium}'"
    add(folder, "apt-get", f'echo "$@" >> \'{notes}\'; case "$2" in install) {make};; esac')
    return notes


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_a_browser_of_any_known_name_is_found(programs: Path, name: str) -> None:
    path = add(programs, name)
    assert ensure_browser.ensure() == str(path)


def test_debians_name_goes_before_the_others(programs: Path) -> None:
    add(programs, "google-chrome")
    path = add(programs, "chromium")
    assert ensure_browser.find() == str(path)


def test_the_environment_names_another_one(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(programs, "chromium")
    monkeypatch.setenv("CHROMIUM", str(add(programs, "my-own")))
    assert ensure_browser.ensure() == str(programs / "my-own")


def test_a_wrong_name_in_the_environment_is_refused_and_nothing_installed(
    of_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = add_apt(of_root)
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(NoBrowserError) as refused:
        ensure_browser.ensure()
    assert str(refused.value) == "CHROMIUM is '/nowhere/chromium', which is no program; correct it or unset it"
    assert not notes.exists()


def test_where_there_is_none_root_installs_debians(of_root: Path) -> None:
    notes = add_apt(of_root)
    assert ensure_browser.ensure() == str(of_root / "chromium")
    assert notes.read_text(encoding="utf-8") == INSTALLED


def test_who_has_sudo_without_a_password_installs_it_too(programs: Path) -> None:
    notes = add_apt(programs)
    add(programs, "true")
    add(programs, "sudo", 'test "$1" = -n || exit 1; shift; exec "$@"')
    assert ensure_browser.ensure() == str(programs / "chromium")
    assert notes.read_text(encoding="utf-8") == INSTALLED


@pytest.mark.parametrize("sudo", [None, "exit 1"])
def test_who_may_not_install_is_told_what_root_has_to(programs: Path, sudo: str | None) -> None:
    notes = add_apt(programs)
    if sudo:
        add(programs, "sudo", sudo)
    with pytest.raises(NoBrowserError) as refused:
        ensure_browser.ensure()
    assert str(refused.value) == (
        "no browser found, and only root may install one: apt-get install chromium chromium-sandbox fonts-liberation"
    )
    assert not notes.exists()


@pytest.mark.usefixtures("of_root")
def test_a_machine_without_apt_is_told_what_to_install() -> None:
    with pytest.raises(NoBrowserError) as refused:
        ensure_browser.ensure()
    assert str(refused.value) == f"the browser tests found no browser; {MEND}"


def test_an_installation_that_fails_says_why(of_root: Path) -> None:
    add(of_root, "apt-get", "echo Reading; echo 'E: no network' >&2; exit 100")
    with pytest.raises(NoBrowserError) as refused:
        ensure_browser.ensure()
    assert str(refused.value) == f"apt-get update failed (E: no network); {MEND}"


def test_the_command_names_the_browser(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = add(programs, "chromium", "echo 'a complaint' >&2; echo Chromium 1.0")
    assert ensure_browser.main() == 0
    assert capsys.readouterr().out == f"Browser: Chromium 1.0 ({path})\n"


def test_the_command_refuses_a_browser_that_does_not_start(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = add(programs, "chromium-browser", "echo 'install it in another way'; exit 1")
    assert ensure_browser.main() == 1
    assert capsys.readouterr().err == f"{path} does not start (install it in another way); {MEND}\n"
