"""A criterion and the names of the standard in words: how far they are official, and where each was read."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from certsite.model import OFFICIAL, SEEN, Criterion, Edition, OtherTitle, Practice, Texts
from certsite.plan.frame import Desk
from certsite.plan.views import Link, Shown, Sourced, SourceView
from certsite.relate import CERTIFIED, Standing
from certsite.routes import city, criterion, practice_cities, question, term

CITIES = 60
"""Cities beside a criterion. Each criterion of a practice repeats them, and the page has no more than 40 KB."""


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
class Word:
    """A word of the glossary, the way to it there, and what it means."""

    link: Link
    definition: str


@dataclass(frozen=True, slots=True)
class CitiesShowing:
    """The certified cities with a program that shows a practice.

    label: how many, in words; cities: each with its level, none where they are too many; path: the page that has all.
    """

    label: str
    cities: tuple[Link, ...]
    path: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion.

    id: its anchor; label: code and title; code_note: that the code is ours or not known, or empty; points: what it is
    worth, where they are not all worth the same; needs: what must be met before it counts; terms: words that it uses;
    question: where a city can answer it for itself, or empty.
    """

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
    points: str
    needs: tuple[Link, ...]
    terms: tuple[Word, ...]
    question: str
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
        points=t("criterion.points", count=row.points) if len({each.points for each in edition.criteria}) > 1 else "",
        needs=tuple(
            Link(label(desk, other), desk.path(criterion(edition.id, other.id)))
            for other in edition.criteria
            if other.id in row.requires
        ),
        terms=words(desk, row.terms),
        question=desk.path(question(row.id)) if edition == desk.directory.content.assessed else "",
        roles=tuple(_roles(desk, row)),
    )


def words(desk: Desk, ids: Collection[str]) -> tuple[Word, ...]:
    """Return words of the glossary by their ids, in the order of the glossary."""
    text = desk.voice.text
    return tuple(
        Word(Link(text(row.term), desk.path(term(row.id))), text(row.definition))
        for row in desk.directory.content.programme.glossary
        if row.id in ids
    )


def cities_showing(desk: Desk, row: Practice) -> CitiesShowing | None:
    """Return the certified cities with a program that shows a practice, or None where there is none.

    Each criterion of the practice shows them, so that few of them fit the page.
    """
    found = [s for s, _ in desk.directory.showing(row) if s.status in CERTIFIED]
    if not found:
        return None
    named = Counter(standing.city.name for standing in found)
    return CitiesShowing(
        label=desk.translator.t("criterion.cities", count=len(found)),
        cities=tuple(_city(desk, s, alone=named[s.city.name] == 1) for s in found) if len(found) <= CITIES else (),
        path=desk.path(practice_cities(row.id)),
    )


def _city(desk: Desk, standing: Standing, *, alone: bool) -> Link:
    """Return the way to a city with its level; alone: no other one of the same name stands beside it."""
    name = standing.city.name if alone else f"{standing.city.name}, {standing.city.region}"
    return Link(name, desk.path(city(standing.city.slug)), note=desk.voice.badge(standing).label)


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
