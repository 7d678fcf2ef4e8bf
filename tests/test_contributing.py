"""The guides for editors hold records: these very ones are put among the real ones and have to pass."""

import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from certsite import build
from certsite.output import Output
from certsite.problem import Refused
from certsite.schema import AwardRow, CityRecord, CriterionRow, OpenQuestion, PracticeFile, ProgramRow
from tests.sites import lines

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECORD = re.search(r"<!-- record: content/(\S+) -->\n```yaml\n(.*?)```\n", GUIDE, re.DOTALL)
ROWS = re.search(r"<!-- rows: content/(\S+) -->\n```yaml\n(.*?)```\n", GUIDE, re.DOTALL)
PRACTICE = re.search(r"<!-- practice -->\n```yaml\n(.*?)```\n", GUIDE, re.DOTALL)
SLUG = "sao-bento-example"
TODAY = date(2026, 11, 22)
LANGUAGES = ("en", "es", "pt")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The real content."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Output]:
    """The real site with all records of both guides among the others, and the one of the first guide raised as well."""
    assert RECORD
    assert ROWS
    content = shutil.copytree(ROOT / "content", tmp_path_factory.mktemp("guides") / "content")
    raised = RECORD[2].replace(f"slug: {SLUG}", "slug: raised").replace("name: São Bento", "name: São Elevado")
    raised = raised.replace("\n# What the city is known for.", f"\n{ROWS[2]}# What", 1)
    (content / RECORD[1]).write_text(RECORD[2], encoding="utf-8")
    (content / "cities" / "raised.md").write_text(raised, encoding="utf-8")
    for language in LANGUAGES:
        record, publication, *_ = samples(language)
        put(content, record, publication)
    return made(content)


def made(content: Path) -> dict[str, Output]:
    settings = build.Settings(
        content=content,
        out=content.parent / "site",
        templates=ROOT / "templates",
        assets=ROOT / "assets",
        today=TODAY,
        site_url="https://directory.example/",
    )
    try:
        return {output.path: output for output in build.made(settings)[1]}
    except Refused as refused:
        pytest.fail("\n".join(f"{p.path}:{p.line}: {p.says}; {p.do}" for p in refused.problems), pytrace=False)


def test_the_record_of_the_guide_is_valid_and_shown(pages: dict[str, Output]) -> None:
    page = pages[f"cities/{SLUG}/index.html"].data.decode()
    assert ">São Bento</h1>" in page
    assert "Residents see which streets flood and when." in page


@pytest.mark.parametrize("model", [CityRecord, AwardRow, ProgramRow, OpenQuestion])
def test_the_record_of_the_guide_has_every_field(model: type[CityRecord]) -> None:
    assert RECORD
    written = set(re.findall(r"^[ -]*([a-z_]+):", RECORD[2], re.MULTILINE))
    assert set(model.model_fields) <= written


def test_every_field_of_the_guide_has_a_comment_above_it() -> None:
    assert RECORD
    lines = RECORD[2].split("---\n")[1].splitlines()
    bare = [
        line
        for above, line in pairwise(lines)
        if re.match(r"[a-z_]+:", line)
        and not above.lstrip().startswith("#")
        and not re.match(r"(lon|population)", line)
    ]
    assert bare == []


def test_the_fields_of_a_practice_in_the_guide_fit_the_real_ones(real: Path) -> None:
    assert PRACTICE
    path = real / "criteria" / "2022" / "data-management.yaml"
    whole, told = (yaml.safe_load(text) for text in (path.read_text(encoding="utf-8"), PRACTICE[1]))
    (criterion,) = told.pop("criteria")
    place = next(place for place, row in enumerate(whole["criteria"]) if row["id"] == criterion["id"])
    whole["criteria"][place] |= criterion
    path.write_text(yaml.dump(whole | told, allow_unicode=True), encoding="utf-8")
    assert lines(real, today=TODAY) == []


def test_the_guide_shows_every_field_of_a_practice_that_leads_elsewhere_or_counts() -> None:
    assert PRACTICE
    shown = set(re.findall(r"^[ -]*([a-z_]+):", PRACTICE[1], re.MULTILINE))
    fields = {*PracticeFile.model_fields, *CriterionRow.model_fields}
    assert {
        "residents",
        "start",
        "before",
        "before_sources",
        "points",
        "requires",
        "related",
        "terms",
    } <= shown & fields


def test_a_level_up_takes_three_lines(pages: dict[str, Output]) -> None:
    assert ROWS
    assert len(ROWS[2].splitlines()) == 3
    told = [pages[f"cities/{slug}/index.html"].data.decode() for slug in (SLUG, "raised")]
    assert ["Raised from Silver to Gold." in page for page in told] == [False, True]


# The page for editors on the site itself


def samples(language: str) -> list[str]:
    """Return what stands between backticks on the page: a record, its publication, messages, a text by language."""
    page = (ROOT / "content" / "pages" / "contribute" / f"{language}.md").read_text(encoding="utf-8")
    return re.findall(r"^```(?:yaml|text)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def name_of(record: str) -> str:
    named = re.search(r"^slug: (.*)$", record, re.MULTILINE)
    assert named
    return named[1]


def put(content: Path, record: str, publication: str) -> None:
    """Save a record of the page as a reader would, with its publication at the end of the others."""
    (content / "cities" / f"{name_of(record)}.md").write_text(record, encoding="utf-8")
    with (content / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(publication)


def test_the_records_of_the_page_are_valid_in_every_language(pages: dict[str, Output]) -> None:
    for language in LANGUAGES:
        record = samples(language)[0]
        assert f"\nlang: {language}\n" in record
        assert f"cities/{name_of(record)}/index.html" in pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_messages_of_the_page_are_those_of_the_check(language: str, real: Path) -> None:
    record, publication, messages, _ = samples(language)
    wrong = record.replace("level: silver", "level: Golden").replace("-2024]", "-2042]", 1)
    put(real, wrong, publication)
    assert lines(real, TODAY) == messages.splitlines()
