"""The program's own facts: from `program.yaml` to `Programme` and `Site`."""

from collections.abc import Iterable, Iterator, Mapping

from certsite import schema
from certsite.model import (
    Community,
    Gap,
    LevelCount,
    License,
    Named,
    NamedPlace,
    OfficialPage,
    Partner,
    PopulationBand,
    Programme,
    Site,
    Source,
    Statement,
    Term,
    Texts,
)
from certsite.schema import ProgramFile

Sources = Mapping[str, Source]


def site(program: ProgramFile) -> Site:
    """Return the site as a publication."""
    row = program.site
    return Site(
        title=row.title,
        description=row.description,
        statement=row.statement,
        url=row.url or "",
        repository=(row.repository or "").rstrip("/"),
        contact=row.contact or "",
        licenses=tuple(License(item.what, item.name, item.url or "") for item in row.licenses),
    )


def programme(program: ProgramFile, sources: Sources) -> Programme:
    """Return how the certification works."""
    rule = program.eligibility
    return Programme(
        name=program.name,
        purpose=statement(program.purpose.text, program.purpose.sources, sources),
        eligibility=statement(rule.text, rule.sources, sources),
        eligibility_before=tuple(statement(row.text, row.sources, sources) for row in rule.earlier or ()),
        scoring=tuple(_scoring(program, sources)),
        validity=statement(program.validity.text, program.validity.sources, sources),
        review_years=program.validity.review_years,
        journey=tuple(
            Named(step.name, step.text, step.since or "", pick(step.sources, sources))
            for step in sorted(program.journey or (), key=lambda step: step.order)
        ),
        aspects=tuple(statement(row.text, row.sources, sources) for row in program.aspects or ()),
        key_dates=tuple(Named({}, row.text, row.date, pick(row.sources, sources)) for row in program.key_dates or ()),
        partners=tuple(
            Partner(row.name, row.role, row.period, pick(row.sources, sources)) for row in program.partners or ()
        ),
        level_counts=tuple(
            LevelCount(
                row.level,
                row.date,
                row.value,
                texts(row.note or {}, program.languages[0].code),
                pick(row.sources, sources),
            )
            for row in (program.figures.level_counts if program.figures else None) or ()
        ),
        population_bands=tuple(
            PopulationBand(row.id, row.minimum, row.maximum, row.label) for row in program.population_bands or ()
        ),
        places=tuple(
            NamedPlace(row.country, row.region or "", tuple(row.also_known_as)) for row in program.places or ()
        ),
        gaps=gaps(program.missing),
        contact=program.contact.email if program.contact else "",
        contact_sources=pick(program.contact.sources, sources) if program.contact else (),
        links=tuple(OfficialPage(row.label, row.lang or "", row.url) for row in program.links or ()),
        community=_community(program.community, sources),
        glossary=tuple(Term(row.id, row.term, row.definition) for row in program.glossary or ()),
        glossary_sources=pick(program.glossary_sources or (), sources),
    )


def _scoring(program: ProgramFile, sources: Sources) -> Iterator[Statement]:
    """Yield the rule, its prerequisites, where it holds and who checks, as far as they are known."""
    if (row := program.scoring) is None:
        return
    for text in (row.text, row.prerequisites, row.scope):
        if text:
            yield statement(text, row.sources, sources)
    if row.reviewers:
        yield statement(row.reviewers.text, row.reviewers.sources, sources)


def _community(row: schema.Community | None, sources: Sources) -> Community | None:
    if row is None:
        return None
    return Community(row.name, tuple(statement(offer.text, offer.sources, sources) for offer in row.offers))


def gaps(rows: Iterable[schema.Gap] | None) -> tuple[Gap, ...]:
    """Return what was looked for and not found."""
    return tuple(Gap(row.what, row.detail or {}) for row in rows or ())


def statement(text: Texts, ids: Iterable[str], sources: Sources) -> Statement:
    """Return a text with the sources of the ids."""
    return Statement(text, pick(ids, sources))


def texts(written: Texts, language: str) -> Texts:
    """Return a text as a map of language to text; a plain string is in the language of its record."""
    return {code or language: text for code, text in written.items()}


def pick(ids: Iterable[str], sources: Sources) -> tuple[Source, ...]:
    """Return the sources of the ids; an unknown one was reported by a rule."""
    return tuple(sources[id_] for id_ in ids if id_ in sources)
