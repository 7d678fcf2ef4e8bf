"""Pages of text: how it works, about, and the page for what is not found."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from certsite.model import Edition, Named, OfficialPage
from certsite.plan.frame import START, Desk
from certsite.plan.home import country_links
from certsite.plan.parts import fits
from certsite.plan.standard import edition_line
from certsite.plan.views import Contact, Figure, Frame, Link, OutsideLink, Sourced, SourceView, Table
from certsite.routes import GLOSSARY, HOME, NOT_FOUND, SOURCES, city, level, page, practice


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a name; date: in words, or empty; path: the page of its own, or empty."""

    name: str
    text: str
    date: str
    sources: tuple[SourceView, ...]
    path: str = ""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of text; body: safe HTML."""

    frame: Frame
    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class HowPage:
    """How the certification works.

    guide: the page for city staff, which then holds the steps, the contact and what was before; or nothing.
    """

    frame: Frame
    title: str
    body: Markup
    purpose: Sourced
    eligibility: tuple[Sourced, ...]
    bounds: Table
    editions: tuple[Item, ...]
    levels: tuple[Item, ...]
    scoring: tuple[Sourced, ...]
    validity: Sourced
    steps: tuple[Item, ...]
    guide: Link | None
    aspects: tuple[Sourced, ...]
    practices: tuple[Item, ...]
    practices_title: str
    dates: tuple[Item, ...]
    gaps: tuple[str, ...]
    contact: Contact
    glossary: Link | None


@dataclass(frozen=True, slots=True)
class LicenseView:
    """The terms of one part of the site."""

    what: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """About the directory: who makes it, on what it rests, under which terms; guide: for editors, or nothing."""

    frame: Frame
    title: str
    body: Markup
    counted: str
    sources: Link
    partners: tuple[Item, ...]
    licenses: tuple[LicenseView, ...]
    repository: str
    contact: str
    guide: Link | None


@dataclass(frozen=True, slots=True)
class NotFound:
    """The words of the page for what is not found, in one language."""

    lang: str
    title: str
    text: str
    home: Link
    cities_title: str
    cities: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """The page for what is not found, in every language at once."""

    frame: Frame
    parts: tuple[NotFound, ...]


def text_page(desk: Desk, name: str) -> TextPage:
    """Return a page of text as it was written."""
    frame, title, body = written(desk, name)
    return TextPage(frame, title, body)


def how_page(desk: Desk, name: str) -> HowPage:
    """Return how the certification works, from the facts of the program."""
    frame, title, body = written(desk, name)
    program, voice, content = desk.directory.content.programme, desk.voice, desk.directory.content
    current = content.editions[-1]
    guide = Link(desk.translator.t(f"onward.{START}"), desk.path(page(START))) if START in content.pages else None
    before = () if guide else program.eligibility_before
    return HowPage(
        frame=frame,
        title=title,
        body=body,
        purpose=voice.sourced(program.purpose),
        eligibility=tuple(voice.sourced(row) for row in (program.eligibility, *before)),
        bounds=_bounds(desk),
        editions=tuple(_edition(desk, edition) for edition in content.editions),
        levels=tuple(
            Item(voice.level(row), voice.text(row.meaning), "", voice.sources(row.sources))
            for row in reversed(content.levels)
        ),
        scoring=tuple(voice.sourced(row) for row in program.scoring),
        validity=voice.sourced(program.validity),
        steps=() if guide else steps(desk),
        guide=guide,
        aspects=tuple(voice.sourced(row) for row in program.aspects),
        practices=tuple(
            Item(
                name=voice.text(row.name),
                text=voice.text(row.description),
                date="",
                sources=voice.sources(row.sources),
                path=desk.path(practice(row.id)),
            )
            for row in current.practices
        ),
        practices_title=desk.translator.t(
            "how.practices", count=current.practices_total, edition=voice.text(current.name)
        ),
        dates=_items(desk, program.key_dates),
        gaps=tuple(voice.text(gap.what) for gap in program.gaps),
        contact=Contact("", (), ()) if guide else contact(desk),
        glossary=Link(desk.translator.t("how.glossary"), desk.path(GLOSSARY)) if program.glossary else None,
    )


def about_page(desk: Desk, name: str) -> AboutPage:
    """Return what the directory is, on what it rests, and under which terms it is given."""
    frame, title, body = written(desk, name)
    content, t = desk.directory.content, desk.translator
    rows = sum(len(s.city.history) for s in desk.directory.standings)
    programs = sum(len(s.city.programs) for s in desk.directory.standings)
    counted = t.t(
        "about.counted",
        count=len(content.sources),
        cities=t.number(len(content.cities)),
        awards=t.number(rows),
        programs=t.number(programs),
    )
    licenses = tuple(LicenseView(desk.voice.text(row.what), row.name, row.url) for row in content.site.licenses)
    partners = tuple(
        Item(
            row.name,
            t.t("about.partner", role=desk.voice.text(row.role), period=desk.voice.text(row.period)),
            "",
            desk.voice.sources(row.sources),
        )
        for row in content.programme.partners
    )
    return AboutPage(
        frame=frame,
        title=title,
        body=body,
        counted=counted,
        sources=Link(t.t("about.sources"), desk.path(SOURCES)),
        partners=partners,
        licenses=licenses,
        repository=content.site.repository,
        contact=content.site.contact,
        guide=desk.editors_guide(),
    )


def not_found_page(desks: Sequence[Desk]) -> NotFoundPage:
    """Return the one page for what is not found; a host has one for all languages."""
    first = desks[0]
    titles = dict.fromkeys(desk.translator.t("not-found.title") for desk in desks)
    frame = first.frame(NOT_FOUND, " · ".join(titles), first.translator.t("not-found.text"))
    return NotFoundPage(frame, tuple(_not_found(desk) for desk in desks))


def _not_found(desk: Desk) -> NotFound:
    """Return the words in one language, with all cities, or with the countries where these are too many for a page."""
    t, all_fit = desk.translator, fits(len(desk.directory.standings))
    return NotFound(
        lang=t.language.lang,
        title=t.t("not-found.title"),
        text=t.t("not-found.text"),
        home=Link(t.t("not-found.home"), desk.path(HOME)),
        cities_title=t.t("not-found.cities" if all_fit else "list.countries"),
        cities=_city_links(desk) if all_fit else country_links(desk),
    )


def _city_links(desk: Desk) -> tuple[Link, ...]:
    return tuple(Link(s.city.name, desk.path(city(s.city.slug))) for s in desk.directory.standings)


def written(desk: Desk, name: str) -> tuple[Frame, str, Markup]:
    """Return the frame, title and text of a page as they were written."""
    row = desk.directory.content.pages[name][desk.translator.language.code]
    body = desk.html(row.story, top_heading=2, route=page(name))
    edits = f"pages/{name}/{desk.translator.language.code}.md"
    frame = desk.frame(page(name), row.title, row.description, edits=edits)
    return frame, row.title, body


def steps(desk: Desk) -> tuple[Item, ...]:
    """Return the way to certification, step by step."""
    return tuple(_step(desk, row) for row in desk.directory.content.programme.journey)


def _step(desk: Desk, row: Named) -> Item:
    t, name = desk.translator, desk.voice.text(row.name)
    since = t.t("item.since", name=name, date=t.date(row.date)) if row.date else name
    return Item(since, desk.voice.text(row.text), "", desk.voice.sources(row.sources))


def contact(desk: Desk) -> Contact:
    """Return how to reach the program, and its own pages."""
    program = desk.directory.content.programme
    links = tuple(_outside(desk, row) for row in program.links)
    return Contact(program.contact, desk.voice.sources(program.contact_sources), links)


def _outside(desk: Desk, row: OfficialPage) -> OutsideLink:
    """Return a page of the program, with its language in words where readers meet another one than theirs."""
    code = row.lang.partition("-")[0]
    foreign = code and code != desk.translator.language.lang.partition("-")[0]
    note = desk.translator.t("link.language", language=desk.translator.language_name(code)) if foreign else ""
    return OutsideLink(desk.voice.text(row.label), row.url, row.lang, note)


def _edition(desk: Desk, row: Edition) -> Item:
    name, sources = desk.voice.text(row.name), desk.voice.sources(row.sources)
    return Item(name, edition_line(desk, row), "", sources, desk.edition_path(row))


def _bounds(desk: Desk) -> Table:
    """Return the lower bound of each level, highest first, under each edition."""
    t, content = desk.translator.t, desk.directory.content
    rows = []
    for row in reversed(content.levels):
        known = {bound.edition: t("how.bound", percent=bound.minimum_percent) for bound in row.thresholds}
        cells = (known.get(edition.id, t("how.bound.unknown")) for edition in content.editions)
        sources = dict.fromkeys(source for bound in row.thresholds for source in bound.sources)
        rows.append(Figure((desk.voice.level(row), *cells), desk.voice.sources(sources), path=desk.path(level(row.id))))
    editions = (desk.voice.text(edition.name) for edition in content.editions)
    return Table(t("how.levels.caption"), (t("table.level"), *editions, t("table.source")), tuple(rows))


def _items(desk: Desk, rows: Sequence[Named]) -> tuple[Item, ...]:
    return tuple(
        Item(
            name=desk.voice.text(row.name),
            text=desk.voice.text(row.text),
            date=desk.translator.date(row.date) if row.date else "",
            sources=desk.voice.sources(row.sources),
        )
        for row in rows
    )
