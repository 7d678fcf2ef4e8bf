"""Words, numbers, dates and names in one language; every missing word is named in one run."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certsite import i18n, load
from certsite.i18n import Translator, fill
from certsite.model import Language
from certsite.schema import StringsFile
from certsite.validate import Record
from tests.small import changed, lines, records, refused

THREE = ("en", "es_419", "pt_BR")
WHEN = {"when.year": "in {date}", "when.month": "during {date}", "when.day": "on {date}"}


def speaker(cldr: str, wordings: Mapping[str, str | Mapping[str, str]] = {}) -> Translator:
    forms = {key: {"other": text} if isinstance(text, str) else text for key, text in wordings.items()}
    return Translator(Language("", "xx", "xx", "xx", cldr, "X"), forms)


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ("2024", ("2024", "2024", "2024")),
        ("2024-06", ("June 2024", "junio de 2024", "junho de 2024")),
        ("2024-06-07", ("June 7, 2024", "7 de junio de 2024", "7 de junho de 2024")),
    ],
)
def test_a_date_is_as_exact_as_it_was_given_in_each_language(partial: str, words: tuple[str, ...]) -> None:
    assert tuple(speaker(cldr).date(partial) for cldr in THREE) == words


@pytest.mark.parametrize(
    ("partial", "words"),
    [("2024", "in 2024"), ("2024-06", "during June 2024"), ("2024-06-07", "on June 7, 2024")],
)
def test_a_date_in_a_sentence_has_the_preposition_of_its_exactness(partial: str, words: str) -> None:
    assert speaker("en", WHEN).when(partial) == words


@pytest.mark.parametrize(
    ("cldr", "written"), [("en", "1,650,070"), ("es_419", "1,650,070"), ("pt_BR", "1.650.070"), ("es", "1.650.070")]
)
def test_numbers_have_the_separators_of_the_language(cldr: str, written: str) -> None:
    assert speaker(cldr).number(1_650_070) == written


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["Dallas", "Irving"], "Dallas e Irving"),
        (["A", "Boston y Cambridge", "Íllora"], "A, Boston y Cambridge e Íllora"),
        (["Norte", "Hierro"], "Norte y Hierro"),
        (["Norte", "Higüey"], "Norte e Higüey"),
        (["Irving"], "Irving"),
    ],
)
def test_spanish_joins_a_list_by_e_before_the_sound_of_i(items: list[str], said: str) -> None:
    assert speaker("es_419").list(items) == said


@pytest.mark.parametrize(
    ("cldr", "names"),
    [
        ("en", ("Brazil", "Portuguese", "a, b, and c")),
        ("es_419", ("Brasil", "portugués", "a, b y c")),
        ("pt_BR", ("Brasil", "português", "a, b e c")),
    ],
)
def test_countries_languages_and_lists_are_named_in_the_language(cldr: str, names: tuple[str, str, str]) -> None:
    found = speaker(cldr)
    assert (found.country("BR"), found.language_name("pt"), found.list(["a", "b", "c"])) == names


def test_what_has_no_name_is_called_by_its_code() -> None:
    assert (speaker("en").country("QQ"), speaker("en").language_name("qqq"), speaker("en").list([])) == (
        "QQ",
        "qqq",
        "",
    )


@pytest.mark.parametrize(
    ("cldr", "forms", "said"),
    [
        ("en", {"one": "{count} city", "other": "{count} cities"}, ["0 cities", "1 city", "2 cities", "1,000 cities"]),
        ("fr", {"one": "{count} ville", "other": "{count} villes"}, ["0 ville", "1 ville", "2 villes", "1 000 villes"]),
        ("pl", {"one": "{count} miasto", "few": "{count} miasta", "other": "{count} miast"}, ["0 miast", "1 miasto"]),
        ("pl", {"few": "{count} miasta", "other": "{count} miast"}, ["0 miast", "1 miast", "2 miasta"]),
        ("ja", {"other": "{count}都市"}, ["0都市", "1都市"]),
    ],
)
def test_the_number_chooses_the_form_of_the_language(cldr: str, forms: Mapping[str, str], said: list[str]) -> None:
    found = speaker(cldr, {"cities": forms})
    counts = (0, 1, 2, 1000)
    spoken = [found.t("cities", count=count).replace("\u202f", " ") for count in counts[: len(said)]]
    assert spoken == said


def test_a_missing_word_shows_its_key_and_is_noted() -> None:
    found = speaker("en", {"a": "A"})
    assert (found.t("a"), found.t("b", count=2), found.t("c.d")) == ("A", "b", "c.d")
    assert found.asked == {"a", "b", "c.d"}
    assert (found.t("e {f}"), found.unfilled) == ("e {f}", {})


@pytest.mark.parametrize(
    ("texts", "picked"),
    [
        ({"xx": "own", "yy": "other"}, ("own", "xx")),
        ({"yy": "first", "zz": "second"}, ("first", "yy")),
        ({}, ("", "xx")),
    ],
)
def test_a_text_is_picked_in_the_own_language_or_in_another_with_its_code(
    texts: Mapping[str, str], picked: tuple[str, str]
) -> None:
    assert speaker("en").pick(texts) == picked


# Places: wordings are content, and content is never code


@pytest.mark.parametrize(
    ("wording", "filled"),
    [
        ("{x}", "X"),
        ("{x} and {x}", "X and X"),
        ("{x.__class__}", "{x.__class__}"),
        ("{x[0]}", "{x[0]}"),
        ("{x!r}", "{x!r}"),
        ("{x:>9}", "{x:>9}"),
        ("{0}", "{0}"),
        ("{}", "{}"),
        ("{{x}}", "{X}"),
        ("{y}", "{y}"),
        ("{x", "{x"),
    ],
)
def test_only_a_plain_name_is_filled(wording: str, filled: str) -> None:
    assert fill(wording, {"x": "X"}) == filled


def test_what_fills_a_place_is_not_read_again() -> None:
    assert fill("{x} {y}", {"x": "{y}", "y": "{x}"}) == "{y} {x}"


@given(st.text(), st.dictionaries(st.text("abc_", min_size=1), st.text()))
def test_filling_never_fails_and_keeps_all_that_is_no_place(wording: str, values: Mapping[str, str]) -> None:
    assert fill(wording.replace("{", "("), values) == wording.replace("{", "(")
    assert isinstance(fill(wording, values), str)


# Problems of words


STRINGS = "strings.yaml"


@pytest.mark.parametrize(
    ("edits", "messages"),
    [
        pytest.param(
            [("card.rose:", "card.rosy:"), ("home.lead:", "unheard-of:")],
            [
                "strings.yaml:1:1: error: the word 'card.rose' is missing; "
                "add it in every language, or rename 'card.rosy'",
                "strings.yaml:1:1: error: the word 'home.lead' is missing; add it in every language",
            ],
            id="all missing words are named in one run, with a near miss among those that no page asks for",
        ),
        pytest.param(
            [("  fr: '{year}, auparavant {before}'", "  fr: '{year}, promue'")],
            ["strings.yaml:{}:7: error: 'card.rose' has {{before}} only in en; take it out"],
            id="a place stands in one language only",
        ),
        pytest.param(
            [("  en: '{year}, formerly {before}'", "  en: '{year}, raised'")],
            ["strings.yaml:{}:7: error: 'card.rose' lacks {{before}} in en; put it in"],
            id="a place is lacking in one language",
        ),
        pytest.param(
            [("  en: '{year}, formerly {before}'", "  en: '{year}, formerly {befor}'")],
            [
                "strings.yaml:{}:7: error: 'card.rose' has {{befor}} and lacks {{before}} in en; "
                "write {{before}} instead"
            ],
            id="a place is mistyped in one language",
        ),
        pytest.param(
            [("  en: '{year}, formerly {before}'", "  en: '{year}, formerly {before} {more}'")],
            ["strings.yaml:{}:7: error: 'card.rose' has {{more}} only in en; take it out"],
            id="a place that nothing fills stands in one language",
        ),
        pytest.param(
            [("  en: '{year}, formerly {before}'", "  en: '{year}, formerly {before.__class__}'")],
            ["strings.yaml:{}:7: error: '{{before.__class__}}' is no place in 'card.rose'; write {{before}}"],
            id="what looks into a value is no place",
        ),
        pytest.param(
            [("  en: '{year}, formerly {before}'", "  en: '{ year }, formerly {Before}'")],
            ["strings.yaml:{}:7: error: '{{ year }}' is no place in 'card.rose'; write {{year}}"],
            id="spaces and capitals are no part of a place, and the first slip is told",
        ),
        pytest.param(
            [("  en: '{year}, formerly {before}'", "  en: '{year}, formerly {before'")],
            [
                "strings.yaml:{}:7: error: '{{' is no place in 'card.rose'; "
                "write a place as {{city}}, and no other brace"
            ],
            id="a brace that is never closed",
        ),
        pytest.param(
            [("  en: '{year}, formerly {before}'", "  en: '{{year}}, formerly {before}'")],
            [
                "strings.yaml:{}:7: error: '{{' is no place in 'card.rose'; "
                "write a place as {{city}}, and no other brace"
            ],
            id="braces around braces",
        ),
        pytest.param(
            [("{year}, auparavant {before}", "{year}, {befor}"), ("{year}, formerly {before}", "{year}, {befor}")],
            [
                "strings.yaml:{}:7: error: nothing fills {{befor}} in 'card.rose'; "
                "use one of {{year}}, {{before}} (did you mean {{before}}?)",
                "strings.yaml:{}:7: error: nothing fills {{befor}} in 'card.rose'; "
                "use one of {{year}}, {{before}} (did you mean {{before}}?)",
            ],
            id="a place that nothing fills stands in every language",
        ),
    ],
)
def test_words_are_refused_with_their_mend(
    edits: list[tuple[str, str]], messages: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = changed(tmp_path)
    text = (folder / STRINGS).read_text(encoding="utf-8")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    (folder / STRINGS).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    found = refused(Path("content"))
    assert [_without_line(line) for line in found] == [_without_line(f"content/{line}") for line in messages]


def test_most_languages_are_right_even_where_the_first_is_not(tmp_path: Path) -> None:
    words = "place: {en: 'in {town}', es: 'en {city}', pt: 'em {city}'}\n"
    assert places(tmp_path, words) == [
        "strings.yaml:1:13: error: 'place' has {town} and lacks {city} in en; write {city} instead"
    ]


def test_every_form_has_the_places_of_its_wording(tmp_path: Path) -> None:
    words = "cities: {en: {one: '{count} city', other: '{count} cities in {country}'}, es: '{count} en {country}'}\n"
    assert places(tmp_path, words) == ["strings.yaml:1:14: error: 'cities' lacks {country} in en; put it in"]


def places(folder: Path, words: str) -> list[str]:
    """Return what is said of the places of a file of words alone."""
    (folder / "strings.yaml").write_text(words, encoding="utf-8")
    (file,) = load.sources(folder)[0].files
    assert file.data
    record = Record(StringsFile.model_validate(load.plain(file.data)), replace(file, shown=file.path))
    whole = replace(records(), strings=record)
    return lines([*i18n.places_are_names(whole), *i18n.places_agree(whole)])


def _without_line(message: str) -> str:
    """Return a message without its line, which moves with every word that is added above."""
    place, rest = message.replace("{{", "{").replace("}}", "}").split(": error: ")
    path, line, column = place.split(":")
    return f"{path}:{'1' if line == '1' else 'n'}:{column} {rest}"


@pytest.mark.parametrize(
    ("name", "edit", "message"),
    [
        (
            "program.yaml",
            ("cldr: en_GB", "cldr: xx_GB"),
            "program.yaml:31:11: error: unknown locale 'xx_GB'; write one of CLDR, as in pt_BR",
        ),
        (
            "cities/joesuu.md",
            ("country: EE", "country: QQ"),
            "cities/joesuu.md:7:10: error: unknown country 'QQ'; write the two capital letters of ISO 3166, as in BR",
        ),
        *(
            (
                "cities/joesuu.md",
                ("country: EE", f"country: {code}"),
                f"cities/joesuu.md:7:10: error: unknown country '{code}'; "
                "write the two capital letters of ISO 3166, as in BR",
            )
            for code in ("EU", "QO", "ZZ")
        ),
    ],
)
def test_locales_and_countries_are_those_of_the_world(
    name: str, edit: Any, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(tmp_path, edits={name: edit})
    monkeypatch.chdir(tmp_path)
    assert refused(Path("content")) == [f"content/{message}"]


def test_the_words_of_the_real_site_have_one_kind_of_quotation_marks() -> None:
    words = (Path(__file__).parents[1] / "content" / STRINGS).read_text(encoding="utf-8")
    assert set(words) & set("“”„‟«»‹›‘’") == set("“”")
