"""Rules on how a page reads: to people, to screen readers, in lists of results."""

from collections import Counter
from collections.abc import Iterator

from certsite.check.facts import Page
from certsite.check.languages import language_of
from certsite.check.view import View
from certsite.problem import Problem, quote


def doctype_is_html(page: Page, _: View) -> Iterator[Problem]:
    """A page begins with the doctype, or browsers lay it out as in 1998 (HTML standard, 13.1.1)."""
    if not page.has_doctype:
        yield page.problem("the page does not begin with its doctype", "begin it with <!doctype html>")


def ids_are_unique(page: Page, _: View) -> Iterator[Problem]:
    """No two elements of a page have the same id, and none an empty one."""
    for name, count in Counter(page.ids).items():
        if count > 1 or not name:
            yield page.problem(f"the id {quote(name)} stands {count} times", "write each id once and with a name")


def one_h1(page: Page, _: View) -> Iterator[Problem]:
    """A page has exactly one h1."""
    count = sum(level == 1 for level, _ in page.headings)
    if count != 1:
        yield page.problem(f"the page has {count} headings h1", "write exactly one")


def levels_follow(page: Page, _: View) -> Iterator[Problem]:
    """No heading is more than one level below the one before it (WCAG technique G141)."""
    before = 1
    for level, words in page.headings:
        if level > before + 1:
            yield page.problem(f"the heading {quote(words)} is h{level} after h{before}", f"write h{before + 1}")
        before = level


def headings_have_text(page: Page, _: View) -> Iterator[Problem]:
    """A heading says something."""
    for level, words in page.headings:
        if not words:
            yield page.problem(f"a heading h{level} is empty", "write its text, or remove it")


def images_have_alternatives(page: Page, _: View) -> Iterator[Problem]:
    """Every image has an `alt`, empty where it only decorates (WCAG 1.1.1)."""
    for source in page.images:
        says = f"the image {quote(source)} has no alt"
        yield page.problem(says, 'write what it shows, or alt="" where it only decorates')


def drawings_have_names(page: Page, _: View) -> Iterator[Problem]:
    """Every inline SVG is hidden from screen readers or has a role and a name (WCAG 1.1.1)."""
    if page.drawings:
        says = f"drawings without a name: {page.drawings} <svg>"
        yield page.problem(says, 'write aria-hidden="true", or role="img" with an aria-label')


def title_is_written(page: Page, _: View) -> Iterator[Problem]:
    """A page has a title (WCAG 2.4.2)."""
    if not page.title:
        yield page.problem("the page has no title", "write a <title>")


def description_is_written(page: Page, _: View) -> Iterator[Problem]:
    """A page has a description for lists of results."""
    if not page.meta("description").strip():
        yield page.problem("the page has no description", 'write a <meta name="description"> with content')


def titles_are_unique(view: View) -> Iterator[Problem]:
    """No two pages of a language have the same title (WCAG 2.4.2: it tells them apart in tabs and results)."""
    first: dict[tuple[str, str], str] = {}
    for path, page in sorted(view.pages.items()):
        other = first.setdefault((language_of(page, view), page.title), path)
        if page.title and other != path:
            says = f"the title {quote(page.title)} is also that of site/{other}"
            yield page.problem(says, "write titles that tell the two apart")
