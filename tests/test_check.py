"""The last look: each rule with the smallest page that breaks it."""

import random
import string
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certsite.check import FILE_RULES, PAGE_RULES, SITE_RULES, Site, outputs
from certsite.markup import TextLink
from certsite.output import Output
from certsite.problem import as_text
from tests.sites import lay, printed

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
SOUND = f"""<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta charset="utf-8">
<title>Home</title><meta name="description" content="All cities.">
<link rel="stylesheet" href="style.css"></head><body><h1>Home</h1><p></p></body></html>"""
STYLE = Output("style.css", b"p { color: red }")
ALONE = Site("/", None, {"": "en"})
TWO = Site("/directory/", "https://example.org/directory", {"": "en", "pt": "pt-BR"})


def page(path: str, html: str) -> Output:
    return Output(path, html.encode())


def found(*files: Output, site: Site = ALONE) -> list[str]:
    return as_text(outputs([STYLE, *files], site)).splitlines()


def with_body(body: str, *others: Output, site: Site = ALONE) -> list[str]:
    return found(page("index.html", SOUND.replace("<p></p>", body)), *others, site=site)


def test_a_sound_page_has_no_problem() -> None:
    assert found(page("index.html", SOUND)) == []


def test_the_encoding_may_not_stand_before_the_policy() -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    charset = '<meta charset="utf-8">\n'
    assert found(page("index.html", SOUND.replace(policy + charset, charset + policy))) == [
        "site/index.html: error: the head does not begin with the policy; "
        'begin it with <meta http-equiv="Content-Security-Policy">',
    ]


def test_every_rule_says_in_its_docstring_what_it_asks() -> None:
    rules = [*PAGE_RULES, *FILE_RULES, *SITE_RULES]
    assert [rule for rule in rules if not rule.__doc__] == []


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("<!doctype html>", "", "the page does not begin with its doctype; begin it with <!doctype html>"),
        ('lang="en"', 'lang="es"', "the page has lang='es'; write <html lang=\"en\">"),
        ("<title>Home</title>", "<title> </title>", "the page has no title; write a <title>"),
        (
            'content="All cities."',
            'content=""',
            'the page has no description; write a <meta name="description"> with content',
        ),
        (
            '<meta charset="utf-8">\n',
            "",
            "the encoding is not the second element of the head; "
            'write <meta charset="utf-8"> directly after the policy',
        ),
        (
            "<head>",
            f"<head><!--{'x' * 1024}-->",
            "the encoding does not stand in the first 1024 bytes; write less before it",
        ),
        (
            '<meta http-equiv="Content',
            '<link rel="license" href=""><meta http-equiv="Content',
            'the head does not begin with the policy; begin it with <meta http-equiv="Content-Security-Policy">',
        ),
        (
            "style-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "the policy allows 'unsafe-inline' in style-src; allow only 'self' or 'none'",
        ),
        (
            "style-src 'self'",
            "script-src data:",
            "the policy allows data: in script-src; allow only 'self' or 'none'",
        ),
        (
            "default-src 'none'",
            "default-src https://example.org",
            "the policy allows https://example.org in default-src; allow only 'self' or 'none'",
        ),
        (
            "base-uri 'none'; ",
            "",
            "the policy has no base-uri; write base-uri 'none' or base-uri 'self'",
        ),
        ("<h1>Home</h1>", "", "the page has 0 headings h1; write exactly one"),
    ],
)
def test_a_page_is_refused_for_its_frame(written: str, instead: str, message: str) -> None:
    lines = found(page("index.html", SOUND.replace(written, instead)))
    assert f"site/index.html: error: {message}" in lines
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h1>Two</h1>", "the page has 2 headings h1; write exactly one"),
        ("<h3>Cities</h3>", "the heading 'Cities' is h3 after h1; write h2"),
        ("<h2> </h2>", "a heading h2 is empty; write its text, or remove it"),
        ("<p id=a><p id=a>", "the id 'a' stands 2 times; write each id once and with a name"),
        (
            "<img src=style.css>",
            "the image 'style.css' has no alt; write what it shows, or alt=\"\" where it only decorates",
        ),
        (
            "<svg></svg><svg role=img></svg>",
            'drawings without a name: 2 <svg>; write aria-hidden="true", or role="img" with an aria-label',
        ),
        (
            "<a href=cities/>a</a>",
            "'cities/' leads to no page or file of the site; write the address of one that is published",
        ),
        (
            "<a href=../>a</a>",
            "'../' leads to no page or file of the site; write the address of one that is published",
        ),
        (
            "<a href=#cities>a</a>",
            "'#cities' leads to an id that index.html does not have; "
            "write an id of that page, or leave out the part from # on",
        ),
        (
            "<link rel=icon href=icon.svg>",
            "'icon.svg' leads to no page or file of the site; write the address of one that is published",
        ),
        (
            "<meta http-equiv=refresh content='0; url=new/'>",
            "'new/' leads to no page or file of the site; write the address of one that is published",
        ),
        (
            "<a href=javascript:x>a</a>",
            "'javascript:x' does not begin with http://, https:// or mailto:; write a complete address",
        ),
        (
            "<a href=//example.org>a</a>",
            "'//example.org' does not begin with http://, https:// or mailto:; write a complete address",
        ),
        (
            "<a href=http://[>a</a>",
            "'http://[' does not begin with http://, https:// or mailto:; write a complete address",
        ),
        (
            "<script>x</script>",
            "the page holds a script, which its policy forbids; move it to a file, or remove it",
        ),
        (
            "<style>p {}</style>",
            "the page holds a <style> element, which its policy forbids; move it to a file, or remove it",
        ),
        (
            "<base href=index.html>",
            "the page holds a <base> element, which its policy forbids; move it to a file, or remove it",
        ),
        (
            "<p style=color:red>",
            "the page holds style= on <p>, which its policy forbids; move it to a file, or remove it",
        ),
        (
            "<p onclick=x>",
            "the page holds onclick= on <p>, which its policy forbids; move it to a file, or remove it",
        ),
        (
            "<script src=https://example.org/x.js></script>",
            "<script> loads 'https://example.org/x.js'; publish the file with the site and name it there",
        ),
        (
            "<link rel=preconnect href=https://example.org>",
            "<link> loads 'https://example.org'; publish the file with the site and name it there",
        ),
        (
            "<img alt='' srcset='style.css 1x, //example.org/x.png 2x'>",
            "<img> loads '//example.org/x.png'; publish the file with the site and name it there",
        ),
        (
            "<iframe src=data:text/html,x></iframe>",
            "<iframe> loads 'data:text/html,x'; publish the file with the site and name it there",
        ),
    ],
)
def test_a_page_is_refused_for_its_body(body: str, message: str) -> None:
    assert with_body(body) == [f"site/index.html: error: {message}"]


@pytest.mark.parametrize(
    "body",
    [
        "<a href='#'>a</a><a href=#top>a</a><a href=''>a</a><a href='?q=x'>a</a>",
        "<a href=./>a</a><a href=.>a</a><a href=index.html>a</a><a href=/>a</a>",
        "<a href=cities/x/>a</a><a href=cities/x>a</a><a href=cities/x/index.html>a</a>",
        "<a href=cities/x/#caf%C3%A9>a</a>",
        "<a href=https://example.org>a</a><a href=mailto:a@example.org>a</a>",
        "<script type=application/ld+json>{}</script>",
        "<svg aria-hidden=true></svg><svg role=img aria-label=x></svg><svg role=img><title>x</title></svg>",
        "<h2><img alt=Cities src=style.css></h2><h3>a</h3><h2>b</h2>",
        "<svg aria-hidden=true><symbol id=a></symbol><use href=#a></use></svg>",
        "<template><p style=x></p></template>",
    ],
)
def test_a_page_is_accepted(body: str) -> None:
    city = SOUND.replace("Home", "City").replace("<p></p>", "<p id=café></p>").replace("style.css", "../../style.css")
    assert with_body(body, page("cities/x/index.html", city)) == []


@pytest.mark.parametrize(
    ("address", "href", "message"),
    [
        (
            "/nowhere/",
            "../../nowhere/",
            "'/nowhere/' leads to no page or file of the site; write the address of one that is published",
        ),
        (
            "/cities/otter-quai/",
            "../otter-quai/index.html",
            "'/cities/otter-quai/' leads to no page or file of the site; did you mean '/cities/otter-quay/'?",
        ),
        (
            "cities/otter-quay.md",
            "cities/otter-quay.md",
            "'cities/otter-quay.md' leads to no page or file of the site; did you mean './'?",
        ),
        (
            "/es/fox-bay.html",
            "../../es/fox-bay.html",
            "'/es/fox-bay.html' leads to no page or file of the site; did you mean '/cities/fox-bay/'?",
        ),
        (
            "../fox-bank/",
            "../fox-bank/",
            "'../fox-bank/' leads to no page or file of the site; did you mean '../fox-bay/'?",
        ),
        (
            "../../../",
            "../../../",
            "'../../../' leads out of the site; "
            "write fewer ../, or the path from the root of the site with a / in front",
        ),
        ("#dtaes", "#dtaes", "'#dtaes' leads to an id that the page does not have; did you mean '#story-dates'?"),
        (
            "../#none",
            "../../#none",
            "'../#none' leads to an id that the page does not have; leave out the part from # on",
        ),
    ],
)
def test_a_link_in_a_text_is_refused_once_and_where_it_was_written(address: str, href: str, message: str) -> None:
    def city(path: str, body: str) -> Output:
        html = SOUND.replace("Home", path).replace("<p></p>", body).replace("style.css", "../../style.css")
        return page(path, html)

    body = f"<h2 id=story-dates>Dates</h2><a href={href}>a</a>"
    pages = [
        page("index.html", SOUND),
        city("cities/fox-bay/index.html", ""),
        city("cities/otter-quay/index.html", body),
    ]
    written = {"cities/otter-quay/index.html": [TextLink(address, href, "content/cities/otter-quay.md", 7, 5)]}
    problems = outputs([STYLE, *pages], Site("/directory/", None, {"": "en"}), written)
    assert as_text(problems) == f"content/cities/otter-quay.md:7:5: error: {message}\n"


def test_links_in_texts_are_told_by_the_line_of_their_file_in_whatever_languages_they_are_shown(tmp_path: Path) -> None:
    texts = "[a](/nowhere/), [b](#none),\n[c](cities/otter-quay-ex.md), [d](/cities/otter-quay-ex/), [e](/es/about)"
    story = "sources: [herald-2019]\n---\n[a](../fern-holow-ex/) [b](../../../..)\n"
    content = lay(
        tmp_path,
        edits={
            "pages/about/en.md": ("All of them are made up.", texts),
            "cities/otter-quay-ex.md": ("sources: [herald-2019]\n---\n", story),
        },
    )
    assert printed(content).splitlines() == [
        "content/cities/otter-quay-ex.md:15:5: error: '../fern-holow-ex/' leads to no page or file of the site; "
        "did you mean '../fern-hollow-ex/'?",
        "content/cities/otter-quay-ex.md:15:28: error: '../../../..' leads out of the site; "
        "write fewer ../, or the path from the root of the site with a / in front",
        "content/pages/about/en.md:5:5: error: '/nowhere/' leads to no page or file of the site; "
        "write the address of one that is published",
        "content/pages/about/en.md:5:21: error: '#none' leads to an id that the page does not have; "
        "leave out the part from # on",
        "content/pages/about/en.md:6:5: error: 'cities/otter-quay-ex.md' leads to no page or file of the site; "
        "did you mean '../cities/otter-quay-ex/'?",
    ]


def test_the_page_for_what_is_not_found_links_by_the_base_path() -> None:
    html = SOUND.replace("Home", "Not found").replace("style.css", "/directory/style.css")
    lost = html.replace("<p></p>", "<a href=/directory/>a</a><a href=/directory>b</a><a href=/cities/>c</a>")
    site = Site("/directory/", None, {"": "en"})
    assert found(page("404.html", lost), page("index.html", SOUND), site=site) == [
        "site/404.html: error: '/cities/' leads to no page or file of the site; "
        "write the address of one that is published"
    ]


def test_pages_that_link_through_index_html_are_accepted() -> None:
    home = SOUND.replace("<p></p>", "<a href=es/index.html#a>Español</a>")
    other = SOUND.replace("<p></p>", "<p id=a><a href=../index.html>English</a>").replace("Home", "Inicio")
    spanish = other.replace('lang="en"', 'lang="es"').replace("style.css", "../style.css")
    site = Site("/", None, {"": "en", "es": "es"})
    assert found(page("index.html", home), page("es/index.html", spanish), site=site) == []


def test_two_pages_of_one_language_need_two_titles() -> None:
    assert found(page("index.html", SOUND), page("other.html", SOUND)) == [
        "site/other.html: error: the title 'Home' is also that of site/index.html; write titles that tell the two apart"
    ]


def in_two_languages(path: str, lang: str, links: str) -> Output:
    html = SOUND.replace('lang="en"', f'lang="{lang}"').replace("style.css", "/directory/style.css")
    return page(path, html.replace("</head>", f"{links}</head>"))


CANONICAL = '<link rel="canonical" href="https://example.org/directory/">'
ENGLISH = '<link rel="alternate" hreflang="en" href="https://example.org/directory/">'
PORTUGUESE = '<link rel="alternate" hreflang="pt" href="https://example.org/directory/pt/">'
DEFAULT = '<link rel="alternate" hreflang="x-default" href="https://example.org/directory/">'
ALL = ENGLISH + PORTUGUESE + DEFAULT
BRAZIL = in_two_languages("pt/index.html", "pt-BR", CANONICAL.replace("ry/", "ry/pt/") + ALL)


def test_pages_in_two_languages_name_each_other() -> None:
    assert found(in_two_languages("index.html", "en", CANONICAL + ALL), BRAZIL, site=TWO) == []


@pytest.mark.parametrize(
    ("links", "message"),
    [
        (ALL, f"the canonical address is 'missing'; write one {CANONICAL}"),
        (
            CANONICAL.replace("ry/", "ry/pt/") + ALL,
            f"the canonical address is 'https://example.org/directory/pt/'; write one {CANONICAL}",
        ),
        (
            CANONICAL + PORTUGUESE + DEFAULT,
            f"the page does not name 'https://example.org/directory/' for hreflang='en'; write {ENGLISH}",
        ),
        (
            CANONICAL + ENGLISH + DEFAULT,
            "the page does not name 'https://example.org/directory/pt/' for hreflang='pt-BR'; "
            "write " + PORTUGUESE.replace('"pt"', '"pt-BR"'),
        ),
        (
            CANONICAL + ENGLISH + PORTUGUESE,
            f"the page does not name 'https://example.org/directory/' for hreflang='x-default'; write {DEFAULT}",
        ),
        (
            CANONICAL + ALL + '<link rel="alternate" hreflang="fr" href="https://example.org/directory/">',
            "hreflang='fr' names 'https://example.org/directory/', which is not this page in that language; "
            "write the complete address of this page in that language, or remove it",
        ),
        (CANONICAL + ALL + ENGLISH, "hreflang='en' stands 2 times; write each language once"),
    ],
)
def test_a_page_is_refused_for_the_addresses_it_is_taken_by(links: str, message: str) -> None:
    lines = found(in_two_languages("index.html", "en", links), BRAZIL, site=TWO)
    assert lines == [f"site/index.html: error: {message}"]


def test_a_page_that_exists_in_one_language_names_itself_alone() -> None:
    assert found(in_two_languages("index.html", "en", CANONICAL + ENGLISH + DEFAULT), site=TWO) == []


def test_the_page_for_what_is_not_found_has_no_address_of_its_own() -> None:
    assert found(in_two_languages("404.html", "en", ""), site=TWO) == []


def test_an_absolute_address_of_the_site_itself_must_lead_somewhere() -> None:
    links = CANONICAL + ENGLISH + DEFAULT + '<meta property="og:image" content="https://example.org/directory/x.png">'
    assert found(in_two_languages("index.html", "en", links), site=TWO) == [
        "site/index.html: error: 'https://example.org/directory/x.png' leads to no page or file of the site; "
        "write the address of one that is published"
    ]


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("a.txt", b"\xff", "the file is not UTF-8; save it as UTF-8"),
        (
            "a.xml",
            b"<a>",
            "the file is not well-formed XML: no element found; mend it at that place",
        ),
        (
            "a.xml",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            "the file has a document type; remove all from <!DOCTYPE to the > that ends it",
        ),
        (
            "a.atom",
            b"<a><b:c/></a>",
            "the file is not well-formed XML: unbound prefix; mend it at that place",
        ),
        (
            "a.json",
            b"{",
            "the file is not well-formed JSON: Expecting property name enclosed in double quotes; "
            "mend it at that place",
        ),
        (
            "a.geojson",
            b"[NaN]",
            "NaN is no number of JSON; write a number, or null",
        ),
        (
            "a.SVG",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "the drawing has the element 'script'; "
            "remove it, or export the drawing as plain SVG without scripts, styles and links",
        ),
        (
            "css/a.css",
            b"p { background: url('x.png') }",
            "the style sheet loads 'x.png'; name a file of the site",
        ),
        (
            "a.css",
            b"@import 'https://example.org/x.css';",
            "the style sheet loads 'https://example.org/x.css'; name a file of the site",
        ),
    ],
)
def test_a_file_is_refused(path: str, data: bytes, message: str) -> None:
    assert found(Output(path, data)) == [f"site/{path}: error: {message}"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.xml", '<?xml version="1.0" encoding="utf-8"?><!-- <!x> --><a><![CDATA[<!b>]]>é</a>'.encode()),
        ("a.json", b'\xef\xbb\xbf{"a": [1, null]}'),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>"),
        ("css/a.css", b"@import url(../style.css); p { background: url(data:image/png;base64,x) }"),
        ("font.woff2", b"\xff\x00"),
    ],
)
def test_a_file_is_accepted(path: str, data: bytes) -> None:
    assert found(Output(path, data)) == []


def noise(kilobytes: int) -> str:
    """Return text that compression makes no smaller than three quarters."""
    letters = string.ascii_letters + string.digits
    return "".join(random.Random(0).choices(letters, k=kilobytes * 1024))  # noqa: S311 - the same noise on every run


def weights(lines: Sequence[str]) -> list[str]:
    return [line.partition(" weighs ")[0] for line in lines if " weighs " in line]


def test_a_heavy_page_is_warned_of() -> None:
    [line] = with_body(f"<p>{noise(24)}</p>")
    assert line.startswith("site/index.html: warning: the HTML weighs 18.")
    assert line.endswith(" KB compressed, more than 14 KB; make it lighter, or part it")


def test_a_page_that_leads_to_fifty_places_is_a_list_and_may_weigh_more() -> None:
    links = "".join(f"<a href='?{number}'>a</a>" for number in range(50))
    assert with_body(f"<p>{noise(24)}</p>{links}") == []
    assert weights(with_body(f"<p>{noise(64)}</p>{links}")) == ["site/index.html: warning: the HTML"]


def test_a_page_with_fifty_headings_is_a_list_too() -> None:
    headings = "".join(f"<h2>{number}</h2>" for number in range(48))
    assert weights(with_body(f"<p>{noise(20)}</p>{headings}")) == ["site/index.html: warning: the HTML"]
    assert weights(with_body(f"<p>{noise(20)}</p>{headings}<h2>a</h2><h2>b</h2>")) == []


def test_what_a_page_loads_is_weighed_with_it() -> None:
    script, picture = Output("a.js", noise(32).encode()), Output("a.png", noise(80).encode())
    body = "<script src=a.js></script><img src=a.png alt=''>"
    assert weights(with_body(body, script, picture)) == [
        "site/index.html: warning: the JavaScript of the page",
        "site/index.html: warning: the page with all that it loads",
    ]


def test_a_heavy_style_sheet_is_warned_of() -> None:
    assert weights(found(Output("a.css", noise(24).encode()))) == ["site/a.css: warning: the style sheet"]


def test_more_than_ten_requests_are_warned_of() -> None:
    pictures = [Output(f"{number}.png", b"") for number in range(9)]
    body = "".join(f"<img alt='' src={picture.path}>" for picture in pictures)
    assert with_body(body, *pictures) == [
        "site/index.html: warning: the page takes 11 requests, more than 10; join its files, or load fewer"
    ]


@given(st.binary(max_size=300), st.sampled_from(["html", "xml", "svg", "json", "css"]))
def test_no_file_makes_the_check_raise(data: bytes, suffix: str) -> None:
    files = [Output(f"a.{suffix}", data)]
    assert outputs(files, TWO) == outputs(files, TWO)


PIECES = st.sampled_from(
    ["<a href=", "<svg ", "<h2>", "http://[", "//", "..", "/", "?", "#", "%", " style=x>", "<meta "]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_no_page_makes_the_check_raise(body: str) -> None:
    assert all(line.startswith("site/index.html: error: ") for line in with_body(body))


def test_six_hundred_pages_take_seconds() -> None:
    rows = "".join(
        f'<li class="card"><a href="?{number}" class="name">City</a> <p>2024</p></li>' for number in range(300)
    )
    html = SOUND.replace("<p></p>", f"<ul>{rows}</ul>").replace("style.css", "/style.css")
    pages = [page(f"{number}.html", html.replace("<title>Home", f"<title>{number}")) for number in range(60)]
    begin = time.process_time()
    assert found(*pages) == []
    assert time.process_time() - begin < 2
