"""How the directory and its generator are cited: complete, and true to what the repository says elsewhere."""

import re
import tomllib
from typing import Any

import yaml

from tests.small import ROOT

CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
DATA: dict[str, Any] = CITATION["preferred-citation"]
PROJECT: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PROGRAM: dict[str, Any] = yaml.safe_load((ROOT / "content" / "program.yaml").read_text(encoding="utf-8"))
RELEASE = re.compile(r"^## \[(\d[\w.]*)\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def test_it_has_what_the_format_requires() -> None:
    assert CITATION["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= CITATION.keys()
    assert {"type", "title", "authors"} <= DATA.keys()


def test_it_names_no_person() -> None:
    assert [author.keys() for author in (*CITATION["authors"], *DATA["authors"])] == [{"name"}, {"name"}]


def test_the_software_is_that_of_the_project() -> None:
    name, description = PROJECT["name"], PROJECT["description"]
    assert CITATION["title"] == f"{name}: {description[0].lower()}{description[1:]}"
    assert (CITATION["type"], CITATION["version"]) == ("software", PROJECT["version"])
    assert CITATION["license"] == PROJECT["license"]


def test_the_data_are_those_of_the_site_under_their_license() -> None:
    assert (DATA["type"], DATA["title"]) == ("data", PROGRAM["site"]["title"]["en"])
    assert DATA["license"].replace("-", " ") == PROGRAM["site"]["licenses"][0]["name"]


def test_a_date_of_release_stands_there_once_there_is_a_release() -> None:
    releases = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    released = (CITATION["version"], CITATION["date-released"]) if "date-released" in CITATION else None
    assert released == (releases[0] if releases else None)
