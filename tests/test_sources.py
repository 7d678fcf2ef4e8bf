"""The page of all publications."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from certsite.model import City, Community, LevelCount, Named, Source, Statement, Term
from certsite.plan.sources import FOLDED, Publication, SourcesPage
from certsite.schema import Event
from tests.small import ROOT, award, changed, city, directory, known, made, page, round_

SOURCES = "en/sources/index.html"
PAPER = Source("paper", "A title", "A publisher", "2020", "")


def sources(*cities: City, registry: tuple[Source, ...] = (PAPER,), **facts: Any) -> SourcesPage:
    """Return the page of a directory in which nothing but what is given rests on the publications of a registry."""
    found = page(directory(*cities or [city("a")], sources=(*known().sources, *registry), **facts), SOURCES)
    assert isinstance(found, SourcesPage)
    return found


def entry(*cities: City, **facts: Any) -> Publication:
    """Return what the page tells of the one publication."""
    rows = [row for group in sources(*cities, **facts).groups for row in group.publications]
    return next(row for row in rows if row.source.id == "paper")


def on_paper(slug: str, **facts: Any) -> City:
    return city(slug, award(Event.CERTIFIED, 1, "2020", sources=(PAPER,)), sources=(), **facts)


def test_publications_stand_by_year_the_newest_first_and_those_without_a_date_last() -> None:
    dates = ("2031", "", "2033-05", "2033-05-02", "2031-01")
    registry = tuple(replace(PAPER, id=f"p{place}", date=date) for place, date in enumerate(dates))
    found = sources(registry=registry)
    names = {row.id for row in registry}
    own = [
        (group.id, group.title, [row.source.id for row in group.publications if row.source.id in names])
        for group in found.groups
    ]
    assert [row for row in own if row[2]] == [
        ("y2033", "2033", ["p3", "p2"]),
        ("y2031", "2031", ["p4", "p0"]),
        ("undated", "No date", ["p1"]),
    ]
    assert [(link.label, link.path, link.note) for link in found.jumps][:2] == [
        ("2033", "en/sources/#y2033", "2"),
        ("2031", "en/sources/#y2031", "2"),
    ]


def test_publications_of_one_date_stand_by_publisher_then_title() -> None:
    rows = (("b", "Éditions", "B"), ("c", "editions", "C"), ("a", "Zeitung", "A"), ("d", "Éditions", "a"))
    registry = tuple(Source(id_, title, publisher, "2031", "") for id_, publisher, title in rows)
    found = sources(registry=registry).groups[0]
    assert [row.source.id for row in found.publications] == ["d", "b", "c", "a"]


def test_cities_of_one_name_are_told_apart_by_their_regions() -> None:
    twins = [on_paper(f"r{place}", name="Rochester", region=region) for place, region in enumerate(("Bretagne", "Ain"))]
    assert [(link.label, link.path) for link in entry(*twins, on_paper("a")).cities] == [
        ("A", "en/cities/a/"),
        ("Rochester, Bretagne", "en/cities/r0/"),
        ("Rochester, Ain", "en/cities/r1/"),
    ]


@pytest.mark.parametrize(("cities", "is_folded"), [(FOLDED, False), (FOLDED + 1, True)])
def test_many_cities_open_on_demand(cities: int, *, is_folded: bool) -> None:
    assert entry(*(on_paper(f"c{place}") for place in range(cities))).is_folded is is_folded


def test_what_rests_on_a_publication_is_led_to_page_by_page() -> None:
    plain = known().programme
    level = known().levels[0]
    programme = replace(
        plain,
        purpose=replace(plain.purpose, sources=(PAPER,)),
        partners=(replace(plain.partners[0], sources=(PAPER,)),),
        level_counts=(LevelCount(level.id, "2020", 3, {}, (PAPER,)),),
        glossary=(Term("a", {"en": "Word"}, {"en": "Meaning"}),),
        glossary_sources=(PAPER,),
    )
    row = replace(round_("newest", "2024-03-22"), sources=(PAPER,))
    assert [(link.label, link.path) for link in entry(programme=programme, rounds=(row,)).pages] == [
        ("List of March 2024", "en/announcements/newest/"),
        ("Drop level", "en/levels/goutte/"),
        ("The label", "en/how-it-works/"),
        ("About", "en/about/"),
        ("Glossary", "en/glossary/"),
    ]


def test_facts_of_the_program_that_no_page_tells_are_named_all_the_same() -> None:
    programme = replace(known().programme, purpose=replace(known().programme.purpose, sources=(PAPER,)))
    found = entry(programme=programme, pages={})
    assert (found.pages, found.others) == ((), ("facts about the label",))


@pytest.mark.parametrize(
    ("facts", "beside", "alone"),
    [
        ({"journey": (Named({"en": "Ask"}, {"en": "Ask."}, "", (PAPER,)),)}, ["Get started"], ["The label"]),
        ({"contact_sources": (PAPER,)}, ["Get started"], ["The label"]),
        ({"scoring": (Statement({"en": "Points."}, (PAPER,)),)}, ["The label", "Get started"], ["The label"]),
        ({"community": Community({"en": "Club"}, (Statement({"en": "Help."}, (PAPER,)),))}, ["Get started"], []),
    ],
    ids=["steps", "contact", "scoring", "offers"],
)
def test_facts_of_the_program_are_led_to_where_they_stand(
    facts: dict[str, Any], beside: list[str], alone: list[str]
) -> None:
    programme = replace(known().programme, **facts)
    without = {name: texts for name, texts in known().pages.items() if name != "get-started"}
    assert [link.label for link in entry(programme=programme).pages] == beside
    assert [link.label for link in entry(programme=programme, pages=without).pages] == alone


def test_the_parts_of_the_standard_are_counted() -> None:
    first, last = known().editions
    practice = replace(
        last.practices[0],
        sources=(PAPER,),
        criteria=tuple(replace(row, sources=(PAPER,)) for row in last.practices[0].criteria),
    )
    changed = replace(last, practices=(practice,), sources=(PAPER,))
    found = entry(editions=(first, changed))
    assert [(link.label, link.path) for link in found.pages] == [
        (f"{len(practice.criteria)} criteria of Reference B (2020)", "en/criteria/b/"),
        ("1 practice of Reference B (2020)", "en/criteria/b/"),
        ("the whole of Reference B (2020)", "en/criteria/b/"),
    ]
    assert found.others == ()


def test_an_edition_without_a_page_is_named_all_the_same() -> None:
    first, last = known().editions
    little = replace(first, practices=(), title={}, sources=(PAPER,))
    found = entry(editions=(little, last))
    assert (found.pages, found.others) == ((), ("the whole of Reference A (2014)",))


def test_a_publication_known_from_a_citation_alone_says_so_wherever_it_is_listed(tmp_path: Path) -> None:
    title = "    title: The river comes back\n"
    pages = made(changed(tmp_path, edits={"sources.yaml": (title, f"{title}    unread: true\n")}))
    for path in (SOURCES, "en/cities/hautmont-les-lacs/index.html"):
        listed = [node.text() for node in LexborHTMLParser(pages[path]).css(".sources > li")]
        assert [text.strip()[:30] for text in listed if "(not read)" in text] == ["The river comes back (not read"]


def test_a_publication_on_which_nothing_rests_is_listed_and_says_so() -> None:
    found = entry()
    assert (found.cities, found.pages, found.others) == ((), (), ())


# The publications of this repository, counted once more from the files

CONTENT = ROOT / "content"
REGISTRY = yaml.safe_load((CONTENT / "sources.yaml").read_text(encoding="utf-8"))["sources"]


def ids(value: Any, *, inside: bool = False) -> Iterator[str]:
    """Yield whatever a city's facts name as sources."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from ids(item, inside=inside or key.endswith("sources"))
    elif isinstance(value, list):
        for item in value:
            yield from ids(item, inside=inside)
    elif inside:
        yield value


@pytest.mark.parametrize("language", ["", "es/", "pt/"])
def test_every_publication_has_its_place_and_names_every_city_that_rests_on_it(language: str) -> None:
    html = LexborHTMLParser(made(CONTENT, today=date.max)[f"{language}sources/index.html"])
    entries = {str(node.attributes["id"]): node for node in html.css(".publications > li")}
    assert entries.keys() == {f"source-{id_}" for id_ in REGISTRY}
    named = {
        path.stem: set(ids(yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0])))
        for path in (CONTENT / "cities").glob("*.md")
        if "." not in path.stem
    }
    for id_ in REGISTRY:
        hrefs = [str(node.attributes["href"]) for node in entries[f"source-{id_}"].css(".rests a")]
        cities = [match[1] for href in hrefs if (match := re.fullmatch(r"\.\./cities/(.+)/", href))]
        assert sorted(cities) == sorted(slug for slug, used in named.items() if id_ in used), id_
