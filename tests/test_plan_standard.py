"""The pages of the standard: every criterion once, how far its title is official, what is missing, who shows it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from certsite import i18n, plan, relate, render, routes
from certsite.assets import Assets
from certsite.model import Practice, Program, Term
from certsite.model.convert import content as convert
from certsite.outlines import Outlines
from certsite.plan.criteria import CITIES
from certsite.schema import Event
from certsite.validate import program_rules
from tests.sites import lay, outputs
from tests.small import ROOT, SOURCE, award, city, directory, known, made, page, planned, records_of

LANGUAGES = {"en": "", "es": "es/", "pt": "pt/"}


def of_small(route: str, language: str = "en") -> Any:
    """Return what the template of one page of the small program sees."""
    path = {"en": "en/", "fr": ""}[language]
    return page(directory(*known().cities), f"{path}{route}index.html")


# Which editions there are


def test_the_first_page_says_which_edition_is_in_force_and_how_much_is_known_of_each() -> None:
    found = of_small("criteria/")
    assert (found.current_title, found.reading.path) == ("In force: Reference B (2020)", "en/criteria/b/")
    assert [(row.name, row.path, row.note) for row in found.practices] == [
        ("Open banks", "en/practices/berges/", "2 criteria"),
        ("Living with floods", "en/practices/crues/", "2 criteria"),
    ]
    assert [(row.name, row.path, row.texts) for row in found.editions] == [
        (
            "Reference B (2020)",
            "en/criteria/b/",
            (
                "4 criteria, 2 practices, in force since 2020.",
                "All 4 criteria are here.",
            ),
        ),
        (
            "Reference A (2014)",
            "",
            ("2 criteria, 1 practice, introduced in 2014, replaced in 2019.", "None of 2 criteria found."),
        ),
    ]


def test_an_edition_that_is_not_complete_says_how_many_of_its_criteria_are_known() -> None:
    first, newest = known().editions
    part = replace(newest, practices=newest.practices[:1], complete=False)
    found = page(directory(city("a"), editions=(first, part)), "en/criteria/b/index.html")
    assert found.lead[-1] == "2 of 4 criteria known."
    assert (found.gaps_title, of_small("criteria/b/").gaps_title) == ("What is missing", "What was not found")


def test_the_criteria_that_were_found_are_not_taken_for_the_size_of_a_practice() -> None:
    first, newest = known().editions
    banks, floods = newest.practices
    part = replace(newest, practices=(banks, replace(floods, criteria=())), complete=False)
    found, _ = planned(directory(city("a"), editions=(first, part)))
    edition: Any = found["en/criteria/b/index.html"].context
    start: Any = found["en/criteria/index.html"].context
    assert [row.count for row in edition.practices] == ["2 found", "none found"]
    assert [row.note for row in start.practices] == ["2 found", "none found"]
    assert [row.count for row in of_small("criteria/b/").practices] == ["2", "2"]


def test_a_date_of_the_history_goes_on_in_words_where_it_is_not_exact() -> None:
    tree = LexborHTMLParser(made()["en/criteria/b/index.html"])
    assert words(only(tree, ".timeline .when")) == "2019 à l’automne"


def test_an_edition_of_which_nothing_is_written_has_no_page_and_no_link() -> None:
    found, _ = planned(directory(*known().cities))
    assert "en/criteria/a/index.html" not in found
    how: Any = found["en/how-it-works/index.html"].context
    assert [(row.name, row.path) for row in how.editions] == [
        ("Reference A (2014)", ""),
        ("Reference B (2020)", "en/criteria/b/"),
    ]
    level: Any = found["en/levels/fleuve/index.html"].context
    assert [row.path for row in level.tables[0].rows] == ["", "en/criteria/b/"]


def test_a_program_that_lists_no_criteria_has_neither_the_pages_nor_the_way_to_them() -> None:
    first, newest = known().editions
    bare = replace(newest, title={}, practices=tuple(replace(row, criteria=(), start=None) for row in newest.practices))
    found, _ = planned(directory(city("a"), editions=(first, bare)))
    assert [path for path in found if "criteria" in path] == []
    home: Any = found["en/index.html"].context
    assert "Criteria" not in [link.label for link in home.frame.navigation]
    practice: Any = found["en/practices/berges/index.html"].context
    assert [link.label for link in practice.frame.trail] == ["Cities", "Open banks"]
    assert (practice.criteria, practice.reading) == ((), None)


def test_an_edition_is_corrected_in_its_own_file_and_a_practice_in_its_own() -> None:
    site = replace(known().site, repository="https://git.example/a/b")
    found, _ = planned(directory(city("a"), site=site))
    ways = {
        route: found[f"en/{route}index.html"].context.frame.corrections for route in ("criteria/b/", "practices/crues/")
    }
    assert ways == {
        "criteria/b/": "https://git.example/a/b/edit/main/content/criteria/b/edition.yaml",
        "practices/crues/": "https://git.example/a/b/edit/main/content/criteria/b/crues.yaml",
    }


# One criterion


def criteria(language: str) -> dict[str, Any]:
    rows = of_small("criteria/b/", language).practices
    return {criterion.id: criterion for row in rows for criterion in row.criteria}


@pytest.mark.parametrize(
    ("language", "id_", "title", "status", "original"),
    [
        ("fr", "be1", "Un chemin continu", "Titre officiel.", None),
        ("en", "be1", "A continuous path", "Official title.", None),
        ("fr", "cr2", "De la place pour l’eau", "Titre officiel.", None),
        (
            *("en", "cr2", "Room for water", "Translated by us, official title (French):"),
            ("De la place pour l’eau", "fr"),
        ),
        ("fr", "be2", "De l’ombre", "Titre lu dans le rapport d’une ville.", None),
        ("en", "be2", "Shade", "Translated by us, title read in a city’s report (French):", ("De l’ombre", "fr")),
        ("fr", "cr1", "Une carte des crues", "Titre de nous.", None),
        ("en", "cr1", "A flood map", "Title of ours, also (French):", ("Une carte des crues", "fr")),
    ],
)
def test_a_title_says_how_far_it_is_official(
    language: str, id_: str, title: str, status: str, original: tuple[str, str] | None
) -> None:
    name = criteria(language)[id_].title
    assert (name.text, name.status) == (title, status)
    assert (name.original and (name.original.text, name.original.lang)) == original


def test_a_code_that_was_not_seen_says_so() -> None:
    found = {id_: (row.code, row.code_note) for id_, row in criteria("en").items()}
    assert found == {
        "be1": ("", ""),
        "be2": ("BE2", "The code is ours."),
        "cr1": ("", "No code was seen."),
        "cr2": ("CR2", ""),
    }


def test_each_source_of_a_criterion_stands_in_its_role() -> None:
    roles = [(role.label, [source.id for source in role.sources]) for role in criteria("en")["cr2"].roles]
    assert roles == [("Read in:", ["rules-b"]), ("Title seen in:", ["palmares-2018"]), ("Also in:", ["palmares-2024"])]
    assert [role.label for role in criteria("en")["be1"].roles] == ["Read in:"]


def test_two_sources_of_a_criterion_have_names_of_their_own_whatever_their_roles() -> None:
    newest = known().editions[1]
    first, *others = newest.practices
    other = replace(SOURCE, id="t", date="2020-03")
    asked = replace(first.criteria[0], sources=(SOURCE,), title_sources=(SOURCE,), corroborated_by=(other,))
    practices = (replace(first, criteria=(asked,)), *others)
    registry = (SOURCE, other, *known().sources)
    editions = (known().editions[0], replace(newest, practices=practices))
    found = page(directory(city("a"), editions=editions, sources=registry), "en/criteria/b/index.html")
    roles = [[source.short for source in role.sources] for role in found.practices[0].criteria[0].roles]
    assert roles == [["A paper (February 2020)"], ["A paper (February 2020)"], ["A paper (March 2020)"]]


def test_evidence_facts_and_other_titles_stand_with_their_criterion() -> None:
    row = criteria("en")["cr1"]
    assert (row.evidence, [fact.text.text for fact in row.facts]) == (("the map",), ["Most cities have one."])
    (other,) = criteria("en")["cr2"].other_titles
    assert (other.text.text, other.text.lang, other.sources[0].id) == ("L’espace de l’eau", "fr", "gazette")


def test_the_name_of_a_practice_says_of_which_name_it_is_a_translation() -> None:
    banks, floods = (row.name for row in of_small("criteria/b/").practices)
    assert (banks.text, banks.status) == ("Open banks", "Name translated by us (French):")
    assert (floods.text, floods.status, floods.original) == ("Living with floods", "", None)
    assert of_small("criteria/b/", "fr").practices[0].name.status == ""


def test_a_text_of_the_history_that_is_not_translated_is_announced() -> None:
    assert [of_small("criteria/b/", language).has_foreign for language in ("fr", "en")] == [False, True]


def test_the_page_lists_every_publication_once_and_refers_to_no_other() -> None:
    tree = LexborHTMLParser(made()["en/criteria/b/index.html"])
    listed = [node.attributes["id"] for node in tree.css(".sources li")]
    assert listed == ["source-rules-b", "source-gazette", "source-palmares-2018", "source-palmares-2024"]
    assert {str(node.attributes["href"]).removeprefix("#") for node in tree.css(".cited a")} == set(listed)


def test_criteria_that_ask_for_much_the_same_lead_to_each_other_whichever_names_the_other(tmp_path: Path) -> None:
    pages = {output.path: LexborHTMLParser(output.data) for output in outputs(lay(tmp_path)) if "html" in output.path}
    later, earlier = (pages[f"criteria/{edition}/index.html"] for edition in ("2020", "2016"))
    assert [node.attributes["href"] for node in later.css("#ob1 .note a[href^='../']")] == ["../2016/#ob1"]
    assert [node.attributes["href"] for node in earlier.css("#ob1 .note a[href^='../']")] == ["../2020/#ob1"]
    assert later.css("#ls1 .note a[href^='../']") == []


WORDS = (
    Term("shade", {"fr": "ombre", "en": "shade"}, {"fr": "Sans soleil.", "en": "No sun."}),
    Term("flood", {"fr": "crue", "en": "flood"}, {"fr": "L’eau monte.", "en": "Water rises."}),
)


def of_program(practice: Practice, title: str = "A path") -> Program:
    text = {"en": title, "fr": title}
    return Program(text, text, practice, (), "", (SOURCE,))


def test_a_criterion_names_the_words_that_it_uses_with_their_meaning_and_their_place_in_the_glossary() -> None:
    newest = known().editions[1]
    first, *others = newest.practices
    worded = replace(first, criteria=(first.criteria[0], replace(first.criteria[1], terms=("flood", "shade"))))
    editions = (known().editions[0], replace(newest, practices=(worded, *others)))
    programme = replace(known().programme, glossary=WORDS)
    found = page(directory(city("a"), editions=editions, programme=programme), "en/criteria/b/index.html")
    plain, shaded = found.practices[0].criteria
    assert plain.terms == ()
    assert [(word.link.label, word.link.path, word.definition) for word in shaded.terms] == [
        ("shade", "en/glossary/#term-shade", "No sun."),
        ("flood", "en/glossary/#term-flood", "Water rises."),
    ]
    assert found.terms == shaded.terms


def test_a_criterion_says_what_it_is_worth_and_what_must_be_met_before() -> None:
    found = criteria("en")
    assert [(id_, row.points) for id_, row in found.items()] == [
        ("be1", "Worth 1 point."),
        ("be2", "Worth 2 points."),
        ("cr1", "Worth 3 points."),
        ("cr2", "Worth 2 points."),
    ]
    (needed,) = found["be2"].needs
    assert (needed.label, needed.path, found["be1"].needs) == ("A continuous path", "en/criteria/b/#be1", ())


def test_a_criterion_of_the_edition_in_force_leads_to_its_question_where_there_is_an_assessment() -> None:
    assert criteria("en")["be2"].question == "en/assessment/#be2"
    editions = (known().editions[0], replace(known().editions[1], complete=False))
    found = page(directory(city("a"), editions=editions), "en/criteria/b/index.html")
    assert {row.question for practice in found.practices for row in practice.criteria} == {""}


def test_points_are_not_told_where_each_criterion_is_worth_the_same() -> None:
    newest = known().editions[1]
    practices = tuple(
        replace(row, criteria=tuple(replace(each, points=1) for each in row.criteria)) for row in newest.practices
    )
    facts = (known().editions[0], replace(newest, practices=practices))
    found = page(directory(city("a"), editions=facts), "en/criteria/b/index.html")
    assert {row.points for practice in found.practices for row in practice.criteria} == {""}


def test_only_certified_cities_stand_beside_the_criteria_of_a_practice_that_they_show() -> None:
    berges = known().editions[1].practices[0]
    cities = (
        city("b", programs=(of_program(berges), of_program(berges))),
        city("a", award(Event.UNKNOWN_LEVEL, None, "2020"), programs=(of_program(berges),)),
        city("c", award(Event.HONOR_ROLL, None, "2020"), programs=(of_program(berges),)),
        city("d"),
    )
    shown, unshown = (row.cities for row in page(directory(*cities), "en/criteria/b/index.html").practices)
    assert (shown.label, shown.path) == ("2 certified cities show this practice", "en/practices/berges/#cities")
    assert [(link.label, link.path, link.note) for link in shown.cities] == [
        ("A", "en/cities/a/", "With the label, level not known"),
        ("B", "en/cities/b/", "Drop"),
    ]
    assert unshown is None


def test_two_cities_of_one_name_are_told_apart_beside_a_criterion() -> None:
    berges = known().editions[1].practices[0]
    cities = tuple(
        city(f"a-{place}", name="A", region=region, programs=(of_program(berges),))
        for place, region in enumerate(("Bretagne", "Corse"))
    )
    shown = page(directory(*cities), "en/criteria/b/index.html").practices[0].cities
    assert [link.label for link in shown.cities] == ["A, Bretagne", "A, Corse"]


def test_more_cities_than_fit_beside_a_criterion_stand_on_the_page_of_the_practice() -> None:
    berges = known().editions[1].practices[0]
    many = tuple(city(f"a{number}", programs=(of_program(berges),)) for number in range(CITIES + 1))
    shown = page(directory(*many), "en/criteria/b/index.html").practices[0].cities
    assert (shown.label, shown.cities) == ("61 certified cities show this practice", ())
    fitting = page(directory(*many[1:]), "en/criteria/b/index.html").practices[0].cities
    assert len(fitting.cities) == CITIES


def test_an_edition_that_is_past_names_no_cities() -> None:
    earlier = replace(known().editions[0], title={"fr": "A", "en": "A"})
    found = page(directory(*known().cities, editions=(earlier, known().editions[1])), "en/criteria/a/index.html")
    assert [row.cities for row in found.practices] == [None]
    assert not found.has_cities


# One practice


def test_a_practice_shows_its_criteria_and_the_cities_with_a_program() -> None:
    found = of_small("practices/berges/")
    assert [(row.link.label, row.link.path) for row in found.criteria] == [
        ("A continuous path", "en/criteria/b/#be1"),
        ("BE2 Shade", "en/criteria/b/#be2"),
    ]
    (country,) = found.countries
    assert (country.id, country.code, country.title, country.count) == ("country-fr", "fr", "France", 1)
    (example,) = country.examples
    assert (example.name, example.path) == ("Saint-Aubin-des-Eaux", "en/cities/saint-aubin-des-eaux/")
    (program,) = example.programs
    assert (program.title.text, program.title.lang) == ("La promenade des deux rives", "fr")
    assert program.url == "https://saint-aubin-des-eaux.example/promenade"
    assert (found.counted, found.has_foreign) == ("1 project described (1 city).", True)
    assert [(link.label, link.current) for link in found.siblings] == [
        ("Open banks", True),
        ("Living with floods", False),
    ]


def test_a_practice_says_why_it_matters_to_residents_and_where_to_start() -> None:
    found = of_small("practices/berges/")
    assert (found.residents, found.start.text) == ("Anyone can walk beside the water.", "A path first, shade after it.")
    assert [(link.label, link.path) for link in found.start.criteria] == [
        ("A continuous path", "en/criteria/b/#be1"),
    ]
    other = of_small("practices/crues/")
    assert (other.residents, other.start) == ("", None)


def of_countries(**programs: tuple[Program, ...]) -> Any:
    """Return the page of a practice that one city shows in each of these countries."""
    cities = (city(f"city-{code}", country=code, programs=each) for code, each in programs.items())
    return page(directory(*cities), "en/practices/berges/index.html")


def test_the_programs_of_a_practice_stand_by_country_those_with_most_first_and_then_by_name() -> None:
    berges = known().editions[1].practices[0]
    one, two = (of_program(berges),), (of_program(berges), of_program(berges, "A bench"))
    found = of_countries(PT=one, DE=one, FR=two)
    assert [(row.title, row.count) for row in found.countries] == [("France", 2), ("Germany", 1), ("Portugal", 1)]
    (choice,) = found.sieve.choices
    assert (choice.id, [option.id for option in choice.options]) == ("country", ["fr", "de", "pt"])


def test_programs_can_be_chosen_by_the_languages_that_sources_tell_and_those_of_which_none_tells() -> None:
    berges = known().editions[1].practices[0]
    told = replace(of_program(berges, "A map"), languages=("fr", "de"))
    found = of_countries(FR=(told, of_program(berges)))
    assert [(name, [(link.label, link.path, link.note) for link in ways]) for name, ways in found.offered] == [
        ("German", [("A map", "en/practices/berges/#city-city-FR", "City-Fr")]),
        ("French", [("A map", "en/practices/berges/#city-city-FR", "City-Fr")]),
    ]
    (choice,) = found.sieve.choices
    assert [(option.id, option.label) for option in choice.options] == [
        ("de", "German"),
        ("fr", "French"),
        ("untold", "Not known"),
    ]


def test_programs_of_one_country_in_languages_that_no_source_tells_leave_nothing_to_choose() -> None:
    found = of_countries(FR=(of_program(known().editions[1].practices[0]),))
    assert (found.sieve, found.offered) == (None, ())


def test_the_page_marks_each_program_with_what_it_can_be_chosen_by() -> None:
    tree = LexborHTMLParser(made()["en/practices/berges/index.html"])
    program = only(tree, ".program[data-sieve]")
    assert program.attributes["data-language"] == "fr en"
    assert [words(node) for node in tree.css("main h3, main h4, main h5")] == [
        "France 1 project",
        "Saint-Aubin-des-Eaux",
        "La promenade des deux rives",
    ]
    assert only(tree, "[data-country]").attributes["data-country"] == "fr"


def test_a_practice_that_no_program_shows_says_so() -> None:
    found = page(directory(city("a")), "en/practices/crues/index.html")
    assert (found.countries, found.counted, found.has_foreign) == ((), "No project found.", False)
    assert found.frame.description == "Living with floods. One of 2 practices (Reference B (2020))."


def test_a_city_leads_to_the_practices_of_its_programs() -> None:
    assert [row.path for row in of_small("cities/joesuu/").programs] == ["en/practices/crues/"]


# The criteria of the site itself, counted once more


@cache
def real() -> Mapping[str, LexborHTMLParser]:
    """Return the pages of the standard of the site itself, by their path."""
    records = records_of(ROOT / "content")
    content = convert(records, ())
    translators, _ = i18n.translators(records, content.languages)
    assert translators
    links = routes.links("", for_folder=False)
    pages, _ = plan.pages(relate.directory(content), translators, Outlines(), Assets("a.css", ()), links)
    shown = [page for page in pages if page.template in ("criteria", "edition", "practice")]
    rendered = render.outputs(shown, ROOT / "templates", translators, links)
    return {output.path: LexborHTMLParser(output.data) for output in rendered}


@cache
def written(edition: str) -> dict[str, dict[str, Any]]:
    """Return the criteria of an edition as their files have them, by id."""
    files = sorted((ROOT / "content" / "criteria" / edition).glob("*.yaml"))
    practices = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files if file.stem != "edition"]
    return {row["id"]: row for practice in practices for row in practice.get("criteria", ())}


def only(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = node.css(selector)
    return found


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_there_are_43_criteria_of_2022_and_12_of_2018() -> None:
    assert [len(written(edition)) for edition in ("2022", "2018")] == [43, 12]


@pytest.mark.parametrize("edition", ["2022", "2018"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_stands_once_with_its_anchor_title_and_meaning(language: str, edition: str) -> None:
    tree = real()[f"{LANGUAGES[language]}criteria/{edition}/index.html"]
    assert sorted(str(node.attributes["id"]) for node in tree.css("article.criterion")) == sorted(written(edition))
    for id_, row in written(edition).items():
        article = only(tree, f"article[id='{id_}']")
        assert words(only(article, "h3")) == f"{row.get('code', '')} {row['title'][language]}".strip()
        assert " ".join(row["summary"][language].split()) in [words(node) for node in article.css("p")]
        assert only(article, ".anchor").attributes["href"] == f"#{id_}"


STATUS = {
    ("official", "en"): "Official title.",
    ("official", "es"): "Traducción nuestra. Título oficial (inglés): {original}",
    ("official", "pt"): "Tradução nossa. Título oficial (inglês): {original}",
    ("reported", "en"): "Title as another publication gives it; we did not see it on a page of the program.",
    ("reported", "es"): "Traducción nuestra. Título según otra publicación; no lo vimos en una página del programa "
    "(inglés): {original}",
    ("reported", "pt"): "Tradução nossa. Título segundo outra publicação; não o vimos em uma página do programa "
    "(inglês): {original}",
    ("city-heading", "en"): "The title is the heading of a city's report; the official title was not found.",
    ("city-heading", "es"): "Traducción nuestra; no se encontró el título oficial. Encabezado del informe de una "
    "ciudad (inglés): {original}",
    ("city-heading", "pt"): "Tradução nossa; o título oficial não foi encontrado. Cabeçalho do relatório de uma "
    "cidade (inglês): {original}",
    ("own-words", "en"): "The title is a short name of ours; the official title was not found.",
    ("own-words", "es"): "El título es un nombre breve nuestro; no se encontró el título oficial. Nuestro nombre en "
    "otro idioma (inglés): {original}",
    ("own-words", "pt"): "O título é um nome curto nosso; o título oficial não foi encontrado. Nosso nome em outro "
    "idioma (inglês): {original}",
}


def test_nine_titles_of_2022_were_seen_on_the_official_site_and_the_others_elsewhere() -> None:
    seen = [id_ for id_, row in written("2022").items() if row.get("title_status", "official") == "official"]
    assert seen == [f"dm{number}" for number in range(1, 10)]
    assert seen == [id_ for id_, row in written("2022").items() if "title_sources" in row]


@pytest.mark.parametrize("edition", ["2022", "2018"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_is_marked_as_official_or_ours_with_the_original_in_its_language(
    language: str, edition: str
) -> None:
    tree = real()[f"{LANGUAGES[language]}criteria/{edition}/index.html"]
    for id_, row in written(edition).items():
        article = only(tree, f"article[id='{id_}']")
        status = STATUS[row.get("title_status", "official"), language].format(original=row["title"]["en"])
        assert status in [words(node) for node in article.css(".note")], id_
        originals = [words(node) for node in article.css(".note > [lang=en]")]
        seen = [row["title"]["en"], *(other["title"] for other in row.get("title_variants", ()))]
        assert originals == ([] if language == "en" else seen), id_


def test_related_criteria_of_the_site_lead_to_each_other() -> None:
    pairs = {
        (f"2018#{id_}", other.replace("/", "#"))
        for id_, row in written("2018").items()
        for other in row.get("related", ())
    }
    assert len(pairs) == 9
    for edition, other in (("2018", "2022"), ("2022", "2018")):
        tree = real()[f"pt/criteria/{edition}/index.html"]
        found = {
            (f"{edition}#{article.attributes['id']}", str(link.attributes["href"]).removeprefix("../").replace("/", ""))
            for article in tree.css("article.criterion")
            for link in article.css(f"a[href^='../{other}/#']")
        }
        assert found == (pairs if edition == "2018" else {(after, before) for before, after in pairs})


def test_every_program_of_the_site_stands_on_the_page_of_its_practice() -> None:
    shown = {
        path.split("/")[1]: len(tree.css(".program")) for path, tree in real().items() if path.startswith("practices/")
    }
    told: dict[str, int] = dict.fromkeys(shown, 0)
    for file in (ROOT / "content" / "cities").glob("*.md"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("    practice: "):
                told[line.removeprefix("    practice: ")] += 1
    assert shown == told
    assert len(shown) == 8


@pytest.mark.parametrize("edition", ["2022", "2018"])
def test_no_other_part_of_the_page_can_take_the_anchor_of_a_criterion(edition: str) -> None:
    tree = real()[f"criteria/{edition}/index.html"]
    ids = {node.attributes["id"] or "" for node in tree.css("[id]")} - written(edition).keys()
    assert {id_ for id_ in ids if not id_.startswith(program_rules.ANCHORED)} <= set(program_rules.ANCHORS)
