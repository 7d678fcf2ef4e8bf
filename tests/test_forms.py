"""The forms in which corrections arrive: what GitHub accepts, and what a correction needs."""

from typing import Any

import pytest
import yaml

from tests.small import ROOT

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS: dict[str, dict[str, Any]] = {
    path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.iterdir())
    if path.name != "config.yml"
}
# GitHub's documentation, "Syntax for GitHub's form schema".
NEEDED = {"markdown": "value", "input": "label", "textarea": "label"}


@pytest.mark.parametrize("name", FORMS)
def test_github_accepts_a_form(name: str) -> None:
    form = FORMS[name]
    assert {"name", "description", "body"} <= form.keys()
    assert all(NEEDED[part["type"]] in part["attributes"] for part in form["body"])
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 0


def test_a_correction_names_city_mistake_and_source() -> None:
    asked = {part.get("id"): part.get("validations") for part in FORMS["correction.yml"]["body"]}
    assert asked == {None: None} | {key: {"required": True} for key in ("city", "wrong", "source")}


def test_every_language_of_the_site_is_welcome() -> None:
    program = yaml.safe_load((ROOT / "content" / "program.yaml").read_text(encoding="utf-8"))
    welcome = FORMS["correction.yml"]["body"][0]["attributes"]["value"].casefold()
    assert [row["name"] for row in program["languages"] if row["name"].casefold() not in welcome] == []
