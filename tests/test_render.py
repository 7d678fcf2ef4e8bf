"""From planned pages to bytes: everything is escaped, and links lead where they say from wherever the site stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from jinja2 import UndefinedError
from selectolax.lexbor import LexborHTMLParser

from certsite import plan, relate, render, routes
from certsite.assets import Assets
from certsite.atlas import View
from certsite.geometry import Projection
from certsite.i18n import Translator
from certsite.model import Community, Content, Gap, Named, OfficialPage, Term
from certsite.outlines import Outlines
from certsite.plan import Page
from certsite.plan.texts import TextPage
from certsite.schema import Event
from tests.small import ROOT, award, changed, city, directory, known, made, planned, records, round_, speakers

SITE = "https://example.org"
HOSTILE = """"><script x="1">&amp;'</script>{{ 7*7 }}{% x %}{city}"""
# Ids and addresses follow a form that leaves no room for anything hostile; all other texts of a record are free.
NAMES = frozenset(
    {"name", "region", "title", "publisher", "note", "description", "path", "contact", "code", "short", "also_known_as"}
)


def rendered(
    pages: tuple[Page, ...], translators: Mapping[str, Translator], templates: Path = ROOT / "templates"
) -> dict[str, str]:
    links = routes.links("", for_folder=False)
    return {output.path: output.data.decode() for output in render.outputs(pages, templates, translators, links)}


# Escaping


def hostile(value: Any, name: str = "") -> Any:
    """Return facts with something hostile at the end of every text that an editor may write freely."""
    if is_dataclass(value) and not isinstance(value, type) and type(value).__name__ not in ("Language", "Story"):
        return replace(
            value, **{field.name: hostile(getattr(value, field.name), field.name) for field in fields(value)}
        )
    if isinstance(value, tuple):
        return tuple(hostile(item, name) for item in value)
    if isinstance(value, Mapping):
        free = all(isinstance(item, str) for item in value.values())
        return {key: item + HOSTILE if free else hostile(item) for key, item in value.items()}
    return value + HOSTILE if isinstance(value, str) and name in NAMES else value


def everything() -> Content:
    """Return content that uses every part of every page."""
    questions = (known().programme.purpose,)
    newest = replace(
        round_("r", "2024-03-22", stated=False),
        announced={"new": (3, known().sources[:1])},
        open_questions=questions,
        date_note={"fr": "Date"},
        award_year=2023,
    )
    first, current = known().editions
    same = replace(current.criteria[0], related=(("b", "be1"),))
    named = city("named", award(Event.HONOR_ROLL, None, "2018"), people=5_000)
    steps = (Named({"en": "Step"}, {"en": "Text"}, "2020", known().sources[:1]),)
    program = replace(
        known().programme,
        journey=steps,
        key_dates=steps,
        gaps=(Gap({"en": "Gap"}, {}),),
        scoring=(known().programme.purpose,),
        aspects=(known().programme.purpose,),
        contact="program@rivers.example",
        contact_sources=known().sources[:1],
        links=(OfficialPage({"en": "Home"}, "fr", "https://rivers.example/"),),
        community=Community({"en": "Club"}, (known().programme.purpose,)),
        glossary=(Term("a", {"en": "Term"}, {"en": "Definition"}),),
        glossary_sources=known().sources[:1],
    )
    return replace(
        known(),
        programme=program,
        editions=(replace(first, practices=(replace(first.practices[0], criteria=(same,)),)), current),
        cities=(*known().cities, named, city("now", award(Event.CERTIFIED, 1, "2024", round=newest), people=5_000)),
        rounds=(*known().rounds, newest),
        pages={**known().pages, "contribute": known().pages["contact"]},
        static={"favicon.svg": b"<svg/>"},
    )


@pytest.fixture(scope="module")
def attacked() -> dict[str, str]:
    words = {key: {"other": forms["en"]["other"] + HOSTILE} for key, forms in records().strings.model.root.items()}
    words |= {key: {"other": HOSTILE} for key in ("standing.honor-roll", "meaning.honor-roll")}
    translators = {code: Translator(speaker.language, words) for code, speaker in speakers().items()}
    whole = View("whole", dict.fromkeys(translators, HOSTILE), 9, 9, "M0 0l1 0 0 1z", Projection(0, 50, 1, 4, 4))
    drawn = Outlines(views=(whole, replace(whole, id="inset", projection=Projection(0, 50, 5, 4, 4))))
    links = routes.links("", for_folder=False)
    content = hostile(everything())
    pages, _ = plan.pages(relate.directory(content), translators, drawn, Assets("a.css", ()), links)
    assert {page.template for page in pages} == {file.stem for file in (ROOT / "templates" / "pages").iterdir()}
    return rendered(pages, translators)


def test_no_text_of_a_record_becomes_an_element_or_an_attribute(attacked: dict[str, str]) -> None:
    for html in attacked.values():
        tree = LexborHTMLParser(html)
        assert tree.css("script, [x]:not(rect, use, text)") == []
        assert "<script" not in html.lower()


def test_every_text_is_shown_as_it_was_written_and_escaped_once(attacked: dict[str, str]) -> None:
    for path, html in attacked.items():
        tree = LexborHTMLParser(html)
        assert tree.body is not None
        words = tree.body.text()
        assert words.count("<script") == words.count('"><script x="1">&amp;\'</script>{{ 7*7 }}{% x %}') > 0, path
        assert "&amp;amp;amp;" not in html, path


def test_every_attribute_holds_its_text_whole(attacked: dict[str, str]) -> None:
    for path, html in attacked.items():
        tree = LexborHTMLParser(html)
        for selector, attribute in (("meta[name=description]", "content"), ("nav", "aria-label")):
            node = tree.css_first(selector)
            text = node.attributes[attribute] if node else None
            assert text, path
            assert "<script" in text, path
            assert '"><script x="1">&amp;\'</script>' in text or len(text) == 300, path


# Links


def references(html: str) -> Iterator[str]:
    for node in LexborHTMLParser(html).css("a[href], link[rel=stylesheet], link[rel=icon]"):
        yield str(node.attributes["href"])


@pytest.mark.parametrize("root", ["/", "/directory/"])
def test_links_are_relative_and_lead_to_a_file_below_any_root(root: str) -> None:
    files = made(site_url=SITE + root)
    for path, html in files.items():
        if not path.endswith(".html"):
            continue
        here = SITE + root + path.removesuffix("index.html")
        for link in references(html):
            if urlsplit(link).scheme in ("https", "mailto"):
                assert not link.startswith(SITE), path
                continue
            assert link.startswith((root, "#")) or path != "404.html", link
            assert not link.startswith("/") or path == "404.html", link
            target = urlsplit(urljoin(here, link)).path.removeprefix(root)
            assert (f"{target}index.html" if not target or target.endswith("/") else target) in files, (path, link)


def test_for_a_folder_every_link_names_a_file_that_is_there() -> None:
    files = made(for_folder=True)
    for path, html in files.items():
        if not path.endswith(".html"):
            continue
        for link in references(html):
            if urlsplit(link).scheme in ("https", "mailto") or link.startswith("#"):
                continue
            assert re.search(r"\.(html|css|svg)(#.*)?$", link), link
            assert urlsplit(urljoin(f"file:///{path}", link)).path.removeprefix("/") in files, (path, link)


def test_the_page_for_what_is_not_found_works_at_any_depth() -> None:
    links = [link for link in references(made(site_url=f"{SITE}/directory/")["404.html"]) if not link.startswith("#")]
    assert links
    assert {link for link in links if not link.startswith(("/directory/", "mailto:"))} == set()


def heads(address: str) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Return canonical addresses and alternates by their tag of each page but the one for what is not found."""
    found = {}
    for path, html in made(site_url=address).items():
        if path.endswith(".html") and path != "404.html":
            tree = LexborHTMLParser(html)
            canonical = [str(node.attributes["href"]) for node in tree.css("link[rel=canonical]")]
            alternates = tree.css("link[rel=alternate]")
            found[path] = (canonical, {str(a.attributes["hreflang"]): str(a.attributes["href"]) for a in alternates})
    return found


def test_canonical_and_alternates_are_full_addresses_and_name_each_other() -> None:
    found = heads(f"{SITE}/directory/")
    by_address = {canonical[0]: alternates for canonical, alternates in found.values()}
    for path, (canonical, alternates) in found.items():
        assert canonical == [f"{SITE}/directory/{path.removesuffix('index.html')}"]
        assert alternates.keys() == {"fr", "en", "x-default"}
        assert alternates["x-default"] == alternates["fr"]
        assert canonical[0] in alternates.values()
        assert all(by_address[other] == alternates for other in alternates.values())


def test_without_an_address_no_page_claims_one() -> None:
    assert {str(head) for head in heads("").values()} == {str(([], {}))}


@pytest.mark.parametrize(
    ("address", "path", "printed"),
    [
        (SITE, "en/about/index.html", [f"{SITE}/en/about/"]),
        (SITE, "404.html", []),
        ("", "en/about/index.html", []),
    ],
)
def test_a_printed_page_names_its_address_where_it_has_one(address: str, path: str, printed: list[str]) -> None:
    assert [node.text() for node in LexborHTMLParser(made(site_url=address)[path]).css("footer .printed")] == printed


def test_the_page_for_what_is_not_found_is_in_no_index() -> None:
    html = LexborHTMLParser(made(site_url=SITE)["404.html"])
    assert [node.attributes["content"] for node in html.css("meta[name=robots]")] == ["noindex"]
    assert html.css("link[rel=canonical], link[rel=alternate]") == []


GUIDE = {
    f"pages/contribute/{code}.md": "---\ntitle: Guide\ndescription: For editors.\n---\nText.\n" for code in ("fr", "en")
}
MAILBOX = "  contact: rivers@example.org\n"


@pytest.mark.parametrize(
    ("site", "ways"),
    [
        ("", []),
        (MAILBOX, ["mailto:rivers@example.org"]),
        (
            "  repository: https://git.example/a/b\n",
            [
                "https://git.example/a/b/new/main/content/cities",
                "https://git.example/a/b/issues/new?template=correction.yml",
                "https://git.example/a/b",
            ],
        ),
    ],
)
def test_the_guide_of_editors_names_every_way_there_is(site: str, ways: list[str], tmp_path: Path) -> None:
    content = changed(tmp_path, GUIDE, {"program.yaml": (MAILBOX, site)})
    (where,) = LexborHTMLParser(made(content)["en/contribute/index.html"]).css("section")
    assert [link.attributes["href"] for link in where.css("a")] == ways
    assert ("The records are not public yet." in where.text()) == ("repository" not in site)


def test_the_foot_leads_to_the_guide_of_editors_once(tmp_path: Path) -> None:
    content = changed(tmp_path, GUIDE, {"program.yaml": (MAILBOX, "")})
    links = LexborHTMLParser(made(content)["en/about/index.html"]).css("footer a")
    assert [link.text() for link in links if link.attributes["href"] == "../contribute/"] == ["Contribute"]


# Templates


def page_of(tmp_path: Path, template: str) -> dict[str, str]:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "text.html").write_text(template, encoding="utf-8")
    about = planned(directory(city("a")))[0]["en/contact/index.html"]
    assert isinstance(about.context, TextPage)
    return rendered((about,), speakers(), tmp_path)


def test_a_template_sees_its_page_the_words_and_the_links(tmp_path: Path) -> None:
    template = "{{ page.title }}: {{ t('nav.about') }} {{ link('cities/a/') }} {{ link('https://a.example/') }}\n"
    assert page_of(tmp_path, template) == {
        "en/contact/index.html": "Write to us: About ../../cities/a/ https://a.example/\n"
    }


def test_a_template_that_was_saved_anew_is_compiled_anew(tmp_path: Path) -> None:
    assert page_of(tmp_path, "one\n") == {"en/contact/index.html": "one\n"}
    (tmp_path / "pages" / "text.html").unlink()
    (tmp_path / "pages").rmdir()
    assert page_of(tmp_path, "two\n") == {"en/contact/index.html": "two\n"}


@pytest.mark.parametrize("template", ["{{ page.titel }}", "{{ nothing }}", "{% for x in page.rows %}{% endfor %}"])
def test_what_a_template_misspells_is_a_fault_and_never_a_gap(template: str, tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        page_of(tmp_path, template)
