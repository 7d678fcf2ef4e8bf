"""The libraries of others: what stands here is what its record says, and what cannot be renewed is told in one line."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tools import vendor

ROOT = Path(__file__).parents[1]
RECORDS = sorted((ROOT / vendor.FOLDER).glob("*.json"))
LICENSE = "Copyright 2020 A. Nonymous\n\nPermission is granted.\n"
MODULE = "class Finder { }\n\nexport { Finder as default };\n//# sourceMappingURL=index.js.map\n"


def read(record: Path) -> dict[str, Any]:
    return dict(json.loads(record.read_text(encoding="utf-8")))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_library_is_the_one_that_its_record_describes(record: Path) -> None:
    library = read(record)
    text = record.with_suffix(".js").read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == library["sha256"]
    assert library["name"] == record.stem
    assert text.startswith(f"/*! {library['name']} {library['version']} | {library['license']} | Copyright ")
    assert text.splitlines()[1].startswith(f"export const {library['export']}=(()=>{{")
    assert len(text.splitlines()) == 2
    assert record.with_suffix(".LICENSE.txt").read_text(encoding="utf-8").startswith("Copyright ")


def test_nothing_stands_there_without_a_record() -> None:
    known = {f"{record.stem}{ending}" for record in RECORDS for ending in (".json", ".js", ".LICENSE.txt")}
    assert {path.name for path in (ROOT / vendor.FOLDER).iterdir()} == known


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the record of one library, and programs that play npm and the minifier."""
    package = tmp_path / "finder-1.0.0.tgz"
    _pack(package, {"package.json": '{"license": "MIT"}', "LICENSE.txt": LICENSE, "index.js": MODULE})
    programs = tmp_path / "programs"
    programs.mkdir()
    _program(
        programs / "npm", f'[ "$2" = finder@1.0.0 ] && cp {package} "$5" || {{ echo no such version >&2; exit 1; }}'
    )
    _program(programs / "npx", "shift 2; tr -d '\\n' < \"$1\"")
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    folder = tmp_path / vendor.FOLDER
    folder.mkdir(parents=True)
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    record = {
        "name": "finder",
        "version": "1.0.0",
        "license": "MIT",
        "integrity": integrity,
        "module": "index.js",
        "export": "Finder",
        "minifier": "smaller@2",
        "sha256": "",
    }
    (folder / "finder.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def _pack(archive: Path, files: dict[str, str]) -> None:
    with tarfile.open(archive, "w:gz") as packed:
        for path, text in files.items():
            entry = tarfile.TarInfo(f"package/{path}")
            entry.size = len(text)
            packed.addfile(entry, BytesIO(text.encode()))


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(shelf: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "vendor.py")]
    return subprocess.run(command, cwd=shelf.parents[2], capture_output=True, text=True, check=False)


def change(shelf: Path, **facts: str) -> None:
    record = shelf / "finder.json"
    record.write_text(json.dumps({**read(record), **facts}), encoding="utf-8")


def test_a_library_is_written_with_its_license_and_its_hash(shelf: Path) -> None:
    assert run(shelf).stdout == "assets/js/vendor/finder.js is finder 1.0.0\n"
    text = (shelf / "finder.js").read_text(encoding="utf-8")
    assert text == (
        "/*! finder 1.0.0 | MIT | Copyright 2020 A. Nonymous */\n"
        "export const Finder = (() => {class Finder { }return Finder;})();\n"
    )
    assert read(shelf / "finder.json")["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert (shelf / "finder.LICENSE.txt").read_text(encoding="utf-8") == LICENSE


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {"integrity": "sha512-other"},
            "finder@1.0.0 has the integrity {integrity}, not the recorded one; read what changed before writing it",
        ),
        ({"version": "9.0.0"}, "npm could not fetch finder@9.0.0; it said: no such version"),
        ({"license": "ISC"}, "finder@1.0.0 is under MIT, not ISC; see whether it may be used"),
        ({"export": "Seeker"}, "index.js does not export Seeker as default; correct the record"),
        ({"module": "main.js"}, "main.js is not in the package; correct its path in the record"),
    ],
)
def test_a_package_that_is_not_the_recorded_one_is_refused(shelf: Path, facts: dict[str, str], says: str) -> None:
    integrity = read(shelf / "finder.json")["integrity"]
    change(shelf, **facts)
    ran = run(shelf)
    assert (ran.returncode, ran.stderr) == (1, says.replace("{integrity}", integrity) + "\n")
    assert [path.name for path in shelf.iterdir()] == ["finder.json"]


def test_the_same_package_gives_the_same_library_again(shelf: Path) -> None:
    run(shelf)
    before = {path.name: path.read_bytes() for path in shelf.iterdir()}
    assert run(shelf).returncode == 0
    assert {path.name: path.read_bytes() for path in shelf.iterdir()} == before


def test_a_minifier_that_makes_something_else_of_the_same_package_is_refused(shelf: Path) -> None:
    run(shelf)
    sha256 = read(shelf / "finder.json")["sha256"]
    change(shelf, sha256="0" * 64)
    before = {path.name: path.read_bytes() for path in shelf.iterdir()}
    ran = run(shelf)
    assert (ran.returncode, ran.stderr) == (
        1,
        f"finder@1.0.0 by smaller@2 has the sha256 {sha256}, not the recorded one; empty that if the record asks for "
        "something new, or else see what the minifier does now\n",
    )
    assert {path.name: path.read_bytes() for path in shelf.iterdir()} == before


def test_a_machine_without_npm_is_told_what_it_needs(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(shelf.parents[2] / "programs")
    monkeypatch.setenv("PATH", str(shelf))
    ran = run(shelf)
    assert (ran.returncode, ran.stderr) == (1, "renewing a library needs npm and npx; install Node.js 20 or newer\n")
