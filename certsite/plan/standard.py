"""The pages of the standard: which editions there are, and what each of them asks for."""

from dataclasses import dataclass

from certsite.model import Edition, Gap, Milestone, Practice
from certsite.plan.criteria import (
    CitiesShowing,
    CriterionView,
    Title,
    Word,
    cities_showing,
    criterion_view,
    other_titles,
    practice_name,
    words,
)
from certsite.plan.frame import Desk
from certsite.plan.sieve import Choice, Option, Sieve, sieve
from certsite.plan.views import Frame, Link, Shown, Sourced, SourceView
from certsite.rests import of_whole_edition
from certsite.routes import CHANGES, CRITERIA, edition, practice


@dataclass(frozen=True, slots=True)
class PracticeView:
    """One practice of an edition.

    id, anchor: its own id, and that on the page; path: its own page, or empty; count: how many criteria it has, or how
    many were found; cities: those that show it, where it is one of the edition in force.
    """

    id: str
    anchor: str
    path: str
    name: Title
    description: str
    other_names: tuple[Sourced, ...]
    sources: tuple[SourceView, ...]
    count: str
    cities: CitiesShowing | None
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step in a history; machine_date: for the time element; note: what goes on from the date."""

    date: str
    machine_date: str
    note: Shown | None
    text: Sourced


@dataclass(frozen=True, slots=True)
class GapView:
    """What was not found; detail: what is known of it all the same, or empty."""

    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition of the standard with all that is known of it.

    lead: how long in force, how much of it is known; terms: every word that its criteria use, for the printed page.
    """

    frame: Frame
    title: str
    lead: tuple[str, ...]
    cited: tuple[SourceView, ...]
    practices: tuple[PracticeView, ...]
    sieve: Sieve | None
    changes: Link | None
    gaps_title: str
    gaps: tuple[GapView, ...]
    history: tuple[Step, ...]
    terms: tuple[Word, ...]
    sources: tuple[SourceView, ...]

    @property
    def has_cities(self) -> bool:
        """Whether cities stand beside its criteria."""
        return any(row.cities for row in self.practices)

    @property
    def has_translated(self) -> bool:
        """Whether a name is our translation of another."""
        names = (name for row in self.practices for name in (row.name, *(each.title for each in row.criteria)))
        return any(name.original for name in names)

    @property
    def has_foreign(self) -> bool:
        """Whether a text of the page is in another language, titles as they were seen aside."""
        facts = (fact.text for row in self.practices for criterion in row.criteria for fact in criterion.facts)
        steps = (text for step in self.history for text in (step.text.text, step.note) if text)
        return any(text.lang for text in (*facts, *steps))


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a page of its own, which `path` leads to unless it is empty; note: a number beside its name."""

    name: str
    path: str
    note: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """Which editions there are, and what the one in force looks at; reading: the way to its criteria, if there is one.

    editions: the newest first.
    """

    frame: Frame
    title: str
    lead: str
    current_title: str
    current: tuple[str, ...]
    reading: Link | None
    practices: tuple[Entry, ...]
    changes: Link | None
    editions: tuple[Entry, ...]


def criteria_page(desk: Desk) -> CriteriaPage:
    """Return the page that leads to every edition and practice."""
    t, editions = desk.translator, desk.directory.content.editions
    current = editions[-1]
    title, lead = t.t("standard.title"), t.t("standard.lead")
    return CriteriaPage(
        frame=desk.frame(CRITERIA, title, lead, (criteria_link(desk, current=True),)),
        title=title,
        lead=lead,
        current_title=t.t("standard.current", edition=desk.voice.text(current.name)),
        current=_lead(desk, current),
        reading=reading_link(desk, current),
        practices=tuple(
            Entry(
                name=desk.voice.text(row.name),
                path=desk.path(practice(row.id)),
                note=t.t("standard.criteria", count=len(row.criteria))
                if current.complete
                else _found(desk, len(row.criteria)),
                texts=(desk.voice.text(row.description),) if row.description else (),
            )
            for row in current.practices
        ),
        changes=changes_link(desk),
        editions=tuple(
            Entry(desk.voice.text(row.name), desk.edition_path(row), "", _lead(desk, row)) for row in reversed(editions)
        ),
    )


def edition_page(desk: Desk, row: Edition) -> EditionPage:
    """Return the page of an edition: each of its criteria that is known with its anchor, and what is missing."""
    t, voice = desk.translator, desk.voice
    title, lead = voice.text(row.title or row.name), _lead(desk, row)
    trail = (criteria_link(desk), Link(voice.text(row.name), desk.path(edition(row.id)), current=True))
    edits = f"criteria/{row.id}/edition.yaml" if row.title else ""
    return EditionPage(
        frame=desk.frame(
            edition(row.id), title, t.t("list.description", title=title, text=lead[0]), trail, edits=edits
        ),
        title=title,
        lead=lead,
        cited=voice.sources(dict.fromkeys((*row.sources, *row.text_sources))),
        practices=tuple(_practice(desk, row, each) for each in row.practices),
        sieve=_sieve(desk, row),
        changes=changes_link(desk),
        gaps_title=t.t("how.gaps" if row.complete else "standard.gaps"),
        gaps=tuple(_gap(desk, gap) for gap in row.gaps),
        history=tuple(step(desk, each) for each in row.history),
        terms=words(desk, {id_ for criterion in row.criteria for id_ in criterion.terms}),
        sources=voice.sources(of_whole_edition(row)),
    )


def _sieve(desk: Desk, row: Edition) -> Sieve | None:
    """Return the form that narrows the criteria of an edition, where there are several."""
    t = desk.translator.t
    if len(row.criteria) < 2:
        return None
    options = tuple(Option(each.id, desk.voice.text(each.name)) for each in row.practices if each.criteria)
    practices = Choice("practice", t("standard.practice"), t("standard.narrow.every"), options)
    said = {"shown": "standard.shown", "none": "standard.shown.none"}
    return sieve(desk, t("standard.narrow"), (practices,), said, field=t("standard.narrow.words"))


def criteria_link(desk: Desk, *, current: bool = False) -> Link:
    """Return the link to the page of all editions."""
    return Link(desk.translator.t("nav.criteria"), desk.path(CRITERIA), current)


def reading_link(desk: Desk, row: Edition) -> Link | None:
    """Return the way to the criteria of an edition, or None where there is no page of them."""
    path = desk.edition_path(row)
    return Link(desk.translator.t("standard.read", edition=desk.voice.text(row.name)), path) if path else None


def edition_line(desk: Desk, row: Edition) -> str:
    """Return how large an edition is, and how long it was in force."""
    t = desk.translator
    count, practices = row.criteria_total, t.number(row.practices_total)
    if row.in_force_until:
        start, end = t.when(row.in_force_from), t.when(row.in_force_until)
        return t.t("edition.past", count=count, practices=practices, start=start, end=end)
    return t.t("edition.current", count=count, practices=practices, start=t.date(row.in_force_from))


def step(desk: Desk, row: Milestone) -> Step:
    """Return one step of a history in words."""
    note = desk.voice.shown(row.date_note) if row.date_note else None
    text = Sourced(desk.voice.shown(row.text), desk.voice.sources(row.sources))
    return Step(desk.translator.date(row.date), row.date, note, text)


def changes_link(desk: Desk) -> Link | None:
    """Return the link to what changed between the editions, or None where there is no page of it."""
    return Link(desk.translator.t("changes.title"), desk.path(CHANGES)) if desk.has_changes else None


def _lead(desk: Desk, row: Edition) -> tuple[str, ...]:
    t, known = desk.translator.t, len(row.criteria)
    said = [edition_line(desk, row)]
    if row.complete:
        said.append(t("standard.known.all", count=row.criteria_total))
    elif known:
        said.append(t("standard.known.some", count=row.criteria_total, known=desk.translator.number(known)))
    else:
        said.append(t("standard.known.none", count=row.criteria_total))
    return tuple(said)


def _practice(desk: Desk, of: Edition, row: Practice) -> PracticeView:
    found, is_current = len(row.criteria), of == desk.directory.content.editions[-1]
    return PracticeView(
        id=row.id,
        anchor=f"practice-{row.id}",
        path=desk.path(practice(row.id)) if is_current else "",
        name=practice_name(desk, row),
        description=desk.voice.text(row.description),
        other_names=other_titles(desk, row.other_names),
        sources=desk.voice.sources(row.sources),
        count=desk.translator.number(found) if of.complete else _found(desk, found),
        cities=cities_showing(desk, row) if is_current else None,
        criteria=tuple(criterion_view(desk, of, each) for each in row.criteria),
    )


def _found(desk: Desk, count: int) -> str:
    """Return how many criteria of a practice were found, which is not how many it has."""
    return desk.translator.t("standard.found", count=count) if count else desk.translator.t("standard.found.none")


def _gap(desk: Desk, row: Gap) -> GapView:
    return GapView(desk.voice.text(row.what), desk.voice.text(row.detail))
