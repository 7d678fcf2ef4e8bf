"""From what was written to what is known: every id becomes the thing it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from certsite.model import (
    Award,
    City,
    Content,
    Edition,
    Language,
    Level,
    Population,
    Practice,
    Program,
    Round,
    Source,
    Statement,
    Story,
    TextPage,
    Threshold,
)
from certsite.model.convert_program import pick, programme, site, texts
from certsite.model.convert_standard import Told, Unsaid, edition
from certsite.problem import Problem
from certsite.schema import AwardRow, CityRecord, Event, ProgramRow, RoundRow
from certsite.validate import Record, Records


def content(records: Records, problems: Iterable[Problem]) -> Content:
    """Return what is known; files that a problem of severity error names are left out of it."""
    flawed = {problem.path for problem in problems if problem.severity == "error"}
    return _Conversion(records, flawed).content()


def languages(records: Records) -> tuple[Language, ...]:
    """Return the languages of the site, the first one first."""
    rows = records.program.model.languages
    return tuple(Language(row.path, row.code, row.lang, row.hreflang, row.cldr, row.name) for row in rows)


@dataclass(slots=True)
class _Conversion:
    records: Records
    flawed: set[str]

    def content(self) -> Content:
        """Convert registries first, then what refers to them."""
        records, program = self.records, self.records.program.model
        sources = {
            id_: Source(id_, row.title, row.publisher, row.date or "", row.url or "", row.short or "", row.unread)
            for id_, row in records.sources.model.sources.items()
        }
        first = program.languages[0].code
        editions = {edition.id: edition for edition in self._editions(sources, first)}
        rounds = {row.id: _round(row, editions, sources, first) for row in self._rounds() if row.edition in editions}
        levels = _levels(records, editions, sources)
        practices = {practice.id: practice for practice in next(reversed(editions.values())).practices}
        known = _Known(sources, rounds, {level.id: level for level in levels}, practices)
        return Content(
            site=site(program),
            languages=languages(self.records),
            programme=programme(program, sources),
            levels=levels,
            editions=tuple(editions.values()),
            rounds=tuple(rounds.values()),
            cities=tuple(
                _city(record, known, self._stories(record))
                for record in records.cities
                if record.file.shown not in self.flawed
            ),
            sources=tuple(sources.values()),
            pages=self._pages(),
            static={file.path.removeprefix("static/"): file.raw for file in records.static},
        )

    def _rounds(self) -> Sequence[RoundRow]:
        return self.records.rounds.model.rounds if self.records.rounds else ()

    def _editions(self, sources: Mapping[str, Source], first: str) -> Iterable[Edition]:
        program = self.records.program.model
        unsaid = Unsaid(first, program.scoring.points_per_criterion if program.scoring else 1)
        for row in program.editions:
            files = [self.records.practices.get((row.id, practice)) for practice in row.practices or ()]
            written = self.records.editions.get(row.id)
            dates = [date for date in program.key_dates or () if date.edition == row.id]
            told = Told(row, written.model if written else None, [file.model for file in files if file], dates)
            yield edition(told, sources, unsaid)

    def _stories(self, record: Record[CityRecord]) -> Mapping[str, Story]:
        own = record.file
        stories = {record.model.lang: Story(own.body, own.shown, own.body_line)} if own.body.strip() else {}
        for story in self.records.stories:
            if story.slug == record.model.slug and story.file.shown not in self.flawed:
                stories[story.language] = Story(story.file.body, story.file.shown, story.file.body_line)
        return stories

    def _pages(self) -> Mapping[str, Mapping[str, TextPage]]:
        """Return the pages of text that exist in every language; a rule reported the others."""
        pages: dict[str, dict[str, TextPage]] = {}
        for (name, language), record in sorted(self.records.pages.items()):
            file = record.file
            page = TextPage(record.model.title, record.model.description, Story(file.body, file.shown, file.body_line))
            pages.setdefault(name, {})[language] = page
        languages = {row.code for row in self.records.program.model.languages}
        return {name: written for name, written in pages.items() if languages <= written.keys()}


@dataclass(frozen=True, slots=True)
class _Known:
    sources: Mapping[str, Source]
    rounds: Mapping[str, Round]
    levels: Mapping[str, Level]
    practices: Mapping[str, Practice]


def _levels(records: Records, editions: Mapping[str, Edition], sources: Mapping[str, Source]) -> tuple[Level, ...]:
    return tuple(
        Level(
            id=row.id,
            rank=row.rank,
            name=row.name,
            shape=row.shape,
            tone=row.tone,
            meaning=row.meaning,
            thresholds=tuple(
                Threshold(bound.edition, bound.minimum_percent, pick(bound.sources, sources))
                for bound in row.thresholds or ()
                if bound.edition in editions
            ),
            sources=pick(row.sources, sources),
        )
        for row in sorted(records.program.model.levels, key=lambda row: row.rank)
    )


def _round(row: RoundRow, editions: Mapping[str, Edition], sources: Mapping[str, Source], first_language: str) -> Round:
    counts = {name: getattr(row.announced, name) for name in type(row.announced).model_fields}
    return Round(
        id=row.id,
        date=row.date,
        edition=editions[row.edition],
        edition_stated=row.edition_basis == "stated",
        announced={name: (count.value, pick(count.sources, sources)) for name, count in counts.items() if count},
        text=row.text,
        sources=pick(row.sources or (), sources),
        edition_sources=pick(row.edition_sources, sources),
        open_questions=tuple(
            Statement(texts(question.text, first_language), pick(question.sources, sources))
            for question in row.open_questions or ()
        ),
        date_note={first_language: row.date_note} if row.date_note else {},
        award_year=row.award_year,
    )


def _city(record: Record[CityRecord], known: _Known, stories: Mapping[str, Story]) -> City:
    row = record.model
    return City(
        slug=row.slug,
        path=record.file.path,
        name=row.name,
        also_known_as=tuple(row.also_known_as or ()),
        language=row.lang,
        region=row.region,
        region_code=row.region_code or "",
        country=row.country,
        point=None if row.lat is None or row.lon is None else (row.lat, row.lon),
        population=_population(row, known),
        government_url=row.government_url or "",
        history=tuple(_award(award, row.lang, known) for award in row.history),
        programs=tuple(
            _program(program, row.lang, known) for program in row.programs or () if program.practice in known.practices
        ),
        sources=pick(row.sources, known.sources),
        open_questions=tuple(
            Statement(texts(question.text, row.lang), pick(question.sources, known.sources))
            for question in row.open_questions or ()
        ),
        notes=tuple({row.lang: note} for note in row.notes or ()),
        stories=stories,
    )


def _population(row: CityRecord, known: _Known) -> Population | None:
    if row.population is None:
        return None
    note = {row.lang: row.population_note} if row.population_note else {}
    return Population(row.population, row.population_year, pick(row.population_sources or (), known.sources), note)


def _award(row: AwardRow, language: str, known: _Known) -> Award:
    return Award(
        event=Event(row.event),
        level=known.levels[row.level] if row.level else None,
        year=row.year or (int(row.date[:4]) if row.date else None),
        date=row.date or (str(row.year) if row.year else ""),
        date_note={language: row.date_note} if row.date_note else {},
        award_year=row.award_year,
        round=known.rounds.get(row.round) if row.round else None,
        derived=frozenset(row.derived_fields or ()),
        sources=pick(row.sources, known.sources),
        note={language: row.note} if row.note else {},
    )


def _program(row: ProgramRow, language: str, known: _Known) -> Program:
    return Program(
        title=texts(row.title, language),
        summary=texts(row.summary, language),
        practice=known.practices[row.practice],
        languages=tuple(row.languages or ()),
        url=row.url or "",
        sources=pick(row.sources, known.sources),
    )
