"""What is known: the facts of the records in the shape that everything later works with.

Nothing here is checked again. A text is a map of language code to text; where a record gives only one language, the
map has one entry. Dates are partial, as sources give them: `2024`, `2024-06` or `2024-06-17`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from certsite.model.city import Award, City, Population, Program, Story
from certsite.model.program import (
    Community,
    LevelCount,
    License,
    Named,
    NamedPlace,
    OfficialPage,
    Partner,
    PopulationBand,
    Programme,
    Site,
    Term,
)
from certsite.model.standard import (
    OFFICIAL,
    SEEN,
    Beginning,
    Criterion,
    Edition,
    Gap,
    Level,
    Milestone,
    OtherTitle,
    Practice,
    Round,
    Source,
    Statement,
    Texts,
    Threshold,
)

__all__ = [
    "OFFICIAL",
    "SEEN",
    "Award",
    "Beginning",
    "City",
    "Community",
    "Content",
    "Criterion",
    "Edition",
    "Gap",
    "Language",
    "Level",
    "LevelCount",
    "License",
    "Milestone",
    "Named",
    "NamedPlace",
    "OfficialPage",
    "OtherTitle",
    "Partner",
    "Population",
    "PopulationBand",
    "Practice",
    "Program",
    "Programme",
    "Round",
    "Site",
    "Source",
    "Statement",
    "Story",
    "Term",
    "TextPage",
    "Texts",
    "Threshold",
]


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

    @property
    def assessed(self) -> Edition | None:
        """The edition in force, where a city can be measured by it: every criterion is known, and a level's bound."""
        newest = self.editions[-1]
        bounds = (bound for level in self.levels for bound in level.thresholds)
        return newest if newest.complete and any(bound.edition == newest.id for bound in bounds) else None

    @property
    def has_criteria(self) -> bool:
        """Whether anything is known of what an edition of the standard asks for."""
        return any(edition.is_described for edition in self.editions)
