"""What surrounds every page: addresses, languages, navigation, the way back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from markupsafe import Markup

from certsite import model
from certsite.assets import Assets
from certsite.facets import Facet
from certsite.i18n import Translator
from certsite.markup import TextLink, html
from certsite.model import Award, Edition, Round, Source, Story
from certsite.outlines import Outlines, tile
from certsite.plan.views import Card, Frame, Language, Link, Outline, SourceView, Tile
from certsite.plan.voice import Voice
from certsite.problem import Problem
from certsite.relate import Directory, Standing
from certsite.rests import Resting
from certsite.routes import (
    ANNOUNCEMENTS,
    ASSESSMENT,
    CHANGES,
    COMPARE,
    CRITERIA,
    GLOSSARY,
    HOME,
    MAP,
    NOT_FOUND,
    PRACTICES,
    SEARCH,
    SOURCES,
    Address,
    Links,
    announcement,
    city,
    edit_address,
    edition,
    page,
    source,
)

# For city staff, and for whoever adds or corrects a record.
START, GUIDE = "get-started", "contribute"
HOW, ABOUT = "how-it-works", "about"
# Pages of text in the order of the menu; those that the menu does not name stand behind them.
EXPLAINING = (START, HOW, ABOUT)
# What every page leads to from its foot alone.
BELOW = (GUIDE, "accessibility")
ICON = "favicon.svg"
# Entries of `assets/js`: what every page has, what finds cities, compares them, estimates a level, narrows the lists of
# the standard; and the pages that have more than every page, by their route or, for those one step below it, by the
# route above them.
SITE, FINDER, COMPARISON, ESTIMATE, STANDARD = "site", "finder", "compare", "assessment", "standard"
SCRIPTS = {HOME: FINDER, MAP: FINDER, SEARCH: FINDER, COMPARE: COMPARISON, ASSESSMENT: ESTIMATE, CHANGES: SITE}
SCRIPTS_BELOW = {CRITERIA: STANDARD, PRACTICES: STANDARD}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the plan of every page in one language works with.

    facets: the ways to narrow the directory; resting: what rests on each publication, by its id; written: the links
    inside the site that stand in texts, by the output that shows them; problems: what is wrong with texts. `html` adds
    to both. shown: the cards made so far, by slug.
    """

    directory: Directory
    facets: Sequence[Facet]
    resting: Mapping[str, Resting]
    translator: Translator
    voice: Voice
    outlines: Outlines
    assets: Assets
    links: Links
    shown: dict[str, Card] = field(default_factory=dict, compare=False)
    written: dict[str, list[TextLink]] = field(default_factory=dict, compare=False)
    problems: list[Problem] = field(default_factory=list, compare=False)

    @property
    def has_comparisons(self) -> bool:
        """Whether there is more than one city."""
        return len(self.directory.standings) > 1

    @property
    def has_assessment(self) -> bool:
        """Whether a city can estimate its level: see `Content.assessed`."""
        return self.directory.content.assessed is not None

    @property
    def has_changes(self) -> bool:
        """Whether there are editions of the standard to set side by side."""
        content = self.directory.content
        return content.has_criteria and len(content.editions) > 1

    def path(self, route: str) -> str:
        """Return a route as a path of the site in the language of the desk."""
        return Address(self.translator.language.path, route).path

    def edition_path(self, row: Edition) -> str:
        """Return the page of an edition as a path of the site, or nothing where too little is known for a page."""
        return self.path(edition(row.id)) if row.is_described else ""

    def frame(self, route: str, head: str, description: str, trail: Sequence[Link] = (), edits: str = "") -> Frame:
        """Return the frame of a page.

        head: its own title; trail: the way from the home page to it, without the home page and, where its last link
        is not marked as current, without the page itself; edits: the file of the content folder to edit it in.
        """
        content, t = self.directory.content, self.translator.t
        here = Address(self.translator.language.path, route)
        site_title = self.voice.text(content.site.title)
        languages = tuple(self._language(route, row) for row in content.languages)
        home = Link(t("nav.cities"), self.path(HOME))
        ends = bool(trail) and trail[-1].current
        crumbs = (home, *trail) if ends else (home, *trail, Link(head, here.path, current=True))
        return Frame(
            here=here.output,
            lang=self.translator.language.lang,
            site_title=site_title,
            head=site_title if route == HOME else t("head", page=head, site=site_title),
            description=description,
            canonical=self.links.absolute(here.path),
            default=languages[0].href,
            languages=languages,
            navigation=tuple(self._navigation(route)),
            below=tuple(self._below(route)),
            trail=() if route in (HOME, NOT_FOUND) else crumbs,
            css=self.assets.css,
            script=self.script(_entry_of(route)),
            search=self.path(SEARCH),
            finds=SCRIPTS.get(route) == FINDER,
            icon=ICON if ICON in content.static else "",
            home=self.path(HOME),
            statement=self.voice.text(content.site.statement),
            as_of=self.translator.date(self.directory.as_of) if self.directory.as_of else "",
            corrections=self.corrections(edits),
            indexed=route != NOT_FOUND,
        )

    def script(self, entry: str) -> str:
        """Return the path of a script by the name of its entry in `assets/js`, or nothing where there are none."""
        return self.assets.scripts[entry] if self.assets.scripts else ""

    def _language(self, route: str, row: model.Language) -> Language:
        # There is one page for what is not found, in all languages; its menu leads to the directories.
        path = Address(row.path, HOME if route == NOT_FOUND else route).path
        current = row == self.translator.language
        return Language(row.name, row.lang, row.hreflang, path, self.links.absolute(path), current)

    def _navigation(self, route: str) -> Iterable[Link]:
        content = self.directory.content
        yield self._entry("cities", HOME, route)
        if self.outlines.views:
            yield self._entry("map", MAP, route)
        if self.has_comparisons:
            yield self._entry("compare", COMPARE, route)
        if content.has_criteria:
            yield self._entry("criteria", CRITERIA, route)
        if self.has_assessment:
            yield self._entry("assessment", ASSESSMENT, route)
        if content.rounds:
            yield self._entry("announcements", ANNOUNCEMENTS, route)
        for name in EXPLAINING:
            if name in content.pages:
                yield self._entry(name, page(name), route)
        for name, by_language in content.pages.items():
            if name not in (*EXPLAINING, *BELOW):
                title = by_language[self.translator.language.code].title
                yield Link(title, self.path(page(name)), current=route == page(name))

    def _below(self, route: str) -> Iterable[Link]:
        if self.directory.content.programme.glossary:
            yield self._entry("glossary", GLOSSARY, route)
        yield self._entry("sources", SOURCES, route)
        for name in BELOW:
            if name in self.directory.content.pages:
                yield self._entry(name, page(name), route)

    def _entry(self, name: str, there: str, route: str) -> Link:
        return Link(self.translator.t(f"nav.{name}"), self.path(there), current=route == there)

    def editors_guide(self) -> Link | None:
        """Return the way to the guide of editors, or nothing where the site has none."""
        there = self.path(page(GUIDE))
        return Link(self.translator.t(f"nav.{GUIDE}"), there) if GUIDE in self.directory.content.pages else None

    def onward(self) -> tuple[Link, ...]:
        """Return the ways on from a list: the self-assessment, and the pages that explain the list."""
        routes = {"assessment": ASSESSMENT} if self.has_assessment else {}
        routes |= {name: page(name) for name in EXPLAINING if name in self.directory.content.pages}
        return tuple(Link(self.translator.t(f"onward.{name}"), self.path(route)) for name, route in routes.items())

    def html(self, story: Story, top_heading: int, route: str) -> Markup:
        """Return a text of Markdown as HTML on the page of a route; `problems` gets what its author has to mend.

        Its first heading gets the level given. This is the one place that calls a text safe: the stage `markup` ends
        in an allow list. Where its links inside the site lead is looked at when every page is there.
        """
        here = Address(self.translator.language.path, route).output
        text, problems = html(
            story.markdown,
            shown=story.shown,
            first_line=story.first_line,
            top_heading=top_heading,
            link=partial(self.links.follow, here),
        )
        self.written.setdefault(here, []).extend(text.links)
        self.problems.extend(problems)
        return Markup(text.html)  # noqa: S704 - cleaned by markup

    def corrections(self, edits: str) -> str:
        """Return where a correction can be suggested: the file itself, a mailbox, or the page that explains how."""
        site, pages = self.directory.content.site, self.directory.content.pages
        if site.repository and edits:
            return edit_address(site.repository, edits)
        if site.contact:
            return f"mailto:{site.contact}"
        if GUIDE in pages:
            return self.path(page(GUIDE))
        return f"{self.path(page(ABOUT))}#corrections" if ABOUT in pages else ""

    def announcement(self, row: Round) -> Link:
        """Return the way to the announcement of a round, named by its month."""
        label = self.translator.t("announcement.link", date=self.translator.date(row.date[:7]))
        return Link(label, self.path(announcement(row.id)))

    def source_list(self, sources: Iterable[Source]) -> tuple[SourceView, ...]:
        """Return publications as they are listed at the end of a page, each with the way to what else rests on it."""
        return tuple(
            replace(view, path=self.path(source(view.id)) if self.resting[view.id].count > 1 else "")
            for view in self.voice.sources(sources)
        )

    def award_card(self, standing: Standing, award: Award) -> Card:
        """Return a city as it stands in a list of awards: with the level of then, and what it has become since."""
        badge = self.voice.level_badge(award.level) if award.level else self.voice.event_badge(award)
        line = self.voice.award_line(standing, award)
        return replace(self.card(standing), badge=badge, line=line, news="")

    def card(self, standing: Standing) -> Card:
        """Return a city as it stands in a list, which is the same in every list."""
        slug = standing.city.slug
        if slug not in self.shown:
            self.shown[slug] = self._card(standing)
        return self.shown[slug]

    def _card(self, standing: Standing) -> Card:
        return Card(
            name=standing.city.name,
            path=self.path(city(standing.city.slug)),
            place=self.voice.place(standing.city),
            line=self.voice.card_line(standing),
            badge=self.voice.badge(standing),
            tile=self.tile(standing),
            news=self.voice.news(standing),
        )

    def cards(self, standings: Iterable[Standing]) -> tuple[Card, ...]:
        """Return cities as they stand in a list, in their order."""
        return tuple(self.card(standing) for standing in standings)

    def tile(self, standing: Standing) -> Tile | None:
        """Return where a city lies, or None where there is no outline for it."""
        place = standing.city
        lat, lon = place.point or (None, None)
        drawn = tile(self.outlines, place.country, place.region_code, lat, lon)
        return Tile(f"o-{drawn.shape}", drawn.width, drawn.height, drawn.x, drawn.y) if drawn else None

    def sprite(self, *lists: Iterable[Card]) -> tuple[Outline, ...]:
        """Return the outlines that the cards of a page refer to, each once."""
        used = {card.tile.outline for cards in lists for card in cards if card.tile}
        return tuple(Outline(id_, self.outlines.shapes[id_.removeprefix("o-")].path) for id_ in sorted(used))


def _entry_of(route: str) -> str:
    """Return the entry of a page."""
    above, _, _ = route.rstrip("/").rpartition("/")
    return SCRIPTS.get(route) or SCRIPTS_BELOW.get(f"{above}/", SITE)
