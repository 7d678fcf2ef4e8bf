"""The command line: what can be asked for, and what the process says and returns."""

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from certsite import cli, commands
from certsite.cli import main
from certsite.commands import build, check, new, serve
from certsite.exits import DONE, OUR_FAULT, TO_MEND, WRONG_USE
from tests.small import OTHER, ROOT, changed

CONTENT = ("--content", str(OTHER))


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def unquoted(line: str) -> str:
    """Return a line without quotation marks: argparse puts choices in them up to Python 3.12, and no longer later."""
    return line.replace("'", "")


def test_help_is_given_without_loading_the_generator() -> None:
    told = python(
        "import sys; from certsite.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit as leave: print(leave.code)\n"
        "print(sorted(name for name in sys.modules if name.startswith(('certsite', 'jinja2', 'pydantic', 'babel'))))"
    ).splitlines()
    assert told[0].startswith("usage: build.py ")
    light = [
        "certsite",
        "certsite.addresses",
        "certsite.cli",
        "certsite.exits",
        "certsite.problem",
        "certsite.terminal",
    ]
    assert told[-2:] == ["0", str(light)]


def test_help_names_every_command_and_what_the_exit_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "build check content/, build the site and publish it into site/ (the default)" in told
    assert "check check content/ and the pages made from it; publish nothing" in told
    assert "new write the record of a new city, from options or from answers to questions; never overwrite one" in told
    assert told.endswith("exit codes: 0 done, 1 content to mend, 2 wrong use, 3 a fault of the program")


def test_every_command_has_a_module_that_runs_it() -> None:
    assert {module.__name__.rpartition(".")[2] for module in (build, check, new, serve)} == set(cli.COMMANDS)


# Exit codes


def test_0_when_all_is_done(tmp_path: Path) -> None:
    assert main([*CONTENT, "--out", str(tmp_path / "site")]) == DONE == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_1_when_content_is_to_be_mended(tmp_path: Path) -> None:
    folder = changed(tmp_path, {"cities/joesuu.md": "no facts"})
    assert main(["check", "--content", str(folder)]) == TO_MEND == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--site-url", "example.org"],
            "argument --site-url: 'example.org' is no address of a site; "
            "write one as https://example.org/cities/; see build.py build",
        ),
        (
            ["--site-url", "ftp://example.org/"],
            "argument --site-url: 'ftp://example.org/' is no address of a site; "
            "write one as https://example.org/cities/; see build.py build",
        ),
        (
            ["--site-url", "https://example.org/?a"],
            "argument --site-url: 'https://example.org/?a' is no address of a site; "
            "write one as https://example.org/cities/; see build.py build",
        ),
        (
            ["--site-url", "https://["],
            "argument --site-url: 'https://[' is no address of a site; "
            "write one as https://example.org/cities/; see build.py build",
        ),
        (
            ["--site-url", "https://example.org/%0a"],
            "argument --site-url: 'https://example.org/%0a' is no address of a site; "
            "write one as https://example.org/cities/; see build.py build",
        ),
        (
            ["--site-url", "https://example.org/\x1b[31m\u202e\n::error::"],
            r"argument --site-url: 'https://example.org/\x1b[31m\u202e\n::error::' is no address of a site; "
            "write one as https://example.org/cities/; see build.py build",
        ),
        (
            ["bild"],
            "argument command: invalid choice: 'bild' (choose from 'build', 'check', 'new', 'serve'); see build.py",
        ),
        (["--quite"], "unrecognized arguments: --quite; see build.py"),
        (["--quie"], "unrecognized arguments: --quie; see build.py"),
        (["--out"], "argument --out: expected one argument; see build.py build"),
        (
            ["--format", "xml"],
            "argument --format: invalid choice: 'xml' (choose from 'text', 'github', 'json', 'markdown'); "
            "see build.py build",
        ),
    ],
)
def test_2_with_one_line_when_something_is_asked_for_that_there_is_not(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leave:
        main(arguments)
    assert leave.value.code == WRONG_USE == 2
    out, err = capsys.readouterr()
    assert (out, unquoted(err)) == ("", unquoted(f"{message} --help\n"))


def test_2_when_the_site_cannot_be_written_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    assert main([*CONTENT, "--out", str(tmp_path / "file")]) == WRONG_USE
    out, err = capsys.readouterr()
    assert out == ""
    assert str(tmp_path / "file") in err
    assert err.count("\n") == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_3_with_one_line_when_the_fault_is_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Namespace) -> int:
        raise KeyError("two\nlines")

    monkeypatch.setattr(build, "run", fail)
    assert main([]) == OUR_FAULT == 3
    out, err = capsys.readouterr()
    line = fail.__code__.co_firstlineno + 1
    assert out == ""
    assert err == (
        f"a fault of the program, not of the content: KeyError at test_cli.py:{line}: 'two\\nlines'; please report it\n"
    )


def test_2_when_packages_are_missing_as_outside_of_the_virtual_environment() -> None:
    bare = [sys.executable, "-S", "build.py", "check", "--quiet"]
    ended = subprocess.run(bare, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == WRONG_USE
    assert (ended.stdout, ended.stderr) == (
        "",
        "a package is missing (lightningcss); run make, then .venv/bin/python build.py check --quiet\n",
    )


def test_a_module_of_our_own_that_is_missing_is_our_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "certsite.commands.check", None)
    assert main(["check"]) == OUR_FAULT
    assert "ModuleNotFoundError" in capsys.readouterr().err


def test_a_command_that_is_stopped_says_what_that_means(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "run", stop)
    assert main([]) == OUR_FAULT
    assert capsys.readouterr().err == "stopped; the site is as it was, or the next build completes it\n"


def test_the_process_returns_the_code_without_a_traceback(tmp_path: Path) -> None:
    nowhere = tmp_path / "nothing"
    nowhere.mkdir()
    ended = subprocess.run(
        [sys.executable, "build.py", "check", "--content", str(nowhere)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == TO_MEND
    assert ended.stdout.endswith(" Nothing was published; site/ is as it was.\n")
    assert ended.stderr.startswith(f"{nowhere}")


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = tmp_path / "nothing"
    assert main(["check", "--content", str(nowhere)]) == WRONG_USE
    assert capsys.readouterr().err == f"there is no folder {nowhere}; name the content with --content\n"


@pytest.mark.parametrize("out", ["content", "content/site", "templates", "assets/css"])
def test_a_site_within_what_the_build_reads_is_wrong_use(
    out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["--out", out]) == WRONG_USE
    assert "lie in each other; name a folder of its own with --out, such as site" in capsys.readouterr().err


def test_an_empty_site_address_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(options: Namespace) -> int:
        assert commands.settings(options).site_url == ""
        return DONE

    monkeypatch.setattr(build, "run", run)
    assert main(["--site-url", ""]) == DONE
