"""Which file is which, and every record with the place it was read from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from certsite.load import Mapping as YamlMapping
from certsite.load import SourceFile, Sources, mark_of, plain
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
from certsite.validate.messages import empty_values, problems_of

M = TypeVar("M", bound=BaseModel)
Path = Sequence[str | int]
INDISPENSABLE = ("program.yaml", "strings.yaml", "sources.yaml")


@dataclass(frozen=True, slots=True)
class Record(Generic[M]):
    """One file that follows its schema."""

    model: M
    file: SourceFile

    def problem(
        self, at: Path, says: str, do: str, *, key: bool = False, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem at a value of the file, or at the key that names it."""
        assert self.file.data is not None  # noqa: S101 - a record was read from data
        mark = mark_of(self.file.data, at, key=key)
        return Problem(self.file.shown, mark.line, mark.column, says, do, severity)


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
    other: files that are no records: outlines and what is passed through.
    """

    program: Record[ProgramFile]
    strings: Record[StringsFile]
    sources: Record[SourcesFile]
    rounds: Record[RoundsFile] | None
    unverified: Record[UnverifiedFile] | None
    editions: Mapping[str, Record[EditionFile]]
    practices: Mapping[tuple[str, str], Record[PracticeFile]]
    cities: tuple[Record[CityRecord], ...]
    stories: tuple[Story, ...]
    pages: Mapping[tuple[str, str], Record[PageHead]]
    outlines: SourceFile | None
    static: tuple[SourceFile, ...]

    @property
    def all(self) -> Iterator[Record[BaseModel]]:
        """Every record, for rules that hold everywhere."""
        yield from (self.program, self.strings, self.sources)  # type: ignore[misc] # Record is read-only
        yield from (record for record in (self.rounds, self.unverified) if record)  # type: ignore[misc]
        for group in (self.editions.values(), self.practices.values(), self.cities, self.pages.values()):
            yield from group  # type: ignore[misc]


@dataclass(slots=True)
class _Reading:
    """The state of one reading: what was found so far, and what is wrong."""

    sources: Sources
    languages: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def read(self, file: SourceFile, model: type[M]) -> Record[M] | None:
        """Return the file as a record, or None with the problems noted."""
        self.seen.add(file.path)
        if not isinstance(file.data, YamlMapping):
            self.problems.append(_not_a_mapping(file))
            return None
        if empty := list(empty_values(file.shown, file.data)):
            self.problems.extend(empty)
            return None
        try:
            written = model.model_validate(plain(file.data), context={"languages": self.languages})
        except ValidationError as error:
            self.problems.extend(problems_of(error, file.shown, file.data, model))
            return None
        return Record(written, file)

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


def read(sources: Sources) -> tuple[Records | None, list[Problem]]:
    """Return the records of a content folder and what is wrong with the others.

    None stands for records where the program, the words or the sources cannot be used: nothing can be said of
    the rest then but that it follows its schema.
    """
    reading = _Reading(sources, _languages(sources))
    program = reading.one("program.yaml", ProgramFile)
    strings = reading.one("strings.yaml", StringsFile)
    registry = reading.one("sources.yaml", SourcesFile)
    rounds = reading.one("rounds.yaml", RoundsFile)
    unverified = reading.one("unverified.yaml", UnverifiedFile)
    editions = {
        match[1]: record
        for file, match in reading.matching(r"criteria/([^/]+)/edition\.yaml")
        if (record := reading.read(file, EditionFile))
    }
    practices = {
        (match[1], match[2]): record
        for file, match in reading.matching(r"criteria/([^/]+)/(?!edition\.)([^/]+)\.yaml")
        if (record := reading.read(file, PracticeFile))
    }
    cities = tuple(
        record for file, _ in reading.matching(r"cities/[^/.]+\.md") if (record := reading.read(file, CityRecord))
    )
    pages = {
        (match[1], match[2]): record
        for file, match in reading.matching(r"pages/([^/]+)/([^/.]+)\.md")
        if (record := reading.read(file, PageHead))
    }
    stories = tuple(
        Story(match[1], match[2], file) for file, match in reading.matching(r"cities/([^/.]+)\.([^/.]+)\.md")
    )
    outlines = next((file for file, _ in reading.matching(r"geo/outlines\.json")), None)
    static = tuple(file for file, _ in reading.matching(r"static/.+"))
    problems = [*reading.problems, *_missing_files(sources), *_strays(sources, reading.seen)]
    if not (program and strings and registry) or "rounds.yaml" in sources.broken:
        return None, problems
    records = Records(
        program, strings, registry, rounds, unverified, editions, practices, cities, stories, pages, outlines, static
    )
    return records, problems


def _languages(sources: Sources) -> tuple[str, ...]:
    """Return the language codes as they stand in program.yaml, before anything is known to be right."""
    file = next((file for file in sources.files if file.path == "program.yaml"), None)
    written = plain(file.data) if file and file.data else None
    rows = written.get("languages") if isinstance(written, dict) else None
    if not isinstance(rows, list):
        return ()
    return tuple(row["code"] for row in rows if isinstance(row, dict) and isinstance(row.get("code"), str))


def _not_a_mapping(file: SourceFile) -> Problem:
    if file.path.endswith(".md") and file.data is None:
        says, do = "has no facts above the text", "write the fields between two lines of three hyphens, ---"
    else:
        says, do = "is no list of fields", "write one field a line, as in name: Phoenix"
    return Problem(file.shown, 1, 1, says, do)


def _missing_files(sources: Sources) -> Iterator[Problem]:
    present = {file.path for file in sources.files} | sources.broken
    for path in INDISPENSABLE:
        if path not in present:
            yield Problem(f"{sources.content}/{path}", 0, 0, "the file is missing", "copy one from another program")


FOLDERS = ("cities", "criteria", "pages", "geo", "static")
FILES = ("program.yaml", "strings.yaml", "sources.yaml", "rounds.yaml", "unverified.yaml")


def _strays(sources: Sources, seen: set[str]) -> Iterator[Problem]:
    """Report files that no stage reads: a mistyped name must not make content vanish."""
    for file in sources.files:
        if file.path not in seen:
            yield Problem(file.shown, 0, 0, "no page is made from this file", _place_for(file.path))


def _place_for(path: str) -> str:
    first = path.split("/", maxsplit=1)[0]
    if "/" not in path:
        return choose(first, FILES)
    if first not in FOLDERS:
        return f"unknown folder {quote(first)}; {choose(first, FOLDERS)}"
    return {
        "cities": "name it <slug>.md, or <slug>.<language>.md for a story in another language",
        "criteria": "name it criteria/<edition>/<practice>.yaml",
        "pages": "name it pages/<page>/<language>.md",
        "geo": "only geo/outlines.json is read",
    }[first]
