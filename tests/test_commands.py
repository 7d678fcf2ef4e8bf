"""What the commands say, to people and to programs."""

import json
import re
from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from certsite.cli import main
from certsite.commands import settings
from certsite.exits import DONE, TO_MEND, WRONG_USE
from tests.small import OTHER, ROOT, changed

NO_ADDRESS = (
    "content/program.yaml:3:1: warning: the site has no address, so that canonical addresses, language links and the "
    "sitemap are left out; below site, write url: (or give --site-url)\n"
)
UNKNOWN = (
    "content/cities/joesuu.md:14:12: error: unknown level 'estuary'; "
    "use one of goutte, ruisseau, affluent, fleuve, estuaire (did you mean estuaire?)\n"
)


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sound content, in which the commands are given."""
    changed(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def flawed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one mistake in its content, in which the commands are given."""
    changed(tmp_path, edits={"cities/joesuu.md": ("level: estuaire", "level: estuary")})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# Building


def test_build_says_what_was_built_and_what_comes_next(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == DONE
    out, err = capsys.readouterr()
    published = [name for name in files(sound / "site") if not name.startswith(".certsite/")]
    pages = sum(name.endswith(".html") for name in published)
    first, second = out.splitlines()
    assert re.fullmatch(
        rf"Built 7 cities in 2 languages: {pages} pages, \d\.\d MB; {len(published)} files written, 0 as they were\.",
        first,
    )
    assert second == "Next: `make serve` shows it and follows every save."
    assert err == NO_ADDRESS


def test_a_second_build_writes_only_what_changed(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quiet"])
    record = sound / "content" / "cities" / "joesuu.md"
    record.write_text(record.read_text(encoding="utf-8").replace("in every bus stop", "in each bus stop"))
    before = files(sound / "site")
    main([])
    after = files(sound / "site")
    written = {name for name, data in after.items() if data != before.get(name) and not name.startswith(".certsite/")}
    assert f"; {len(written)} files written, " in capsys.readouterr().out
    # Its text stands on the page of the city and on that of the practice, and in the index of one language.
    assert {name for name in written if not name.startswith("search/pages/")} == {
        "en/cities/joesuu/index.html",
        "en/practices/crues/index.html",
    }
    assert all("fr_" not in name for name in written)


def test_a_refused_build_leaves_the_site_as_it_was(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quiet"])
    before = files(sound / "site")
    (sound / "content" / "cities" / "joesuu.md").write_text("no facts")
    capsys.readouterr()

    assert main(["--site-url", "https://example.org"]) == TO_MEND
    out, err = capsys.readouterr()
    assert out == "1 error in 1 file. Nothing was published; site/ is as it was.\n"
    assert err.startswith("content/cities/joesuu.md:1:1: error: has no facts above the text; ")
    assert files(sound / "site") == before


@pytest.mark.usefixtures("sound")
def test_a_build_for_a_folder_says_which_file_to_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--for-folder"]) == DONE
    assert f"Next: open {Path('site') / 'index.html'}." in capsys.readouterr().out


# Checking


def test_check_looks_at_everything_and_writes_nothing(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(sound)
    assert main(["check", "--site-url", "https://example.org"]) == DONE
    out, err = capsys.readouterr()
    assert re.fullmatch(r"7 cities in 2 languages, \d\d pages: no problems\.\n", out)
    assert err == ""
    assert files(sound) == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_check_refuses_what_build_refuses(command: str, flawed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--site-url", "https://example.org"]) == TO_MEND
    assert capsys.readouterr() == ("1 error in 1 file. Nothing was published; site/ is as it was.\n", UNKNOWN)
    assert not (flawed / "site").exists()


# For people and for programs


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.usefixtures("flawed")
def test_json_stands_alone_on_standard_output(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--format", "json", "--site-url", "https://example.org"]) == TO_MEND
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "problems": [
            {
                "path": "content/cities/joesuu.md",
                "line": 14,
                "column": 12,
                "severity": "error",
                "says": "unknown level 'estuary'",
                "do": "use one of goutte, ruisseau, affluent, fleuve, estuaire (did you mean estuaire?)",
            }
        ]
    }
    assert err == "1 error in 1 file. Nothing was published; site/ is as it was.\n"


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.usefixtures("sound")
def test_json_is_there_when_nothing_is_wrong(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--format", "json", "--site-url", "https://example.org"]) == DONE
    assert json.loads(capsys.readouterr().out) == {"problems": []}


@pytest.mark.usefixtures("flawed")
def test_github_reads_annotations_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "github", "--site-url", "https://example.org"])
    out = capsys.readouterr().out
    assert out.startswith("::error file=content/cities/joesuu.md,line=14,col=12::unknown level 'estuary'; ")
    assert out.count("\n") == 1


@pytest.mark.usefixtures("flawed")
def test_the_summary_of_a_workflow_reads_plain_words_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "markdown", "--site-url", "https://example.org"])
    assert capsys.readouterr().out == (
        "### 1 error in 1 file\n\n- Error in ` content/cities/joesuu.md `, line 14: ` unknown level 'estuary' `. "
        "To mend it: ` use one of goutte, ruisseau, affluent, fleuve, estuaire (did you mean estuaire?) `\n"
    )


@pytest.mark.usefixtures("sound")
def test_the_summary_of_a_workflow_is_there_when_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "markdown", "--site-url", "https://example.org"]) == DONE
    assert capsys.readouterr().out == "### No problems\n"


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["build"], ("", NO_ADDRESS)),
        (["build", "--site-url", "https://example.org"], ("", "")),
        (["build", "--for-folder"], ("", "")),
        (["check"], ("", "")),
    ],
)
@pytest.mark.usefixtures("sound")
def test_quiet_prints_problems_only(
    arguments: list[str], printed: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--quiet"]) == DONE
    assert capsys.readouterr() == printed


def test_a_build_says_in_one_line_what_the_site_does_not_tell_of_itself(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = sound / "content" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    program.write_text(text.replace("  contact: rivers@example.org\n", ""), encoding="utf-8")
    no_way = "readers have no way to report a mistake; below site, write "
    assert main(["--quiet", "--site-url", "https://example.org"]) == DONE
    assert capsys.readouterr().err == f"content/program.yaml:3:1: warning: {no_way}repository: or contact:\n"
    assert main(["--quiet"]) == DONE
    assert capsys.readouterr().err == (
        "content/program.yaml:3:1: warning: the site has no address, so that canonical addresses, language links and "
        f"the sitemap are left out, and {no_way}url: (or give --site-url), and repository: or contact:\n"
    )


@pytest.mark.usefixtures("flawed")
def test_quiet_prints_the_problems_of_a_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quiet", "--site-url", "https://example.org"]) == TO_MEND
    assert capsys.readouterr() == ("", UNKNOWN)


# The date


def options() -> Namespace:
    return Namespace(content=OTHER, out=ROOT / "nowhere", site_url="", for_folder=False)


def test_source_date_epoch_stands_for_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2020, 2, 29, 23, 59, tzinfo=UTC).timestamp())))
    assert settings(options()).today == date(2020, 2, 29)


@pytest.mark.parametrize("written", [None, ""])
def test_without_it_today_is_the_day_in_utc(written: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if written is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    before = datetime.now(UTC).date()
    assert before <= settings(options()).today <= datetime.now(UTC).date()


@pytest.mark.usefixtures("sound")
def test_no_award_may_lie_after_that_day(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2024, 3, 21, tzinfo=UTC).timestamp())))
    assert main(["check", "--quiet"]) == TO_MEND
    told = capsys.readouterr().err
    assert "content/cities/port-lumiere.md:14:11: error: date 2024-03-22 is in the future; " in told


@pytest.mark.parametrize("written", ["yesterday", "1.5", "9" * 30, "2024-01-01"])
def test_a_source_date_epoch_that_is_no_time_is_refused(
    written: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    assert main(["check"]) == WRONG_USE
    assert capsys.readouterr() == (
        "",
        f"SOURCE_DATE_EPOCH is '{written}', which is no time; write seconds since 1970, as in 1767225600\n",
    )


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_static_file_in_the_way_of_a_page_is_told_by_both(
    command: str, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sound / "content" / "static").mkdir()
    (sound / "content" / "static" / "robots.txt").write_text("mine", encoding="utf-8")
    assert main([command]) == TO_MEND
    told = "content/static/robots.txt: error: 'robots.txt' is made twice; give the file or page another name\n"
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("path", ["search/pages/pagefind-entry.json", "Search/mine.txt", "assets/mine.png"])
def test_a_static_file_in_a_folder_of_the_generator_is_told_whatever_is_made_there(
    command: str, path: str, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = sound / "content" / "static" / path
    place.parent.mkdir(parents=True)
    place.write_text("{}", encoding="utf-8")
    assert main([command]) == TO_MEND
    folder = path.partition("/")[0]
    told = f"the files of {folder}/ are made by the generator; move it to another folder of static/"
    errors = [line for line in capsys.readouterr().err.splitlines() if ": error: " in line]
    assert errors == [f"content/static/{path}: error: {told}"]
