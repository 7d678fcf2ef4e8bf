"""Markdown of editors to safe HTML: bounded before it is read, without HTML of its own, cleaned last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import nh3

from certsite.markup.blocks import Block, split
from certsite.markup.bounds import MAX_TEXT, TOO_LONG, overload
from certsite.markup.links import TextLink, Written, address, inside, refused
from certsite.markup.mistakes import mistakes
from certsite.markup.reader import ID_PREFIX, Finish, TooMuchError, reader
from certsite.problem import Problem, Staged

__all__ = ["ID_PREFIX", "Text", "TextLink", "address", "html"]

_HEADINGS = {f"h{level}": {"id"} for level in range(1, 7)}
_CLEANER = nh3.Cleaner(
    tags={
        *_HEADINGS,
        *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={**_HEADINGS, "a": {"href", "title"}, "ol": {"start"}},
    tag_attribute_values={"a": {"rel": {"external noopener"}}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a page shows it. html: safe; links: those inside the site, each address once."""

    html: str = ""
    links: tuple[TextLink, ...] = ()


def unchanged(address: str) -> str:
    """Return an address as it is."""
    return address


def html(
    text: str, *, shown: str, first_line: int, top_heading: int = 2, link: Callable[[str], str] = unchanged
) -> Staged[Text]:
    """Return the Markdown `text` as safe HTML, with what its author has to mend.

    HTML and images in the text are shown as they are written, and are problems; so are links outside the allow list,
    which lose their address. A text beyond the bounds is not read at all: its HTML is empty.

    Args:
        text: Markdown with tables, in Unicode; code is written between backticks only, and has no blank line.
        shown: path of the file, as problems name it.
        first_line: line of the file on which the text begins, from 1.
        top_heading: level, 1 to 6, that the highest heading of the text gets. Levels that the text skips are closed.
        link: gives the address that the page writes for one inside the site, relative or from its root: `/about/#a`.
    """
    if len(text) > MAX_TEXT:
        return Text(), [Problem(shown, first_line, 1, *TOO_LONG)]
    blocks = list(split(text, shown, first_line))
    if problems := list(overload(blocks)):
        return Text(), problems
    finish = Finish(top_heading, link)
    try:
        converted = reader(finish).convert(text)
    except TooMuchError as error:
        return Text(), [_too_much(blocks, error)]
    written = Written(blocks)
    problems = [*chain.from_iterable(map(mistakes, blocks)), *refused(written, finish.refused)]
    return Text(_CLEANER.clean(converted), tuple(inside(written, finish.inside))), problems


def _too_much(blocks: Sequence[Block], error: TooMuchError) -> Problem:
    """Return the problem at the block that gives the name its address, else at the first one."""
    named = (block for block in blocks if error.name and f"[{error.name}]:" in block.text.lower())
    return next(named, blocks[0]).problem(0, error.words)
