"""JSON and XML that every reader can parse."""

import json
from typing import NoReturn
from xml.parsers import expat

from certsite.load.nodes import Flaw, Mark
from certsite.problem import quote

_THERE = "mend it at that place"


class Unfit(Exception):  # noqa: N818 - it carries a mistake of the content, which is no fault of the program
    """What ends the reading of a file."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.says)
        self.flaw = flaw


def json_flaws(text: str) -> list[Flaw]:
    """Return why not every reader can parse this JSON; NaN and Infinity are no numbers of it (RFC 8259, 6)."""
    try:
        # Numbers stay text: a long one costs nothing, and none is too long.
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return [Flaw(Mark(error.lineno, error.colno), f"the file is not well-formed JSON: {error.msg}", _THERE)]
    except RecursionError:
        return [Flaw(None, "lists and objects lie too deep in one another", "nest them less")]
    except Unfit as unfit:
        return [unfit.flaw]
    return []


def xml_flaws(text: str) -> list[Flaw]:
    """Return why not every reader can parse this XML in the same way."""
    return parse(text, xml_parser())


def xml_parser() -> expat.XMLParserType:
    """Return a parser that names elements and attributes as `namespace name`.

    It refuses a document type, whose entities could grow without bound or read other files, and an encoding other than
    UTF-8, in which a browser would read other words than we do.
    """
    parser = expat.ParserCreate(namespace_separator=" ")

    def document_type(*_: object) -> None:
        refuse(parser, "the file has a document type", "remove all from <!DOCTYPE to the > that ends it")

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() != "utf-8":
            refuse(parser, f"the file names the encoding {quote(encoding)}", 'write encoding="UTF-8"')

    parser.StartDoctypeDeclHandler = document_type
    parser.XmlDeclHandler = declaration
    return parser


def parse(text: str, parser: expat.XMLParserType) -> list[Flaw]:
    """Give the text to the parser; return what ended it too early, that is one flaw or none."""
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        says = f"the file is not well-formed XML: {expat.ErrorString(error.code)}"
        return [Flaw(Mark(error.lineno, error.offset + 1), says, _THERE)]
    except Unfit as unfit:
        return [unfit.flaw]
    return []


def place(parser: expat.XMLParserType) -> Mark:
    """Return where the parser is."""
    return Mark(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)


def refuse(parser: expat.XMLParserType, says: str, do: str) -> NoReturn:
    """End the reading where the parser is."""
    raise Unfit(Flaw(place(parser), says, do))


def _refuse_constant(name: str) -> NoReturn:
    raise Unfit(Flaw(None, f"{name} is no number of JSON", "write a number, or null"))
