"""What `make` promises on a fresh machine, with a Python that only notes what it is asked to do."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-gazetteer.txt"]
# Makes .venv/bin/python a script that notes its arguments, as `-m venv` makes it a Python.
STAND_IN = """#!/bin/sh
case "$*" in
*"-m venv"*)
    rm -rf .venv && mkdir -p .venv/bin && cp note .venv/bin/python;;
esac
"""
NOTE = """#!/bin/sh
echo "$*" >> notes.txt
"""
INSTALL = "-m pip install -qq --require-hashes --only-binary :all: -r "


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the Makefile and the lock files, in a folder with a space in its name."""
    folder = tmp_path / "a project"
    folder.mkdir()
    for name in ("Makefile", *LOCKS):
        shutil.copy(ROOT / name, folder)
    write_script(folder / "note", NOTE)
    write_script(folder / "stand-in", STAND_IN)
    return folder


def write_script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def make(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a shell, whatever make runs these tests."""
    outer = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"}
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(["make", *words], cwd=project, env=environment, capture_output=True, text=True, check=False)


def notes(project: Path) -> list[str]:
    """Return what .venv/bin/python was asked to do since the last time, one call a line."""
    path = project / "notes.txt"
    calls = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return calls


def test_make_alone_installs_what_the_build_needs_and_builds(project: Path) -> None:
    made = make(project, "PYTHON=./stand-in")
    assert made.stdout == "Making .venv with the packages of requirements.txt\n"
    assert notes(project) == [f"{INSTALL}requirements.txt", "build.py"]


def test_a_second_make_installs_nothing(project: Path) -> None:
    make(project, "PYTHON=./stand-in")
    notes(project)
    assert make(project).stdout == ""
    assert notes(project) == ["build.py"]


def test_a_changed_lock_begins_a_new_environment(project: Path) -> None:
    make(project, "PYTHON=./stand-in")
    (project / ".venv" / "left-over").touch()
    stamp = (project / ".venv" / "run").stat().st_mtime
    os.utime(project / "requirements.txt", (stamp + 1, stamp + 1))
    notes(project)
    make(project, "PYTHON=./stand-in")
    assert notes(project) == [f"{INSTALL}requirements.txt", "build.py"]
    assert not (project / ".venv" / "left-over").exists()


def test_an_installation_that_broke_off_is_done_again(project: Path) -> None:
    write_script(project / "note", f"{NOTE}exit 1\n")
    assert make(project, "PYTHON=./stand-in").returncode != 0
    write_script(project / "note", NOTE)
    notes(project)
    assert make(project, "PYTHON=./stand-in").returncode == 0
    assert notes(project) == [f"{INSTALL}requirements.txt", "build.py"]


def test_make_test_runs_every_check_in_the_same_environment(project: Path) -> None:
    assert make(project, "test", "PYTHON=./stand-in").returncode == 0
    assert notes(project) == [
        f"{INSTALL}requirements.txt",
        f"{INSTALL}requirements-dev.txt",
        "tools/ensure_browser.py",
        "-m ruff check",
        "-m ruff format --check",
        "-m mypy",
        "-m pytest -n auto --dist worksteal -m not large",
    ]


def test_make_test_all_leaves_no_test_out(project: Path) -> None:
    assert make(project, "test-all", "PYTHON=./stand-in").returncode == 0
    assert notes(project)[-1] == "-m pytest -n auto --dist worksteal"


def test_make_new_adds_the_gazetteer_once(project: Path) -> None:
    assert make(project, "new", "PYTHON=./stand-in").stdout.splitlines()[1:] == [
        "Adding the gazetteer of requirements-gazetteer.txt to .venv"
    ]
    assert notes(project) == [
        f"{INSTALL}requirements.txt",
        f"{INSTALL}requirements-gazetteer.txt",
        "build.py new",
    ]
    assert make(project, "new").stdout == ""
    assert notes(project) == ["build.py new"]


def test_targets_that_run_at_once_install_once(project: Path) -> None:
    assert make(project, "-j4", "build", "check", "PYTHON=./stand-in").returncode == 0
    assert sorted(notes(project)) == [f"{INSTALL}requirements.txt", "build.py", "build.py check"]


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 1", "Python 3.11 or newer is needed, and './stand-in' is not; name one, as in: make PYTHON=python3.12"),
        (
            'case "$*" in *ensurepip*) exit 1;; esac',
            "'./stand-in' cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv",
        ),
    ],
)
def test_a_python_that_will_not_do_is_refused_with_one_line(project: Path, script: str, says: str) -> None:
    write_script(project / "stand-in", f"#!/bin/sh\n{script}\n")
    made = make(project, "PYTHON=./stand-in")
    assert made.stderr.splitlines()[0] == says
    assert len(made.stderr.splitlines()) == 2, "the line, and the one that make adds to every failure"
    assert not (project / ".venv").exists()


def test_a_python_that_is_not_there_is_refused_likewise(project: Path) -> None:
    made = make(project, "PYTHON=python3.999")
    assert made.stderr.startswith("Python 3.11 or newer is needed, and 'python3.999' is not; ")


def test_clean_leaves_content_and_site(project: Path) -> None:
    for name in ("content", "site", ".venv", ".cache", ".mypy_cache", "certsite/__pycache__"):
        (project / name).mkdir(parents=True)
    assert make(project, "clean").returncode == 0
    left = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_dir()}
    assert left == {"content", "site", "certsite"}


def test_help_names_every_target(project: Path) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(re.findall(r"^make ([a-z-]+) ", make(project, "help").stdout, re.MULTILINE)) == set(phony[1].split())


@pytest.mark.parametrize("lock", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_every_package_is_locked_by_hash_and_no_lock_names_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = text.replace("\\\n", "").splitlines()[2:]
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_lists_what_is_asked_for(lock: str) -> None:
    asked = (ROOT / lock).with_suffix(".in").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z][\w-]*)", asked, re.MULTILINE)
    locked = set(re.findall(r"^([a-z][\w-]*)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    assert names
    assert {name.lower() for name in names} <= locked


def test_the_tests_run_with_the_packages_of_the_build() -> None:
    run, dev = ((ROOT / lock).read_text(encoding="utf-8").splitlines()[2:] for lock in LOCKS[:2])
    assert set(run) <= set(dev)
