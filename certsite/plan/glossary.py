"""The words of the program, each with what it means."""

from dataclasses import dataclass

from certsite.plan.frame import Desk
from certsite.plan.views import Frame, SourceView
from certsite.routes import GLOSSARY, term_anchor
from certsite.slugs import bare


@dataclass(frozen=True, slots=True)
class TermView:
    """A word and its meaning; id: its anchor."""

    id: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """Every word, sorted as the language of the page sorts; sources: what the words as a whole rest on."""

    frame: Frame
    title: str
    lead: str
    terms: tuple[TermView, ...]
    sources: tuple[SourceView, ...]


def glossary_page(desk: Desk) -> GlossaryPage:
    """Return the words of the program."""
    t, text, program = desk.translator.t, desk.voice.text, desk.directory.content.programme
    title, lead = t("nav.glossary"), t("glossary.lead", program=text(program.name))
    terms = (TermView(term_anchor(row.id), text(row.term), text(row.definition)) for row in program.glossary)
    return GlossaryPage(
        frame=desk.frame(GLOSSARY, title, lead, edits="program.yaml"),
        title=title,
        lead=lead,
        terms=tuple(sorted(terms, key=lambda row: (bare(row.term), row.id))),
        sources=desk.voice.sources(program.glossary_sources),
    )
