"""Rules on where the pages lead."""

from collections.abc import Iterator

from certsite.check.facts import Page
from certsite.check.view import View, split
from certsite.problem import Problem, quote

SCHEMES = frozenset({"http", "https", "mailto"})


def targets_exist(page: Page, view: View) -> Iterator[Problem]:
    """Every address inside the site leads to an output, and its fragment to an id there."""
    for address in {reference.address for reference in page.references}:
        target = view.target(page.path, address)
        if target is None:
            continue
        if target.path not in view.outputs:
            says = f"{quote(address)} leads to no page or file of the site"
            yield page.problem(says, "write the address of one that is published")
        elif not _has_id(view, target.path, target.fragment):
            says = f"{quote(address)} leads to an id that {target.path} does not have"
            yield page.problem(says, "write an id of that page, or leave out the part from # on")


def _has_id(view: View, path: str, fragment: str) -> bool:
    """Tell whether `fragment` is met; the empty one and `top` always are (HTML standard, 7.4.6.3)."""
    return fragment.lower() in {"", "top"} or path not in view.pages or fragment in view.pages[path].ids


def schemes_are_known(page: Page, _: View) -> Iterator[Problem]:
    """A link that leaves the site begins with http, https or mailto; `policy` looks at what is loaded."""
    for address in {reference.address for reference in page.references if not reference.loads}:
        parts = split(address)
        if parts is None or parts.scheme not in SCHEMES | {""} or address.startswith("//"):
            says = f"{quote(address)} does not begin with http://, https:// or mailto:"
            yield page.problem(says, "write a complete address")
