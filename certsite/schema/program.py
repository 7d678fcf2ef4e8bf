"""The program itself: `program.yaml`."""

from typing import Annotated, Literal

from pydantic import Field

from certsite.schema.standard import Gap, Milestone, Statement
from certsite.schema.written import (
    Identifier,
    Latitude,
    Line,
    Longitude,
    Number,
    PartialDate,
    Prose,
    SourceIds,
    Texts,
    WebAddress,
    Written,
    Year,
)

Percent = Annotated[Number, Field(ge=0, le=100)]
Shape = Literal["star", "disc", "shield", "diamond", "square", "triangle"]
Tone = Literal["indigo", "amber", "slate", "green", "copper", "teal"]


class Site(Written):
    """The site as a publication of its own."""

    title: Texts
    """Its name."""
    description: Texts
    """What it is, in one sentence for search engines."""
    statement: Texts
    """Who runs it and that it is independent, in one sentence for every page."""
    url: WebAddress | None = None
    """Where it is published; the option --site-url overrides it."""
    repository: WebAddress | None = None
    """Where its content can be edited, as in https://github.com/owner/name; without it there are no edit links."""
    contact: Line | None = None
    """An e-mail address for corrections."""
    licenses: Annotated[list["License"], Field(min_length=1)]
    """Under which terms the data, the code and the works of others are given."""


class License(Written):
    """The terms of one part of the site."""

    what: Texts
    """What it covers."""
    name: Line
    """The license."""
    url: WebAddress | None = None
    """Its text."""


class LanguageRow(Written):
    """One language of the site."""

    path: Annotated[str, Field(pattern="^[a-z]{0,3}$")]
    """The first part of its addresses; empty for the first language."""
    code: Identifier
    """Its key in maps of language to text."""
    lang: Line
    """Its BCP 47 tag for the lang attribute."""
    hreflang: Line
    """Its tag for search engines."""
    cldr: Line
    """The locale whose names, numbers and dates are used, as in pt_BR."""
    name: Line
    """Its name in itself."""


class EditionRow(Written):
    """One edition of the standard."""

    id: Line
    """Its id."""
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


class Scoring(Written):
    """How points become a level."""

    points_per_criterion: Number
    """Points for a criterion met."""
    text: Texts
    """The rule in words."""
    prerequisites: Texts | None = None
    """What must be met before other points count."""
    scope: Texts | None = None
    """For which editions this is documented."""
    reviewers: Statement | None = None
    """Who checks."""
    sources: SourceIds
    """Where it was read."""


class Validity(Written):
    """How long a certification lasts, as far as known."""

    text: Texts
    """What is known, in words."""
    review_years: Number | None = None
    """Every how many years the standard is reviewed; an award older than that is marked as old."""
    sources: SourceIds
    """Where it was read."""


class Step(Written):
    """One step on the way to certification."""

    id: Identifier
    """Its id."""
    order: Number
    """Its place."""
    since: PartialDate | None = None
    """Since when it exists."""
    name: Texts
    """Its name."""
    text: Texts
    """What happens."""
    sources: SourceIds
    """Where it was read."""


class Offer(Statement):
    """Something that the community offers."""

    id: Identifier
    """Its id."""


class Community(Written):
    """The cities that work together."""

    name: Texts
    """Its name."""
    offers: list[Offer]
    """What it offers."""


class Aspect(Statement):
    """Something that sets the standard apart."""

    id: Identifier
    """Its id."""


class KeyDate(Milestone):
    """One date in the history of the program."""

    round: Line | None = None
    """The round it belongs to."""
    note: Prose | None = None
    """For editors."""


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
    note: Prose | None = None
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


class Partner(Written):
    """An organization that takes part."""

    id: Identifier
    """Its id."""
    name: Line
    """Its name."""
    role: Texts
    """What it does."""
    period: Texts
    """Since or until when."""
    sources: SourceIds
    """Where it was read."""


class Contact(Written):
    """How to reach the program."""

    email: Line
    """Its e-mail address."""
    sources: SourceIds
    """Where it was read."""


class Term(Written):
    """A word of the program."""

    id: Identifier
    """Its id."""
    term: Texts
    """The word."""
    definition: Texts
    """What it means."""


class ProgramFile(Written):
    """`program.yaml`: everything about the program that is not a city, a round or a criterion."""

    site: Site
    """This site."""
    languages: Annotated[list[LanguageRow], Field(min_length=1)]
    """The languages of the site, the first one first."""
    name: Texts
    """The name of the certification."""
    name_sources: dict[Line, SourceIds] | None = None
    """Where the names were read, by language."""
    purpose: Statement
    """What it is for."""
    editions: Annotated[list[EditionRow], Field(min_length=1)]
    """The editions of the standard, oldest first; the last one is in force."""
    levels: Annotated[list[LevelRow], Field(min_length=1)]
    """The levels, lowest first."""
    levels_note: Prose | None = None
    """For editors."""
    levels_names_note: Prose | None = None
    """For editors."""
    levels_names_sources: SourceIds | None = None
    """Sources of levels_names_note."""
    levels_example: LevelExample | None = None
    """A city whose score was published."""
    eligibility: Eligibility
    """Who may take part."""
    population_bands: list[PopulationBand] | None = None
    """Ranges of populations."""
    scoring: Scoring | None = None
    """How points become a level."""
    validity: Validity
    """How long a certification lasts."""
    journey: list[Step] | None = None
    """The way to certification."""
    community: Community | None = None
    """The cities that work together."""
    aspects: list[Aspect] | None = None
    """What sets the standard apart."""
    key_dates: list[KeyDate] | None = None
    """The history of the program."""
    figures: Figures | None = None
    """Numbers about the program."""
    partners: list[Partner] | None = None
    """Who takes part."""
    contact: Contact | None = None
    """How to reach the program."""
    links: dict[Line, WebAddress] | None = None
    """Pages of the program itself."""
    links_note: Prose | None = None
    """For editors."""
    glossary: list[Term] | None = None
    """Words of the program."""
    glossary_note: Prose | None = None
    """For editors."""
    glossary_sources: SourceIds | None = None
    """Sources of the glossary."""
    conventions: dict[Line, Prose] | None = None
    """For editors: how the file is to be read."""
    missing: list[Gap] | None = None
    """What was looked for and not found."""
