"""The only place that spells an address.

A route is the part of an address that all languages share (`cities/phoenix-az/`); an address is the route below the
path of a language (`es/cities/phoenix-az/`). Both are relative to the site's root, without a leading slash.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import urlencode, urlsplit

from certsite.slugs import slug

HOME = ""
HONOR_ROLL = "honor-roll/"
CRITERIA = "criteria/"
PRACTICES = "practices/"
ANNOUNCEMENTS = "announcements/"
GLOSSARY = "glossary/"
SOURCES = "sources/"
SEARCH = "search/"
MAP = "map/"
COMPARE = "compare/"
ASSESSMENT = "assessment/"
CHANGES = "criteria/changes/"
NOT_FOUND = "404.html"
# Where cities stand that hold no level, by what is so of them.
STATUSES = {"unknown-level": "unknown-level/", "honor-roll": HONOR_ROLL, "ended": "ended/"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page stands. language: path of its language, empty for the first; route: what all languages share."""

    language: str
    route: str

    @property
    def path(self) -> str:
        """The address relative to the site's root, as `es/levels/gold/`."""
        return f"{self.language}/{self.route}" if self.language else self.route

    @property
    def output(self) -> str:
        """The file that answers the address, as `es/levels/gold/index.html`."""
        return self.path if self.path.endswith(".html") else f"{self.path}index.html"


def city(slug: str) -> str:
    """Return the route of a city."""
    return f"cities/{slug}/"


def level(id_: str) -> str:
    """Return the route of a level."""
    return f"levels/{id_}/"


def country(code: str) -> str:
    """Return the route of a country by its ISO 3166 code."""
    return f"countries/{code.lower()}/"


def region(code: str, name: str) -> str:
    """Return the route of a region; region codes are unique only within a country, hence its name."""
    return f"countries/{code.lower()}/{slug(name)}/"


def year(value: int) -> str:
    """Return the route of a year."""
    return f"years/{value}/"


def part(route: str, key: str) -> str:
    """Return the route of a part of a list: a country, a region below it, names that begin alike below that."""
    return f"{route}{key}/"


def population(band: str) -> str:
    """Return the route of the cities within a range of populations."""
    return f"populations/{band}/"


def cities_data(code: str, suffix: str) -> str:
    """Return the path, outside of any language, of what a browser needs to find cities in one language."""
    return f"search/cities.{code}.{suffix}"


def comparison(slugs: Iterable[str]) -> str:
    """Return the route of the page that compares cities, with the choice of some."""
    return f"{COMPARE}?{urlencode([('c', slug) for slug in slugs])}"


def edition(id_: str) -> str:
    """Return the route of an edition of the standard."""
    return f"criteria/{id_}/"


def criterion(edition_id: str, id_: str) -> str:
    """Return the route of a criterion, which is a part of its edition's page."""
    return f"{edition(edition_id)}#{id_}"


def question(id_: str) -> str:
    """Return the route of the question about a criterion of the edition in force, which is a part of the assessment."""
    return f"{ASSESSMENT}#{id_}"


def practice(id_: str) -> str:
    """Return the route of a practice of the edition in force."""
    return f"{PRACTICES}{id_}/"


def practice_cities(id_: str) -> str:
    """Return the route of the cities that show a practice, which are a part of its page."""
    return f"{practice(id_)}#cities"


def term(id_: str) -> str:
    """Return the route of a word of the program, which is a part of the glossary."""
    return f"{GLOSSARY}#{term_anchor(id_)}"


def term_anchor(id_: str) -> str:
    """Return the anchor of a word in the glossary."""
    return f"term-{id_}"


def announcement(round_id: str) -> str:
    """Return the route of a round of awards."""
    return f"announcements/{round_id}/"


def source(id_: str) -> str:
    """Return the route of a publication, which is a part of the page of sources."""
    return f"{SOURCES}#source-{id_}"


def page(name: str) -> str:
    """Return the route of a page of text."""
    return f"{name}/"


def edit_address(repository: str, path: str) -> str:
    """Return where a file of the content can be edited in a browser, in the form of GitHub's addresses."""
    return f"{repository}/edit/main/content/{path}"


def new_city_address(repository: str) -> str:
    """Return where the record of a new city can be written in a browser, in the form of GitHub's addresses."""
    return f"{repository}/new/main/content/cities"


def correction_form_address(repository: str) -> str:
    """Return where a correction can be told of in a form, `.github/ISSUE_TEMPLATE/correction.yml`."""
    return f"{repository}/issues/new?template=correction.yml"


@dataclass(frozen=True, slots=True)
class Links:
    """How pages refer to each other.

    base: path of the site's root on its host, `/` or `/directory/`; site: the address of that root, or empty;
    for_folder: links name `index.html`, so that the pages can be read from an unzipped folder.
    """

    base: str
    site: str
    for_folder: bool

    def link(self, here: str, there: str) -> str:
        """Return the link from one output to another path of the site, both relative to its root.

        Links are relative, so that the site works below any path. The page for what is not found is the exception:
        it is sent for addresses of any depth and so spells the base. Query and fragment stay.
        """
        there, rest = _parted(there)
        if here == NOT_FOUND and not self.for_folder:
            return self.base + there + rest
        target = f"{there}index.html" if self.for_folder and (not there or there.endswith("/")) else there
        slash = "/" if target.endswith("/") or not target else ""
        return _relative(here.rpartition("/")[0], target) + slash + rest

    def follow(self, here: str, address: str) -> str:
        """Return the link from one output to what an editor means by an address in the text of that page.

        An address that begins with a slash is a path of the site in the spelling of `Address.path`, `/es/cities/x/`;
        any other is read from the folder of the page. A last part without a dot is a page, with a slash behind it or
        not. Query and fragment stay. What leads out of the site, or to a part of the same page, is returned as it is.
        """
        path, rest = _parted(address)
        folder = "" if path.startswith("/") else here.rpartition("/")[0]
        there = normpath(f"./{folder}/{path}")
        if not path or there.split("/")[0] == "..":
            return address
        last = path.rpartition("/")[2]
        slash = "/" if "." not in last or last in {".", ".."} else ""
        return self.link(here, "" if there == "." else there + slash) + rest

    def absolute(self, path: str) -> str:
        """Return the full address of a path, or an empty text where the site's address is not known."""
        return self.site + path if self.site else ""


def _relative(folder: str, target: str) -> str:
    """Return the way from a folder to a target without the slash at its end; both are tidy and lie below one root.

    `posixpath.relpath` gives the same and takes ten times as long, because it asks for the working folder.
    """
    here, there = folder.split("/") if folder else [], target.removesuffix("/").split("/") if target else []
    pairs = zip(here, there, strict=False)
    shared = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(here), len(there)))
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "."


def links(site_url: str, *, for_folder: bool) -> Links:
    """Return how pages refer to each other below the site's address; an empty one means the root of an unknown host."""
    site = f"{site_url.rstrip('/')}/" if site_url else ""
    return Links(urlsplit(site).path or "/", site, for_folder)


def _parted(address: str) -> tuple[str, str]:
    """Return the path of an address, and its query and fragment with the marks before them."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    return path, address[len(path) :]
