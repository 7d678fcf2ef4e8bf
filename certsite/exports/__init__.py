"""Files beside the pages, one module for each format."""

from collections.abc import Sequence

from certsite.exports import robots, sitemap
from certsite.model import Content
from certsite.output import Output
from certsite.plan import Page
from certsite.routes import Links


def outputs(content: Content, pages: Sequence[Page], links: Links) -> tuple[Output, ...]:
    """Return every file that is no page: sitemap, robots, what is passed through, and the mark for GitHub Pages."""
    passed = [Output(path, data) for path, data in sorted(content.static.items())]
    return (*sitemap.outputs(pages, links), *robots.outputs(links), Output(".nojekyll", b""), *passed)
