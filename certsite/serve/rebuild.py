"""One rebuild and how it ended; nothing that goes wrong in it ends the loop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from certsite.build import Report
from certsite.exits import place_of
from certsite.output import Output
from certsite.problem import Problem, Refused
from certsite.serve.pages import refuse_unwatchable

ROOT = Path(__file__).resolve().parents[2]
"""Below it lie the program and its templates; the working folder may be another one, and may be gone."""
Make: TypeAlias = Callable[[], tuple[Report, tuple[Output, ...]]]
"""Builds the whole site without publishing it, as `certsite.build.made` does."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What a rebuild gave.

    report: None where the site was refused; files: path -> bytes of the whole site, none where it was refused.
    problems: of the content, or a fault of the program.
    """

    report: Report | None
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    seconds: float


def rebuilt(make: Make) -> Rebuild:
    """Return what one rebuild gives; it never raises, since whoever edits a template makes faults too."""
    began = perf_counter()
    try:
        report, outputs = make()
        files = {output.path: output.data for output in outputs}
        for path, data in files.items():
            if path.endswith(".html"):
                refuse_unwatchable(data)
    except Refused as refused:
        return Rebuild(None, {}, refused.problems, perf_counter() - began)
    except Exception as fault:
        return Rebuild(None, {}, (_problem(fault),), perf_counter() - began)
    return Rebuild(report, files, report.problems, perf_counter() - began)


def _problem(fault: Exception) -> Problem:
    """Return a fault as a problem at the innermost place, which is the line of a template where that is broken."""
    place, line = place_of(fault)
    text = " ".join(str(fault).split())
    says = f"a fault of the program, not of the content: {type(fault).__name__}: {text}"
    shown = place.relative_to(ROOT) if place.is_relative_to(ROOT) else place
    return Problem(shown.as_posix(), line, 1, says, "mend it there, or report it")
