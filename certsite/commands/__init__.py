"""One module for each command; each has `run(options) -> exit code`."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, date, datetime
from os import environ
from pathlib import Path

from certsite.build import Settings
from certsite.exits import TO_MEND, WrongUse
from certsite.problem import FORMATS, Problem, Refused, summary
from certsite.terminal import tell, write

HERE = Path(__file__).resolve().parents[2]


def settings(options: Namespace) -> Settings:
    """Return what a build is told, from the options and the environment.

    Raise `WrongUse` where there is no folder of content, or no day in the environment.
    """
    if not options.content.is_dir():
        raise WrongUse(f"there is no folder {options.content}; name the content with --content")
    return Settings(
        content=options.content,
        out=options.out,
        templates=HERE / "templates",
        assets=HERE / "assets",
        today=today(),
        site_url=options.site_url,
        for_folder=options.for_folder,
        cache=HERE / ".cache" / "build",
    )


def today() -> date:
    """Return the day in UTC; SOURCE_DATE_EPOCH (reproducible-builds.org) stands for it where it is set.

    Raise `WrongUse` where that is no time.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError):
        says = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time; write seconds since 1970, as in 1767225600"
        raise WrongUse(says) from None


def refuse(refused: Refused, options: Namespace) -> int:
    """Print why nothing was published, and return the exit code that says so."""
    report(refused.problems, options)
    say(f"{summary(refused.problems)}. Nothing was published; {options.out}/ is as it was.", options)
    return TO_MEND


def report(problems: Sequence[Problem], options: Namespace) -> None:
    """Print problems: for people on standard error, for programs on standard output."""
    stream = sys.stderr if options.format == "text" else sys.stdout
    write(FORMATS[options.format](problems), stream)


def say(text: str, options: Namespace) -> None:
    """Print a line for people, unless only problems are asked for; never between what programs read."""
    if not options.quiet:
        tell(text, sys.stdout if options.format == "text" else sys.stderr)
