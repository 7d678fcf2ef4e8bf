"""Words, numbers, dates and names in one language."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from certsite.model import Language, Texts
from certsite.problem import CERTAIN, Problem, Staged, choose, near, quote
from certsite.validate import Records

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAMED = re.compile(r"\{[a-z][a-z0-9_]*\}")
# Spanish says "e" for "y" before the sound of i; the rule of ICU's ListFormatter, which Babel does not have.
_SOUND_OF_I = re.compile(r"[ií]|h[ií](?![ae])", re.IGNORECASE)
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")

# CLDR's territories that are no countries of ISO 3166: unions, groups, and codes for what is unknown or made up.
_NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")


class Translator:
    """Speaks one language, and notes what it is asked for, so that one run can name all that is missing.

    asked: every key it was asked for; unfilled: key and place of a wording that nothing filled, to the names of what
    could fill it.
    """

    def __init__(self, language: Language, wordings: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self.asked: set[str] = set()
        self.unfilled: dict[tuple[str, str], tuple[str, ...]] = {}
        self._wordings = wordings
        self._locale = Locale.parse(language.cldr)

    def t(self, key: str, *, count: int | None = None, **values: object) -> str:
        """Return the wording of a key, its places filled; `count` chooses the plural form and fills `{count}`."""
        filled = {name: str(value) for name, value in values.items()}
        if count is not None:
            filled["count"] = self.number(count)
        wording = self.wording(key, count)
        if key in self._wordings:
            for name in _holes(wording):
                if name not in filled:
                    self.unfilled[key, name] = tuple(filled)
        return fill(wording, filled)

    def wording(self, key: str, count: int | None = None) -> str:
        """Return the wording of a key with its places still open; the key itself where there is none."""
        self.asked.add(key)
        forms = self._wordings.get(key)
        if forms is None:
            return key
        form = self._locale.plural_form(count) if count is not None else "other"
        return forms.get(form, forms["other"])

    def forms(self, key: str) -> Mapping[str, str]:
        """Return the wording of a key in each of its plural forms, with its places still open."""
        self.asked.add(key)
        return self._wordings.get(key, {"other": key})

    def pick(self, texts: Texts) -> tuple[str, str]:
        """Return a text in this language, or in another, and the code of the language it is in."""
        code = self.language.code
        if code in texts:
            return texts[code], code
        return next(((text, other) for other, text in texts.items()), ("", code))

    def number(self, value: int) -> str:
        """Return a whole number with the separators of the language."""
        return _number(value, self._locale)

    def date(self, partial: str) -> str:
        """Return a partial date in words, as exact as it is given."""
        return _date(partial, self._locale)

    def when(self, partial: str) -> str:
        """Return a partial date as it stands in a sentence: `in 2024`, `on June 17, 2024`."""
        key = {4: "when.year", 7: "when.month"}.get(len(partial), "when.day")
        return self.t(key, date=self.date(partial))

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166 code."""
        return str(self._locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Return the name of a language by its code, in this language."""
        return str(self._locale.languages.get(code, code))

    def list(self, items: Sequence[str]) -> str:
        """Return the items as they are enumerated in a sentence."""
        text = format_list(items, locale=self._locale) if items else ""
        if len(items) > 1 and self._locale.language == "es" and _SOUND_OF_I.match(items[-1]):
            return f"{text.removesuffix(f' y {items[-1]}')} e {items[-1]}"
        return text


# The same few wordings, numbers and dates stand on every page.


@lru_cache(maxsize=4096)
def _holes(wording: str) -> tuple[str, ...]:
    return tuple(_PLACE.findall(wording))


@lru_cache(maxsize=65536)
def _number(value: int, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=65536)
def _date(partial: str, locale: Locale) -> str:
    day = date.fromisoformat((partial + "-01-01")[:10])
    if len(partial) == 4:
        return partial
    if len(partial) == 7:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)


def country_codes(cldr: str) -> Mapping[str, str]:
    """Return the ISO 3166 codes of countries by their names in the language of a locale; none of an unknown one."""
    locale = _locale(cldr)
    return {str(name): code for code, name in locale.territories.items() if is_country(code)} if locale else {}


def country_of_letters(letters: str) -> str:
    """Return the ISO 3166 code of a country by that code or another of its codes, as `usa` or `UK`; else nothing.

    The others are CLDR's aliases of territories.
    """
    code = letters.upper()
    codes = [code] if is_country(code) else list(get_global("territory_aliases").get(code, ()))
    return codes[0] if len(codes) == 1 and is_country(codes[0]) else ""


def language_codes(cldr: str, codes: Sequence[str]) -> Mapping[str, str]:
    """Return the codes of these languages by their names in the language of a locale; none of an unknown one."""
    locale = _locale(cldr)
    return {str(locale.languages[code]): code for code in codes if code in locale.languages} if locale else {}


def is_country(code: str) -> bool:
    """Say whether a code is one of a country in ISO 3166."""
    return code in Locale("en").territories and code not in _NO_COUNTRIES


def fill(wording: str, values: Mapping[str, str]) -> str:
    """Return the wording with `{name}` replaced by the value of that name; a place without value stays as it is.

    `str.format` is not used, because wordings are content: it would let them look into the values.
    """
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), wording)


def translators(records: Records, languages: Sequence[Language]) -> Staged[Mapping[str, Translator] | None]:
    """Return a translator for each language by its code, and what is wrong with words, locales and countries.

    The value is None where a language cannot be spoken at all.
    """
    problems = [problem for rule in RULES for problem in rule(records)]
    if not all(_locale(language.cldr) for language in languages):
        return None, problems
    strings = records.strings.model.root
    return {
        language.code: Translator(language, {key: wordings[language.code] for key, wordings in strings.items()})
        for language in languages
    }, problems


def missing_words(records: Records, translators: Mapping[str, Translator]) -> list[Problem]:
    """Return a problem for each word that a page asked for in vain, and for each place that no page fills."""
    strings = records.strings
    asked = {key for translator in translators.values() for key in translator.asked}
    spare = sorted(strings.model.root.keys() - asked)
    unfilled = [
        strings.problem((key, code), f"nothing fills {{{name}}} in {quote(key)}", _place_mend(name, filled))
        for code, translator in translators.items()
        for (key, name), filled in translator.unfilled.items()
        if not _is_told(key, strings.model.root[key])
    ]
    missing = [
        Problem(strings.file.shown, 1, 1, f"the word {quote(key)} is missing", _mend(near(key, spare, CERTAIN)))
        for key in sorted(asked - strings.model.root.keys())
    ]
    return missing + unfilled


def _is_told(key: str, by_language: Mapping[str, Mapping[str, str]]) -> bool:
    """Say whether the rules have told already what is wrong with the places of a wording."""
    return any(map(_slip, by_language.values())) or bool(_disagreements(key, by_language))


def _place_mend(name: str, filled: Sequence[str]) -> str:
    return choose(f"{{{name}}}", [f"{{{other}}}" for other in filled]) if filled else "take it out"


def _mend(meant: str | None) -> str:
    return f"add it in every language{f', or rename {quote(meant)}' if meant else ''}"


def places_are_names(records: Records) -> Iterator[Problem]:
    """What stands in braces is the name of a place, as {city}, and no brace stands alone."""
    for key, by_language in records.strings.model.root.items():
        for language, forms in by_language.items():
            if slip := _slip(forms):
                says, do = f"{quote(slip)} is no place in {quote(key)}", _name_mend(slip)
                yield records.strings.problem([key, language], says, do)


def _slip(forms: Mapping[str, str]) -> str | None:
    """Return the first thing in a wording that has a brace and is no place."""
    braces = (found for form in forms.values() for found in _BRACES.findall(form))
    return next((found for found in braces if not _NAMED.fullmatch(found)), None)


def _name_mend(slip: str) -> str:
    meant = re.match(r"\{ *([a-z][a-z0-9_]*)", slip.casefold())
    return f"write {{{meant[1]}}}" if meant else "write a place as {city}, and no other brace"


def places_agree(records: Records) -> Iterator[Problem]:
    """A wording has the same places, as {city}, in every language and form."""
    for key, by_language in records.strings.model.root.items():
        if not any(map(_slip, by_language.values())):
            for language, (says, do) in _disagreements(key, by_language).items():
                yield records.strings.problem([key, language], says, do)


def _disagreements(key: str, by_language: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Return what is wrong with the places of a wording, by language: most languages are right, or else the first."""
    usual = Counter(_places(forms["other"]) for forms in by_language.values()).most_common(1)[0][0]
    return {
        language: _different_places(key, language, usual, found)
        for language, forms in by_language.items()
        for found in map(_places, forms.values())
        if found != usual
    }


def _places(form: str) -> frozenset[str]:
    return frozenset(_PLACE.findall(form)) - {"count"}


def _different_places(key: str, language: str, usual: frozenset[str], found: frozenset[str]) -> tuple[str, str]:
    lacking, extra = sorted(usual - found), sorted(found - usual)
    if lacking and extra:
        says = f"{quote(key)} has {{{extra[0]}}} and lacks {{{lacking[0]}}} in {language}"
        return says, f"write {{{lacking[0]}}} instead"
    if lacking:
        return f"{quote(key)} lacks {{{lacking[0]}}} in {language}", "put it in"
    return f"{quote(key)} has {{{extra[0]}}} only in {language}", "take it out"


def locales_are_known(records: Records) -> Iterator[Problem]:
    """The `cldr` of a language is a locale whose names and numbers are known."""
    for index, language in enumerate(records.program.model.languages):
        if not _locale(language.cldr):
            at = ("languages", index, "cldr")
            yield records.program.problem(
                at, f"unknown locale {quote(language.cldr)}", "write one of CLDR, as in pt_BR"
            )


def countries_are_known(records: Records) -> Iterator[Problem]:
    """The country of a record is one of ISO 3166."""
    for city in records.cities:
        if not is_country(city.model.country):
            says = f"unknown country {quote(city.model.country)}"
            yield city.problem(["country"], says, "write the two capital letters of ISO 3166, as in BR")


def _locale(name: str) -> Locale | None:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return None


RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    places_are_names,
    places_agree,
    locales_are_known,
    countries_are_known,
)
