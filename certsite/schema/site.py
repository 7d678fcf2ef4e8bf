"""The site as a publication: who speaks, in which languages, under which terms; a part of `program.yaml`."""

from typing import Annotated

from pydantic import Field

from certsite.schema.written import (
    EmailAddress,
    Identifier,
    LanguagePath,
    LanguageTag,
    Line,
    SiteAddress,
    Texts,
    WebAddress,
    Written,
)


class License(Written):
    """The terms of one part of the site."""

    what: Texts
    """What it covers."""
    name: Line
    """The license."""
    url: WebAddress | None = None
    """Its text."""


class Site(Written):
    """The site as a publication of its own."""

    title: Texts
    """Its name."""
    description: Texts
    """What it is, in one sentence for search engines."""
    statement: Texts
    """Who runs it and that it is independent, in one sentence for every page."""
    url: SiteAddress | None = None
    """Where it is published; the option --site-url overrides it."""
    repository: SiteAddress | None = None
    """Where its content can be edited, as in https://github.com/owner/name; without it there are no edit links."""
    contact: EmailAddress | None = None
    """An e-mail address for corrections."""
    licenses: Annotated[list[License], Field(min_length=1)]
    """Under which terms the data, the code and the works of others are given."""


class LanguageRow(Written):
    """One language of the site."""

    path: LanguagePath
    """The first part of its addresses; empty for the first language."""
    code: Identifier
    """Its key in maps of language to text."""
    lang: LanguageTag
    """Its BCP 47 tag for the lang attribute."""
    hreflang: LanguageTag
    """Its tag for search engines."""
    cldr: Line
    """The locale whose names, numbers and dates are used, as in pt_BR."""
    name: Line
    """Its name in itself."""
