"""Budgets of what travels to a visitor, compressed as servers do it."""

import gzip
from collections.abc import Iterator

from certsite.check.facts import Page, of_file
from certsite.check.view import View
from certsite.problem import Problem, Severity

KB = 1024
HTML_KB, LIST_HTML_KB = 14, 40  # 14 KB travel in the first round trip: ten segments of RFC 6928
PAGE_KB, LIST_PAGE_KB = 80, 140
CSS_KB = 12
JAVASCRIPT_KB = 20
REQUESTS = 10
LIST_PARTS = 50  # a page that leads to as many outputs, or has as many headings, is a list


def within_budget(view: View) -> Iterator[Problem]:
    """Pages and style sheets stay within the weights above; a heavier one is a warning."""
    sizes: dict[str, int] = {}
    for path in view.outputs:
        if path.endswith(".css") and _size(view, sizes, path) > CSS_KB * KB:
            yield _heavy(path, "the style sheet", _size(view, sizes, path), CSS_KB)
    for page in view.pages.values():
        yield from _page_weights(page, view, sizes)


def _page_weights(page: Page, view: View, sizes: dict[str, int]) -> Iterator[Problem]:
    fetched = _fetched(page, view)
    html = _size(view, sizes, page.path)
    everything = html + sum(_size(view, sizes, path) for path in fetched)
    scripts = sum(_size(view, sizes, path) for path in fetched if path.endswith((".js", ".mjs")))
    is_list = max(_leads(page), len(page.headings)) >= LIST_PARTS
    for what, size, limit_kb in (
        ("the HTML", html, LIST_HTML_KB if is_list else HTML_KB),
        ("the page with all that it loads", everything, LIST_PAGE_KB if is_list else PAGE_KB),
        ("the JavaScript of the page", scripts, JAVASCRIPT_KB),
    ):
        if size > limit_kb * KB:
            yield _heavy(page.path, what, size, limit_kb)
    if len(fetched) + 1 > REQUESTS:
        says = f"the page takes {len(fetched) + 1} requests, more than {REQUESTS}"
        yield page.problem(says, "join its files, or load fewer", Severity.WARNING)


def _fetched(page: Page, view: View) -> set[str]:
    """Return the outputs that a browser loads with the page, each once."""
    targets = (view.target(page.path, reference.address) for reference in page.references if reference.loads)
    return {target.path for target in targets if target and target.path in view.outputs} - {page.path}


def _leads(page: Page) -> int:
    return len({reference.address.partition("#")[0] for reference in page.references if not reference.loads})


def _size(view: View, sizes: dict[str, int], path: str) -> int:
    """Return the compressed size of an output in bytes; level 6 is what servers use, and no time goes into it."""
    if path not in sizes:
        sizes[path] = len(gzip.compress(view.outputs[path].data, 6, mtime=0))
    return sizes[path]


def _heavy(path: str, what: str, size: int, limit_kb: int) -> Problem:
    says = f"{what} weighs {size / KB:.1f} KB compressed, more than {limit_kb} KB"
    return of_file(path, says, "make it lighter, or part it", Severity.WARNING)
