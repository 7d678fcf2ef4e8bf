"""What stands in a new record, and its text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import yaml

from certsite.schema import AwardRow, CityRecord, Event
from certsite.schema.written import Written


@dataclass(frozen=True, slots=True)
class NewSource:
    """A publication that is not yet registered."""

    id: str
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a new record with one row of history, by the names of their fields; empty where not known.

    A name, a region and an event have a default, so that the other facts can be checked before they are known.
    """

    slug: str
    lang: str
    name: str = "A city"
    region: str = "A region"
    region_code: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    population_sources: tuple[str, ...] = ()
    event: str = Event.UNKNOWN_LEVEL.value
    level: str = ""
    year: int | None = None
    date: str = ""
    award_year: int | None = None
    round: str = ""
    sources: tuple[str, ...] = ()
    publication: NewSource | None = None


WIDTH = 100_000  # no value is that long: none goes on in a second line


class _Dumper(yaml.SafeDumper):
    """Writes lists as the records do: indented, never as a reference to one that was written before."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def record(facts: Facts) -> str:
    """Return the text of a record with these facts and no story, in the order of its schema."""
    values = {field: list(value) if isinstance(value, tuple) else value for field, value in asdict(facts).items()}
    known = {field: value for field, value in values.items() if value not in ("", None, [])}
    history = [_ordered(known, AwardRow)]
    return f"---\n{written(_ordered({**known, 'history': history}, CityRecord))}---\n"


def written(data: Mapping[str, Any], *, brackets: bool = True) -> str:
    """Return facts as YAML in the form of the records: one a line, in quotes where needed.

    brackets: lists and maps that hold single values alone stand on one line, `[a, b]`.
    """
    style = None if brackets else False
    text: str = yaml.dump(
        data, Dumper=_Dumper, default_flow_style=style, sort_keys=False, allow_unicode=True, width=WIDTH
    )
    return text


def _ordered(known: Mapping[str, Any], model: type[Written]) -> dict[str, Any]:
    """Return what belongs to a model, in the order of its fields."""
    return {field: known[field] for field in model.model_fields if field in known}
