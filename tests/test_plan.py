"""Which pages exist, and in which words the facts are told."""

import re
from dataclasses import replace
from typing import Any, get_args

import pytest

from certsite.model import (
    Award,
    Community,
    Named,
    OfficialPage,
    Population,
    Program,
    Programme,
    Statement,
    Story,
    Term,
)
from certsite.plan.home import HomePage
from certsite.plan.views import Contact, Fact, Link, OutsideLink
from certsite.problem import Problem
from certsite.schema import Event
from certsite.schema.levels import Shape
from tests.small import SOURCE, award, city, directory, known, lines, page, planned, round_

NEWEST = round_("newest", "2024-03-22")
BY_DATE = round_("by-date", "2018-05-22", edition=0, stated=False)
CERTIFIED = award(Event.CERTIFIED, 2, "2018-05-22", round=BY_DATE)
RAISED = award(Event.LEVEL_UP, 4, "2024-03-22", round=NEWEST)
ROUNDS = (BY_DATE, NEWEST)
# The small program's own pages of text, and one for editors.
GUIDED = {**known().pages, "contribute": known().pages["contact"]}


def answer(*history: Award) -> tuple[str, ...]:
    """Return the sentences that tell whether a city is certified, since when, and whether it still is."""
    found: tuple[str, ...] = page(directory(city("a", *history), rounds=ROUNDS), "en/cities/a/index.html").answer
    return found


# Which pages there are


def test_every_thing_has_a_page_in_every_language() -> None:
    found, problems = planned(directory(city("a", CERTIFIED), rounds=ROUNDS))
    assert list[Problem](problems) == []
    routes = {
        *("", "cities/a/", "countries/fr/", "countries/fr/bretagne/", "years/2018/"),
        *("levels/goutte/", "levels/ruisseau/", "levels/affluent/", "levels/fleuve/", "levels/estuaire/"),
        *("get-started/", "how-it-works/", "about/", "contact/"),
        *("announcements/", "announcements/by-date/", "announcements/newest/", "sources/"),
        *("search/", "populations/small/", "populations/large/"),
        *("assessment/", "criteria/", "criteria/b/", "criteria/changes/", "practices/berges/", "practices/crues/"),
    }
    assert found.keys() == {f"{path}{route}index.html" for path in ("", "en/") for route in routes} | {"404.html"}


def test_the_honor_roll_has_a_page_where_somebody_was_named() -> None:
    assert "honor-roll/index.html" not in planned(directory(city("a")))[0]
    assert "honor-roll/index.html" in planned(directory(city("a", award(Event.HONOR_ROLL, None, "2018"))))[0]


def test_announcements_and_words_have_pages_where_there_are_any() -> None:
    words = (Term("a", {"fr": "Mot", "en": "Word"}, {"fr": "Sens", "en": "Meaning"}),)
    bare, _ = planned(directory(city("a")))
    full, _ = planned(directory(city("a"), programme=replace(known().programme, glossary=words)))
    assert [path for path in bare if "announcements" in path or "glossary" in path] == []
    assert full.keys() - bare.keys() == {"glossary/index.html", "en/glossary/index.html"}


# Is my city certified, since when, is it still?


@pytest.mark.parametrize(
    ("history", "sentences"),
    [
        pytest.param(
            [CERTIFIED],
            (
                "A was given the level Brook in May 2018.",
                "By its date, in the years of Reference A (2014).",
                "This is the only award we found.",
                "Still valid? Last award in May 2018; none was found after it.",
            ),
            id="one old award under an edition that only its date tells",
        ),
        pytest.param(
            [CERTIFIED, RAISED],
            (
                "A was given the level River in March 2024.",
                "Under Reference B (2020).",
                "First given the label in May 2018, as far as sources say.",
                "Still valid? The rules do not say; last award in March 2024.",
            ),
            id="a recent award under a stated edition",
        ),
        pytest.param(
            [RAISED],
            (
                "A was given the level River in March 2024.",
                "Under Reference B (2020).",
                "It had the label before that, since it was raised in March 2024.",
                "Still valid? The rules do not say; last award in March 2024.",
            ),
            id="the first award was not found",
        ),
        pytest.param(
            [award(Event.CERTIFIED, 1)],
            (
                "A has the level Drop; no source gives the year.",
                "Still valid? No source gives a date.",
            ),
            id="no date at all",
        ),
        pytest.param(
            [award(Event.UNKNOWN_LEVEL, None, "2024")],
            (
                "A was announced in 2024; its level is not known.",
                "This is the only award we found.",
                "Still valid? The rules do not say; last award in 2024.",
            ),
            id="no level",
        ),
        pytest.param(
            [CERTIFIED, award(Event.LAPSED, None, "2022")],
            (
                "A no longer has the label, which ended in 2022.",
                "First given the label in May 2018, as far as sources say.",
                "The history below says what happened.",
            ),
            id="ended",
        ),
        pytest.param(
            [award(Event.HONOR_ROLL, None, "2018", round=BY_DATE)],
            ("standing.honor-roll",),
            id="only named, for which the small program has no words",
        ),
    ],
)
def test_the_page_of_a_city_answers_the_three_questions(history: list[Award], sentences: tuple[str, ...]) -> None:
    assert answer(*history) == sentences


def test_the_timeline_tells_every_row_in_a_sentence_and_what_of_it_is_derived() -> None:
    derived = replace(
        CERTIFIED,
        derived=frozenset({"level"}),
        award_year=2017,
        note={"fr": "Par déduction."},
        date_note={"en": "May."},
    )
    found = page(directory(city("a", derived, RAISED), rounds=ROUNDS), "en/cities/a/index.html").timeline
    assert [(row.date, row.machine_date, row.sentence) for row in found] == [
        ("22 May 2018", "2018-05-22", "First label, level Brook."),
        ("22 March 2024", "2024-03-22", "Raised from Brook to River."),
    ]
    assert found[0].details == (
        "By its date, in the years of Reference A (2014).",
        "The award is named for 2017.",
        "No source gives the level; it follows from the list.",
    )
    assert [(note.text, note.lang) for note in found[0].notes] == [("May.", ""), ("Par déduction.", "fr")]


def test_a_rise_whose_beginning_is_not_known_says_so() -> None:
    found = page(directory(city("a", RAISED), rounds=ROUNDS), "en/cities/a/index.html").timeline
    assert [row.sentence for row in found] == ["Raised to River; the award before it was not found."]


@pytest.mark.parametrize(
    ("history", "line", "news", "badge"),
    [
        ([CERTIFIED], "2018", "", ("Brook", "square", "green")),
        ([replace(CERTIFIED, derived=frozenset({"level"}))], "2018, level derived", "", ("Brook", "square", "green")),
        ([CERTIFIED, RAISED], "2024, formerly Brook", "Raised in March 2024", ("River", "disc", "indigo")),
        ([RAISED], "2024", "Raised in March 2024", ("River", "disc", "indigo")),
        ([award(Event.CERTIFIED, 1)], "year not known", "", ("Drop", "triangle", "teal")),
        (
            [award(Event.UNKNOWN_LEVEL, None, "2024", round=NEWEST)],
            "2024",
            "Announced in March 2024",
            ("With the label, level not known", "ring", "plain"),
        ),
        ([CERTIFIED, award(Event.LAPSED, None, "2022")], "2022", "", ("Label ended", "cross", "plain")),
    ],
)
def test_a_card_says_level_and_year(history: list[Award], line: str, news: str, badge: tuple[str, ...]) -> None:
    home = page(directory(city("a", *history), rounds=ROUNDS), "en/index.html")
    (card,) = home.groups[0].cards
    assert (card.line, card.news) == (line, news)
    assert (card.badge.label, card.badge.shape, card.badge.tone) == badge


def test_each_status_without_a_level_has_a_shape_of_its_own_which_no_level_can_choose() -> None:
    histories = ([award(Event.UNKNOWN_LEVEL)], [award(Event.HONOR_ROLL)], [CERTIFIED, award(Event.RETRACTED)])
    groups = home(*map(list, histories)).groups
    shapes = [card.badge.shape for group in groups for card in group.cards]
    assert shapes == ["ring", "flag", "cross"]
    assert not set(shapes) & set(get_args(Shape))


# What is counted


def home(*histories: list[Award]) -> HomePage:
    cities = (city(f"c{place}", *history) for place, history in enumerate(histories))
    found = page(directory(*cities, rounds=ROUNDS), "en/index.html")
    assert isinstance(found, HomePage)
    return found


def test_the_directory_counts_certified_cities_by_level_and_not_the_honor_roll() -> None:
    named, unknown = award(Event.HONOR_ROLL, None, "2018"), award(Event.UNKNOWN_LEVEL, None, "2024")
    found = home([CERTIFIED], [CERTIFIED, RAISED], [named], [unknown], [CERTIFIED, award(Event.LAPSED, None, "2022")])
    assert found.title == "3 cities with living rivers"
    assert found.counted == "Newest level found, 1 River, 1 Brook and 1 at a level not known."
    assert [(group.id, len(group.cards)) for group in found.groups] == [
        ("fleuve", 1),
        ("ruisseau", 1),
        ("unknown-level", 1),
        ("honor-roll", 1),
        ("ended", 1),
    ]


def test_the_total_that_was_announced_stands_beside_another_count() -> None:
    told = replace(NEWEST, announced={"total": (83, (SOURCE,))})
    found = page(directory(city("a", RAISED), rounds=(told,)), "en/index.html")
    assert [row.text.text for row in found.compared] == [
        "The newest total announced is 83 cities, in March 2024.",
        "At least 82 missing here.",
        "Awards of March 2024: 0 new cities.",
    ]
    same = replace(NEWEST, announced={"total": (1, (SOURCE,))})
    (newest,) = page(directory(city("a", RAISED), rounds=(same,)), "en/index.html").compared
    assert newest.text.text == "Awards of March 2024: 0 new cities."


@pytest.mark.parametrize(
    ("history", "newest"),
    [
        ([award(Event.CERTIFIED, 1, "2024", round=NEWEST)], "Awards of March 2024: 1 new city."),
        ([CERTIFIED, RAISED], "Awards of March 2024: 0 new cities."),
        ([RAISED], "Awards of March 2024: 0 new cities."),
    ],
)
def test_a_city_is_new_with_its_first_certification_alone(history: list[Award], newest: str) -> None:
    (told,) = home(history).compared
    assert told.text.text == newest


def test_a_first_row_that_is_a_rise_counts_as_new_in_no_year() -> None:
    found = page(directory(city("a", RAISED), rounds=ROUNDS), "en/years/2024/index.html")
    assert found.lead == ("In 2024, 1 city raised.",)
    assert [(group.id, group.title) for group in found.groups] == [("level-up", "Cities raised")]


def test_the_page_of_a_year_leads_to_its_announcements() -> None:
    found = page(directory(city("a", CERTIFIED, RAISED), rounds=ROUNDS), "en/years/2024/index.html")
    assert [(row.title, row.path, row.text) for row in found.rounds] == [
        ("22 March 2024", "en/announcements/newest/", "Round newest")
    ]


def test_a_place_whose_certifications_have_ended_is_not_said_to_be_on_the_honor_roll() -> None:
    history = (CERTIFIED, award(Event.LAPSED, None, "2022"))
    found = page(directory(city("a", *history), city("b", CERTIFIED)), "en/countries/fr/index.html")
    assert found.lead[0] == "1 city with the label: 1 Brook."
    assert found.lead[1:] == ("1 city whose label has ended.",)


# Texts and languages


def program(**facts: object) -> Program:
    practice = known().editions[-1].practices[0]
    plain = Program({"fr": "Titre"}, {"fr": "Texte"}, practice, (), "", (SOURCE,))
    return replace(plain, **facts)  # type: ignore[arg-type] # the facts of a test


def test_a_text_that_is_not_translated_shows_in_its_own_language_and_says_so() -> None:
    place = city("a", programs=(program(),), language="fr")
    pages, _ = planned(directory(place))
    own, other = (pages[f"{path}cities/a/index.html"].context for path in ("", "en/"))
    shown = [found.programs[0].programs[0].title for found in (own, other)]  # type: ignore[attr-defined]
    assert [(text.text, text.lang) for text in shown] == [("Titre", ""), ("Titre", "fr")]
    assert [found.has_foreign for found in (own, other)] == [False, True]  # type: ignore[attr-defined]


def test_other_names_of_a_city_are_its_first_fact() -> None:
    place = city("a", also_known_as=("A Town", "Ville-A"))
    found = page(directory(place), "en/cities/a/index.html")
    assert found.facts[0] == Fact("Also known as", "A Town, Ville-A")


def test_a_city_without_other_names_has_no_such_fact() -> None:
    found = page(directory(city("a")), "en/cities/a/index.html")
    assert [fact.label for fact in found.facts] == ["Country", "Region"]


def test_a_translated_text_is_shown_in_the_language_of_the_page() -> None:
    place = city("a", programs=(program(title={"fr": "Titre", "en": "Title"}, summary={"fr": "T", "en": "T"}),))
    found = page(directory(place), "en/cities/a/index.html")
    title = found.programs[0].programs[0].title
    assert (title.text, title.lang, found.has_foreign) == ("Title", "", False)


@pytest.mark.parametrize(
    ("stories", "expected"),
    [
        ({}, ("", "", "1,000 people live there.")),
        ({"fr": "Un *texte*."}, ("<p>Un <em>texte</em>.</p>", "fr", "")),
        ({"fr": "Un texte.", "en": "A text."}, ("<p>A text.</p>", "", "")),
    ],
)
def test_a_story_opens_the_page_in_its_language_and_facts_do_where_there_is_none(
    stories: dict[str, str], expected: tuple[str, str, str]
) -> None:
    written = {code: Story(text, f"{code}.md", 1) for code, text in stories.items()}
    place = city("a", stories=written, language="fr", population=Population(1000, None, (SOURCE,), {}))
    found = page(directory(place), "en/cities/a/index.html")
    assert (str(found.story).strip(), found.story_lang, found.opening) == expected


def test_what_is_wrong_in_a_story_is_told_with_its_place() -> None:
    place = city("a", stories={"en": Story("A\n\n<b>bold</b>", "content/cities/a.md", 12)}, language="en")
    told = [line for line in lines(planned(directory(place))[1]) if "content/cities/a.md" in line]
    assert told[0].startswith("content/cities/a.md:14:1: error: HTML is not allowed here: '<b>'; ")


@pytest.mark.parametrize(
    ("for_folder", "hrefs"),
    [
        (False, ["../b/", "../../../cities/b/", "../../about/#story-x", "#y"]),
        (True, ["../b/index.html", "../../../cities/b/index.html", "../../about/index.html#story-x", "#y"]),
    ],
)
def test_links_in_a_story_are_written_as_every_other_link(*, for_folder: bool, hrefs: list[str]) -> None:
    text = "[b](../b/), [c](/cities/b/), [d](../../about/#story-x), [e](#y)"
    place = city("a", stories={"en": Story(text, "content/cities/a.md", 12)}, language="en")
    pages, _ = planned(directory(place, city("b")), "https://example.org/directory/", for_folder=for_folder)
    found = pages["en/cities/a/index.html"]
    assert re.findall('href="(.*?)"', found.context.story) == hrefs  # type: ignore[attr-defined]
    assert [(link.address, link.href, link.line, link.column) for link in found.written] == [
        ("../b/", hrefs[0], 12, 5),
        ("/cities/b/", hrefs[1], 12, 17),
        ("../../about/#story-x", hrefs[2], 12, 34),
        ("#y", "#y", 12, 61),
    ]


# The frame of a page


def test_a_page_knows_the_same_page_in_every_language() -> None:
    found = planned(directory(city("a")), "https://example.org/")[0]["en/cities/a/index.html"].context.frame
    assert (found.lang, found.canonical) == ("en-GB", "https://example.org/en/cities/a/")
    assert found.default == "https://example.org/cities/a/"
    assert [(row.name, row.hreflang, row.path, row.href, row.current) for row in found.languages] == [
        ("Français", "fr", "cities/a/", "https://example.org/cities/a/", False),
        ("English", "en", "en/cities/a/", "https://example.org/en/cities/a/", True),
    ]


def test_the_way_back_leads_by_country_and_region() -> None:
    found = page(directory(city("a")), "en/cities/a/index.html").frame.trail
    assert [(link.label, link.path, link.current) for link in found] == [
        ("Cities", "en/", False),
        ("France", "en/countries/fr/", False),
        ("Bretagne", "en/countries/fr/bretagne/", False),
        ("A", "en/cities/a/", True),
    ]


@pytest.mark.parametrize(
    ("repository", "contact", "link"),
    [
        ("https://git.example/a/b", "x@a.example", "https://git.example/a/b/edit/main/content/cities/a.md"),
        ("", "x@a.example", "mailto:x@a.example"),
        ("", "", "en/about/#corrections"),
    ],
)
def test_a_correction_can_be_suggested_as_directly_as_the_program_allows(
    repository: str, contact: str, link: str
) -> None:
    site = replace(known().site, repository=repository, contact=contact)
    assert page(directory(city("a"), site=site), "en/cities/a/index.html").frame.corrections == link


def test_a_correction_leads_to_the_guide_of_editors_where_there_is_one_and_no_address() -> None:
    site = replace(known().site, contact="")
    frame = page(directory(city("a"), site=site, pages=GUIDED), "en/cities/a/index.html").frame
    assert frame.corrections == "en/contribute/"
    assert [link.path for link in frame.below] == ["en/sources/", "en/contribute/"]


def test_every_page_of_text_can_be_reached_from_the_navigation() -> None:
    words = (Term("a", {"en": "Word"}, {"en": "Meaning"}),)
    programme = replace(known().programme, glossary=words)
    found = page(directory(city("a"), rounds=ROUNDS, programme=programme), "en/index.html").frame
    assert [(link.label, link.path) for link in found.navigation] == [
        ("Cities", "en/"),
        ("Criteria", "en/criteria/"),
        ("Self-assessment", "en/assessment/"),
        ("Announcements", "en/announcements/"),
        ("Get started", "en/get-started/"),
        ("The label", "en/how-it-works/"),
        ("About", "en/about/"),
        ("Write to us", "en/contact/"),
    ]
    assert [(link.label, link.path) for link in found.below] == [
        ("Glossary", "en/glossary/"),
        ("Sources", "en/sources/"),
    ]


# For city staff, and for editors


def acting(**facts: object) -> Programme:
    """Return the small program with all that a city needs to begin."""
    told = Statement({"fr": "Dit.", "en": "Told."}, (SOURCE,))
    plain = replace(
        known().programme,
        eligibility_before=(told,),
        scoring=(told, told),
        journey=(
            Named({"en": "Ask"}, {"en": "The city asks."}, "2020-05", (SOURCE,)),
            Named({"en": "Answer"}, {"en": "The label answers."}, "", (SOURCE,)),
        ),
        community=Community({"en": "The club"}, (told,)),
        contact="label@rivers.example",
        contact_sources=(SOURCE,),
        links=(
            OfficialPage({"fr": "Règlement", "en": "Rules"}, "fr-FR", "https://rivers.example/rules"),
            OfficialPage({"fr": "Carte", "en": "Map"}, "", "https://rivers.example/map"),
        ),
    )
    return replace(plain, **facts)  # type: ignore[arg-type] # the facts of a test


def test_city_staff_find_the_steps_in_their_order_with_since_when_each_exists() -> None:
    found = page(directory(city("a"), programme=acting()), "en/get-started/index.html")
    assert [(step.name, step.text, len(step.sources)) for step in found.steps] == [
        ("Ask (since May 2020)", "The city asks.", 1),
        ("Answer", "The label answers.", 1),
    ]
    assert [len(rows) for rows in (found.eligibility, found.scoring, found.offers)] == [2, 2, 1]
    assert (found.community, found.levels.path) == ("The club", "en/how-it-works/#levels")
    assert found.criteria == Link("Read the criteria: Reference B (2020)", "en/criteria/b/")


def test_pages_of_the_program_have_a_name_and_tell_of_a_language_that_is_not_the_readers() -> None:
    facts = directory(city("a"), programme=acting())
    own, other = (page(facts, f"{path}get-started/index.html").contact for path in ("", "en/"))
    assert own.links[0] == OutsideLink("Règlement", "https://rivers.example/rules", "fr-FR", "")
    assert other.links == (
        OutsideLink("Rules", "https://rivers.example/rules", "fr-FR", "in French"),
        OutsideLink("Map", "https://rivers.example/map", "", ""),
    )
    assert (other.email, [source.id for source in other.sources]) == ("label@rivers.example", ["s"])


def test_what_a_city_does_stands_on_one_page_and_how_it_works_leads_there() -> None:
    alone = {name: texts for name, texts in known().pages.items() if name != "get-started"}
    beside, only = (
        page(directory(city("a"), programme=acting(), pages=pages), "en/how-it-works/index.html")
        for pages in (known().pages, alone)
    )
    assert beside.guide == Link("Get started", "en/get-started/")
    assert (beside.steps, len(beside.eligibility), beside.contact) == ((), 1, Contact("", (), ()))
    assert only.guide is None
    assert (len(only.steps), len(only.eligibility), only.contact.email) == (2, 2, "label@rivers.example")


@pytest.mark.parametrize(
    ("pages", "link"), [(known().pages, None), (GUIDED, Link("Contribute", "en/contribute/"))], ids=["none", "guide"]
)
def test_whoever_misses_a_city_is_led_to_the_guide_of_editors(pages: dict[str, object], link: Link | None) -> None:
    facts = directory(city("a"), pages=pages)
    assert page(facts, "en/get-started/index.html").missing == link
    assert page(facts, "en/about/index.html").guide == link


@pytest.mark.parametrize(
    ("repository", "new"),
    [("", ""), ("https://git.example/a/b", "https://git.example/a/b/new/main/content/cities")],
)
def test_the_guide_of_editors_opens_a_new_record_where_records_can_be_edited(repository: str, new: str) -> None:
    site = replace(known().site, repository=repository)
    found = page(directory(city("a"), site=site, pages=GUIDED), "en/contribute/index.html")
    assert (found.repository, found.new_record, found.contact) == (repository, new, "rivers@example.org")


def test_every_row_of_a_round_leads_to_its_announcement_and_to_the_edition_where_that_has_a_page() -> None:
    history = (CERTIFIED, award(Event.RECERTIFIED, 2, "2020"), RAISED)
    found = page(directory(city("a", *history), rounds=ROUNDS), "en/cities/a/index.html").timeline
    assert [[(link.label, link.path) for link in row.links] for row in found] == [
        [("List of May 2018", "en/announcements/by-date/")],
        [],
        [("List of March 2024", "en/announcements/newest/"), ("Reference B (2020)", "en/criteria/b/")],
    ]


def test_an_award_that_no_standard_was_applied_to_leads_to_no_edition() -> None:
    named = award(Event.HONOR_ROLL, None, "2024", round=NEWEST)
    (row,) = page(directory(city("a", named), rounds=ROUNDS), "en/cities/a/index.html").timeline
    assert [link.label for link in row.links] == ["List of March 2024"]


def test_the_directory_leads_to_the_newest_announcement() -> None:
    found = page(directory(city("a", CERTIFIED), rounds=ROUNDS), "en/index.html").announcement
    assert (found.label, found.path) == ("List of March 2024", "en/announcements/newest/")
    assert page(directory(city("a")), "en/index.html").announcement is None


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ([{}], ["A paper (2020)"]),
        ([{"short": "Paper"}], ["Paper (2020)"]),
        ([{"date": ""}], ["A paper"]),
        ([{}, {"date": "2021"}], ["A paper (2020)", "A paper (2021)"]),
        ([{}, {"date": "2020-03"}, {"short": "B"}], ["A paper (February 2020)", "A paper (March 2020)", "B (2020)"]),
        ([{}, {"title": "Another"}], ["A paper: A title", "A paper: Another"]),
        ([{"date": ""}, {"date": "", "title": "Another"}], ["A paper: A title", "A paper: Another"]),
    ],
)
def test_publications_beside_one_fact_have_names_of_their_own(changes: list[dict[str, Any]], names: list[str]) -> None:
    sources = tuple(replace(SOURCE, id=f"s{place}", **change) for place, change in enumerate(changes))
    built = directory(city("a", replace(CERTIFIED, sources=sources)), sources=(*sources, *known().sources))
    (row,) = page(built, "en/cities/a/index.html").timeline
    assert [source.short for source in row.sources] == names


def test_a_publication_leads_to_what_else_rests_on_it_and_nowhere_where_nothing_does() -> None:
    alone = replace(SOURCE, id="alone")
    cities = (city("a", award(Event.CERTIFIED, 1, "2020", sources=(alone,))), city("b"))
    found = page(directory(*cities, sources=(SOURCE, alone, *known().sources)), "en/cities/a/index.html").sources
    assert [(row.id, row.path) for row in found] == [("s", "en/sources/#source-s"), ("alone", "")]
