"""Rules that leave visitors alone: a strict policy first, nothing inline, nothing from elsewhere."""

from collections.abc import Iterator

from certsite.check.facts import Page, text
from certsite.check.view import View
from certsite.problem import Problem, quote

# HTML standard, 4.2.5.4: the encoding stands in the first 1024 bytes.
CHARSET_WITHIN = 1024
# Sources that keep everything at home: WebAssembly is a file too, and a picture may be written into the page.
_SOURCES = frozenset({"'none'", "'self'", "'wasm-unsafe-eval'"})
_DRAWN_SOURCES = _SOURCES | {"data:", "blob:"}
_DRAWN = frozenset({"img-src", "font-src", "media-src"})
_SOURCELESS = frozenset({"require-trusted-types-for", "trusted-types", "upgrade-insecure-requests", "sandbox"})
_NOT_IN_DEFAULT = ("base-uri", "form-action")


def policy_then_charset_come_first(page: Page, view: View) -> Iterator[Problem]:
    """The head begins with the policy, which holds only for what follows it, and then the encoding."""
    opening = [
        {name.lower(): text(each, name).lower() for name in each} if tag == "meta" else {}
        for tag, each in [*page.head, ("", {}), ("", {})][:2]
    ]
    if opening[0].get("http-equiv") != "content-security-policy":
        does = 'begin it with <meta http-equiv="Content-Security-Policy">'
        yield page.problem("the head does not begin with the policy", does)
    elif opening[1] != {"charset": "utf-8"}:
        does = 'write <meta charset="utf-8"> directly after the policy'
        yield page.problem("the encoding is not the second element of the head", does)
    elif b"charset" not in view.outputs[page.path].data[:CHARSET_WITHIN].lower():
        says = f"the encoding does not stand in the first {CHARSET_WITHIN} bytes"
        yield page.problem(says, "write less before it")


def policy_is_strict(page: Page, _: View) -> Iterator[Problem]:
    """The policy allows nothing but files of the site, and says so for what no default covers (CSP level 3, 6)."""
    directives = _directives(page)
    for directive, sources in directives.items():
        allowed = _DRAWN_SOURCES if directive in _DRAWN else _SOURCES
        for source in sources:
            if directive not in _SOURCELESS and source not in allowed:
                yield page.problem(f"the policy allows {source} in {directive}", "allow only 'self' or 'none'")
    for directive in ("default-src", *_NOT_IN_DEFAULT):
        if directives and directive not in directives:
            yield page.problem(f"the policy has no {directive}", f"write {directive} 'none' or {directive} 'self'")


def _directives(page: Page) -> dict[str, list[str]]:
    """Return the sources of each directive of a page's policy; the first of a name counts (CSP level 3, 2.2.1)."""
    found: dict[str, list[str]] = {}
    for tag, each in page.head:
        if tag == "meta" and text(each, "http-equiv").lower() == "content-security-policy":
            for directive in text(each, "content").lower().split(";"):
                name, *sources = directive.split() or [""]
                found.setdefault(name, sources)
    found.pop("", None)
    return found


def nothing_is_inline(page: Page, _: View) -> Iterator[Problem]:
    """A page holds no script, style or base of its own; data blocks are no scripts."""
    for words in dict.fromkeys(page.inline):
        yield page.problem(f"the page holds {words}, which its policy forbids", "move it to a file, or remove it")


def nothing_is_loaded_from_elsewhere(page: Page, view: View) -> Iterator[Problem]:
    """Whatever a page loads is a file of the site."""
    for reference in dict.fromkeys(page.references):
        if reference.loads and view.target(page.path, reference.address) is None:
            says = f"<{reference.element}> loads {quote(reference.address)}"
            yield page.problem(says, "publish the file with the site and name it there")
