"""Rules about ids: whatever a file refers to exists."""

from collections.abc import Collection, Iterator
from itertools import islice

from certsite.load import Listing, Mapping, Node, Scalar
from certsite.problem import CERTAIN, Problem, Severity, choose, near, quote
from certsite.validate.known import Known, Rule
from certsite.validate.messages import MOST, Path
from certsite.validate.records import Records


def sources_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """Every id under `sources`, `corroborated_by` and keys that end in `_sources` stands in sources.yaml."""
    if "sources.yaml" in records.unusable:
        return
    options, registry = sorted(known.sources), records.sources.file.shown
    for record in records.with_sources:
        written = _source_ids(record.data, (), inside=False)
        unknown = ((path, name) for path, name in written if name not in known.sources)
        for path, name in islice(unknown, MOST):
            yield record.problem(path, f"unknown source {quote(name)}", _source_mend(name, options, registry))


def _source_ids(node: Node, path: Path, *, inside: bool) -> Iterator[tuple[Path, str]]:
    """Yield every text below a key for sources; maps below such a key are read through (`name_sources`)."""
    if isinstance(node, Scalar):
        if inside:
            yield path, node.text
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _source_ids(item, (*path, index), inside=inside and not isinstance(item, Mapping))
    else:
        for key, entry in node.entries.items():
            named = key in ("sources", "corroborated_by") or key.endswith("_sources")
            yield from _source_ids(entry.value, (*path, key), inside=inside or named)


def _source_mend(name: str, sources: Collection[str], registry: str) -> str:
    """Offer only an id that is nearly the same: of one that is merely alike, a wrong source would be cited."""
    meant = near(name, sources, CERTAIN)
    hint = f" (did you mean {quote(meant)}?)" if meant else ""
    return f"add it to {registry}, or write the id of one that stands there{hint}"


def sources_stand_once(records: Records, _: Known) -> Iterator[Problem]:
    """No list of sources names one twice."""
    for record in records.with_sources:
        seen: set[tuple[Path, str]] = set()
        repeated: list[tuple[Path, str]] = []
        for path, name in _source_ids(record.data, (), inside=False):
            if (path[:-1], name) in seen:
                repeated.append((path, name))
            seen.add((path[:-1], name))
        for path, name in repeated[:MOST]:
            yield record.problem(path, f"source {quote(name)} is listed twice", "remove one of them")


def sources_are_used(records: Records, _: Known) -> Iterator[Problem]:
    """A publication of sources.yaml on which nothing rests is told of: its id may be misspelled where it is meant."""
    if records.unusable:
        return
    used = {name for record in records.with_sources for _, name in _source_ids(record.data, (), inside=False)}
    for id_ in records.sources.model.sources:
        if id_ not in used:
            says, do = f"nothing rests on source {quote(id_)}", "name it where it was read, or remove it"
            yield records.sources.problem(("sources", id_), says, do, key=True, severity=Severity.WARNING)


def publications_lie_in_the_past(records: Records, known: Known) -> Iterator[Problem]:
    """No publication is of the future."""
    for id_, row in records.sources.model.sources.items():
        if row.date is not None and known.is_future(row.date):
            at = ("sources", id_, "date")
            yield records.sources.problem(at, f"date {row.date} is in the future", "write the date of the publication")


def rounds_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """A row of a city's history, and a date of the program, belong to a round of rounds.yaml."""
    if "rounds.yaml" in records.unusable:
        return
    for city in records.cities:
        for index, row in enumerate(city.model.history):
            if row.round is not None:
                yield from city.unless_known(["history", index, "round"], "round", row.round, [*known.rounds])
    for index, key_date in enumerate(records.program.model.key_dates or ()):
        if key_date.round is not None:
            at = ("key_dates", index, "round")
            yield from records.program.unless_known(at, "round", key_date.round, [*known.rounds])


def practices_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """A program shows a practice of the edition in force."""
    for city in records.cities:
        for index, program in enumerate(city.model.programs or ()):
            at = ("programs", index, "practice")
            yield from city.unless_known(at, "practice", program.practice, known.practices)


def editions_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """Rounds, thresholds and key dates name an edition of the program."""
    for index, key_date in enumerate(records.program.model.key_dates or ()):
        if key_date.edition is not None:
            of_date = ("key_dates", index, "edition")
            yield from records.program.unless_known(of_date, "edition", key_date.edition, known.editions)
    if records.rounds:
        for index, row in enumerate(records.rounds.model.rounds):
            yield from records.rounds.unless_known(["rounds", index, "edition"], "edition", row.edition, known.editions)
    for place, level in enumerate(records.program.model.levels):
        for index, threshold in enumerate(level.thresholds or ()):
            at = ("levels", place, "thresholds", index, "edition")
            yield from records.program.unless_known(at, "edition", threshold.edition, known.editions)


def criteria_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """A related criterion is named as edition/id, exists, and belongs to another edition."""
    if any(path.startswith("criteria/") for path in records.unusable):
        return
    ids = {
        f"{edition}/{criterion.id}"
        for (edition, _), practice in records.practices.items()
        for criterion in practice.model.criteria or ()
    }
    for (edition, _), practice in records.practices.items():
        others = {id_ for id_ in ids if not id_.startswith(f"{edition}/")}
        for place, criterion in enumerate(practice.model.criteria or ()):
            for index, name in enumerate(criterion.related or ()):
                if name not in others:
                    at = ("criteria", place, "related", index)
                    says = f"{quote(name)} is no criterion of another edition"
                    yield practice.problem(at, says, _criterion_mend(name, others, known))


def _criterion_mend(name: str, others: Collection[str], known: Known) -> str:
    if meant := near(name, others):
        return f"did you mean {quote(meant)}?"
    return f"write it as edition/id; the editions are {', '.join(known.editions)}"


def levels_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """The example and the figures of the program name levels of the program."""
    program, model = records.program, records.program.model
    if example := model.levels_example:
        yield from program.unless_known(["levels_example", "level"], "level", example.level, [*known.levels])
    for index, count in enumerate((model.figures and model.figures.level_counts) or ()):
        at = ("figures", "level_counts", index, "level")
        yield from program.unless_known(at, "level", count.level, [*known.levels])


def example_has_a_record(records: Records, _: Known) -> Iterator[Problem]:
    """The city of the program's example is in the directory."""
    slugs = sorted(city.model.slug for city in records.cities)
    example = records.program.model.levels_example
    if example and example.city not in slugs and f"cities/{example.city}.md" not in records.unusable:
        says = f"there is no record {example.city}.md"
        yield records.program.problem(["levels_example", "city"], says, choose(example.city, slugs))


RULES: tuple[Rule, ...] = (
    sources_are_known,
    sources_stand_once,
    sources_are_used,
    publications_lie_in_the_past,
    rounds_are_known,
    practices_are_known,
    editions_are_known,
    criteria_are_known,
    levels_are_known,
    example_has_a_record,
)
