"""What is known: the facts of the records in the shape that everything later works with.

Nothing here is checked again. A text is a map of language code to text; where a record gives only one language, the
map has one entry. Dates are partial, as sources give them: `2024`, `2024-06` or `2024-06-17`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from certsite.schema import Event

Texts: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site.

    path: first part of its addresses, empty for the first language; code: key in texts; lang: BCP 47 tag for HTML;
    hreflang: tag for search engines; cldr: locale of names, numbers and dates; name: its name in itself.
    """

    path: str
    code: str
    lang: str
    hreflang: str
    cldr: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """One publication; url is empty where it is known only by publisher, title and date."""

    id: str
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A text with what it rests on."""

    text: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The lower bound of a level under one edition, in percent of the criteria, inclusive: 0 to 100."""

    edition: str
    minimum_percent: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level; rank: 1 is the lowest; shape and tone: how it is drawn beside its name; sources: of its meaning."""

    id: str
    rank: int
    name: Texts
    shape: str
    tone: str
    meaning: Texts
    thresholds: tuple[Threshold, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice of an edition; description is empty where no source defines it."""

    id: str
    edition: str
    name: Texts
    description: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the standard; in_force_until is empty for the one in force."""

    id: str
    name: Texts
    criteria_total: int
    practices_total: int
    practices: tuple[Practice, ...]
    in_force_from: str
    in_force_until: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One announcement of awards.

    edition_stated: a source names the edition; otherwise it follows from the dates alone.
    announced: what a source states, by `new`, `recertified`, `level_up`, `recertified_or_level_up`, `honor_roll`,
    `total`; a missing key means that no source was seen, never zero.
    """

    id: str
    date: str
    edition: Edition
    edition_stated: bool
    announced: Mapping[str, tuple[int, tuple[Source, ...]]]
    text: Texts
    sources: tuple[Source, ...]
    open_questions: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Award:
    """One recognition of one city.

    level: as announced, never computed; None where the event has none. year: of the announcement, None where no source
    gives it; award_year: the year in the award's own name, where it differs. derived: which of `level`, `year` and
    `round` are stated by no source but follow from announced counts. note, date_note: in the record's language.
    """

    event: Event
    level: Level | None
    year: int | None
    date: str
    date_note: Texts
    award_year: int | None
    round: Round | None
    derived: frozenset[str]
    sources: tuple[Source, ...]
    note: Texts


@dataclass(frozen=True, slots=True)
class Program:
    """What a city is known for; url: where residents can use it, or empty; languages: in which it is offered."""

    title: Texts
    summary: Texts
    practice: Practice
    languages: tuple[str, ...]
    url: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """A number of people; year is None where the source names none."""

    value: int
    year: int | None
    sources: tuple[Source, ...]
    note: Texts


@dataclass(frozen=True, slots=True)
class Story:
    """A story in Markdown, with the file and line it was read from for the problems in it."""

    markdown: str
    shown: str
    first_line: int


@dataclass(frozen=True, slots=True)
class City:
    """One city with its history, oldest award first.

    path: its record within the content folder; point: latitude and longitude in degrees, or None.
    """

    slug: str
    path: str
    name: str
    language: str
    region: str
    region_code: str
    country: str
    point: tuple[float, float] | None
    population: Population | None
    government_url: str
    history: tuple[Award, ...]
    programs: tuple[Program, ...]
    sources: tuple[Source, ...]
    open_questions: tuple[Statement, ...]
    notes: tuple[Texts, ...]
    stories: Mapping[str, Story]


@dataclass(frozen=True, slots=True)
class License:
    """The terms of one part of the site."""

    what: Texts
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """The site as a publication; url, repository and contact are empty where there is none."""

    title: Texts
    description: Texts
    statement: Texts
    url: str
    repository: str
    contact: str
    licenses: tuple[License, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name, a text and what it rests on; date is partial or empty."""

    id: str
    name: Texts
    text: Texts
    date: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization behind the certification: what it does, and since or until when."""

    name: str
    role: Texts
    period: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many cities a source counts at a level at a date."""

    level: str
    date: str
    value: int
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PopulationBand:
    """A range of populations; maximum is None where it is open."""

    id: str
    minimum: int
    maximum: int | None
    label: Texts


@dataclass(frozen=True, slots=True)
class Programme:
    """How the certification works; every text with its sources.

    review_years: every how many years the standard is reviewed, None where unknown; gaps: what was looked for and not
    found.
    """

    name: Texts
    purpose: Statement
    eligibility: Statement
    eligibility_before: tuple[Statement, ...]
    min_population: int
    scoring: tuple[Statement, ...]
    validity: Statement
    review_years: int | None
    journey: tuple[Named, ...]
    aspects: tuple[Statement, ...]
    key_dates: tuple[Named, ...]
    partners: tuple[Partner, ...]
    level_counts: tuple[LevelCount, ...]
    population_bands: tuple[PopulationBand, ...]
    gaps: tuple[Texts, ...]
    contact: str
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of Markdown in one language."""

    title: str
    description: str
    story: Story


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is known. levels: lowest first; editions and rounds: oldest first; pages: by name, language."""

    site: Site
    languages: tuple[Language, ...]
    programme: Programme
    levels: tuple[Level, ...]
    editions: tuple[Edition, ...]
    rounds: tuple[Round, ...]
    cities: tuple[City, ...]
    sources: tuple[Source, ...]
    pages: Mapping[str, Mapping[str, TextPage]]
    static: Mapping[str, bytes]
