"""The site as a whole: which output an address leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

from certsite.check.facts import Page, Site, read
from certsite.markup import TextLink
from certsite.output import Output

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address inside the site leads. path: an output, or the path that none has."""

    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class View:
    """All outputs by path, the facts and ids of those that are pages, and the links of texts by what shows them."""

    site: Site
    outputs: Mapping[str, Output]
    pages: Mapping[str, Page]
    written: Mapping[str, Sequence[TextLink]]
    ids: Mapping[str, frozenset[str]]

    def target(self, here: str, address: str) -> Target | None:
        """Return where `address`, written in the output `here`, leads inside the site; None where it leads out."""
        if self.site.root and f"{address}/".startswith(self.site.root):
            address = self.site.base + address[len(self.site.root) :]
        parts = split(address)
        if parts is None or parts.scheme or parts.netloc or address.startswith("//"):
            return None
        path = self._found(self._below_root(here, unquote(parts.path))) if parts.path else here
        return Target(path, unquote(parts.fragment))

    def _below_root(self, here: str, path: str) -> str:
        """Return `path` from the root of the site; what leads out of it keeps `..` or a slash in front."""
        if path.startswith("/"):
            below = f"{path}/" if f"{path}/" == self.site.base else path
            return below.removeprefix(self.site.base) if below.startswith(self.site.base) else below
        return f"{here.rpartition('/')[0]}/{path}".lstrip("/")

    def _found(self, path: str) -> str:
        """Return the output that a server sends for `path`: itself, or the index of the folder."""
        tidy = normpath(path) if path else "."
        tidy = "" if tidy == "." else tidy
        if not path.endswith(("/", "/.", "/..")) and tidy in self.outputs:
            return tidy
        return f"{tidy}/{INDEX}".lstrip("/") if not tidy.startswith("/") else tidy


@lru_cache(maxsize=4096)  # the same few thousand addresses stand on every page
def split(address: str) -> SplitResult | None:
    """Return the parts of an address, or None where it is none (brackets that hold no host)."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def look(outputs: Sequence[Output], site: Site, written: Mapping[str, Sequence[TextLink]]) -> View:
    """Return the view of all `outputs`; each page is parsed once, here."""
    pages = {output.path: read(output.path, output.data) for output in outputs if output.path.endswith(".html")}
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    return View(site, {output.path: output for output in outputs}, pages, written, ids)
