"""The standard: from the files of an edition to `Edition`, its practices and criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from certsite.model.convert_program import gaps, pick, statement, texts
from certsite.model.standard import OFFICIAL, Beginning, Criterion, Edition, Milestone, OtherTitle, Practice, Source
from certsite.schema import CriterionRow, EditionFile, EditionRow, KeyDate, PracticeFile

Sources = Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What holds where a file does not say it. language: of plain texts; points: of a criterion."""

    language: str
    points: int


@dataclass(frozen=True, slots=True)
class Told:
    """What is written of an edition.

    row: in program.yaml; file: its own, None where there is none; practices: their files; key_dates: those of the
    program that belong to its history.
    """

    row: EditionRow
    file: EditionFile | None
    practices: Sequence[PracticeFile]
    key_dates: Sequence[KeyDate]


def edition(told: Told, sources: Sources, unsaid: Unsaid) -> Edition:
    """Return an edition."""
    row, written = told.row, told.file
    steps = (*((written and written.history) or ()), *told.key_dates)
    return Edition(
        id=row.id,
        name=row.name,
        criteria_total=row.criteria_total,
        practices_total=row.practices_total,
        practices=tuple(_practice(practice, sources, unsaid) for practice in told.practices),
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until or "",
        sources=pick(row.sources, sources),
        title=written.title if written else {},
        complete=bool(written and written.complete),
        history=tuple(
            Milestone(step.date, texts(step.date_note or {}, unsaid.language), step.text, pick(step.sources, sources))
            for step in steps
        ),
        gaps=gaps(written.missing) if written else (),
        text_sources=pick(written.sources, sources) if written else (),
    )


def _practice(row: PracticeFile, sources: Sources, unsaid: Unsaid) -> Practice:
    return Practice(
        id=row.id,
        name=row.name,
        description=row.description or {},
        sources=pick(row.sources, sources),
        code=row.code or "",
        code_status=row.code_status or OFFICIAL,
        translated=frozenset(row.name_translated or ()),
        other_names=tuple(
            OtherTitle(other.name, other.lang, pick(other.sources, sources)) for other in row.other_names or ()
        ),
        residents=row.residents or {},
        start=Beginning(row.start.text, tuple(row.start.criteria)) if row.start else None,
        before=tuple(row.before or ()),
        before_sources=pick(row.before_sources or (), sources),
        criteria=tuple(_criterion(criterion, sources, unsaid) for criterion in row.criteria or ()),
    )


def _criterion(row: CriterionRow, sources: Sources, unsaid: Unsaid) -> Criterion:
    return Criterion(
        id=row.id,
        code=row.code or "",
        code_status=row.code_status or OFFICIAL,
        title=row.title,
        title_status=row.title_status or OFFICIAL,
        translated=frozenset(row.title_translated or ()),
        title_sources=pick(row.title_sources or (), sources),
        other_titles=tuple(
            OtherTitle(other.title, "", pick(other.sources, sources)) for other in row.title_variants or ()
        ),
        summary=row.summary,
        evidence=tuple(row.evidence_asked or ()),
        facts=tuple(statement(fact.text, fact.sources, sources) for fact in row.facts or ()),
        related=tuple(_address(name) for name in row.related or ()),
        points=row.points or unsaid.points,
        requires=tuple(row.requires or ()),
        terms=tuple(row.terms or ()),
        sources=pick(row.sources, sources),
        corroborated_by=pick(row.corroborated_by or (), sources),
    )


def _address(name: str) -> tuple[str, str]:
    """Return edition and id of a criterion named as edition/id; a rule looked at the form."""
    edition_id, _, id_ = name.partition("/")
    return edition_id, id_
