"""Rules about the program itself: its languages, levels, editions, practices, rounds and pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from certsite.problem import Problem, choose, quote
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records

BASES = ("stated", "date")


def _repeated(record: Record, field: str, rows: Sequence[object], name: str) -> Iterator[Problem]:  # type: ignore[type-arg]
    """Report the second and every later row of a list that has the same value in a field that must be unique."""
    counted: Counter[object] = Counter()
    for index, row in enumerate(rows):
        value = getattr(row, name)
        if counted[value]:
            yield record.problem([field, index, name], f"{name} {quote(str(value))} is used twice", "write another one")
        counted[value] += 1


def ids_are_unique(records: Records, _: Known) -> Iterator[Problem]:
    """Languages, levels, editions and rounds are told apart by their ids, levels by their ranks as well."""
    program, model = records.program, records.program.model
    yield from _repeated(program, "languages", model.languages, "code")
    yield from _repeated(program, "languages", model.languages, "path")
    yield from _repeated(program, "levels", model.levels, "id")
    yield from _repeated(program, "levels", model.levels, "rank")
    yield from _repeated(program, "editions", model.editions, "id")
    for field in ("population_bands", "journey", "partners", "glossary"):
        yield from _repeated(program, field, getattr(model, field) or (), "id")
    if records.rounds:
        yield from _repeated(records.rounds, "rounds", records.rounds.model.rounds, "id")


def first_language_stands_at_the_root(records: Records, _: Known) -> Iterator[Problem]:
    """The first language has no path of its own; every other one has."""
    for index, language in enumerate(records.program.model.languages):
        if (index == 0) != (language.path == ""):
            do = "write path: ''" if index == 0 else f"write path: {language.code}"
            yield records.program.problem(["languages", index, "path"], f"path is {quote(language.path)}", do)


def thresholds_rise(records: Records, known: Known) -> Iterator[Problem]:
    """Within an edition a higher level asks for a higher share of the criteria."""
    levels = sorted(enumerate(records.program.model.levels), key=lambda pair: pair[1].rank)
    for edition in known.editions:
        bounds = [
            (place, index, threshold.minimum_percent)
            for place, level in levels
            for index, threshold in enumerate(level.thresholds or ())
            if threshold.edition == edition
        ]
        for (_, _, low), (place, index, high) in pairwise(bounds):
            if high <= low:
                yield records.program.problem(
                    ["levels", place, "thresholds", index, "minimum_percent"],
                    f"{high} is not above {low}, the bound of the level below",
                    f"write more than {low}",
                )


def practices_have_files(records: Records, known: Known) -> Iterator[Problem]:
    """Each practice of an edition has its file, and each file is listed in program.yaml."""
    for index, edition in enumerate(records.program.model.editions):
        files = [practice for of, practice in records.practices if of == edition.id]
        for place, practice in enumerate(edition.practices or ()):
            if practice not in files and not known.incomplete:
                yield records.program.problem(
                    ["editions", index, "practices", place],
                    f"there is no usable criteria/{edition.id}/{practice}.yaml",
                    choose(practice, files),
                )
    listed = {
        (edition.id, practice) for edition in records.program.model.editions for practice in edition.practices or ()
    }
    for (of, practice), record in records.practices.items():
        if (of, practice) not in listed:
            do = f"add {practice} to practices of edition {of}" if of in known.editions else choose(of, known.editions)
            yield Problem(record.file.shown, 1, 1, "program.yaml does not list this practice", do)


def standard_files_name_themselves(records: Records, known: Known) -> Iterator[Problem]:
    """The id in edition.yaml is the name of its folder, the id of a practice the name of its file."""
    for edition, record in records.editions.items():
        if record.model.id != edition:
            yield record.problem(["id"], f"id is {quote(record.model.id)}", f"write id: '{edition}'")
        if edition not in known.editions:
            yield record.problem(["id"], f"unknown edition {quote(edition)}", choose(edition, known.editions))
    for (_, practice), file in records.practices.items():
        if file.model.id != practice:
            yield file.problem(["id"], f"id is {quote(file.model.id)}", f"write id: {practice}")


def criteria_are_unique(records: Records, _: Known) -> Iterator[Problem]:
    """Within an edition every criterion has an id of its own; it is the anchor of a public address."""
    seen: dict[tuple[str, str], str] = {}
    for (edition, _practice), record in sorted(records.practices.items()):
        for index, criterion in enumerate(record.model.criteria or ()):
            first = seen.setdefault((edition, criterion.id), f"{record.file.shown}#{index}")
            if first != f"{record.file.shown}#{index}":
                yield record.problem(
                    ["criteria", index, "id"],
                    f"id {quote(criterion.id)} is used twice in {edition}",
                    "write another one",
                )


def complete_editions_list_every_criterion(records: Records, _: Known) -> Iterator[Problem]:
    """An edition that calls itself complete has as many criteria as program.yaml says."""
    totals = {edition.id: edition.criteria_total for edition in records.program.model.editions}
    for edition, record in records.editions.items():
        listed = sum(len(row.model.criteria or ()) for (of, _), row in records.practices.items() if of == edition)
        if record.model.complete and listed != totals.get(edition, listed):
            yield record.problem(
                ["complete"],
                f"{listed} criteria are listed of {totals[edition]}",
                "add the others, or write complete: false",
            )


def rounds_run_forward(records: Records, known: Known) -> Iterator[Problem]:
    """Rounds stand oldest first and not in the future, and say on what their edition rests."""
    if not records.rounds:
        return
    rows = records.rounds.model.rounds
    for index, row in enumerate(rows):
        if row.edition_basis not in BASES:
            at = ["rounds", index, "edition_basis"]
            yield records.rounds.problem(
                at, f"unknown edition_basis {quote(row.edition_basis)}", choose(row.edition_basis, BASES)
            )
        if row.date > known.today.isoformat()[: len(row.date)]:
            yield records.rounds.problem(
                ["rounds", index, "date"], f"date {row.date} is in the future", "write its date"
            )
    for index, (before, after) in enumerate(pairwise(rows), start=1):
        length = min(len(before.date), len(after.date))
        if after.date[:length] < before.date[:length]:
            yield records.rounds.problem(
                ["rounds", index], f"round {after.id} stands below round {before.id}", "put the older one first"
            )


def pages_exist_in_every_language(records: Records, known: Known) -> Iterator[Problem]:
    """A page of content/pages/ is there in every language of the site, and in no other."""
    written: dict[str, dict[str, Record]] = {}  # type: ignore[type-arg]
    for (page, language), record in records.pages.items():
        written.setdefault(page, {})[language] = record
        if language not in known.languages:
            yield Problem(
                record.file.shown, 1, 1, f"unknown language {quote(language)}", choose(language, known.languages)
            )
    for page, by_language in sorted(written.items()):
        for language in known.languages:
            if language not in by_language:
                other = next(iter(by_language.values())).file.shown
                folder = other.rsplit("/", 1)[0]
                yield Problem(other, 1, 1, f"the page {page} is missing in {language}", f"add {folder}/{language}.md")


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    first_language_stands_at_the_root,
    thresholds_rise,
    practices_have_files,
    standard_files_name_themselves,
    criteria_are_unique,
    complete_editions_list_every_criterion,
    rounds_run_forward,
    pages_exist_in_every_language,
)
