"""One city: its awards, its programs, and what is open about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from certsite.model.standard import Level, Practice, Round, Source, Statement, Texts
from certsite.schema import Event


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

    path: its record within the content folder; also_known_as: other names it is found by, in any language; point:
    latitude and longitude in degrees, or None.
    """

    slug: str
    path: str
    name: str
    also_known_as: tuple[str, ...]
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
