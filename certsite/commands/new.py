"""`new`: a record that `check` accepts, from options or questions."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Sequence

from certsite import gazetteer
from certsite.commands import report, say, settings
from certsite.exits import DONE, TO_MEND, WrongUse
from certsite.problem import Problem, Refused, Severity, safe_line, summary
from certsite.scaffold import deciding, interview, writing
from certsite.scaffold.deciding import Answers
from certsite.scaffold.publications import PATH as REGISTRY
from certsite.scaffold.questions import QUESTIONS, as_options
from certsite.scaffold.workshop import Workshop
from certsite.terminal import tell


def run(options: Namespace) -> int:
    """Write one record beside the others; nothing that is there is overwritten."""
    try:
        workshop = Workshop(settings(options))
        answers = _answers(workshop, options)
        problems = _written(workshop, answers, options)
    except Refused as refused:
        report(refused.problems, options)
        say(f"{summary(refused.problems)}. Nothing was written.", options)
        return TO_MEND
    except (EOFError, KeyboardInterrupt):
        raise WrongUse("\nstopped; nothing was written") from None
    report(problems, options)
    say("\n".join(_done(workshop, answers)), options)
    return DONE


def _written(workshop: Workshop, answers: Answers, options: Namespace) -> Sequence[Problem]:
    """Write the record and return the warnings; say how to give the answers again where it is refused."""
    registry = deciding.registry(workshop)
    drafts = deciding.drafts(workshop, deciding.facts(workshop, answers))
    problems = writing.problems(workshop.settings, drafts)
    try:
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise Refused(problems)
        writing.write(workshop.settings.content, drafts, registry)
    except (Refused, WrongUse):
        again = f"{as_options(answers)} --content={shlex.quote(str(options.content))}"
        say(f"The same answers again: build.py new {again}", options)
        raise
    return problems


def _answers(workshop: Workshop, options: Namespace) -> Answers:
    given = {question.field: text for question in QUESTIONS if (text := _given(options, question.field)) is not None}
    heard = interview.from_options(workshop, given)
    if not heard.missing and not heard.wrong:
        for line in heard.understood:
            say(line, options)
        return heard.answers
    if heard.missing and sys.stdin.isatty():
        return interview.from_person(workshop, given, _ask, lambda text: tell(text, sys.stdout))
    raise WrongUse("\n".join([*heard.wrong, *([interview.open_ends(workshop, heard)] if heard.missing else [])]))


def _given(options: Namespace, field: str) -> str | None:
    text = getattr(options, field)
    return " ".join(text) if isinstance(text, list) else text


def _ask(prompt: str) -> str:
    try:
        return input(safe_line(prompt))
    except UnicodeDecodeError:
        tell("that cannot be read; write it in UTF-8", sys.stdout)
        return _ask(prompt)


def _done(workshop: Workshop, answers: Answers) -> list[str]:
    """Say what was written, where its facts are from, and what comes next."""
    facts = deciding.facts(workshop, answers)
    path = workshop.shown(f"cities/{facts.slug}.md")
    lines = [f"Written: {path}"]
    if facts.publication:
        lines.append(f"Added to {workshop.shown(REGISTRY)}: {facts.publication.id}")
    lines.append(_origin(workshop, answers))
    return [*lines, f"Next: open {path} in an editor and add what is known; make check; make serve shows it."]


def _origin(workshop: Workshop, answers: Answers) -> str:
    place = deciding.chosen(workshop, answers)
    if place is None:
        if not gazetteer.is_installed():
            return f"Coordinates and population are left out: {interview.NO_GAZETTEER}."
        return "Coordinates and population are left out; add lat, lon and population where a source gives them."
    left_out = deciding.no_population(workshop, place)
    what = "Coordinates" if left_out else "Coordinates and population"
    after = f" Note: {left_out}." if left_out else ""
    return f"{what}: {place.name}, number {place.id} in {gazetteer.CREDIT}.{after}"
