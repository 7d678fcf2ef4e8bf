"""One module for each command; each has `run(options) -> exit code`."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from certsite.build import Settings
from certsite.problem import FORMATS, Problem

HERE = Path(__file__).resolve().parents[2]


def settings(options: Namespace) -> Settings:
    """Return what a build is told, from the options and the environment.

    SOURCE_DATE_EPOCH (reproducible-builds.org) stands for today where it is set.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return Settings(
        content=options.content,
        out=options.out,
        templates=HERE / "templates",
        assets=HERE / "assets",
        today=now.date(),
        site_url=options.site_url,
        for_folder=options.for_folder,
    )


def report(problems: Sequence[Problem], options: Namespace) -> None:
    """Print problems: for people on standard error, for programs on standard output."""
    stream = sys.stderr if options.format == "text" else sys.stdout
    if problems or options.format == "json":
        print(FORMATS[options.format](problems), end="", file=stream)


def say(text: str, options: Namespace) -> None:
    """Print a line for people, unless only problems are asked for; never between what programs read."""
    if not options.quiet:
        print(text, file=sys.stdout if options.format == "text" else sys.stderr)
