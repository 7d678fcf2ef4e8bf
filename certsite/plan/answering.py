"""What the script of the assessment is told: the standard as a measure, and cities that show what it asks for."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from typing import TypeAlias

from certsite.model import Edition
from certsite.plan.criteria import label
from certsite.plan.frame import Desk
from certsite.relate import CERTIFIED
from certsite.scoring import bounds
from certsite.slugs import bare

Json: TypeAlias = Mapping[str, object]

# So many cities are handed over as examples; a page of all would be too heavy for a phone.
MOST_EXAMPLES = 200

# What the script says; a wording of a number is handed over in all its forms.
SAID = (
    "assessment.answer.no",
    "assessment.answer.open",
    "assessment.answer.partly",
    "assessment.answer.unknown",
    "assessment.answer.yes",
    "assessment.blocked",
    "assessment.blocked.one",
    "assessment.city.error",
    "assessment.copied",
    "assessment.copy.failed",
    "assessment.count",
    "assessment.deleted",
    "assessment.error",
    "assessment.error.nothing",
    "assessment.file",
    "assessment.import.refused",
    "assessment.imported",
    "assessment.level",
    "assessment.level.below",
    "assessment.level.between",
    "assessment.level.up-to",
    "assessment.met",
    "assessment.met.points",
    "assessment.missing",
    "assessment.missing.points",
    "assessment.moved",
    "assessment.moved.left",
    "assessment.moved.weakened",
    "assessment.note",
    "assessment.nothing",
    "assessment.only-estimate",
    "assessment.peers.met",
    "assessment.peers.nothing",
    "assessment.peers.own",
    "assessment.practice",
    "assessment.progress",
    "assessment.refused.answer",
    "assessment.refused.criterion",
    "assessment.refused.date",
    "assessment.refused.edition",
    "assessment.refused.format",
    "assessment.refused.json",
    "assessment.refused.large",
    "assessment.refused.note",
    "assessment.refused.owner",
    "assessment.refused.program",
    "assessment.refused.shape",
    "assessment.refused.share-edition",
    "assessment.refused.share-length",
    "assessment.refused.share-letters",
    "assessment.refused.share-mark",
    "assessment.refused.version",
    "assessment.roadmap",
    "assessment.roadmap.done",
    "assessment.roadmap.nothing",
    "assessment.score",
    "assessment.share.refused",
    "assessment.shared",
    "assessment.shared.keep",
    "assessment.shared.kept",
    "assessment.shared.leave",
    "assessment.shared.left",
    "assessment.sheet.answer",
    "assessment.sheet.city",
    "assessment.sheet.criterion",
    "assessment.sheet.left",
    "assessment.sheet.step",
    "assessment.sheet.title",
    "assessment.step.date",
    "assessment.step.example",
    "assessment.step.level",
    "assessment.step.met",
    "assessment.step.no",
    "assessment.step.opens",
    "assessment.step.owner",
    "assessment.step.partly",
    "assessment.step.prerequisite",
    "assessment.step.reaches",
    "assessment.step.unknown",
    "assessment.undone",
    "assessment.unread",
    "assessment.unread.save",
    "assessment.unsure",
    "assessment.view.after",
    "assessment.view.all",
    "assessment.view.before",
    "assessment.view.one",
)


def told(desk: Desk, edition: Edition) -> Json:
    """Return the standard and the examples as the script takes them (assets/js/assessment/score.js says the shape)."""
    examples = list(islice(_examples(desk, edition), MOST_EXAMPLES))
    countries = {str(row["country"]): desk.translator.country(str(row["country"]).upper()) for row in examples}
    return {
        "program": desk.directory.content.programme.name[desk.directory.content.languages[0].code],
        "edition": edition.id,
        "mark": _mark(edition),
        "levels": [
            {"id": bound.level.id, "name": desk.voice.level(bound.level), "percent": bound.percent}
            for bound in bounds(desk.directory.content.levels, edition)
        ],
        "practices": [{"id": row.id, "name": desk.voice.text(row.name)} for row in edition.practices if row.criteria],
        "criteria": [
            {
                "id": row.id,
                "label": label(desk, row),
                "practice": practice.id,
                "points": row.points,
                "requires": row.requires,
            }
            for practice in edition.practices
            for row in practice.criteria
        ],
        "earlier": {
            other.id: _earlier(desk, other, edition)
            for other in desk.directory.content.editions
            if other != edition and other.criteria
        },
        "examples": examples,
        "countries": sorted(countries.items(), key=lambda pair: bare(pair[1])),
    }


def _mark(edition: Edition) -> str:
    """Return a short mark of the criteria in their order, by which an answer keeps its place in a link."""
    return sha256(" ".join(row.id for row in edition.criteria).encode()).hexdigest()[:6]


def _earlier(desk: Desk, other: Edition, edition: Edition) -> Json:
    """Return the criteria of another edition, each with those of this one that ask for much the same."""
    return {
        "name": desk.voice.text(other.name),
        "criteria": {
            row.id: {
                "label": label(desk, row),
                "now": [same.id for of, same in desk.directory.related[other.id, row.id] if of == edition],
            }
            for row in other.criteria
        },
    }


def _examples(desk: Desk, edition: Edition) -> Iterator[Json]:
    """Yield the certified cities with a program that shows a practice, highest level first, then by name."""
    practices = [row.id for row in edition.practices]
    certified = (s for s in desk.directory.standings if s.status in CERTIFIED)
    for standing in sorted(certified, key=lambda standing: -standing.rank):
        shows: dict[str, list[tuple[str, str]]] = {}
        for program in standing.city.programs:
            title = desk.voice.shown(program.title)
            shows.setdefault(program.practice.id, []).append((title.text, title.lang))
        if shows:
            place = standing.city
            yield {
                "slug": place.slug,
                "name": place.name,
                "place": desk.voice.place(place),
                "level": desk.voice.badge(standing).label,
                "country": place.country.lower(),
                "population": place.population.value if place.population else None,
                "shows": {id_: shows[id_] for id_ in practices if id_ in shows},
            }
