"""What a city is known for, as its own page and the page of a practice show it."""

from dataclasses import dataclass

from certsite.model import Program
from certsite.plan.frame import Desk
from certsite.plan.views import Shown, SourceView


@dataclass(frozen=True, slots=True)
class ProgramView:
    """One program of a city.

    offered: the languages it is offered in, in words; languages: their codes; url: where residents can use it.
    """

    title: Shown
    summary: Shown
    offered: str
    languages: tuple[str, ...]
    url: str
    sources: tuple[SourceView, ...]


def program_view(desk: Desk, program: Program) -> ProgramView:
    """Return a program in words."""
    names = [desk.translator.language_name(code) for code in program.languages]
    return ProgramView(
        title=desk.voice.shown(program.title),
        summary=desk.voice.shown(program.summary),
        offered=desk.translator.t("program.offered", languages=desk.translator.list(names)) if names else "",
        languages=program.languages,
        url=program.url,
        sources=desk.voice.sources(program.sources),
    )
