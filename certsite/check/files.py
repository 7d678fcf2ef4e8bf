"""Rules on files, each by how its name ends."""

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from certsite.check.facts import of_file
from certsite.check.view import View
from certsite.output import Output
from certsite.problem import Problem, quote

XML = (".xml", ".svg", ".atom", ".rss")
JSON = (".json", ".geojson", ".webmanifest")
TEXT = (*XML, *JSON, ".html", ".css", ".js", ".txt", ".csv")


def text_is_utf8(output: Output, _: View) -> Iterator[Problem]:
    """A file of text is UTF-8."""
    if output.path.endswith(TEXT) and _decoded(output) is None:
        yield of_file(output.path, "the file is not UTF-8", "save it as UTF-8")


def xml_is_well_formed(output: Output, _: View) -> Iterator[Problem]:
    """XML can be parsed, and declares no entities, which could grow without bound or read other files."""
    content = _decoded(output)
    if not output.path.endswith(XML) or content is None:
        return
    if "<!" in re.sub(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", "", content, flags=re.DOTALL):
        yield of_file(output.path, "the file has a document type", "remove the line that begins with <!DOCTYPE")
        return
    try:
        ElementTree.fromstring(content)  # noqa: S314 - without a document type there is no entity to expand
    except ElementTree.ParseError as error:
        yield of_file(output.path, f"the file is not well-formed XML: {error}", "mend it at that place")


def json_is_well_formed(output: Output, _: View) -> Iterator[Problem]:
    """JSON can be parsed by every reader: no NaN and no Infinity (RFC 8259, 6)."""
    content = _decoded(output)
    if not output.path.endswith(JSON) or content is None:
        return
    try:
        json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        yield of_file(output.path, f"the file is not well-formed JSON: {error}", "mend it at that place")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


_ACTIVE = re.compile(
    r"<(?:\w+:)?script\b|\bon[a-z]+\s*=\s*[\"']|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/)", re.IGNORECASE
)


def drawings_are_passive(output: Output, _: View) -> Iterator[Problem]:
    """An SVG file runs nothing and leads nowhere: opened by itself, no policy of a page guards it."""
    if output.path.endswith(".svg") and (found := _ACTIVE.search(_decoded(output) or "")):
        yield of_file(output.path, f"the drawing is not passive: {quote(found[0])}", "remove scripts and links from it")


_CSS_ADDRESS = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)", re.IGNORECASE)


def styles_load_own_files(output: Output, view: View) -> Iterator[Problem]:
    """What a style sheet names is an output; pictures written into it as `data:` are."""
    if not output.path.endswith(".css"):
        return
    for address in dict.fromkeys(_CSS_ADDRESS.findall(_decoded(output) or "")):
        target = view.target(output.path, address)
        if not address.startswith(("data:image/", "#", "url(")) and (target is None or target.path not in view.outputs):
            yield of_file(output.path, f"the style sheet loads {quote(address)}", "name a file of the site")


def _decoded(output: Output) -> str | None:
    try:
        return output.data.decode()
    except UnicodeDecodeError:
        return None
