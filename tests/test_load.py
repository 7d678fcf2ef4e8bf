"""From a folder to `Sources`: what is read, with which marks, and how every mistake is told."""

import os
import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from certsite import load
from certsite.load import Entry, Listing, Mark, Node, Scalar, SourceFile, Sources, drawings, folder
from certsite.load.characters import FLAWS, decoded
from certsite.load.nodes import Flaw
from certsite.load.yamltree import DEPTH, Loader, tree
from certsite.problem import as_text

LOADERS = [pytest.param(yaml.BaseLoader, id="python"), pytest.param(yaml.CBaseLoader, id="libyaml")]
CONTENT = Path("content")


@pytest.fixture(autouse=True)
def _inside_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(files: Mapping[str, str | bytes]) -> None:
    for name, text in files.items():
        place = CONTENT / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)


def loaded(files: Mapping[str, str | bytes] = {}) -> tuple[Sources, list[str]]:
    """Return what is loaded from these files, and the problems as text."""
    write(files)
    sources, problems = load.sources(CONTENT)
    return sources, as_text(problems).splitlines()


def messages(flaws: list[Flaw]) -> list[str]:
    return [f"{flaw.mark.line}:{flaw.mark.column}: {flaw.says}; {flaw.do}" for flaw in flaws if flaw.mark]


# What is read


def test_a_record_has_its_facts_with_their_places_and_its_text() -> None:
    sources, problems = loaded({"places/north.md": "---\nname: North\ntags: [a, b]\n---\n\nA *story*.\n"})

    assert problems == []
    assert sources == Sources(
        content="content",
        files=(
            SourceFile(
                path="places/north.md",
                shown="content/places/north.md",
                data=load.Mapping(
                    {
                        "name": Entry(Mark(2, 1), Scalar("North", Mark(2, 7), plain=True)),
                        "tags": Entry(
                            Mark(3, 1),
                            Listing(
                                (Scalar("a", Mark(3, 8), plain=True), Scalar("b", Mark(3, 11), plain=True)),
                                Mark(3, 7),
                            ),
                        ),
                    },
                    Mark(2, 1),
                ),
                body="\nA *story*.\n",
                body_line=5,
                raw=b"",
            ),
        ),
        broken=frozenset(),
    )


@pytest.mark.parametrize(
    ("text", "body", "body_line"),
    [
        ("", "", 1),
        ("Only a story.\n", "Only a story.\n", 1),
        ("Text\n---\na: b\n---\n", "Text\n---\na: b\n---\n", 1),
        ("---\na: b\n---", "", 4),
        ("---\n---\nText", "Text", 3),
        ("---\na: b\n---\nText\n---\nmore", "Text\n---\nmore", 4),
        ("\ufeff---\r\na: b\r\n---\r\nText\r\n", "Text\n", 4),
        ("---\ra: b\r---\rText", "Text", 4),
        ("----\nText", "----\nText", 1),
    ],
)
def test_the_text_is_what_follows_the_front_matter(text: str, body: str, body_line: int) -> None:
    sources, problems = loaded({"a.md": text})

    assert problems == []
    assert [(file.body, file.body_line) for file in sources.files] == [(body, body_line)]


def test_files_that_are_neither_yaml_nor_markdown_keep_their_bytes() -> None:
    sources, problems = loaded(
        {"geo/shapes.json": b'{"a": "\xff"}', "static/CNAME": b"x", "static/a.PNG": b"\x00", "static/b/c.txt": b"---\n"}
    )

    assert problems == []
    assert [(file.path, file.raw, file.data, file.body) for file in sources.files] == [
        ("geo/shapes.json", b'{"a": "\xff"}', None, ""),
        ("static/CNAME", b"x", None, ""),
        ("static/a.PNG", b"\x00", None, ""),
        ("static/b/c.txt", b"---\n", None, ""),
    ]


def test_drafts_stand_behind_the_files_or_instead_of_them() -> None:
    write({"a.yaml": "x: 1", "c.yaml": "x: 1", "d.yaml": "x: ["})
    found, problems = load.with_drafts(
        load.sources(CONTENT), {"c.yaml": b"x: 2", "b.yaml": b"x: 3", "e.yaml": b"", "cities/a.md": b"A text"}
    )
    assert [(file.path, file.data and load.plain(file.data), file.body) for file in found.files] == [
        ("a.yaml", {"x": "1"}, ""),
        ("c.yaml", {"x": "2"}, ""),
        ("b.yaml", {"x": "3"}, ""),
        ("cities/a.md", None, "A text"),
    ]
    assert found.broken == {"d.yaml", "e.yaml"}
    assert [problem.path for problem in problems] == ["content/d.yaml", "content/e.yaml"]


def test_hidden_files_and_what_editors_leave_behind_are_passed_over() -> None:
    sources, problems = loaded({"a.md": "", ".git/config": "x", ".a.md.swp": "x", "a.md~": "x", "old~/b.exe": "x"})

    assert (problems, [file.path for file in sources.files]) == ([], ["a.md"])


def test_names_are_given_in_one_unicode_form_and_values_as_they_were_written() -> None:
    sources, problems = loaded({"pen\u0303alolen.yaml": "name: Pen\u0303alole\u0301n"})

    assert problems == []
    assert sources.files[0].path == "pe\u00f1alolen.yaml"
    assert sources.files[0].shown == "content/pe\u00f1alolen.yaml"
    assert load.plain(node_of(sources)) == {"name": "Pen\u0303alole\u0301n"}


def test_the_order_of_the_file_system_has_no_influence(monkeypatch: pytest.MonkeyPatch) -> None:
    write({f"{name}{end}": "a: b: c" for name in "hgfb" for end in (".yaml", ".yml", "/x.md")})
    first = load.sources(CONTENT)
    listed = os.scandir

    class Shuffled:
        def __init__(self, place: Path) -> None:
            with listed(place) as entries:
                self.entries = random.Random(1).sample(found := list(entries), len(found))  # noqa: S311 - no secret

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(os, "scandir", Shuffled)

    assert load.sources(CONTENT) == first


def node_of(sources: Sources) -> Node:
    data = sources.files[0].data
    assert data is not None
    return data


# Which files are refused


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.yml", "a.yml: error: files ending in .yml are not read; rename it to a.yaml"),
        ("a.MD", "a.MD: error: files ending in .MD are not read; rename it to a.md"),
        (
            "logo.png",
            "logo.png: error: is no content file (.md, .yaml, .json); "
            "put it below static/ if it should be published as it is",
        ),
        (
            "cities/new-town.txt",
            "cities/new-town.txt: error: is no content file (.md, .yaml, .json); rename it to new-town.md",
        ),
        (
            "criteria/2022/open-data",
            "criteria/2022/open-data: error: is no content file (.md, .yaml, .json); rename it to open-data.yaml",
        ),
        (
            "cities/logo.png",
            "cities/logo.png: error: is no content file (.md, .yaml, .json); "
            "put it below static/ if it should be published as it is",
        ),
        (
            "static",
            "static: error: is no content file (.md, .yaml, .json); "
            "put it below static/ if it should be published as it is",
        ),
        ("a\nb.md", "a\\u000ab.md: error: the name holds a character that cannot be shown or a backslash; rename it"),
        (
            "a\u202eb.md",
            "a\\u202eb.md: error: the name holds a character that cannot be shown or a backslash; rename it",
        ),
        (
            "a\udcffb.md",
            "a\\udcffb.md: error: the name holds a character that cannot be shown or a backslash; rename it",
        ),
        ("a\\b.md", "a\\b.md: error: the name holds a character that cannot be shown or a backslash; rename it"),
        (f"{'x' * 98}.md", f"{'x' * 98}.md: error: the name is longer than 100 characters; shorten it"),
        ("1/2/3/4/5/6/7/8/a.md", "1/2/3/4/5/6/7/8/a.md: error: lies more than 8 names deep; move it up"),
        ("1/2/3/4/5/6/7/8/9/a.md", "1/2/3/4/5/6/7/8/9: error: lies more than 8 names deep; move it up"),
    ],
)
def test_a_file_is_refused_by_its_name(name: str, message: str) -> None:
    sources, problems = loaded({name: "x", "good.md": "x"})

    assert problems == [f"content/{message}"]
    assert [file.path for file in sources.files] == ["good.md"]
    assert len(sources.broken) == 1


@pytest.mark.parametrize("target", ["/etc", "/etc/passwd", "real.md", "folder", "missing"])
def test_no_link_is_followed_not_even_inside_the_folder(target: str) -> None:
    write({"real.md": "x", "folder/a.md": "x"})
    (CONTENT / "link").symlink_to(target)
    (CONTENT / "static").mkdir()
    (CONTENT / "static" / "link.md").symlink_to(target)

    sources, problems = loaded()

    assert problems == [
        "content/link: error: is a symbolic link, and links are not followed; put the file or folder itself here",
        "content/static/link.md: error: is a symbolic link, and links are not followed; "
        "put the file or folder itself here",
    ]
    assert [file.path for file in sources.files] == ["folder/a.md", "real.md"]
    assert sources.broken == {"link", "static/link.md"}


def test_a_pipe_is_refused_and_never_waited_for() -> None:
    write({"a.md": "x"})
    os.mkfifo(CONTENT / "pipe.md")

    assert loaded()[1] == ["content/pipe.md: error: is neither a file nor a folder; remove it"]
    with pytest.raises(folder.Unreadable, match="is neither a file nor a folder"):
        folder.read(CONTENT / "pipe.md", 10)


@pytest.mark.parametrize(
    ("first", "second"), [("A.md", "a.md"), ("\u00e9.md", "e\u0301.md"), ("stra\u00dfe.md", "STRASSE.md")]
)
def test_names_that_some_systems_take_for_the_same_are_told_together(first: str, second: str) -> None:
    earlier, later = sorted([first, second])
    sources, problems = loaded({first: "x", second: "x"})

    assert problems == [
        f"content/{folder.printable(later)}: error: the name differs from '{folder.printable(earlier)}' "
        "only in capitals or in the form of its accents; rename one of the two"
    ]
    assert len(sources.files) == 1


def test_the_same_name_in_two_folders_is_no_clash() -> None:
    assert loaded({"a/x.md": "", "b/X.md": ""})[1] == []


@pytest.mark.parametrize(
    ("name", "size", "shown"),
    [
        ("a.md", 256 * 1024, "256 KiB"),
        ("a.yaml", 8 << 20, "8 MiB"),
        ("a.json", 8 << 20, "8 MiB"),
        ("static/a.pdf", 10 << 20, "10 MiB"),
        ("static/a.svg", 1 << 20, "1 MiB"),
        ("static/a.JSON", 1 << 20, "1 MiB"),
    ],
)
def test_a_file_beyond_its_bound_is_not_read(name: str, size: int, shown: str) -> None:
    write({name: ""})
    os.truncate(CONTENT / name, size + 1)

    assert loaded()[1] == [f"content/{name}: error: is larger than {shown}; make it smaller or split it"]


def test_a_file_of_just_the_bound_is_read() -> None:
    sources, problems = loaded({"a.md": b"x" * 256 * 1024})

    assert (problems, len(sources.files[0].body)) == ([], 256 * 1024)


def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"small.md": "x", "large.md": "x" * 300 * 1024})
    small = (CONTENT / "small.md").stat()
    monkeypatch.setattr(os, "fstat", lambda _: small)

    assert loaded()[1] == ["content/large.md: error: is larger than 256 KiB; make it smaller or split it"]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (FileNotFoundError(), "vanished while it was read; run the command again"),
        (PermissionError(), "cannot be read, permission is denied; allow reading it"),
        (OSError(5, "Input/output error"), "cannot be read; check the file and the disk"),
    ],
)
@pytest.mark.parametrize(("call", "path"), [("open", "content/a/b.md"), ("scandir", "content/a")])
def test_what_cannot_be_read_is_a_problem(
    call: str, path: str, error: OSError, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"a/b.md": "x", "good.md": "x"})
    original = getattr(os, call)

    def failing(place: Any, *arguments: Any) -> Any:
        if str(place) == path:
            raise error
        return original(place, *arguments)

    monkeypatch.setattr(os, call, failing)
    sources, problems = loaded()

    assert problems == [f"{path}: error: {message}"]
    assert [file.path for file in sources.files] == ["good.md"]
    assert sources.broken == {path.removeprefix("content/")}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("missing", "missing: error: there is no such folder; name the folder that holds the content"),
        ("file/below", "file/below: error: there is no such folder; name the folder that holds the content"),
        ("file", "file: error: is not a folder; name the folder that holds the content"),
        ("empty", "empty: error: the folder holds no content; name the folder that holds the content"),
        ("link", "link: error: is a symbolic link, and links are not followed; put the file or folder itself here"),
        ("x" * 300, f"{'x' * 300}: error: cannot be read; check the file and the disk"),
    ],
)
def test_without_a_content_folder_there_is_one_problem(content: str, message: str) -> None:
    Path("file").touch()
    Path("empty/hollow/.hidden").mkdir(parents=True)
    Path("link").symlink_to("empty")

    sources, problems = load.sources(Path(content))

    assert as_text(problems) == f"{message}\n"
    assert sources == Sources(content, (), frozenset())


def test_files_with_too_many_values_in_all_are_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "ALL_NODES", 13)
    files = {"a.yaml": "a: 1\nb: [2, 3]\n", "b.md": "---\na: {b: c}\n---\n"}
    assert loaded(files)[1] == []
    sources, problems = loaded({"c.yaml": "a: 1\n"})
    assert (sources.files, problems) == (
        (),
        ["content: error: the files hold more than 13 keys and values in all; remove some"],
    )


def test_a_file_of_nothing_but_hyphens_is_refused_before_anybody_looks_at_its_values() -> None:
    assert loaded({"a.yaml": "notes:\n" + "- \n" * 100_000})[1] == [
        "content/a.yaml:99999:2: error: the YAML has more than 100,000 keys and values; split the file"
    ]


def test_a_folder_with_too_many_files_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "ENTRIES", 3)

    assert loaded({"a.md": "", "b.md": "", "c.md": ""})[1] == []
    sources, problems = loaded({"d.md": ""})

    assert problems == ["content: error: the folder holds more than 3 files and folders; remove some"]
    assert sources.files == ()


def test_every_problem_of_every_file_is_told_in_one_run_in_the_order_of_files_and_lines() -> None:
    sources, problems = loaded(
        {
            "b.yaml": "a: &x 1\na: 2\nb: !y 3\n",
            "a.md": "one\u202e\ntwo\x07\n",
            "good.md": "fine",
            "c.txt": "",
            "B.md": "---\n",
        }
    )

    assert problems == [
        "content/B.md:1:1: error: no line of exactly three dashes closes the front matter; "
        "write --- on a line after the last value",
        "content/a.md:1:4: error: U+202E turns the direction of the text; remove it",
        "content/a.md:2:4: error: U+0007 is a control character; remove it",
        "content/b.yaml:1:4: error: & at the beginning of a value makes it an anchor in YAML, which is not used here; "
        "put the whole value in quotes, or remove & and the word after it",
        "content/b.yaml:2:1: error: the key 'a' was written before; remove it here or in line 1",
        "content/b.yaml:3:4: error: ! at the beginning of a value makes it a tag in YAML, which is not used here; "
        "put the whole value in quotes, or remove ! and the word after it",
        "content/c.txt: error: is no content file (.md, .yaml, .json); "
        "put it below static/ if it should be published as it is",
    ]
    assert [file.path for file in sources.files] == ["good.md"]
    assert sources.broken == {"B.md", "a.md", "b.yaml", "c.txt"}


# What is published as it is

TAKES = (
    "static/ takes pictures, fonts and plain files: "
    ".avif, .gif, .ico, .jpeg, .jpg, .png, .svg, .webp, .woff2, .csv, .json, .pdf, .txt"
)
SAVE = "save it as one of these, or remove it"


@pytest.mark.parametrize(
    "name",
    ["a.png", "marks/a.JPEG", "a.tar.pdf", "CNAME", ".well-known/security.txt", ".well-known/matrix/server"],
)
def test_pictures_fonts_and_plain_files_are_taken_below_static(name: str) -> None:
    sources, problems = loaded({f"static/{name}": b"x"})

    assert (problems, [file.path for file in sources.files]) == ([], [f"static/{name}"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        *((f"a{ending}", f"{TAKES}; write it as a page in pages/") for ending in (".htm", ".HTML", ".xhtml", ".md")),
        *((f"a{ending}", f"{TAKES}; {SAVE}") for ending in (".xml", ".atom", ".js", ".mjs", ".css", ".wasm", ".svgz")),
        ("a", f"{TAKES}; {SAVE}"),
        ("a.", f"{TAKES}; {SAVE}"),
        ("cname", f"{TAKES}; {SAVE}"),
        ("b/CNAME", f"{TAKES}; {SAVE}"),
        (".well-known/a.js", f"{TAKES}; {SAVE}"),
        (".htaccess", "a name that begins with a dot is not published; rename it, or remove it"),
        (".svg", "a name that begins with a dot is not published; rename it, or remove it"),
        (".well-known", "a name that begins with a dot is not published; rename it, or remove it"),
        (".well-known/.env", "a name that begins with a dot is not published; rename it, or remove it"),
    ],
)
def test_nothing_that_a_browser_runs_or_a_server_hides_is_taken_below_static(name: str, message: str) -> None:
    sources, problems = loaded({f"static/{name}": b"x"})

    assert problems == [f"content/static/{name}: error: {message}"]
    assert not sources.files
    assert sources.broken == {f"static/{name}"}


@pytest.mark.parametrize("name", [".git/a.txt", "b/.well-known/a.txt"])
def test_a_folder_with_a_dot_below_static_is_refused_as_a_whole(name: str) -> None:
    folder = f"static/{name.removesuffix('/a.txt')}"

    assert loaded({f"static/{name}": b"x"})[1] == [
        f"content/{folder}: error: a name that begins with a dot is not published; rename it, or remove it"
    ]


def test_what_systems_and_editors_leave_below_static_is_passed_over() -> None:
    names = ["static/.DS_Store", "static/b/.gitkeep", "static/.directory", "static/a.html~", "static/.a.txt~"]
    sources, problems = loaded({"a.md": "", **dict.fromkeys(names, "x")})

    assert (problems, [file.path for file in sources.files]) == ([], ["a.md"])


def test_static_files_that_are_too_large_together_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "STATIC_TOTAL", 2 << 20)
    large = b"x" * (1 << 20)

    assert loaded({"static/a.txt": large, "static/b.txt": large, "static/m.js": "x"})[1] == [
        f"content/static/m.js: error: {TAKES}; {SAVE}"
    ]
    sources, problems = loaded({"static/c.txt": b"x", "static/d.js": b"x", "z.md": "x"})

    assert problems == [
        "content/static: error: the files below are larger than 2 MiB together; remove some",
        *(f"content/static/{name}.js: error: {TAKES}; {SAVE}" for name in "dm"),
    ]
    assert [file.path for file in sources.files] == ["static/a.txt", "static/b.txt", "z.md"]


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.txt", b"S\xc3\xa3o\nCear\xe1", ":2:5: error: byte 0xE1 is not valid UTF-8; save the file as UTF-8"),
        ("CNAME", "\u202eexample.org".encode(), ":1:1: error: U+202E turns the direction of the text; remove it"),
        (
            ".well-known/a",
            b" <html>",
            ":1:1: error: the file has no ending and begins as a page does; give it an ending",
        ),
        (
            "a.json",
            b'{\n "a" 1}',
            ":2:6: error: the file is not well-formed JSON: Expecting ':' delimiter; mend it at that place",
        ),
        ("a.json", b"[NaN]", ": error: NaN is no number of JSON; write a number, or null"),
        ("a.json", b"[" * 100_000, ": error: lists and objects lie too deep in one another; nest them less"),
    ],
)
def test_a_static_file_of_text_is_refused_where_its_mistake_stands(name: str, raw: bytes, message: str) -> None:
    sources, problems = loaded({f"static/{name}": raw})

    assert problems == [f"content/static/{name}{message}"]
    assert sources.files == ()


def test_numbers_of_any_length_are_json() -> None:
    assert loaded({"static/a.json": b"[1e999, -0.5, " + b"9" * 10_000 + b"]"})[1] == []


# Drawings

SVG = 'xmlns="http://www.w3.org/2000/svg"'
REMOVE = "remove it, or export the drawing as plain SVG without scripts, styles and links"
A_PART = "name a part of the drawing by its id, as in #shape"
A_COLOUR = "write a colour or number, or url(#shape)"


def drawn(inside: str, *, root: str = SVG) -> list[str]:
    return messages(drawings.flaws(f"<svg {root}>{inside}</svg>"))


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<!-- by hand: <script> --><title>A mark</title><desc><![CDATA[<script>]]></desc>",
        '<text x="1" y="2">once = "x" <tspan font-weight="bold">onload="x"</tspan></text>',
        '<symbol id="a"><path d="M1 1h2z"/></symbol><use href="#a"/><use xlink:href="#a" transform="scale (2)"/>',
        '<g fill="url(#b)" stroke="rgb(1, 2, 3)" clip-path="url(#c)" aria-label="javascript:(x)"/>',
        '<defs><linearGradient id="b"><stop offset="1" stop-color="#fff"/></linearGradient></defs>',
    ],
)
def test_a_drawing_of_shapes_and_words_is_passive(inside: str) -> None:
    assert drawn(inside, root=f'{SVG} xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"') == []


def test_a_drawing_may_write_svg_before_its_names_and_begin_with_a_declaration() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>\n<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>'

    assert drawings.flaws(text) == []


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<script/>", f"the drawing has the element 'script'; {REMOVE}"),
        ("<SCRIPT/>", f"the drawing has the element 'SCRIPT'; {REMOVE}"),
        (
            '<a-b:script xmlns:a-b="http://www.w3.org/2000/svg"/>',
            f"the drawing has the element 'script'; {REMOVE}",
        ),
        ('<set attributeName="href" to="javascript:x"/>', f"the drawing has the element 'set'; {REMOVE}"),
        ('<animate values="javascript:x"/>', f"the drawing has the element 'animate'; {REMOVE}"),
        ("<foreignObject/>", f"the drawing has the element 'foreignObject'; {REMOVE}"),
        ("<style>@import 'https://a.example'</style>", f"the drawing has the element 'style'; {REMOVE}"),
        ('<a href="#b"/>', f"the drawing has the element 'a'; {REMOVE}"),
        ('<image href="#b"/>', f"the drawing has the element 'image'; {REMOVE}"),
        (
            '<b xmlns="http://www.w3.org/1999/xhtml"/>',
            f"the drawing uses names of 'http://www.w3.org/1999/xhtml' besides those of SVG; {REMOVE}",
        ),
        ('<b xmlns=""/>', f"the drawing uses names of '' besides those of SVG; {REMOVE}"),
        ("<?xml-stylesheet href='a.xsl'?>", f"the drawing has the instruction '<?xml-stylesheet'; {REMOVE}"),
        ('<g onclick="x"/>', f"the drawing has the attribute 'onclick'; {REMOVE}"),
        ('<g style="background:url(https://a.example)"/>', f"the drawing has the attribute 'style'; {REMOVE}"),
        ('<g xml:base="https://a.example"/>', f"the drawing has the attribute 'base'; {REMOVE}"),
        ('<use href="https://a.example/#b"/>', f"the drawing leads to 'https://a.example/#b'; {A_PART}"),
        ('<use href="&#32;javascript:x"/>', f"the drawing leads to ' javascript:x'; {A_PART}"),
        ('<g fill="url(//a.example)"/>', f"the drawing has 'fill' with 'url(//a.example)'; {A_COLOUR}"),
        ('<g fill="URL(//a.example)"/>', f"the drawing has 'fill' with 'URL(//a.example)'; {A_COLOUR}"),
        ('<g fill="url(#a) url(b)"/>', f"the drawing has 'fill' with 'url(#a) url(b)'; {A_COLOUR}"),
        ('<g fill="image-set(&quot;b&quot;)"/>', f"the drawing has 'fill' with 'image-set(\"b\")'; {A_COLOUR}"),
        (r'<g fill="u\72l(b)"/>', rf"the drawing has 'fill' with 'u\72l(b)'; {A_COLOUR}"),
    ],
)
def test_a_drawing_that_does_more_is_refused_where_it_does(inside: str, message: str) -> None:
    assert drawn(f"<g>\n {inside}</g>")[0] == f"2:2: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<svg onload='x'/>",
            '1:1: the drawing does not begin with <svg> of SVG; begin it with <svg xmlns="http://www.w3.org/2000/svg">',
        ),
        (
            f"<g {SVG}/>",
            '1:1: the drawing does not begin with <svg> of SVG; begin it with <svg xmlns="http://www.w3.org/2000/svg">',
        ),
        (
            f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {SVG}>&a;</svg>',
            "1:15: the file has a document type; remove all from <!DOCTYPE to the > that ends it",
        ),
        (
            f'<?xml version="1.0" encoding="UTF-7"?><svg {SVG}/>',
            "1:1: the file names the encoding 'UTF-7'; write encoding=\"UTF-8\"",
        ),
        (f"<svg {SVG}>", "1:41: the file is not well-formed XML: no element found; mend it at that place"),
        ("", "1:1: the file is not well-formed XML: no element found; mend it at that place"),
    ],
)
def test_a_file_that_is_no_drawing_is_refused(text: str, message: str) -> None:
    assert messages(drawings.flaws(text)) == [message]


def test_each_mistake_of_a_drawing_is_told_once_and_no_more_than_the_bound() -> None:
    assert drawn("\n<b/><c d='' e=''/><b/>\n<c e=''/>") == [
        f"2:1: the drawing has the element 'b'; {REMOVE}",
        f"2:5: the drawing has the element 'c'; {REMOVE}",
        f"2:5: the drawing has the attribute 'e'; {REMOVE}",
    ]
    assert len(drawn("".join(f"<b{number}/>" for number in range(100)))) == FLAWS


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<!--" * 50_000, id="comments"),
        pytest.param("<![CDATA[" * 100_000, id="data"),
        pytest.param("<b>" * 300_000, id="deep"),
        pytest.param("".join(f"<b{number}/>" for number in range(80_000)), id="names"),
        pytest.param(f'<g xmlns:a="{"u" * 500_000}">{"<a:g/>" * 80_000}', id="a long vocabulary"),
        pytest.param(f'<g fill="{"(" * 1_000_000}">', id="brackets"),
        pytest.param(f'<g fill="{"rgb" + " " * 500_000 + "(" + " " * 500_000}">', id="spaces"),
    ],
)
def test_a_hostile_drawing_is_refused_quickly(inside: str) -> None:
    began = time.process_time()

    assert drawn(inside)
    assert time.process_time() - began < 5


@given(
    st.lists(st.sampled_from(["<", ">", "/", "svg", f" {SVG}", "<g ", "x='", "'", "&#0;", "<!", "é", "<?"])).map(
        "".join
    )
)
def test_no_drawing_makes_the_look_raise(text: str) -> None:
    assert drawings.flaws(text) == drawings.flaws(text)


# Bytes and characters


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("naïve".encode("utf-16"), "content/a.md: error: the file is saved as UTF-16; save it as UTF-8"),
        ("naïve".encode("utf-16-le"), "content/a.md: error: the file is saved as UTF-16; save it as UTF-8"),
        ("naïve".encode("utf-32"), "content/a.md: error: the file is saved as UTF-32; save it as UTF-8"),
        ("naïve".encode("utf-32-be"), "content/a.md: error: the file is saved as UTF-32; save it as UTF-8"),
        (b"S\xc3\xa3o\r\nCear\xe1", "content/a.md:2:5: error: byte 0xE1 is not valid UTF-8; save the file as UTF-8"),
        (
            b"\xef\xbb\xbf\xf0\x9f\x8c\x86\xe1",
            "content/a.md:1:2: error: byte 0xE1 is not valid UTF-8; save the file as UTF-8",
        ),
        (b"a\xed\xa0\x80", "content/a.md:1:2: error: byte 0xED is not valid UTF-8; save the file as UTF-8"),
        (b"some text\x00", "content/a.md:1:10: error: U+0000 is a control character; remove it"),
        (b"a\x1b[31m", "content/a.md:1:2: error: U+001B is a control character; remove it"),
        (b"a\x0cb", "content/a.md:1:2: error: U+000C is a control character; remove it"),
        ("a\x85", "content/a.md:1:2: error: U+0085 ends a line for some programs only; remove it"),
        ("a\u2028", "content/a.md:1:2: error: U+2028 ends a line for some programs only; remove it"),
        ("a\u2066", "content/a.md:1:2: error: U+2066 turns the direction of the text; remove it"),
        ("a\u200f", "content/a.md:1:2: error: U+200F turns the direction of the text; remove it"),
        ("a\u200b", "content/a.md:1:2: error: U+200B cannot be seen; remove it"),
        ("a\u00ad", "content/a.md:1:2: error: U+00AD cannot be seen; remove it"),
        ("a\u2060", "content/a.md:1:2: error: U+2060 cannot be seen; remove it"),
        ("a\u180e", "content/a.md:1:2: error: U+180E cannot be seen; remove it"),
        ("a\u3164", "content/a.md:1:2: error: U+3164 cannot be seen; remove it"),
        ("a\U000e0041", "content/a.md:1:2: error: U+E0041 cannot be seen; remove it"),
        ("\ufeffa\ufeff", "content/a.md:1:2: error: U+FEFF is a byte order mark inside the text; remove it"),
        ("🌆\uffff", "content/a.md:1:2: error: U+FFFF is not a character; remove it"),
    ],
)
def test_bytes_that_are_no_honest_text_are_refused_where_they_stand(raw: bytes | str, message: str) -> None:
    assert loaded({"a.md": raw})[1] == [message]


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🌾", "❤\ufe0f"])
def test_what_shapes_letters_and_emoji_is_kept(text: str) -> None:
    assert decoded(text.encode()) == (text, [])


def test_of_many_bad_characters_in_a_file_the_first_are_told() -> None:
    assert len(loaded({"a.md": "\u202e\n" * 1000})[1]) == FLAWS


@given(st.binary())
@example(b"\xff\xfe\x00")
@example(b"\x00")
def test_any_bytes_become_clean_text_or_flaws(raw: bytes) -> None:
    text, flaws = decoded(raw)

    assert flaws or text == raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    assert flaws or not {character for character in text if category(character) == "Cc"} - {"\t", "\n"}


# YAML: values as written


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "value",
    [
        "Peñalolén",
        "O'Fallon",
        "São Paulo & região",
        "NO",
        "ON",
        "null",
        "~",
        "0613",
        "1e3",
        "0x1F",
        "2024-01",
        "2024-01-01 10:00:00",
        "12:30:45",
        "1_000",
        "=",
        "Pen\u0303alole\u0301n",
        "🌆 dawn",
        "https://example.org/a?b=c#d",
        "-5",
        "a, b [c] {d}",
        "50% of it",
        "what?",
        r"C:\users",
    ],
)
def test_a_value_stays_the_text_that_was_written(value: str, loader: Loader) -> None:
    root, flaws = tree(f"key: {value}\n", nodes=10, loader=loader)

    assert flaws == []
    assert root == load.Mapping({"key": Entry(Mark(1, 1), Scalar(value, Mark(1, 6), plain=True))}, Mark(1, 1))


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("key:", Scalar("", Mark(1, 4), plain=True)),
        ("key: # later", Scalar("", Mark(1, 4), plain=True)),
        ("why: what?\nkey: x", Scalar("x", Mark(2, 6), plain=True)),
        ("really? key: 1\nkey: x", Scalar("x", Mark(2, 6), plain=True)),
        ("{key: }", Scalar("", Mark(1, 5), plain=True)),
        ("{key}", Scalar("", Mark(1, 5), plain=True)),
        ("key: ''", Scalar("", Mark(1, 6), plain=False)),
        ("key: 'NO'", Scalar("NO", Mark(1, 6), plain=False)),
        ('key: "a\\tb"', Scalar("a\tb", Mark(1, 6), plain=False)),
        ("key: |\n  one\n  two\n", Scalar("one\ntwo\n", Mark(1, 6), plain=False)),
        ("key: >-\n  one\n  two\n", Scalar("one two", Mark(1, 6), plain=False)),
        ("key: one\n  two", Scalar("one two", Mark(1, 6), plain=True)),
        ("---\nkey: x\n", Scalar("x", Mark(2, 6), plain=True)),
        ("{é🌆: e\u0301, 🌆🌆: 1, key: x}", Scalar("x", Mark(1, 22), plain=True)),
    ],
)
def test_how_and_where_a_value_was_written_is_kept(text: str, value: Scalar, loader: Loader) -> None:
    root, flaws = tree(text, nodes=10, loader=loader)

    assert flaws == []
    assert isinstance(root, load.Mapping)
    assert root.entries["key"].value == value


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark\n", "---\n", "\ufeff"])
def test_an_empty_yaml_file_is_a_problem(text: str) -> None:
    assert loaded({"a.yaml": text})[1] == [
        "content/a.yaml: error: the file is empty; write what it should hold, or remove it"
    ]


def test_spaces_after_the_dashes_that_open_front_matter_are_told() -> None:
    assert loaded({"a.md": "--- \na: b\n---\n"})[1] == [
        "content/a.md:1:4: error: spaces follow the three dashes; remove the spaces"
    ]


def test_the_marks_of_front_matter_are_those_of_the_file() -> None:
    assert loaded({"a.md": "---\nfirst: x\nsecond: y: z\n---\n"})[1] == [
        "content/a.md:3:10: error: a colon followed by a space stands inside a value; put the whole value in quotes"
    ]


# YAML: mistakes

IN_QUOTES = "put the whole value in quotes"
ALIGN = "indent it by as many spaces as the lines it belongs with"
BLOCK = "text follows the sign that begins a block; begin the text on the next line, or put it in quotes"
NO_COLON = "no colon follows the key; write 'key: value', or indent the line if it continues the one above"
FOLLOWS_QUOTE = "text follows the closing quote; put the whole value in quotes of the other kind"
ITEM_AMONG_KEYS = "a list item stands among keys; put the list below a key of its own"
KEY_AMONG_ITEMS = (
    "a key stands among list items; move it to the keys it belongs with, indented as they are, or write '- ' before it"
)
INVALID = "the line is not valid YAML; check its indentation, quotes and brackets"


def reference(sign: str, what: str) -> str:
    return (
        f"{sign} at the beginning of a value makes it {what} in YAML, which is not used here; "
        f"put the whole value in quotes, or remove {sign} and the word after it"
    )


def unclosed(opening: str, closing: str) -> str:
    return (
        f"the bracket {opening} opened here is not closed, or a comma is missing after a value; "
        f"write {closing} or the comma, or put the whole value in quotes"
    )


MISTAKES = [
    ("a:\n\tb: 1", "2:1: a tab stands here; write spaces instead"),
    ("a:\tb", "1:3: a tab stands here; write spaces instead"),
    ("name:North\nid: x", "1:6: a space is missing after the colon; write it as in 'key: value'"),
    ("a: 1\nname:North\nb: 2", "2:6: a space is missing after the colon; write it as in 'key: value'"),
    ("a:\n  - b:North\n    c: x", "2:7: a space is missing after the colon; write it as in 'key: value'"),
    ("a: 1\nb:\u00a02\nc: 3", "2:3: a no-break space stands after the colon; write an ordinary space instead"),
    ("a: 1\nsome text\nb: 2", f"2:1: {NO_COLON}"),
    ("some text\nb: 2", f"1:1: {NO_COLON}"),
    ("a: 1\nsome text", f"2:1: {NO_COLON}"),
    ("name: North: a place", f"1:12: a colon followed by a space stands inside a value; {IN_QUOTES}"),
    ('"a": "x": y', f"1:9: a colon followed by a space stands inside a value; {IN_QUOTES}"),
    (": x", "1:1: no key stands before the colon; write the key, or remove the colon"),
    ("a: {b: 1, : 2}", "1:11: no key stands before the colon; write the key, or remove the colon"),
    ("'': x", "1:1: no key stands before the colon; write the key, or remove the colon"),
    ('name: "North\nid: x', "1:7: the quote opened here is never closed; write the closing quote"),
    ("name: 'North", "1:7: the quote opened here is never closed; write the closing quote"),
    (
        'name: "North\nid: "x"',
        "1:7: the quote opened here is closed only on a later line; write the closing quote after the value",
    ),
    ("name: 'O'Fallon'\nid: x", f"1:10: {FOLLOWS_QUOTE}"),
    ('name: "North" of it', f"1:15: {FOLLOWS_QUOTE}"),
    ("a: x\nb: it's\nc: \"d\" e'", f"3:8: {FOLLOWS_QUOTE}"),
    ("name: [Draft] North", f"1:15: text follows the closing bracket; {IN_QUOTES}"),
    (
        r'path: "C:\places"',
        "1:7: a backslash in double quotes has a meaning of its own; write it twice, or use single quotes",
    ),
    ("a:\n    b: 1\n  c: 2", f"3:3: the indentation fits no line above; {ALIGN}"),
    ("- a: 1\n b: 2", f"2:2: the indentation fits no line above; {ALIGN}"),
    (" a: 1\nb: 2", f"2:1: the indentation fits no line above; {ALIGN}"),
    ("a: |\n  text\n less\nb: 1", f"3:2: the indentation fits no line above; {ALIGN}"),
    (
        "a: 1\n\n  b: 2",
        "3:3: the line is indented although the line above has a value; indent both by the same number of spaces",
    ),
    ("a:\n  b: 1\n  - x", f"3:3: {ITEM_AMONG_KEYS}"),
    ("a: 1\n- x", f"2:1: {ITEM_AMONG_KEYS}"),
    ("a:\n  - x\n  b: 1", f"3:3: {KEY_AMONG_ITEMS}"),
    (
        "a: - x",
        "1:4: a list begins on the line of its key; begin it on the next line, or put the value in quotes",
    ),
    ("a: @x", f"1:4: a value cannot begin with @; {IN_QUOTES}"),
    ("a: `x`", f"1:4: a value cannot begin with `; {IN_QUOTES}"),
    ("a: %x", f"1:4: a value cannot begin with %; {IN_QUOTES}"),
    ("a: ? x", f"1:4: a value cannot begin with ?; {IN_QUOTES}"),
    ("a: ]", f"1:4: a value cannot begin with ]; {IN_QUOTES}, or write the missing value"),
    ("a: [x,, y]", f"1:7: a value cannot begin with ,; {IN_QUOTES}, or write the missing value"),
    ("a: [>, y]", f"1:5: a value cannot begin with >; {IN_QUOTES}"),
    ("a: *", f"1:4: {reference('*', 'an alias')}"),
    ("a: *x", f"1:4: {reference('*', 'an alias')}"),
    ("*x : a", f"1:1: {reference('*', 'an alias')}"),
    ("a: * x", f"1:4: {reference('*', 'an alias')}"),
    ("a: & x", f"1:4: {reference('&', 'an anchor')}"),
    ("a: &x y", f"1:4: {reference('&', 'an anchor')}"),
    ("a: &x\n  b: c", f"1:4: {reference('&', 'an anchor')}"),
    ("a: !x y", f"1:4: {reference('!', 'a tag')}"),
    ("a: ! y", f"1:4: {reference('!', 'a tag')}"),
    ("a: !b!x y", f"1:4: {reference('!', 'a tag')}"),
    ("a: !!python/object/apply:os.system [x]", f"1:4: {reference('!', 'a tag')}"),
    ("a: > text\n  more", f"1:4: {BLOCK}"),
    ("a: |text", f"1:4: {BLOCK}"),
    ("a: [1, 2\nb: 3", f"1:4: {unclosed('[', ']')}"),
    ("a:\n  [b: 1\n  c: 2]", f"2:3: {unclosed('[', ']')}"),
    ('a: 1\n"b"\nc: 2', f"2:1: {NO_COLON}"),
    ("a: 1\n[b]\nc: 2", f"2:1: {NO_COLON}"),
    ("a: [1, 2", f"1:4: {unclosed('[', ']')}"),
    ("a: {b: 1\nc: 3", f"1:4: {unclosed('{', '}')}"),
    ('a: ["x" "y"]', f"1:4: {unclosed('[', ']')}"),
    ("a: [why?, b]", "1:8: a question mark stands unquoted inside brackets; put the value in quotes"),
    (
        "a: {b:[x]}",
        "1:5: a colon inside brackets has no space after it; write the space, or put the value in quotes",
    ),
    (
        "title: {{ name }}",
        "1:9: a list or map stands where a key is expected; put the text in quotes if brackets are part of it",
    ),
    (
        "? a\n: b",
        "1:3: a question mark before a key makes it a complex key in YAML, which is not used here; remove it",
    ),
    ("<<: x", "1:1: '<<' merges maps in YAML, which is not used here; write out the keys that belong here"),
    ("a: 1\nb: 2\n'a': 3", "3:1: the key 'a' was written before; remove it here or in line 1"),
    ("a: 1\n---\nb: 2", "2:1: a second document begins here; remove the line, or write a file of its own"),
    ("a: 1\n--- b", "2:1: a second document begins here; remove the line, or write a file of its own"),
    ("%YAML 1.2\n---\na: 1", "1:1: a line cannot begin with %; put the value in quotes, or indent the line"),
    ("a: 1\n...\n", "2:1: a line of three dots ends the YAML; remove it, or indent it"),
    (r'a: "\ud83c\udf06"', r"1:5: the escape names no character; write the character itself"),
    (r'a: "\UFFFFFFFF"', "1:5: the escape names no character; write the character itself"),
    (r'a: "x\u202e"', "1:4: an escape stands for U+202E turns the direction of the text; remove the escape"),
    (r'a: "\0"', "1:4: an escape stands for U+0000 is a control character; remove the escape"),
    (r'a: "x\"" y', f"1:10: {FOLLOWS_QUOTE}"),
    ("--- a: b", f"1:1: {INVALID}"),
    ("a: [", f"1:1: {INVALID}"),
    ("a: {b: 1\n[c]: d", f"1:4: {unclosed('{', '}')}"),
]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_a_mistake_in_yaml_is_told_with_its_place_and_its_mend(text: str, message: str, loader: Loader) -> None:
    root, flaws = tree(text, nodes=100, loader=loader)

    assert messages(flaws)[0] == message
    assert root is None


@pytest.mark.parametrize("loader", LOADERS)
def test_the_number_of_flaws_told_of_one_file_is_bounded(loader: Loader) -> None:
    for text in ("- &a x\n" * 100, "a: \t\n" * 100):
        assert len(tree(text, nodes=1000, loader=loader)[1]) == FLAWS


SAMPLE = """\
name: São Paulo & região
rows:
  - event: certified
    note: |
      text: here
    tags: [a, "b", {c: d}]
text:
  en: O'Fallon 🌆
  pt: >-
    folded

'it''s': "x"
"""


@pytest.mark.parametrize("sign", ["", ":", " ", '"', "\n", "[", "-", ": "])
def test_both_parsers_give_the_same_wherever_a_sign_replaces_another(sign: str) -> None:
    for index in range(len(SAMPLE)):
        text = SAMPLE[:index] + sign + SAMPLE[index + 1 :]
        assert tree(text, nodes=99, loader=yaml.BaseLoader) == tree(text, nodes=99, loader=yaml.CBaseLoader), text


# YAML: bounds


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize("loader", LOADERS)
def test_what_lies_too_deep_is_refused_where_it_begins(loader: Loader) -> None:
    assert tree(nested(DEPTH), nodes=100, loader=loader)[1] == []
    assert messages(tree(nested(DEPTH + 1), nodes=100, loader=loader)[1]) == [
        "1:13: lists and maps lie more than 12 deep in one another; nest them less"
    ]


@pytest.mark.parametrize("loader", LOADERS)
def test_keys_and_values_beyond_the_bound_are_refused_where_they_begin(loader: Loader) -> None:
    assert tree("a: 1\nb: 2\n", nodes=5, loader=loader)[1] == []
    assert messages(tree("a: 1\nb: 2\n", nodes=4, loader=loader)[1]) == [
        "2:4: the YAML has more than 4 keys and values; split the file"
    ]


LAUGHS = "a0: &a0 [ha]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 20))


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text",
    [
        *(sign * 10_000 for sign in ("[", "{", "? ", "- ", "[a,", "{a: ", "[? ", "? [", "[\n")),
        pytest.param("".join(f"{' ' * depth}a:\n" for depth in range(700)), id="indented"),
        pytest.param("".join(f"key{number}: x\n" for number in range(20_000)), id="keys"),
        pytest.param("[" + "a," * 120_000, id="items"),
        pytest.param('"' + "a\n" * 120_000, id="quoted"),
        pytest.param("- &a x\n" * 30_000, id="anchors"),
        pytest.param("a: 1\n" * 40_000, id="same key"),
        pytest.param("\t\n" * 100_000, id="tabs"),
        pytest.param(LAUGHS, id="laughs"),
    ],
)
def test_hostile_front_matter_is_refused_quickly(text: str, loader: Loader) -> None:
    began = time.process_time()
    flaws = tree(text, nodes=load.FRONT_MATTER_NODES, loader=loader)[1]

    assert flaws
    assert time.process_time() - began < 3


# Nodes


def test_a_node_without_its_marks_is_made_of_dict_list_and_text() -> None:
    root, _ = tree("a: [1, {b: NO}]\nc:\n", nodes=20)

    assert root is not None
    assert load.plain(root) == {"a": ["1", {"b": "NO"}], "c": ""}


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), Mark(1, 1), Mark(1, 1)),
        (("rows",), Mark(2, 3), Mark(1, 1)),
        (("rows", 0), Mark(2, 5), Mark(2, 5)),
        (("rows", 1, "year"), Mark(3, 11), Mark(3, 5)),
        (("rows", 1, "level"), Mark(3, 5), Mark(3, 5)),
        (("rows", 1, "year", "deeper"), Mark(3, 11), Mark(3, 11)),
        (("rows", 2), Mark(2, 3), Mark(2, 3)),
        (("rows", -1), Mark(2, 3), Mark(2, 3)),
        (("rows", "1"), Mark(2, 3), Mark(2, 3)),
        (("missing", 0), Mark(1, 1), Mark(1, 1)),
    ],
)
def test_a_path_leads_to_the_place_of_its_value_and_of_its_key(
    path: tuple[str | int, ...], value: Mark, key: Mark
) -> None:
    root, _ = tree("rows:\n  - year: 1\n  - year: 2\n", nodes=20)

    assert root is not None
    assert load.mark_of(root, path) == value
    assert load.mark_of(root, path, key=True) == key


# For any input

CHARACTERS = st.characters(exclude_categories=["C", "Zl", "Zp"])
TEXTS = st.text(CHARACTERS, max_size=8)
DATA = st.recursive(
    TEXTS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS.filter(bool), below, max_size=3),
    max_leaves=8,
)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def written(data: Any, level: int = 0) -> str:
    """Return the data as YAML in block style, each key and item on a line of its own."""
    line = "\n" + "  " * level
    if data and isinstance(data, dict):
        return "".join(f"{line}{quoted(key)}: {written(value, level + 1)}" for key, value in data.items())
    if data and isinstance(data, list):
        return "".join(f"{line}- {written(value, level + 1)}" for value in data)
    return quoted(data) if isinstance(data, str) else str(data)


def beginning(data: Any) -> str:
    if data and isinstance(data, dict):
        return quoted(next(iter(data)))
    return "-" if data and isinstance(data, list) else written(data)


def beginnings(node: Node, data: Any) -> Iterator[tuple[Mark, str]]:
    """Yield each mark with what must stand there."""
    yield node.mark, beginning(data)
    if isinstance(node, load.Mapping):
        for key, entry in node.entries.items():
            yield entry.key, quoted(key)
            yield from beginnings(entry.value, data[key])
    if isinstance(node, Listing):
        for item, value in zip(node.items, data, strict=True):
            yield from beginnings(item, value)


@pytest.mark.parametrize("loader", LOADERS)
@given(data=DATA)
def test_each_mark_is_where_its_key_or_value_begins(data: Any, loader: Loader) -> None:
    text = written(data)
    root, flaws = tree(text, nodes=1000, loader=loader)

    assert flaws == []
    assert root is not None
    assert load.plain(root) == data
    for mark, start in beginnings(root, data):
        assert text.split("\n")[mark.line - 1][mark.column - 1 :].startswith(start)


SIGNS = [*"ab0 \n:-[]{},\"'?!&*|>%@#\\\t~<=u", ": ", "- ", "\n  ", "é", "🌆"]
YAMLISH = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@pytest.mark.parametrize("loader", LOADERS)
@settings(max_examples=300)
@given(text=YAMLISH | st.text(max_size=40))
def test_any_text_gives_a_tree_or_flaws_with_places_inside_it(text: str, loader: Loader) -> None:
    clean, refused = decoded(text.encode(errors="replace"))
    if refused:
        return
    root, flaws = tree(clean, nodes=30, loader=loader)

    assert root is None or not flaws
    lines = clean.split("\n")
    for flaw in flaws:
        assert flaw.mark
        assert flaw.mark.column <= len(lines[flaw.mark.line - 1]) + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60) | YAMLISH.map(str.encode), name=st.sampled_from(["a.yaml", "a.md", "a.json"]))
@example(raw=b"---\n\xff\n---", name="a.md")
def test_no_file_makes_loading_raise(raw: bytes, name: str) -> None:
    write({"a.md": "x", "a.yaml": "x", "a.json": "x"} | {name: raw})
    sources, problems = load.sources(CONTENT)

    assert list(problems) == sorted(problems)
    assert (name in sources.broken) == bool(problems)
