"""Rules about a city's history: what was awarded, when, and in which order."""

from collections.abc import Iterator
from itertools import pairwise

from certsite.problem import Problem, choose, quote
from certsite.schema import AwardRow, CityRecord, Event
from certsite.validate.known import Known, Rule
from certsite.validate.records import Record, Records

EVENTS = tuple(event.value for event in Event)
DERIVABLE = ("level", "year", "round")


def _rows(records: Records) -> Iterator[tuple[Record[CityRecord], int, AwardRow]]:
    for city in records.cities:
        for index, row in enumerate(city.model.history):
            yield city, index, row


def event_is_known(records: Records, _: Known) -> Iterator[Problem]:
    """Every row says what happened in one of the words for it."""
    for city, index, row in _rows(records):
        if row.event not in EVENTS:
            yield city.problem(
                ["history", index, "event"], f"unknown event {quote(row.event)}", choose(row.event, EVENTS)
            )


def level_is_known(records: Records, known: Known) -> Iterator[Problem]:
    """Every level is one of the program's."""
    for city, index, row in _rows(records):
        if row.level is not None and row.level not in known.levels:
            yield city.problem(
                ["history", index, "level"], f"unknown level {quote(row.level)}", choose(row.level, [*known.levels])
            )


def level_stands_where_one_was_given(records: Records, known: Known) -> Iterator[Problem]:
    """A certification names its level, and nothing else does."""
    for city, index, row in _rows(records):
        if row.event not in EVENTS:
            continue
        has_level = Event(row.event).has_level
        if has_level and row.level is None:
            levels = ", ".join(known.levels)
            do = f"write level: with one of {levels}, or event: {Event.UNKNOWN_LEVEL}"
            yield city.problem(["history", index, "event"], f"{row.event} names no level", do)
        elif not has_level and row.level is not None:
            at = ["history", index, "level"]
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
        if row.date is not None and row.date > known.today.isoformat()[: len(row.date)]:
            yield city.problem(
                ["history", index, "date"], f"date {row.date} is in the future", "write the date of the announcement"
            )


def _beyond(year: int, known: Known) -> str:
    return "in the future" if year > known.today.year else f"before the program began in {known.began}"


def dates_agree(records: Records, known: Known) -> Iterator[Problem]:
    """The year of a row is the year of its date and of its round; the award's own year is not a later one."""
    for city, index, row in _rows(records):
        if row.date is not None and row.year is not None and row.date[:4] != str(row.year):
            yield city.problem(
                ["history", index, "date"], f"date {row.date} is not in the year {row.year}", "make the two agree"
            )
        if row.round in known.rounds and row.year is not None and known.rounds[row.round] != row.year:
            yield city.problem(
                ["history", index, "round"],
                f"round {row.round} was in {known.rounds[row.round]}, this row is of {row.year}",
                "make the two agree",
            )
        if row.award_year is not None and row.year is not None and row.award_year > row.year:
            yield city.problem(
                ["history", index, "award_year"],
                f"award_year {row.award_year} is after the announcement in {row.year}",
                "remove it, or mend year",
            )


def history_runs_forward(records: Records, _: Known) -> Iterator[Problem]:
    """The rows run from the oldest to the newest; rows without a date keep their place."""
    for city in records.cities:
        dated = [(index, when) for index, row in enumerate(city.model.history) if (when := _when(row))]
        for (_, before), (index, after) in pairwise(dated):
            length = min(len(before), len(after))
            if after[:length] < before[:length]:
                yield city.problem(
                    ["history", index],
                    f"the row of {after} stands below the row of {before}",
                    "put the older one first",
                )


def _when(row: AwardRow) -> str:
    return row.date or (str(row.year) if row.year else "")


def level_rises(records: Records, known: Known) -> Iterator[Problem]:
    """A `level-up` is higher than the level before it, and a `recertified` row keeps the level.

    Source: announcements speak of a level-up only for a higher level.
    """
    for city in records.cities:
        awarded = [(index, row) for index, row in enumerate(city.model.history) if row.level in known.levels]
        for (_, before), (index, after) in pairwise(awarded):
            rise = known.levels[str(after.level)] - known.levels[str(before.level)]
            at = ["history", index, "level"]
            if after.event == Event.LEVEL_UP and rise <= 0:
                yield city.problem(
                    at,
                    f"level-up from {before.level} to {after.level} does not rise",
                    f"write a level above {before.level}, or event: {Event.RECERTIFIED}",
                )
            elif after.event == Event.RECERTIFIED and rise > 0:
                yield city.problem(
                    at, f"recertified from {before.level} to {after.level} rises", f"write event: {Event.LEVEL_UP}"
                )


def certified_comes_once(records: Records, _: Known) -> Iterator[Problem]:
    """A city is certified for the first time once, before every other certification."""
    for city in records.cities:
        awarded = [(index, row) for index, row in enumerate(city.model.history) if row.level is not None]
        for index, row in awarded[1:]:
            if row.event == Event.CERTIFIED:
                yield city.problem(
                    ["history", index, "event"],
                    "certified stands below an earlier certification",
                    f"write event: {Event.RECERTIFIED} or {Event.LEVEL_UP}",
                )


def derived_values_are_named(records: Records, _: Known) -> Iterator[Problem]:
    """A derived row says which of its values follow from counts, and why."""
    for city, index, row in _rows(records):
        at = ["history", index, "derived"]
        if row.derived and row.derived_fields is None:
            yield city.problem(at, "derived does not say which values", "add derived_fields: [level]")
        if row.derived and row.note is None:
            yield city.problem(at, "derived does not say why", "add note: with the reason")
        if row.derived_fields is not None and not row.derived:
            yield city.problem(
                ["history", index, "derived_fields"], "derived_fields stands without derived", "add derived: true"
            )
        for place, name in enumerate(row.derived_fields or ()):
            if name not in DERIVABLE:
                at = ["history", index, "derived_fields", place]
                yield city.problem(at, f"{quote(name)} cannot be derived", choose(name, DERIVABLE))


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
