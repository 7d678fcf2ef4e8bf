"""What Markdown may do on a page, and what it may not."""

import re
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from certsite import markup
from certsite.problem import Problem, Staged, as_text


def read(text: str, top_heading: int = 2) -> Staged[str]:
    shown, problems = markup.html(text, shown="a.md", first_line=1, top_heading=top_heading)
    return shown.html, problems


def shown(text: str) -> str:
    html, problems = read(text)
    assert not problems, as_text(problems)
    return html


def lines(text: str, first_line: int = 1) -> list[str]:
    return as_text(markup.html(text, shown="a.md", first_line=first_line)[1]).splitlines()


# What stands in the code of a test, as it is shown.
CODE = "a: &lt;b&gt;\n  # *no* heading, &amp;amp; [no](link)\n---\n- no: list"


def table(columns: int, lines: int, between: str = "") -> str:
    """Return a table of short rows; between: the sign at both ends of its head."""
    head = [between + "|".join([sign] * columns) + between for sign in "a-"]
    return "\n".join([*head, *["x"] * (lines - 2)])


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
        ("```\na: <b>\n  # *no* heading, &amp; [no](link)\n---\n- no: list\n```", f"<pre><code>{CODE}\n</code></pre>"),
        ("````yaml\n```\n````", "<pre><code>```\n</code></pre>"),
        ("- one\n\n    ```\n    a\n    ```", "<ul>\n<li>\n<p>one</p>\n<pre><code>a\n</code></pre>\n</li>\n</ul>"),
        ("> ```\n> a\n> ```", "<blockquote>\n<pre><code>a\n</code></pre>\n</blockquote>"),
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
            "a.md:3:5: error: a link must not lead to 'javascript:x'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "[a][b]\n\n[b]: //example.org",
            "a.md:3:6: error: a link must not lead to '//example.org'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "one [a](b/)\n\ntwo\nthree [a]()",
            "a.md:4:11: error: the link has no address; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "one `[a]()`\n\ntwo [a](<>)",
            "a.md:3:10: error: the link has no address; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "see a:b or [x](a:b)",
            "a.md:1:16: error: a link must not lead to 'a:b'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "[a](<a:b c(d)> 'title')",
            "a.md:1:6: error: a link must not lead to 'a:b c(d)'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "one\n\n[a](x:(b))",
            "a.md:3:5: error: a link must not lead to 'x:(b)'; write a complete address that begins "
            "with https://, http:// or mailto:, or a path inside this site",
        ),
        (
            "one\n# \ntwo",
            "a.md:2:1: error: the heading has no text; write its text after the sign #, or remove the sign",
        ),
        (
            "one\n\n```yaml\na: 1\n\nb: 2\n```",
            "a.md:3:1: error: the code begun by ``` does not end before the next blank line; "
            "write ``` on a line of its own below the code, and no blank line in it",
        ),
        (
            "> - ### ##",
            "a.md:1:5: error: the heading has no text; write its text after the sign #, or remove the sign",
        ),
        (
            "one[^1]\n\n[^1]: note",
            "a.md:3:1: error: footnotes are not known here; write the note into the text, in parentheses",
        ),
        (
            "one[^b]\n\n  [^b]: A long note.",
            "a.md:3:3: error: footnotes are not known here; write the note into the text, in parentheses",
        ),
        (
            f"x\n\nintro\n{table(21, 2)}",
            "a.md:5:1: error: the table has more than 20 columns; write fewer, or exchange columns and rows",
        ),
        (
            f"> {table(21, 2, between='|')}".replace("\n", "\n> "),
            "a.md:2:1: error: the table has more than 20 columns; write fewer, or exchange columns and rows",
        ),
        (
            "\n\n".join([table(20, 90)] * 2),
            "a.md:92:1: error: the tables of the text have more than 2,000 cells up to here; "
            "write fewer rows, or fewer tables",
        ),
        (
            f"one\n\n[Far]: https://example.org/{'x' * 1_000}\n\n" + "[a][far] " * 66,
            "a.md:3:1: error: links by name repeat more than 65,536 characters of addresses; "
            "write fewer of them, or shorter addresses",
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


@pytest.mark.parametrize("between", ["", "|"])
def test_a_table_within_the_bounds_is_shown(between: str) -> None:
    assert shown(table(20, 100, between)).count("<td>") == 20 * 98


def test_signs_of_tables_and_headings_within_a_line_are_text() -> None:
    assert shown("a | - | b\n#1 \\# C#") == '<p>a | - | b</p>\n<h2 id="story-1-c">1 # C</h2>'


def test_a_footnote_leads_nowhere() -> None:
    assert read("one[^1]\n\n[^1]: note")[0] == "<p>one[^1]</p>"


def test_a_heading_without_text_takes_no_part_in_the_order_of_headings() -> None:
    assert re.findall("<h.*?>", read("#\n\n## a\n\n### b")[0]) == ['<h2 id="story-a">', '<h3 id="story-b">']


# Links inside the site


def linked(text: str, lead: str) -> Staged[markup.Text]:
    return markup.html(text, shown="a.md", first_line=1, link=lead.format)


def test_an_address_inside_the_site_is_written_as_the_page_needs_it_and_every_other_as_it_is() -> None:
    text, problems = linked(
        "[a](x/?a=1&copy=2&amp;b=3#&eacute;) [b](https://example.org/) [c](mailto:a@example.org)", "../{}"
    )
    assert re.findall('href="(.*?)"', text.html) == [
        "../x/?a=1&amp;copy=2&amp;b=3#é",
        "https://example.org/",
        "mailto:a@example.org",
    ]
    assert not problems


def test_links_inside_the_site_are_returned_with_the_place_of_each() -> None:
    text, _ = linked("see /x/ or\n[a](/x/), [b](#c), [a](/x/)\n\n- [d][e]\n\n[e]: <../y/>", "../{}")
    assert [(link.address, link.href, link.shown, link.line, link.column) for link in text.links] == [
        ("/x/", "..//x/", "a.md", 2, 5),
        ("#c", "../#c", "a.md", 2, 15),
        ("../y/", "../../y/", "a.md", 6, 7),
    ]


@pytest.mark.parametrize("lead", ["javascript:{}", "https:/{}", "//{}", ""])
def test_a_link_that_would_lead_out_by_another_spelling_is_refused(lead: str) -> None:
    text, problems = linked("[a](./x/)", lead)
    assert (text.html, text.links) == ("<p><a>a</a></p>", ())
    assert as_text(problems) == (
        "a.md:1:5: error: a link must not lead to './x/'; write a complete address that begins "
        "with https://, http:// or mailto:, or a path inside this site\n"
    )


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
    **dict.fromkeys(("html", "head", "body", "p", "br", "hr", "em", "strong", "code", "pre"), frozenset()),
    **dict.fromkeys(("blockquote", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"), frozenset()),
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
@settings(max_examples=400)
def test_whatever_is_written_becomes_safe_html_and_never_raises(text: str) -> None:
    html, problems = read(text)
    assert_nothing_active(html)
    assert (html, problems) == read(text)
    assert all(isinstance(problem, Problem) and problem.line and problem.column for problem in problems)


@given(st.text(max_size=60))
def test_an_address_is_returned_as_it_is_or_not_at_all(url: str) -> None:
    assert markup.address(url) in {url, None}


@pytest.mark.parametrize(
    "sign", [">", "> ", "[", "![", "[a](", "*", "_", "*a ", "`", "&", "- ", "1. ", "<", "`` ` ", "- a\n    "]
)
def test_ten_thousand_of_a_sign_cost_little(sign: str) -> None:
    begin = time.process_time()
    read(sign * 10_000)
    assert time.process_time() - begin < 1


WIDE = table(20, 100)
DEEP = "\n\n".join(["> - > - > - > - a"] * 3_400)
REPEATED = "\n\n".join([f"[a]: /{'x' * 950}", *["[a] " * 16] * 4])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WIDE + "\n\n" + "# a\n" * 30, id="tables"),
        pytest.param("\n\n".join(["|a|\n|-|\n" + "|\n" * 195] * 10), id="narrow tables"),
        pytest.param(DEEP, id="quotes and lists"),
        pytest.param(REPEATED, id="links by name"),
        pytest.param("# a\n\n" * 13_000, id="headings"),
        pytest.param(("*_" * 250 + "\n\n") * 130, id="emphasis"),
        pytest.param("<a@b.c>" * 1_100, id="mailboxes"),
        pytest.param("\n\n".join(["[a](b) " * 1_100] * 8), id="links"),
    ],
)
def test_the_worst_texts_that_are_accepted_cost_little_and_grow_little(text: str) -> None:
    begin = time.process_time()
    html = shown(text)
    assert time.process_time() - begin < 3  # two seconds, and half as many again for a slow machine
    assert len(html) < 20 * len(text) + 20 * 2_000 + 65_536


def test_tables_take_little_memory() -> None:
    tracemalloc.start()
    shown(WIDE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


def test_a_table_beyond_the_bounds_is_not_read() -> None:
    begin = time.process_time()
    html, problems = read("\n\n".join([table(1_300, 192)] * 11))
    assert time.process_time() - begin < 1
    assert (html, len(problems)) == ("", 12)


@pytest.mark.parametrize("sign", ["#", "# ", "|", "|-", " ", "> ", "1", "[^", "](", "]( ", "- - "])
def test_a_long_line_of_one_sign_is_looked_at_once(sign: str) -> None:
    begin = time.process_time()
    read(sign * (7_900 // len(sign)) + "x")
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("text", ["[ `]` ", "[a]( `)` ", "[a `]`] "])
def test_brackets_hidden_behind_code_cost_little_in_many_paragraphs(text: str) -> None:
    begin = time.process_time()
    read("\n\n".join([text * 1_000] * 8))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a?b=c#d", True),
        ("https://são.example/região", True),
        ("https://[::1", False),
        ("https://", False),
        ("https:///path", False),
        ("https://user@example.org", False),
        ("https://example.org:99999/", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202egpj.exe", False),
        (" https://example.org", False),
        ("https://example.org/" + "a" * 2_000, False),
        ("ftp://example.org/", False),
        ("mailto:a@example.org?subject=Data", True),
        ("mailto:a@example.org?subject=x%0Abcc:b@example.org", False),
        ("mailto:", False),
        ("tel:1", False),
        ("/levels/gold/", True),
        ("../a/#b", True),
        ("#b", True),
        ("?q=a:b", True),
        ("a/b:c", True),
        ("a:b", False),
        ("//example.org/", False),
        ("/\\example.org/", False),
        ("", False),
    ],
)
def test_the_allow_list_of_addresses(url: str, is_allowed: bool) -> None:
    assert markup.address(url) == (url if is_allowed else None)
