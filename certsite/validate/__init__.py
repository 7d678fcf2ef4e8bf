"""From files to records: schema errors in plain words, then the rules between facts, one small generator each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from certsite.load import Sources
from certsite.problem import Problem, Staged
from certsite.validate import city_rules, history_rules, name_rules, program_rules, reference_rules, standard_rules
from certsite.validate.known import Known, gather
from certsite.validate.layout import INDISPENSABLE
from certsite.validate.records import Record, Records, Story, read

__all__ = ["Known", "Record", "Records", "Story", "records"]

OF_A_RULE = 500
"""Problems told by one rule of all files: one mistake in so many places is mended once, and looked for again."""


def records(sources: Sources, today: date) -> Staged[Records | None]:
    """Return every record that may be used, and every problem of all of them.

    today: no award and no publication may lie after it.
    The value is None where a file is missing or unusable without which there is no site; a record with an error of its
    own is left out. The others are still checked.
    """
    found, problems = read(sources)
    if found is None:
        return None, problems
    facts = gather(found, today)
    for rules in (program_rules, reference_rules, standard_rules, city_rules, name_rules, history_rules):
        problems.extend(problem for rule in rules.RULES for problem in islice(rule(found, facts), OF_A_RULE))
    problems.extend(_of_partial(found, facts))
    return (None if found.unusable.intersection(INDISPENSABLE) else found), problems


# Rules on one value each: a field that is missing beside it makes none of them speak amiss.
OF_VALUES = (
    city_rules.language_is_known,
    history_rules.event_is_known,
    history_rules.level_is_known,
    reference_rules.practices_are_known,
    reference_rules.rounds_are_known,
    reference_rules.sources_are_known,
)


def _of_partial(found: Records, facts: Known) -> Iterator[Problem]:
    """Yield what is wrong with the values of records that break their schema elsewhere: all is told in one run."""
    partial = {record.file.shown for record in found.partial}
    for rule in OF_VALUES:
        told = (problem for problem in rule(replace(found, cities=found.partial), facts) if problem.path in partial)
        yield from islice(told, OF_A_RULE)
