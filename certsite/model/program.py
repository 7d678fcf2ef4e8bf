"""The site as a publication, and how the certification works."""

from dataclasses import dataclass

from certsite.model.standard import Gap, Source, Statement, Texts


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

    name: Texts
    text: Texts
    date: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """The cities that work together, and what that offers to each."""

    name: Texts
    offers: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """A page of the program itself; lang: the BCP 47 tag of its language, empty where it has several."""

    label: Texts
    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the program; id: unique, also its anchor."""

    id: str
    term: Texts
    definition: Texts


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
    note: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PopulationBand:
    """A range of populations; maximum is None where it is open."""

    id: str
    minimum: int
    maximum: int | None
    label: Texts


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Other names of a region, or where that is empty of a country, by which its cities are found."""

    country: str
    region: str
    also_known_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """How the certification works; every text with its sources.

    journey: the steps in their order; review_years: every how many years the standard is reviewed, None where
    unknown; gaps: what was looked for and not found; contact: an e-mail address, or empty.
    """

    name: Texts
    purpose: Statement
    eligibility: Statement
    eligibility_before: tuple[Statement, ...]
    scoring: tuple[Statement, ...]
    validity: Statement
    review_years: int | None
    journey: tuple[Named, ...]
    aspects: tuple[Statement, ...]
    key_dates: tuple[Named, ...]
    partners: tuple[Partner, ...]
    level_counts: tuple[LevelCount, ...]
    population_bands: tuple[PopulationBand, ...]
    places: tuple[NamedPlace, ...]
    gaps: tuple[Gap, ...]
    contact: str
    contact_sources: tuple[Source, ...]
    links: tuple[OfficialPage, ...]
    community: Community | None
    glossary: tuple[Term, ...]
    glossary_sources: tuple[Source, ...]
