"""Rules about the program itself: its levels, editions, practices, rounds and pages."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pydantic import BaseModel

from certsite.dates import is_older
from certsite.problem import Problem, choose, near, quote
from certsite.schema import PageHead
from certsite.validate.fields import Place
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records

BASES = ("stated", "date")
# What the pages of an edition and of its questions have anchors for beside criteria, and how others of them begin.
ANCHORS = ("contents", "main", "site-search", "sources")
ANCHORED = ("assessment-", "edition-", "practice-", "sieve-", "source-")
# What the home page has ids for beside its levels, some of them in other programs only; the outlines of tiles begin so.
HOME_IDS = (
    *("compared", "ended", "honor-roll", "jump", "main", "missing", "onward", "q", "q-hint", "results", "sort"),
    "unknown-level",
)
OUTLINED = "o-"
# What stands among the editions and is none: the page that compares them.
TAKEN = ("changes",)


def ids_are_unique(records: Records, _: Known) -> Iterator[Problem]:
    """Levels, editions and rounds are told apart by their ids, levels by their ranks as well."""
    program, model = records.program, records.program.model
    yield from _repeated(program, "levels", model.levels, "rank")
    for field in ("levels", "editions", "population_bands", "journey", "aspects", "partners", "glossary"):
        yield from _repeated(program, field, getattr(model, field) or (), "id")
    if records.rounds:
        yield from _repeated(records.rounds, "rounds", records.rounds.model.rounds, "id")


def _repeated(record: Record[BaseModel], field: str, rows: Sequence[BaseModel], name: str) -> Iterator[Problem]:
    """Report the second and every later row of a list that has the same value in a field that must be unique."""
    seen: set[object] = set()
    for index, row in enumerate(rows):
        value = getattr(row, name)
        if value in seen:
            yield record.problem([field, index, name], f"{name} {quote(str(value))} is used twice", "write another one")
        seen.add(value)


def levels_are_no_other_part_of_the_home_page(records: Records, _: Known) -> Iterator[Problem]:
    """The id of a level, to which links to its cities lead, is none that the home page has for something else."""
    for index, level in enumerate(records.program.model.levels):
        if level.id in HOME_IDS or level.id.startswith(OUTLINED):
            says = f"id {quote(level.id)} is that of another part of the home page"
            yield records.program.problem(["levels", index, "id"], says, "write another one, as the name of the level")


def ranges_run_upwards(records: Records, _: Known) -> Iterator[Problem]:
    """The bounds of eligibility and of each band of populations have something between them."""
    program, model = records.program, records.program.model
    box = model.eligibility.bounds
    for low, high in (("south", "north"), ("west", "east")):
        if getattr(box, low) >= getattr(box, high):
            says = f"{low} {getattr(box, low)} is not below {high} {getattr(box, high)}"
            yield program.problem(["eligibility", "bounds", low], says, "swap them, or check their signs")
    for index, band in enumerate(model.population_bands or ()):
        if band.maximum is not None and band.maximum < band.minimum:
            says = f"maximum {band.maximum} is below minimum {band.minimum}"
            yield program.problem(["population_bands", index, "maximum"], says, "swap them")


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


def thresholds_stand_once(records: Records, _: Known) -> Iterator[Problem]:
    """A level has one lower bound under an edition."""
    for place, level in enumerate(records.program.model.levels):
        editions = [threshold.edition for threshold in level.thresholds or ()]
        for index, edition in enumerate(editions):
            if edition in editions[:index]:
                at = ("levels", place, "thresholds", index, "edition")
                says = f"level {level.id} has two bounds under edition {edition}"
                yield records.program.problem(at, says, "remove one of them")


def editions_run_forward(records: Records, known: Known) -> Iterator[Problem]:
    """Editions stand oldest first, each is replaced after it came into force, and both lie in the past."""
    program, rows = records.program, records.program.model.editions
    for index, row in enumerate(rows):
        since, until = row.in_force_from, row.in_force_until
        late = [name for name in ("in_force_from", "in_force_until") if known.is_future(getattr(row, name) or "")]
        for name in late:
            says = f"{name} {getattr(row, name)} is in the future"
            yield program.problem(["editions", index, name], says, "mend the date")
        if not late and until and is_older(until, since):
            says = f"in_force_until {until} is before in_force_from {since}"
            yield program.problem(["editions", index, "in_force_until"], says, "mend one of the two")
    past = [(index, row) for index, row in enumerate(rows) if not known.is_future(row.in_force_from)]
    for (_, before), (index, after) in pairwise(past):
        if is_older(after.in_force_from, before.in_force_from):
            says = f"edition {after.id} stands below edition {before.id}, which is newer"
            yield program.problem(["editions", index], says, "put the older one first, or mend its in_force_from")


def editions_end_where_the_next_begins(records: Records, _: Known) -> Iterator[Problem]:
    """Each edition but the newest says when it was replaced: without it, pages would call it the one in force."""
    for index, (row, after) in enumerate(pairwise(records.program.model.editions)):
        if row.in_force_until is None:
            says = f"edition {row.id} has no in_force_until, though edition {after.id} follows it"
            do = f"write when it was replaced, as in in_force_until: '{after.in_force_from}'"
            yield records.program.problem(["editions", index], says, do)


def editions_are_no_other_page(records: Records, _: Known) -> Iterator[Problem]:
    """The page of an edition stands where no other page does."""
    for index, row in enumerate(records.program.model.editions):
        if row.id in TAKEN:
            says = f"id {quote(row.id)} is the address of another page"
            yield records.program.problem(["editions", index, "id"], says, "write another one, as the year it began")


def practices_stand_once(records: Records, _: Known) -> Iterator[Problem]:
    """No edition lists a practice twice."""
    for index, edition in enumerate(records.program.model.editions):
        listed = edition.practices or []
        for place, practice in enumerate(listed):
            if practice in listed[:place]:
                at = ("editions", index, "practices", place)
                yield records.program.problem(at, f"practice {quote(practice)} is listed twice", "remove one of them")


def practices_have_files(records: Records, _: Known) -> Iterator[Problem]:
    """Each practice of an edition has its file."""
    for index, edition in enumerate(records.program.model.editions):
        files = [practice for of, practice in records.practices if of == edition.id]
        for place, practice in enumerate(edition.practices or ()):
            path = f"criteria/{edition.id}/{practice}.yaml"
            if practice not in files and path not in records.unusable:
                meant = near(practice, files)
                do = f"did you mean {quote(meant)}?" if meant else "add it, or remove the practice"
                at = ("editions", index, "practices", place)
                yield records.program.problem(at, f"there is no file {path}", do)


def practices_are_listed(records: Records, known: Known) -> Iterator[Problem]:
    """Each file of a practice belongs to an edition, which lists the practice in program.yaml.

    A practice that is listed and has no file was probably meant; `practices_have_files` tells that.
    """
    listed = {edition.id: edition.practices or () for edition in records.program.model.editions}
    for (edition, practice), record in records.practices.items():
        if edition not in listed:
            says, do = f"its folder {quote(edition)} is no edition", choose(edition, known.editions)
            yield Problem(record.file.shown, 0, 0, says, do)
        elif practice not in listed[edition] and not near(practice, _without_file(records, edition, listed[edition])):
            do = f"add {practice} to the practices of edition {edition}"
            yield Problem(record.file.shown, 0, 0, "program.yaml does not list this practice", do)


def _without_file(records: Records, edition: str, listed: Sequence[str]) -> list[str]:
    return [practice for practice in listed if (edition, practice) not in records.practices]


def standard_files_name_themselves(records: Records, known: Known) -> Iterator[Problem]:
    """The id in edition.yaml is the name of its folder, the id of a practice the name of its file."""
    for edition, record in records.editions.items():
        if record.model.id != edition:
            do = f"write id: '{edition}', or rename the folder"
            yield record.problem(["id"], f"id is {quote(record.model.id)} in the folder {quote(edition)}", do)
        else:
            yield from record.unless_known(["id"], "edition", edition, known.editions)
    for (_, practice), file in records.practices.items():
        if file.model.id != practice:
            do = f"write id: {practice}, or rename the file"
            yield file.problem(["id"], f"id is {quote(file.model.id)} in {quote(practice)}.yaml", do)


def criteria_are_unique(records: Records, _: Known) -> Iterator[Problem]:
    """Within an edition every criterion has an id of its own; it is the anchor of a public address."""
    seen: dict[tuple[str, str], str] = {}
    for (edition, _practice), record in sorted(records.practices.items(), key=lambda item: item[0]):
        for index, criterion in enumerate(record.model.criteria or ()):
            key = (edition, criterion.id)
            if key in seen:
                says = f"id {quote(criterion.id)} is used already in {seen[key]}"
                yield record.problem(["criteria", index, "id"], says, "write another one")
            seen.setdefault(key, record.file.shown)


def criteria_are_no_other_part_of_their_page(records: Records, _: Known) -> Iterator[Problem]:
    """The anchor of a criterion is none that the page of its edition has for something else."""
    for record in records.practices.values():
        for index, criterion in enumerate(record.model.criteria or ()):
            if criterion.id in ANCHORS or criterion.id.startswith(ANCHORED):
                says = f"id {quote(criterion.id)} is that of another part of the page"
                yield record.problem(["criteria", index, "id"], says, "write another one, as the code of the criterion")


def translations_are_of_a_title_in_another_language(records: Records, known: Known) -> Iterator[Problem]:
    """What is marked as our translation is in a language of the site, and translates what stands in another one."""
    for record in records.practices.values():
        rows: list[tuple[Place, Sequence[str]]] = [(("name_translated",), record.model.name_translated or ())]
        for index, criterion in enumerate(record.model.criteria or ()):
            rows.append((("criteria", index, "title_translated"), criterion.title_translated or ()))
        for at, codes in rows:
            for place, code in enumerate(codes):
                yield from record.unless_known((*at, place), "language", code, known.languages)
            if known.languages and set(known.languages) <= set(codes):
                says = "every language is marked as our translation"
                yield record.problem(at, says, "leave out the language of the original", key=True)


def rounds_run_forward(records: Records, known: Known) -> Iterator[Problem]:
    """Rounds stand oldest first and not in the future."""
    if not records.rounds:
        return
    rows = records.rounds.model.rounds
    for index, row in enumerate(rows):
        if known.is_future(row.date):
            at = ("rounds", index, "date")
            yield records.rounds.problem(at, f"date {row.date} is in the future", "write its date")
    past = [(index, row) for index, row in enumerate(rows) if not known.is_future(row.date)]
    for (_, before), (index, after) in pairwise(past):
        if is_older(after.date, before.date):
            says = f"round {after.id} stands below round {before.id}, which is newer"
            yield records.rounds.problem(["rounds", index], says, "put the older one first")


def rounds_say_what_their_edition_rests_on(records: Records, _: Known) -> Iterator[Problem]:
    """The edition of a round is stated by a source or follows from its date."""
    if records.rounds:
        for index, row in enumerate(records.rounds.model.rounds):
            at = ("rounds", index, "edition_basis")
            yield from records.rounds.unless_known(at, "edition_basis", row.edition_basis, BASES)


def pages_exist_in_every_language(records: Records, known: Known) -> Iterator[Problem]:
    """A page of content/pages/ is there in every language of the site, and in no other."""
    if not known.languages:
        return
    written: dict[str, dict[str, Record[PageHead]]] = {}
    for (page, language), record in records.pages.items():
        written.setdefault(page, {})[language] = record
        if language not in known.languages:
            says, do = f"unknown language {quote(language)}", choose(language, known.languages)
            yield Problem(record.file.shown, 0, 0, says, do)
    for page, by_language in written.items():
        for language in known.languages:
            if language not in by_language and f"pages/{page}/{language}.md" not in records.unusable:
                other = next(iter(by_language.values())).file.shown
                do = f"add {other.rpartition('/')[0]}/{language}.md"
                yield Problem(other, 0, 0, f"the page {quote(page)} is missing in {language}", do)


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    levels_are_no_other_part_of_the_home_page,
    ranges_run_upwards,
    thresholds_rise,
    thresholds_stand_once,
    editions_run_forward,
    editions_end_where_the_next_begins,
    editions_are_no_other_page,
    practices_stand_once,
    practices_have_files,
    practices_are_listed,
    standard_files_name_themselves,
    criteria_are_unique,
    criteria_are_no_other_part_of_their_page,
    translations_are_of_a_title_in_another_language,
    rounds_run_forward,
    rounds_say_what_their_edition_rests_on,
    pages_exist_in_every_language,
)
