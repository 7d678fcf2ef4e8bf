"""Pages for those who act: a city that wants to take part, and whoever adds or corrects a record."""

from dataclasses import dataclass

from markupsafe import Markup

from certsite.plan.frame import HOW, Desk
from certsite.plan.standard import reading_link
from certsite.plan.texts import Item, contact, steps, written
from certsite.plan.views import Contact, Frame, Link, Sourced
from certsite.routes import correction_form_address, new_city_address, page


@dataclass(frozen=True, slots=True)
class GetStartedPage:
    """For city staff: who can take part, and the way from the first step to the certification.

    community: its name, empty where there is none; offers: what it gives to each city; levels: where it stands what
    each level takes, or nothing; criteria: those in force, or nothing; missing: where to tell of a city that is
    certified and not listed, or nothing.
    """

    frame: Frame
    title: str
    body: Markup
    eligibility: tuple[Sourced, ...]
    steps: tuple[Item, ...]
    community: str
    offers: tuple[Sourced, ...]
    scoring: tuple[Sourced, ...]
    levels: Link | None
    criteria: Link | None
    contact: Contact
    missing: Link | None


@dataclass(frozen=True, slots=True)
class ContributePage:
    """How a city is added or corrected.

    repository, new_record, form: where the records are kept, a new one is written, a correction is told of; empty
    without a repository. contact: an e-mail address, or empty.
    """

    frame: Frame
    title: str
    body: Markup
    repository: str
    new_record: str
    form: str
    contact: str


def get_started_page(desk: Desk, name: str) -> GetStartedPage:
    """Return what city staff need to begin, from the facts of the program."""
    frame, title, body = written(desk, name)
    content, voice, t = desk.directory.content, desk.voice, desk.translator.t
    program, community = content.programme, content.programme.community
    levels = Link(t("get-started.levels"), f"{desk.path(page(HOW))}#levels")
    return GetStartedPage(
        frame=frame,
        title=title,
        body=body,
        eligibility=tuple(voice.sourced(row) for row in (program.eligibility, *program.eligibility_before)),
        steps=steps(desk),
        community=voice.text(community.name) if community else "",
        offers=tuple(voice.sourced(row) for row in community.offers) if community else (),
        scoring=tuple(voice.sourced(row) for row in program.scoring),
        levels=levels if HOW in content.pages else None,
        criteria=reading_link(desk, content.editions[-1]),
        contact=contact(desk),
        missing=desk.editors_guide(),
    )


def contribute_page(desk: Desk, name: str) -> ContributePage:
    """Return how a city is added or corrected, with the ways that lead there."""
    frame, title, body = written(desk, name)
    site = desk.directory.content.site
    return ContributePage(
        frame=frame,
        title=title,
        body=body,
        repository=site.repository,
        new_record=new_city_address(site.repository) if site.repository else "",
        form=correction_form_address(site.repository) if site.repository else "",
        contact=site.contact,
    )
