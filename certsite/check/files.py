"""Rules on files, each by how its name ends."""

import re
from collections.abc import Callable, Iterator

from certsite.check.facts import of_file
from certsite.check.view import View
from certsite.load import drawings, formats
from certsite.load.nodes import Flaw
from certsite.output import Output
from certsite.problem import Problem, quote

XML = (".xml", ".atom", ".rss")
JSON = (".json", ".geojson", ".webmanifest")
TEXT = (*XML, *JSON, ".svg", ".html", ".css", ".js", ".txt", ".csv")


def text_is_utf8(output: Output, _: View) -> Iterator[Problem]:
    """A file of text is UTF-8."""
    if output.path.endswith(TEXT) and _decoded(output) is None:
        yield of_file(output.path, "the file is not UTF-8", "save it as UTF-8")


def xml_is_well_formed(output: Output, _: View) -> Iterator[Problem]:
    """XML can be parsed, and declares no entities, which could grow without bound or read other files."""
    yield from _told(output, XML, formats.xml_flaws)


def json_is_well_formed(output: Output, _: View) -> Iterator[Problem]:
    """JSON can be parsed by every reader: no NaN and no Infinity (RFC 8259, 6)."""
    yield from _told(output, JSON, formats.json_flaws)


def drawings_are_passive(output: Output, _: View) -> Iterator[Problem]:
    """An SVG file runs nothing and leads nowhere: opened by itself, no policy of a page guards it."""
    yield from _told(output, (".svg",), drawings.flaws)


def _told(output: Output, endings: tuple[str, ...], flaws: Callable[[str], list[Flaw]]) -> Iterator[Problem]:
    """Yield what `load` says of static files, for what the generator makes as well."""
    text = _decoded(output) if output.path.casefold().endswith(endings) else None
    for flaw in flaws(text) if text is not None else ():
        yield of_file(output.path, flaw.says, flaw.do)


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
        return output.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
