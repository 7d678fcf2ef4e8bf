"""A criterion and the names of the standard in words: how far they are official, and where each was read."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from certsite.model import OFFICIAL, SEEN, Criterion, Edition, OtherTitle, Practice, Texts
from certsite.plan.frame import Desk
from certsite.plan.views import Link, Shown, Sourced, SourceView
from certsite.routes import criterion


@dataclass(frozen=True, slots=True)
class Title:
    """A name or title of the standard.

    status: how far it is official, in words, or empty; original: the name that it translates, which `status` announces.
    """

    text: str
    status: str = ""
    original: Shown | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """Publications and what was read in them; label: in words, before them."""

    label: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion; id: its anchor; label: code and title; code_note: that the code is ours or not known, or empty."""

    id: str
    code: str
    label: str
    title: Title
    code_note: str
    summary: str
    evidence: tuple[str, ...]
    facts: tuple[Sourced, ...]
    other_titles: tuple[Sourced, ...]
    related: tuple[Link, ...]
    roles: tuple[Role, ...]


def practice_name(desk: Desk, row: Practice) -> Title:
    """Return the name of a practice, and of which name it is our translation."""
    return _named(desk, row.name, row.translated, "", "practice.translated")


def other_titles(desk: Desk, rows: Sequence[OtherTitle], language: str = "") -> tuple[Sourced, ...]:
    """Return other titles as they were seen; language: the code of those that do not tell theirs."""
    return tuple(
        Sourced(Shown(row.title, desk.voice.tag(row.lang or language)), desk.voice.sources(row.sources)) for row in rows
    )


def label(desk: Desk, row: Criterion) -> str:
    """Return code and title of a criterion, or its title alone."""
    return f"{row.code} {desk.voice.text(row.title)}".strip()


def criterion_view(desk: Desk, edition: Edition, row: Criterion) -> CriterionView:
    """Return a criterion of an edition in words."""
    t, voice = desk.translator.t, desk.voice
    told, translated = f"criterion.title.{row.title_status}", f"criterion.translated.{row.title_status}"
    return CriterionView(
        id=row.id,
        code=row.code,
        label=label(desk, row),
        title=_named(desk, row.title, row.translated, told, translated),
        code_note="" if row.code_status in (OFFICIAL, SEEN) else t(f"criterion.code.{row.code_status}"),
        summary=voice.text(row.summary),
        evidence=tuple(voice.text(text) for text in row.evidence),
        facts=tuple(voice.sourced(fact) for fact in row.facts),
        other_titles=other_titles(desk, row.other_titles, _found(row.title, row.translated)),
        related=tuple(
            Link(
                t("criterion.related.one", edition=voice.text(other.name), criterion=label(desk, same)),
                desk.path(criterion(other.id, same.id)),
            )
            for other, same in desk.directory.related[edition.id, row.id]
        ),
        roles=tuple(_roles(desk, row)),
    )


def _named(desk: Desk, texts: Texts, translated: AbstractSet[str], told: str, translation: str) -> Title:
    """Return a name with the word on how far it is official.

    told: the word for a name that was found, or empty; translation: the one for a name that we translated.
    """
    t, text, found = desk.translator, desk.voice.text(texts), _found(texts, translated)
    if t.language.code not in translated or not found:
        return Title(text, t.t(told) if told else "")
    status = t.t(translation, language=t.language_name(found))
    return Title(text, status, Shown(texts[found], desk.voice.tag(found)))


def _found(texts: Texts, translated: AbstractSet[str]) -> str:
    """Return the code of the language in which a name was found, or nothing where every one is our translation."""
    return next((code for code in texts if code not in translated), "")


def _roles(desk: Desk, row: Criterion) -> Iterator[Role]:
    roles = (
        ("criterion.read-in", row.sources),
        ("criterion.title-in", row.title_sources),
        ("criterion.also-in", row.corroborated_by),
    )
    # Named together, since they stand in one paragraph.
    all_sources = dict.fromkeys(source for _, sources in roles for source in sources)
    named = dict(zip(all_sources, desk.voice.sources(all_sources), strict=True))
    for key, sources in roles:
        if sources:
            yield Role(desk.translator.t(key), tuple(named[source] for source in sources))
