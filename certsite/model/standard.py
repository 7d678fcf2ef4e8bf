"""What awards refer to: sources, levels, editions with their practices, rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Texts: TypeAlias = Mapping[str, str]

OFFICIAL = "official"
SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Source:
    """One publication; url is empty where no address is known.

    short: the name that stands beside a fact, empty where that is the publisher; unread: known from a citation alone.
    """

    id: str
    title: str
    publisher: str
    date: str
    url: str
    short: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A text with what it rests on."""

    text: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The lower bound of a level under one edition, in percent of the criteria, inclusive: 0 to 100."""

    edition: str
    minimum_percent: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level; rank: 1 is the lowest; shape and tone: how it is drawn beside its name; sources: of its meaning."""

    id: str
    rank: int
    name: Texts
    shape: str
    tone: str
    meaning: Texts
    thresholds: tuple[Threshold, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OtherTitle:
    """Another title under which something was seen; lang: BCP 47 tag or code, empty where it is not told."""

    title: str
    lang: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of an edition.

    code: as people use it, empty where none is known; code_status, title_status: how far both are official, as written
    in the record, `official` where it says nothing, `seen` for a code that a city's report shows; translated: codes of
    the languages in which the title is our own translation; title_sources: where the title was seen; sources: where the
    requirement was read; corroborated_by: other places that show the same; related: criteria of other editions, each as
    edition and id; points: what meeting it is worth; requires: those of its edition that must be met before it counts;
    terms: ids of the words of the glossary that it uses.
    """

    id: str
    code: str
    code_status: str
    title: Texts
    title_status: str
    translated: frozenset[str]
    title_sources: tuple[Source, ...]
    other_titles: tuple[OtherTitle, ...]
    summary: Texts
    evidence: tuple[Texts, ...]
    facts: tuple[Statement, ...]
    related: tuple[tuple[str, str], ...]
    points: int
    requires: tuple[str, ...]
    terms: tuple[str, ...]
    sources: tuple[Source, ...]
    corroborated_by: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a city may start with a practice, by our suggestion; criteria: ids, in the order in which to take them."""

    text: Texts
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice of an edition; description is empty where no source defines it.

    code, code_status: prefix of its criteria's codes, as for a criterion; translated: languages in which the name is
    our own translation; residents: why it matters to them, or empty; before: ids of the practices of the edition before
    that it goes on from, which is our reading where before_sources is empty; criteria: those that are known, in their
    order.
    """

    id: str
    name: Texts
    description: Texts
    sources: tuple[Source, ...]
    code: str = ""
    code_status: str = OFFICIAL
    translated: frozenset[str] = frozenset()
    other_names: tuple[OtherTitle, ...] = ()
    residents: Texts = field(default_factory=dict)
    start: Beginning | None = None
    before: tuple[str, ...] = ()
    before_sources: tuple[Source, ...] = ()
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step in a history; date is partial; date_note goes on from it, or is empty."""

    date: str
    date_note: Texts
    text: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What was looked for and not found; detail: what is known of it all the same, or empty."""

    what: Texts
    detail: Texts


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the standard; in_force_until is empty for the one in force.

    title: official, or ours, empty where nothing is written of the edition as a whole; complete: every criterion is
    listed; gaps: what was not found; text_sources: where its criteria were read.
    """

    id: str
    name: Texts
    criteria_total: int
    practices_total: int
    practices: tuple[Practice, ...]
    in_force_from: str
    in_force_until: str
    sources: tuple[Source, ...]
    title: Texts = field(default_factory=dict)
    complete: bool = False
    history: tuple[Milestone, ...] = ()
    gaps: tuple[Gap, ...] = ()
    text_sources: tuple[Source, ...] = ()

    @property
    def is_described(self) -> bool:
        """Whether more is known of it than its row in the program: a criterion, or what it is as a whole."""
        return bool(self.criteria or self.title)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria that are known, in the order of the practices."""
        return tuple(criterion for practice in self.practices for criterion in practice.criteria)

    @property
    def points(self) -> int:
        """What meeting every criterion that is known is worth."""
        return sum(criterion.points for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class Round:
    """One announcement of awards.

    edition_stated: a source names the edition; otherwise it follows from the dates alone; date_note: what is known
    of the date where it is not exact; award_year: the earlier year by which the awards are named.
    announced: what a source states, by `new`, `recertified`, `level_up`, `recertified_or_level_up`, `honor_roll`,
    `total`; a missing key means that no source was seen, never zero.
    """

    id: str
    date: str
    edition: Edition
    edition_stated: bool
    announced: Mapping[str, tuple[int, tuple[Source, ...]]]
    text: Texts
    sources: tuple[Source, ...]
    edition_sources: tuple[Source, ...]
    open_questions: tuple[Statement, ...]
    date_note: Texts = field(default_factory=dict)
    award_year: int | None = None
