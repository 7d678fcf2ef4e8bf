"""Files beside the pages, one module for each format."""

from collections.abc import Mapping, Sequence

from certsite.exports import cities, robots, sitemap
from certsite.i18n import Translator
from certsite.output import Output
from certsite.plan import Page
from certsite.relate import Directory
from certsite.routes import Links


def outputs(
    directory: Directory, translators: Mapping[str, Translator], pages: Sequence[Page], links: Links
) -> tuple[Output, ...]:
    """Return every file that is no page.

    They are what finds cities, the sitemap, robots, what is passed through, and the mark for GitHub Pages.
    """
    return (
        *cities.outputs(directory, translators, links),
        *sitemap.outputs(pages, links),
        *robots.outputs(links),
        Output(".nojekyll", b""),
        *(Output(path, data) for path, data in sorted(directory.content.static.items())),
    )
