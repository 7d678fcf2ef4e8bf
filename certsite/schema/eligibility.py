"""Who may take part; a part of `program.yaml`."""

from certsite.schema.standard import Statement
from certsite.schema.written import (
    Country,
    Identifier,
    Latitude,
    Line,
    Longitude,
    Number,
    OtherNames,
    SourceIds,
    Texts,
    Written,
)


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


class NamedPlace(Written):
    """Other names of a country or region in which cities of the directory lie."""

    country: Country
    """The two capital letters of ISO 3166."""
    region: Line | None = None
    """The region, as the records of its cities write it; without it the names are those of the country."""
    also_known_as: OtherNames
    """Its other names in real use: abbreviations, longer forms, names in other languages. Cities are found by them too.
    They need no source, and a spelling without accents needs no entry. Of a country they may be those that pages in
    another language of the site call it by."""
