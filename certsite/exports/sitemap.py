"""The sitemap, each page with its translations (sitemaps.org 0.9; Google, "Localized versions of your pages")."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from certsite.output import Output
from certsite.plan import Page
from certsite.plan.views import Frame
from certsite.routes import Links

PATH = "sitemap.xml"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def outputs(pages: Sequence[Page], links: Links) -> Iterator[Output]:
    """Yield the sitemap; none where the site's address is not known, because it needs full addresses."""
    if links.site:
        frames = sorted((page.context.frame for page in pages if page.context.frame.indexed), key=lambda f: f.here)
        yield Output(PATH, (HEAD + "".join(_url(frame) for frame in frames) + "</urlset>\n").encode())


def _url(frame: Frame) -> str:
    alternates = [(language.hreflang, language.href) for language in frame.languages] + [("x-default", frame.default)]
    rows = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(href)}/>\n' for tag, href in alternates
    )
    return f"<url>\n<loc>{escape(frame.canonical)}</loc>\n{rows}</url>\n"
