"""`check`: everything that a build looks at, without publishing."""

from argparse import Namespace

from certsite import build as whole
from certsite.cli import DONE, TO_MEND
from certsite.commands import report, say, settings
from certsite.problem import Refused, summary


def run(options: Namespace) -> int:
    """Report every problem; write nothing."""
    try:
        made, _ = whole.made(settings(options))
    except Refused as refused:
        report(refused.problems, options)
        say(f"{summary(refused.problems)}. Nothing was published; {options.out}/ is as it was.", options)
        return TO_MEND
    report(made.problems, options)
    say(f"{made.cities} cities in {made.languages} languages, {made.pages} pages: {summary(made.problems)}.", options)
    return DONE
