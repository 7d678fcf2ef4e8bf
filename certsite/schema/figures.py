"""Numbers about the program that publications state; a part of `program.yaml`."""

from pydantic import Field

from certsite.schema.written import Identifier, Line, Number, PartialDate, Prose, SourceIds, Text, Texts, Written, Year


class TrendPoint(Written):
    """One end of a trend."""

    year: Year
    """The year."""
    value: Number
    """The number in the trend's unit."""


class Trend(Written):
    """A number that changed."""

    id: Identifier
    """Its id."""
    label: Texts
    """What is counted."""
    unit: Texts
    """In which unit."""
    start: TrendPoint = Field(alias="from")
    """The earlier value."""
    end: TrendPoint = Field(alias="to")
    """The later value."""
    sources: SourceIds
    """Where it was read."""


class CountRow(Written):
    """A number stated for a time."""

    date: PartialDate
    """When."""
    what: Texts
    """What is counted."""
    value: Number
    """The number."""
    sources: SourceIds
    """Where it was read."""
    note: Prose | None = None
    """For editors."""


class LevelCount(Written):
    """How many cities a source counts at a level."""

    date: PartialDate
    """When."""
    level: Line
    """The level."""
    value: Number
    """The number."""
    sources: SourceIds
    """Where it was read."""
    note: Text | None = None
    """What the number includes."""


class Figures(Written):
    """Numbers about the program."""

    trends: list[Trend] | None = None
    """Numbers that changed."""
    trends_scope: Texts | None = None
    """What they cover."""
    counts: list[CountRow] | None = None
    """Numbers stated for a time."""
    level_counts: list[LevelCount] | None = None
    """Counts by level in sources."""
