"""What editors write that Markdown knows elsewhere, and that is no part of a text here."""

import re
from collections.abc import Iterator

from certsite.markup.blocks import CONTAINERS, FENCED, Block
from certsite.problem import Problem, quote

# A complete tag, comment, declaration or instruction (CommonMark 0.31, 6.6); `a < b`, `<3` and `<https://…>` are none.
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9-]*(?=[\s/>])[^<>]*>|!--|!\[CDATA\[|![a-z]|\?[a-z])", re.IGNORECASE)
_IMAGE = re.compile(r"(?<!\\)!\[[^\]]*\][(\[]")
# Possessive, so that a long line of these signs is read once.
_EMPTY_HEADING = re.compile(rf"{CONTAINERS}(#++)[^\S\n]*+#*+[^\S\n]*+$", re.MULTILINE)
_FENCE = re.compile(r"`{3,}+[^`\n]*+(?:\n|\Z)")
_FOOTNOTE = re.compile(rf"{CONTAINERS}(\[\^[^\[\]\n]*+\]:)", re.MULTILINE)


def mistakes(block: Block) -> Iterator[Problem]:
    """Yield the HTML and images of a block outside its code, its headings without text, footnotes, and open code."""
    if FENCED.fullmatch(block.text):
        return
    if _FENCE.match(block.text):
        do = "write ``` on a line of its own below the code, and no blank line in it"
        yield block.problem(0, ("the code begun by ``` does not end before the next blank line", do))
    prose = block.prose
    for tag in _TAG.finditer(prose):
        says = f"HTML is not allowed here: {quote(tag[0])}"
        yield block.problem(tag.start(), (says, "write Markdown, or &lt; where the sign < itself is meant"))
    for image in _IMAGE.finditer(prose):
        words = ("images are not shown here", "remove the image, or write a link without !")
        yield block.problem(image.start(), words)
    for heading in _EMPTY_HEADING.finditer(block.text):
        words = ("the heading has no text", "write its text after the sign #, or remove the sign")
        yield block.problem(heading.start(1), words)
    for note in _FOOTNOTE.finditer(prose):
        words = ("footnotes are not known here", "write the note into the text, in parentheses")
        yield block.problem(note.start(1), words)
