"""What is awarded and by which edition of the standard; a part of `program.yaml`."""

from typing import Annotated, Literal

from pydantic import Field

from certsite.schema.written import Identifier, Line, Number, PartialDate, Prose, SourceIds, Texts, Written

Percent = Annotated[Number, Field(ge=0, le=100)]
Shape = Literal["star", "disc", "shield", "diamond", "square", "triangle"]
Tone = Literal["indigo", "amber", "slate", "green", "copper", "teal"]


class EditionRow(Written):
    """One edition of the standard."""

    id: Identifier
    """Its id; also a part of its address."""
    name: Texts
    """Its name."""
    criteria_total: Number
    """How many criteria it has."""
    practices_total: Number
    """How many practices it has."""
    practices: list[Identifier] | None = None
    """Its practices in their order: names of files below criteria/<id>/."""
    in_force_from: PartialDate
    """When it came into force."""
    in_force_until: PartialDate | None = None
    """When it was replaced."""
    date_note: Prose | None = None
    """What is known of the dates where they are not exact."""
    note: Prose | None = None
    """For editors."""
    sources: SourceIds
    """Where it was read."""


class Threshold(Written):
    """The share of criteria from which on a level is reached."""

    edition: Line
    """The edition."""
    minimum_percent: Percent
    """Lower bound in percent, inclusive."""
    sources: SourceIds
    """Where it was read."""


class LevelRow(Written):
    """One level."""

    id: Identifier
    """Its id."""
    rank: Number
    """Its place, the lowest level first; every rank once."""
    name: Texts
    """Its name."""
    shape: Shape
    """The shape that stands for it beside its name."""
    tone: Tone
    """The colour that goes with the shape."""
    meaning: Texts
    """What it says about a city, in one plain sentence."""
    thresholds: list[Threshold] | None = None
    """What is known of its lower bounds."""
    sources: SourceIds
    """Where it was read."""


class LevelExample(Written):
    """A city whose score was published."""

    city: Identifier
    """The slug of its record."""
    criteria_met: Number
    """How many criteria it met."""
    criteria_total: Number
    """Of how many."""
    level: Line
    """The level it reached."""
    sources: SourceIds
    """Where it was read."""
