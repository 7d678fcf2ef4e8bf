"""The whole order of a build, readable as one sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from certsite import (
    assets,
    check,
    exports,
    i18n,
    load,
    locate,
    pagesearch,
    plan,
    publish,
    relate,
    render,
    routes,
    validate,
)
from certsite.cache import Cache
from certsite.model import Content, Site
from certsite.model.convert import content
from certsite.output import Output, flaws, folded
from certsite.problem import Problem, Severity, Staged, Tally, quote
from certsite.validate import Records

# Folders whose files the generator makes, at times more of them and at times fewer.
_OWN = ("assets/", routes.SEARCH)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told; nothing else is looked up in the middle of it.

    site_url: overrides the address in the content; today: no award may lie after it, and it changes no byte.
    drafts: files, by their path in the content, that are looked at as if they stood there.
    page_search: whether the texts of pages can be searched in what is published, where that can be had.
    cache: where what takes long is kept for the next build, or None.
    """

    content: Path
    out: Path
    templates: Path
    assets: Path
    today: date
    site_url: str = ""
    for_folder: bool = False
    drafts: Mapping[str, bytes] = field(default_factory=dict)
    page_search: bool = False
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was built; cities, languages, pages: how many; base: path of its root; problems: warnings only."""

    cities: int
    languages: int
    pages: int
    bytes: int
    base: str
    problems: tuple[Problem, ...]


def build(settings: Settings) -> tuple[Report, publish.Published]:
    """Build and publish the site; raise `Refused` with every problem found, after all of it was looked at.

    Raises `publish.CannotPublish` where the folder cannot be written, `pagesearch.CannotSearch` where the texts of
    pages cannot be indexed.
    """
    publish.refuse_overlap(settings.out, (settings.content, settings.templates, settings.assets))
    publish.recover(settings.out)
    report, outputs = made(settings, to_publish=True)
    return report, publish.site(outputs, settings.out)


def made(settings: Settings, *, to_publish: bool = False) -> tuple[Report, tuple[Output, ...]]:
    """Return the whole site without publishing it; raise `Refused` with every problem found.

    to_publish: warn of what only those who publish the site can mend, and make what only visitors of the published
    site need: the index of the page texts, which takes longer than all the rest.
    """
    tally = Tally()
    sources = tally(load.with_drafts(load.sources(settings.content), settings.drafts))
    records = tally.need(tally(validate.records(sources, settings.today)))
    drawn = tally(locate.outlines_of(records))
    known = content(records, tally.problems)
    translators = tally.need(tally(i18n.translators(records, known.languages)))
    tally.need(known.cities)
    directory = relate.directory(known)
    links = routes.links(settings.site_url or known.site.url, for_folder=settings.for_folder)
    if to_publish and not settings.for_folder:
        tally.add(_unsettled(records, known.site, links))
    styles = assets.assets(settings.assets)
    indexer = tally(_indexer(settings, len(known.cities))) if to_publish else None
    if indexer is not None:
        styles = replace(styles, page_search=pagesearch.ENTRY)
    pages = tally(plan.pages(directory, translators, drawn, styles, links))
    rendered = render.outputs(pages, settings.templates, translators, links)
    outputs = (*rendered, *styles.outputs, *exports.outputs(directory, translators, pages, links))
    tally.add(i18n.missing_words(records, translators))
    tally.add(_clashes(outputs, known, settings))
    # Pages made around a mistake have mistakes that go away with it: they are looked at once the content is right.
    tally.refuse_on_error()
    if indexer is not None:
        cache = Cache(settings.cache) if settings.cache else None
        outputs = (*outputs, *pagesearch.outputs(pages, rendered, styles.page_search_license, indexer, cache))
        tally.add(_clashes(outputs, known, settings))
    tally.add(check.outputs(outputs, _site(known, links), {page.output: page.written for page in pages}))
    tally.refuse_on_error()
    size = sum(len(output.data) for output in outputs)
    return Report(len(known.cities), len(known.languages), len(pages), size, links.base, tally.problems), outputs


def _clashes(outputs: Sequence[Output], known: Content, settings: Settings) -> Iterator[Problem]:
    """Two files must not claim one path, nor a file lie where a folder has to be: one of them would vanish.

    A file of `static/` may not even lie in a folder whose files are made here: which these are is another thing with
    every build.
    """
    misplaced = [path for path in known.static if folded(path).startswith(_OWN)]
    for path in misplaced:
        says = f"the files of {path.partition('/')[0]}/ are made by the generator"
        yield Problem(f"{settings.content}/static/{path}", 0, 0, says, "move it to another folder of static/")
    for path, reason in flaws(output.path for output in outputs if output.path not in misplaced):
        shown = f"{settings.content}/static/{path}" if path in known.static else f"{settings.content}"
        yield Problem(shown, 0, 0, f"{quote(path)} {reason}", "give the file or page another name")


def _indexer(settings: Settings, cities: int) -> Staged[str | None]:
    """Return the version of the program that will index the page texts, or nothing and why none will."""
    if not settings.page_search or settings.for_folder:  # a browser asks for nothing from within a folder
        return None, ()
    try:
        pagesearch.refuse_too_much(cities)
        return pagesearch.version(), ()
    except pagesearch.CannotSearch as reason:
        says = f"the texts of pages cannot be searched: {reason}"
        do = "build with --no-page-search if that is right; names, levels and places are found all the same"
        return None, (Problem(f"{settings.out}/{pagesearch.ENTRY}", 0, 0, says, do, Severity.WARNING),)


def _unsettled(records: Records, site: Site, links: routes.Links) -> Iterator[Problem]:
    """Warn once of all that the site says nothing of where it is, and how its readers reach somebody."""
    lacks = []
    if not links.site:
        says = "the site has no address, so that canonical addresses, language links and the sitemap are left out"
        lacks.append((says, "url: (or give --site-url)"))
    if not (site.repository or site.contact):
        lacks.append(("readers have no way to report a mistake", "repository: or contact:"))
    if lacks:
        says, do = (", and ".join(parts) for parts in zip(*lacks, strict=True))
        yield records.program.problem(["site"], says, f"below site, write {do}", key=True, severity=Severity.WARNING)


def _site(known: Content, links: routes.Links) -> check.Site:
    languages = {language.path: language.lang for language in known.languages}
    return check.Site(links.base, links.site or None, languages)
