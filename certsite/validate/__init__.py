"""From files to records: schema errors in plain words, then the rules between facts, one small generator each."""

from datetime import date
from itertools import islice

from certsite.load import Sources
from certsite.problem import Staged
from certsite.validate import city_rules, history_rules, program_rules, reference_rules
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
    for rules in (program_rules, reference_rules, city_rules, history_rules):
        problems.extend(problem for rule in rules.RULES for problem in islice(rule(found, facts), OF_A_RULE))
    return (None if found.unusable.intersection(INDISPENSABLE) else found), problems
