"""What the rules need to know of a page, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from certsite.problem import Problem, Severity

Attributes: TypeAlias = Mapping[str, str | None]

NOT_FOUND = "404.html"

_ADDRESSES = frozenset({"href", "xlink:href", "src", "action", "formaction", "poster", "data", "background", "ping"})
_ADDRESS_LISTS = frozenset({"srcset", "imagesrcset"})
_REFERRING = _ADDRESSES | _ADDRESS_LISTS
_ADDRESS_PROPERTIES = frozenset({"og:url", "og:image"})
# Elements whose address is followed by the visitor; every other element loads what it names.
_FOLLOWED = frozenset({"a", "area", "form", "button", "input", "meta", "base"})
# Link types of the HTML standard, 4.6.7, which a browser does not load or connect to on its own.
_FOLLOWED_RELATIONS = frozenset({"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"})
# Scripts that hold data and are never run: HTML standard, 4.12.1, "data block".
_DATA_TYPES = frozenset({"application/ld+json", "application/json"})


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages will stand.

    base: path of the site's root on its host, `/` or `/directory/`.
    address: absolute address of that root, or None where it is not known.
    languages: path of each language without slashes (empty for the one at the root) to the `lang` of its pages; the
        first is the one for readers of any other language.
    """

    base: str
    address: str | None
    languages: Mapping[str, str]

    @property
    def root(self) -> str | None:
        """The address of the site's root with a slash at its end, or None where it is not known."""
        return f"{self.address.rstrip('/')}/" if self.address else None


@dataclass(frozen=True, slots=True)
class Reference:
    """One address in a page. loads: whether a browser fetches it without being asked."""

    element: str
    address: str
    loads: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says.

    path: the output it stands in. head: names and attributes of the elements of its head, in order.
    alternates: hreflang and address of each page that it names as the same in another language.
    images: addresses of images without `alt`; drawings: how many `<svg>` have no name and are not hidden.
    inline: code and styles written in the page itself, in words.
    """

    path: str
    has_doctype: bool
    lang: str
    title: str
    head: tuple[tuple[str, Attributes], ...]
    alternates: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    references: tuple[Reference, ...]
    images: tuple[str, ...]
    drawings: int
    inline: tuple[str, ...]

    def meta(self, name: str) -> str:
        """Return the content of the `<meta>` of this name, or an empty text."""
        return next(
            (text(each, "content") for tag, each in self.head if tag == "meta" and each.get("name") == name), ""
        )

    def canonicals(self) -> list[str]:
        """Return the addresses that the page names as its own."""
        return [text(each, "href") for tag, each in self.head if tag == "link" and each.get("rel") == "canonical"]

    def problem(self, says: str, do: str, severity: Severity = Severity.ERROR) -> Problem:
        """Return a problem of this page."""
        return of_file(self.path, says, do, severity)


def of_file(path: str, says: str, do: str, severity: Severity = Severity.ERROR) -> Problem:
    """Return a problem of an output as a whole."""
    return Problem(f"site/{path}", 0, 0, says, do, severity)


def text(attributes: Attributes, name: str) -> str:
    """Return an attribute, empty where it is missing or has no value."""
    return attributes.get(name) or ""


def read(path: str, data: bytes) -> Page:
    """Return the facts of the HTML `data` that stands in the output `path`."""
    tree = LexborHTMLParser(data)
    nodes = tree.css("*")
    elements = [(node.tag or "", node.attributes) for node in nodes]
    head = tuple((node.tag or "", node.attributes) for node in tree.css("head > *"))
    return Page(
        path=path,
        has_doctype=data[:15].lower() == b"<!doctype html>",
        lang=text(elements[0][1], "lang") if elements else "",
        title=next((_words(node) for node in tree.css("head > title")), ""),
        head=head,
        alternates=tuple(
            (text(each, "hreflang"), text(each, "href")) for tag, each in head if tag == "link" and "hreflang" in each
        ),
        ids=tuple(text(each, "id") for _, each in elements if "id" in each),
        headings=tuple((int((node.tag or "")[1]), _words(node)) for node in tree.css("h1,h2,h3,h4,h5,h6")),
        references=tuple(dict.fromkeys(one for tag, each in elements for one in _references(tag, each))),
        images=tuple(text(each, "src") for tag, each in elements if tag == "img" and "alt" not in each),
        drawings=sum(not _is_named(node) for node in tree.css("svg")),
        inline=tuple(words for tag, each in elements for words in _inline(tag, each)),
    )


def _words(node: LexborNode) -> str:
    """Return the text of a heading or title on one line, alternatives of its images included."""
    alternatives = (text(image.attributes, "alt") for image in node.css("img"))
    return " ".join(" ".join((node.text(), *alternatives)).split())


def _references(tag: str, attributes: Attributes) -> Iterator[Reference]:
    if tag != "meta" and _REFERRING.isdisjoint(attributes):  # as most elements of a page
        return
    for name, value in attributes.items():
        if name in _ADDRESSES and (name != "data" or tag == "object"):
            yield Reference(tag, (value or "").strip(), _loads(tag, attributes))
        elif name in _ADDRESS_LISTS:
            for candidate in (value or "").split(","):
                yield Reference(tag, "".join(candidate.split()[:1]), loads=True)
    if tag == "meta" and text(attributes, "http-equiv").lower() == "refresh":
        yield Reference(tag, text(attributes, "content").partition("=")[2].strip(" '\""), loads=False)
    if tag == "meta" and attributes.get("property") in _ADDRESS_PROPERTIES:
        yield Reference(tag, text(attributes, "content"), loads=False)


def _loads(tag: str, attributes: Attributes) -> bool:
    if tag == "link":
        return not _FOLLOWED_RELATIONS.issuperset(text(attributes, "rel").lower().split())
    return tag not in _FOLLOWED


def _is_named(drawing: LexborNode) -> bool:
    """Tell whether a screen reader passes the drawing over, or has a name for it (SVG accessibility mappings, 5)."""
    attributes = drawing.attributes
    if text(attributes, "aria-hidden") == "true":
        return True
    named = text(attributes, "aria-label") or text(attributes, "aria-labelledby") or drawing.css_first("title")
    return text(attributes, "role") == "img" and bool(named)


def _inline(tag: str, attributes: Attributes) -> Iterator[str]:
    if tag == "script" and "src" not in attributes and text(attributes, "type").lower() not in _DATA_TYPES:
        yield "a script"
    if tag == "style":
        yield "a <style> element"
    if tag == "base":
        yield "a <base> element"
    for name in attributes:
        if name == "style" or name.startswith("on"):
            yield f"{name}= on <{tag}>"
