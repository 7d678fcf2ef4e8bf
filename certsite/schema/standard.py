"""The standard: `criteria/<edition>/edition.yaml` and `criteria/<edition>/<practice>.yaml`."""

from typing import Annotated, Literal

from pydantic import Field

from certsite.schema.written import (
    Flag,
    Identifier,
    LanguageTag,
    Line,
    Number,
    PartialDate,
    Prose,
    SourceIds,
    Text,
    Texts,
    Written,
)

CodeStatus = Literal["official", "seen", "derived", "unknown"]
"""seen: another publication shows it; derived: put together by us as other codes are; unknown: none was seen."""
Points = Annotated[Number, Field(ge=1, le=1000)]
Ids = Annotated[list[Identifier], Field(min_length=1)]
TitleStatus = Literal["official", "reported", "city-heading", "own-words"]
"""official: seen on a page of the program; reported: the official title as another publication gives it; city-heading:
the heading of a city's report; own-words: a short name of ours."""


class Statement(Written):
    """A statement with its sources."""

    text: Texts
    """The statement in every language of the site."""
    sources: SourceIds
    """Where it was read."""


class Milestone(Written):
    """One step in the history of the standard."""

    date: PartialDate
    """When."""
    date_note: Text | None = None
    """What is known of the date where it is not exact, in words that go on from it; a plain string is in the first
    language of the site."""
    text: Texts
    """What happened."""
    sources: SourceIds
    """Where it was read."""


class Gap(Written):
    """What was looked for and not found."""

    what: Texts
    """What is missing."""
    detail: Texts | None = None
    """What is known of it all the same."""


class EditionFile(Written):
    """`edition.yaml`: what is known of one edition as a whole."""

    id: Line
    """The edition, as in program.yaml."""
    title: Texts
    """Its official title, or ours."""
    version: Line | None = None
    """For editors: the version number, where one is known."""
    version_note: Prose | None = None
    """For editors."""
    complete: Flag
    """true when every criterion of the edition is listed."""
    history: list[Milestone] | None = None
    """How the standard came about."""
    missing: list[Gap] | None = None
    """What was not found."""
    conventions: dict[Line, Prose] | None = None
    """For editors: how the files of the edition are to be read."""
    sources: SourceIds
    """Where it was read."""


class OtherName(Written):
    """Another name under which a practice was seen."""

    name: Line
    """The name."""
    lang: LanguageTag
    """Its language."""
    sources: SourceIds
    """Where it was seen."""


class TitleVariant(Written):
    """Another spelling of a title."""

    title: Line
    """The spelling."""
    sources: SourceIds
    """Where it was seen."""


class CriterionRow(Written):
    """One criterion; it is addressed by edition and id."""

    id: Identifier
    """Its id, unique within the edition; also its anchor."""
    code: Line | None = None
    """The code that people use, as in DM1."""
    code_status: CodeStatus | None = None
    """How far the code is official; absent means official."""
    number: Number | None = None
    """Its number within the practice, where the code alone does not give it."""
    title: Texts
    """Its title."""
    title_status: TitleStatus | None = None
    """How far the title is official; absent means official."""
    title_translated: list[Line] | None = None
    """Languages in which the title is our own translation."""
    title_sources: SourceIds | None = None
    """Where the title was seen."""
    title_variants: list[TitleVariant] | None = None
    """Other spellings."""
    summary: Texts
    """What a city must show, in our own words."""
    evidence_asked: list[Texts] | None = None
    """Documents that were asked for."""
    points: Points | None = None
    """What meeting it is worth; absent means points_per_criterion of program.yaml, or 1."""
    requires: Ids | None = None
    """Criteria of the same edition that must be met before it counts."""
    related: Annotated[list[Line], Field(min_length=1)] | None = None
    """Criteria of other editions that ask for much the same, as edition/id."""
    terms: Ids | None = None
    """Words of the glossary that its title or summary uses, in any language."""
    facts: list[Statement] | None = None
    """Further facts."""
    position_note: Prose | None = None
    """For editors."""
    wording_note: Prose | None = None
    """For editors."""
    wording_sources: SourceIds | None = None
    """Sources of wording_note."""
    sources: SourceIds
    """Where the requirement was read."""
    corroborated_by: SourceIds | None = None
    """Other places that show the same."""


class Beginning(Written):
    """Where a city may start with a practice: a suggestion of ours."""

    text: Texts
    """Why there, in our own words."""
    criteria: Ids
    """Two or three criteria of the practice on which others lean, in the order in which to take them."""


class PracticeFile(Written):
    """`<practice>.yaml`: one practice of an edition and its criteria."""

    id: Identifier
    """The name of the file without .yaml."""
    code: Line | None = None
    """The prefix of its criteria's codes."""
    code_status: CodeStatus | None = None
    """How far the code is official; absent means official."""
    code_note: Prose | None = None
    """For editors."""
    name: Texts
    """Its name."""
    name_translated: list[Line] | None = None
    """Languages in which the name is our own translation."""
    other_names: list[OtherName] | None = None
    """Other names under which it was seen."""
    description: Texts | None = None
    """What it is about, in our own words."""
    residents: Texts | None = None
    """Why it matters to a resident, in our own words: what follows from the description and the criteria, no more."""
    start: Beginning | None = None
    """Where to start."""
    before: Ids | None = None
    """Practices of the edition before that it goes on from; one of the same id needs no entry."""
    before_sources: SourceIds | None = None
    """Where that was read; without them it is our reading, and pages say so."""
    note: Prose | None = None
    """For editors."""
    sources: SourceIds
    """Where it was read."""
    criteria: Annotated[list[CriterionRow], Field(min_length=1)] | None = None
    """The criteria that are known."""
