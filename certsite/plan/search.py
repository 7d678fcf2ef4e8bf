"""The page that searches."""

from dataclasses import dataclass

from certsite.plan.finder import FinderView
from certsite.plan.frame import Desk
from certsite.plan.views import Frame, Link
from certsite.routes import HOME, SEARCH


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the page that searches shows; everything: the way to all cities, for where no script runs."""

    frame: Frame
    title: str
    lead: str
    finder: FinderView
    everything: Link


def search_page(desk: Desk, finder: FinderView) -> SearchPage:
    """Return the page that answers every form of search."""
    t = desk.translator.t
    title, lead = t("search.title"), t("search.lead")
    return SearchPage(
        frame=desk.frame(SEARCH, title, lead),
        title=title,
        lead=lead,
        finder=finder,
        everything=Link(t("search.everything", count=len(desk.directory.standings)), desk.path(HOME)),
    )
