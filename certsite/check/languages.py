"""Rules on the languages of pages and the addresses that search engines take them by."""

from collections import Counter
from collections.abc import Iterator

from certsite.check.facts import NOT_FOUND, Page
from certsite.check.view import INDEX, View
from certsite.problem import Problem, quote


def language_of(page: Page, view: View) -> str:
    """Return the path of the language that a page belongs to: its first folder, or the root."""
    folder, slash, _ = page.path.partition("/")
    return folder if slash and folder in view.site.languages else ""


def page_names_its_language(page: Page, view: View) -> Iterator[Problem]:
    """The `lang` of a page is that of the folder it stands in (WCAG 3.1.1)."""
    lang = view.site.languages.get(language_of(page, view))
    if lang and page.lang != lang:
        yield page.problem(f"the page has lang={quote(page.lang)}", f'write <html lang="{lang}">')


def canonical_is_own_address(page: Page, view: View) -> Iterator[Problem]:
    """Where the site's address is known, a page names its own address as canonical, once."""
    if page.path == NOT_FOUND or not view.site.root:
        return
    own = _address(view.site.root, page.path)
    if page.canonicals() != [own]:
        says = f"the canonical address is {quote(', '.join(page.canonicals()) or 'missing')}"
        yield page.problem(says, f'write one <link rel="canonical" href="{own}">')


def alternates_are_complete(page: Page, view: View) -> Iterator[Problem]:
    """A page names itself and the same page in each other language, and one for all further languages.

    The path below the folder of the language is the same in every language, so all pages of a set name the same
    addresses and the set is reciprocal, as search engines ask for. With one language there is nothing to name.
    """
    if page.path == NOT_FOUND or not view.site.root or len(view.site.languages) < 2:
        return
    wanted = _same_pages(page, view, view.site.root)
    named = {code: address for code, address in page.alternates if code != "x-default"}
    for code, address in wanted.items():
        if address not in named.values():
            yield _missing(page, code, address)
    if dict(page.alternates).get("x-default") != next(iter(wanted.values())):
        yield _missing(page, "x-default", next(iter(wanted.values())))
    for code, address in named.items():
        if not any(address == own and _primary(code) == _primary(lang) for lang, own in wanted.items()):
            says = f"hreflang={quote(code)} names {quote(address)}, which is not this page in that language"
            yield page.problem(says, "write the complete address of this page in that language, or remove it")
    for code, count in Counter(code for code, _ in page.alternates).items():
        if count > 1:
            yield page.problem(f"hreflang={quote(code)} stands {count} times", "write each language once")


def _same_pages(page: Page, view: View, root: str) -> dict[str, str]:
    """Return `lang` to address of a page in every language in which it exists, in the order of languages."""
    language = language_of(page, view)
    route = page.path.removeprefix(f"{language}/") if language else page.path
    paths = {lang: f"{folder}/{route}".lstrip("/") for folder, lang in view.site.languages.items()}
    return {lang: _address(root, path) for lang, path in paths.items() if path in view.pages}


def _address(root: str, path: str) -> str:
    return root + (path.removesuffix(INDEX) if f"/{path}".endswith(f"/{INDEX}") else path)


def _missing(page: Page, code: str, address: str) -> Problem:
    says = f"the page does not name {quote(address)} for hreflang={quote(code)}"
    return page.problem(says, f'write <link rel="alternate" hreflang="{code}" href="{address}">')


def _primary(code: str) -> str:
    """Return the language of a tag without script and region: `pt` may stand for `pt-BR` in hreflang."""
    return code.lower().partition("-")[0]
