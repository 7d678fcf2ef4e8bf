"""The bounds of the levels in points, against the table that was worked out by hand."""

from dataclasses import replace

import pytest
import yaml

from certsite import scoring
from tests import scores
from tests.small import ROOT, known


@pytest.mark.parametrize("standard", scores.standards().values(), ids=lambda standard: standard.name)
def test_the_fewest_points_of_a_level_are_those_worked_out_by_hand(standard: scores.Standard) -> None:
    total = sum(criterion.points for criterion in standard.criteria)
    assert {level: scoring.needed(percent, total) for level, percent in standard.levels.items()} == standard.bounds


def test_an_edition_has_the_bounds_of_its_levels_from_the_lowest_to_the_highest() -> None:
    edition = next(edition for edition in known().editions if edition.id == "b")
    bounds = scoring.bounds(reversed(known().levels), edition)
    assert edition.points == 8
    assert [(bound.level.id, bound.percent, bound.points) for bound in bounds] == [
        ("ruisseau", 25, 2),
        ("affluent", 50, 4),
        ("fleuve", 75, 6),
        ("estuaire", 100, 8),
    ]


def test_a_level_whose_bound_is_not_known_under_an_edition_is_left_out() -> None:
    edition = next(edition for edition in known().editions if edition.id == "b")
    assert scoring.bounds(known().levels, replace(edition, id="unheard-of")) == ()


@pytest.mark.parametrize(("edition", "name"), [("2018", "forty-five"), ("2022", "forty-three")])
def test_the_table_has_the_standards_that_the_content_has(edition: str, name: str) -> None:
    program = yaml.safe_load((ROOT / "content" / "program.yaml").read_text(encoding="utf-8"))
    percents = {
        level["id"]: threshold["minimum_percent"]
        for level in program["levels"]
        for threshold in level["thresholds"]
        if threshold["edition"] == edition
    }
    total = next(row["criteria_total"] for row in program["editions"] if row["id"] == edition)
    standard = scores.standards()[name]
    assert (standard.levels, len(standard.criteria)) == (percents, total)
