"""The program itself: `program.yaml`."""

from typing import Annotated

from pydantic import Field

from certsite.schema.eligibility import Eligibility, NamedPlace, PopulationBand
from certsite.schema.figures import Figures
from certsite.schema.levels import EditionRow, LevelExample, LevelRow
from certsite.schema.site import LanguageRow, Site
from certsite.schema.standard import Gap, Milestone, Points, Statement
from certsite.schema.written import (
    EmailAddress,
    Identifier,
    LanguageTag,
    Line,
    Number,
    PartialDate,
    Prose,
    SourceIds,
    Texts,
    WebAddress,
    Written,
)


class Scoring(Written):
    """How points become a level."""

    points_per_criterion: Points
    """Points for a criterion met, where the criterion itself does not say another number."""
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
    edition: Line | None = None
    """The edition to whose history it belongs, where edition.yaml does not tell of it."""
    note: Prose | None = None
    """For editors."""


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

    email: EmailAddress
    """Its e-mail address."""
    sources: SourceIds
    """Where it was read."""


class OfficialPage(Written):
    """A page of the program itself."""

    label: Texts
    """What is found there."""
    lang: LanguageTag | None = None
    """The BCP 47 tag of its language, where it is in one alone."""
    url: WebAddress
    """Its address."""


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
    places: list[NamedPlace] | None = None
    """Other names of countries and regions."""
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
    links: list[OfficialPage] | None = None
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
