"""The table of `scores.yaml`: standards, and answers with what they are worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ANSWERS = {"met": "yes", "partly": "partly", "unmet": "no", "unknown": "unknown"}  # YAML would take yes for true
TABLE: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a standard of the table."""

    id: str
    points: int
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard of the table. levels: percent of each, lowest first; bounds: the fewest points that reach each."""

    name: str
    levels: Mapping[str, int]
    bounds: Mapping[str, int]
    criteria: tuple[Criterion, ...]

    @property
    def handed(self) -> dict[str, Any]:
        """The standard as the page hands it to a script; its one practice is called like it."""
        criteria = [
            {"id": row.id, "label": row.id, "practice": self.name, "points": row.points, "requires": list(row.requires)}
            for row in self.criteria
        ]
        levels = [{"id": id_, "name": id_, "percent": percent} for id_, percent in self.levels.items()]
        return {"levels": levels, "criteria": criteria}


def standards() -> Mapping[str, Standard]:
    """Return the standards of the table by their names."""
    return {
        name: Standard(name, row["levels"], row["bounds"], tuple(_criteria(row["criteria"])))
        for name, row in TABLE["standards"].items()
    }


def _criteria(rows: int | Mapping[str, Any]) -> Iterator[Criterion]:
    if isinstance(rows, int):
        yield from (Criterion(f"c{number}", 1, ()) for number in range(1, rows + 1))
        return
    for id_, row in rows.items():
        yield Criterion(id_, row["points"], tuple(row.get("requires", ())))


def answered(standard: Standard, answers: Mapping[str, int | str | list[str]]) -> dict[str, str]:
    """Return the answer to each criterion that has one, in the order of the standard."""
    named = {id_: ANSWERS[word] for word, ids in answers.items() if isinstance(ids, list) for id_ in ids}
    others = iter([row.id for row in standard.criteria if row.id not in named])
    for word, count in answers.items():
        if not isinstance(count, list):
            taken = list(others) if count == "rest" else [next(others) for _ in range(int(count))]
            named |= dict.fromkeys(taken, ANSWERS[word])
    return {row.id: named[row.id] for row in standard.criteria if row.id in named}
