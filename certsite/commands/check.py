"""`check`: everything that a build looks at, without publishing."""

from argparse import Namespace

from certsite import build as whole
from certsite.commands import refuse, report, say, settings
from certsite.exits import DONE
from certsite.problem import Refused, summary


def run(options: Namespace) -> int:
    """Report every problem; write nothing."""
    try:
        made, _ = whole.made(settings(options))
    except Refused as refused:
        return refuse(refused, options)
    report(made.problems, options)
    say(f"{made.cities} cities in {made.languages} languages, {made.pages} pages: {summary(made.problems)}.", options)
    return DONE
