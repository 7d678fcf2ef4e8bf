"""Rules on where the pages lead."""

import re
from collections.abc import Iterator
from itertools import islice
from posixpath import relpath

from certsite.check.facts import Page
from certsite.check.view import INDEX, Target, View, split
from certsite.markup import ID_PREFIX, TextLink
from certsite.problem import Problem, near, quote

SCHEMES = frozenset({"http", "https", "mailto"})

OF_A_PAGE = 100
"""Dead addresses told of the texts of one page, as of one file elsewhere; finding what was meant takes its time."""

_PUBLISHED = "write the address of one that is published"


def targets_exist(page: Page, view: View) -> Iterator[Problem]:
    """Every address inside the site leads to an output, and its fragment to an id there.

    An address in a text is told where it was written, in words that are the same on the page of each language.
    """
    written = view.written.get(page.path, ())
    missed = ((link, target) for link in written if (target := _missed(page, view, link.href)))
    for link, target in islice(missed, OF_A_PAGE):
        yield _in_text(link, page, view, target)
    for address in {reference.address for reference in page.references} - {link.href for link in written}:
        if target := _missed(page, view, address):
            yield _on_page(page, address, target, view)


def _missed(page: Page, view: View, address: str) -> Target | None:
    """Return where an address leads if nothing is there; None where something is, or it leads out to another site."""
    target = view.target(page.path, address)
    if target is None or (target.path in view.outputs and _has_id(view, target.path, target.fragment)):
        return None
    return target


def _on_page(page: Page, address: str, target: Target, view: View) -> Problem:
    if target.path not in view.outputs:
        says = f"{quote(address)} leads to no page or file of the site"
        return page.problem(says, _PUBLISHED)
    says = f"{quote(address)} leads to an id that {target.path} does not have"
    return page.problem(says, "write an id of that page, or leave out the part from # on")


def _in_text(link: TextLink, page: Page, view: View, target: Target) -> Problem:
    wrote = quote(link.address)
    if target.path in view.outputs:
        meant = _id_meant(link, view, target)
        does = f"did you mean {quote(meant)}?" if meant else "leave out the part from # on"
        return link.problem(f"{wrote} leads to an id that the page does not have", does)
    if target.path.startswith(("/", "../")):
        does = "write fewer ../, or the path from the root of the site with a / in front"
        return link.problem(f"{wrote} leads out of the site", does)
    meant = _path_meant(link, page, view, target)
    does = f"did you mean {quote(meant)}?" if meant else _PUBLISHED
    return link.problem(f"{wrote} leads to no page or file of the site", does)


def _id_meant(link: TextLink, view: View, target: Target) -> str | None:
    ids = {id_.removeprefix(ID_PREFIX): id_ for id_ in view.pages[target.path].ids}
    meant = near(target.fragment.removeprefix(ID_PREFIX), ids)
    return f"{link.address.partition('#')[0]}#{ids[meant]}" if meant else None


def _path_meant(link: TextLink, page: Page, view: View, target: Target) -> str | None:
    """Return the page that was meant, spelled as what was written: from the root, or from the folder of the page."""
    names = {path: _name(path) for path in view.pages if path.endswith(f"/{INDEX}")}
    name = near(_name(target.path), names.values())
    meant = near(target.path, [path for path in names if names[path] == name], cutoff=0)
    if meant is None:
        return None
    there = meant.removesuffix(INDEX)
    return f"/{there}" if link.address.startswith("/") else f"{relpath(there, page.path.rpartition('/')[0] or '.')}/"


def _name(path: str) -> str:
    """Return the part of a path that names the page, which is the same in every language."""
    folder = re.sub(rf"(/{re.escape(INDEX)})+$", "", path)  # twice where the address named it and nothing is there
    return re.sub(r"\.(md|html)$", "", folder.rpartition("/")[2])


def _has_id(view: View, path: str, fragment: str) -> bool:
    """Tell whether `fragment` is met; the empty one and `top` always are (HTML standard, 7.4.6.3)."""
    return fragment.lower() in {"", "top"} or path not in view.ids or fragment in view.ids[path]


def schemes_are_known(page: Page, _: View) -> Iterator[Problem]:
    """A link that leaves the site begins with http, https or mailto; `policy` looks at what is loaded."""
    for address in {reference.address for reference in page.references if not reference.loads}:
        parts = split(address)
        if parts is None or parts.scheme not in SCHEMES | {""} or address.startswith("//"):
            says = f"{quote(address)} does not begin with http://, https:// or mailto:"
            yield page.problem(says, "write a complete address")
