"""What an editor calls something -> the id under which it stands in records."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from certsite import i18n
from certsite.schema import Event
from certsite.slugs import slug
from certsite.validate import Records

Ids: TypeAlias = Mapping[str, str]
"""Ids by the slugs of what they are called: case, accents and hyphens do not count."""

EVENT_WORDS = ("badge", "year")
"""First parts of the keys of words that name an event on pages."""


def ids(records: Records) -> Mapping[str, Ids]:
    """Return the ids that are known by a name in a language of the site, for each field of a record that has one."""
    named = {"country": _countries, "lang": _languages, "event": _events, "level": _levels}
    return {field: {slug(name): id_ for name, id_ in names(records)} for field, names in named.items()}


def _countries(records: Records) -> Iterator[tuple[str, str]]:
    for row in records.program.model.languages:
        yield from i18n.country_codes(row.cldr).items()


def _languages(records: Records) -> Iterator[tuple[str, str]]:
    rows = records.program.model.languages
    for row in rows:
        yield from i18n.language_codes(row.cldr, [other.code for other in rows]).items()
    for row in rows:
        yield from ((row.name, row.code), (row.code, row.code))


def _events(records: Records) -> Iterator[tuple[str, str]]:
    words = records.strings.model.root
    for event in Event:
        forms = [form for first in EVENT_WORDS for form in words.get(f"{first}.{event}", {}).values()]
        yield from ((form["other"], event.value) for form in forms if "other" in form)
    yield from ((event.value, event.value) for event in Event)


def _levels(records: Records) -> Iterator[tuple[str, str]]:
    rows = records.program.model.levels
    for row in rows:
        yield from ((name, row.id) for name in row.name.values())
    yield from ((row.id, row.id) for row in rows)
