"""The page of a practice: what it asks for, and which cities show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from certsite.model import Edition, Practice, Program
from certsite.plan.criteria import Title, label, other_titles, practice_name
from certsite.plan.frame import Desk
from certsite.plan.listings import practice_list
from certsite.plan.parts import groups
from certsite.plan.programs import ProgramView, program_view
from certsite.plan.standard import criteria_link, reading_link
from certsite.plan.views import Badge, Frame, Link, Sourced, SourceView
from certsite.relate import Standing
from certsite.routes import city, criterion, practice

Showing: TypeAlias = Sequence[tuple[Standing, tuple[Program, ...]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion of the practice, with the place where it is told in full."""

    link: Link
    summary: str


@dataclass(frozen=True, slots=True)
class Example:
    """A city with the programs that show the practice."""

    name: str
    path: str
    place: str
    badge: Badge
    programs: tuple[ProgramView, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
    """What the page of a practice shows.

    belongs: of which edition it is; counted: how many programs of how many cities were found; parts: the ways to these
    cities where they are too many for the page, which then has no examples; reading: the way to all criteria, if there
    is one; siblings: every practice of the edition.
    """

    frame: Frame
    name: Title
    belongs: str
    description: str
    other_names: tuple[Sourced, ...]
    sources: tuple[SourceView, ...]
    criteria: tuple[Asked, ...]
    reading: Link | None
    examples: tuple[Example, ...]
    parts: tuple[Link, ...]
    counted: str
    siblings: tuple[Link, ...]

    @property
    def has_foreign(self) -> bool:
        """Whether a program is told in another language."""
        programs = (program for example in self.examples for program in example.programs)
        return any(text.lang for program in programs for text in (program.title, program.summary))


def practice_page(desk: Desk, edition: Edition, row: Practice) -> PracticePage:
    """Return the page of a practice of the edition in force."""
    t, voice = desk.translator.t, desk.voice
    belongs = t("practice.of", count=edition.practices_total, edition=voice.text(edition.name))
    showing, cities = desk.directory.showing(row), practice_list(desk, row)
    return PracticePage(
        frame=_frame(desk, edition, row, belongs),
        name=practice_name(desk, row),
        belongs=belongs,
        description=voice.text(row.description),
        other_names=other_titles(desk, row.other_names),
        sources=voice.sources(row.sources),
        criteria=tuple(
            Asked(Link(label(desk, each), desk.path(criterion(edition.id, each.id))), voice.text(each.summary))
            for each in row.criteria
        ),
        reading=reading_link(desk, edition),
        examples=() if cities.is_long else _examples(desk, showing),
        parts=tuple(link for group in groups(desk, cities) for link in group.parts) if cities.is_long else (),
        counted=_counted(desk, showing),
        siblings=tuple(
            Link(voice.text(other.name), desk.path(practice(other.id)), other == row) for other in edition.practices
        ),
    )


def _counted(desk: Desk, showing: Showing) -> str:
    t, found = desk.translator.t, sum(len(programs) for _, programs in showing)
    if not found:
        return t("practice.no-programs")
    return t("practice.programs", count=found, cities=t("list.count", count=len(showing)))


def _frame(desk: Desk, edition: Edition, row: Practice, belongs: str) -> Frame:
    name, text = desk.voice.text(row.name), desk.voice.text(row.description) or belongs
    description = desk.translator.t("list.description", title=name, text=text)
    trail = (criteria_link(desk),) if desk.directory.content.has_criteria else ()
    return desk.frame(practice(row.id), name, description, trail, edits=f"criteria/{edition.id}/{row.id}.yaml")


def _examples(desk: Desk, showing: Showing) -> tuple[Example, ...]:
    return tuple(
        Example(
            name=standing.city.name,
            path=desk.path(city(standing.city.slug)),
            place=desk.voice.place(standing.city),
            badge=desk.voice.badge(standing),
            programs=tuple(program_view(desk, program) for program in programs),
        )
        for standing, programs in showing
    )
