"""Drawings that do nothing: what an SVG file may hold.

No policy of a page guards a drawing that is opened by its own address. So it may hold what is listed here and nothing
else: shapes, paint and words of SVG 2; no script, style, animation, foreign element or link that leads out of it.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.parsers.expat import XMLParserType

from certsite.load.characters import FLAWS
from certsite.load.formats import parse, place, refuse, xml_parser
from certsite.load.nodes import Flaw, Mark
from certsite.problem import quote

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ELEMENTS = _names(
    "svg g defs symbol use title desc text tspan path circle ellipse rect line polyline polygon "
    "linearGradient radialGradient stop pattern clipPath mask"
)
_LINKS = frozenset({"href", f"{XLINK} href"})
_WORDS = frozenset({"aria-label", "aria-labelledby", "id", "lang", f"{XML} lang"})
_SHAPES = _names(
    "viewBox preserveAspectRatio transform x y width height cx cy r rx ry fx fy fr x1 y1 x2 y2 d points pathLength "
    "dx dy rotate textLength lengthAdjust offset spreadMethod gradientUnits gradientTransform patternUnits "
    "patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits version role aria-hidden"
)
_PAINT = _names(
    "color display fill fill-opacity fill-rule opacity overflow paint-order stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width vector-effect visibility shape-rendering text-rendering clip-path clip-rule mask mask-type "
    "font-family font-size font-stretch font-style font-variant font-weight letter-spacing word-spacing "
    "text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift writing-mode"
)
_ATTRIBUTES = _LINKS | _WORDS | _SHAPES | _PAINT | {f"{XML} space"}
# What may stand before a bracket in an attribute: colours, transformations, and `url` before a part of the drawing.
_FUNCTIONS = ("rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX", "skewY", "url")

_REMOVE = "remove it, or export the drawing as plain SVG without scripts, styles and links"
_NAME_A_PART = "name a part of the drawing by its id, as in #shape"


def flaws(text: str) -> list[Flaw]:
    """Return what makes this drawing more than shapes and words, each thing at its first place, `FLAWS` at most."""
    look = _Look(xml_parser())
    end = parse(text, look.parser)
    return [*(Flaw(mark, says, do) for (says, do), mark in look.told.items()), *end][:FLAWS]


class _Look:
    """The state of one reading; told: what is wrong and its mend, with the first place."""

    def __init__(self, parser: XMLParserType) -> None:
        self.parser = parser
        self.told: dict[tuple[str, str], Mark] = {}
        parser.StartElementHandler = self._root
        parser.StartNamespaceDeclHandler = self._vocabulary
        parser.ProcessingInstructionHandler = self._instruction

    def _root(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != f"{SVG} svg":
            refuse(self.parser, "the drawing does not begin with <svg> of SVG", f'begin it with <svg xmlns="{SVG}">')
        self.parser.StartElementHandler = self._element
        self._element(name, attributes)

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        for told in _active(name, attributes):
            self.told.setdefault(told, place(self.parser))

    def _vocabulary(self, _prefix: str | None, uri: str | None) -> None:
        # The end, for a name of any length would be copied for each of a hundred thousand elements.
        if uri not in {SVG, XLINK}:
            refuse(self.parser, f"the drawing uses names of {quote(uri or '')} besides those of SVG", _REMOVE)

    def _instruction(self, target: str, _data: str) -> None:
        refuse(self.parser, f"the drawing has the instruction {quote(f'<?{target}')}", _REMOVE)


def _active(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what an element holds beyond what is listed, and the mend."""
    namespace, _, local = name.rpartition(" ")
    if namespace != SVG or local not in _ELEMENTS:
        yield f"the drawing has the element {quote(local)}", _REMOVE
    for key, value in attributes.items():
        if key not in _ATTRIBUTES:
            yield f"the drawing has the attribute {_quoted(key)}", _REMOVE
        elif key in _LINKS:
            if not value.startswith("#"):
                yield f"the drawing leads to {quote(value)}", _NAME_A_PART
        elif key not in _WORDS and not _is_plain(value):
            yield f"the drawing has {_quoted(key)} with {quote(value)}", "write a colour or number, or url(#shape)"


def _quoted(name: str) -> str:
    return quote(name.rpartition(" ")[2])


def _is_plain(value: str) -> bool:
    """Tell whether a value calls nothing but `_FUNCTIONS`; a backslash could spell a name in other letters (CSS)."""
    calls = ((before.rstrip(), after) for before, after in pairwise(value.split("(")))
    return "\\" not in value and all(
        name.endswith(_FUNCTIONS) and (after.startswith("#") or not name.endswith("url")) for name, after in calls
    )
