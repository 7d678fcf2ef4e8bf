"""What changed from edition to edition of the standard, as far as sources and our reading of them tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from certsite.model import Edition, Practice
from certsite.plan.criteria import label
from certsite.plan.frame import Desk
from certsite.plan.standard import Step, criteria_link, step
from certsite.plan.views import Figure, Frame, Link, SourceView, Table
from certsite.routes import CHANGES, criterion, edition, practice


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """A practice of the newer edition and what it goes on from; sources: of that, none where it is our reading."""

    practice: Link
    text: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A criterion of the older edition, and those of the newer one that ask for much the same."""

    before: Link
    after: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from one edition to the next.

    counts: how many criteria and practices there were and are; practices: each of the newer edition; ended: those of
    the older one that do not go on, in words, or empty; unknown: that the older ones are not known, or empty; known:
    how many of the older criteria are; pairs, alone: these, with and without a counterpart.
    """

    id: str
    title: str
    counts: tuple[str, ...]
    practices: tuple[PracticeChange, ...]
    ended: str
    unknown: str
    known: str
    pairs: tuple[Pair, ...]
    alone: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The editions side by side, and what changed between them, the newest change first."""

    frame: Frame
    title: str
    lead: str
    editions: Table
    changes: tuple[Change, ...]
    history: tuple[Step, ...]

    @property
    def has_foreign(self) -> bool:
        """Whether a text of the history is in another language."""
        return any(text.lang for row in self.history for text in (row.text.text, row.note) if text)


def changes_page(desk: Desk) -> ChangesPage:
    """Return the page that sets the editions side by side."""
    t, editions = desk.translator.t, desk.directory.content.editions
    title, lead = t("changes.title"), t("changes.lead")
    trail = (criteria_link(desk), Link(title, desk.path(CHANGES), current=True))
    history = sorted((each for row in editions for each in row.history), key=lambda each: each.date)
    return ChangesPage(
        frame=desk.frame(CHANGES, title, lead, trail),
        title=title,
        lead=lead,
        editions=_editions(desk),
        changes=tuple(_change(desk, *pair) for pair in reversed(list(pairwise(editions)))),
        history=tuple(step(desk, each) for each in history),
    )


def _editions(desk: Desk) -> Table:
    t = desk.translator.t
    head = ("table.edition", "changes.force", "changes.criteria", "changes.practices", "changes.bounds", "table.source")
    rows = tuple(_row(desk, row) for row in desk.directory.content.editions)
    return Table(t("changes.editions"), tuple(t(key) for key in head), rows)


def _row(desk: Desk, row: Edition) -> Figure:
    t, voice = desk.translator, desk.voice
    bounds = [(level, bound) for level in desk.directory.content.levels for bound in level.thresholds]
    own = [(level, bound) for level, bound in bounds if bound.edition == row.id]
    said = [f"{voice.level(level)} {t.t('how.bound', percent=bound.minimum_percent)}" for level, bound in own]
    sources = dict.fromkeys((*row.sources, *(source for _, bound in own for source in bound.sources)))
    cells = (
        voice.text(row.name),
        _force(desk, row),
        t.number(row.criteria_total),
        t.number(row.practices_total),
        "; ".join(said) or t.t("how.bound.unknown"),
    )
    return Figure(cells, voice.sources(sources), path=desk.edition_path(row))


def _force(desk: Desk, row: Edition) -> str:
    """Return from when to when an edition was in force."""
    t, start = desk.translator, desk.translator.date(row.in_force_from)
    if row.in_force_until:
        return t.t("changes.span", start=start, end=t.date(row.in_force_until))
    return t.t("changes.since", start=start)


def _change(desk: Desk, before: Edition, after: Edition) -> Change:
    t, text = desk.translator, desk.voice.text
    pairs = tuple(_pairs(desk, before, after))
    return Change(
        id=f"to-{after.id}",
        title=t.t("changes.step", before=text(before.name), after=text(after.name)),
        counts=tuple(_counts(desk, before, after)),
        practices=tuple(_practice(desk, before, after, row) for row in after.practices) if before.practices else (),
        ended=_ended(desk, before, after),
        unknown="" if before.practices else t.t("changes.unknown", edition=text(before.name)),
        known=_known(desk, before),
        pairs=tuple(pair for pair in pairs if pair.after),
        alone=tuple(pair.before for pair in pairs if not pair.after),
    )


def _known(desk: Desk, row: Edition) -> str:
    """Return how many criteria of an edition are known."""
    t, known = desk.translator, len(row.criteria)
    if not known:
        return t.t("standard.known.none", count=row.criteria_total)
    return t.t("changes.known", edition=desk.voice.text(row.name), known=t.number(known), count=row.criteria_total)


def _counts(desk: Desk, before: Edition, after: Edition) -> Iterator[str]:
    t = desk.translator
    yield t.t("changes.counts.criteria", before=t.number(before.criteria_total), count=after.criteria_total)
    if before.practices_total == after.practices_total:
        yield t.t("changes.counts.same", count=after.practices_total)
    else:
        yield t.t("changes.counts.practices", before=t.number(before.practices_total), count=after.practices_total)


def _practice(desk: Desk, before: Edition, after: Edition, row: Practice) -> PracticeChange:
    is_current = after == desk.directory.content.editions[-1]
    path = desk.path(practice(row.id) if is_current else f"{edition(after.id)}#practice-{row.id}")
    link = Link(desk.voice.text(row.name), path if is_current or after.is_described else "")
    return PracticeChange(link, _went_on(desk, before, row), desk.voice.sources(row.before_sources))


def _went_on(desk: Desk, before: Edition, row: Practice) -> str:
    """Return in words what a practice goes on from."""
    t, text = desk.translator, desk.voice.text
    same = next((text(each.name) for each in before.practices if each.id == row.id), "")
    if same:
        return t.t("changes.kept") if same == text(row.name) else t.t("changes.renamed", name=same)
    names = [text(each.name) for each in before.practices if each.id in row.before]
    if not names:
        return t.t("changes.new")
    return t.t("changes.before.sourced" if row.before_sources else "changes.before", names=t.list(names))


def _ended(desk: Desk, before: Edition, after: Edition) -> str:
    """Return in words which practices do not go on, or nothing."""
    gone_on = {id_ for row in after.practices for id_ in (row.id, *row.before)}
    names = [desk.voice.text(row.name) for row in before.practices if row.id not in gone_on]
    return desk.translator.t("changes.ended", names=desk.translator.list(names)) if names else ""


def _pairs(desk: Desk, before: Edition, after: Edition) -> Iterator[Pair]:
    for row in before.criteria:
        related = (same for other, same in desk.directory.related[before.id, row.id] if other == after)
        links = tuple(Link(label(desk, same), desk.path(criterion(after.id, same.id))) for same in related)
        yield Pair(Link(label(desk, row), desk.path(criterion(before.id, row.id))), links)
