"""What robots may read: everything (RFC 9309); the line with the sitemap is of sitemaps.org."""

from collections.abc import Iterator

from certsite.exports.sitemap import PATH as SITEMAP
from certsite.output import Output
from certsite.routes import Links


def outputs(links: Links) -> Iterator[Output]:
    """Yield robots.txt; it counts only at the root of a host and is harmless elsewhere."""
    lines = ["User-agent: *", "Allow: /"] + ([f"Sitemap: {links.absolute(SITEMAP)}"] if links.site else [])
    yield Output("robots.txt", ("\n".join(lines) + "\n").encode())
