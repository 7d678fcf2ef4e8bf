"""The registries beside the records: sources, rounds, unverified places, interface words, heads of pages."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, RootModel

from certsite.problem import quote
from certsite.schema.written import (
    Country,
    Flag,
    Headline,
    Identifier,
    Line,
    Number,
    PartialDate,
    Prose,
    SourceIds,
    Text,
    Texts,
    WebAddress,
    Written,
    Year,
    in_every_language,
    refuse,
)


class SourceRow(Written):
    """One publication."""

    title: Headline
    """Its title as published."""
    publisher: Line
    """Who published it."""
    short: Line | None = None
    """The name that stands beside a fact instead of the publisher, where that is long."""
    date: PartialDate | None = None
    """When, as exactly as known."""
    date_note: Prose | None = None
    """What is known of the date where it is not exact."""
    url: WebAddress | None = None
    """Where it can be read."""
    note: Prose | None = None
    """For editors."""
    unread: Flag = False
    """true for a text that is known from a citation and was not read."""
    seed: Flag = False
    """true for a text with which the collection began."""


class SourcesFile(Written):
    """`sources.yaml`: the one registry of publications."""

    sources: dict[Identifier, SourceRow]
    """Id of a source to the publication."""
    notes: list[Prose] | None = None
    """For editors."""


class Announced(Written):
    """One number that was announced for a round."""

    value: Number
    """The number."""
    sources: SourceIds
    """Who states it."""


class RoundCounts(Written):
    """What was announced for a round; an absent number means that no source was seen, never zero."""

    new: Announced | None = None
    """Cities certified for the first time."""
    recertified: Announced | None = None
    """Cities certified again at the same level."""
    level_up: Announced | None = None
    """Cities that rose to a higher level."""
    recertified_or_level_up: Announced | None = None
    """The two together, where only that is stated."""
    honor_roll: Announced | None = None
    """Cities named with distinction."""
    total: Announced | None = None
    """Cities certified since the program began."""


class RoundQuestion(Written):
    """What is not known about a round."""

    text: Text
    """The question; a plain string is in the first language of the site."""
    sources: SourceIds
    """The sources that raise it."""


class RoundRow(Written):
    """One announcement of awards."""

    id: Identifier
    """The round's id, as used by the records."""
    date: PartialDate
    """When it was announced."""
    date_note: Prose | None = None
    """What is known of the date where it is not exact."""
    award_year: Year | None = None
    """The earlier year by which the awards are named, where sources do so."""
    edition: Line
    """The edition of the standard."""
    edition_basis: Line
    """stated where a source names the edition, date where it follows from the dates alone."""
    edition_note: Prose | None = None
    """For editors."""
    edition_sources: SourceIds
    """Where the edition was read."""
    announced: RoundCounts
    """The announced numbers."""
    text: Texts
    """The round in one or two sentences."""
    sources: SourceIds | None = None
    """Further sources."""
    open_questions: list[RoundQuestion] | None = None
    """What is not known."""


class RoundsFile(Written):
    """`rounds.yaml`: the rounds of awards, oldest first."""

    rounds: Annotated[list[RoundRow], Field(min_length=1)]
    """The rounds."""
    notes: list[Prose] | None = None
    """For editors."""


class UnverifiedRow(Written):
    """A place of which no source yet says that it is certified."""

    name: Line
    """Its name."""
    country: Country
    """ISO 3166."""
    region: Line | None = None
    """State or province."""
    reason: Prose
    """What is missing."""
    sources: SourceIds
    """Where it was named."""


class UnverifiedFile(Written):
    """`unverified.yaml`: never shown as facts."""

    unverified: list[UnverifiedRow]
    """The places."""


PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")  # CLDR, "Language Plural Rules"


def _forms(value: Any) -> Any:
    if isinstance(value, list):
        refuse("is a list", "write one text, or one for each plural form")
    if isinstance(value, dict):
        if unknown := [form for form in value if form not in PLURAL_FORMS]:
            refuse(f"has {quote(unknown[0])}, which is no plural form", f"use {', '.join(PLURAL_FORMS)}")
        if "other" not in value:
            refuse("has no plural form other", "write one; it serves every number without a form of its own")
    return {"other": value} if isinstance(value, str) else value


# One wording of an interface text: a string, or one for each plural form of the language.
Forms = Annotated[dict[str, Prose], BeforeValidator(_forms)]
Wordings = Annotated[dict[str, Forms], BeforeValidator(in_every_language)]


class StringsFile(RootModel[dict[Line, Wordings]]):
    """`strings.yaml`: under each key the languages side by side."""


class PageHead(Written):
    """The head of `pages/<page>/<lang>.md`."""

    title: Line
    """The heading and the title of the page."""
    description: Annotated[Headline, Field(max_length=300)]
    """One sentence for search engines and previews."""
