"""Rules about a city's history: what was awarded, when, and in which order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from certsite.dates import is_older
from certsite.problem import Problem, choose, quote
from certsite.schema import AwardRow, CityRecord, Event
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records

EVENTS = tuple(event.value for event in Event)
CERTIFICATIONS = (*(event.value for event in Event if event.has_level), Event.UNKNOWN_LEVEL)
WITHOUT_LEVEL = tuple(event.value for event in Event if not event.has_level)
DERIVABLE = ("level", "year", "round")


def _rows(records: Records) -> Iterator[tuple[Record[CityRecord], int, AwardRow]]:
    for city in records.cities:
        for index, row in enumerate(city.model.history):
            yield city, index, row


def event_is_known(records: Records, _: Known) -> Iterator[Problem]:
    """Every row says what happened in one of the words for it."""
    for city, index, row in _rows(records):
        yield from city.unless_known(["history", index, "event"], "event", row.event, EVENTS)


def level_is_known(records: Records, known: Known) -> Iterator[Problem]:
    """Every level is one of the program's; where there should be none, it is not looked at."""
    for city, index, row in _rows(records):
        if row.level is not None and row.event not in WITHOUT_LEVEL:
            yield from city.unless_known(["history", index, "level"], "level", row.level, [*known.levels])


def level_stands_where_one_was_given(records: Records, known: Known) -> Iterator[Problem]:
    """A certification names its level, and nothing else does."""
    for city, index, row in _rows(records):
        if row.event not in EVENTS:
            continue
        has_level = Event(row.event).has_level
        if has_level and row.level is None:
            levels = ", ".join(known.levels)
            do = f"add level: with one of {levels}, or write event: {Event.UNKNOWN_LEVEL}"
            yield city.problem(["history", index, "event"], f"{row.event} names no level", do)
        elif not has_level and row.level is not None:
            at = ("history", index, "level")
            yield city.problem(at, f"{row.event} has no level", "remove this line", key=True)


def year_is_possible(records: Records, known: Known) -> Iterator[Problem]:
    """No award is older than the program or lies in the future."""
    for city, index, row in _rows(records):
        for name in ("year", "award_year"):
            year = getattr(row, name)
            if year is not None and not known.began <= year <= known.today.year:
                yield city.problem(
                    ["history", index, name],
                    f"{name} {year} is {_beyond(year, known)}",
                    f"write a year from {known.began} to {known.today.year}",
                )
        if row.date is not None and (known.is_future(row.date) or int(row.date[:4]) < known.began):
            says = f"date {row.date} is {_beyond(int(row.date[:4]), known)}"
            yield city.problem(["history", index, "date"], says, "write the date of the announcement")


def _beyond(year: int, known: Known) -> str:
    return f"before the program began in {known.began}" if year < known.began else "in the future"


def dates_agree(records: Records, known: Known) -> Iterator[Problem]:
    """The year of a row is the year of its date and of its round; the award's own year is not a later one."""
    for city, index, row in _rows(records):
        of_round = known.rounds.get(row.round, 0) if row.round else 0
        year = _year(row)
        if year is None:
            continue
        if row.date is not None and int(row.date[:4]) != year:
            says = f"date {row.date} is not in the year {year}"
            yield city.problem(["history", index, "date"], says, "make the two agree")
        if of_round and of_round != year:
            says = f"round {row.round} was in {of_round}, this row is of {year}"
            yield city.problem(["history", index, "round"], says, "make the two agree")
        if row.award_year is not None and row.award_year > year:
            says = f"award_year {row.award_year} is after the announcement in {year}"
            do = f"remove it, or mend {'date' if row.year is None else 'year'}"
            yield city.problem(["history", index, "award_year"], says, do)


def _year(row: AwardRow) -> int | None:
    """Return the year of the announcement: where it is not given, that of the date."""
    return row.year or (int(row.date[:4]) if row.date else None)


def history_runs_forward(records: Records, _known: Known) -> Iterator[Problem]:
    """The rows run from the oldest to the newest; rows without a date keep their place."""
    for city in records.cities:
        dated = [(index, when) for index, row in enumerate(city.model.history) if (when := _when(row))]
        for (_, before), (index, after) in pairwise(dated):
            if is_older(after, before):
                yield city.problem(
                    ["history", index],
                    f"the row of {after} stands below the row of {before}",
                    "put the older one first",
                )


def _when(row: AwardRow) -> str:
    return row.date or (str(row.year) if row.year else "")


def level_rises(records: Records, known: Known) -> Iterator[Problem]:
    """A `level-up` is higher than the level before it, and a `recertified` row is at that level.

    Source: announcements speak of a level-up only for a higher level.
    """
    for city in records.cities:
        awarded = [
            (index, row.event, row.level)
            for index, row in enumerate(city.model.history)
            if row.level is not None and row.level in known.levels
        ]
        for (above, _, before), (index, event, after) in pairwise(awarded):
            rises = known.levels[after] > known.levels[before]
            falls = known.levels[after] < known.levels[before]
            at = ("history", index, "level")
            if event == Event.LEVEL_UP and not rises:
                can_rise = known.levels[before] < max(known.levels.values())
                do = f"write {f'a level above {before}, or ' if can_rise else ''}event: {Event.RECERTIFIED}"
                yield city.problem(at, f"level-up from {before} to {after} does not rise", do)
            elif event == Event.RECERTIFIED and rises:
                yield city.problem(at, f"recertified from {before} to {after} rises", f"write event: {Event.LEVEL_UP}")
            elif event == Event.RECERTIFIED and falls and not _ended(city.model.history[above:index]):
                do = f"write level: {before}, or add the row by which it ended, with event: {Event.LAPSED}"
                yield city.problem(at, f"recertified from {before} to {after} falls", do)


def _ended(rows: Sequence[AwardRow]) -> bool:
    return any(row.event in (Event.LAPSED, Event.RETRACTED) for row in rows)


def certified_comes_once(records: Records, _: Known) -> Iterator[Problem]:
    """A city is certified for the first time once, before every other certification."""
    for city in records.cities:
        rows = [(index, row) for index, row in enumerate(city.model.history) if row.event in CERTIFICATIONS]
        for index, row in rows[1:]:
            if row.event == Event.CERTIFIED:
                yield city.problem(
                    ["history", index, "event"],
                    "certified stands below an earlier certification",
                    f"write event: {Event.RECERTIFIED} or {Event.LEVEL_UP}",
                )


def derived_values_are_named(records: Records, _: Known) -> Iterator[Problem]:
    """A derived row says which of its values follow from counts, and why."""
    for city, index, row in _rows(records):
        at = ("history", index, "derived")
        if row.derived and row.derived_fields is None:
            yield city.problem(at, "derived does not say which values", "add derived_fields: [level]")
        if row.derived and row.note is None:
            yield city.problem(at, "derived does not say why", "add note: with the reason")
        if row.derived_fields is not None and not row.derived:
            yield city.problem(
                ["history", index, "derived_fields"], "derived_fields stands without derived", "add derived: true"
            )
        for place, name in enumerate(row.derived_fields or ()):
            at_name = ("history", index, "derived_fields", place)
            if name not in DERIVABLE:
                yield city.problem(at_name, f"{quote(name)} cannot be derived", choose(name, DERIVABLE))
            elif (_year(row) if name == "year" else getattr(row, name)) is None:
                do = f"add {name}: …, or remove it here"
                yield city.problem(at_name, f"{name} is called derived, but the row has none", do)


RULES: tuple[Rule, ...] = (
    event_is_known,
    level_is_known,
    level_stands_where_one_was_given,
    year_is_possible,
    dates_agree,
    history_runs_forward,
    level_rises,
    certified_comes_once,
    derived_values_are_named,
)
