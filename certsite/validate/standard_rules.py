"""Rules about how the criteria of an edition hang together."""

from collections.abc import Iterator

from certsite.problem import Problem, choose, quote
from certsite.schema import PracticeFile
from certsite.validate.fields import Place
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records


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
    required_criteria_are_known,
    criteria_do_not_require_each_other,
)
