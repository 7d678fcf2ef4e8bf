"""What templates see: small frozen values, sorted, counted and worded already.

A template gets one of the contexts of this package under the name `page`. Everything in it is text, a number, a flag or
another of these values, so that a page can be told by what went into it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A text and its BCP 47 tag, which is empty where it is in the language of the page."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site.

    path: relative to its root; current: it is this page; note: a number or word beside it.
    """

    label: str
    path: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A page of others. lang: the BCP 47 tag of its language, or empty; note: that language, where it is another."""

    label: str
    url: str
    lang: str
    note: str


@dataclass(frozen=True, slots=True)
class Language:
    """An entry of the language menu; href: the full address for search engines, empty where the site has none."""

    name: str
    lang: str
    hreflang: str
    path: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page.

    navigation: the menu, at the head and the foot; below: what only the foot leads to.

    here: the output that holds the page; head: title of the document; css, icon, script: paths within the site, icon
    and script may be empty; search: the page that searches; finds: the page itself has the field for that; canonical,
    default: full addresses, empty where the site has none; corrections: where to suggest a correction to the page, a
    path within the site or a full address.
    """

    here: str
    lang: str
    site_title: str
    head: str
    description: str
    canonical: str
    default: str
    languages: tuple[Language, ...]
    navigation: tuple[Link, ...]
    below: tuple[Link, ...]
    trail: tuple[Link, ...]
    css: str
    icon: str
    script: str
    search: str
    finds: bool
    home: str
    statement: str
    as_of: str
    corrections: str
    indexed: bool


@dataclass(frozen=True, slots=True)
class Badge:
    """A level, or what stands in its place: its words with a shape and a colour."""

    label: str
    shape: str
    tone: str


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a city lies: the id of an outline on the page, and the dot within it in the units of the grid."""

    outline: str
    width: int
    height: int
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline that the page draws once and its tiles refer to."""

    id: str
    path: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A publication: short stands beside a fact, the rest in the list of sources.

    path: its place on the page of all sources, empty where nothing but this page rests on it; unread: it is known from
    a citation alone.
    """

    id: str
    short: str
    title: str
    publisher: str
    date: str
    url: str
    path: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Sourced:
    """A text with what it rests on."""

    text: Shown
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the program: an e-mail address, or empty, with where it was read, and its own pages."""

    email: str
    sources: tuple[SourceView, ...]
    links: tuple[OutsideLink, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One city in a list; news: what the newest round brought it, or empty."""

    name: str
    path: str
    place: str
    line: str
    badge: Badge
    tile: Tile | None
    news: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some cities of a list under their own heading.

    path: the page of their own, or empty; count: how many they are; parts: the ways to them, where they are too many
    for one page and there are no cards.
    """

    id: str
    title: str
    meaning: str
    badge: Badge | None
    path: str
    count: int
    cards: tuple[Card, ...]
    parts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts.

    href: a full address, path: one within the site; either may be empty; cited_by_note: the note ends in words that
    introduce the sources; row: that of a comparison which takes the value, or empty; digits: of that value.
    """

    label: str
    value: str
    href: str = ""
    path: str = ""
    note: Shown | None = None
    sources: tuple[SourceView, ...] = ()
    cited_by_note: bool = False
    row: str = ""
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of a table; path: where its first cell leads, or empty."""

    cells: tuple[str, ...]
    sources: tuple[SourceView, ...] = ()
    note: Shown | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers with a caption; head: the names of the columns."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Figure, ...]
