"""Small sites for tests: the minimal one, with the files of one case laid over it."""

import shutil
from collections.abc import Mapping
from contextlib import chdir
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from certsite import build, i18n, load, validate
from certsite.model.convert import languages
from certsite.output import Output
from certsite.problem import Refused, Tally, as_text

ROOT = Path(__file__).parents[1]
SITES = ROOT / "tests" / "sites"
MINIMAL = SITES / "minimal"
INVALID = SITES / "invalid"
LANGUAGES = ("en", "es")
TODAY = date(2024, 6, 30)
OF_THE_CASE = ("expected.txt", "remove.txt")


def lay(folder: Path, case: Path | None = None, edits: Mapping[str, tuple[str, str]] | None = None) -> Path:
    """Make the content folder of a case below `folder`, and return it.

    case: a folder of files that stand above those of the minimal site; its `remove.txt` names files to leave out.
    edits: by path, a text that occurs there once, and what is written instead.
    """
    content = folder / "content"
    shutil.copytree(MINIMAL, content)
    if case:
        shutil.copytree(case, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OF_THE_CASE))
    _add_words(content / "strings.yaml")
    for path, (before, after) in (edits or {}).items():
        text = (content / path).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path}"
        (content / path).write_text(text.replace(before, after), encoding="utf-8")
    if case and (case / "remove.txt").exists():
        for path in (case / "remove.txt").read_text(encoding="utf-8").splitlines():
            (content / path).unlink()
    return content


def printed(content: Path, site_url: str = "https://towns.example/") -> str:
    """Return what `check` prints of a content folder, whose files are named as `content/…`."""
    with chdir(content.parent):
        try:
            problems = build.made(_settings(content, site_url))[0].problems
        except Refused as refused:
            problems = refused.problems
    return as_text(problems)


def outputs(content: Path) -> tuple[Output, ...]:
    """Return every file of a site."""
    with chdir(content.parent):
        return build.made(_settings(content, ""))[1]


def lines(content: Path, today: date = TODAY) -> list[str]:
    """Return what is printed of files, facts and words alone, which takes a tenth of the time."""
    tally = Tally()
    with chdir(content.parent):
        if records := tally(validate.records(tally(load.sources(Path(content.name))), today)):
            tally(i18n.translators(records, languages(records)))
    return as_text(tally.problems).splitlines()


def _settings(content: Path, site_url: str) -> build.Settings:
    return build.Settings(Path(content.name), Path("site"), ROOT / "templates", ROOT / "assets", TODAY, site_url)


def _add_words(place: Path) -> None:
    """Put the words of the interface below those that a case brings itself, so that its lines keep their numbers."""
    own = place.read_text(encoding="utf-8") if place.exists() else ""
    written = yaml.safe_load(own) or {}
    others = {key: wordings for key, wordings in _words().items() if key not in written}
    place.write_text(own + yaml.dump(others, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")


@cache
def _words() -> dict[str, dict[str, Any]]:
    """Return the words of the real site in the languages of the minimal one, so that there is no second copy."""
    with (ROOT / "content" / "strings.yaml").open(encoding="utf-8") as file:
        real = yaml.load(file, Loader=yaml.CSafeLoader)
    return {key: {code: wordings[code] for code in LANGUAGES} for key, wordings in real.items()}
