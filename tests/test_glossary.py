"""The words of the program."""

from dataclasses import replace

from certsite.model import Term
from certsite.plan.glossary import GlossaryPage
from tests.small import SOURCE, city, directory, known, made, page

WORDS = (
    Term("riverbank", {"fr": "rive", "en": "riverbank"}, {"fr": "Bord.", "en": "Edge."}),
    Term("lock", {"fr": "écluse", "en": "lock"}, {"fr": "Porte d’eau.", "en": "Gate."}),
    Term("ebb", {"fr": "Étiage", "en": "ebb"}, {"fr": "Eaux basses.", "en": "Low water."}),
)


def glossary(language: str) -> GlossaryPage:
    programme = replace(known().programme, glossary=WORDS, glossary_sources=(SOURCE,))
    found = page(directory(city("a"), programme=programme), f"{language}glossary/index.html")
    assert isinstance(found, GlossaryPage)
    return found


def test_words_stand_in_the_order_of_the_language_accents_and_capitals_aside() -> None:
    assert [row.term for row in glossary("").terms] == ["écluse", "Étiage", "rive"]
    assert [(row.term, row.definition) for row in glossary("en/").terms] == [
        ("ebb", "Low water."),
        ("lock", "Gate."),
        ("riverbank", "Edge."),
    ]


def test_a_word_has_the_same_anchor_in_every_language() -> None:
    assert {row.id for row in glossary("").terms} == {row.id for row in glossary("en/").terms}
    assert {row.id for row in glossary("").terms} == {"term-riverbank", "term-lock", "term-ebb"}


def test_the_words_tell_once_what_they_rest_on_and_what_they_are() -> None:
    found = glossary("en/")
    assert (found.title, found.lead) == ("Glossary", "Words of the Living Rivers Label.")
    assert [source.id for source in found.sources] == ["s"]


def test_the_page_on_how_it_works_leads_to_the_words_where_there_are_any() -> None:
    programme = replace(known().programme, glossary=WORDS)
    found = page(directory(city("a"), programme=programme), "en/how-it-works/index.html")
    assert (found.glossary.label, found.glossary.path) == ("The words of the label", "en/glossary/")
    assert page(directory(city("a")), "en/how-it-works/index.html").glossary is None
    assert "glossary/index.html" not in made()
