"""Which file is which, and every record with the place it was read from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from certsite.load import Mapping as YamlMapping
from certsite.load import Node, SourceFile, Sources, mark_of, plain
from certsite.problem import Problem, Severity, choose, quote
from certsite.schema import (
    CityRecord,
    EditionFile,
    PageHead,
    PracticeFile,
    ProgramFile,
    RoundsFile,
    SourcesFile,
    StringsFile,
    UnverifiedFile,
)
from certsite.validate.fields import Place
from certsite.validate.languages import languages_of
from certsite.validate.layout import INDISPENSABLE, RESERVED, can_be_page, misnamed_pages, missing_files, strays
from certsite.validate.messages import existing, is_mostly_empty, problems_of

M = TypeVar("M", bound=BaseModel)
M_co = TypeVar("M_co", bound=BaseModel, covariant=True)  # a record is read-only: one of a city is one of any model


@dataclass(frozen=True, slots=True)
class Record(Generic[M_co]):
    """One file that follows its schema."""

    model: M_co
    file: SourceFile

    @property
    def data(self) -> Node:
        """What the file says, with the place of every value."""
        assert self.file.data is not None  # noqa: S101 - a record was read from data
        return self.file.data

    def problem(
        self, at: Place, says: str, do: str, *, key: bool = False, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem at a value of the file, or at the key that names it."""
        mark = mark_of(self.data, at, key=key)
        return Problem(self.file.shown, mark.line, mark.column, says, do, severity)

    def unless_known(self, at: Place, kind: str, word: str, known: Sequence[str]) -> Iterator[Problem]:
        """Report a word of the file that is none of its kind."""
        if word not in known:
            yield self.problem(at, f"unknown {kind} {quote(word)}", choose(word, known))


@dataclass(frozen=True, slots=True)
class Story:
    """The story of a city in one language."""

    slug: str
    language: str
    file: SourceFile


@dataclass(frozen=True, slots=True)
class Records:
    """All that editors wrote and that follows its schema.

    editions: by id; practices: by edition and id; pages: by name of the page and language;
    partial: cities whose records break their schema, without the fields that do: what else they refer to can be looked
    at all the same; outlines, map, static: files that are no records; unusable: relative paths of files that hold an
    error of their own or are missing though needed, so that nothing follows from the absence of what they should say.
    """

    program: Record[ProgramFile]
    strings: Record[StringsFile]
    sources: Record[SourcesFile]
    rounds: Record[RoundsFile] | None
    unverified: Record[UnverifiedFile] | None
    editions: Mapping[str, Record[EditionFile]]
    practices: Mapping[tuple[str, str], Record[PracticeFile]]
    cities: tuple[Record[CityRecord], ...]
    partial: tuple[Record[CityRecord], ...]
    stories: tuple[Story, ...]
    pages: Mapping[tuple[str, str], Record[PageHead]]
    outlines: SourceFile | None
    map: SourceFile | None
    static: tuple[SourceFile, ...]
    unusable: frozenset[str]

    @property
    def with_sources(self) -> Iterator[Record[BaseModel]]:
        """Every record that says where its facts were read."""
        yield self.program
        yield from (record for record in (self.rounds, self.unverified) if record)
        yield from self.editions.values()
        yield from self.practices.values()
        yield from self.cities


@dataclass(slots=True)
class _Reading:
    """The state of one reading: what was found so far, and what is wrong."""

    sources: Sources
    languages: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    unusable: set[str] = field(default_factory=set)
    partial: list[Record[CityRecord]] = field(default_factory=list)

    def read(self, file: SourceFile, model: type[M]) -> Record[M] | None:
        """Return the file as a record, or None with the problems noted."""
        self.seen.add(file.path)
        problems = [_no_fields(file)]
        if isinstance(file.data, YamlMapping):
            written, error = (None, None) if is_mostly_empty(file.data) else _written(file.data, model, self.languages)
            problems = list(problems_of(file.shown, file.data, model, error))
            if written and not problems:
                return Record(written, file)
            if error and model is CityRecord and (rest := _without_mistakes(file.data, error, self.languages)):
                self.partial.append(Record(rest, file))
        self.problems.extend(problems)
        self.unusable.add(file.path)
        return None

    def one(self, path: str, model: type[M]) -> Record[M] | None:
        """Return the record of one path, or None where there is no such file."""
        file = next((file for file in self.sources.files if file.path == path), None)
        return self.read(file, model) if file else None

    def matching(self, pattern: str) -> Iterator[tuple[SourceFile, re.Match[str]]]:
        """Yield the files whose path has the form of the pattern."""
        for file in self.sources.files:
            if match := re.fullmatch(pattern, file.path):
                self.seen.add(file.path)
                yield file, match

    def each(self, pattern: str, model: type[M]) -> Iterator[tuple[re.Match[str], Record[M]]]:
        """Yield the records whose path has the form of the pattern."""
        for file, match in self.matching(pattern):
            if record := self.read(file, model):
                yield match, record


def read(sources: Sources) -> tuple[Records | None, list[Problem]]:
    """Return the records of a content folder and what is wrong with the others.

    None stands for records where the program cannot be used: nothing can be said of the rest then but that it follows
    its schema. Words and publications that cannot be used are empty and `unusable`.
    """
    if not sources.files and not sources.broken:
        return None, []  # `load` has said that there is no such folder
    languages, wrong = languages_of(sources)
    reading = _Reading(sources, tuple(row.code for row in languages), wrong)
    if wrong:
        reading.unusable.add("program.yaml")
    program = reading.one("program.yaml", ProgramFile)
    strings = reading.one("strings.yaml", StringsFile) or _empty("strings.yaml", StringsFile({}))
    registry = reading.one("sources.yaml", SourcesFile) or _empty("sources.yaml", SourcesFile(sources={}))
    rounds = reading.one("rounds.yaml", RoundsFile)
    unverified = reading.one("unverified.yaml", UnverifiedFile)
    editions = {match[1]: record for match, record in reading.each(r"criteria/([^/]+)/edition\.yaml", EditionFile)}
    practices = {
        (match[1], match[2]): record
        for match, record in reading.each(r"criteria/([^/]+)/(?!edition\.)([^/]+)\.yaml", PracticeFile)
    }
    cities = tuple(record for _, record in reading.each(r"cities/[^/.]+\.md", CityRecord))
    taken = (*RESERVED, *(row.path for row in languages))
    pages = {
        (match[1], match[2]): record
        for match, record in reading.each(r"pages/([^/]+)/([^/.]+)\.md", PageHead)
        if can_be_page(match[1], taken)
    }
    stories = tuple(
        Story(match[1], match[2], file) for file, match in reading.matching(r"cities/([^/.]+)\.([^/.]+)\.md")
    )
    outlines = next((file for file, _ in reading.matching(r"geo/outlines\.json")), None)
    map_ = next((file for file, _ in reading.matching(r"geo/map\.json")), None)
    static = tuple(file for file, _ in reading.matching(r"static/.+"))
    problems = [
        *reading.problems,
        *missing_files(sources),
        *strays(sources, reading.seen),
        *misnamed_pages(sources, taken),
    ]
    if program is None:
        return None, problems
    absent = {path for path in INDISPENSABLE if path not in reading.seen}
    unusable = frozenset(sources.broken | reading.unusable | absent)
    records = Records(
        program=program,
        strings=strings,
        sources=registry,
        rounds=rounds,
        unverified=unverified,
        editions=editions,
        practices=practices,
        cities=cities,
        partial=tuple(reading.partial),
        stories=stories,
        pages=pages,
        outlines=outlines,
        map=map_,
        static=static,
        unusable=unusable,
    )
    return records, problems


def _empty(path: str, model: M) -> Record[M]:
    return Record(model, SourceFile(path, path))


def _written(data: YamlMapping, model: type[M], languages: Sequence[str]) -> tuple[M | None, ValidationError | None]:
    return _of_model(plain(data), model, languages)


def _of_model(facts: object, model: type[M], languages: Sequence[str]) -> tuple[M | None, ValidationError | None]:
    try:
        return model.model_validate(facts, context={"languages": languages}), None
    except ValidationError as error:
        return None, error


def _without_mistakes(data: YamlMapping, error: ValidationError, languages: Sequence[str]) -> CityRecord | None:
    """Return a record without the fields that break its schema, or None where it needs them.

    Items of lists stay where they are, so that the places of the others stay true.
    """
    rest: Any = plain(data)
    for details in error.errors(include_url=False, include_context=False, include_input=False):
        path = tuple(existing(data, details["loc"]))
        holder = reduce(_below, path[:-1], rest)
        if not path or details["type"] == "missing" or isinstance(holder, list):
            return None
        if isinstance(holder, dict):
            holder.pop(path[-1], None)
    return _of_model(rest, CityRecord, languages)[0]


def _below(value: Any, step: Any) -> Any:
    """Return what a value holds at a step, or None where that was taken out already."""
    return value.get(step) if isinstance(value, dict) else value[step] if isinstance(value, list) else None


def _no_fields(file: SourceFile) -> Problem:
    if file.path.endswith(".md") and file.data is None:
        says, do = "has no facts above the text", "write the fields between two lines of three hyphens, ---"
    else:
        says, do = "holds no fields", "write one field a line, as in name: New Town"
    return Problem(file.shown, 1, 1, says, do)
