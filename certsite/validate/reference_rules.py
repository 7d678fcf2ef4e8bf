"""Rules about ids: whatever a file refers to exists."""

from collections.abc import Iterator, Sequence

from certsite.load import Listing, Mapping, Node, Scalar
from certsite.problem import Problem, choose, near, quote
from certsite.validate.known import Known, Rule
from certsite.validate.records import Records

Path = tuple[str | int, ...]


def sources_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """Every id under `sources`, `corroborated_by` and keys that end in `_sources` stands in sources.yaml."""
    if known.incomplete:
        return
    for record in records.all:
        if record is records.sources or record.file.data is None:
            continue
        for path, name in _source_ids(record.file.data, (), inside=False):
            if name not in known.sources:
                yield record.problem(path, f"unknown source {quote(name)}", _source_mend(name, known.sources))


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


def _source_mend(name: str, sources: frozenset[str]) -> str:
    meant = near(name, sorted(sources))
    return (f"did you mean {quote(meant)}? " if meant else "") + "Every source stands in sources.yaml"


def rounds_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """A row of a city's history belongs to a round of rounds.yaml."""
    for city in records.cities:
        for index, row in enumerate(city.model.history):
            if row.round is not None and row.round not in known.rounds:
                yield city.problem(
                    ["history", index, "round"], f"unknown round {quote(row.round)}", choose(row.round, [*known.rounds])
                )


def practices_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """A program shows a practice of the edition in force."""
    for city in records.cities:
        for index, program in enumerate(city.model.programs or ()):
            if program.practice not in known.practices:
                yield city.problem(
                    ["programs", index, "practice"],
                    f"unknown practice {quote(program.practice)}",
                    choose(program.practice, known.practices),
                )


def editions_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """Rounds and thresholds name an edition of the program."""
    for index, row in enumerate(records.rounds.model.rounds if records.rounds else ()):
        if row.edition not in known.editions and records.rounds:
            yield records.rounds.problem(
                ["rounds", index, "edition"],
                f"unknown edition {quote(row.edition)}",
                choose(row.edition, known.editions),
            )
    for place, level in enumerate(records.program.model.levels):
        for index, threshold in enumerate(level.thresholds or ()):
            if threshold.edition not in known.editions:
                yield records.program.problem(
                    ["levels", place, "thresholds", index, "edition"],
                    f"unknown edition {quote(threshold.edition)}",
                    choose(threshold.edition, known.editions),
                )


def criteria_are_known(records: Records, known: Known) -> Iterator[Problem]:
    """A related criterion is named as edition/id, exists, and belongs to another edition."""
    ids = {
        f"{edition}/{criterion.id}"
        for (edition, _), practice in records.practices.items()
        for criterion in practice.model.criteria or ()
    }
    for (edition, _), practice in records.practices.items():
        for place, criterion in enumerate(practice.model.criteria or ()):
            for index, name in enumerate(criterion.related or ()):
                if name not in ids or name.startswith(f"{edition}/"):
                    yield practice.problem(
                        ["criteria", place, "related", index],
                        f"{quote(name)} is no criterion of another edition",
                        _criterion_mend(name, ids, known.editions),
                    )


def _criterion_mend(name: str, ids: set[str], editions: Sequence[str]) -> str:
    meant = near(name, sorted(ids))
    return f"did you mean {quote(meant)}?" if meant else f"write it as edition/id; editions are {', '.join(editions)}"


def program_refers_to_what_exists(records: Records, known: Known) -> Iterator[Problem]:
    """The example and the figures of the program name a city and levels that exist, its dates known rounds."""
    program, model = records.program, records.program.model
    slugs = sorted(city.model.slug for city in records.cities)
    if (example := model.levels_example) is not None:
        if example.city not in slugs:
            at: Path = ("levels_example", "city")
            yield program.problem(at, f"there is no record {example.city}.md", choose(example.city, slugs))
        if example.level not in known.levels:
            at = ("levels_example", "level")
            yield program.problem(at, f"unknown level {quote(example.level)}", choose(example.level, [*known.levels]))
    for index, count in enumerate((model.figures.level_counts if model.figures else None) or ()):
        if count.level not in known.levels:
            at = ("figures", "level_counts", index, "level")
            yield program.problem(at, f"unknown level {quote(count.level)}", choose(count.level, [*known.levels]))
    for index, row in enumerate(model.key_dates or ()):
        if row.round is not None and row.round not in known.rounds:
            at = ("key_dates", index, "round")
            yield program.problem(at, f"unknown round {quote(row.round)}", choose(row.round, [*known.rounds]))


RULES: tuple[Rule, ...] = (
    sources_are_known,
    rounds_are_known,
    practices_are_known,
    editions_are_known,
    criteria_are_known,
    program_refers_to_what_exists,
)
