"""Who may take part; a part of `program.yaml`."""

from certsite.schema.standard import Statement
from certsite.schema.written import Identifier, Latitude, Longitude, Number, SourceIds, Texts, Written


class Place(Written):
    """A part of the world whose cities may take part."""

    id: Identifier
    """Its id."""
    name: Texts
    """Its name."""


class Bounds(Written):
    """The box in degrees in which every city of the program lies."""

    south: Latitude
    """Southernmost latitude."""
    north: Latitude
    """Northernmost latitude."""
    west: Longitude
    """Westernmost longitude."""
    east: Longitude
    """Easternmost longitude."""


class Eligibility(Written):
    """Who may take part."""

    min_population: Number
    """People that a city must have."""
    regions: list[Place]
    """Parts of the world."""
    bounds: Bounds
    """The box around them, which catches swapped or mistyped coordinates."""
    text: Texts
    """The rule in words."""
    earlier: list[Statement] | None = None
    """What the rule was before."""
    sources: SourceIds
    """Where it was read."""


class PopulationBand(Written):
    """A range of populations."""

    id: Identifier
    """Its id."""
    minimum: Number
    """From, inclusive."""
    maximum: Number | None = None
    """To, inclusive."""
    label: Texts
    """Its name."""
