"""What the tests of the later stages stand on: the small program of `sites/other-program`, and histories by hand."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from certsite import build, i18n, load, plan, relate, routes, validate
from certsite.assets import Assets
from certsite.i18n import Translator
from certsite.model import Award, City, Content, Population, Round, Source
from certsite.model.convert import content as convert
from certsite.outlines import Outlines
from certsite.plan import Page
from certsite.problem import Problem, Refused, Staged, as_text
from certsite.schema import Event
from certsite.validate import Records

ROOT = Path(__file__).parents[1]
OTHER = ROOT / "tests" / "sites" / "other-program"
TODAY = date(2025, 6, 1)
SOURCE = Source("s", "A title", "A paper", "2020-02", "https://paper.example/a")


def settings(content: Path = OTHER, **changes: Any) -> build.Settings:
    """Return how the small program is built, with some settings changed."""
    told = build.Settings(content, ROOT / "nowhere", ROOT / "templates", ROOT / "assets", TODAY)
    return replace(told, **changes)


@cache
def made(content: Path = OTHER, **changes: Any) -> dict[str, str]:
    """Return every file of a site as text, by its path."""
    _, outputs = build.made(settings(content, **changes))
    return {output.path: output.data.decode() for output in outputs}


def refused(content: Path) -> list[str]:
    """Return the lines with which a site is refused; none where it is built."""
    try:
        build.made(settings(content, site_url="https://example.org/"))
    except Refused as refusal:
        return as_text(refusal.problems).splitlines()
    return []


def changed(parent: Path, files: Mapping[str, str | None] = {}, edits: Mapping[str, tuple[str, str]] = {}) -> Path:
    """Return a copy of the small program below `parent`: files written anew or removed (None), or one text replaced."""
    folder = parent / "content"
    shutil.copytree(OTHER, folder)
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink()
        else:
            place.write_text(text, encoding="utf-8")
    for name, (before, after) in edits.items():
        written = (folder / name).read_text(encoding="utf-8")
        assert before in written
        (folder / name).write_text(written.replace(before, after), encoding="utf-8")
    return folder


def records_of(content: Path) -> Records:
    """Return the records of a folder, whatever is wrong with them."""
    found, problems = validate.records(load.sources(content)[0], TODAY)
    assert found, as_text(problems)
    return found


@cache
def records() -> Records:
    """Return the records of the small program."""
    return records_of(OTHER)


@cache
def known() -> Content:
    """Return what is known of the small program, and the publication of the histories by hand."""
    found = convert(records(), ())
    return replace(found, sources=(*found.sources, SOURCE))


def speakers() -> Mapping[str, Translator]:
    """Return translators of the small program that were asked nothing yet."""
    translators, problems = i18n.translators(records(), known().languages)
    assert translators, as_text(problems)
    return translators


def round_(id_: str, date: str, *, edition: int = -1, stated: bool = True) -> Round:
    """Return a round under one of the small program's editions, the newest one unless told otherwise."""
    return Round(id_, date, known().editions[edition], stated, {}, {"en": f"Round {id_}"}, (), (), ())


def award(event: Event, level: int | None = None, date: str = "", **facts: Any) -> Award:
    """Return an award; level: its rank."""
    held = known().levels[level - 1] if level else None
    year = int(date[:4]) if date else None
    plain = Award(event, held, year, date, {}, None, None, frozenset(), (SOURCE,), {})
    return replace(plain, **facts)


def city(slug: str, *history: Award, people: int = 0, **facts: Any) -> City:
    """Return a city in France with a history; people: 0 where their number is not known."""
    population = Population(people, None, (SOURCE,), {}) if people else None
    plain = City(
        slug=slug,
        path=f"cities/{slug}.md",
        name=slug.title(),
        also_known_as=(),
        language="en",
        region="Bretagne",
        region_code="",
        country="FR",
        point=None,
        population=population,
        government_url="",
        history=history or (award(Event.CERTIFIED, 1, "2020"),),
        programs=(),
        sources=(SOURCE,),
        open_questions=(),
        notes=(),
        stories={},
    )
    return replace(plain, **facts)


def directory(*cities: City, rounds: tuple[Round, ...] = (), **facts: Any) -> relate.Directory:
    """Return the directory of these cities in the small program."""
    return relate.directory(replace(known(), cities=cities, rounds=rounds, **facts))


def planned(directory: relate.Directory, address: str = "", *, for_folder: bool = False) -> Staged[dict[str, Page]]:
    """Return the pages of a directory by their outputs, and what is wrong with them."""
    links = routes.links(address, for_folder=for_folder)
    pages, problems = plan.pages(directory, speakers(), Outlines(), Assets("assets/site.css", ()), links)
    return {page.output: page for page in pages}, problems


def page(directory: relate.Directory, output: str) -> Any:
    """Return what the template of one page sees."""
    return planned(directory)[0][output].context


def lines(problems: Any) -> list[str]:
    """Return problems as people read them."""
    found: list[Problem] = list(problems)
    return as_text(found).splitlines()
