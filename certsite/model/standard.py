"""What awards refer to: sources, levels, editions with their practices, rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Texts: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """One publication; url is empty where it is known only by publisher, title and date."""

    id: str
    title: str
    publisher: str
    date: str
    url: str


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
class Practice:
    """One practice of an edition; description is empty where no source defines it."""

    id: str
    name: Texts
    description: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the standard; in_force_until is empty for the one in force."""

    id: str
    name: Texts
    criteria_total: int
    practices_total: int
    practices: tuple[Practice, ...]
    in_force_from: str
    in_force_until: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One announcement of awards.

    edition_stated: a source names the edition; otherwise it follows from the dates alone.
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
