"""Where a text may lead, and where in it each address is written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from certsite.addresses import is_web_address
from certsite.markup.blocks import Block
from certsite.problem import Problem, quote

MAX_ADDRESS = 2_000  # RFC 9110, section 4.1, asks programs to take 8,000; no page that people link to comes near

# RFC 3986, appendix A: ASCII that no address may hold. Browsers read `\` as `/`.
_NEVER_IN_ADDRESS = frozenset(' "<>\\^`{|}')


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link inside the site. address: as its author wrote it; href: as it stands in the HTML.

    shown, line, column: the file and the place in it, from 1, where the address is written first.
    """

    address: str
    href: str
    shown: str
    line: int
    column: int

    def problem(self, says: str, do: str) -> Problem:
        """Return a problem of the address."""
        return Problem(self.shown, self.line, self.column, says, do)


def address(url: str) -> str | None:
    """Return `url` where a visitor may be led there, else None: a web address, mailto:, or a path inside the site."""
    return url if is_web_address(url) or _is_mailbox(url) or is_path(url) else None


def is_path(url: str) -> bool:
    """Tell whether `url` stays on this site: no host, and no colon that would end a scheme (RFC 3986, 4.2)."""
    return _is_tidy(url) and not url.startswith("//") and ":" not in re.split(r"[/?#]", url, maxsplit=1)[0]


def _is_tidy(url: str) -> bool:
    """Tell whether `url` reads the same to us and to a browser, which skips control characters and line breaks."""
    return 0 < len(url) <= MAX_ADDRESS and url.isprintable() and _NEVER_IN_ADDRESS.isdisjoint(url)


def _is_mailbox(url: str) -> bool:
    """Tell whether `url` writes to one mailbox; an encoded line break would smuggle in a header (RFC 6068, 7)."""
    return bool(_is_tidy(url) and re.fullmatch(r"mailto:[^@?/]+@[^@?/]+(\?(?!.*%0[ad]).*)?", url, re.IGNORECASE))


def refused(written: "Written", hrefs: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each address that must not be led to."""
    do = "write a complete address that begins with https://, http:// or mailto:, or a path inside this site"
    for href in hrefs:
        block, offset = written.place(href)
        says = f"a link must not lead to {quote(href)}" if href else "the link has no address"
        yield block.problem(offset, (says, do))


def inside(written: "Written", hrefs: Mapping[str, str]) -> Iterator[TextLink]:
    """Yield the links inside the site; hrefs: what stands in the HTML, by what was written."""
    for wrote, href in hrefs.items():
        block, offset = written.place(wrote)
        yield TextLink(wrote, href, block.shown, *block.place(offset))


_TARGET = re.compile(r"\](?:\(|:)\s*(?:<(?P<framed>[^<>\n]*)>|(?P<bare>[^\s)\"'<>]*))")


@dataclass(frozen=True)
class Written:
    """The addresses of a text, as they are written."""

    blocks: Sequence[Block]

    def place(self, href: str) -> tuple[Block, int]:
        """Return the block in which an address stands, and where: as a target, in the same signs, or anywhere."""
        sought = _squeezed(href)
        if target := self._targets.get(sought):
            return target
        block = self.blocks[self._squeezed.count("\n", 0, max(0, self._squeezed.find(sought)))]
        return block, max(0, block.text.find(href))

    @cached_property
    def _targets(self) -> dict[str, tuple[Block, int]]:
        found: dict[str, tuple[Block, int]] = {}
        for block in self.blocks:
            for target in _TARGET.finditer(block.prose):
                part = "bare" if target["framed"] is None else "framed"
                found.setdefault(_squeezed(target[part]), (block, target.start(part)))
        return found

    @cached_property
    def _squeezed(self) -> str:
        return "\n".join(_squeezed(block.text) for block in self.blocks)


def _squeezed(text: str) -> str:
    """Return text without the signs that an address may be spelled with and is not read with."""
    return re.sub(r"[\s\\]", "", unescape(text))
