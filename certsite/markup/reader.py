"""Python-Markdown, set up to know less than it can and to tell what it found."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.entities import html5
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString, code_escape

from certsite.addresses import is_web_address
from certsite.markup.blocks import FENCED, Words
from certsite.markup.bounds import MAX_NAMED, TOO_OFTEN_NAMED, TOO_OPEN, too_open
from certsite.markup.links import address, is_path

ID_PREFIX = "story-"

_HEADING = re.compile(r"h([1-6])")
# What Python-Markdown leaves in its output for a browser to read; the sign & in any other place is escaped there.
_REFERENCE = re.compile(r"&((?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


class TooMuchError(Exception):
    """Something beyond a bound that shows only while the text is read. words: what, and the mend; name: of a link."""

    def __init__(self, words: Words, name: str = "") -> None:
        super().__init__(*words)
        self.words = words
        self.name = name


def reader(finish: "Finish") -> Markdown:
    """Return a Python-Markdown that knows no HTML, no image and no code by indentation, and ends with `finish`."""
    made = Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")
    made.references = _Named()
    made.preprocessors.deregister("html_block")
    made.parser.blockprocessors.deregister("code")
    made.parser.blockprocessors.register(_Fence(made.parser), "fence", 85)  # below lists, above all else
    for pattern in ("html", "entity", "image_link", "image_reference", "short_image_ref"):
        made.inlinePatterns.deregister(pattern)
    made.postprocessors.deregister("raw_html")
    made.inlinePatterns.register(_Guard(r"\A", made), "guard", 175)  # after code and escapes, before links
    made.treeprocessors.register(finish, "finish", -1)  # below "unescape", the last of its own
    return made


class _Named(dict[str, tuple[str, str]]):
    """Addresses and titles by the names of links: counts what is taken out, and keeps no footnote."""

    def __init__(self) -> None:
        super().__init__()
        self._taken = 0

    def __setitem__(self, name: str, target: tuple[str, str]) -> None:
        if not name.startswith("^"):
            super().__setitem__(name, target)

    def __getitem__(self, name: str) -> tuple[str, str]:
        target = super().__getitem__(name)
        self._taken += sum(len(part) for part in target if part)
        if self._taken > MAX_NAMED:
            raise TooMuchError(TOO_OFTEN_NAMED, name)
        return target


class _Fence(BlockProcessor):
    """Reads code between lines of backticks, and nothing of what is in it."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the form is Python-Markdown's
        return FENCED.fullmatch(block.strip("\n")) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = AtomicString(code_escape(FENCED.sub(r"\2", blocks.pop(0).strip("\n"))))


class _Guard(InlineProcessor):
    """Looks at each paragraph as the patterns of links will see it, and never matches."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override] # noqa: ARG002, N802 - the name and form are Python-Markdown's
        if too_open(data) is not None:
            raise TooMuchError(TOO_OPEN)
        return None, None, None


class Finish(Treeprocessor):
    """Gives headings their level and id, links their address and `rel`; keeps what links say.

    refused: addresses that must not be led to, which their links lose, in the order of the text.
    inside: what stands in the HTML for each address inside the site, by what was written.
    """

    def __init__(self, top_heading: int, link: Callable[[str], str]) -> None:
        super().__init__()
        self.refused: dict[str, None] = {}
        self.inside: dict[str, str] = {}
        self._lead = link
        self._top = top_heading
        self._open: list[int] = []
        self._ids: Counter[str] = Counter()

    def run(self, root: Element) -> None:
        """Finish every link and heading below the root of a text."""
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif heading := _HEADING.fullmatch(element.tag):
                self._heading(element, int(heading[1]))

    def _link(self, link: Element) -> None:
        href = _plain(link.get("href", ""))
        led = self._led(href)
        if led is None:
            self.refused[href] = None
            del link.attrib["href"]
        elif is_path(led):
            self.inside[href] = led
            link.set("href", led.replace("&", "&amp;"))
        elif is_web_address(led):
            link.set("rel", "external noopener")

    def _led(self, href: str) -> str | None:
        """Return where a link leads in the HTML, or None where it must not."""
        if not is_path(href):
            return address(href)
        led = self._lead(href)
        # A shorter spelling can begin with what was a folder, `./a:b`; and some readers decode `&#58` without its end.
        return led if is_path(led) and is_path(unescape(href)) else None

    def _heading(self, heading: Element, level: int) -> None:
        """Rank a heading by the headings it lies under, so that no level is skipped, whatever was written."""
        if not len(heading) and not (heading.text or "").strip():
            heading.tag = "p"  # told as a mistake; an empty heading would be a second one
            return
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
    return _REFERENCE.sub(_character, text.replace(AMP_SUBSTITUTE, "&"))


def _character(reference: re.Match[str]) -> str:
    known = reference[0].startswith("&#") or reference[1] in html5
    return unescape(reference[0]) if known else reference[0]


def _slug(text: str) -> str:
    """Return the words of `text` in lower case letters of ASCII and digits, with hyphens between; or `section`."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters)) or "section"
