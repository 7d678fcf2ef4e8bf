"""The record of a city: `cities/<slug>.md`."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from certsite.schema.written import (
    Country,
    Flag,
    Identifier,
    Latitude,
    Line,
    Longitude,
    Number,
    OtherNames,
    PartialDate,
    Prose,
    SourceIds,
    Text,
    WebAddress,
    Written,
    Year,
)


class Event(StrEnum):
    """What happened to a city; the words of the domain, the same for every program."""

    CERTIFIED = "certified"
    RECERTIFIED = "recertified"
    LEVEL_UP = "level-up"
    HONOR_ROLL = "honor-roll"
    UNKNOWN_LEVEL = "unknown-level"
    LAPSED = "lapsed"
    RETRACTED = "retracted"

    @property
    def has_level(self) -> bool:
        """Whether a row with this event names a level."""
        return self in (Event.CERTIFIED, Event.RECERTIFIED, Event.LEVEL_UP)


class AwardRow(Written):
    """One row of a city's history."""

    event: Line
    """What happened: certified (for the first time), recertified (same level again), level-up (a higher level),
    honor-roll (named with distinction, not certified), unknown-level (certified, but no source says at which level),
    lapsed or retracted."""
    level: Line | None = None
    """The level that was announced; only for certified, recertified and level-up."""
    year: Year | None = None
    """The year of the announcement, where a source gives it."""
    date: PartialDate | None = None
    """The date of the announcement, as exactly as a source gives it: '2024', '2024-06' or '2024-06-17'."""
    date_note: Prose | None = None
    """What is known of the date where it is not exact; for editors and shown on the page, in the record's language."""
    award_year: Year | None = None
    """The year in the award's own name, where it differs from the year of the announcement."""
    round: Line | None = None
    """The round in which it was announced: an id of rounds.yaml."""
    derived: Flag = False
    """true where the values named in derived_fields are stated by no source but follow from announced counts."""
    derived_fields: Annotated[list[Line], Field(min_length=1)] | None = None
    """Which values are derived: level, year or round."""
    sources: SourceIds
    """Where it was read: ids of sources.yaml."""
    note: Prose | None = None
    """Why a value is derived, or how sources differ; shown on the page, in the record's language."""


class ProgramRow(Written):
    """One program that a city is known for."""

    title: Text
    """Its name, in the record's language or as a map of language to text."""
    summary: Text
    """What it changed for residents, in one or two sentences of our own words."""
    practice: Line
    """The practice of the current standard that it shows: an id of content/criteria/."""
    languages: Annotated[list[Line], Field(min_length=1)] | None = None
    """Languages in which the program itself is offered to residents, as codes such as en or es."""
    url: WebAddress | None = None
    """An address at which residents can use the program, where a source gives one."""
    sources: SourceIds
    """Where it was read: ids of sources.yaml."""


class OpenQuestion(Written):
    """What is not known or in conflict, and is shown so."""

    text: Text
    """The question or the conflict, in the record's language or as a map."""
    sources: SourceIds
    """The sources that raise it: ids of sources.yaml."""


class CityRecord(Written):
    """The facts of one city, above its story."""

    slug: Identifier
    """The name of the file without .md; it is the city's address and never changes."""
    name: Line
    """The name as the city writes it."""
    also_known_as: OtherNames | None = None
    """Other names in real use, such as those of GeoNames: abbreviations, longer forms, names in other languages. The
    city is found by them too. They need no source, and a spelling without accents needs no entry."""
    lang: Line
    """The language of this record's own texts: a code of program.yaml."""
    region: Line
    """State, province or department, by its name."""
    region_code: Line | None = None
    """Its usual short form, as in TX; unique only within the country."""
    country: Country
    """The two capital letters of ISO 3166."""
    lat: Latitude | None = None
    """Latitude in degrees, south negative, from a public gazetteer."""
    lon: Longitude | None = None
    """Longitude in degrees, west negative."""
    population: Number | None = None
    """People in the city, as its source counts them."""
    population_year: Year | None = None
    """The year of that count, where the source names one."""
    population_sources: SourceIds | None = None
    """Where the population was read: ids of sources.yaml."""
    population_note: Prose | None = None
    """What a reader of the number must know; shown on the page, in the record's language."""
    government_url: WebAddress | None = None
    """The website of the city's government."""
    history: Annotated[list[AwardRow], Field(min_length=1)]
    """Every award found, oldest first."""
    programs: Annotated[list[ProgramRow], Field(min_length=1)] | None = None
    """What the city is known for."""
    sources: SourceIds
    """All sources of the record: ids of sources.yaml."""
    open_questions: Annotated[list[OpenQuestion], Field(min_length=1)] | None = None
    """What is not known or in conflict."""
    notes: Annotated[list[Prose], Field(min_length=1)] | None = None
    """How the record was made and where sources differ; shown on the page, in the record's language."""
