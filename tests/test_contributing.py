"""The guide for editors is a record: this very one is put among the real ones and has to pass."""

import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from certsite import build
from certsite.output import Output
from certsite.problem import Refused
from certsite.schema import AwardRow, CityRecord, OpenQuestion, ProgramRow

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECORD = re.search(r"<!-- record: content/(\S+) -->\n```yaml\n(.*?)```\n", GUIDE, re.DOTALL)
ROWS = re.search(r"<!-- rows: content/(\S+) -->\n```yaml\n(.*?)```\n", GUIDE, re.DOTALL)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real content with the record of the guide among it."""
    assert RECORD
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content" / RECORD[1]).write_text(RECORD[2], encoding="utf-8")
    return tmp_path / "content"


def made(content: Path) -> dict[str, Output]:
    settings = build.Settings(
        content=content,
        out=content.parent / "site",
        templates=ROOT / "templates",
        assets=ROOT / "assets",
        today=date(2026, 11, 22),
        site_url="https://directory.example/",
    )
    try:
        return {output.path: output for output in build.made(settings)[1]}
    except Refused as refused:
        pytest.fail("\n".join(f"{p.path}:{p.line}: {p.says}; {p.do}" for p in refused.problems), pytrace=False)


def test_the_record_of_the_guide_is_valid_and_shown(content: Path) -> None:
    page = made(content)["cities/sao-bento-example/index.html"].data.decode()
    assert "<h1>São Bento</h1>" in page
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


def test_a_level_up_takes_three_lines(content: Path) -> None:
    assert RECORD
    assert ROWS
    assert len(ROWS[2].splitlines()) == 3
    file = content / RECORD[1]
    file.write_text(
        file.read_text(encoding="utf-8").replace("\n# What the city is known for.", f"\n{ROWS[2]}# What", 1)
    )
    page = made(content)["cities/sao-bento-example/index.html"].data.decode()
    assert "Raised from Silver to Gold." in page
