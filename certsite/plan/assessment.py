"""The page on which a city estimates its own level: every criterion as a question, and how the answers count."""

from collections.abc import Iterable
from dataclasses import dataclass

from certsite.model import Criterion, Edition, Practice
from certsite.plan.answering import SAID, told
from certsite.plan.criteria import Word, label
from certsite.plan.criteria import words as glossary_words
from certsite.plan.frame import START, Desk
from certsite.plan.handover import as_json, words
from certsite.plan.views import Badge, Figure, Frame, Link, Sourced, Table
from certsite.routes import ASSESSMENT, CRITERIA, HOME, Address, city, criterion, level, page, practice_cities
from certsite.scoring import Bound, bounds

# In the order in which they stand below a question; the last one takes an answer back.
ANSWERS = ("yes", "partly", "no", "unknown", "open")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; id: as the script knows it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion as a question.

    id: its anchor; points: what it is worth, empty where all are worth the same; requires: the questions that come
    before it; terms: words that it uses; link: where it is told in full.
    """

    id: str
    code: str
    title: str
    summary: str
    points: str
    requires: tuple[Link, ...]
    terms: tuple[Word, ...]
    link: Link


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one practice; anchor: its id on the page; examples: the cities that show it, or nothing."""

    id: str
    anchor: str
    name: str
    description: str
    count: str
    questions: tuple[Question, ...]
    examples: Link | None


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """What the page shows.

    counting: how points become a level; bounds: what each level needs; data, words: JSON for the script; site: the
    first page of the site, below whose path the answers are kept; badges: of the levels.
    """

    frame: Frame
    title: str
    lead: str
    onward: tuple[Link, ...]
    counting: tuple[Sourced, ...]
    bounds: Table
    answers: tuple[Answer, ...]
    parts: tuple[Part, ...]
    data: str
    words: str
    site: str
    city: str
    badges: tuple[Badge, ...]


def assessment_page(desk: Desk, edition: Edition) -> AssessmentPage:
    """Return the page that estimates a level under the edition in force."""
    t, voice = desk.translator.t, desk.voice
    title, lead = t("assessment.title"), t("assessment.lead", edition=voice.text(edition.name))
    content = desk.directory.content
    ladder = bounds(content.levels, edition)
    return AssessmentPage(
        frame=desk.frame(ASSESSMENT, title, lead),
        title=title,
        lead=lead,
        onward=tuple(_onward(desk)),
        counting=tuple(voice.sourced(row) for row in content.programme.scoring),
        bounds=_table(desk, edition, ladder),
        answers=tuple(Answer(id_, t(f"assessment.answer.{id_}")) for id_ in ANSWERS),
        parts=tuple(_part(desk, edition, row) for row in edition.practices if row.criteria),
        data=as_json(told(desk, edition)),
        words=words(desk, SAID),
        site=Address(content.languages[0].path, HOME).path,
        city=desk.path(city("{slug}")),
        badges=tuple(voice.level_badge(bound.level) for bound in ladder),
    )


def _onward(desk: Desk) -> list[Link]:
    """Return the ways to the standard itself, and to the program that gives the certification."""
    links = [Link(desk.translator.t("assessment.standard"), desk.path(CRITERIA))]
    if START in desk.directory.content.pages:
        links.append(Link(desk.translator.t(f"onward.{START}"), desk.path(page(START))))
    return links


def _table(desk: Desk, edition: Edition, ladder: Iterable[Bound]) -> Table:
    """Return what each level needs."""
    t, voice = desk.translator, desk.voice
    rows = []
    for bound in ladder:
        threshold = next(row for row in bound.level.thresholds if row.edition == edition.id)
        cells = (
            voice.level(bound.level),
            t.number(bound.points),
            t.t("how.bound", percent=bound.percent),
        )
        rows.append(Figure(cells, voice.sources(threshold.sources), path=desk.path(level(bound.level.id))))
    unit = t.t("assessment.criteria" if is_even(edition) else "assessment.points", count=edition.points)
    return Table(
        t.t("assessment.bounds", edition=voice.text(edition.name)),
        (t.t("table.level"), unit, t.t("assessment.bound"), t.t("table.source")),
        tuple(rows),
    )


def is_even(edition: Edition) -> bool:
    """Say whether every criterion of an edition is worth one point, so that points are criteria."""
    return all(row.points == 1 for row in edition.criteria)


def _part(desk: Desk, edition: Edition, row: Practice) -> Part:
    t, voice = desk.translator.t, desk.voice
    showing = desk.directory.showing(row)
    shown = t("assessment.examples", count=len(showing))
    return Part(
        id=row.id,
        anchor=f"practice-{row.id}",
        name=voice.text(row.name),
        description=voice.text(row.description),
        count=t("standard.criteria", count=len(row.criteria)),
        questions=tuple(_question(desk, edition, each) for each in row.criteria),
        examples=Link(shown, desk.path(practice_cities(row.id))) if showing else None,
    )


def _question(desk: Desk, edition: Edition, row: Criterion) -> Question:
    requires = (each for each in edition.criteria if each.id in row.requires)
    return Question(
        id=row.id,
        code=row.code,
        title=desk.voice.text(row.title),
        summary=desk.voice.text(row.summary),
        points="" if is_even(edition) else desk.translator.t("criterion.points", count=row.points),
        requires=tuple(Link(label(desk, each), f"#{each.id}") for each in requires),
        terms=glossary_words(desk, row.terms),
        link=Link(desk.translator.t("assessment.full"), desk.path(criterion(edition.id, row.id))),
    )
