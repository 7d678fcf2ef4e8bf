"""Rules about how the criteria of an edition hang together."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from certsite.problem import Problem, choose, quote
from certsite.schema import PracticeFile
from certsite.validate.fields import Place
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records


def complete_editions_list_every_criterion(records: Records, _: Known) -> Iterator[Problem]:
    """An edition that calls itself complete has as many criteria as program.yaml says."""
    totals = {edition.id: edition.criteria_total for edition in records.program.model.editions}
    for edition, record in records.editions.items():
        if not record.model.complete or any(path.startswith(f"criteria/{edition}/") for path in records.unusable):
            continue
        listed = sum(len(row.model.criteria or ()) for (of, _), row in records.practices.items() if of == edition)
        if listed != totals.get(edition, listed):
            says = f"criteria listed: {listed}, criteria_total in program.yaml: {totals[edition]}"
            do = "make the two agree, or write complete: false"
            yield record.problem(["complete"], says, do)


def required_criteria_are_known(records: Records, _: Known) -> Iterator[Problem]:
    """A criterion builds on others of its own edition."""
    for edition, listed in _criteria(records).items():
        if any(path.startswith(f"criteria/{edition}/") for path in records.unusable):
            continue
        for practice, at, id_, required in _required(records, edition):
            if required not in listed:
                says = f"{quote(required)} is no criterion of edition {edition}"
                yield practice.problem(at, says, choose(required, sorted(listed - {id_})))


def criteria_do_not_require_each_other(records: Records, _: Known) -> Iterator[Problem]:
    """No criterion builds on itself, through others or at once: neither could ever be met first."""
    for edition in _criteria(records):
        rows = list(_required(records, edition))
        needs: dict[str, set[str]] = {}
        for _practice, _at, id_, required in rows:
            needs.setdefault(id_, set()).add(required)
        for practice, at, id_, required in rows:
            if required == id_:
                yield practice.problem(at, f"{quote(id_)} requires itself", "remove it from requires")
            elif id_ in _reached(required, needs):
                says = f"{quote(required)} requires {quote(id_)} in its turn"
                yield practice.problem(at, says, "remove one of the two")


def terms_are_known(records: Records, _: Known) -> Iterator[Problem]:
    """The words that a criterion names stand in the glossary."""
    glossary = [term.id for term in records.program.model.glossary or ()]
    for practice in records.practices.values():
        for place, criterion in enumerate(practice.model.criteria or ()):
            for index, term in enumerate(criterion.terms or ()):
                at = ("criteria", place, "terms", index)
                yield from practice.unless_known(at, "term", term, glossary)


def nothing_is_named_twice(records: Records, _: Known) -> Iterator[Problem]:
    """No list of ids in the standard names one twice."""
    for practice in records.practices.values():
        for at, ids in _lists(practice.model):
            for index, id_ in enumerate(ids):
                if id_ in ids[:index]:
                    yield practice.problem((*at, index), f"{quote(id_)} is listed twice", "remove one of them")


def _lists(practice: PracticeFile) -> Iterator[tuple[Place, Sequence[str]]]:
    """Yield place and ids of every list of a practice that names criteria, words or practices."""
    yield ("before",), practice.before or ()
    yield ("start", "criteria"), practice.start.criteria if practice.start else ()
    for index, criterion in enumerate(practice.criteria or ()):
        for field in ("requires", "related", "terms"):
            yield ("criteria", index, field), getattr(criterion, field) or ()


def practices_start_with_their_own(records: Records, _: Known) -> Iterator[Problem]:
    """Where to start with a practice are criteria of that practice."""
    for practice in records.practices.values():
        own = [row.id for row in practice.model.criteria or ()]
        for index, id_ in enumerate(practice.model.start.criteria if practice.model.start else ()):
            at = ("start", "criteria", index)
            yield from practice.unless_known(at, "criterion of this practice", id_, own)


def practices_go_on_from_the_edition_before(records: Records, _: Known) -> Iterator[Problem]:
    """A practice goes on from practices of the edition before its own, and says where that was read only then."""
    editions = records.program.model.editions
    earlier = {after.id: before.practices or () for before, after in pairwise(editions)}
    for (edition, _practice), practice in records.practices.items():
        for index, id_ in enumerate(practice.model.before or ()):
            kind = "practice of the edition before"
            yield from practice.unless_known(("before", index), kind, id_, earlier.get(edition, ()))
        if practice.model.before_sources and not practice.model.before:
            says, do = "before_sources stands without before", "add before, or remove before_sources"
            yield practice.problem(["before_sources"], says, do, key=True)


def _criteria(records: Records) -> dict[str, set[str]]:
    """Return the ids of the criteria of each edition."""
    listed: dict[str, set[str]] = {}
    for (edition, _), practice in records.practices.items():
        listed.setdefault(edition, set()).update(row.id for row in practice.model.criteria or ())
    return listed


def _required(records: Records, edition: str) -> Iterator[tuple[Record[PracticeFile], Place, str, str]]:
    """Yield file and place of every requirement of an edition, the criterion that has it, and the one required."""
    for (of, _), practice in records.practices.items():
        if of == edition:
            for place, criterion in enumerate(practice.model.criteria or ()):
                for index, required in enumerate(criterion.requires or ()):
                    yield practice, ("criteria", place, "requires", index), criterion.id, required


def _reached(start: str, needs: dict[str, set[str]]) -> set[str]:
    """Return a criterion with all on which it builds, at once or through others."""
    found, left = {start}, [start]
    while left:
        new = needs.get(left.pop(), set()) - found
        found |= new
        left.extend(new)
    return found


RULES: tuple[Rule, ...] = (
    complete_editions_list_every_criterion,
    required_criteria_are_known,
    criteria_do_not_require_each_other,
    terms_are_known,
    nothing_is_named_twice,
    practices_start_with_their_own,
    practices_go_on_from_the_edition_before,
)
