"""From files to records: schema errors in plain words, then the rules between facts, one small generator each."""

from datetime import date

from certsite.load import Sources
from certsite.problem import Problem, Staged
from certsite.validate import city_rules, history_rules, program_rules, reference_rules
from certsite.validate.known import Known, known
from certsite.validate.records import Record, Records, Story, read

__all__ = ["Known", "Record", "Records", "Story", "records"]


def records(sources: Sources, today: date) -> Staged[Records | None]:
    """Return every record that may be used, and every problem of all of them.

    today: no award and no source may lie after it.
    The value is None where the files are missing without which nothing can be said; a record with an error of its own
    is left out, and the others are still checked.
    """
    found, problems = read(sources)
    if found is None:
        return None, problems
    facts = known(found, sources.broken, today)
    for rules in (program_rules, reference_rules, city_rules, history_rules):
        problems.extend(problem for rule in rules.RULES for problem in rule(found, facts))
    problems.extend(_no_city(sources, found))
    return found, problems


def _no_city(sources: Sources, found: Records) -> list[Problem]:
    """Refuse a directory of nothing: it would replace a good one."""
    if found.cities:
        return []
    return [
        Problem(
            f"{sources.content}/cities", 0, 0, "holds no usable record of a city", "add one, or name another --content"
        )
    ]
