"""Markdown of editors to safe HTML: bounded before it is read, without HTML of its own, cleaned last."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain, groupby
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from certsite.problem import Problem, Staged, quote

WEB_SCHEMES = frozenset({"http", "https"})
SCHEMES = WEB_SCHEMES | {"mailto"}

# Python-Markdown works in the square of a paragraph's length on unclosed brackets, emphasis and headings, and calls
# itself once for each level of quotes and lists. Within these bounds the worst text known costs about three seconds.
MAX_TEXT = 65_536
MAX_PARAGRAPH = 8_000
MAX_PARAGRAPH_LINES = 200
MAX_EMPHASIS_MARKS = 1_000
MAX_NESTING = 8
MAX_OPEN_BRACKETS = 10
MAX_ADDRESS = 2_000  # RFC 9110, section 4.1, asks programs to take 8,000; no page that people link to comes near

ID_PREFIX = "story-"

_HEADING = re.compile(r"h([1-6])")
_HEADINGS = {f"h{level}": {"id"} for level in range(1, 7)}
_CLEANER = nh3.Cleaner(
    tags={
        *_HEADINGS,
        *("p", "br", "hr", "em", "strong", "code", "blockquote", "ul", "ol", "li", "a"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={**_HEADINGS, "a": {"href", "title"}, "ol": {"start"}},
    tag_attribute_values={"a": {"rel": {"external noopener"}}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def html(text: str, *, shown: str, first_line: int, top_heading: int = 2) -> Staged[str]:
    """Return the Markdown `text` as safe HTML, with what its author has to mend.

    HTML and images in the text are shown as they are written, and are problems; so are links outside the allow list,
    which lose their address. A text beyond the bounds above is not read at all: its HTML is empty.

    Args:
        text: Markdown with tables, in Unicode; code is written between backticks only.
        shown: path of the file, as problems name it.
        first_line: line of the file on which the text begins, from 1.
        top_heading: level, 1 to 6, that the highest heading of the text gets. Levels that the text skips are closed.
    """
    if len(text) > MAX_TEXT:
        return "", [_too_long(shown, first_line)]
    blocks = list(_blocks(text, shown, first_line))
    if problems := list(chain.from_iterable(map(_overload, blocks))):
        return "", problems
    finish = _Finish(top_heading)
    try:
        converted = _reader(finish).convert(text)
    except _TooOpenError:
        return "", [Problem(shown, first_line, 1, *_TOO_OPEN)]
    problems = list(chain.from_iterable(map(_foreign, blocks)))
    problems += _refused_links(blocks, dict.fromkeys(finish.refused))
    return _CLEANER.clean(converted), problems


def address(url: str) -> str | None:
    """Return `url` where a visitor may be led there, else None: a web address, mailto:, or a path inside the site."""
    if web_address(url) or _is_mailbox(url) or _is_path(url):
        return url
    return None


def web_address(url: str) -> str | None:
    """Return `url` where it is an absolute http or https address without a user name, else None."""
    if not _is_tidy(url):
        return None
    try:
        parts = urlsplit(url)
        named = parts.hostname and parts.username is None and parts.port != 0
    except ValueError:  # a host or port that cannot be one
        return None
    return url if named and parts.scheme in WEB_SCHEMES else None


# RFC 3986, appendix A: ASCII that no address may hold. Browsers read `\` as `/`.
_NEVER_IN_ADDRESS = frozenset(' "<>\\^`{|}')


def _is_tidy(url: str) -> bool:
    """Tell whether `url` reads the same to us and to a browser, which skips control characters and line breaks."""
    return 0 < len(url) <= MAX_ADDRESS and url.isprintable() and _NEVER_IN_ADDRESS.isdisjoint(url)


def _is_mailbox(url: str) -> bool:
    """Tell whether `url` writes to one mailbox; an encoded line break would smuggle in a header (RFC 6068, 7)."""
    return bool(_is_tidy(url) and re.fullmatch(r"mailto:[^@?/]+@[^@?/]+(\?(?!.*%0[ad]).*)?", url, re.IGNORECASE))


def _is_path(url: str) -> bool:
    """Tell whether `url` stays on this site: no host, and no colon that would end a scheme (RFC 3986, 4.2)."""
    return _is_tidy(url) and not url.startswith("//") and ":" not in re.split(r"[/?#]", url, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without a blank one between them: the unit in which Markdown is read."""

    shown: str
    first_line: int
    text: str

    def problem(self, offset: int, says: str, do: str) -> Problem:
        line = self.first_line + self.text.count("\n", 0, offset)
        return Problem(self.shown, line, offset - self.text.rfind("\n", 0, offset), says, do)


def _blocks(text: str, shown: str, first_line: int) -> Iterator[_Block]:
    lines = enumerate(re.split(r"\r\n?|\n", text), first_line)
    for blank, group in groupby(lines, key=lambda line: not line[1].strip(" \t")):
        if not blank:
            numbers, written = zip(*group, strict=True)
            yield _Block(shown, numbers[0], "\n".join(written))


def _too_long(shown: str, line: int) -> Problem:
    return Problem(shown, line, 1, f"the text is longer than {MAX_TEXT:,} characters", "write a shorter text")


def _overload(block: _Block) -> Iterator[Problem]:
    """Yield what would make Python-Markdown slow, call itself too often, or read other lines than we do."""
    if control := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", block.text):
        yield block.problem(control.start(), "a control character stands here", "remove it")
    if len(block.text) > MAX_PARAGRAPH:
        says = f"the paragraph is longer than {MAX_PARAGRAPH:,} characters"
        yield block.problem(MAX_PARAGRAPH, says, "part it by a blank line")
    if block.text.count("\n") >= MAX_PARAGRAPH_LINES:
        says = f"more than {MAX_PARAGRAPH_LINES} lines follow each other"
        yield block.problem(0, says, "part them by a blank line")
    if sum(map(block.text.count, "*_")) > MAX_EMPHASIS_MARKS:
        says = f"the paragraph has more than {MAX_EMPHASIS_MARKS:,} signs * and _"
        yield block.problem(0, says, "part it by a blank line")
    yield from _nesting(block)
    if (offset := _too_open(block.text)) is not None:
        yield block.problem(offset, *_TOO_OPEN)


_TOO_OPEN = (f"more than {MAX_OPEN_BRACKETS} brackets are open at once", "close each bracket, or remove it")
_CONTAINERS = re.compile(r"^(?:[ \t]|>|(?:[-*+]|\d+\.)(?=[ \t]))+", re.MULTILINE)
_LEVEL = re.compile(r">|[-*+]|\d+\.|\t| {4}")


def _nesting(block: _Block) -> Iterator[Problem]:
    """Yield the first line that lies too deep in quotes and lists; four spaces are one level, as in a list."""
    for containers in _CONTAINERS.finditer(block.text):
        levels = list(_LEVEL.finditer(containers[0]))
        if len(levels) > MAX_NESTING:
            says = f"quotes and lists lie in each other deeper than {MAX_NESTING} levels"
            do = "write fewer signs and spaces at the start of the line, or --- for a line across the page"
            yield block.problem(containers.start() + levels[MAX_NESTING].start(), says, do)
            return


def _too_open(text: str) -> int | None:
    """Return the offset of the first bracket within more open ones of its form than the bound, or None."""
    for opening, closing in ("[]", "()"):
        depth = 0
        for bracket in re.finditer(f"[{re.escape(opening + closing)}]", text):
            depth = depth + 1 if bracket[0] == opening else max(0, depth - 1)
            if depth > MAX_OPEN_BRACKETS:
                return bracket.start()
    return None


_CODE = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
# A complete tag, comment, declaration or instruction (CommonMark 0.31, 6.6); `a < b`, `<3` and `<https://…>` are none.
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9-]*(?=[\s/>])[^<>]*>|!--|!\[CDATA\[|![a-z]|\?[a-z])", re.IGNORECASE)
_IMAGE = re.compile(r"(?<!\\)!\[[^\]]*\][(\[]")


def _foreign(block: _Block) -> Iterator[Problem]:
    """Yield the HTML and the images of a block, outside its code."""
    prose = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), block.text)
    for tag in _TAG.finditer(prose):
        says = f"HTML is not allowed here: {quote(tag[0])}"
        yield block.problem(tag.start(), says, "write Markdown, or &lt; where the sign < itself is meant")
    for image in _IMAGE.finditer(prose):
        yield block.problem(image.start(), "images are not shown here", "remove the image, or write a link without !")


def _refused_links(blocks: list[_Block], hrefs: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each address, at the place where it is written in the same signs, else at its paragraph."""
    squeezed = "\n".join(_squeezed(block.text) for block in blocks)
    do = "write a complete address that begins with https://, http:// or mailto:, or a path inside this site"
    for href in hrefs:
        block = blocks[squeezed.count("\n", 0, max(0, squeezed.find(_squeezed(href))))]
        yield block.problem(max(0, block.text.find(href)), f"a link must not lead to {quote(href)}", do)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\\]", "", unescape(text))


def _reader(finish: "_Finish") -> Markdown:
    """Return a Python-Markdown that knows no HTML, no image and no code by indentation, and ends with `finish`."""
    reader = Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")
    reader.preprocessors.deregister("html_block")
    reader.parser.blockprocessors.deregister("code")
    for pattern in ("html", "entity", "image_link", "image_reference", "short_image_ref"):
        reader.inlinePatterns.deregister(pattern)
    reader.postprocessors.deregister("raw_html")
    reader.inlinePatterns.register(_Guard(r"\A", reader), "guard", 175)  # after code and escapes, before links
    reader.treeprocessors.register(finish, "finish", -1)  # below "unescape", the last of its own
    return reader


class _TooOpenError(Exception):
    """A paragraph in which brackets are open beyond the bound once code and escapes are taken out."""


class _Guard(InlineProcessor):
    """Looks at each paragraph as the patterns of links will see it, and never matches."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override] # noqa: ARG002, N802 - the name and form are Python-Markdown's
        if _too_open(data) is not None:
            raise _TooOpenError
        return None, None, None


class _Finish(Treeprocessor):
    """Gives headings their level and id, and links their `rel`; takes the address from links that must not lead."""

    def __init__(self, top_heading: int) -> None:
        super().__init__()
        self.refused: list[str] = []
        self._top = top_heading
        self._open: list[int] = []
        self._ids: Counter[str] = Counter()

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif heading := _HEADING.fullmatch(element.tag):
                self._heading(element, int(heading[1]))

    def _link(self, link: Element) -> None:
        href = _plain(link.get("href", ""))
        if address(href) is None:
            self.refused.append(href)
            del link.attrib["href"]
        elif web_address(href):
            link.set("rel", "external noopener")

    def _heading(self, heading: Element, level: int) -> None:
        """Rank a heading by the headings it lies under, so that no level is skipped, whatever was written."""
        self._open = [*(above for above in self._open if above < level), level]
        heading.tag = f"h{min(self._top + len(self._open) - 1, 6)}"
        heading.set("id", self._free_id(ID_PREFIX + _slug(_plain("".join(heading.itertext())))))

    def _free_id(self, wanted: str) -> str:
        """Return `wanted`, or with the first number behind it that no heading has yet."""
        free = wanted
        while free in self._ids:
            self._ids[wanted] += 1
            free = f"{wanted}-{self._ids[wanted]}"
        self._ids[free] = 1
        return free


def _plain(text: str) -> str:
    """Return text of Python-Markdown's tree as a browser will read it."""
    return unescape(text.replace(AMP_SUBSTITUTE, "&"))


def _slug(text: str) -> str:
    """Return the words of `text` in lower case letters of ASCII and digits, with hyphens between; or `section`."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters)) or "section"
